import DocumentModel
import Lexicons
import StageKit
import TextAnalysis

/// A language's words in and around names, ready to be looked up.
struct NameRules: Sendable {
    private(set) var inside: Set<UInt64> = []
    private(set) var genitives: Set<UInt64> = []
    private(set) var joining: Set<UInt64> = []
    private(set) var openers: Set<UInt64> = []
    private(set) var articles: Set<UInt64> = []
    private(set) var persons: Set<UInt64> = []
    private(set) var speech: Set<UInt64> = []
    private(set) var locatives: Set<UInt64> = []
    private(set) var placeCues: Set<UInt64> = []
    private(set) var civic: Set<UInt64> = []
    private(set) var streets: Set<UInt64> = []
    private(set) var languageNames: Set<UInt64> = []
    /// Forenames, the same in all languages.
    fileprivate(set) var givenNames: Set<UInt64> = []
    private(set) var languageCues: Set<UInt64> = []
    private(set) var languageNouns: Set<UInt64> = []
    private(set) var directions: Set<UInt64> = []
    private(set) var notOrganisations: Set<UInt64> = []

    mutating func add(_ words: NameWords) {
        let segmenter = WordSegmenter()
        func add(_ list: [String], to set: inout Set<UInt64>) {
            for word in list {
                let folded = segmenter.folded(word)
                if folded.count == 1 { set.insert(folded[0]) }
            }
        }
        add(words.inside, to: &inside)
        add(words.genitives, to: &genitives)
        add(words.joining, to: &joining)
        add(words.openers, to: &openers)
        add(words.articles, to: &articles)
        add(words.persons, to: &persons)
        add(words.speech, to: &speech)
        add(words.locatives, to: &locatives)
        add(words.placeCues, to: &placeCues)
        add(words.civic, to: &civic)
        add(words.streets, to: &streets)
        add(words.languageNames, to: &languageNames)
        add(words.languageCues, to: &languageCues)
        add(words.languageNouns, to: &languageNouns)
        add(words.adjectives, to: &directions)
        add(words.notOrganisations, to: &notOrganisations)
    }
}

/// The rules for names in each language, and in all together for texts of unknown language.
struct NameRulesByLanguage: Sendable {
    private var byLanguage: [LanguageCode: NameRules] = [:]
    private var all = NameRules()

    init(_ lexicons: Lexicons, givenNames: [String]) {
        let segmenter = WordSegmenter()
        let known = Set(givenNames.flatMap(segmenter.folded))
        all.givenNames = known
        for language in lexicons.languages {
            guard let words = lexicons[language]?.names else { continue }
            var rules = NameRules()
            rules.givenNames = known
            rules.add(words)
            all.add(words)
            byLanguage[language] = rules
        }
    }

    subscript(language: LanguageCode) -> NameRules { byLanguage[language] ?? all }
}
