/// Reads the sections of a lexicon out of its text.
///
/// A lexicon is lists of words, which are read as whole lists, without a decoder for each word.
struct LexiconDecoder: Decoder {
    let node: LexiconNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try LexiconMapping<Key>(self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .sequence(let nodes) = node.content else { throw mistake("must be a list") }
        return LexiconSequence(decoder: self, nodes: nodes)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        LexiconScalar(decoder: self)
    }

    // MARK: What lexicons are made of

    func at(_ node: LexiconNode, _ key: any CodingKey) -> LexiconDecoder {
        LexiconDecoder(node: node, codingPath: codingPath + [key])
    }

    /// The error that says where the file is wrong: `12: “numbers.values” must be a list`.
    func mistake(_ text: String, in other: LexiconNode? = nil) -> DecodingError {
        let path = codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }
        let line = (other ?? node).line
        let place = path.isEmpty ? "the file" : "“\(path.joined(separator: "."))”"
        return .dataCorrupted(
            DecodingError.Context(
                codingPath: codingPath,
                debugDescription: "\(line): \(place) \(text)"))
    }

    /// Lists and numbers by word are read whole; all else as it decodes itself.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let whole: Any? =
            if type == [String].self {
                try strings(in: node)
            } else if type == [String: [String]].self {
                try entries { try strings(in: $0) }
            } else if type == [String: Double].self {
                try entries { try number(in: $0) }
            } else if type == [String: Int].self {
                try entries { try integer(in: $0) }
            } else {
                nil
            }
        if let value = whole as? Value { return value }
        // Other numbers would ask this decoder for themselves without end.
        guard type == Int.self || !(type is any BinaryInteger.Type) else {
            throw mistake("is of a kind of number that lexicons do not hold")
        }
        return try Value(from: self)
    }

    func strings(in node: LexiconNode) throws -> [String] {
        guard case .sequence(let nodes) = node.content else {
            throw mistake("must be a list of words", in: node)
        }
        return try nodes.map { try string(in: $0) }
    }

    func string(in node: LexiconNode) throws -> String {
        guard case .scalar(let word, _) = node.content else {
            throw mistake("must be a word", in: node)
        }
        return word
    }

    func number(in node: LexiconNode) throws -> Double {
        guard case .scalar(let word, _) = node.content, let number = Double(word) else {
            throw mistake("must be a number", in: node)
        }
        return number
    }

    func integer(in node: LexiconNode) throws -> Int {
        guard case .scalar(let word, _) = node.content, let number = Int(word) else {
            throw mistake("must be a whole number", in: node)
        }
        return number
    }

    func boolean() throws -> Bool {
        guard case .scalar(let word, _) = node.content, let value = Bool(word) else {
            throw mistake("must be true or false")
        }
        return value
    }

    var isNull: Bool {
        guard case .scalar(let word, isBare: true) = node.content else { return false }
        return word.isEmpty || word == "~" || word == "null"
    }

    private func entries<Value>(
        _ read: (LexiconNode) throws -> Value
    ) throws -> [String: Value] {
        guard case .mapping(let mapping) = node.content else {
            throw mistake("must hold keys and values")
        }
        var entries: [String: Value] = [:]
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            guard entries.updateValue(try read(value), forKey: key) == nil else {
                throw mistake("holds “\(key)” twice", in: value)
            }
        }
        return entries
    }
}

extension Lexicon {
    /// - Throws: ``LexiconError`` that names the line and what stands there.
    package init(yaml text: String) throws(LexiconError) {
        do {
            let root = try LexiconText.node(of: text)
            try self.init(from: LexiconDecoder(node: root, codingPath: []))
        } catch let error as LexiconError {
            throw error
        } catch DecodingError.dataCorrupted(let context) {
            throw LexiconError(message: context.debugDescription)
        } catch {
            throw LexiconError(message: "\(error)")
        }
    }
}

/// A mapping of a lexicon.
private struct LexiconMapping<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: LexiconDecoder
    let nodes: [String: LexiconNode]
    let allKeys: [Key]
    var codingPath: [any CodingKey] { decoder.codingPath }

    init(_ decoder: LexiconDecoder) throws {
        guard case .mapping(let mapping) = decoder.node.content else {
            throw decoder.mistake("must hold keys and values")
        }
        self.decoder = decoder
        var nodes: [String: LexiconNode] = [:]
        var keys: [Key] = []
        for (name, value) in mapping {
            guard nodes.updateValue(value, forKey: name) == nil else {
                throw decoder.mistake("holds “\(name)” twice", in: value)
            }
            if let key = Key(stringValue: name) { keys.append(key) }
        }
        self.nodes = nodes
        allKeys = keys
    }

    private func value(_ key: Key) throws -> LexiconDecoder {
        guard let node = nodes[key.stringValue] else {
            throw decoder.mistake("lacks “\(key.stringValue)”")
        }
        return decoder.at(node, key)
    }

    func contains(_ key: Key) -> Bool { nodes[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).boolean() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        let value = try value(key)
        return try value.string(in: value.node)
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        let value = try value(key)
        return try value.number(in: value.node)
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        let value = try value(key)
        return try value.integer(in: value.node)
    }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try value(key).decode(type)
    }
    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try value(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try value(key).unkeyedContainer()
    }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}

/// A list of a lexicon that is not one of words.
private struct LexiconSequence: UnkeyedDecodingContainer {
    let decoder: LexiconDecoder
    let nodes: [LexiconNode]
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { nodes.count }
    var isAtEnd: Bool { currentIndex == nodes.count }

    init(decoder: LexiconDecoder, nodes: [LexiconNode]) {
        self.decoder = decoder
        self.nodes = nodes
    }

    private mutating func next() throws -> LexiconDecoder {
        guard !isAtEnd else { throw decoder.mistake("is too short") }
        defer { currentIndex += 1 }
        return decoder.at(nodes[currentIndex], Place(intValue: currentIndex))
    }

    private struct Place: CodingKey {
        let place: Int
        var intValue: Int? { place }
        var stringValue: String { "\(place)" }

        init(intValue: Int) { place = intValue }
        init?(stringValue: String) { nil }
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, decoder.at(nodes[currentIndex], Place(intValue: currentIndex)).isNull
        else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }
    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> { try next().container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }
    mutating func superDecoder() throws -> any Decoder { try next() }
}

/// A scalar of a lexicon, for values that decode themselves: enumerations and optional words.
private struct LexiconScalar: SingleValueDecodingContainer {
    let decoder: LexiconDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.boolean() }
    func decode(_ type: String.Type) throws -> String { try decoder.string(in: decoder.node) }
    func decode(_ type: Double.Type) throws -> Double { try decoder.number(in: decoder.node) }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(in: decoder.node) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
}
