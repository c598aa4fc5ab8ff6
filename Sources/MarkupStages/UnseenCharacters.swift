// Characters that say where a word may be broken, or nothing at all: a soft hyphen, zero-width space,
// word joiner and byte order mark. Words are compared from the first look at a page on, so they are
// left out when its text is taken.

extension Unicode.Scalar {
    /// Whether the character never shows between two letters.
    var isUnseen: Bool {
        switch value {
        case 0xAD, 0x200B, 0x2060, 0xFEFF: true
        default: false
        }
    }
}

/// The length of the unseen character at `offset` of UTF-8; 0 where another stands there.
@inline(__always)
func unseenLength(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int) -> Int {
    let first = bytes[offset]
    guard first >= 0xC2, offset + 1 < end else { return 0 }
    if first == 0xC2 {
        guard bytes[offset + 1] == 0xAD else { return 0 }
        // After "Ã" or "Â" it is the second byte of an "í" that was read in the wrong charset.
        let isByte = offset >= 2 && bytes[offset - 2] == 0xC3 && bytes[offset - 1] & 0xFE == 0x82
        return isByte ? 0 : 2
    }
    guard first == 0xE2 || first == 0xEF, offset + 2 < end else { return 0 }
    switch (first, bytes[offset + 1], bytes[offset + 2]) {
    case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
}

extension String {
    /// The text without the characters that never show.
    var withoutUnseen: String {
        // All of them are beyond ASCII.
        guard utf8.contains(where: { $0 >= 0xC2 }), unicodeScalars.contains(where: \.isUnseen)
        else { return self }
        return String(UnicodeScalarView(unicodeScalars.filter { !$0.isUnseen }))
    }
}
