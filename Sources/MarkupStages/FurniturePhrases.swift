import DocumentModel
import Lexicons
import TextAnalysis

/// The words of page furniture in all languages: templates mix them.
struct FurniturePhrases: Sendable {
    private enum Kind: Sendable {
        case control, menu, label, seeAlso, index, cookie, rights, scrapedField, scrapedHeader,
            scrapedTitle
    }

    private let phrases: PhraseTable<Kind>
    private let functionWords: WordCounts
    /// Letters that every phrase about cookies holds.
    private let cookieCore: [UInt8]
    /// Every word that the lexicons hold.
    let vocabulary: WordCounts

    init(_ lexicons: Lexicons) {
        var phrases = PhraseTable<Kind>()
        var functionWords: Set<UInt64> = []
        var vocabulary: Set<UInt64> = []
        let segmenter = WordSegmenter()
        for language in lexicons.languages {
            guard let lexicon = lexicons[language] else { continue }
            let words = lexicon.furniture
            Self.forEachText(in: lexicon) { vocabulary.formUnion(segmenter.folded($0)) }
            let lists: [([String], Kind)] = [
                (words.controls, .control), (words.menus, .menu), (words.labels, .label),
                (words.seeAlso, .seeAlso), (words.indexLeads, .index), (words.cookies, .cookie),
                (words.rights, .rights), (words.scrapedFields, .scrapedField),
                (words.scrapedHeaders, .scrapedHeader), (words.scrapedTitles, .scrapedTitle),
            ]
            for (list, kind) in lists {
                for phrase in list { phrases.insert(phrase, kind) }
            }
            for word in lexicon.language.functionWords {
                if let hash = segmenter.folded(word).first { functionWords.insert(hash) }
            }
        }
        self.phrases = phrases
        self.functionWords = WordCounts(functionWords)
        cookieCore = Self.core(
            of: lexicons.languages.flatMap { lexicons[$0]?.furniture.cookies ?? [] })
        self.vocabulary = WordCounts(vocabulary)
    }

    /// Calls `body` with each text that a value holds, however deep.
    private static func forEachText(in value: Any, _ body: (String) -> Void) {
        if let text = value as? String { return body(text) }
        for child in Mirror(reflecting: value).children { forEachText(in: child.value, body) }
    }

    func isFunctionWord(_ word: Word) -> Bool {
        functionWords.contains(word.folded)
    }

    func isFunctionWord(_ folded: UInt64) -> Bool { functionWords.contains(folded) }

    /// Whether controls and counters make up the whole line: "Tweet 14", "A + A -".
    func isControl(_ line: TextLine, in lines: TextLines) -> Bool {
        line.width <= 120 && lines.start(of: line) != .bullet
            && isMade(of: .control, line, in: lines)
    }

    /// Whether the line is a label that templates put over titles; two may stand in one word.
    func isLabel(_ line: TextLine, in lines: TextLines) -> Bool {
        guard line.width <= 60 else { return false }
        return isMade(of: .label, line, in: lines) || isGluedLabel(line, in: lines)
    }

    func isMenu(_ line: TextLine, in lines: TextLines) -> Bool {
        line.width <= 60 && isMade(of: .menu, line, in: lines)
    }

    private func isMade(of kind: Kind, _ line: TextLine, in lines: TextLines) -> Bool {
        var index = line.words.lowerBound
        var hasPhrase = false
        var followsDigits = false
        while index < line.words.upperBound {
            var found: Range<Int>?
            phrases.forEachMatch(at: index, in: lines.words, before: line.words.upperBound) {
                if $0.payloads.contains(kind) { found = $0.words }
            }
            if let found {
                hasPhrase = true
                index = found.upperBound
                followsDigits = false
                continue
            }
            let word = lines.words[index]
            switch word.value.kind {
            case .digits where kind == .control: followsDigits = true
            case .mark where lines.text[word.span.lowerBound] != UInt8(ascii: ":"): break
            // "15.2K": thousands and millions are one letter in any language.
            case .letters where followsDigits && word.span.length == 1: break
            default: return false
            }
            index += 1
        }
        return hasPhrase
    }

    private func isGluedLabel(_ line: TextLine, in lines: TextLines) -> Bool {
        guard line.words.count == 1 else { return false }
        let bytes = lines.text[line.content]
        var inner = bytes.startIndex + 1
        while inner < bytes.endIndex {
            if lines.isUpper(at: inner), !lines.isUpper(at: inner - 1) { break }
            inner += 1
        }
        guard inner < bytes.endIndex else { return false }
        return [bytes[..<inner], bytes[inner...]].allSatisfy { part in
            let words = WordSegmenter().words(in: Array(part))
            guard words.count == 1 else { return false }
            return phrases.longestMatch(at: 0, in: words)?.payloads.contains(.label) == true
        }
    }

    /// Whether a control of several marks stands anywhere in a short line.
    func hasControl(_ line: TextLine, in lines: TextLines) -> Bool {
        guard line.words.count <= 16 else { return false }
        return line.words.contains { index in
            var isLong = false
            phrases.forEachMatch(at: index, in: lines.words, before: line.words.upperBound) {
                isLong = isLong || $0.words.count > 3 && $0.payloads.contains(.control)
            }
            return isLong
        }
    }

