import DocumentModel
import TextAnalysis

/// Repairs inside a line: characters that are not seen, blanks too many, blanks too few.
struct CharacterRepairs {
    private(set) var edits: [TextEdit] = []
    private(set) var firstUnreadable: TextSpan?

    private let text: UnsafeBufferPointer<UInt8>
    /// The token that was looked at last, and what it is.
    private var token = 0..<0
    private var isAddress = false
    private let characters = CharacterTable.shared

    /// Endings of addresses that read like the first word of a sentence: "Example.Com".
    private static let domains: Set<[UInt8]> = Set(
        ["com", "org", "net", "gov", "edu", "int", "info"].map { Array($0.utf8) })

    private static let addressMarks = (0..<256).map { "@/\\_#=<>&".utf8.contains(UInt8($0)) }

    private enum Kind: UInt8 {
        case plain, blank, beyond, mark
    }

    private static let kinds: [Kind] = (0..<256).map { byte in
        switch UInt8(byte) {
        case 0x20, 0x09: .blank
        case 0xC2, 0xD8, 0xE2, 0xEF: .beyond
        case let byte where ".!?,);".utf8.contains(byte): .mark
        default: .plain
        }
    }

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    mutating func repair(_ range: Range<Int>, keepsTabs: Bool) {
        Self.kinds.withUnsafeBufferPointer { kinds in
            var offset = range.lowerBound
            while offset < range.upperBound {
                offset = text.skipping(from: offset, before: range.upperBound, until: Self.isOdd)
                let end = min(offset + 16, range.upperBound)
                while offset < end {
                    offset = step(at: offset, in: range, keepsTabs, kinds)
                }
            }
        }
    }

    /// Bytes at which something may be wrong: a blank before a blank or a mark, a mark before a
    /// letter, and the first bytes of characters that are not seen.
    @inline(__always)
    private static func isOdd(
        _ bytes: ByteChunk, _ next: ByteChunk, _ third: ByteChunk
    ) -> ByteMask {
        let beyond =
            bytes.isByte(0xC2) .| bytes.isByte(0xE2) .| bytes.isByte(0xEF) .| bytes.isByte(0xD8)
        let stray =
            next.isByte(0x20) .| next.isByte(UInt8(ascii: ",")) .| next.isByte(UInt8(ascii: "."))
            .| next.isByte(UInt8(ascii: ")")) .| next.isByte(0x09)
        let blank = bytes.isByte(0x20) .& (stray .| next .>= ByteChunk(repeating: 0xC2))
        let mark =
            bytes.isByte(UInt8(ascii: ".")) .| bytes.isByte(UInt8(ascii: ","))
            .| bytes.isByte(UInt8(ascii: ")")) .| bytes.isByte(UInt8(ascii: "!"))
            .| bytes.isByte(UInt8(ascii: "?")) .| bytes.isByte(UInt8(ascii: ";"))
        let glued = mark .& (next .>= ByteChunk(repeating: 0x30))
        let opening = bytes.isByte(UInt8(ascii: "(")) .& next.isByte(0x20)
        return beyond .| blank .| glued .| opening .| bytes.isByte(0x09)
    }

    /// Looks at the byte at `offset`; returns where to go on.
    @inline(__always)
    private mutating func step(
        at offset: Int, in range: Range<Int>, _ keepsTabs: Bool,
        _ kinds: UnsafeBufferPointer<Kind>
    ) -> Int {
        switch kinds[Int(text[offset])] {
        case .plain: break
        case .blank:
            let next = offset + 1
            // One blank between two words, as nearly all are.
            if text[offset] == 0x20, next < range.upperBound,
                kinds[Int(text[next])] == .plain,
                offset == range.lowerBound || text[offset - 1] != UInt8(ascii: "(")
            {
                return next
            }
            return space(at: offset, in: range, keepsTabs)
        case .beyond: return space(at: offset, in: range, keepsTabs)
        case .mark: missingBlank(after: offset, offset + 1, in: range)
        }
        return offset + 1
    }

    private mutating func remove(_ range: Range<Int>) {
        edits.append(.removing(TextSpan(range)))
    }

    // MARK: Too much

