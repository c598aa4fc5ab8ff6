/// Sixteen bytes of a text at a time, to pass over stretches in which nothing is of interest.
typealias ByteChunk = SIMD16<UInt8>
typealias ByteMask = SIMDMask<SIMD16<Int8>>

extension UnsafeBufferPointer<UInt8> {
    /// Where, from `start` on, sixteen bytes begin of which one is of interest, or what is left
    /// before `end` is shorter.
    ///
    /// - Parameter isOfInterest: Takes the bytes, and those one and two further on.
    @inline(__always)
    func skipping(
        from start: Int, before end: Int,
        until isOfInterest: (ByteChunk, ByteChunk, ByteChunk) -> ByteMask
    ) -> Int {
        let raw = UnsafeRawBufferPointer(self)
        var offset = start
        while offset + 16 <= end, offset + 18 <= count {
            let bytes = raw.loadUnaligned(fromByteOffset: offset, as: ByteChunk.self)
            let next = raw.loadUnaligned(fromByteOffset: offset + 1, as: ByteChunk.self)
            let third = raw.loadUnaligned(fromByteOffset: offset + 2, as: ByteChunk.self)
            if any(isOfInterest(bytes, next, third)) { break }
            offset += 16
        }
        return offset
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// As ``skipping(from:before:until:)``, where the bytes further on play no part.
    @inline(__always)
    func skipping(
        from start: Int, before end: Int, untilByte isOfInterest: (ByteChunk) -> ByteMask
    ) -> Int {
        let raw = UnsafeRawBufferPointer(self)
        var offset = start
        while offset + 16 <= end {
            let bytes = raw.loadUnaligned(fromByteOffset: offset, as: ByteChunk.self)
            if any(isOfInterest(bytes)) { break }
            offset += 16
        }
        return offset
    }
}

extension SIMD16<UInt8> {
    @inline(__always)
    func isByte(_ byte: UInt8) -> ByteMask { self .== SIMD16(repeating: byte) }
}
