import DocumentModel

/// One token: what kind it is, and where its parts stand in the page.
///
/// Twenty bytes, so that it is handed on in registers: whatever is larger is written to memory for
/// each rule that it passes through.
struct HTMLToken: Sendable {
    enum Kind: UInt8, Sendable {
        case startTag, endTag, text, comment, doctype, endOfFile
    }

    var kind: Kind
    var tag: HTMLTag = .unknown
    var isSelfClosing = false
    /// Whether character references in a text stand for characters.
    var hasReferences = false
    private var lowerBound: UInt32
    private var upperBound: UInt32
    private var firstAttribute: UInt32 = 0
    private var endOfAttributes: UInt32 = 0

    @inline(__always)
    init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        lowerBound = UInt32(truncatingIfNeeded: start)
        upperBound = UInt32(truncatingIfNeeded: end)
    }

    /// Where the name of a tag, the content of a text or a comment, all of a doctype begins.
    @inline(__always)
    var start: Int {
        get { Int(lowerBound) }
        set { lowerBound = UInt32(truncatingIfNeeded: newValue) }
    }

    @inline(__always)
    var end: Int {
        get { Int(upperBound) }
        set { upperBound = UInt32(truncatingIfNeeded: newValue) }
    }

    /// The tag's attributes, in ``HTMLTokenizer/attributes``.
    @inline(__always)
    var attributes: Range<Int> {
        get { Range(uncheckedBounds: (Int(firstAttribute), Int(endOfAttributes))) }
        set {
            firstAttribute = UInt32(truncatingIfNeeded: newValue.lowerBound)
            endOfAttributes = UInt32(truncatingIfNeeded: newValue.upperBound)
        }
    }
}

/// One attribute of a tag, as byte ranges. A name that occurs twice is held twice: the first counts.
public struct HTMLAttribute: BitwiseCopyable, Sendable {
    public let nameStart: UInt32
    public let nameEnd: UInt32
    public let valueStart: UInt32
    public let valueEnd: UInt32
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
    var attributes: Arena<HTMLAttribute>
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
        attributes = Arena(minimumCapacity: bytes.count / 64)
    }

    /// Adds attributes that an element takes over from a later tag.
    mutating func add(_ more: [HTMLAttribute]) {
        for attribute in more { attributes.append(attribute) }
    }

    @inline(__always)
    mutating func next() -> HTMLToken {
        if contentModel != .data, let token = nextRaw() { return token }
        while true {
            if let token = step() { return token }
        }
    }

    /// The next token, or nil where markup stands for nothing, as "</>" does.
    @inline(__always)
    private mutating func step() -> HTMLToken? {
        let start = position
        let bytes = bytes
        let count = bytes.count
        var search = start
        while true {
            let isAtOpen = search < count && bytes[search] == UInt8(ascii: "<")
            let open = isAtOpen ? search : bytes.nextOffset(of: UInt8(ascii: "<"), from: search)
            guard open < count else {
                position = count
                return start < count ? text(start, count, true) : endOfFile
            }
            let next = open + 1 < count ? bytes[open + 1] : 0
            guard next.isASCIILetter || bytes.opensMarkup(at: open) else {
                search = open + 1
                continue
            }
            position = open
            if start < open { return text(start, open, true) }
            if next.isASCIILetter { return tag(.startTag, nameStart: open + 1) }
            if next == UInt8(ascii: "/"), bytes[open + 2].isASCIILetter {
                return tag(.endTag, nameStart: open + 2)
            }
            return otherMarkup(at: open)
        }
    }

    /// What begins with "<" and is no tag; nil for "</>".
    private mutating func otherMarkup(at open: Int) -> HTMLToken? {
        position = open + 2
        if bytes[open + 1] == UInt8(ascii: "!") { return declaration() }
        if bytes[open + 1] == UInt8(ascii: "?") { return bogusComment(from: open + 1) }
        if bytes[open + 2] == UInt8(ascii: ">") {
            position += 1
            return nil
        }
        return bogusComment(from: open + 2)
    }

    // MARK: Tags

    @inline(__always)
    private mutating func tag(_ kind: HTMLToken.Kind, nameStart: Int) -> HTMLToken {
        let bytes = bytes
        let count = bytes.count
        let position = bytes.endOfTagName(from: nameStart &+ 1)
        var token = HTMLToken(kind: kind, start: nameStart, end: position)
        token.tag = tags.tag(bytes, Range(uncheckedBounds: (nameStart, position)))
        if position < count, bytes[position] == UInt8(ascii: ">") {
            self.position = position &+ 1
            return token
        }
        return readAttributes(of: token)
    }

    /// Reads on from a tag's name to its end.
    private mutating func readAttributes(of tag: HTMLToken) -> HTMLToken {
        var token = tag
        let bytes = bytes
        let count = bytes.count
        var position = token.end
        let firstAttribute = attributes.count
        while true {
            while position < count, bytes[position].isASCIIWhitespace { position &+= 1 }
            guard position < count else {
                // A tag that the end of the page cuts off is no tag.
                attributes.removeLast(attributes.count - firstAttribute)
                self.position = count
                return endOfFile
            }
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position &+= 1
                break
            }
            if byte == UInt8(ascii: "/") {
                position &+= 1
                if position < count, bytes[position] == UInt8(ascii: ">") {
                    position &+= 1
                    token.isSelfClosing = true
                    break
                }
                continue
            }
            let attribute = bytes.attribute(at: &position)
            if token.kind == .startTag { attributes.append(attribute) }
        }
        self.position = position
        token.attributes = Range(uncheckedBounds: (firstAttribute, attributes.count))
        return token
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
        guard length > 0, offset + length < bytes.count, bytes[offset + length].endsTagName
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

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        let offset = bytes.distantOffset(of: byte, from: start)
        return offset < bytes.count ? offset : nil
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
