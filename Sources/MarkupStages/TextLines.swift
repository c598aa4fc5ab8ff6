import DocumentModel
import HTMLScanning
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
    /// Whether code stands in the line.
    let hasLiteral: Bool
    /// The number of characters of the content.
    var width: Int
    /// How the line begins and ends; marks where it is blank.
    fileprivate(set) var start = TextLines.Start.mark
    fileprivate(set) var end = TextLines.End.other

    var isBlank: Bool { content.isEmpty }
}

/// A text in lines, with what is asked of lines time and again.
struct TextLines: Sendable {
    let text: [UInt8]
    /// The words of all lines; of long ones, which are prose, only those at their ends.
    let words: [Mention<Word>]
    var lines: [TextLine]
    private let characters = CharacterTable.shared

    init(of document: Document) {
        text = document.text
        var words: [Mention<Word>] = []
        var lines: [TextLine] = []
        lines.reserveCapacity(document.zones.count + 16)
        let segmenter = WordSegmenter()
        text.withUnsafeBufferPointer { bytes in
            words.reserveCapacity(bytes.count / 8)
            var zone = 0
            var start = 0
            while start < bytes.count {
                let end = bytes.firstOffset(of: 0x0A, from: start) ?? bytes.count
                var content = bytes.trimmed(start..<end)
                let zones = document.zones
                while zone < zones.count, zones[zone].span.upperBound <= content.lowerBound {
                    zone += 1
                }
                let isInZone =
                    zone < zones.count && zones[zone].span.lowerBound <= content.lowerBound
                if isInZone, zones[zone].value.keepsBlanks { content = start..<end }
                let firstWord = words.count
                for part in bytes.ends(of: content) {
                    segmenter.append(wordsOf: bytes, in: part, to: &words)
                }
                let hasLiteral =
                    !document.literals.isEmpty
                    && document.literals.first(overlapping: TextSpan(content)) != nil
                lines.append(
                    TextLine(
                        content: content, words: firstWord..<words.count,
                        zone: isInZone ? zone : nil, kind: isInZone ? zones[zone].value : .body,
                        hasLiteral: hasLiteral, width: bytes.width(of: content)))
                start = end + 1
            }
        }
        self.words = words
        self.lines = lines
        for index in lines.indices { lookAtEnds(index) }
    }

    private mutating func lookAtEnds(_ index: Int) {
        lines[index].start = foundStart(of: lines[index])
        lines[index].end = foundEnd(of: lines[index])
    }

    /// Takes what stands outside of `kept` off line `index`.
    mutating func trim(_ index: Int, to kept: Range<Int>) {
        let content = text.trimmed(kept)
        let inside = lines[index].words.filter {
            content.lowerBound <= words[$0].span.lowerBound
                && words[$0].span.upperBound <= content.upperBound
        }
        let end = lines[index].words.upperBound
        lines[index].content = content
        lines[index].words = inside.first.map { $0..<$0 + inside.count } ?? end..<end
        lines[index].width = text.width(of: content)
        lookAtEnds(index)
    }

    /// The character that a mark is.
    func mark(_ span: TextSpan) -> Unicode.Scalar {
        if span.length == 1 { return Unicode.Scalar(text[span.lowerBound]) }
        return text.withUnsafeBufferPointer { bytes in
            var offset = span.lowerBound
            return Unicode.Scalar(nextScalar(in: bytes, at: &offset)) ?? "\u{FFFD}"
        }
    }

    /// The first byte of a word.
    func byte(_ word: Int) -> UInt8 { text[words[word].span.lowerBound] }

    /// Whether the word is a hyphen.
    func isHyphen(_ word: Int) -> Bool {
        guard words[word].value.kind == .mark else { return false }
        let start = words[word].span.lowerBound
        switch text[start] {
        case UInt8(ascii: "-"): return true
        case 0xE2: return text[start + 1] == 0x80 && text[start + 2] == 0x90
        default: return isNotSign(word)
        }
    }

    /// Whether the word is "¬", which is what a soft hyphen became.
    func isNotSign(_ word: Int) -> Bool {
        let start = words[word].span.lowerBound
        return text[start] == 0xC2 && text[start + 1] == 0xAC
    }

    // MARK: How a line begins

    enum Start {
        case lower, upper, digit, bullet, mark
    }

    func start(of line: TextLine) -> Start { line.start }

    private func foundStart(of line: TextLine) -> Start {
        guard let first = line.words.first else { return .mark }
        let word = words[first]
        switch word.value.kind {
        case .digits: return .digit
        case .letters:
            switch word.value.shape {
            case .upper, .capitalized: return .upper
            case .lower: return .lower
            case .other: return isUpper(at: word.span.lowerBound) ? .upper : .lower
            }
        case .mark: return isBullet(word.span) ? .bullet : .mark
        }
    }

