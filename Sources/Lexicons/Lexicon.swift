/// Everything the stages need to know about one language.
///
/// A lexicon is one YAML file in `Languages/`, named by its BCP 47 primary tag. To add a language,
/// add its file: it is found by name, and its `examples` are run against every stage.
public struct Lexicon: Sendable, Codable {
    /// A sentence with its mentions marked ⟦so⟧, and what a stage should read in each.
    public struct Example: Sendable, Codable {
        public let stage: String
        public let text: String
        public let values: [String]
    }

    public let language: LanguageWords
    public let relations: RelationWords
    public let contact: ContactWords
    public let names: NameWords
    public let numbers: NumberWords
    public let qualifiers: QualifierWords
    public let dates: DateWords
    public let times: TimeWords
    public let ages: AgeWords
    public let counted: CountedNouns
    public let quantities: QuantityWords
    public let terms: TermWords
    public let furniture: FurnitureWords
    public let examples: [Example]
}

/// What a language is known by, and what does not end its sentences.
public struct LanguageWords: Sendable, Codable {
    /// Frequent words that the other languages lack or use far less.
    public let functionWords: [String]
    /// Abbreviations after whose full stop a sentence goes on: "Sr", "art".
    public let abbreviations: [String]
    /// Names of months, full and short, January first; each a list of forms.
    public let months: [[String]]
}
