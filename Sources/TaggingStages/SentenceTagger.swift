package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Parts the text into sentences. A line feed always ends one, so that titles, list items and table
/// rows stand alone; a tab, between the cells of a row, does not.
package struct SentenceTagger: Tagger {
    package static let name: StageName = "tag-sentences"
    package static let summary = "Parts the text into sentences; none goes on over a line feed."
    package static let reads: Set<LayerName> = [LayerKey.words.name, LayerKey.languages.name]
    package static let provides = LayerKey<Sentence>.sentences
    package static let examples = [
        StageExample(
            "⟦Dr. Roe of the U.S. mission spoke.⟧ ⟦It took 2.5 hours…⟧",
            reads: ["12 words", "7 words"]),
        StageExample("⟦Victims by year⟧\n⟦1. girls⟧", reads: ["3 words", "3 words"]),
    ]

    private let tables: LexiconTables<SentenceTable>

    package init(settings: NoSettings, resources: StageResources) {
        tables = LexiconTables(resources.lexicons) { SentenceTable($0) }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<Sentence>] {
        let view = WordView(document)
        let known = tables[document.language]
        var sentences: [Mention<Sentence>] = []
        var start = 0
        for index in 0..<view.count {
            let next = index + 1
            let ends =
                next == view.count || view.startsLine(next) || view.endsSentence(index, known)
            guard ends else { continue }
            sentences.append(Mention(view.span(start..<next), Sentence(words: start..<next)))
            start = next
        }
        return sentences
    }
}

/// A lexicon's words around full stops, ready to be looked up.
private struct SentenceTable: Sendable {
    let abbreviations: PhraseTable<Bool>
    /// Words that with a capital start a sentence, and no name.
    let openers: PhraseTable<Bool>

    init(_ lexicon: Lexicon) {
        abbreviations = PhraseTable(phrases: lexicon.language.abbreviations)
        openers = PhraseTable(
            phrases: lexicon.language.functionWords.filter { !lexicon.names.genitives.contains($0) }
        )
    }
}

extension WordView {
    /// Whether the sentence ends with word `index`, which is not the last of its line.
    fileprivate func endsSentence(_ index: Int, _ table: SentenceTable?) -> Bool {
        let next = index + 1
        guard words[next].value.followsSpace, kind(index) == .mark else { return false }
        var stop = index
        // What closes after the stop belongs to the sentence: quotes, brackets, footnote marks.
        while stop > 0, isClosing(stop), isGlued(stop) || isGuillemet(stop) { stop -= 1 }
        guard let kind = stopKind(stop) else { return false }
        // Quotations may part their last mark: « Non ! »
        if isGuillemet(next) { return false }
        if isHyphen(next) { return kind == .firm }
        let opens =
            words[next].value.shape != .lower || self.kind(next) != .letters
        switch kind {
        case .firm: return opens || stop == index
        case .ellipsis: return opens && self.kind(next) != .mark
        case .full: return opens && !isAbbreviation(before: stop, table)
        }
    }

    private enum Stop { case full, firm, ellipsis }

    private func stopKind(_ index: Int) -> Stop? {
        switch mark(index) {
        case UInt8(ascii: "."):
            isGlued(index) && mark(index - 1) == UInt8(ascii: ".") ? .ellipsis : .full
        case UInt8(ascii: "!"), UInt8(ascii: "?"): .firm
        default:
            // U+2026
            text[words[index].span.range].elementsEqual([0xE2, 0x80, 0xA6]) ? .ellipsis : nil
        }
    }

    private func isClosing(_ index: Int) -> Bool {
        if let mark = mark(index) {
            return mark == UInt8(ascii: "\"") || mark == UInt8(ascii: ")")
                || mark == UInt8(ascii: "'") || mark == UInt8(ascii: "]")
        }
        let bytes = text[words[index].span.range]
        return bytes.elementsEqual([0xE2, 0x80, 0x9D]) || bytes.elementsEqual([0xE2, 0x80, 0x99])
            || isGuillemet(index)
    }

    /// Whether word `index` is U+00BB, which closes a quotation.
    private func isGuillemet(_ index: Int) -> Bool {
        let span = words[index].span
        return span.length == 2 && text[span.lowerBound] == 0xC2
            && text[span.lowerBound + 1] == 0xBB
    }

    /// Whether the full stop at word `stop` shortens the word before it.
    private func isAbbreviation(
        before stop: Int, _ table: SentenceTable?
    ) -> Bool {
        guard isGlued(stop), stop > 0 else { return false }
        let before = stop - 1
        let next = stop + 1
        guard kind(before) == .letters else {
            // "1. girls" at the start of a line.
            return kind(before) == .digits && startsBlock(before)
        }
        // An initial, or the end of "U.S."; at the end of a sentence such a word as "The" follows.
        let isShort =
            words[before].span.length == 1
            || (words[before].span.length == 2
                && words[before].value.shape == .other)
        if isShort || endsAcronym(before), words[before].value.shape != .lower {
            return !endsAcronym(before) || !opensSentence(next, table)
        }
        guard let abbreviations = table?.abbreviations else { return false }
        // "etc." and "a. m." end a sentence before a capital; titles and "art." do not.
        guard abbreviations.longestMatch(at: before, in: words, before: stop) != nil else {
            return false
        }
        return kind(next) == .digits || words[next].value.shape == .capitalized
            || kind(next) == .mark
    }

    /// Whether word `index` is the last of an acronym with stops: the "S" of "U.S.".
    private func endsAcronym(_ index: Int) -> Bool {
        index > 1 && isGlued(index) && mark(index - 1) == UInt8(ascii: ".") && isGlued(index - 1)
            && kind(index - 2) == .letters && words[index].span.length <= 2
            && words[index - 2].span.length <= 2
    }

    /// Whether a capital at word `index` is a sentence's and no name's.
    private func opensSentence(_ index: Int, _ table: SentenceTable?) -> Bool {
        words[index].span.length > 1
            && table?.openers.longestMatch(at: index, in: words, before: index + 1) != nil
    }
}
