package import DocumentModel
package import StageKit
import TextAnalysis

/// Puts right characters of a page that was decoded in the wrong charset before it was stored.
package struct EncodingCleaner: Cleaner {
    package static let name: StageName = "clean-encoding"
    package static let summary =
        "Restores characters that were read in the wrong charset, where the whole page shows it."

    package static let examples = [
        StageExample(
            "MÃ©xico atendiÃ³ a 12 vÃ\u{AD}ctimas.", in: .spanish,
            leaves: "México atendió a 12 víctimas."),
        StageExample("L\u{92}enquête \u{96} close", in: .french, leaves: "L’enquête – close"),
        StageExample("The sign Ã© stands for é.", leaves: "The sign Ã© stands for é."),
    ]

    /// So many characters must be wrong, and so many times as many as are right.
    private static let leastEvidence = 2
    private static let leastShare = 4

    package init(settings: NoSettings, resources: StageResources) {}

    package func cleaning(of document: Document) throws(StageError) -> Cleaning {
        var cleaning = Cleaning()
        guard document.text.withUnsafeBufferPointer(MisreadText.mayBe) else { return cleaning }
        var scan = document.text.withUnsafeBufferPointer { MisreadText(bytes: $0) }
        let isMisread =
            scan.misread >= Self.leastEvidence
            && scan.misread >= Self.leastShare * scan.sound
        if !isMisread { scan.edits.removeAll { !$0.isControl } }
        guard !scan.edits.isEmpty else { return cleaning }
        let kept = document.verbatimSpans
        let edits = scan.edits.filter { kept.first(overlapping: $0.span) == nil }
        cleaning.edits = edits.map { TextEdit($0.span, to: $0.replacement) }
        if let first = edits.first {
            cleaning.remarks.append(
                Cleaning.Remark("ENCODING", "characters had been read wrongly", at: first.span))
        }
        return cleaning
    }
}

extension Document {
    /// What no cleaner touches: code in blocks of its own and in prose; sorted.
    var verbatimSpans: [TextSpan] {
        let blocks = zones.compactMap { $0.value == .preformatted ? $0.span : nil }
        guard !literals.isEmpty else { return blocks }
        return (blocks + literals.filter { blocks.first(overlapping: $0) == nil }).sorted()
    }
}

/// The characters of a text that are the bytes of others: UTF-8 read as windows-1252, once or twice,
/// and control characters that windows-1252 has letters and quotes for.
private struct MisreadText {
    struct Edit {
        let span: TextSpan
        let replacement: String
        let isControl: Bool
    }

    var edits: [Edit] = []
    /// Characters that make sense only as bytes of others.
    private(set) var misread = 0
    /// Letters beyond ASCII that stand for themselves.
    private(set) var sound = 0

    private static let capitalATilde: UInt32 = 0xC3

