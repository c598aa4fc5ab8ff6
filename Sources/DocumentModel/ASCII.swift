// Classes of bytes as the WHATWG Infra Standard names them (https://infra.spec.whatwg.org, 4.6).
extension UInt8 {
    @inlinable @inline(__always)
    package var isASCIIDigit: Bool { self &- 0x30 < 10 }

    @inlinable @inline(__always)
    package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inlinable @inline(__always)
    package var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

    /// Whether the byte is a tab, line feed, form feed, carriage return or space.
    @inlinable @inline(__always)
    package var isASCIIWhitespace: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }

    /// The byte, a capital letter made small.
    @inlinable @inline(__always)
    package var asciiLowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
