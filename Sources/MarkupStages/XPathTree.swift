import DocumentModel
import HTMLScanning
import XMLTrees

/// A page's tree as libxml2 holds trees, so that XPath can be asked of it.
///
/// libxml2 does not parse the page, which would lose text and the way back to the bytes: it gets
/// our own tree, each node with its place there.
struct XPathTree {
    typealias NodeID = HTMLTree.NodeID

    private let document: XMLDocument

    /// Attributes beyond this many are left out: no honest element has them.
    private static let mostAttributes = 256

    init(_ tree: borrowing HTMLTree) throws(XMLError) {
        document = try XMLDocument()
        var open: [(id: NodeID, node: XMLDocument.Node)] = [(HTMLTree.document, document.root)]
        var current = tree.successor(HTMLTree.document)
        while let id = current {
            let node = tree[id]
            while let last = open.last, last.id != node.parent, open.count > 1 {
                open.removeLast()
            }
            guard let parent = open.last?.node else { break }
            switch node.kind {
            case .element:
                let element = try parent.addElement(Self.name(of: node, tree), number: Int(id))
                try Self.addAttributes(of: node, to: element, tree)
                if node.firstChild != HTMLTree.none { open.append((id, element)) }
            case .text:
                let text = Self.text(tree, node.range, hasReferences: node.hasReferences)
                try parent.addText(text, number: Int(id))
            case .document, .comment, .doctype:
                break
            }
            current = tree.successor(id)
        }
    }

    private static func name(of node: HTMLTree.Node, _ tree: borrowing HTMLTree) -> String {
        let known = node.tag.name
        guard known.isEmpty else { return known }
        return String(decoding: tree.source[node.range].map(\.asciiLowered), as: UTF8.self)
    }

    private static func addAttributes(
        of node: HTMLTree.Node, to element: XMLDocument.Node, _ tree: borrowing HTMLTree
    ) throws(XMLError) {
        let first = Int(node.firstAttribute)
        for index in first..<(first + min(Int(node.attributeCount), mostAttributes)) {
            let attribute = tree.attributes[index]
            let name = Int(attribute.nameStart)..<Int(attribute.nameEnd)
            let value = Int(attribute.valueStart)..<Int(attribute.valueEnd)
            try element.addAttribute(
                String(decoding: tree.source[name].map(\.asciiLowered), as: UTF8.self),
                String(
                    decoding: text(tree, value, hasReferences: true, isAttribute: true),
                    as: UTF8.self))
        }
    }

    private static func text(
        _ tree: borrowing HTMLTree, _ range: Range<Int>, hasReferences: Bool,
        isAttribute: Bool = false
    ) -> [UInt8] {
        var text: [UInt8] = []
        tree.source.withUnsafeBufferPointer { bytes in
            forEachPiece(
                of: bytes, in: range, hasReferences: hasReferences, isAttribute: isAttribute
            ) { piece in
                switch piece {
                case .verbatim(let range): text.append(contentsOf: bytes[range])
                case .reference(let scalars, _): text.append(contentsOf: scalars.utf8)
                }
            }
        }
        return text
    }

    // MARK: Asking

    /// What a page says somewhere: its text, and the node that holds it if it is no attribute.
    struct Place {
        let text: String
        let node: NodeID?
    }

    /// The nodes the expression selects, in document order, none inside another.
    func outermost(_ path: XPath, _ tree: borrowing HTMLTree) throws(XMLError) -> [NodeID] {
        guard case .nodes(let found) = try path(document) else { return [] }
        let ids = found.compactMap { $0.isAttribute ? nil : $0.number.map { NodeID($0) } }
        let all = Set(ids)
        var result: [NodeID] = []
        for id in ids {
            var above = tree[id].parent
            while above != HTMLTree.none, !all.contains(above) { above = tree[above].parent }
            if above == HTMLTree.none, result.last != id { result.append(id) }
        }
        return result
    }

    /// The first place the expression selects, or the value it yields.
    func first(_ path: XPath) throws(XMLError) -> Place? {
        switch try path(document) {
        case .value(let value):
            return Place(text: value, node: nil)
        case .nodes(let nodes):
            return nodes.first.map {
                Place(text: $0.text, node: $0.isAttribute ? nil : $0.number.map { NodeID($0) })
            }
        }
    }
}
