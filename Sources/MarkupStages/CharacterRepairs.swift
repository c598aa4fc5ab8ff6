import DocumentModel
import TextAnalysis

/// Repairs inside a line: characters that are not seen, blanks too many, blanks too few.
struct CharacterRepairs {
    private(set) var edits: [TextEdit] = []
    private(set) var firstUnreadable: TextSpan?

    private let text: [UInt8]
    /// The token that was looked at last, and what it is.
    private var token = 0..<0
    private var isAddress = false
    private let characters = CharacterTable.shared

    /// Endings of addresses that read like the first word of a sentence: "Example.Com".
    private static let domains: Set<[UInt8]> = Set(
        ["com", "org", "net", "gov", "edu", "int", "info"].map { Array($0.utf8) })

    private static let addressMarks = (0..<256).map { "@/\\_#=<>&".utf8.contains(UInt8($0)) }

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func repair(_ range: Range<Int>, keepsTabs: Bool) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            switch text[offset] {
            case 0x20, 0xC2, 0xE2, 0xEF, 0x09:
                offset = space(at: offset, in: range, keepsTabs)
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ","),
                UInt8(ascii: ")"):
                missingBlank(after: offset, in: range)
                offset += 1
            default:
                offset += 1
            }
        }
    }

    // MARK: Too much

    /// Looks at a blank or a character that is not seen; returns where to go on.
    private mutating func space(at offset: Int, in range: Range<Int>, _ keepsTabs: Bool) -> Int {
        if let end = unseenEnd(at: offset, in: range) {
            edits.append(.removing(TextSpan(offset..<end)))
            return end
        }
        if text[offset...].starts(with: [0xEF, 0xBF, 0xBD]) {
            firstUnreadable = firstUnreadable ?? TextSpan(offset..<offset + 3)
            return offset + 3
        }
        var end = offset
        var blank: Range<Int>?
        var count = 0
        while end < range.upperBound, let next = blankEnd(at: end, keepsTabs) {
            if next < range.upperBound, unseenEnd(at: next, in: range) == range.upperBound {
                // What follows goes, and nothing remains that the blanks would part.
                edits.append(.removing(TextSpan(offset..<range.upperBound)))
                return range.upperBound
            }
            if blank == nil || text[end] == 0x20 { blank = blank ?? end..<next }
            count += 1
            end = next
        }
        guard count > 1, let kept = blank else { return max(end, offset + 1) }
        if kept.upperBound < end { edits.append(.removing(TextSpan(kept.upperBound..<end))) }
        return end
    }

    private func blankEnd(at offset: Int, _ keepsTabs: Bool) -> Int? {
        if text[offset] == 0x20 || text[offset] == 0x09 && !keepsTabs { return offset + 1 }
        let isNoBreak =
            text[offset] == 0xC2 && offset + 1 < text.count && text[offset + 1] == 0xA0
        return isNoBreak ? offset + 2 : nil
    }

    /// The end of a soft hyphen or zero-width character, or of a not sign between letters, which
    /// is what a soft hyphen became.
    private func unseenEnd(at offset: Int, in range: Range<Int>) -> Int? {
        let rest = text[offset..<range.upperBound]
        if rest.starts(with: [0xC2, 0xAD]) { return offset + 2 }
        if rest.starts(with: [0xC2, 0xAC]) {
            let isInWord =
                offset > range.lowerBound && text[offset - 1].isASCIILetter
                && rest.count > 2 && text[offset + 2].isASCIILetter
            return isInWord ? offset + 2 : nil
        }
        if rest.starts(with: [0xE2, 0x86, 0xA9]) {
            // The arrow that leads back from a footnote, with what says how it is drawn.
            let isDrawn = rest.dropFirst(3).starts(with: [0xEF, 0xB8, 0x8E])
            return offset + (isDrawn ? 6 : 3)
        }
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) || rest.starts(with: [0xE2, 0x81, 0xA0]) {
            return offset + 3
        }
        guard rest.starts(with: [0xE2, 0x80]), rest.count > 2 else { return nil }
        switch text[offset + 2] {
        case 0x8B, 0x8E, 0x8F: return offset + 3
        // Joiners shape other scripts; between Latin letters they are stray.
        case 0x8C, 0x8D:
            return offset > 0 && text[offset - 1].isASCIILetter ? offset + 3 : nil
        default: return nil
        }
    }

    // MARK: Too little

    /// Puts a blank behind the mark at `offset` where one is missing for certain.
    private mutating func missingBlank(after offset: Int, in range: Range<Int>) {
        let next = offset + 1
        guard next + 1 < range.upperBound, offset - 2 >= range.lowerBound,
            letter(at: next) != nil, let before = letter(before: offset)
        else { return }
        let mark = text[offset]
        let startsUpper = letter(at: next) == .upper && letter(at: characterEnd(next)) == .lower
        let isCertain: Bool
        switch mark {
        case UInt8(ascii: ","):
            isCertain =
                before == .lower && letter(before: characterStart(offset)) == .lower
                && letter(at: next) == .lower && letter(at: characterEnd(next)) == .lower
        case UInt8(ascii: ")"):
            isCertain = startsUpper && before != .mark
        default:
            isCertain =
                startsUpper
                && (before == .digit || before == .mark && isClosing(characterStart(offset))
                    || before == .lower
                        && [.lower, .upper].contains(letter(before: characterStart(offset))))
        }
        guard isCertain, !isInAddress(offset, in: range) else { return }
        edits.append(TextEdit(TextSpan(next..<next), to: " "))
    }

    private enum Letter {
        case lower, upper, digit, mark
    }

    private func letter(at offset: Int) -> Letter? {
        guard offset < text.count else { return nil }
        let scalar = text.withUnsafeBufferPointer { bytes in
            var position = offset
            return nextScalar(in: bytes, at: &position)
        }
        switch characters.class(of: scalar) {
        case .letter: return characters.isUppercase(scalar) ? .upper : .lower
        default: return nil
        }
    }

    /// What stands before `offset`: a letter, a digit or closing mark, or nil.
    private func letter(before offset: Int) -> Letter? {
        guard offset > 0 else { return nil }
        let start = characterStart(offset)
        if let letter = letter(at: start) { return letter }
        if text[start].isASCIIDigit { return .digit }
        return text[start] > 0x20 ? .mark : nil
    }

    /// Whether a bracket, quote or sign that closes what was said starts at `offset`.
    private func isClosing(_ offset: Int) -> Bool {
        switch String(decoding: text[offset..<characterEnd(offset)], as: UTF8.self) {
        case ")", "]", "\"", "”", "»", "%": true
        default: false
        }
    }

    private func characterStart(_ offset: Int) -> Int {
        var start = offset - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    private func characterEnd(_ offset: Int) -> Int {
        var end = offset + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// Whether the token round `offset` is, or may be, an address, a file or a name with a stop.
    private mutating func isInAddress(_ offset: Int, in range: Range<Int>) -> Bool {
        if !token.contains(offset) {
            var start = offset
            while start > range.lowerBound, text[start - 1] > 0x20 { start -= 1 }
            var end = offset + 1
            while end < range.upperBound, text[end] > 0x20 { end += 1 }
            token = start..<end
            isAddress =
                text[token].contains { Self.addressMarks[Int($0)] }
                || text[token].prefix(4).map(\.asciiLowered).elementsEqual("www.".utf8)
        }
        guard !isAddress, text[offset] == UInt8(ascii: ".") else { return isAddress }
        let word = text[(offset + 1)..<token.upperBound].prefix(8).prefix { $0.isASCIILetter }
        return Self.domains.contains(word.map(\.asciiLowered))
    }
}
