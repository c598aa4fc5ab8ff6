import DocumentModel

// Looking for bytes, the innermost loops of the tokenizer. They read a page through a pointer,
// several bytes at a time, and never beyond its end.
extension UnsafeBufferPointer<UInt8> {
    /// The first `byte` at or after `start`, or the count where there is none.
    @inlinable @inline(__always)
    public func nextOffset(of byte: UInt8, from start: Int) -> Int {
        let wanted = SIMD16<UInt8>(repeating: byte)
        let count = count
        var offset = start
        while offset &+ 16 <= count {
            let place = (sixteen(at: offset) .== wanted).firstPlace
            if place < 16 { return offset &+ place }
            offset &+= 16
        }
        while offset < count, self[offset] != byte { offset &+= 1 }
        return Swift.min(offset, count)
    }

    /// As ``nextOffset(of:from:)``, where the byte may be far, as in a script.
    func distantOffset(of byte: UInt8, from start: Int) -> Int {
        let wanted = SIMD16<UInt8>(repeating: byte)
        var offset = start
        while offset &+ 64 <= count {
            let first = (sixteen(at: offset) .== wanted) .| (sixteen(at: offset &+ 16) .== wanted)
            let second =
                (sixteen(at: offset &+ 32) .== wanted) .| (sixteen(at: offset &+ 48) .== wanted)
            if (first .| second).firstPlace < 16 { break }
            offset &+= 64
        }
        return nextOffset(of: byte, from: offset)
    }

    /// The end of the tag's name that begins at `start`.
    @inline(__always)
    func endOfTagName(from start: Int) -> Int {
        var offset = start
        if offset &+ 16 <= count {
            let bytes = sixteen(at: offset)
            let ends = (bytes .== .all(">")) .| (bytes .== .all("/")) .| (bytes .<= .all(" "))
            offset &+= ends.firstPlace
        }
        // A control character that is no white space ends no name.
        while offset < count, !self[offset].endsTagName { offset &+= 1 }
        return offset
    }

    @inline(__always)
    private func endOfAttributeName(from start: Int) -> Int {
        var offset = start
        if offset &+ 16 <= count {
            let bytes = sixteen(at: offset)
            let ends = (bytes .== .all(">")) .| (bytes .== .all("/")) .| (bytes .<= .all(" "))
            offset &+= (ends .| (bytes .== .all("="))).firstPlace
        }
        while offset < count, !self[offset].endsAttributeName { offset &+= 1 }
        return offset
    }

    @inlinable @inline(__always)
    public func sixteen(at offset: Int) -> SIMD16<UInt8> {
        UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// The first `byte` at or after `start`.
    @inlinable @inline(__always)
    public func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        let offset = nextOffset(of: byte, from: start)
        return offset < count ? offset : nil
    }

    /// Whether "<" at `offset` begins a comment, a declaration, an end tag: anything but a start tag
    /// or text.
    @inline(__always)
    func opensMarkup(at offset: Int) -> Bool {
        guard offset &+ 1 < count else { return false }
        switch self[offset &+ 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "/"): return offset &+ 2 < count
        default: return false
        }
    }

    /// The attribute that begins at `position`, which moves behind it.
    @inline(__always)
    func attribute(at position: inout Int) -> HTMLAttribute {
        let count = count
        let nameStart = position
        // Whatever it begins with is part of the name: even "=".
        var offset = endOfAttributeName(from: nameStart &+ 1)
        let nameEnd = offset
        while offset < count, self[offset].isASCIIWhitespace { offset &+= 1 }
        var valueStart = nameEnd
        var valueEnd = nameEnd
        if offset < count, self[offset] == UInt8(ascii: "=") {
            offset &+= 1
            while offset < count, self[offset].isASCIIWhitespace { offset &+= 1 }
            valueStart = offset
            if offset < count,
                self[offset] == UInt8(ascii: "\"") || self[offset] == UInt8(ascii: "'")
            {
                valueStart &+= 1
                valueEnd = nextOffset(of: self[offset], from: valueStart)
                offset = Swift.min(valueEnd &+ 1, count)
            } else {
                while offset < count, !self[offset].endsBareValue { offset &+= 1 }
                valueEnd = offset
            }
        }
        position = offset
        return HTMLAttribute(
            nameStart: UInt32(truncatingIfNeeded: nameStart),
            nameEnd: UInt32(truncatingIfNeeded: nameEnd),
            valueStart: UInt32(truncatingIfNeeded: valueStart),
            valueEnd: UInt32(truncatingIfNeeded: valueEnd))
    }
}

extension SIMD16<UInt8> {
    /// Sixteen times the same byte. Comparisons with a single byte are not vectorized.
    @inline(__always)
    fileprivate static func all(_ character: Unicode.Scalar) -> Self {
        Self(repeating: UInt8(ascii: character))
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// The first place that is set, or 16; found without a branch, since no branch could be foretold.
    @inlinable @inline(__always)
    public var firstPlace: Int {
        let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        let first = halves[0].littleEndian.trailingZeroBitCount
        let second = halves[1].littleEndian.trailingZeroBitCount
        return (first &+ (second & (0 &- (first &>> 6)))) &>> 3
    }
}

extension UInt8 {
    /// White space, "/" and ">".
    @inline(__always)
    var endsTagName: Bool { isIn(0x4000_8001_0000_3600) }

    /// White space, "/", ">" and "=".
    @inline(__always)
    fileprivate var endsAttributeName: Bool { isIn(0x6000_8001_0000_3600) }

    /// White space and ">".
    @inline(__always)
    fileprivate var endsBareValue: Bool { isIn(0x4000_0001_0000_3600) }

    /// Whether the bit of this byte, which is below 64, is set.
    @inline(__always)
    private func isIn(_ bits: UInt64) -> Bool { self < 64 && bits &>> UInt64(self) & 1 != 0 }
}
