/// The words in and around names of organisations, places and persons.
public struct NameWords: Sendable, Codable {
    /// Words and marks that may stand inside a name without a capital: "of", "para".
    public let inside: [String]
    /// Those of them that make a name longer: "San José de Ocoa".
    public let genitives: [String]
    /// Those of them that may also join two names: "and".
    public let joining: [String]
    /// Words that open a sentence or a phrase and are no part of a name, also with a capital.
    public let openers: [String]
    public let articles: [String]
    /// Titles and posts that stand before a person's name.
    public let persons: [String]
    /// Verbs that persons do after their names: "said".
    public let speech: [String]
    /// Prepositions before places.
    public let locatives: [String]
    /// Words before places that hardly ever stand before persons: "in", "near".
    public let placeCues: [String]
    /// Words after a place's name that are about it: "Lima police", "Lima City Council".
    public let civic: [String]
    /// Words after a name that make it a street's: "Lima Avenue".
    public let streets: [String]
    /// Languages called as a people is.
    public let languageNames: [String]
    /// Words before a language's name that show it is not a nationality: "speak".
    public let languageCues: [String]
    /// Words after a language's name that do the same: "version".
    public let languageNouns: [String]
    public let groups: [String]
    /// Directions that may stand before a place's name.
    public let adjectives: [String]
    /// Acronyms in capitals that name no organisation: "NGO".
    public let notOrganisations: [String]
}
