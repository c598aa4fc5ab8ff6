import DocumentModel
import TextAnalysis

/// Finds words that lost the border between them: "contraLa", "AREThe".
///
/// Many names are written so. One part must be a word of grammar and the other a known one, or one
/// that stands elsewhere in the text, and the whole must stand in the text once.
struct GluedWords {
    private let text: UnsafeBufferPointer<UInt8>
    private let furniture: FurniturePhrases
    private let characters = CharacterTable.shared
    private var looks = 0

    private static let leastPart = 3
    /// Bytes beyond which a part is no word, but data.
    private static let mostPart = 64
    /// A text with more words of the kind writes names so.
    private static let mostLooks = 24

    init(_ text: UnsafeBufferPointer<UInt8>, _ furniture: FurniturePhrases) {
        self.text = text
        self.furniture = furniture
    }

    /// Where in `range` a blank is missing.
    mutating func borders(in range: Range<Int>) -> [Int] {
        var borders: [Int] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            offset = text.skipping(from: offset, before: range.upperBound, until: Self.isOdd)
            let end = min(offset + 16, range.upperBound)
            while offset < end {
                if offset + 2 < range.upperBound, isTurn(at: offset),
                    let border = border(at: offset, in: range)
                {
                    borders.append(border)
                }
                offset += 1
            }
        }
        return borders
    }

    /// A small letter before a capital, or two capitals before a small letter.
    @inline(__always)
    private static func isOdd(
        _ bytes: ByteChunk, _ next: ByteChunk, _ third: ByteChunk
    ) -> ByteMask {
        let small = ByteChunk(repeating: 0x61)
        let capital = ByteChunk(repeating: 0x41)
        let letters = ByteChunk(repeating: 26)
        let turn = (bytes &- small .< letters) .& (next &- capital .< letters)
        let capitals = (bytes &- capital .< letters) .& (next &- capital .< letters)
        return turn .| (capitals .& (third &- small .< letters))
    }

    @inline(__always)
    private func isTurn(at offset: Int) -> Bool {
        guard text[offset + 1].isCapital else { return false }
        return text[offset].isSmall || text[offset].isCapital && text[offset + 2].isSmall
    }

    /// The border of two words behind the letter at `offset`, if it is one.
    private mutating func border(at offset: Int, in range: Range<Int>) -> Int? {
        let border = offset + 1
        var start = offset
        while start > range.lowerBound, text[start - 1].isWordByte {
            start -= 1
            if border - start > Self.mostPart { return nil }
        }
        var end = border
        while end < range.upperBound, text[end].isWordByte {
            end += 1
            if end - border > Self.mostPart { return nil }
        }
        // One turn only, and no digits beside: what has more is a name.
        let head = text[start..<offset]
        let isSmallHead = text[offset].isSmall && !head.dropFirst().contains { $0.isCapital }
        let isCapitalHead = text[offset].isCapital && !head.contains { $0.isSmall }
        guard isSmallHead || isCapitalHead && border - start >= Self.leastPart,
            border - start >= Self.leastPart, end - border >= Self.leastPart,
            !text[(border + 1)..<end].contains(where: { $0.isCapital || $0.isASCIIDigit }),
            !head.contains(where: \.isASCIIDigit), looks < Self.mostLooks
        else { return nil }
        if start > range.lowerBound, "#@./_-".utf8.contains(text[start - 1]) { return nil }
        if end + 1 < range.upperBound, "@./_".utf8.contains(text[end]), text[end + 1] > 0x20 {
            return nil
        }
        let isGrammar = [start..<border, border..<end].contains {
            furniture.isFunctionWord(folded($0))
        }
        guard isGrammar else { return nil }
        looks += 1
        return isKnown(start..<border) && isKnown(border..<end)
            && count(of: start..<end, atMost: 2) == 1 ? border : nil
    }

    private func isKnown(_ part: Range<Int>) -> Bool {
        furniture.vocabulary.contains(folded(part)) || count(of: part, atMost: 1) > 0
    }

    private func folded(_ part: Range<Int>) -> UInt64 {
        var hash = FoldedHash()
        var offset = part.lowerBound
        while offset < part.upperBound {
            characters.fold(nextScalar(in: text, at: &offset)) { hash.add($0) }
        }
        return hash.value
    }

    /// How often the letters of `part` stand in the text as a word, in any case.
    private func count(of part: Range<Int>, atMost limit: Int) -> Int {
        let first = text[part.lowerBound] | 0x20
        let second = text[part.lowerBound + 1] | 0x20
        var count = 0
        var offset = 0
        while offset < text.count, count < limit {
            offset = text.skipping(from: offset, before: text.count) { bytes, next, _ in
                (bytes | ByteChunk(repeating: 0x20)).isByte(first)
                    .& (next | ByteChunk(repeating: 0x20)).isByte(second)
            }
            let end = min(offset + 16, text.count)
            while offset < end, count < limit {
                if isWord(like: part, at: offset) { count += 1 }
                offset += 1
            }
        }
        return count
    }

    private func isWord(like part: Range<Int>, at offset: Int) -> Bool {
        guard offset + part.count <= text.count, offset == 0 || !text[offset - 1].isWordByte,
            offset + part.count == text.count || !text[offset + part.count].isWordByte
        else { return false }
        for index in 0..<part.count
        where text[offset + index].asciiLowered != text[part.lowerBound + index].asciiLowered {
            return false
        }
        return true
    }
}

extension UInt8 {
    fileprivate var isSmall: Bool { self &- 0x61 < 26 }
    fileprivate var isCapital: Bool { self &- 0x41 < 26 }
    fileprivate var isWordByte: Bool { isASCIIAlphanumeric || self >= 0xC3 || self & 0xC0 == 0x80 }
}
