/// The words around addresses and telephone numbers.
public struct ContactWords: Sendable, Codable {
    /// What opens a contact block: "For further information contact".
    public let opening: [String]
    /// What stands before a telephone number: "Tel".
    public let phoneLabels: [String]
    /// What stands before a number that is no telephone number: "account".
    public let otherNumberLabels: [String]
    /// What stands before an extension: "ext".
    public let extensions: [String]
    /// What stands before a mail address: "E-mail".
    public let emailLabels: [String]
    /// What "@" is spelled as, in letters without accents: "at".
    public let atSigns: [String]
    /// What a stop is spelled as in an address: "dot".
    public let dotSigns: [String]
    /// What is put into addresses to be left out again, in letters without accents: "nospam".
    public let spamTraps: [String]
    /// What stands before another address: "Website".
    public let otherLabels: [String]
    /// Words of a person's post, so that a line of them is no name: "officer".
    public let posts: [String]
}
