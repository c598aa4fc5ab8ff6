import CodeLists
import DocumentModel
import HTMLScanning

/// Names the template that a page was made from: the publishing system and the shape of the page.
///
/// Pages of one template share the way from the page's root to its title: the elements on it, their
/// ids and first classes. What differs from page to page, names with digits in them, is left out.
/// The name is the system's code and eight hexadecimal digits of that way's hash.
struct PageTemplates: Sendable {
    typealias NodeID = HTMLTree.NodeID

    private struct System: Sendable {
        let code: String
        /// How the `generator` begins, in lower case.
        let generators: [String]
    }

    private let systems: [System]

    init(_ table: CodeTable) {
        systems = zip(table["system"], table["generators"]).map { code, generators in
            System(code: code, generators: generators.split(separator: "|").map(String.init))
        }
    }

    /// Nil where the page names no system and its title stands in nothing that has a name.
    func template(
        _ metadata: PageMetadata, _ title: PageTitle, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> String? {
        let system = metadata.properties[.generator].flatMap(self.system)
        guard let way = title.heading.flatMap({ Self.way(to: $0, tree) }) else { return system }
        let digits = String(way, radix: 16)
        let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
        return "\(system ?? "html")-\(padded)"
    }

    private func system(_ generator: String) -> String? {
        let lowered = generator.lowercased()
        return systems.first { system in
            system.generators.contains { lowered.hasPrefix($0) }
        }?.code
    }

    /// A hash of the way from the root to an element; nil where nothing on it has a name.
    private static func way(to id: NodeID, _ tree: borrowing HTMLTree) -> UInt32? {
        var hash: UInt32 = 0x811C_9DC5
        var isNamed = false
        func mix(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        var ancestor = id
        while ancestor > HTMLTree.document {
            let node = tree[ancestor]
            for byte in node.tag.name.utf8 { mix(byte) }
            if node.tag != .html, node.tag != .body {
                for (name, mark) in [("id", "#"), ("class", ".")] as [(StaticString, StaticString)]
                {
                    guard let word = steadyName(name, of: ancestor, tree) else { continue }
                    isNamed = true
                    mix(mark.utf8Start.pointee)
                    for offset in word { mix(tree.source[offset]) }
                }
            }
            mix(UInt8(ascii: ">"))
            ancestor = node.parent
        }
        return isNamed ? hash : nil
    }

    /// The first word of an attribute without digits.
    private static func steadyName(
        _ name: StaticString, of id: NodeID, _ tree: borrowing HTMLTree
    ) -> Range<Int>? {
        guard let attribute = tree.attribute(name, of: id) else { return nil }
        var start = Int(attribute.valueStart)
        let end = min(Int(attribute.valueEnd), start + 256)
        while start < end {
            while start < end, tree.source[start].isASCIIWhitespace { start += 1 }
            var next = start
            var hasDigit = false
            while next < end, !tree.source[next].isASCIIWhitespace {
                hasDigit = hasDigit || tree.source[next].isASCIIDigit
                next += 1
            }
            if next > start, !hasDigit { return start..<next }
            start = next
        }
        return nil
    }
}
