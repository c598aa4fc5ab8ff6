/// The words of a language that make a number an age.
public struct AgeWords: Sendable, Codable {
    /// After a number, and enough to make it an age: "years old".
    public let strongUnits: [String]
    /// After a number, but also of time: "años".
    public let weakUnits: [String]
    /// Before a number, and enough: "aged", "the age of".
    public let strongLeads: [String]
    /// Before a number with a weak unit: "tenía", "a los".
    public let weakLeads: [String]
    /// Between a person and an age with a weak unit: Spanish "de".
    public let links: [String]
    public let below: [String]
    public let above: [String]
    /// Before a lower bound: "as young as".
    public let fromLeads: [String]
    public let orOver: [String]
    public let orUnder: [String]
    /// What opens and joins a range of ages.
    public let rangeOpeners: [String]
    public let rangeJoiners: [String]
    public let means: [String]
    public let medians: [String]
    public let youngest: [String]
    public let oldest: [String]
    /// Words that speak of ages, so that a number soon after one is an age: "age".
    public let nouns: [String]
    /// What may stand between such a noun and the number: "was".
    public let copulas: [String]
    public let andHalf: [String]
    /// Words for those below an age, with the oldest they can be: "minors".
    public let groups: [String: Int]
    /// Around a number with a weak unit: no age, "in prison", "ago".
    public let notBefore: [String]
    /// Words of sentences passed: a number with a weak unit soon after one is no age.
    public let penalties: [String]
    public let notAfter: [String]
}