    /// Whether the mark at `span` is one that lists are written with, and a blank or nothing
    /// follows.
    private func isBullet(_ span: TextSpan) -> Bool {
        let end = span.upperBound
        guard end >= text.count || text[end] <= 0x20 else { return false }
        switch mark(span) {
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

    func end(of line: TextLine) -> End { line.end }

    private func foundEnd(of line: TextLine) -> End {
        var index = line.words.upperBound - 1
        var isQuoted = false
        while index >= line.words.lowerBound {
            let word = words[index]
            switch word.value.kind {
            case .digits: return isQuoted ? .other : .digit
            case .letters: return .other
            case .mark: break
            }
            switch mark(word.span) {
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
        if blanks == 0, isHost(bytes) { return true }
        if count <= 3, bytes.last == UInt8(ascii: ":"), start(of: line) == .upper { return true }
        let digits = bytes.count { $0.isASCIIDigit }
        guard digits >= 6, end(of: line) != .sentence else { return false }
        let letters = bytes.count { $0.isASCIILetter }
        let tail = bytes.reversed().prefix { !$0.isASCIILetter && $0 < 0x80 }
        return letters * 2 <= digits || tail.count { $0.isASCIIDigit } >= 7
    }

    /// Whether a line is of a script or a style sheet: full of marks, and with what only those have.
    func isCode(_ line: TextLine) -> Bool {
        guard line.content.count >= 8 else { return false }
        return text.withUnsafeBufferPointer { bytes in
            var marks = 0
            var isShown = false
            for offset in line.content {
                switch bytes[offset] {
                case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
                    isShown = true
                    marks += 1
                case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="), UInt8(ascii: "["),
                    UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"):
                    marks += 1
                default: break
                }
            }
            guard isShown, marks >= 3, marks * 12 >= line.content.count else { return false }
            let line = Array(bytes[line.content])
            return CodeSigns.signs.contains { line.contains($0) } || CodeSigns.isRule(line)
        }
    }

    /// Whether a token is the name of a host: letters on both sides of a stop in it.
    private func isHost(_ token: ArraySlice<UInt8>) -> Bool {
        guard let stop = token.lastIndex(of: UInt8(ascii: ".")), stop > token.startIndex,
            stop + 2 < token.endIndex
        else { return false }
        return token[stop - 1].isASCIIAlphanumeric
            && token[(stop + 1)...].allSatisfy(\.isASCIILetter)
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

/// What scripts and style sheets have and prose has not.
private enum CodeSigns {
    static let signs = [
        "(){", "() {", "=>{", "=> {", "){", "function(", "function (", "window.", "document.",
        "var _", "();", "=[];", "={};", "|| [];", "||[];", "\");", "');", "!important", "@media",
        "@import", "@font-face",
    ].map { Array($0.utf8) }

    /// Whether the line is a rule of a style sheet: properties in braces.
    static func isRule(_ line: [UInt8]) -> Bool {
        guard let open = line.firstIndex(of: UInt8(ascii: "{")),
            let colon = line[open...].firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        let name = line[(open + 1)..<colon].filter { $0 > 0x20 }
        return name.count >= 3 && name.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
            && (line.contains(UInt8(ascii: ";")) || line.contains(UInt8(ascii: "}")))
            && MarkupNames.styleProperties.contains { name.map(\.asciiLowered).starts(with: $0) }
    }
}

extension Zone {
    /// Whether blanks and tabs mean something in the zone: an empty cell, an indented line.
    var keepsBlanks: Bool { self == .tableRow || self == .tableHeader || self == .preformatted }
}

extension [UInt8] {
    /// `range` without blanks, tabs, no-break spaces and byte order marks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        withUnsafeBufferPointer { $0.trimmed(range) }
    }

    /// The number of characters in `range`.
    func width(of range: Range<Int>) -> Int { withUnsafeBufferPointer { $0.width(of: range) } }
}

extension UnsafeBufferPointer<UInt8> {
    /// Bytes of a line from which only its ends are parted into words, and the bytes of the ends.
    private static let longLine = 208
    private static let head = 96
    private static let tail = 56

    /// The parts of a line that its words are looked for in: all of it, or its two ends.
    fileprivate func ends(of line: Range<Int>) -> [Range<Int>] {
        guard line.count > Self.longLine,
            // Within the line: in a text without blanks the next may be at its very end.
            let head = self[(line.lowerBound + Self.head)..<line.upperBound].firstIndex(of: 0x20),
            let tail = self[(line.upperBound - Self.tail)..<line.upperBound].firstIndex(of: 0x20),
            head < tail
        else { return [line] }
        return [line.lowerBound..<head, tail..<line.upperBound]
    }

    /// `range` without blanks, tabs, no-break spaces and byte order marks at its ends.
    fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
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
    private func spaceEnd(at offset: Int) -> Int? {
        if self[offset] <= 0x20 { return offset + 1 }
        if self[offset] == 0xC2, offset + 1 < count, self[offset + 1] == 0xA0 { return offset + 2 }
        let isMark = self[offset] == 0xEF && offset + 2 < count && self[offset + 1] == 0xBB
        return isMark && self[offset + 2] == 0xBF ? offset + 3 : nil
    }

    /// The number of characters in `range`.
    fileprivate func width(of range: Range<Int>) -> Int {
        var offset = range.lowerBound
        var rest = 0
        let raw = UnsafeRawBufferPointer(self)
        while offset + 8 <= range.upperBound {
            // A byte that goes on a character has its first bit set and its second not.
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            rest += (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            offset += 8
        }
        while offset < range.upperBound {
            rest += self[offset] & 0xC0 == 0x80 ? 1 : 0
            offset += 1
        }
        return range.count - rest
    }
}