    /// Looks at a blank or a character that is not seen; returns where to go on.
    private mutating func space(at offset: Int, in range: Range<Int>, _ keepsTabs: Bool) -> Int {
        if let end = unseenEnd(at: offset, in: range) {
            remove(offset..<end)
            return end
        }
        if text[offset] == 0xEF || text[offset] == 0xD8 {
            if isCharacter(0xEF, 0xBF, 0xBD, at: offset, in: range) {
                firstUnreadable = firstUnreadable ?? TextSpan(offset..<offset + 3)
            }
            return offset + 1
        }
        var end = offset
        var blank: Range<Int>?
        var count = 0
        while end < range.upperBound, let next = blankEnd(at: end, in: range, keepsTabs) {
            if next < range.upperBound, unseenEnd(at: next, in: range) == range.upperBound {
                // What follows goes, and nothing remains that the blanks would part.
                remove(offset..<range.upperBound)
                return range.upperBound
            }
            if blank == nil || text[end] == 0x20 { blank = blank ?? end..<next }
            count += 1
            end = next
        }
        guard let kept = blank else {
            closingQuote(at: offset, in: range)
            return max(end, offset + 1)
        }
        if isStray(offset..<end, in: range) {
            remove(offset..<end)
        } else if count > 1, kept.upperBound < end {
            remove(kept.upperBound..<end)
        }
        return end
    }

