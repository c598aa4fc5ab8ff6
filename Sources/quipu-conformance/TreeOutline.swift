import HTMLScanning

/// A tree as html5lib's tests write it: a line for each node and attribute, indented by depth.
struct TreeOutline {
    struct Line {
        enum Content {
            case text(String)
            /// An element's name, or "content" below a template.
            case element(String)
            case attribute
            case other
        }

        let depth: Int
        let content: Content
        /// Names of elements and attributes in small letters: the scanner keeps them as written.
        let text: String

        var isAttribute: Bool {
            if case .attribute = content { true } else { false }
        }
    }

    private(set) var nodes: [Line] = []

    var lines: [String] {
        nodes.map { "| " + String(repeating: "  ", count: $0.depth) + $0.text }
    }

    /// The words of the body that a reader would see.
    var visibleWords: [Substring] {
        var open: [(depth: Int, name: String)] = []
        var text = ""
        for node in nodes {
            while let last = open.last, last.depth >= node.depth { open.removeLast() }
            switch node.content {
            case .element(let name): open.append((node.depth, name))
            case .text(let characters):
                let isInBody = open.contains { $0.name == "body" }
                if isInBody, !open.contains(where: { Self.hidden.contains($0.name) }) {
                    text += characters
                }
            case .attribute, .other: break
            }
        }
        return text.split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "\u{C}" }
    }

    private static let hidden: Set<String> = [
        "script", "style", "template", "iframe", "noembed", "noframes",
    ]
}

// What a test expects.
extension TreeOutline {
    init(parsing document: [UInt8]) {
        var pending: String?
        for line in document.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("| ") {
                finish(&pending)
                pending = text
            } else {
                pending = pending.map { $0 + "\n" + text }
            }
        }
        finish(&pending)
        sortAttributes()
    }

    private mutating func finish(_ pending: inout String?) {
        guard let line = pending?.dropFirst(2) else { return }
        pending = nil
        let body = line.drop { $0 == " " }
        let depth = (line.count - body.count) / 2
        // Between two tests stand empty lines.
        let trimmed = String(
            body.unicodeScalars.reversed().drop { $0 == "\n" }.reversed().map(Character.init))
        if body.hasPrefix("\"") {
            nodes.append(
                Line(
                    depth: depth, content: .text(String(trimmed.dropFirst().dropLast())),
                    text: trimmed))
        } else if body.hasPrefix("<!") {
            nodes.append(Line(depth: depth, content: .other, text: trimmed))
        } else if trimmed.hasPrefix("<"), trimmed.hasSuffix(">") {
            let name = trimmed.dropFirst().dropLast().lowercased()
            nodes.append(Line(depth: depth, content: .element(name), text: "<\(name)>"))
        } else if trimmed == "content" {
            nodes.append(Line(depth: depth, content: .element("template"), text: trimmed))
        } else {
            nodes.append(
                Line(depth: depth, content: .attribute, text: Self.attribute(trimmed)))
        }
    }

    /// Sorts the attributes of each element by their names in small letters.
    private mutating func sortAttributes() {
        var start = 0
        while start < nodes.count {
            let end = nodes[start...].firstIndex { !$0.isAttribute } ?? nodes.count
            nodes[start..<end].sort { $0.text < $1.text }
            start = end + 1
        }
    }

    /// An attribute with its name in small letters.
    private static func attribute(_ line: String) -> String {
        guard let mark = line.firstIndex(of: "=") else { return line }
        return line[..<mark].lowercased() + line[mark...]
    }
}

// What the scanner builds.
extension TreeOutline {
    init(of tree: borrowing HTMLTree) {
        var depths: [HTMLTree.NodeID: Int] = [HTMLTree.document: -1]
        var current = tree.successor(HTMLTree.document)
        while let id = current {
            let parent = tree[id].parent
            let isContent = tree[parent].tag == .template && tree[parent].namespace == .html
            let depth = (depths[parent] ?? -1) + (isContent ? 2 : 1)
            depths[id] = depth
            append(id, tree, depth)
            current = tree.successor(id)
        }
    }

    private mutating func append(
        _ id: HTMLTree.NodeID, _ tree: borrowing HTMLTree, _ depth: Int
    ) {
        let node = tree[id]
        let text = String(decoding: tree.characters(of: id), as: UTF8.self)
        switch node.kind {
        case .document: break
        case .comment:
            nodes.append(Line(depth: depth, content: .other, text: "<!-- \(text) -->"))
        case .doctype:
            nodes.append(Line(depth: depth, content: .other, text: Self.line(tree.doctype(id))))
        case .text: appendText(text, depth, follows: node.previous)
        case .element:
            let name = Self.prefix(node.namespace) + text
            nodes.append(Line(depth: depth, content: .element(name), text: "<\(name)>"))
            let isForeign = node.namespace != .html
            let attributes = tree.attributes(of: id).map { name, value in
                let name = String(decoding: name, as: UTF8.self)
                let shown = isForeign ? Self.foreign(name) : name
                return "\(shown)=\"\(String(decoding: value, as: UTF8.self))\""
            }
            nodes += attributes.sorted().map {
                Line(depth: depth + 1, content: .attribute, text: $0)
            }
            if node.tag == .template, node.namespace == .html {
                nodes.append(
                    Line(depth: depth + 1, content: .element("template"), text: "content"))
            }
        }
    }

    /// Texts that stand side by side are one.
    private mutating func appendText(
        _ text: String, _ depth: Int, follows previous: HTMLTree.NodeID
    ) {
        guard !text.isEmpty else { return }
        if let last = nodes.last, last.depth == depth, previous != HTMLTree.none,
            case .text(let before) = last.content
        {
            nodes.removeLast()
            let joined = before + text
            nodes.append(Line(depth: depth, content: .text(joined), text: "\"\(joined)\""))
        } else {
            nodes.append(Line(depth: depth, content: .text(text), text: "\"\(text)\""))
        }
    }

    private static func line(_ type: HTMLDoctype) -> String {
        let name = String(decoding: type.name ?? [], as: UTF8.self)
        guard type.publicID?.isEmpty == false || type.systemID?.isEmpty == false else {
            return "<!DOCTYPE \(name)>"
        }
        let ids = [type.publicID, type.systemID].map {
            "\"\(String(decoding: $0 ?? [], as: UTF8.self))\""
        }
        return "<!DOCTYPE \(name) \(ids.joined(separator: " "))>"
    }

    private static func prefix(_ namespace: HTMLTree.Namespace) -> String {
        switch namespace {
        case .html: ""
        case .svg: "svg "
        case .mathML: "math "
        }
    }

    /// The name of an attribute of a foreign element, with its namespace (HTML, 13.2.6.1, "adjust
    /// foreign attributes").
    private static func foreign(_ name: String) -> String {
        let adjusted: Set<String> = [
            "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
            "xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns:xlink",
        ]
        if name == "xmlns" { return "xmlns xmlns" }
        return adjusted.contains(name)
            ? name.split(separator: ":").joined(separator: " ") : name
    }
}
