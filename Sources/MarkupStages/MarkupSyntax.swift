import DocumentModel
import HTMLScanning

/// Reads bytes of text as the markup they once were, whatever number of times it was escaped.
///
/// `&quot;`, `&#34;` and `&amp;quot;` all read as the quote they stand for, so that what looks for
/// markup needs one form of it. Nothing is read outside `range`.
struct MarkupSyntax {
    let bytes: UnsafeBufferPointer<UInt8>
    let range: Range<Int>

    /// Longer tags and values than these are not looked at.
    private static let longestTag = 2_000
    private static let mostAttributes = 40

    /// One character of markup: a byte, a quote, or what a character reference stands for.
    struct Unit {
        let code: UInt32
        let end: Int
    }

    static let quote = UInt32(UInt8(ascii: "\""))
    static let apostrophe = UInt32(UInt8(ascii: "'"))
    static let opening = UInt32(UInt8(ascii: "<"))
    static let closing = UInt32(UInt8(ascii: ">"))

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        range.contains(offset) ? bytes[offset] : 0
    }

    /// The unit at `offset`; a zero code at the end.
    func unit(at offset: Int) -> Unit {
        switch byte(offset) {
        case UInt8(ascii: "&"):
            return reference(at: offset) ?? Unit(code: 0x26, end: offset + 1)
        case UInt8(ascii: "\\"):
            return escape(at: offset) ?? Unit(code: 0x5C, end: offset + 1)
        case 0xE2 where byte(offset + 1) == 0x80 && (0x9C...0x9E).contains(byte(offset + 2)):
            return Unit(code: Self.quote, end: offset + 3)
        case let byte:
            return Unit(code: UInt32(byte), end: offset + 1)
        }
    }

    /// The character reference at `offset`, with every "amp;" before it.
    func reference(at offset: Int) -> Unit? {
        var start = offset + 1
        while hasPrefix("amp;", at: start), start - offset < 32 { start += 4 }
        var end = start
        while end - start < 9, byte(end).isASCIIAlphanumeric || byte(end) == UInt8(ascii: "#") {
            end += 1
        }
        // What stands before the name is the ampersand, or the semicolon of an "amp;".
        if end > start, byte(end) == UInt8(ascii: ";"),
            let found = CharacterReference(in: bytes, at: start - 1, before: end + 1),
            found.length == end + 2 - start, found.second == nil, found.first.value >= 0x20
        {
            return Unit(code: found.first.value, end: end + 1)
        }
        return start > offset + 1 ? Unit(code: 0x26, end: start) : nil
    }

    /// A character as JSON escapes it, `\u00e9`, at `offset`; a mark escaped by the sign alone is
    /// the mark.
    func escape(at offset: Int) -> Unit? {
        let next = byte(offset + 1)
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "\"") {
            return Unit(code: UInt32(next), end: offset + 2)
        }
        guard next == UInt8(ascii: "u"), let code = hexadecimal(at: offset + 2) else { return nil }
        guard (0xD800...0xDBFF).contains(code) else {
            return code >= 0x20 ? Unit(code: code, end: offset + 6) : nil
        }
        guard byte(offset + 6) == UInt8(ascii: "\\"), byte(offset + 7) == UInt8(ascii: "u"),
            let low = hexadecimal(at: offset + 8), (0xDC00...0xDFFF).contains(low)
        else { return nil }
        return Unit(
            code: 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00), end: offset + 12)
    }

    private func hexadecimal(at offset: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in offset..<offset + 4 {
            guard let digit = byte(index).hexValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The unit that ends just before `offset` if it is a quote or an angle bracket, escaped or
    /// not, and where it starts.
    func mark(before offset: Int, notBefore floor: Int) -> (code: UInt32, start: Int)? {
        for length in [1, 3, 4, 5, 6, 8, 9, 10, 12] where offset - length >= floor {
            let unit = unit(at: offset - length)
            guard unit.end == offset else { continue }
            switch unit.code {
            case Self.quote, Self.apostrophe, Self.opening, Self.closing:
                var start = offset - length
                while start - 5 >= floor, hasPrefix("&amp;", at: start - 5),
                    self.unit(at: start - 5).end == offset
                {
                    start -= 5
                }
                return (unit.code, start)
            default:
                continue
            }
        }
        return nil
    }

    /// A value in quotes that starts at `offset`; it runs over one line feed at most.
    func quoted(at offset: Int) -> (content: Range<Int>, end: Int)? {
        let open = unit(at: offset)
        guard open.code == Self.quote || open.code == Self.apostrophe else { return nil }
        var position = open.end
        var lineFeeds = 0
        while position < range.upperBound, position - offset < Self.longestTag {
            let next = unit(at: position)
            if next.code == open.code { return (open.end..<position, next.end) }
            if next.code == Self.opening || next.code == Self.closing { return nil }
            if next.code == 0x0A { lineFeeds += 1 }
            if lineFeeds > 1 { return nil }
            position = next.end
        }
        return nil
    }

    /// What was read of a tag's attributes.
    struct Attributes {
        /// Behind the bracket that closes the tag, or where reading stopped.
        var end: Int
        var isClosed = false
        var count = 0
        var quotedCount = 0
        /// The value of `href`.
        var target: Range<Int>?
    }

    /// Reads attributes from `offset` to the bracket that closes their tag.
    ///
    /// - Parameter known: Whether names must be those of HTML, as they must where no bracket opens
    ///   the tag.
    func attributes(from offset: Int, known: Bool) -> Attributes {
        var result = Attributes(end: offset)
        while result.count <= Self.mostAttributes, result.end - offset < Self.longestTag {
            let start = skippingSpace(result.end)
            let next = unit(at: start)
            if next.code == Self.closing {
                result.end = next.end
                result.isClosed = true
                return result
            }
            if next.code == 0x2F, unit(at: skippingSpace(next.end)).code == Self.closing {
                result.end = next.end
                continue
            }
            guard start < range.upperBound, readAttribute(at: start, known: known, &result) else {
                return result
            }
        }
        return result
    }

    private func readAttribute(at start: Int, known: Bool, _ result: inout Attributes) -> Bool {
        let nameEnd = self.nameEnd(from: start)
        guard nameEnd > start else { return false }
        let name = string(start..<nameEnd).lowercased()
        let equals = skippingSpace(nameEnd)
        guard byte(equals) == UInt8(ascii: "=") else {
            guard MarkupNames.bareAttributes.contains(name) else { return false }
            result.count += 1
            result.end = nameEnd
            return true
        }
        guard !known || isAttribute(name) else { return false }
        let valueStart = skippingSpace(equals + 1)
        let value: Range<Int>
        if let quoted = quoted(at: valueStart) {
            value = quoted.content
            result.end = quoted.end
            result.quotedCount += 1
        } else {
            let end = bareValueEnd(from: valueStart)
            guard end > valueStart else { return false }
            value = valueStart..<end
            result.end = end
        }
        result.count += 1
        if name == "href" { result.target = value }
        return true
    }

    func isAttribute(_ name: String) -> Bool {
        MarkupNames.attributes.contains(name) || name.hasPrefix("data-")
            || name.hasPrefix("aria-") || name.hasPrefix("on") && name.count > 5
    }

    func nameEnd(from start: Int) -> Int {
        var end = start
        while end - start < 40, byte(end).isNameByte { end += 1 }
        return end
    }

    private func bareValueEnd(from start: Int) -> Int {
        var end = start
        while end < range.upperBound, end - start < Self.longestTag {
            let next = unit(at: end)
            if next.code <= 0x20 || [0x22, 0x27, 0x3C, 0x3E].contains(next.code) { break }
            end = next.end
        }
        return end
    }

    /// Past blanks, and past one line feed among them.
    func skippingSpace(_ offset: Int) -> Int {
        let next = skippingBlanks(offset)
        return byte(next) == 0x0A ? skippingBlanks(next + 1) : next
    }

    func skippingBlanks(_ offset: Int) -> Int {
        var offset = offset
        while byte(offset) == 0x20 || byte(offset) == 0x09 { offset += 1 }
        return offset
    }

    func isLineEnd(_ offset: Int) -> Bool {
        offset >= range.upperBound || bytes[offset] == 0x0A
    }

    /// Whether the bytes at `offset` are `word` in any case; `word` is lower case ASCII.
    func hasPrefix(_ word: StaticString, at offset: Int) -> Bool {
        guard offset >= range.lowerBound, offset + word.utf8CodeUnitCount <= range.upperBound
        else { return false }
        return word.withUTF8Buffer { word in
            for (index, byte) in word.enumerated() where bytes[offset + index].asciiLowered != byte
            {
                return false
            }
            return true
        }
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

extension UInt8 {
    var isNameByte: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ":")
            || self == UInt8(ascii: "_")
    }
}
