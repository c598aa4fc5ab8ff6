/// Numbers and texts as bytes, in files that only the engine itself reads.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int) {
        // LEB128 of the bits.
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    mutating func append(_ other: [UInt8]) {
        append(other.count)
        bytes += other
    }

    mutating func append(tag: UInt8) { bytes.append(tag) }
}

/// Reads what a ``ByteWriter`` wrote. What does not fit reads as nil, for good.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var offset: Int
    /// Whether all that was read was there.
    private(set) var isSound = true

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
        offset = 0
    }

    var isAtEnd: Bool { offset == bytes.endIndex }

    mutating func tag() -> UInt8 {
        guard offset < bytes.endIndex else { return failed(0) }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func integer() -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while offset < bytes.endIndex, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: number) }
            shift += 7
        }
        return failed(0)
    }

    mutating func text() -> String {
        String(decoding: slice(), as: UTF8.self)
    }

    /// As many bytes as the number before them says.
    mutating func slice() -> ArraySlice<UInt8> {
        let count = integer()
        guard count >= 0, count <= bytes.endIndex - offset else { return failed([]) }
        defer { offset += count }
        return bytes[offset..<(offset + count)]
    }

    private mutating func failed<Value>(_ value: Value) -> Value {
        isSound = false
        offset = bytes.endIndex
        return value
    }
}
