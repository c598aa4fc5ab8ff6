import DocumentModel

/// JSON as pages hold it, in one flat list of values: what is broken in it costs only itself.
///
/// Comments, missing and surplus commas, line breaks in strings, names without quotes, several values
/// one after another and ends that are missing are read past (RFC 8259 has none of them). Values are
/// ranges of the bytes; strings are decoded when they are asked for.
struct LenientJSON: Sendable {
    enum Kind: UInt8, Sendable {
        case object, array, string
        /// A number, true, false, null, or anything else that stands without quotes.
        case bare
    }

    struct Value: Sendable {
        let kind: Kind
        /// The name it stands under in an object, between its quotes; empty for none.
        let name: Range<Int>
        /// A string's bytes between its quotes, else all its bytes.
        fileprivate(set) var range: Range<Int>
        /// The object or array it stands in; -1 for none.
        let parent: Int
        /// The value after it and all in it.
        fileprivate(set) var next: Int
    }

    let bytes: [UInt8]
    /// In the order of the text: what stands in a value comes right after it.
    private(set) var values: [Value] = []

    /// Values beyond it are not read.
    fileprivate static let mostValues = 1 << 16

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var values: [Value] = []
        bytes.withUnsafeBufferPointer { values = LenientJSONReader(bytes: $0).values() }
        self.values = values
    }

    /// The values right inside `parent`, -1 for those that stand in none.
    func children(of parent: Int) -> [Int] {
        var found: [Int] = []
        var index = parent + 1
        let end = parent < 0 ? values.count : values[parent].next
        while index < end {
            found.append(index)
            index = values[index].next
        }
        return found
    }

    func isNamed(_ index: Int, _ name: StaticString) -> Bool {
        let range = values[index].name
        guard range.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { expected in
            bytes[range].elementsEqual(expected)
        }
    }

    /// The member of an object; nil where it has none.
    func member(_ name: StaticString, of object: Int) -> Int? {
        guard values[object].kind == .object else { return nil }
        var index = object + 1
        while index < values[object].next {
            if isNamed(index, name) { return index }
            index = values[index].next
        }
        return nil
    }

    /// A string with its escapes decoded, of its first `limit` bytes; nil for other values.
    func string(_ index: Int, limit: Int = .max) -> [UInt8]? {
        guard values[index].kind == .string else { return nil }
        return Self.unescaped(bytes[values[index].range].prefix(limit))
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var offset = text.startIndex
        while offset < text.endIndex {
            // Up to the next escape; a backslash that ends the text stands for itself.
            var next = text[offset...].firstIndex(of: UInt8(ascii: "\\")) ?? text.endIndex
            if next + 1 >= text.endIndex { next = text.endIndex }
            result.append(contentsOf: text[offset..<next])
            guard next < text.endIndex else { break }
            offset = next
            let escape = text[offset + 1]
            offset += 2
            switch escape {
            case UInt8(ascii: "n"), UInt8(ascii: "r"): result.append(0x0A)
            case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): result.append(0x20)
            case UInt8(ascii: "u"): appendUnit(text, &offset, to: &result)
            default: result.append(escape)
            }
        }
        return result
    }

    /// Appends the character of `\uXXXX`, or of two that make one; a half of one is left out.
    private static func appendUnit(
        _ text: ArraySlice<UInt8>, _ offset: inout Int, to result: inout [UInt8]
    ) {
        guard let first = hexadecimal(text, offset) else { return }
        offset += 4
        var code = first
        if 0xD800..<0xDC00 ~= first, offset + 1 < text.endIndex,
            text[offset] == UInt8(ascii: "\\"), text[offset + 1] == UInt8(ascii: "u"),
            let second = hexadecimal(text, offset + 2), 0xDC00..<0xE000 ~= second
        {
            code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            offset += 6
        }
        if let scalar = Unicode.Scalar(code) { result += UTF8.encode(scalar).map(Array.init) ?? [] }
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>, _ start: Int) -> UInt32? {
        guard start + 4 <= text.endIndex else { return nil }
        var value: UInt32 = 0
        for byte in text[start..<(start + 4)] {
            let low = byte.asciiLowered
            guard byte.isASCIIDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= low else {
                return nil
            }
            value = value << 4 | UInt32(byte.isASCIIDigit ? byte - 0x30 : low - 0x57)
        }
        return value
    }
}

