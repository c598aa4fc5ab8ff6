import CICU
package import DocumentModel

/// Bytes read in a charset: valid UTF-8 without a byte order mark, and the way back.
package struct DecodedText: Sendable {
    package let text: [UInt8]
    package let offsets: OffsetMap
    /// Bytes or sequences that stood for nothing and became U+FFFD.
    package let replacements: Int
}

/// Turns bytes in any charset into UTF-8.
///
/// What cannot be read becomes U+FFFD: one for each bad byte or truncated sequence. NUL becomes
/// U+FFFD too, since what reads the text later may stop at it, unless the caller takes it out.
package struct TextDecoder: Sendable {
    private let keepsNUL: Bool

    package init(keepingNUL: Bool = false) {
        keepsNUL = keepingNUL
    }

    package func decode(_ bytes: [UInt8], as charset: Charset) -> DecodedText {
        switch charset.name {
        case "utf-8": utf8(bytes)
        case "x-user-defined": singleByte(bytes, (0..<128).map { 0xF780 + $0 })
        case _ where charset.isSingleByte: singleByte(bytes, Self.upperHalf(of: charset))
        default: converted(bytes, charset)
        }
    }

    private func utf8(_ bytes: [UInt8]) -> DecodedText {
        let skipped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes.withUnsafeBufferPointer { source in
            var writer = Writer()
            var start = skipped
            while let bad = source.firstUnreadable(from: start, keepsNUL) {
                if start == skipped { writer.text.reserveCapacity(source.count + 16) }
                let length = max(1, -source.utf8Length(at: bad))
                writer.copy(source, start..<bad)
                writer.replace(bad..<(bad + (source[bad] == 0 ? 1 : length)))
                start = bad + (source[bad] == 0 ? 1 : length)
            }
            if start == skipped, skipped == 0 {
                return DecodedText(
                    text: bytes, offsets: .identity(length: bytes.count), replacements: 0)
            }
            writer.copy(source, start..<source.count)
            return writer.decoded
        }
    }

    private func singleByte(_ bytes: [UInt8], _ upper: [UInt32]) -> DecodedText {
        bytes.withUnsafeBufferPointer { source in
            var writer = Writer()
            writer.text.reserveCapacity(source.count + source.count / 16)
            var start = 0
            var offset = 0
            while offset < source.count {
                let byte = source[offset]
                guard byte >= 0x80 || byte == 0 && !keepsNUL else {
                    offset += 1
                    continue
                }
                writer.copy(source, start..<offset)
                let scalar = byte == 0 ? 0xFFFD : upper[Int(byte) - 0x80]
                writer.append(scalar, from: offset..<(offset + 1))
                offset += 1
                start = offset
            }
            writer.copy(source, start..<source.count)
            return writer.decoded
        }
    }

    private func converted(_ bytes: [UInt8], _ charset: Charset) -> DecodedText {
        let capacity = 1024
        var writer = Writer(keepsNUL: keepsNUL)
        guard let decoder = Decoder(charset.icuName) else { return utf8(bytes) }
        bytes.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * capacity) { buffer in
                guard let scalars = buffer.baseAddress else { return }
                var position = 0
                var pending: (scalar: UInt32, start: Int)?
                while true {
                    let count = quipu_icu_decoder_read(
                        decoder.pointer, source.baseAddress, source.count, &position, scalars,
                        scalars + capacity, Int32(capacity))
                    for index in 0..<Int(count) {
                        let start = Int(buffer[capacity + index])
                        if let last = pending {
                            writer.append(
                                last.scalar, in: source, last.start..<max(last.start, start))
                        }
                        pending = (buffer[index], start)
                    }
                    if count == 0 { break }
                }
                if let last = pending {
                    writer.append(last.scalar, in: source, last.start..<source.count)
                }
            }
        }
        return writer.decoded
    }

    /// Whether a converter of ICU says with this scalar that it cannot read what stands there:
    /// some write SUB, some a character for private use for a byte alone.
    fileprivate static func standsForBadByte(_ scalar: UInt32, length: Int) -> Bool {
        scalar == 0x1A || length == 1 && (0xE000...0xF8FF).contains(scalar)
    }

    /// The scalars of bytes 0x80 to 0xFF.
    private static func upperHalf(of charset: Charset) -> [UInt32] {
        if charset == .windows1252 { return windows1252 }
        guard let decoder = Decoder(charset.icuName) else { return windows1252 }
        return (UInt8(0x80)...0xFF).map {
            let scalar = decoder.scalar(of: $0)
            return standsForBadByte(scalar, length: 1) ? 0xFFFD : scalar
        }
    }

    private static let windows1252: [UInt32] = {
        let c1: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160,
            0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
            0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
        ]
        return c1 + (0xA0...0xFF)
    }()
}

