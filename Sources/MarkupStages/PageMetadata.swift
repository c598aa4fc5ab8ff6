import DocumentModel
import HTMLScanning

/// What a page says of itself in its head, its markup and its address.
struct PageMetadata {
    typealias NodeID = HTMLTree.NodeID

    /// The contents of `meta` elements by what they are of; the first of each.
    let properties: [PageProperty: String]
    let language: String?
    let titleElement: NodeID?
    let linkedData: LinkedData
    /// Elements that give a date for machines: `time`, and those with an `itemprop` that says so.
    let times: [PageTime]
    private let canonical: String?
    private let base: String?

    private static let mostTimes = 16
    private static let mostLinkedTexts = 16

    /// - Parameter readsTimes: Whether elements that give a date are looked for.
    init(_ tree: borrowing HTMLTree, readsTimes: Bool = true) {
        var found = Gathering(readsTimes: readsTimes)
        if let html = tree.first(.html) {
            found.language = tree.value("lang", of: html) ?? tree.value("xml:lang", of: html)
        }
        // In the order of the page's bytes, which needs no way through the tree.
        for index in 0..<tree.nodes.count {
            let node = tree.nodes[index]
            guard node.kind == .element, node.parent != HTMLTree.none else { continue }
            found.visit(NodeID(truncatingIfNeeded: index), node, tree)
        }
        properties = found.properties
        language = found.language
        titleElement = found.titleElement
        times = found.times
        canonical = found.canonical
        base = found.base
        linkedData = LinkedData(found.linkedTexts)
    }

    /// What a walk over the page's elements comes upon.
    private struct Gathering {
        let readsTimes: Bool
        var properties: [PageProperty: String] = [:]
        var language: String?
        var titleElement: NodeID?
        var times: [PageTime] = []
        var canonical: String?
        var base: String?
        var linkedTexts: [[UInt8]] = []

        init(readsTimes: Bool) {
            self.readsTimes = readsTimes
        }

        @inline(__always)
        mutating func visit(_ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree) {
            switch node.tag {
            case .meta: readMeta(id, node, tree)
            case .link: readLink(id, tree)
            case .base: base = base ?? tree.value("href", of: id)
            case .title where titleElement == nil && node.namespace == .html: titleElement = id
            case .time: if readsTimes { readTime(id, node, tree) }
            case .script: readScript(id, node, tree)
            default: if readsTimes, node.attributeCount > 0 { readMicrodata(id, node, tree) }
            }
        }

        private mutating func readMeta(
            _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
        ) {
            guard let property = PageProperty.of(id, tree), properties[property] == nil,
                let content = tree.value("content", of: id), !content.isEmpty
            else { return }
            properties[property] = content
        }

        private mutating func readLink(_ id: NodeID, _ tree: borrowing HTMLTree) {
            guard canonical == nil, tree.hasToken("canonical", in: "rel", of: id) else { return }
            canonical = tree.value("href", of: id)
        }

        private mutating func readScript(
            _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
        ) {
            guard linkedTexts.count < mostLinkedTexts, node.attributeCount > 0,
                node.firstChild != HTMLTree.none,
                tree.hasToken("application/ld+json", in: "type", of: id)
            else { return }
            linkedTexts.append(Array(tree.source[tree[node.firstChild].range].prefix(1 << 20)))
        }

        private mutating func readTime(
            _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
        ) {
            guard times.count < mostTimes else { return }
            times.append(
                PageTime(
                    node: id, kind: PageTime.kind(of: id, node, tree),
                    text: tree.value("datetime", of: id) ?? tree.value("content", of: id)))
        }

        private mutating func readMicrodata(
            _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
        ) {
            guard times.count < mostTimes else { return }
            let kind = PageTime.kind(of: id, node, tree)
            guard kind != .unsaid else { return }
            times.append(PageTime(node: id, kind: kind, text: tree.value("content", of: id)))
        }
    }

    // MARK: What follows from it

