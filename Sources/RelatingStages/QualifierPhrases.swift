import DocumentModel
import Lexicons
import TextAnalysis

/// The words that bound a number which is a word of its own: "more than double".
struct QualifierPhrases: Sendable {
    enum Bound: Sendable { case atLeast, moreThan, atMost, lessThan, nearly, about }

    private let phrases: PhraseTable<Bound>

    init(_ lexicon: Lexicon?) {
        guard let words = lexicon?.qualifiers else {
            phrases = PhraseTable()
            return
        }
        let lists: [([String], Bound)] = [
            (words.atLeast, .atLeast), (words.moreThan, .moreThan), (words.atMost, .atMost),
            (words.lessThan, .lessThan), (words.nearly, .nearly), (words.about, .about),
        ]
        phrases = PhraseTable(lists.flatMap { list, bound in list.map { ($0, bound) } })
    }

    /// The bound that the words right before word `index` make; nil where they make none.
    func ending(before index: Int, _ words: [Mention<Word>]) -> Bound? {
        phrases.longestMatch(endingBefore: index, in: words)?.payloads.first
    }
}

extension Figure {
    /// This exact figure as a bound makes it.
    func qualified(by bound: QualifierPhrases.Bound?) -> Figure {
        guard let value, let bound else { return self }
        return switch bound {
        case .atLeast, .moreThan: .minimum(value)
        case .atMost, .lessThan: .maximum(value)
        case .nearly: .approximately(value, atMost: value)
        case .about: .approximately(value, atMost: nil)
        }
    }
}
