/// Reads the scalar that starts at `offset` of valid UTF-8 and moves `offset` past it.
///
/// Bytes that are not UTF-8 read as U+FFFD, one at a time, so that no input runs off the end.
@inline(__always)
package func nextScalar(in bytes: UnsafeBufferPointer<UInt8>, at offset: inout Int) -> UInt32 {
    let first = bytes[offset]
    offset += 1
    if first < 0x80 { return UInt32(first) }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0
    guard length > 0, first < 0xF5, offset + length <= bytes.count else { return 0xFFFD }
    var scalar = UInt32(first) & (0x3F >> UInt32(length))
    for index in 0..<length {
        let byte = bytes[offset + index]
        guard byte & 0xC0 == 0x80 else { return 0xFFFD }
        scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    offset += length
    return scalar
}
