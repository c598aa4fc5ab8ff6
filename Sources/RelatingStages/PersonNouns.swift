import DocumentModel
import Lexicons
import TextAnalysis

/// The words for persons of a language, for telling whose origin an adjective or a name is.
struct PersonNouns: Sendable {
    struct Person: Sendable {
        /// Code list `population_role`; OTHER where the word does not say.
        let role: String
        /// Whether the word says victims, women, men, girls or boys, and not persons of any kind.
        let isTelling: Bool
    }

    private let persons: PhraseTable<Person>
    private let stops: PhraseTable<Bool>
    private let definites: PhraseTable<Bool>
    /// Whether a noun stands before its adjectives.
    let comeFirst: Bool

    init(_ lexicon: Lexicon?) {
        let classes = lexicon?.counted.classes.filter { $0.unit == "PERSONS" } ?? []
        persons = PhraseTable(
            classes.flatMap { nouns in
                let person = Person(
                    role: nouns.role ?? "OTHER",
                    isTelling: nouns.role == "VICTIM" || nouns.role == nil && nouns.sex != nil)
                return nouns.words.map { ($0, person) }
            })
        stops = PhraseTable(phrases: lexicon?.counted.stops ?? [])
        definites = PhraseTable(phrases: lexicon?.counted.definites ?? [])
        comeFirst = lexicon?.counted.headFirst ?? false
    }

    /// What the word for persons at `index` makes of them; nil where there is none.
    func person(at index: Int, in words: [Mention<Word>]) -> Person? {
        persons.longestMatch(at: index, in: words)?.payloads.first
    }

    /// Whether an article or the like right before the word at `index` points back: "the women".
    func pointsBack(before index: Int, in words: [Mention<Word>]) -> Bool {
        definites.longestMatch(endingBefore: index, in: words) != nil
    }

    /// Whether the word at `index` ends a phrase of a noun and its adjectives.
    func isStop(at index: Int, in words: [Mention<Word>]) -> Bool {
        stops.longestMatch(at: index, in: words) != nil
    }
}
