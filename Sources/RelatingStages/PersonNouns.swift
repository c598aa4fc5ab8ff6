import DocumentModel
import Lexicons
import TextAnalysis

/// The words for persons of a language, for telling whose origin an adjective or a name is.
struct PersonNouns: Sendable {
    private let roles: PhraseTable<String>
    private let stops: PhraseTable<Bool>
    /// Whether a noun stands before its adjectives.
    let comeFirst: Bool

    init(_ lexicon: Lexicon?) {
        let classes = lexicon?.counted.classes.filter { $0.unit == "PERSONS" } ?? []
        roles = PhraseTable(
            classes.flatMap { nouns in nouns.words.map { ($0, nouns.role ?? "OTHER") } })
        stops = PhraseTable(phrases: lexicon?.counted.stops ?? [])
        comeFirst = lexicon?.counted.headFirst ?? false
    }

    /// Code list `population_role`: what the word for persons at `index` makes of them; OTHER where it
    /// does not say, nil where there is no such word.
    func role(at index: Int, in words: [Mention<Word>]) -> String? {
        roles.longestMatch(at: index, in: words)?.payloads.first
    }

    /// Whether the word at `index` ends a phrase of a noun and its adjectives.
    func isStop(at index: Int, in words: [Mention<Word>]) -> Bool {
        stops.longestMatch(at: index, in: words) != nil
    }
}
