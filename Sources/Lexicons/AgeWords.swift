/// The words of a language that make a number an age.
public struct AgeWords: Sendable, Codable {
    /// After a number, and enough to make it an age: "years old".
    public let strongUnits: [String]
    /// After a number, but also of time: "años".
    public let weakUnits: [String]
    /// Before a number, and enough: "aged", "the age of".
    public let strongLeads: [String]
    /// After a number with a weak unit, and enough to make it an age: "de edad".
    public let tails: [String]
    /// Before a number of years: "a los".
    public let weakLeads: [String]
    /// Verbs that give an age, also in months, weeks and days: "tenía".
    public let verbs: [String]
    /// After months, weeks or days that such a verb gives: then they are time to do something in.
    public let purposes: [String]
    /// Before a number without a unit that no noun follows: "was barely", "turned".
    public let bareLeads: [String]
    /// Between such words and the number: "only", "almost".
    public let softeners: [String]
    /// Before how old a thing is, or how long something has stood: "se remonta a".
    public let thingLeads: [String]
    /// Between a person and an age with a weak unit: Spanish "de".
    public let links: [String]
    public let below: [String]
    public let above: [String]
    /// Before the highest age itself: "no older than".
    public let upTo: [String]
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
    /// Words for those between two ages, both included: "in her twenties". Phrases may hold
    /// alternatives in brackets.
    public let bands: [String: [Int]]
    /// Around a number with a weak unit: no age, "in prison", "ago".
    public let notBefore: [String]
    /// Words of sentences passed: a number with a weak unit soon after one is no age.
    public let penalties: [String]
    public let notAfter: [String]
}
