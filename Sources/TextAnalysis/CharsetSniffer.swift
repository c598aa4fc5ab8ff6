import CICU
package import DocumentModel

/// Says in which charset a page's bytes are to be read, and on what ground.
///
/// The order is the WHATWG's: byte order mark, transport, declaration inside the page, and where
/// none of them says, whether the bytes are UTF-8, then ICU's guess from 8 KB, last windows-1252.
/// Unlike a browser, it does not follow a declaration that the bytes disprove.
package struct CharsetSniffer: Sendable {
    package enum Ground: String, Hashable, Sendable {
        case setting, byteOrderMark, transport, declaration, validity, detection, fallback
    }

    package struct Reading: Hashable, Sendable {
        package let charset: Charset
        package let ground: Ground
        /// What was declared where the bytes are something else.
        package let disproved: Charset?
    }

    /// Bytes that ICU is shown.
    private static let detected = 8192

    package init() {}

    /// - Parameters:
    ///   - isMarkup: Whether a `meta` element or an XML declaration in the first bytes counts.
    ///   - forced: The charset a setting gives, which overrides all but a byte order mark.
    package func reading(
        of page: Page, isMarkup: Bool, forced: Charset? = nil
    ) -> Reading {
        reading(
            of: page.body, transport: page.transportCharset, isMarkup: isMarkup, forced: forced)
    }

    package func reading(
        of bytes: [UInt8], transport: String? = nil, isMarkup: Bool, forced: Charset? = nil
    ) -> Reading {
        if let marked = Self.marked(bytes) { return Reading(marked, .byteOrderMark) }
        if let forced { return Reading(forced, .setting) }
        if let wide = Self.unmarkedUTF16(bytes) { return Reading(wide, .detection) }
        let counts = UTF8Counts(of: bytes)
        var disproved: Charset?
        if let declared = transport.flatMap({ Charset(label: $0) }) {
            if declared.fits(bytes, counts) { return Reading(declared, .transport) }
            disproved = declared
        }
        if isMarkup, let declared = MetaPrescan.charset(in: bytes) {
            if declared.fits(bytes, counts) {
                return Reading(declared, .declaration, disproved: disproved)
            }
            disproved = disproved ?? declared
        }
        if isMarkup, counts.isASCII {
            return Reading(.windows1252, .fallback, disproved: disproved)
        }
        if counts.isMostlyUTF8 { return Reading(.utf8, .validity, disproved: disproved) }
        if let guess = Self.guess(bytes), guess.fits(bytes, counts) {
            return Reading(guess, .detection, disproved: disproved)
        }
        return Reading(.windows1252, .fallback, disproved: disproved)
    }

    private static func marked(_ bytes: [UInt8]) -> Charset? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 {
            return .utf32LittleEndian
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return nil
    }

    /// UTF-16 without a mark: in western text every other byte is NUL.
    private static func unmarkedUTF16(_ bytes: [UInt8]) -> Charset? {
        guard bytes.count >= 8, bytes[0] == 0 || bytes[1] == 0 else { return nil }
        let head = bytes.prefix(512)
        var zeroes = [0, 0]
        for (offset, byte) in head.enumerated() where byte == 0 { zeroes[offset & 1] += 1 }
        let half = head.count / 2
        if zeroes[1] * 10 > half * 8, zeroes[0] * 20 < half { return .utf16LittleEndian }
        if zeroes[0] * 10 > half * 8, zeroes[1] * 20 < half { return .utf16BigEndian }
        return nil
    }

    /// ICU's guess from the first 8 KB that hold a byte beyond ASCII.
    private static func guess(_ bytes: [UInt8]) -> Charset? {
        let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
        let start = min(max(0, first - detected / 4), max(0, bytes.count - detected))
        let sample = bytes[start..<min(bytes.count, start + detected)]
        let name = sample.withUnsafeBufferPointer { sample in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name -> String? in
                let confidence = quipu_icu_detect(
                    sample.baseAddress, Int32(sample.count), name.baseAddress, 64)
                // Below this ICU tells one Latin alphabet from another by chance.
                guard confidence >= 20 else { return nil }
                let written = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                return String(decoding: written, as: UTF8.self)
            }
        }
        guard let name, let charset = Charset(label: name) else { return nil }
        // UTF-16 without a mark, and the EBCDIC family, are never right for a page with bytes.
        return charset.isUTF16 ? nil : charset
    }
}

extension CharsetSniffer.Reading {
    fileprivate init(
        _ charset: Charset, _ ground: CharsetSniffer.Ground, disproved: Charset? = nil
    ) {
        self.init(
            charset: charset, ground: ground, disproved: disproved == charset ? nil : disproved)
    }
}

extension Charset {
    /// Whether the bytes can be what they are declared to be.
    fileprivate func fits(_ bytes: [UInt8], _ counts: UTF8Counts) -> Bool {
        switch name {
        case "utf-8": counts.isMostlyUTF8
        // Text in a one-byte charset is almost never well-formed UTF-8 by accident.
        case _ where isSingleByte: !(counts.sequences >= 2 && counts.errors == 0)
        case "utf-16le", "utf-16be": bytes.prefix(1024).contains(0)
        default: true
        }
    }
}

/// How much of some bytes is UTF-8 beyond ASCII, and how much is no UTF-8 at all.
struct UTF8Counts: Sendable {
    private(set) var sequences = 0
    private(set) var errors = 0

    var isASCII: Bool { sequences == 0 && errors == 0 }

    /// A few bad bytes in a page of good sequences are damage, not another charset.
    var isMostlyUTF8: Bool { errors == 0 || sequences >= 8 * errors }

    init(of bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while let next = bytes.firstNonASCII(from: offset) {
                offset = next
                let length = bytes.utf8Length(at: offset)
                if length > 0 { sequences += 1 } else { errors += 1 }
                offset += max(1, length > 0 ? length : -length)
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first byte from `start` on that is not ASCII, looking at up to 32 bytes at a time.
    @inline(__always)
    func firstNonASCII(from start: Int) -> Int? {
        var offset = start
        let raw = UnsafeRawBufferPointer(self)
        while offset + 32 <= count {
            let words = raw.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            let pairs = words.lowHalf | words.highHalf
            guard (pairs[0] | pairs[1]) & 0x8080_8080_8080_8080 == 0 else { break }
            offset += 32
        }
        while offset + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            let high = word & 0x8080_8080_8080_8080
            if high != 0 { return offset + high.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < count {
            if self[offset] >= 0x80 { return offset }
            offset += 1
        }
        return nil
    }

    /// The length of the well-formed sequence at `offset`; where there is none, minus the length of
    /// its maximal subpart: what becomes one U+FFFD (Unicode 15, section 3.9, table 3-8).
    @inline(__always)
    func utf8Length(at offset: Int) -> Int {
        let first = self[offset]
        if first < 0x80 { return 1 }
        guard first >= 0xC2, first <= 0xF4 else { return -1 }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch first {
        case 0xE0: low = 0xA0
        case 0xED: high = 0x9F
        case 0xF0: low = 0x90
        case 0xF4: high = 0x8F
        default: break
        }
        for index in 1..<length {
            guard offset + index < count, self[offset + index] >= low, self[offset + index] <= high
            else { return -index }
            low = 0x80
            high = 0xBF
        }
        return length
    }
}