    /// The story's text as the page states it in JSON-LD, a witness for where it stands.
    var articleBody: [UInt8]? { linkedData.articleBody }

    var siteName: String? { properties[.siteName].map(Self.collapsed) }

    /// Whether the page calls itself a story.
    var saysArticle: Bool {
        if linkedData.namesThread { return false }
        return properties[.articlePublished] != nil || linkedData.namesArticle
            || properties[.type]?.lowercased() == "article"
    }

    /// The page's address as it gives it itself: the canonical one, made whole with the address
    /// it was fetched from.
    func address(fetchedFrom url: String?) -> PageAddress? {
        let fetched = url.flatMap { PageAddress($0) }
        let base = self.base.flatMap { PageAddress($0, relativeTo: fetched) } ?? fetched
        for given in [canonical, properties[.url]] {
            guard let given, let address = PageAddress(given, relativeTo: base) else { continue }
            return address
        }
        return nil
    }

    var declaredLanguage: LanguageCode? {
        let declared = [
            language, properties[.contentLanguage], properties[.language],
            properties[.dublinCoreLanguage], linkedData.language, properties[.locale],
        ]
        return declared.lazy.compactMap { $0.flatMap(Self.primaryTag) }.first
    }

    private static func primaryTag(_ declared: String) -> LanguageCode? {
        let primary = declared.lowercased().utf8.drop { $0.isASCIIWhitespace }.prefix {
            $0.isASCIILetter
        }
        guard (2...3).contains(primary.count) else { return nil }
        return LanguageCode(rawValue: String(decoding: primary, as: UTF8.self))
    }

    /// `text` with its white space collapsed and without what never shows.
    static func collapsed(_ text: String) -> String {
        let bytes = Array(text.withoutUnseen.utf8)
        var collapsed: [UInt8] = []
        collapsed.reserveCapacity(bytes.count)
        var isParted = false
        var offset = 0
        while offset < bytes.count {
            let length = Self.spaceLength(in: bytes, at: offset)
            if length > 0 {
                isParted = !collapsed.isEmpty
                offset += length
                continue
            }
            if isParted { collapsed.append(UInt8(ascii: " ")) }
            isParted = false
            collapsed.append(bytes[offset])
            offset += 1
        }
        return String(decoding: collapsed, as: UTF8.self)
    }

    /// The length of the space, tab or line break at `offset`; 0 where another character stands.
    private static func spaceLength(in bytes: [UInt8], at offset: Int) -> Int {
        switch bytes[offset] {
        case 0x09...0x0D, 0x20: return 1
        case 0xC2: return bytes[offset...].starts(with: [0xC2, 0x85]) ? 2 : 0
        case 0xE2:
            let rest = bytes[offset...].prefix(3)
            return rest == [0xE2, 0x80, 0xA8] || rest == [0xE2, 0x80, 0xA9] ? 3 : 0
        default: return 0
        }
    }
}

extension HTMLTree {
    /// Whether one of the words of an attribute is `token`, in any case.
    func hasToken(_ token: StaticString, in name: StaticString, of id: NodeID) -> Bool {
        guard let attribute = attribute(name, of: id) else { return false }
        let length = token.utf8CodeUnitCount
        var offset = Int(attribute.valueStart)
        // No such attribute has more than a few words.
        let end = min(Int(attribute.valueEnd), offset + 256)
        return source.withUnsafeBufferPointer { bytes in
            token.withUTF8Buffer { token in
                while offset < end {
                    while offset < end, bytes[offset].isASCIIWhitespace { offset += 1 }
                    let start = offset
                    while offset < end, !bytes[offset].isASCIIWhitespace,
                        bytes[offset] != UInt8(ascii: ";")
                    {
                        offset += 1
                    }
                    if offset - start == length,
                        (0..<length).allSatisfy({ bytes[start + $0].asciiLowered == token[$0] })
                    {
                        return true
                    }
                    if offset < end, bytes[offset] == UInt8(ascii: ";") { offset += 1 }
                }
                return false
            }
        }
    }
}
