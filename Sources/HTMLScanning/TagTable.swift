import DocumentModel

/// Finds the tag of a name in a page without making a string of it.
///
/// Names are told apart by their first eight bytes, read as one number; the few that are longer
/// are then compared to their end.
struct TagTable: Sendable {
    static let shared = TagTable()

    private struct Slot {
        var key: UInt64 = 0
        var length: UInt8 = 0
        var tag = HTMLTag.unknown
    }

    private static let size = 512
    private var slots = [Slot](repeating: Slot(), count: size)
    private let names: [[UInt8]]

    private init() {
        names = HTMLTag.allCases.map { Array($0.name.utf8) }
        for tag in HTMLTag.allCases.dropFirst() {
            let name = names[Int(tag.rawValue)]
            let key = name.withUnsafeBufferPointer { Self.key($0, 0, name.count) }
            var slot = Self.slot(of: key)
            while slots[slot].key != 0 { slot = (slot + 1) & (Self.size - 1) }
            slots[slot] = Slot(key: key, length: UInt8(name.count), tag: tag)
        }
    }

    /// The name of a tag in lower case.
    func name(of tag: HTMLTag) -> [UInt8] { names[Int(tag.rawValue)] }

    /// The tag whose name stands in `range`, in any case.
    @inline(__always)
    func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> HTMLTag {
        let key = Self.key(bytes, range.lowerBound, range.count)
        var index = Self.slot(of: key)
        while slots[index].key != 0 {
            let slot = slots[index]
            if slot.key == key, Int(slot.length) == range.count,
                range.count <= 8 || endsAlike(slot.tag, bytes, range)
            {
                return slot.tag
            }
            index = (index + 1) & (Self.size - 1)
        }
        return .unknown
    }

    /// Whether a name of more than eight bytes is the tag's from the ninth on.
    private func endsAlike(
        _ tag: HTMLTag, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        let name = names[Int(tag.rawValue)]
        for index in 8..<range.count
        where bytes[range.lowerBound + index].asciiLowered != name[index] {
            return false
        }
        return true
    }

    /// The first eight bytes of a name in lower case, the first one lowest.
    @inline(__always)
    private static func key(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int
    ) -> UInt64 {
        guard start + 8 <= bytes.count else {
            var key: UInt64 = 0
            for index in 0..<min(length, 8) {
                key |= UInt64(bytes[start + index].asciiLowered) << UInt64(8 * index)
            }
            return key
        }
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
            fromByteOffset: start, as: UInt64.self
        ).littleEndian
        let name = length >= 8 ? word : word & ((1 << UInt64(8 &* length)) &- 1)
        return name.asciiLowered
    }

    @inline(__always)
    private static func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }
}

extension UInt64 {
    /// Eight bytes with the capital letters among them made small.
    @inline(__always)
    var asciiLowered: UInt64 {
        let seven = self & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = seven &+ 0x3F3F_3F3F_3F3F_3F3F
        let afterZ = seven &+ 0x2525_2525_2525_2525
        return self | (fromA & ~afterZ & ~self & 0x8080_8080_8080_8080) >> 2
    }
}