    /// Whether blanks stand inside a bracket, or before a mark that follows its word.
    private func isStray(_ blanks: Range<Int>, in range: Range<Int>) -> Bool {
        guard blanks.upperBound < range.upperBound, blanks.lowerBound > range.lowerBound,
            text[blanks.lowerBound..<blanks.upperBound].allSatisfy({ $0 == 0x20 })
        else { return false }
        let before = text[blanks.lowerBound - 1]
        let mark = text[blanks.upperBound]
        if before == UInt8(ascii: "(") { return mark != UInt8(ascii: ")") }
        guard
            before.isASCIIAlphanumeric || before >= 0x80 || before == UInt8(ascii: "%")
                || before == UInt8(ascii: ")") || before == UInt8(ascii: "\"")
        else { return false }
        if mark == UInt8(ascii: ")") { return true }
        guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".") else { return false }
        let next = blanks.upperBound + 1
        guard next < range.upperBound else { return true }
        // Not the first of three stops with blanks between.
        return text[next] == 0x20
            && (next + 1 >= range.upperBound || text[next + 1] != UInt8(ascii: "."))
    }

    private func blankEnd(at offset: Int, in range: Range<Int>, _ keepsTabs: Bool) -> Int? {
        if text[offset] == 0x20 || text[offset] == 0x09 && !keepsTabs { return offset + 1 }
        let isNoBreak =
            text[offset] == 0xC2 && offset + 1 < range.upperBound && text[offset + 1] == 0xA0
        return isNoBreak ? offset + 2 : nil
    }

    @inline(__always)
    private func isCharacter(
        _ first: UInt8, _ second: UInt8, _ third: UInt8, at offset: Int, in range: Range<Int>
    ) -> Bool {
        offset + 2 < range.upperBound && text[offset] == first && text[offset + 1] == second
            && text[offset + 2] == third
    }

    /// The end of a character that is not seen, or of a not sign between letters, which is what a
    /// soft hyphen became.
    private func unseenEnd(at offset: Int, in range: Range<Int>) -> Int? {
        guard text[offset] >= 0x80, offset + 1 < range.upperBound else { return nil }
        let second = text[offset + 1]
        switch text[offset] {
        case 0xC2 where second == 0xAD: return offset + 2
        case 0xC2 where second == 0xAC: return brokenWordEnd(at: offset, in: range)
        // The mark that makes Arabic of what follows.
        case 0xD8 where second == 0x9C: return offset + 2
        case 0xEF where isCharacter(0xEF, 0xBB, 0xBF, at: offset, in: range): return offset + 3
        case 0xE2: return unseenMarkEnd(at: offset, in: range)
        default: return nil
        }
    }

    /// The end of a not sign between letters, and of the blank that a line's end behind it became.
    private func brokenWordEnd(at offset: Int, in range: Range<Int>) -> Int? {
        guard offset > range.lowerBound, text[offset - 1].isLetterByte else { return nil }
        var next = offset + 2
        while next < range.upperBound, text[next] == 0x20, next - offset < 4 { next += 1 }
        guard next < range.upperBound, next == offset + 2 || letter(at: next) == .lower,
            text[next].isLetterByte
        else { return nil }
        return next
    }

    private func unseenMarkEnd(at offset: Int, in range: Range<Int>) -> Int? {
        guard offset + 2 < range.upperBound else { return nil }
        switch (text[offset + 1], text[offset + 2]) {
        case (0x86, 0xA9):
            // The arrow that leads back from a footnote, with what says how it is drawn.
            return isCharacter(0xEF, 0xB8, 0x8E, at: offset + 3, in: range)
                ? offset + 6 : offset + 3
        case (0x81, 0xA0), (0x80, 0x8B): return offset + 3
        // Marks for the direction of writing.
        case (0x80, 0x8E), (0x80, 0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9):
            return offset + 3
        // Joiners shape other scripts; between Latin letters they are stray.
        case (0x80, 0x8C), (0x80, 0x8D):
            return offset > range.lowerBound && text[offset - 1].isASCIILetter ? offset + 3 : nil
        default: return nil
        }
    }

    // MARK: Too little

    /// Puts a blank behind the mark at `offset`, at `next`, where one is missing for certain.
    private mutating func missingBlank(after offset: Int, _ next: Int, in range: Range<Int>) {
        guard next + 1 < range.upperBound, offset - 2 >= range.lowerBound, text[next] > 0x20,
            let follower = letter(at: next) ?? (text[next].isASCIIDigit ? .digit : nil),
            let before = letter(before: offset)
        else { return }
        let mark = text[offset]
        guard isCertain(mark, offset, before, follower, next), !isInAddress(offset, in: range)
        else { return }
        edits.append(TextEdit(TextSpan(next..<next), to: " "))
    }

    private func isCertain(
        _ mark: UInt8, _ offset: Int, _ before: Letter, _ follower: Letter, _ next: Int
    ) -> Bool {
        let startsUpper = follower == .upper && letter(at: characterEnd(next)) == .lower
        switch mark {
        case UInt8(ascii: ","):
            return before == .lower && letter(before: characterStart(offset)) == .lower
                && (follower == .digit
                    || follower == .lower && letter(at: characterEnd(next)) == .lower)
        case UInt8(ascii: ")"):
            return startsUpper && before != .mark
        default:
            return startsUpper
                && (before == .digit || before == .mark && isClosing(characterStart(offset))
                    || before == .lower
                        && [.lower, .upper].contains(letter(before: characterStart(offset))))
        }
    }

    /// Puts a blank behind the quote at `offset` that closes a sentence, before the next one.
    private mutating func closingQuote(at offset: Int, in range: Range<Int>) {
        let isQuote =
            isCharacter(0xE2, 0x80, 0x9D, at: offset, in: range)
            || text[offset] == 0xC2 && offset + 1 < range.upperBound && text[offset + 1] == 0xBB
        guard isQuote, offset > range.lowerBound, ".!?".utf8.contains(text[offset - 1]) else {
            return
        }
        let next = characterEnd(offset)
        guard next + 1 < range.upperBound, letter(at: next) == .upper,
            letter(at: characterEnd(next)) == .lower
        else { return }
        edits.append(TextEdit(TextSpan(next..<next), to: " "))
    }

    private enum Letter {
        case lower, upper, digit, mark
    }

    private func letter(at offset: Int) -> Letter? {
        guard offset < text.count else { return nil }
        if text[offset] < 0x80 {
            guard text[offset].isASCIILetter else { return nil }
            return text[offset] & 0x20 == 0 ? .upper : .lower
        }
        var position = offset
        let scalar = nextScalar(in: text, at: &position)
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
        switch text[offset] {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "%"): true
        case 0xC2: text[offset + 1] == 0xBB
        case 0xE2: text[offset + 1] == 0x80 && text[offset + 2] == 0x9D
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
            while start > range.lowerBound, text[start - 1] > 0x20, !isNoBreakEnd(start) {
                start -= 1
            }
            var end = offset + 1
            while end < range.upperBound, text[end] > 0x20 { end += 1 }
            token = start..<end
            isAddress =
                isMarked(token, behind: offset)
                || text[token].prefix(4).map(\.asciiLowered).elementsEqual("www.".utf8)
        }
        guard !isAddress, text[offset] == UInt8(ascii: ".") else { return isAddress }
        // "Example.Com", "news.Example.Com".
        let host = text[(offset + 1)..<token.upperBound].prefix(64).prefix {
            $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x2D
        }
        return host.split(separator: UInt8(ascii: ".")).contains {
            $0.count <= 4 && Self.domains.contains($0.map(\.asciiLowered))
        }
    }

    /// Whether a no-break space ends at `offset`.
    private func isNoBreakEnd(_ offset: Int) -> Bool {
        text[offset - 1] == 0xA0 && offset >= 2 && text[offset - 2] == 0xC2
    }

    /// Whether the token has a mark that addresses and code have; the strokes of a date do not count.
    private func isMarked(_ token: Range<Int>, behind offset: Int) -> Bool {
        token.contains { index in
            guard Self.addressMarks[Int(text[index])] else { return false }
            let isInDate =
                text[index] == UInt8(ascii: "/") && index > offset && index + 1 < token.upperBound
                && text[index - 1].isASCIIDigit && text[index + 1].isASCIIDigit
            return !isInDate
        }
    }
}

extension UInt8 {
    /// Whether the byte is of a letter, or may be.
    fileprivate var isLetterByte: Bool { isASCIILetter || self >= 0xC3 || self & 0xC0 == 0x80 }
}
