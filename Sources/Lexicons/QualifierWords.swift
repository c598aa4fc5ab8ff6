/// The words of a language that bound or blur a number.
public struct QualifierWords: Sendable, Codable {
    /// Before a number that belongs to the range: "at least".
    public let atLeast: [String]
    /// Before a number that does not: "more than".
    public let moreThan: [String]
    public let atMost: [String]
    public let lessThan: [String]
    /// Just below the number: "nearly".
    public let nearly: [String]
    public let about: [String]
    /// "equal to"
    public let exactly: [String]
    /// "between" … "and" …
    public let between: [String]
    public let betweenJoiners: [String]
    /// "from" … "to" …
    public let from: [String]
    public let fromJoiners: [String]
    /// Between two rising numbers without an opening word: "to", "-".
    public let joiners: [String]
    /// After a number: "or more".
    public let orMore: [String]
    public let orLess: [String]
    public let orSo: [String]
    /// After a number that does not belong to the range: "less than 5 or equal".
    public let orEqual: [String]
    /// Joins two bounds into one range: "more than 5 but less than 10".
    public let contrasts: [String]
    /// Articles that may stand between the qualifier and the number.
    public let articles: [String]
    /// Verbs after which "from … to …" is a change, not a range.
    public let changes: [String]
    /// Collective nouns that only say about how many: "soixantaine".
    public let roundNumbers: [String]
}