    /// Whether a text holds a control character, or a letter that may be the first byte of another
    /// before a character beyond ASCII.
    static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while offset < bytes.count {
            offset = bytes.skipping(from: offset, before: bytes.count) { first, next, third in
                first.isByte(0xC3) .& (third .>= ByteChunk(repeating: 0xC2))
                    .| first.isByte(0xC2) .& (next .< ByteChunk(repeating: 0xA0))
            }
            let end = min(offset + 16, bytes.count)
            while offset < end {
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0xFF
                let third = offset + 2 < bytes.count ? bytes[offset + 2] : 0
                if bytes[offset] == 0xC3, third >= 0xC2 { return true }
                if bytes[offset] == 0xC2, next < 0xA0 { return true }
                offset += 1
            }
        }
        return false
    }

    init(bytes: UnsafeBufferPointer<UInt8>) {
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] >= 0xC2 else {
                offset += 1
                continue
            }
            let start = offset
            if isAlone(offset, in: bytes) {
                sound += 1
                offset += 2
                continue
            }
            var run: [UInt32] = []
            var ends: [Int] = []
            while offset < bytes.count, bytes[offset] >= 0x80 {
                run.append(nextScalar(in: bytes, at: &offset))
                ends.append(offset)
            }
            read(run, ends, from: start, follower: offset < bytes.count ? bytes[offset] : 0)
        }
    }

    /// Whether a letter of two bytes stands between ASCII characters, and nothing else is it of.
    private func isAlone(_ offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes[offset] >= 0xC3, bytes[offset] < 0xE0, offset + 2 < bytes.count else {
            return false
        }
        return bytes[offset + 2] < 0x80 && (bytes[offset] != 0xC3 || bytes[offset + 1] != 0x83)
    }

    /// Reads a run of characters beyond ASCII.
    private mutating func read(
        _ run: [UInt32], _ ends: [Int], from start: Int, follower: UInt8
    ) {
        var index = 0
        while index < run.count {
            let from = index == 0 ? start : ends[index - 1]
            if let found = Self.decoded(run[index...]) {
                let span = TextSpan(from..<ends[index + found.length - 1])
                edits.append(Edit(span: span, replacement: found.text, isControl: false))
                misread += 1
                index += found.length
                continue
            }
            let span = TextSpan(from..<ends[index])
            if (0x80...0x9F).contains(run[index]), let scalar = Windows1252.scalar(of: run[index]) {
                edits.append(
                    Edit(span: span, replacement: String(Character(scalar)), isControl: true))
            } else if let rest = remainder(run[index...], follower) {
                edits.append(
                    Edit(
                        span: TextSpan(from..<ends[index + rest.length - 1]),
                        replacement: rest.text, isControl: false))
                index += rest.length - 1
            } else if run[index] >= 0xC0, run[index] < 0x2000 {
                sound += 1
            }
            index += 1
        }
    }

    /// What is left of "à" and "”" where the second byte was a blank, or stood for nothing.
    private func remainder(_ run: ArraySlice<UInt32>, _ follower: UInt8) -> (
        text: String, length: Int
    )? {
        let next = run.dropFirst().first
        if run.first == Self.capitalATilde, next == nil, follower <= 0x20 { return ("à", 1) }
        guard run.first == 0xE2, next == 0x20AC else { return nil }
        let third = run.dropFirst(2).first
        return third == nil || third == 0xFFFD ? ("”", third == nil ? 2 : 3) : nil
    }

    /// The character that the first ones of `run` are the bytes of, and how many they are.
    private static func decoded(_ run: ArraySlice<UInt32>) -> (text: String, length: Int)? {
        guard let first = once(run) else { return nil }
        // Read wrongly twice: the characters found are bytes once more.
        var scalars = [first.scalar]
        var lengths = [first.length]
        var end = run.startIndex + first.length
        while scalars.count < 4, let more = once(run[end...]) {
            scalars.append(more.scalar)
            lengths.append(more.length)
            end += more.length
        }
        guard let inner = once(scalars[...]), let scalar = Unicode.Scalar(inner.scalar) else {
            return Unicode.Scalar(first.scalar).map { (String(Character($0)), first.length) }
        }
        return (String(Character(scalar)), lengths.prefix(inner.length).reduce(0, +))
    }

    private static func once(_ run: ArraySlice<UInt32>) -> (scalar: UInt32, length: Int)? {
        guard let lead = run.first.flatMap(Windows1252.byte), (0xC2...0xF4).contains(lead) else {
            return nil
        }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard run.count >= length else { return nil }
        var bytes = [lead]
        for scalar in run.dropFirst().prefix(length - 1) {
            guard let byte = Windows1252.byte(scalar), byte & 0xC0 == 0x80 else { return nil }
            bytes.append(byte)
        }
        let text = String(validating: bytes, as: UTF8.self)
        return text?.unicodeScalars.first.map { ($0.value, length) }
    }
}

/// The characters of windows-1252 beyond ASCII.
private enum Windows1252 {
    /// Those of bytes 0x80 to 0x9F, as the Encoding Standard has them.
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
        0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]

    /// The byte that was read as `scalar`; one read as a control character counts too.
    static func byte(_ scalar: UInt32) -> UInt8? {
        if (0x80...0xFF).contains(scalar) { return UInt8(scalar) }
        guard scalar > 0xFF, scalar <= 0x2122 else { return nil }
        return upper.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
    }

    /// What a control character from 0x80 to 0x9F should have been; nil where there is no such.
    static func scalar(of control: UInt32) -> Unicode.Scalar? {
        let scalar = upper[Int(control) - 0x80]
        return scalar > 0x9F ? Unicode.Scalar(scalar) : nil
    }
}
