/// A part of a lexicon's text: a word, a list, or keys with values.
struct LexiconNode {
    enum Content {
        /// A word or number, and whether it stands bare, without quotes.
        case scalar(String, isBare: Bool)
        case sequence([LexiconNode])
        case mapping([(key: String, value: LexiconNode)])
    }

    let content: Content
    /// Counted from 1.
    let line: Int
}

/// Reads the YAML that lexicons are written in: keys with values by indentation, lists in brackets
/// or by dashes, words bare or in quotes, comments.
///
/// A general parser of YAML took most of every start. What lexicons do without is an error here:
/// anchors, tags, block scalars, words over several lines outside brackets.
struct LexiconText {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    /// Where the line that `offset` is in starts.
    private var lineStart = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// - Throws: ``LexiconError`` that names the line and what is wrong there.
    static func node(of text: String) throws(LexiconError) -> LexiconNode {
        var reader = LexiconText(text)
        reader.skipBlanks()
        guard !reader.isAtEnd else { throw reader.mistake("the file is empty") }
        let node = try reader.block()
        reader.skipBlanks()
        guard reader.isAtEnd else { throw reader.mistake("a line is indented like none above it") }
        return node
    }

    // MARK: Characters

    private var isAtEnd: Bool { offset == bytes.count }
    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }
    private var column: Int { offset - lineStart }

    private func mistake(_ text: String) -> LexiconError {
        LexiconError(message: "\(line): \(text)")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Whether what stands `distance` bytes on ends a word as white space or the text's end does.
    private func isSpaceOrEnd(after distance: Int) -> Bool {
        offset + distance >= bytes.count || Self.isSpace(bytes[offset + distance])
    }

    private mutating func advance() {
        if bytes[offset] == 0x0A {
            line += 1
            lineStart = offset + 1
        }
        offset += 1
    }

    /// Skips white space, line breaks and comments.
    private mutating func skipBlanks() {
        while let byte {
            if byte == UInt8(ascii: "#"), offset == 0 || Self.isSpace(bytes[offset - 1]) {
                while let next = self.byte, next != 0x0A { offset += 1 }
            } else if Self.isSpace(byte) {
                advance()
            } else {
                return
            }
        }
    }

    /// Whether a dash with a blank behind it opens an entry of a list here.
    private var isDash: Bool { byte == UInt8(ascii: "-") && isSpaceOrEnd(after: 1) }

    // MARK: Blocks

    /// The value that starts here and whose further lines have the same indentation.
    private mutating func block() throws(LexiconError) -> LexiconNode {
        if isDash { return try blockSequence() }
        let (start, first) = (offset, line)
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { return try value() }
        let word = try scalar(inBrackets: false)
        guard byte == UInt8(ascii: ":") else { return word }
        offset = start
        line = first
        return try blockMapping()
    }

    private mutating func blockSequence() throws(LexiconError) -> LexiconNode {
        let (indentation, first) = (column, line)
        var nodes: [LexiconNode] = []
        while column == indentation, isDash {
            offset += 1
            skipBlanks()
            guard column > indentation else { throw mistake("an entry of a list is missing") }
            nodes.append(try block())
            skipBlanks()
        }
        return LexiconNode(content: .sequence(nodes), line: first)
    }

    private mutating func blockMapping() throws(LexiconError) -> LexiconNode {
        let (indentation, first) = (column, line)
        var entries: [(key: String, value: LexiconNode)] = []
        while !isAtEnd, column == indentation, !isDash {
            let key = try key()
            let keyLine = line
            skipBlanks()
            // A list may stand right under its key.
            let isBelow = line > keyLine
            let hasValue =
                !isAtEnd && (column > indentation || isBelow && column == indentation && isDash)
            if !hasValue {
                entries.append(
                    (key, LexiconNode(content: .scalar("", isBare: true), line: keyLine)))
            } else {
                entries.append((key, isBelow ? try block() : try value()))
            }
            skipBlanks()
        }
        return LexiconNode(content: .mapping(entries), line: first)
    }

    private mutating func key() throws(LexiconError) -> String {
        let word = try scalar(inBrackets: false)
        guard byte == UInt8(ascii: ":"), isSpaceOrEnd(after: 1),
            case .scalar(let key, _) = word.content
        else { throw mistake("a key is not followed by a colon and a value") }
        offset += 1
        return key
    }

    // MARK: Values

    /// A list or keys in brackets, or a word.
    private mutating func value(inBrackets: Bool = false) throws(LexiconError) -> LexiconNode {
        switch byte {
        case UInt8(ascii: "["): try flowSequence()
        case UInt8(ascii: "{"): try flowMapping()
        default: try scalar(inBrackets: inBrackets)
        }
    }

    private mutating func flowSequence() throws(LexiconError) -> LexiconNode {
        let first = line
        var nodes: [LexiconNode] = []
        offset += 1
        while try !closes(with: UInt8(ascii: "]"), "list") {
            nodes.append(try value(inBrackets: true))
            try endEntry(before: UInt8(ascii: "]"))
        }
        return LexiconNode(content: .sequence(nodes), line: first)
    }

    private mutating func flowMapping() throws(LexiconError) -> LexiconNode {
        let first = line
        var entries: [(key: String, value: LexiconNode)] = []
        offset += 1
        while try !closes(with: UInt8(ascii: "}"), "list of keys") {
            guard case .scalar(let key, _) = try scalar(inBrackets: true).content,
                byte == UInt8(ascii: ":")
            else { throw mistake("a key is not followed by a colon and a value") }
            offset += 1
            skipBlanks()
            entries.append((key, try value(inBrackets: true)))
            try endEntry(before: UInt8(ascii: "}"))
        }
        return LexiconNode(content: .mapping(entries), line: first)
    }

    /// Whether a bracket closes here; steps over it.
    private mutating func closes(
        with bracket: UInt8, _ name: String
    ) throws(LexiconError) -> Bool {
        skipBlanks()
        guard let byte else { throw mistake("a \(name) is not closed") }
        guard byte == bracket else { return false }
        offset += 1
        return true
    }

    private mutating func endEntry(before bracket: UInt8) throws(LexiconError) {
        skipBlanks()
        if byte == UInt8(ascii: ",") {
            offset += 1
        } else if let byte, byte != bracket {
            throw mistake("a comma is missing, or a word wants quotes")
        }
    }

    // MARK: Words

    private mutating func scalar(inBrackets: Bool) throws(LexiconError) -> LexiconNode {
        let first = line
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return LexiconNode(content: .scalar(try quoted(), isBare: false), line: first)
        case nil: throw mistake("a value is missing")
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            throw mistake("a word that starts with a sign wants quotes")
        default: break
        }
        let word = bare(inBrackets: inBrackets)
        guard !word.isEmpty else { throw mistake("a value is missing, or wants quotes") }
        return LexiconNode(content: .scalar(word, isBare: true), line: first)
    }

    /// A word without quotes; in brackets its lines are joined by a blank.
    private mutating func bare(inBrackets: Bool) -> String {
        var word: [UInt8] = []
        var start = offset
        var end = offset
        while let byte {
            if byte == 0x0A {
                guard inBrackets, end > start || !word.isEmpty else { break }
                if end > start { word += (word.isEmpty ? [] : [0x20]) + bytes[start..<end] }
                skipBlanks()
                start = offset
                end = offset
                continue
            }
            if byte == UInt8(ascii: ":"), isSpaceOrEnd(after: 1) { break }
            if byte == UInt8(ascii: "#"), offset > 0, Self.isSpace(bytes[offset - 1]) { break }
            if inBrackets, Self.endsBareWord(byte) { break }
            offset += 1
            if !Self.isSpace(byte) { end = offset }
        }
        if word.isEmpty { return String(decoding: bytes[start..<end], as: UTF8.self) }
        if end > start { word += [0x20] + bytes[start..<end] }
        return String(decoding: word, as: UTF8.self)
    }

    private static func endsBareWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default: false
        }
    }

    /// A word in quotes, on one line; inside double quotes a backslash keeps the sign behind it.
    private mutating func quoted() throws(LexiconError) -> String {
        let quote = bytes[offset]
        offset += 1
        var word: [UInt8] = []
        while let byte, byte != 0x0A {
            offset += 1
            if byte == quote {
                guard quote == UInt8(ascii: "'"), self.byte == quote else {
                    return String(decoding: word, as: UTF8.self)
                }
                offset += 1
                word.append(quote)
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                guard let escaped = self.byte, escaped == quote || escaped == byte else {
                    throw mistake("a backslash stands before a sign that needs none")
                }
                offset += 1
                word.append(escaped)
            } else {
                word.append(byte)
            }
        }
        throw mistake("a quote is not closed")
    }
}