/// Reads the values, with the open ones on a list of its own: depth costs no stack.
private struct LenientJSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private var found: [LenientJSON.Value] = []
    private var open: [Int] = []
    private var name = 0..<0
    private var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    consuming func values() -> [LenientJSON.Value] {
        while offset < bytes.count, found.count < LenientJSON.mostValues {
            switch bytes[offset] {
            case UInt8(ascii: "{"): begin(.object)
            case UInt8(ascii: "["): begin(.array)
            case UInt8(ascii: "}"): end(.object)
            case UInt8(ascii: "]"): end(.array)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): readString()
            case UInt8(ascii: ","):
                name = 0..<0
                offset += 1
            case UInt8(ascii: "/") where skipsComment(): break
            case UInt8(ascii: "<"): skipMarkup()
            case let byte where byte.isBare: readBare()
            default: offset += 1
            }
        }
        while let index = open.popLast() { close(index) }
        return found
    }

    private mutating func add(_ kind: LenientJSON.Kind, _ range: Range<Int>) {
        found.append(
            LenientJSON.Value(
                kind: kind, name: name, range: range, parent: open.last ?? -1,
                next: found.count + 1))
        name = 0..<0
    }

    private mutating func begin(_ kind: LenientJSON.Kind) {
        add(kind, offset..<offset)
        open.append(found.count - 1)
        offset += 1
    }

    private mutating func end(_ kind: LenientJSON.Kind) {
        offset += 1
        name = 0..<0
        // An end that fits nothing open ends nothing; one that fits ends what was left open in it.
        guard let place = open.suffix(64).lastIndex(where: { found[$0].kind == kind }) else {
            return
        }
        while open.count > place { close(open.removeLast()) }
    }

    private mutating func close(_ index: Int) {
        found[index].range = found[index].range.lowerBound..<offset
        found[index].next = found.count
    }

    private mutating func readString() {
        let quote = bytes[offset]
        let start = offset + 1
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\\") {
                end += 2
                continue
            }
            if byte == quote, endsString(end) { break }
            end += 1
        }
        end = min(end, bytes.count)
        offset = min(end + 1, bytes.count)
        take(start..<end, .string)
    }

    /// Whether the quote at `end` closes the string: quotes inside one are often not escaped.
    private func endsString(_ end: Int) -> Bool {
        var next = end + 1
        var hasLineFeed = false
        while next < bytes.count, bytes[next].isASCIIWhitespace {
            hasLineFeed = hasLineFeed || bytes[next] == 0x0A
            next += 1
        }
        guard next < bytes.count else { return true }
        switch bytes[next] {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"):
            return true
        case UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ";"): return true
        default: return hasLineFeed
        }
    }

    private mutating func readBare() {
        let start = offset
        while offset < bytes.count, bytes[offset].isBare { offset += 1 }
        take(start..<offset, .bare)
    }

    /// Notes a string or bare word: a name where a colon follows it in an object, else a value.
    private mutating func take(_ range: Range<Int>, _ kind: LenientJSON.Kind) {
        var next = offset
        while next < bytes.count, bytes[next].isASCIIWhitespace { next += 1 }
        if next < bytes.count, bytes[next] == UInt8(ascii: ":"), let last = open.last,
            found[last].kind == .object, name.isEmpty
        {
            name = range
            offset = next + 1
        } else if kind == .string || !open.isEmpty {
            // Outside of objects a bare word is script or a comment's mark.
            add(kind, range)
        }
    }

    private mutating func skipsComment() -> Bool {
        guard offset + 1 < bytes.count else { return false }
        switch bytes[offset + 1] {
        case UInt8(ascii: "/"):
            while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
        case UInt8(ascii: "*"):
            offset += 2
            while offset + 1 < bytes.count,
                bytes[offset] != UInt8(ascii: "*") || bytes[offset + 1] != UInt8(ascii: "/")
            {
                offset += 1
            }
            offset = min(offset + 2, bytes.count)
        default: return false
        }
        return true
    }

    /// Passes over `<!--`, `<![CDATA[` and the like, up to what JSON begins with.
    private mutating func skipMarkup() {
        offset += 1
        let cdata = Array("![CDATA[".utf8)
        if bytes[offset...].starts(with: cdata) { offset += cdata.count }
    }
}

extension UInt8 {
    /// Whether it may stand in a number, a literal or a name without quotes.
    fileprivate var isBare: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "+")
            || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "@")
            || self == UInt8(ascii: "$")
    }
}
