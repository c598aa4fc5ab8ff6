import Yams

/// Reads YAML into ``ConfigNode``s and reports what YAML itself forbids.
struct ConfigParser {
    private static let largestSize = 1 << 20
    private static let deepest = 32
    private static let mostNodes = 20_000
    private static let mostBytes = 4 << 20
    private static let mostRepeatedKeys = 50
    /// Stands for a repeated key, so that the rest of the file can be read too.
    private static let placeholders: ClosedRange<UInt32> = 0xE000...0xE0FF

    private var lines: [[Unicode.Scalar]]
    private var nodes = 0
    private var bytes = 0
    private var diagnostics: [(String, Place)] = []

    private init(_ yaml: String) {
        lines = yaml.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Array($0.last == "\r" ? $0.dropLast() : $0) }
    }

    /// The root of `yaml`, nil where there is none to go on with; `report` is told why.
    static func root(
        of yaml: String, report: (String, Place) -> Void
    ) -> ConfigNode? {
        guard yaml.utf8.count <= largestSize else {
            report("the file is larger than 1 MB, which no pipeline needs", .start)
            return nil
        }
        var parser = ConfigParser(yaml)
        let root = parser.root()
        for (message, place) in parser.diagnostics { report(message, place) }
        return root
    }

    private mutating func root() -> ConfigNode? {
        if let (place, message) = AliasGuard.objection(to: lines) {
            diagnostics.append((message, place))
            return nil
        }
        guard let composed = composed() else { return nil }
        return node(composed, depth: 1)
    }

    /// The nodes as the parser gives them, with repeated keys set aside.
    private mutating func composed() -> Node? {
        for round in 0...Self.mostRepeatedKeys {
            do {
                return try Yams.compose(yaml: text, .basic)
            } catch let error as YamlError {
                if case .duplicatedKeysInMapping(let names, let context) = error,
                    let name = names.first
                {
                    guard round < Self.mostRepeatedKeys else { return nil }
                    if setAside(name, repeating: Place(context.mark), UInt32(round)) { continue }
                }
                diagnostics.append(Self.explained(error, lines))
            } catch {
                diagnostics.append(("not YAML: \(error)", .start))
            }
            return nil
        }
        return nil
    }

    private var text: String {
        var text = String.UnicodeScalarView()
        for (index, line) in lines.enumerated() {
            if index > 0 { text.append("\n") }
            text.append(contentsOf: line)
        }
        return String(text)
    }

    /// Reports the second place of a key and hides it from the parser.
    private mutating func setAside(_ name: String, repeating first: Place, _ round: UInt32) -> Bool
    {
        guard let second = place(ofKey: name, after: first),
            let stand = Unicode.Scalar(Self.placeholders.lowerBound + round)
        else { return false }
        let start = second.column - 1
        let length = name.unicodeScalars.count
        for offset in start..<(start + length) { lines[second.line - 1][offset] = stand }
        diagnostics.append(
            ("\(quoted(name)) is given twice, first on line \(first.line): remove one", second))
        return true
    }

    /// Where `name` next stands as a key: in the same column of a later line, or else anywhere on
    /// this or a later line, as in `{ a: 1, a: 2 }`.
    private func place(ofKey name: String, after first: Place) -> Place? {
        let key = Array(name.unicodeScalars)
        guard !key.isEmpty else { return nil }
        func isKey(_ line: [Unicode.Scalar], at offset: Int) -> Bool {
            guard offset + key.count <= line.count,
                line[offset..<(offset + key.count)].elementsEqual(key)
            else { return false }
            if offset > 0, !" \t{,\"'-".unicodeScalars.contains(line[offset - 1]) { return false }
            let rest = line[(offset + key.count)...].drop { "\"' \t".unicodeScalars.contains($0) }
            return rest.first == ":"
        }
        let later = lines.indices.dropFirst(first.line)
        for quote in [0, 1] {
            let offset = first.column - 1 + quote
            if let index = later.first(where: { isKey(lines[$0], at: offset) }) {
                return Place(line: index + 1, column: offset + 1)
            }
        }
        for index in lines.indices.dropFirst(first.line - 1) {
            let start = index == first.line - 1 ? first.column + key.count - 1 : 0
            let offsets = start..<max(start, lines[index].count)
            if let offset = offsets.first(where: { isKey(lines[index], at: $0) }) {
                return Place(line: index + 1, column: offset + 1)
            }
        }
        return nil
    }

    /// The node with its aliases expanded; nil, with one report, where that is beyond a limit.
    private mutating func node(_ node: Node, depth: Int) -> ConfigNode? {
        let place = node.mark.map(Place.init) ?? .start
        nodes += 1
        bytes += node.scalar?.string.utf8.count ?? 0
        guard depth <= Self.deepest else {
            diagnostics.append(("nested deeper than \(Self.deepest) levels", place))
            return nil
        }
        guard nodes <= Self.mostNodes, bytes <= Self.mostBytes else {
            diagnostics.append(
                ("the file holds too much, once its aliases (*name) are expanded", place))
            return nil
        }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain
            let isNothing = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return ConfigNode(
                place: place,
                content: isNothing ? .nothing : .scalar(scalar.string, isPlain: isPlain))
        case .sequence(let items):
            var list: [ConfigNode] = []
            for item in items {
                guard let item = self.node(item, depth: depth + 1) else { return nil }
                list.append(item)
            }
            return ConfigNode(place: place, content: .list(list))
        case .mapping(let pairs):
            return group(pairs, at: place, depth: depth)
        case .alias:
            return ConfigNode(place: place, content: .nothing)
        }
    }

    private mutating func group(
        _ pairs: Node.Mapping, at place: Place, depth: Int
    ) -> ConfigNode? {
        var entries: [ConfigNode.Entry] = []
        for (key, value) in pairs {
            let keyPlace = key.mark.map(Place.init) ?? place
            guard let value = node(value, depth: depth + 1) else { return nil }
            guard let name = key.scalar?.string else {
                diagnostics.append(("a key is a name, not a list or a group of keys", keyPlace))
                continue
            }
            if let first = name.unicodeScalars.first, Self.placeholders.contains(first.value) {
                continue
            }
            entries.append(ConfigNode.Entry(key: name, place: keyPlace, value: value))
        }
        return ConfigNode(place: place, content: .group(entries))
    }
}

