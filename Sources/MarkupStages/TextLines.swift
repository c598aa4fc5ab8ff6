import DocumentModel
import TextAnalysis

/// One line of a text.
struct TextLine: Sendable {
    /// The line without white space at its ends; empty where it holds nothing else.
    var content: Range<Int>
    /// The words of the content, as indices into ``TextLines/words``.
    var words: Range<Int>
    /// The zone the line stands in, nil between zones.
    let zone: Int?
    let kind: Zone
    /// The number of characters of the content.
    var width: Int

    var isBlank: Bool { content.isEmpty }
}

/// A text in lines, with what is asked of lines time and again.
struct TextLines: Sendable {
    let text: [UInt8]
    let words: [Mention<Word>]
    var lines: [TextLine]
    private let characters = CharacterTable.shared

    init(of document: Document) {
        text = document.text
        words = WordSegmenter().words(in: text)
        lines = []
        var zone = 0
        var word = 0
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            var content = text.trimmed(start..<end)
            let zones = document.zones
            while zone < zones.count, zones[zone].span.upperBound <= content.lowerBound {
                zone += 1
            }
            let isInZone = zone < zones.count && zones[zone].span.lowerBound <= content.lowerBound
            if isInZone, zones[zone].value.keepsBlanks { content = start..<end }
            while word < words.count, words[word].span.lowerBound < content.lowerBound { word += 1 }
            let firstWord = word
            while word < words.count, words[word].span.lowerBound < content.upperBound { word += 1 }
            lines.append(
                TextLine(
                    content: content, words: firstWord..<word, zone: isInZone ? zone : nil,
                    kind: isInZone ? zones[zone].value : .body, width: text.width(of: content)))
            start = end + 1
        }
    }

    /// Takes what stands before `offset` off line `index`.
    mutating func trim(_ index: Int, from offset: Int) {
        let content = text.trimmed(offset..<lines[index].content.upperBound)
        let first = lines[index].words.first { words[$0].span.lowerBound >= content.lowerBound }
        lines[index].content = content
        lines[index].words =
            (first ?? lines[index].words.upperBound)..<lines[index].words.upperBound
        lines[index].width = text.width(of: content)
    }

    // MARK: How a line begins

    enum Start {
        case lower, upper, digit, bullet, mark
    }

    func start(of line: TextLine) -> Start {
        guard let first = line.words.first else { return .mark }
        let word = words[first]
        switch word.value.kind {
        case .digits: return .digit
        case .letters: return isUpper(at: word.span.lowerBound) ? .upper : .lower
        case .mark: return isBullet(word.span) ? .bullet : .mark
        }
    }

    /// Whether the mark at `span` is one that lists are written with, and a blank or nothing
    /// follows.
    private func isBullet(_ span: TextSpan) -> Bool {
        let end = span.upperBound
        guard end >= text.count || text[end] <= 0x20 else { return false }
        switch String(decoding: text[span.range], as: UTF8.self) {
        case "-", "*", "•", "·", "–", "»", "›", "▪", "■", "◦", "|", ">": return true
        default: return false
        }
    }

    func isUpper(at offset: Int) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            var offset = offset
            return characters.isUppercase(nextScalar(in: bytes, at: &offset))
        }
    }

    func isBulletAlone(_ line: TextLine) -> Bool {
        line.words.count == 1 && start(of: line) == .bullet
    }

    /// Whether the line is an item of a list: a bullet, or a number or letter with a point or
    /// bracket behind it.
    func isItem(_ line: TextLine) -> Bool {
        if start(of: line) == .bullet { return true }
        guard line.words.count > 2 else { return false }
        let first = words[line.words.lowerBound]
        let second = words[line.words.lowerBound + 1]
        let third = words[line.words.lowerBound + 2]
        return first.span.length <= 2 && first.value.kind != .mark
            && !second.value.followsSpace && third.value.followsSpace
            && [UInt8(ascii: ")"), UInt8(ascii: ".")].contains(text[second.span.lowerBound])
            && (first.value.kind == .digits || text[second.span.lowerBound] == UInt8(ascii: ")"))
    }

    /// The number of characters up to the first blank.
    func firstTokenWidth(of line: TextLine) -> Int {
        let end =
            text[line.content].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? line.content.upperBound
        return text.width(of: line.content.lowerBound..<end)
    }

    // MARK: How a line ends

    enum End {
        /// A full stop, question or exclamation mark, with quotes or brackets behind it.
        case sentence
        case colon, comma, hyphen, digit, other
    }

    func end(of line: TextLine) -> End {
        var index = line.words.upperBound - 1
        var isQuoted = false
        while index >= line.words.lowerBound {
            let word = words[index]
            switch word.value.kind {
            case .digits: return isQuoted ? .other : .digit
            case .letters: return .other
            case .mark: break
            }
            switch String(decoding: text[word.span.range], as: UTF8.self) {
            case ".", "!", "?", "…": return .sentence
            case ":": return .colon
            case ",", ";": return .comma
            case "-", "‐": return .hyphen
            case "\"", "'", "”", "’", "»", ")", "]": isQuoted = true
            default: return .other
            }
            index -= 1
        }
        return .other
    }

    /// The number of words that are letters or digits.
    func wordCount(of line: TextLine) -> Int {
        line.words.count { words[$0].value.kind != .mark }
    }

    /// Whether a line of few words gives an address, a number to call, or what one of them is.
    func isContact(_ line: TextLine) -> Bool {
        let count = wordCount(of: line)
        guard count <= 16 else { return false }
        let bytes = text[line.content]
        let blanks = bytes.count { $0 == 0x20 }
        if blanks <= 4, bytes.contains(UInt8(ascii: "@")) { return true }
        if count <= 3, bytes.last == UInt8(ascii: ":"), start(of: line) == .upper { return true }
        let digits = bytes.count { $0.isASCIIDigit }
        guard digits >= 6, end(of: line) != .sentence else { return false }
        let letters = bytes.count { $0.isASCIILetter }
        let tail = bytes.reversed().prefix { !$0.isASCIILetter && $0 < 0x80 }
        return letters * 2 <= digits || tail.count { $0.isASCIIDigit } >= 7
    }

    /// Whether the line is set in columns.
    func isRow(_ line: TextLine) -> Bool {
        line.kind == .tableRow || line.kind == .tableHeader
            || text[line.content].contains(0x09)
    }

    /// Whether two lines hold the same words, whatever their case.
    func isSame(_ first: TextLine, _ second: TextLine) -> Bool {
        first.words.count == second.words.count
            && zip(first.words, second.words).allSatisfy {
                words[$0].value.folded == words[$1].value.folded
            }
    }

    /// The characters of `range` without case and accents.
    func folded(_ range: Range<Int>) -> [UInt32] {
        text.withUnsafeBufferPointer { bytes in
            var result: [UInt32] = []
            var offset = range.lowerBound
            while offset < range.upperBound {
                characters.fold(nextScalar(in: bytes, at: &offset)) { result.append($0) }
            }
            return result
        }
    }

    /// Where `line` goes on after the words of `title`, in any case, if a capital follows them
    /// without a blank between.
    func glued(_ line: TextLine, to title: TextLine) -> Bool {
        guard title.width >= 3, title.width <= 80, title.content.count < line.content.count else {
            return false
        }
        let wanted = folded(title.content)
        return text.withUnsafeBufferPointer { bytes in
            var offset = line.content.lowerBound
            var position = 0
            while position < wanted.count, offset < line.content.upperBound {
                var isSame = true
                characters.fold(nextScalar(in: bytes, at: &offset)) { scalar in
                    isSame = isSame && position < wanted.count && wanted[position] == scalar
                    position += 1
                }
                if !isSame { return false }
            }
            guard position == wanted.count, offset < line.content.upperBound else { return false }
            return characters.isUppercase(nextScalar(in: bytes, at: &offset))
        }
    }
}

extension Zone {
    /// Whether blanks and tabs mean something in the zone: an empty cell, an indented line.
    var keepsBlanks: Bool { self == .tableRow || self == .tableHeader || self == .preformatted }
}

extension [UInt8] {
    /// `range` without blanks, tabs, no-break spaces and byte order marks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, let next = spaceEnd(at: start), next <= end { start = next }
        while end > start {
            if self[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
                end -= 2
            } else {
                break
            }
        }
        return start..<end
    }

    /// The end of the white space character at `offset`, nil where there is none.
    func spaceEnd(at offset: Int) -> Int? {
        if self[offset] <= 0x20 { return offset + 1 }
        if self[offset] == 0xC2, offset + 1 < count, self[offset + 1] == 0xA0 { return offset + 2 }
        let isMark = self[offset] == 0xEF && offset + 2 < count && self[offset + 1] == 0xBB
        return isMark && self[offset + 2] == 0xBF ? offset + 3 : nil
    }

    /// The number of characters in `range`.
    func width(of range: Range<Int>) -> Int {
        self[range].count { $0 & 0xC0 != 0x80 }
    }
}
