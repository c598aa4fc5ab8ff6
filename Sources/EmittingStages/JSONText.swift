import DocumentModel

/// A JSON value whose members keep their order, so that the same value gives the same bytes.
package enum JSONText {
    case null
    case text(String)
    /// A string as valid UTF-8.
    case utf8([UInt8])
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case array([JSONText])
    case object([(String, JSONText)])

    /// Appends the value over several lines, one blank of indentation a level.
    func appendPretty(to bytes: inout [UInt8], indent: Int = 0) {
        switch self {
        case .array(let values) where !values.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                JSONText.startLine(index, indent + 1, &bytes)
                value.appendPretty(to: &bytes, indent: indent + 1)
            }
            JSONText.startLine(0, indent, &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                JSONText.startLine(index, indent + 1, &bytes)
                JSONText.append(member.0, to: &bytes)
                bytes += ": ".utf8
                member.1.appendPretty(to: &bytes, indent: indent + 1)
            }
            JSONText.startLine(0, indent, &bytes)
            bytes.append(UInt8(ascii: "}"))
        default: append(to: &bytes)
        }
    }

    /// Appends the value on one line.
    package func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .text(let text): JSONText.append(text, to: &bytes)
        case .utf8(let text): text.withUnsafeBufferPointer { JSONText.append($0, to: &bytes) }
        case .integer(let number): bytes += "\(number)".utf8
        case .number(let number): bytes += (number.isFinite ? Figure.plain(number) : "null").utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(member.0, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.1.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func startLine(_ index: Int, _ indent: Int, _ bytes: inout [UInt8]) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: indent)
    }

    /// Appends a string with the escapes of RFC 8259 and no others.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        while true {
            let offset = endOfPlainText(text, from: start)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
            guard offset < text.count else { break }
            appendEscaped(text[offset], to: &bytes)
            start = offset + 1
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Where, from `start` on, the next character stands that is written as an escape.
    private static func endOfPlainText(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(text)
        let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        let space = SIMD16<UInt8>(repeating: 0x20)
        var offset = start
        while offset + 16 <= text.count {
            let chunk = raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            guard !any((chunk .< space) .| (chunk .== quote) .| (chunk .== backslash)) else {
                break
            }
            offset += 16
        }
        while offset < text.count, text[offset] >= 0x20, text[offset] != UInt8(ascii: "\""),
            text[offset] != UInt8(ascii: "\\")
        {
            offset += 1
        }
        return offset
    }

    private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += "\\u00".utf8
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }
}
