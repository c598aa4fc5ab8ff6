import DocumentModel

/// One token: what kind it is, and where its parts stand in the page.
struct HTMLToken: Sendable {
    enum Kind: UInt8, Sendable {
        case startTag, endTag, text, comment, doctype, endOfFile
    }

    var kind: Kind
    var tag: HTMLTag = .unknown
    /// The name of a tag, the content of a text or a comment, all of a doctype.
    var start: Int
    var end: Int
    /// The tag's attributes, in ``HTMLTokenizer/attributes``.
    var attributes: Range<Int> = 0..<0
    var isSelfClosing = false
    /// Whether character references in a text stand for characters.
    var hasReferences = false
}

/// One attribute of a tag, as byte ranges. A name that occurs twice is held twice: the first counts.
package struct HTMLAttribute: Sendable {
    package let nameStart: UInt32
    package let nameEnd: UInt32
    package let valueStart: UInt32
    package let valueEnd: UInt32
}

/// What the characters up to the next end tag are.
enum ContentModel: UInt8, Sendable {
    case data
    /// Text with character references: `title`, `textarea`.
    case replaceable
    /// Text without: `style`, `xmp`, `iframe`.
    case raw
    case script
    case plainText
}

/// Parts UTF-8 bytes into tokens by the WHATWG tokenization rules (HTML, section 13.2.5).
///
/// Tokens hold byte ranges; nothing is copied or decoded here. The time taken is linear in the
/// length of the page whatever it holds.
struct HTMLTokenizer: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private(set) var attributes: [HTMLAttribute] = []
    /// Set by the tree builder after a start tag whose content is text.
    var contentModel = ContentModel.data
    /// The element whose end tag ends a text content model.
    var rawTag = HTMLTag.unknown
    /// Whether "<![CDATA[" opens a section: in foreign content only.
    var allowsCDATA = false
    private let tags = TagTable.shared

    /// - Parameter bytes: Must stay valid as long as the tokenizer.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        attributes.reserveCapacity(bytes.count / 64)
    }

    /// Adds attributes that an element takes over from a later tag.
    mutating func add(_ more: [HTMLAttribute]) {
        attributes += more
    }

    mutating func next() -> HTMLToken {
        if contentModel != .data, let token = nextRaw() { return token }
        while true {
            if let token = step() { return token }
        }
    }

    /// The next token, or nil where markup stands for nothing, as "</>" does.
    private mutating func step() -> HTMLToken? {
        let start = position
        while true {
            guard let open = find(UInt8(ascii: "<"), from: position) else {
                position = bytes.count
                return start < position ? text(start, position, true) : endOfFile
            }
            let next = open + 1 < bytes.count ? bytes[open + 1] : 0
            let isMarkup =
                next.isASCIILetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
                || (next == UInt8(ascii: "/") && open + 2 < bytes.count)
            guard isMarkup else {
                position = open + 1
                continue
            }
            position = open
            if start < open { return text(start, open, true) }
            if next.isASCIILetter {
                position += 1
                return tag(.startTag)
            }
            position += 2
            if next == UInt8(ascii: "!") { return declaration() }
            if next == UInt8(ascii: "?") { return bogusComment(from: open + 1) }
            if bytes[open + 2].isASCIILetter { return tag(.endTag) }
            if bytes[open + 2] == UInt8(ascii: ">") {
                position += 1
                return nil
            }
            return bogusComment(from: open + 2)
        }
    }

    // MARK: Tags

    private mutating func tag(_ kind: HTMLToken.Kind) -> HTMLToken {
        let nameStart = position
        while position < bytes.count, !endsName(bytes[position]) { position += 1 }
        var token = HTMLToken(kind: kind, start: nameStart, end: position)
        token.tag = tags.tag(bytes, nameStart..<position)
        let firstAttribute = attributes.count
        while true {
            while position < bytes.count, bytes[position].isASCIIWhitespace { position += 1 }
            guard position < bytes.count else {
                // A tag that the end of the page cuts off is no tag.
                attributes.removeLast(attributes.count - firstAttribute)
                return endOfFile
            }
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                break
            }
            if byte == UInt8(ascii: "/") {
                position += 1
                if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
                    position += 1
                    token.isSelfClosing = true
                    break
                }
                continue
            }
            attribute()
        }
        if kind == .endTag {
            attributes.removeLast(attributes.count - firstAttribute)
        } else {
            token.attributes = firstAttribute..<attributes.count
        }
        return token
    }

    @inline(__always)
    private func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte.isASCIIWhitespace
    }

    private mutating func attribute() {
        let nameStart = position
        position += 1  // Whatever it is, it begins a name: even "=".
        while position < bytes.count, !endsName(bytes[position]),
            bytes[position] != UInt8(ascii: "=")
        {
            position += 1
        }
        let nameEnd = position
        while position < bytes.count, bytes[position].isASCIIWhitespace { position += 1 }
        var value = nameEnd..<nameEnd
        if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
            position += 1
            while position < bytes.count, bytes[position].isASCIIWhitespace { position += 1 }
            value = attributeValue()
        }
        attributes.append(
            HTMLAttribute(
                nameStart: UInt32(nameStart), nameEnd: UInt32(nameEnd),
                valueStart: UInt32(value.lowerBound), valueEnd: UInt32(value.upperBound)))
    }

    private mutating func attributeValue() -> Range<Int> {
        guard position < bytes.count else { return position..<position }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let start = position + 1
            let end = find(quote, from: start) ?? bytes.count
            position = min(end + 1, bytes.count)
            return start..<end
        }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ">"),
            !bytes[position].isASCIIWhitespace
        {
            position += 1
        }
        return start..<position
    }

    // MARK: Comments, doctypes, sections

    /// What follows "<!".
    private mutating func declaration() -> HTMLToken? {
        let start = position
        if matches("--", at: start) { return comment(from: start + 2) }
        if matches("doctype", at: start) {
            let end = find(UInt8(ascii: ">"), from: start) ?? bytes.count
            position = min(end + 1, bytes.count)
            return HTMLToken(kind: .doctype, start: start + 7, end: end)
        }
        if allowsCDATA, matchesExactly("[CDATA[", at: start) {
            var end = start + 7
            while let close = find(UInt8(ascii: "]"), from: end) {
                if matches("]]>", at: close) {
                    position = close + 3
                    return close > start + 7 ? text(start + 7, close, false) : nil
                }
                end = close + 1
            }
            position = bytes.count
            return position > start + 7 ? text(start + 7, position, false) : endOfFile
        }
        return bogusComment(from: start)
    }

    private mutating func comment(from start: Int) -> HTMLToken {
        if matches(">", at: start) || matches("->", at: start) {
            position = start + (bytes[start] == UInt8(ascii: ">") ? 1 : 2)
            return HTMLToken(kind: .comment, start: start, end: start)
        }
        var search = start
        while let close = find(UInt8(ascii: ">"), from: search) {
            for tail in [2, 3] where close - tail >= start {
                if tail == 2 ? matches("--", at: close - 2) : matches("--!", at: close - 3) {
                    position = close + 1
                    return HTMLToken(kind: .comment, start: start, end: close - tail)
                }
            }
            search = close + 1
        }
        position = bytes.count
        return HTMLToken(kind: .comment, start: start, end: endOfCutComment(from: start))
    }

    /// Where a comment ends that the page cuts off: what would have closed it is not part of it.
    private func endOfCutComment(from start: Int) -> Int {
        for tail in ["--!", "--", "-"] as [StaticString] {
            let end = bytes.count - tail.utf8CodeUnitCount
            if end >= start, matches(tail, at: end) { return end }
        }
        return bytes.count
    }

    private mutating func bogusComment(from start: Int) -> HTMLToken {
        let end = find(UInt8(ascii: ">"), from: start) ?? bytes.count
        position = min(end + 1, bytes.count)
        return HTMLToken(kind: .comment, start: start, end: end)
    }

    // MARK: Text up to an end tag

    /// The text of a raw element, or nil at its end tag.
    private mutating func nextRaw() -> HTMLToken? {
        let start = position
        let end = contentModel == .plainText ? bytes.count : endOfRawText(from: start)
        let hasReferences = contentModel == .replaceable
        if end == bytes.count || end == start { contentModel = .data }
        position = end
        return end > start ? text(start, end, hasReferences) : nil
    }

    /// Where the end tag of the raw element begins, or the end of the page.
    private func endOfRawText(from start: Int) -> Int {
        enum Escape { case none, escaped, doubleEscaped }
        var escape = Escape.none
        var offset = start
        let name = tags.name(of: rawTag)
        let isScript = contentModel == .script
        while offset < bytes.count {
            // In a script "-->" ends what "<!--" began; elsewhere only "<" matters.
            let byte = bytes[offset]
            if byte == UInt8(ascii: "<") {
                let isEnd = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "/")
                if isEnd, isTagName(name, at: offset + 2) {
                    if escape != .doubleEscaped { return offset }
                    escape = .escaped
                } else if isScript, escape == .none, matches("<!--", at: offset) {
                    escape = .escaped
                    // Its dashes may also be those of "-->".
                    offset += 2
                    continue
                } else if isScript, escape == .escaped, isTagName(name, at: offset + 1) {
                    escape = .doubleEscaped
                }
            } else if escape != .none, byte == UInt8(ascii: "-"), matches("-->", at: offset) {
                escape = .none
            }
            offset += 1
            if escape == .none {
                offset = find(UInt8(ascii: "<"), from: offset) ?? bytes.count
            }
        }
        return bytes.count
    }

    @inline(__always)
    private func isTagName(_ name: [UInt8], at offset: Int) -> Bool {
        let length = name.count
        guard length > 0, offset + length < bytes.count, endsName(bytes[offset + length])
        else { return false }
        var position = offset
        for byte in name {
            guard bytes[position].asciiLowered == byte else { return false }
            position += 1
        }
        return true
    }

    // MARK: Looking at bytes

    private func text(_ start: Int, _ end: Int, _ hasReferences: Bool) -> HTMLToken {
        var token = HTMLToken(kind: .text, start: start, end: end)
        token.hasReferences = hasReferences
        return token
    }

    private var endOfFile: HTMLToken {
        HTMLToken(kind: .endOfFile, start: bytes.count, end: bytes.count)
    }

    @inline(__always)
    private func find(_ byte: UInt8, from start: Int) -> Int? {
        bytes.firstOffset(of: byte, from: start)
    }

    /// Whether `text`, in lower case, stands at `offset` in any case.
    private func matches(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy { bytes[offset + $0].asciiLowered == expected[$0] }
        }
    }

    private func matchesExactly(_ text: StaticString, at offset: Int) -> Bool {
        guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy { bytes[offset + $0] == expected[$0] }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first `byte` at or after `start`, looking at sixteen bytes at a time.
    @inline(__always)
    package func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        var offset = start
        let raw = UnsafeRawBufferPointer(self)
        let wanted = SIMD16<UInt8>(repeating: byte)
        while offset + 16 <= count {
            let chunk = raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            if any(chunk .== wanted) { break }
            offset += 16
        }
        while offset < count {
            if self[offset] == byte { return offset }
            offset += 1
        }
        return nil
    }
}