    func isCookieNotice(_ line: TextLine, in lines: TextLines) -> Bool {
        guard line.width <= 600, mayBeCookieNotice(line, in: lines) else { return false }
        var words: [Mention<Word>] = []
        lines.text.withUnsafeBufferPointer {
            WordSegmenter().append(wordsOf: $0, in: line.content, to: &words)
        }
        return words.indices.contains { index in
            var isFound = false
            phrases.forEachMatch(at: index, in: words) {
                isFound = isFound || $0.payloads.contains(.cookie)
            }
            return isFound
        }
    }

    /// Whether a line holds the letters that all phrases about cookies have in common.
    private func mayBeCookieNotice(_ line: TextLine, in lines: TextLines) -> Bool {
        guard cookieCore.count >= 2 else { return true }
        let first = cookieCore[0]
        let second = cookieCore[1]
        return lines.text.withUnsafeBufferPointer { bytes in
            var offset = line.content.lowerBound
            let last = line.content.upperBound - cookieCore.count
            while offset <= last {
                offset = bytes.skipping(from: offset, before: line.content.upperBound) {
                    bytes, next, _ in
                    (bytes | ByteChunk(repeating: 0x20)).isByte(first)
                        .& (next | ByteChunk(repeating: 0x20)).isByte(second)
                }
                let end = min(offset + 15, last)
                while offset <= end {
                    if cookieCore.indices.allSatisfy({
                        bytes[offset + $0].asciiLowered == cookieCore[$0]
                    }) {
                        return true
                    }
                    offset += 1
                }
            }
            return false
        }
    }

    /// The longest run of small ASCII letters that all of `phrases` hold.
    private static func core(of phrases: [String]) -> [UInt8] {
        let all = phrases.map { $0.utf8.map(\.asciiLowered) }
        guard let shortest = all.min(by: { $0.count < $1.count }) else { return [] }
        for length in stride(from: shortest.count, through: 2, by: -1) {
            for start in 0...(shortest.count - length) {
                let part = Array(shortest[start..<start + length])
                if part.allSatisfy(\.isASCIILetter), all.allSatisfy({ $0.contains(part) }) {
                    return part
                }
            }
        }
        return []
    }

    /// Whether a short line opens or closes with what a page says about its rights.
    func isRights(_ line: TextLine, in lines: TextLines) -> Bool {
        guard line.width <= 200, line.words.count <= 24 else { return false }
        let last = line.words.last { lines.words[$0].value.kind == .letters }
        return line.words.contains { index in
            var isFound = false
            phrases.forEachMatch(at: index, in: lines.words, before: line.words.upperBound) {
                isFound =
                    isFound
                    || $0.payloads.contains(.rights)
                        && (index == line.words.lowerBound || $0.words.upperBound - 1 == last)
            }
            return isFound
        }
    }

    /// Whether the line names other stories: "See also: …".
    func isSeeAlso(_ line: TextLine, in lines: TextLines) -> Bool {
        leads(.seeAlso, line, in: lines) != nil
    }

    /// Whether "See also:" stands alone, and what it introduces comes behind it.
    func isSeeAlsoAlone(_ line: TextLine, in lines: TextLines) -> Bool {
        leads(.seeAlso, line, in: lines) == line.words.upperBound
    }

    /// Whether the line lists the index terms of the page.
    func isIndex(_ line: TextLine, in lines: TextLines) -> Bool {
        line.width <= 300 && leads(.index, line, in: lines) != nil
    }

    /// The word behind the colon that follows a phrase of `kind` at the start of `line`.
    private func leads(_ kind: Kind, _ line: TextLine, in lines: TextLines) -> Int? {
        guard !line.words.isEmpty else { return nil }
        var end: Int?
        phrases.forEachMatch(
            at: line.words.lowerBound, in: lines.words, before: line.words.upperBound
        ) { match in
            let next = match.words.upperBound
            guard match.payloads.contains(kind), next < line.words.upperBound,
                lines.text[lines.words[next].span.lowerBound] == UInt8(ascii: ":")
            else { return }
            end = next + 1
        }
        return end
    }

    /// The field that a scraper wrote on the line: its name, a colon, and its value.
    func scrapedField(_ line: TextLine, in lines: TextLines) -> (
        value: Range<Int>, isTitle: Bool
    )? {
        let title = leads(.scrapedTitle, line, in: lines)
        guard let next = title ?? leads(.scrapedHeader, line, in: lines) else { return nil }
        let start =
            next < line.words.upperBound
            ? lines.words[next].span.lowerBound : line.content.upperBound
        return (start..<line.content.upperBound, title != nil)
    }

    /// The end of a date that a scraper put before the text with the name of its field.
    func scrapedDateEnd(_ line: TextLine, in lines: TextLines) -> Int? {
        guard
            let field = line.words.first.flatMap({
                phrases.longestMatch(at: $0, in: lines.words, before: line.words.upperBound)
            }), field.payloads.contains(.scrapedField)
        else { return nil }
        var index = field.words.upperBound
        var lengths: [Int] = []
        while index < line.words.upperBound, lengths.count < 3 {
            let word = lines.words[index]
            guard word.value.kind == .digits, word.value.followsSpace == lengths.isEmpty else {
                break
            }
            lengths.append(word.span.length)
            index += 1
            guard index < line.words.upperBound,
                lines.text[lines.words[index].span.lowerBound] == UInt8(ascii: "-"),
                !lines.words[index].value.followsSpace
            else { break }
            index += 1
        }
        guard lengths == [4, 2] || lengths == [4, 2, 2] else { return nil }
        return lines.words[index - 1].span.upperBound
    }
}
