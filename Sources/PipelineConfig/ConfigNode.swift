/// One node of a YAML file, with the place where it stands. Aliases are expanded.
struct ConfigNode {
    enum Content {
        /// A key without a value, `~` or `null`.
        case nothing
        case scalar(String, isPlain: Bool)
        case list([ConfigNode])
        case group([Entry])
    }

    struct Entry {
        let key: String
        let place: Place
        let value: ConfigNode
    }

    let place: Place
    let content: Content

    var list: [ConfigNode]? {
        if case .list(let items) = content { items } else { nil }
    }

    var group: [Entry]? {
        if case .group(let entries) = content { entries } else { nil }
    }

    /// The text as it stands in the file, before variables are put in.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    var isNothing: Bool {
        if case .nothing = content { true } else { false }
    }

    /// What was given, for a message that says what should have been.
    var given: String {
        switch content {
        case .nothing: "nothing"
        case .scalar(let text, isPlain: true): quoted(text)
        case .scalar(let text, isPlain: false): "the text \(quoted(text))"
        case .list: "a list"
        case .group: "a group of keys"
        }
    }
}

extension [ConfigNode.Entry] {
    subscript(key: String) -> ConfigNode.Entry? {
        first { $0.key == key }
    }
}