extension ConfigParser {
    /// What the parser says is wrong, and where.
    private static func explained(
        _ error: YamlError, _ lines: [[Unicode.Scalar]]
    ) -> (String, Place) {
        switch error {
        case .composer(_, let problem, let mark, _) where problem.hasSuffix("another document"):
            return ("the file holds two documents, parted by “---”: keep one", Place(mark))
        case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting"):
            return ("nested deeper than \(deepest) levels", Place(mark))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let place = Place(mark)
            let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : []
            let blank = line.prefix { $0 == " " || $0 == "\t" }
            var advice = blank.contains("\t") ? "; indent with spaces, not tabs" : ""
            if String(String.UnicodeScalarView(line)).contains("${") {
                advice += "; inside { } and [ ], put ${env:NAME} in quotes"
            }
            return ("not YAML: \(problem)\(advice)", place)
        case .reader(let problem, _, let value, _):
            let index = lines.firstIndex { line in line.contains { Int32($0.value) == value } }
            let column = index.flatMap { index in
                lines[index].firstIndex { Int32($0.value) == value }
            }
            return (
                "not YAML: \(problem)", Place(line: (index ?? 0) + 1, column: (column ?? 0) + 1)
            )
        case .duplicatedKeysInMapping(let names, let context):
            return ("\(quoted(names.first ?? "")) is given twice: remove one", Place(context.mark))
        default:
            return ("not YAML: \(error)", .start)
        }
    }
}

extension Place {
    fileprivate init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