extension UnsafeBufferPointer<UInt8> {
    /// The first NUL or byte that starts no well-formed sequence, from `start` on.
    fileprivate func firstUnreadable(from start: Int, _ keepsNUL: Bool) -> Int? {
        let ones: UInt64 = keepsNUL ? 0 : 0x0101_0101_0101_0101
        var offset = start
        let raw = UnsafeRawBufferPointer(self)
        while offset < count {
            if keepsNUL { offset = firstNonASCII(from: offset) ?? count }
            // Eight bytes at a time while none is 0 or above 0x7F.
            while offset + 8 <= count {
                let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let zeroes = ones == 0 ? 0 : (word &- ones) & ~word
                guard (word | zeroes) & 0x8080_8080_8080_8080 == 0 else { break }
                offset += 8
            }
            guard offset < count else { break }
            if self[offset] == 0, !keepsNUL { return offset }
            let length = utf8Length(at: offset)
            if length < 0 { return offset }
            offset += length
        }
        return nil
    }
}

/// Text and map as they grow together.
private struct Writer {
    var keepsNUL = false
    var text: [UInt8] = []
    var offsets = OffsetMap()
    var replacements = 0

    var decoded: DecodedText {
        DecodedText(text: text, offsets: offsets, replacements: replacements)
    }

    mutating func copy(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        text.append(contentsOf: source[range])
        offsets.append(textLength: range.count, from: range, isVerbatim: true)
    }

    mutating func replace(_ range: Range<Int>) {
        append(0xFFFD, from: range)
    }

    /// Adds what a converter made of the bytes in `range`.
    mutating func append(
        _ scalar: UInt32, in source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) {
        let isSame = range.count == 1 && UInt32(source[range.lowerBound]) == scalar
        if isSame, scalar < 0x80, scalar != 0 || keepsNUL {
            copy(source, range)
        } else if !isSame, TextDecoder.standsForBadByte(scalar, length: range.count) {
            replace(range)
        } else {
            append(scalar, from: range)
        }
    }

    mutating func append(_ scalar: UInt32, from range: Range<Int>) {
        if scalar < 0x80, scalar != 0 || keepsNUL {
            text.append(UInt8(scalar))
            offsets.append(textLength: 1, from: range, isVerbatim: false)
            return
        }
        let readable = scalar == 0 ? nil : Unicode.Scalar(scalar)
        let unicode = readable ?? "\u{FFFD}"
        // A mark at the start says only how the bytes are ordered.
        if unicode == "\u{FEFF}", text.isEmpty { return }
        if unicode == "\u{FFFD}" { replacements += 1 }
        let encoded = UTF8.encode(unicode)
        let before = text.count
        if let encoded { text.append(contentsOf: encoded) }
        offsets.append(textLength: text.count - before, from: range, isVerbatim: false)
    }
}

/// Owns one ICU converter.
private final class Decoder {
    let pointer: OpaquePointer

    init?(_ name: String) {
        guard let pointer = quipu_icu_decoder_open(name) else { return nil }
        self.pointer = pointer
    }

    deinit {
        quipu_icu_decoder_close(pointer)
    }

    /// What one byte stands for in a single-byte charset.
    func scalar(of byte: UInt8) -> UInt32 {
        var byte = byte
        var position = 0
        var scalars: (UInt32, UInt32, UInt32, UInt32) = (0xFFFD, 0, 0, 0)
        var offsets: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &scalars) { scalars in
            withUnsafeMutableBytes(of: &offsets) { offsets in
                _ = quipu_icu_decoder_read(
                    pointer, &byte, 1, &position,
                    scalars.assumingMemoryBound(to: UInt32.self)
                        .baseAddress, offsets.assumingMemoryBound(to: UInt32.self).baseAddress, 4)
            }
        }
        return scalars.0
    }
}
