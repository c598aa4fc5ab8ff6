/// What the pages count in a language, and what shapes the phrases that say so.
public struct CountedNouns: Sendable, Codable {
    /// Nouns, or adjectives used as nouns, of one class. Codes are those of the code lists.
    public struct Class: Sendable, Codable {
        public let words: [String]
        public let unit: String
        /// Code list `population_role`; left out where the word does not say.
        public let role: String?
        public let sex: String?
        public let ageGroup: String?
    }

    /// Whether the first noun of a phrase is its head ("mujeres víctimas"), or the last.
    public let headFirst: Bool
    /// How unknown plural nouns end; a word after a number that ends otherwise is taken for a verb.
    public let pluralEndings: [String]
    public let classes: [Class]
    /// Words before or after a noun for victims that only suppose so: "presumed".
    public let presumed: [String]
    /// Words that make persons victims, and confirm it: "trafficked".
    public let victimizing: [String]
    /// Between a number and its noun: "of", "de".
    public let linkers: [String]
    /// "of them", "of these": the number counts what was counted before.
    public let ofThem: [String]
    public let conjunctions: [String]
    /// Words at which a noun phrase ends.
    public let stops: [String]
    /// Units of measure: what stands before them counts nothing.
    public let measures: [String]
    /// Before a number: it is repeated or denied, not counted.
    public let notBefore: [String]
    /// Before a number that may have been said before: "the", "these".
    public let definites: [String]
}
