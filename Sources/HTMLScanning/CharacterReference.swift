import DocumentModel

/// What a character reference stands for, and how many bytes it takes.
package struct CharacterReference: Hashable, Sendable {
    package let first: Unicode.Scalar
    /// A few names stand for two scalars.
    package let second: Unicode.Scalar?
    package let length: Int

    /// The reference that starts with the ampersand at `offset`; nil where the ampersand is text.
    ///
    /// - Parameter isAttribute: In attribute values an old name without its semicolon stays text
    ///   before a letter, a digit or an equals sign, so that addresses keep their queries.
    package init?(
        in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int,
        isAttribute: Bool = false
    ) {
        guard offset + 1 < end else { return nil }
        let next = bytes[offset + 1]
        if next == UInt8(ascii: "#") {
            self.init(numeric: bytes, offset, end)
        } else if next.isASCIILetter {
            self.init(named: bytes, offset, end, isAttribute)
        } else {
            return nil
        }
    }

    private init?(numeric bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int) {
        var position = offset + 2
        let isHex = position < end && bytes[position] | 0x20 == UInt8(ascii: "x")
        if isHex { position += 1 }
        let digits = position
        var value: UInt32 = 0
        while position < end {
            let byte = bytes[position]
            var digit = UInt32(byte &- 0x30)
            if isHex, digit > 9 {
                digit = byte.isASCIILetter ? UInt32(byte | 0x20) - 87 : 99
            }
            guard digit < (isHex ? 16 : 10) else { break }
            value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
            position += 1
        }
        guard position > digits else { return nil }
        if position < end, bytes[position] == UInt8(ascii: ";") { position += 1 }
        if value >= 0x80, value <= 0x9F { value = Self.windows1252[Int(value) - 0x80] }
        first = value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        second = nil
        length = position - offset
    }

    private init?(
        named bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ end: Int, _ isAttribute: Bool
    ) {
        let start = offset + 1
        var position = start
        let limit = min(end, start + NamedReferences.longest)
        while position < limit, bytes[position].isASCIIAlphanumeric { position += 1 }
        let table = NamedReferences.shared
        if position < end, bytes[position] == UInt8(ascii: ";"),
            let found = table.entry(bytes, start..<position)
        {
            self.init(found, length: position + 1 - offset)
            return
        }
        var stop = min(position, start + NamedReferences.longestLegacy)
        while stop >= start + 2 {
            if let found = table.entry(bytes, start..<stop), found.isLegacy {
                if stop < end, bytes[stop] == UInt8(ascii: ";") {
                    self.init(found, length: stop + 1 - offset)
                    return
                }
                if isAttribute, stop < end,
                    bytes[stop] == UInt8(ascii: "=") || bytes[stop].isASCIIAlphanumeric
                {
                    return nil
                }
                self.init(found, length: stop - offset)
                return
            }
            stop -= 1
        }
        return nil
    }

    private init(_ entry: NamedReferences.Entry, length: Int) {
        first = entry.first
        second = entry.second
        self.length = length
    }

    /// What numbers 0x80 to 0x9F stand for: pages mean windows-1252 by them.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
        0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
}

/// The named references, held so that a name is found without making a string of it.
struct NamedReferences: Sendable {
    struct Entry: Sendable {
        /// Where its name stands among all names.
        let name: Range<Int>
        let first: Unicode.Scalar
        let second: Unicode.Scalar?
        /// Whether it also stands without its semicolon.
        let isLegacy: Bool
    }

    static let shared = NamedReferences()
    /// The length of the longest name, and of the longest that needs no semicolon.
    static let longest = 31
    static let longestLegacy = 6

    private static let size = 8192
    private let names = Array(NamedReferenceData.entries.utf8)
    private var slots = [Int16](repeating: -1, count: size)
    private var entries: [Entry] = []

    private init() {
        entries.reserveCapacity(2300)
        names.withUnsafeBufferPointer { names in
            var offset = 0
            while offset < names.count {
                guard let entry = Self.entry(in: names, at: &offset) else { continue }
                var slot = Self.hash(names, entry.name)
                while slots[slot] >= 0 { slot = (slot + 1) & (Self.size - 1) }
                slots[slot] = Int16(entries.count)
                entries.append(entry)
            }
        }
    }

    /// The entry that begins at `offset`, which moves behind it and the space after it.
    private static func entry(
        in names: UnsafeBufferPointer<UInt8>, at offset: inout Int
    ) -> Entry? {
        let start = offset
        while offset < names.count, names[offset].isASCIIAlphanumeric { offset += 1 }
        guard offset < names.count else { return nil }
        let name = start..<offset
        let isLegacy = names[offset] == UInt8(ascii: "!")
        offset += 1
        guard let first = scalar(in: names, at: &offset) else { return nil }
        let isPair = offset < names.count && names[offset] == UInt8(ascii: ".")
        offset += 1
        let second = isPair ? scalar(in: names, at: &offset) : nil
        if isPair { offset += 1 }
        return Entry(name: name, first: first, second: second, isLegacy: isLegacy)
    }

    /// The scalar whose hexadecimal digits begin at `offset`, which moves behind them.
    private static func scalar(
        in names: UnsafeBufferPointer<UInt8>, at offset: inout Int
    ) -> Unicode.Scalar? {
        var value: UInt32 = 0
        while offset < names.count, names[offset].isASCIIAlphanumeric {
            let digit = names[offset]
            value = value << 4 | UInt32(digit.isASCIIDigit ? digit & 15 : digit - 55)
            offset += 1
        }
        return Unicode.Scalar(value)
    }

    /// The entry whose name stands in `range`; names are case-sensitive.
    func entry(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Entry? {
        var slot = Self.hash(bytes, range)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.name.count == range.count, names[entry.name].elementsEqual(bytes[range]) {
                return entry
            }
            slot = (slot + 1) & (Self.size - 1)
        }
        return nil
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for offset in range { hash = (hash ^ UInt32(bytes[offset])) &* 0x0100_0193 }
        return Int((hash ^ hash >> 16) & UInt32(size - 1))
    }
}
