import NamingStages

/// A grammar that composes sentences with names in them, and says what each name names.
///
/// A line `name: a | b` is a rule with its choices, `name = organisation: a | b` one whose outcome
/// is a name of that kind. `{rule}` stands for any of its outcomes; `{rule#1}` for the same outcome
/// throughout one text, `{rule#1.acronym}`, `.first` and `.last` for its initials, first or last
/// word, `.capital`, `.upper` and `.lower` for its case; `<organisation=words>` is a name written out. A line `text:` starts a text of the lines
/// that follow up to an empty one. Lines that start with `#` say nothing.
struct NameGrammar {
    struct Rule {
        var kind: NameKind?
        var choices: [[Part]]
    }

    indirect enum Part {
        case words(String)
        case rule(String, binding: String?, form: String?)
        case name(NameKind, [Part])
    }

    /// A text with its names.
    struct Text {
        var text = ""
        /// In UTF-8 offsets.
        var names: [(range: Range<Int>, kind: NameKind)] = []
    }

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var rules: [String: Rule] = [:]
    private(set) var texts: [[Part]] = []

    static let kinds: [String: NameKind] = [
        "organisation": .organisation, "person": .person, "place": .place, "other": .other,
    ]

    mutating func add(list: [String], as rule: String, kind: NameKind?) {
        guard !list.isEmpty else { return }
        rules[rule, default: Rule(kind: kind, choices: [])].choices +=
            list.map { [.words($0)] }
        rules[rule]?.kind = kind
    }

    // MARK: Reading

    mutating func read(_ file: String, named name: String) throws {
        var text: [String]?
        let lines: [Substring] =
            file.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()]
        for (number, line) in lines.enumerated() where !line.hasPrefix("#") {
            do {
                if let open = text {
                    guard line.isEmpty else {
                        text = open + [String(line)]
                        continue
                    }
                    texts.append(try Self.parts(of: open.joined(separator: "\n")))
                    text = nil
                } else if line == "text:" {
                    text = []
                } else if !line.isEmpty {
                    try readRule(String(line))
                }
            } catch let problem as Problem {
                throw Problem(description: "\(name):\(number + 1): \(problem)")
            }
        }
    }

    private mutating func readRule(_ line: String) throws {
        guard let colon = line.firstIndex(of: ":") else {
            throw Problem(description: "“\(line)” is no rule: it has no colon")
        }
        let head = line[..<colon].split(separator: "=").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        let kind = try head.count == 2 ? Self.kind(head[1]) : nil
        var rule = rules[head[0]] ?? Rule(kind: kind, choices: [])
        rule.kind = kind ?? rule.kind
        for choice in line[line.index(after: colon)...].split(separator: "|") {
            let words = choice.split(separator: " ").joined(separator: " ")
            rule.choices.append(try Self.parts(of: words))
        }
        rules[head[0]] = rule
    }

    private static func kind(_ name: String) throws -> NameKind {
        guard let kind = kinds[name] else {
            throw Problem(description: "“\(name)” is no kind of name")
        }
        return kind
    }

    private static func parts(of line: String) throws -> [Part] {
        var parts: [Part] = []
        var rest = Substring(line)
        while let next = rest.firstIndex(where: { $0 == "{" || $0 == "<" }) {
            if next > rest.startIndex { parts.append(.words(String(rest[..<next]))) }
            let isRule = rest[next] == "{"
            guard let end = rest[next...].firstIndex(of: isRule ? "}" : ">") else {
                throw Problem(description: "“\(line)”: a bracket is not closed")
            }
            let inner = rest[rest.index(after: next)..<end]
            if isRule {
                let form = inner.split(separator: ".")
                let binding = form[0].split(separator: "#")
                parts.append(
                    .rule(
                        String(binding[0]), binding: binding.count > 1 ? String(form[0]) : nil,
                        form: form.count > 1 ? String(form[1]) : nil))
            } else {
                guard let bar = inner.firstIndex(of: "=") else {
                    throw Problem(description: "“\(inner)” names no kind")
                }
                let name = String(inner[inner.index(after: bar)...])
                parts.append(.name(try kind(String(inner[..<bar])), try Self.parts(of: name)))
            }
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        return parts
    }

    // MARK: Composing

    /// Any text, composed with `random`.
    func text(_ random: inout SeededRandom) throws -> Text {
        var result = Text()
        var bindings: [String: String] = [:]
        let parts = texts[random.below(texts.count)]
        try compose(parts, &result, &bindings, isInName: false, &random)
        return result
    }

    private func compose(
        _ parts: [Part], _ text: inout Text, _ bindings: inout [String: String], isInName: Bool,
        _ random: inout SeededRandom
    ) throws {
        for part in parts {
            switch part {
            case .words(let words):
                // One stop ends both "Inc." and the sentence.
                let isDoubled = text.text.hasSuffix(".") && words.hasPrefix(".")
                text.text += isDoubled ? words.dropFirst() : words[...]
            case .name(let kind, let parts):
                let start = text.text.utf8.count
                try compose(parts, &text, &bindings, isInName: true, &random)
                if !isInName { text.names.append((start..<text.text.utf8.count, kind)) }
            case .rule(let name, let binding, let form):
                guard let rule = rules[name] else {
                    throw Problem(description: "there is no rule “\(name)”")
                }
                let start = text.text.utf8.count
                let isNamed = isInName || rule.kind != nil
                if let binding, let bound = bindings[binding] {
                    text.text += Self.form(form, of: bound)
                } else {
                    var inner = Text()
                    let choice = rule.choices[random.below(rule.choices.count)]
                    try compose(choice, &inner, &bindings, isInName: isNamed, &random)
                    if let binding { bindings[binding] = inner.text }
                    if rule.kind == nil, !isInName {
                        text.names += inner.names.map {
                            ($0.range.lowerBound + start..<$0.range.upperBound + start, $0.kind)
                        }
                    }
                    text.text += Self.form(form, of: inner.text)
                }
                if !isInName, let kind = rule.kind {
                    text.names.append((start..<text.text.utf8.count, kind))
                }
            }
        }
    }

    private static func form(_ form: String?, of name: String) -> String {
        let words = name.split(separator: " ")
        switch form {
        case "first": return words.first.map(String.init) ?? name
        case "last": return words.last.map(String.init) ?? name
        case "capital": return name.prefix(1).uppercased() + name.dropFirst()
        case "upper": return name.uppercased()
        case "lower": return name.lowercased()
        case "acronym":
            let initials = words.compactMap { $0.first }.filter(\.isUppercase)
            return initials.count > 1 ? String(initials) : name.uppercased()
        default: return name
        }
    }
}

/// Random numbers that are the same for the same seed.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
