import Foundation
import StageKit

/// What is known and what is wrong so far, while a file is read from top to bottom.
struct ConfigReading {
    let file: String
    private let environment: [String: String]
    private let lines: [Substring.UnicodeScalarView]
    private var taken: [(name: String, value: String)] = []
    private var found: [Diagnostic] = []

    init(file: String, yaml: String, environment: [String: String]) {
        self.file = file
        self.environment = environment
        lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map(\.unicodeScalars)
    }

    var isFaultless: Bool { found.isEmpty }

    /// What is wrong, in file order, without repeats.
    var diagnostics: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return found.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element)
            .filter { seen.insert($0).inserted }
    }

    mutating func report(_ message: String, at place: Place) {
        found.append(Diagnostic(file: file, place: place, message: message))
    }

    /// Reports what a stage said, which may quote its settings.
    mutating func report(_ error: StageError, of name: String, at place: Place) {
        var message = "\(error)"
        for (name, value) in taken where !value.isEmpty && message.contains(value) {
            // A short value would be masked inside other words, and so shown by where they break.
            guard value.count > 3 else {
                message = "its settings, some from the environment, do not work"
                break
            }
            message = message.replacing(value, with: "${env:\(name)}")
        }
        report(message.contains("“\(name)”") ? message : "“\(name)”: \(message)", at: place)
    }

    /// The root of the file, nil where there is nothing to go on with; of an empty file, `message`
    /// is reported.
    mutating func root(of yaml: String, orElse message: String) -> ConfigNode? {
        var problems: [(String, Place)] = []
        let root = ConfigParser.root(of: yaml) { problems.append(($0, $1)) }
        for (message, place) in problems { report(message, at: place) }
        guard root?.isNothing ?? problems.isEmpty else { return root }
        report(message, at: .start)
        return nil
    }

    /// The text of a node with variables put in, and whether any was.
    mutating func text(of node: ConfigNode) -> (text: String, isTaken: Bool)? {
        guard let source = node.text else { return nil }
        guard source.contains("${") else { return (source, false) }
        let interpolation = Interpolation(of: source, environment: environment)
        taken += interpolation.taken
        for problem in interpolation.problems {
            report(problem.message, at: place(of: problem.excerpt, from: node.place))
        }
        guard interpolation.problems.isEmpty else { return nil }
        return (interpolation.text, !interpolation.taken.isEmpty)
    }

    /// Where `excerpt` stands at or after `start`.
    private func place(of excerpt: String, from start: Place) -> Place {
        let wanted = Array(excerpt.prefix { !$0.isNewline }.unicodeScalars)
        for index in lines.indices.dropFirst(start.line - 1) {
            let line = Array(lines[index])
            var offset = index == start.line - 1 ? start.column - 1 : 0
            while offset + wanted.count <= line.count {
                if line[offset..<(offset + wanted.count)].elementsEqual(wanted) {
                    return Place(line: index + 1, column: offset + 1)
                }
                offset += 1
            }
        }
        return start
    }
}

// MARK: Settings

extension ConfigReading {
    /// The settings in `entries`, checked against their declarations, as a JSON object.
    ///
    /// The type is the setting's, not the one YAML would guess: a bare `no` is a language or a
    /// country where a string is asked for, and false nowhere.
    ///
    /// - Parameter owner: What has the settings, for messages: “tag-ages”.
    mutating func settings(
        in entries: [ConfigNode.Entry], of owner: String, _ infos: [SettingInfo]
    ) -> [String: Any] {
        var object: [String: Any] = [:]
        for entry in entries {
            guard let info = infos.first(where: { $0.name == entry.key }) else {
                report(
                    infos.isEmpty
                        ? "unknown setting \(quoted(entry.key)): \(owner) has no settings"
                        : unknown("setting", entry.key, among: infos.map(\.name)), at: entry.place)
                continue
            }
            let place = entry.value.isNothing ? entry.place : entry.value.place
            object[info.name] = value(of: entry.value, as: info, at: place)
        }
        return object
    }

    private mutating func value(
        of node: ConfigNode, as info: SettingInfo, at place: Place
    ) -> Any? {
        guard case .list(let element) = info.type else {
            return scalar(node, info.type, "“\(info.name)” takes", info, at: place)
        }
        guard let items = node.list else {
            let advice = node.text == nil ? "" : "; put it in [ ]"
            report(
                "“\(info.name)” takes \(info.type.phrase), not \(node.given)\(advice)", at: place)
            return nil
        }
        let values = items.compactMap { item in
            scalar(item, element, "each item of “\(info.name)” is", info, at: item.place)
        }
        return values.count == items.count ? values : nil
    }

    private mutating func scalar(
        _ node: ConfigNode, _ type: SettingType, _ opening: String, _ info: SettingInfo,
        at place: Place
    ) -> Any? {
        guard case .scalar(_, let isPlain) = node.content else {
            report("\(opening) \(type.phrase), not \(node.given)", at: place)
            return nil
        }
        guard let (text, isTaken) = text(of: node) else { return nil }
        guard let value = type.value(of: text, isPlain: isPlain || isTaken) else {
            let given = isTaken ? "what the environment holds" : node.given
            var advice = ""
            if case .oneOf(let choices) = type, !isTaken,
                let choice = nearest(to: text, among: choices)
            {
                advice = "; did you mean “\(choice)”?"
            }
            report("\(opening) \(type.phrase), not \(given)\(advice)", at: place)
            return nil
        }
        guard let bounds = info.bounds, let number = Double(text), !bounds.contains(number) else {
            return value
        }
        report(
            isTaken
                ? "“\(info.name)” is outside \(bounds) in the environment"
                : "“\(info.name)” is \(text), outside \(bounds)", at: place)
        return nil
    }
}

extension SettingType {
    /// The value that a scalar gives, nil where it is of another type.
    fileprivate func value(of text: String, isPlain: Bool) -> Any? {
        switch self {
        case .integer: isPlain ? Int(text) : nil
        case .number: isPlain ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
        case .boolean: isPlain ? ["true": true, "false": false][text.lowercased()] : nil
        case .string: text
        case .oneOf(let choices): choices.contains(text) ? text : nil
        case .list: nil
        }
    }

    /// The type as a reader would say it.
    package var phrase: String {
        switch self {
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .string: "a text"
        case .oneOf(let choices): choices.count == 1 ? listed(choices) : listed(choices, "or")
        case .list(let element): "a list of \(element.plural)"
        }
    }

    private var plural: String {
        switch self {
        case .integer: "whole numbers"
        case .number: "numbers"
        case .boolean: "true or false"
        case .string: "texts"
        case .oneOf(let choices): listed(choices, "or")
        case .list(let element): "lists of \(element.plural)"
        }
    }
}

extension [String: Any] {
    /// The object as JSON: the form settings travel in, to a stage here or elsewhere.
    var json: Data {
        (try? JSONSerialization.data(
            withJSONObject: self, options: [.sortedKeys, .withoutEscapingSlashes]))
            ?? Data("{}".utf8)
    }
}
