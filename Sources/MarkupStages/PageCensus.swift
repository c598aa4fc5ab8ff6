import HTMLScanning

/// A walk over a page that notes for ``PageMetrics`` what stands in each node.
///
/// It writes to rows that its caller owns, so that no write asks whether they are shared.
struct PageCensus {
    typealias NodeID = HTMLTree.NodeID
    typealias Node = PageMetrics.Node

    /// What the walk came upon.
    struct Found {
        /// Visible nodes in document order, but for texts of white space.
        var order: [NodeID] = []
        /// Those of them that are headings.
        var headings: [NodeID] = []
        /// Whether anything was left out, or marked, because it is folded away.
        var hasFolded = false
    }

    private var headings: [NodeID] = []
    private var hasFolded = false
    private var count = 0
    private let order: UnsafeMutableBufferPointer<NodeID>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let nodes: UnsafeMutableBufferPointer<Node>
    private let direct: UnsafeMutableBufferPointer<PageMetrics.Direct>
    private let readsFolded: Bool
    private var rules: VisibilityRules

    /// Walks over a page whose bytes and rows are lent to it.
    ///
    /// - Parameters:
    ///   - nodes, direct: Those of all nodes: as new, or from an earlier walk.
    ///   - readsFolded: Whether the earlier walk's nodes stay as they are, and what it left out
    ///     because it is folded away is noted too.
    static func found(
        in tree: borrowing HTMLTree, _ tokens: ConceptTokens, _ nodes: inout [Node],
        _ direct: inout [PageMetrics.Direct], readsFolded: Bool
    ) -> Found {
        var found = Found()
        // A walk comes to each node once at most.
        found.order = [NodeID](unsafeUninitializedCapacity: nodes.count) { order, count in
            tree.source.withUnsafeBufferPointer { bytes in
                nodes.withUnsafeMutableBufferPointer { nodes in
                    direct.withUnsafeMutableBufferPointer { direct in
                        var census = PageCensus(
                            bytes, order, nodes, direct, readsFolded: readsFolded,
                            VisibilityRules(tokens))
                        if readsFolded { census.unfold(tree) } else { census.visit(0, tree) }
                        count = census.count
                        found.headings = census.headings
                        found.hasFolded = census.hasFolded
                    }
                }
            }
        }
        return found
    }

    private init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ order: UnsafeMutableBufferPointer<NodeID>,
        _ nodes: UnsafeMutableBufferPointer<Node>,
        _ direct: UnsafeMutableBufferPointer<PageMetrics.Direct>, readsFolded: Bool,
        _ rules: VisibilityRules
    ) {
        self.bytes = bytes
        self.order = order
        self.nodes = nodes
        self.direct = direct
        self.readsFolded = readsFolded
        self.rules = rules
    }

    /// Takes the nodes of the earlier walk again, and visits what it left out as folded away.
    private mutating func unfold(_ tree: borrowing HTMLTree) {
        var current: NodeID? = HTMLTree.document
        while let id = current {
            if !nodes[Int(id)].isDropped {
                let node = tree[id]
                if node.kind != .text { nodes[Int(id)].resetCounts(node.tag) }
                take(id, node)
                current = tree.successor(id)
            } else {
                if nodes[Int(id)].isHidden {
                    nodes[Int(id)] = Node()
                    visit(id, tree)
                }
                current = tree.following(id)
            }
        }
    }

    /// Notes what stands in the nodes of `root`.
    private mutating func visit(_ root: NodeID, _ tree: borrowing HTMLTree) {
        var current: NodeID? = root
        while let id = current {
            let node = tree[id]
            if note(id, node, tree) {
                current = tree.successor(id, in: root)
            } else {
                current = tree.following(id, in: root)
            }
        }
    }

    @inline(__always)
    private mutating func take(_ id: NodeID, _ node: HTMLTree.Node) {
        if node.kind == .text, nodes[Int(id)].text == 0 { return }
        order[count] = id
        count &+= 1
        switch node.tag {
        case .h1, .h2, .h3, .h4, .h5, .h6: headings.append(id)
        default: break
        }
    }

    /// Notes what stands in one node; false where it and all in it are never shown.
    @inline(__always)
    private mutating func note(
        _ id: NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
    ) -> Bool {
        // Each value goes right to its row: to read at once as a whole what was just written in
        // parts costs more than all else here.
        let place = Int(id)
        if node.parent >= 0 {
            nodes[place].isInLink = nodes[Int(node.parent)].isInLink
            nodes[place].block = nodes[Int(node.parent)].block
        }
        var isShown = true
        switch node.kind {
        case .document: break
        case .comment, .doctype: isShown = false
        case .text: countText(node, &nodes[place], tree)
        case .element: isShown = noteElement(id, node, &nodes[place], tree)
        }
        if isShown { take(id, node) } else { nodes[place].isDropped = true }
        return isShown
    }

    @inline(__always)
    private mutating func noteElement(
        _ id: NodeID, _ node: HTMLTree.Node, _ own: inout Node, _ tree: borrowing HTMLTree
    ) -> Bool {
        var isShown = rules.isVisible(id, node, in: bytes, tree, &own)
        if !isShown, !node.tag.isHidden {
            hasFolded = true
            isShown = readsFolded
            own.isHidden = true
            if readsFolded { own.concepts.insert(.folded) }
        }
        guard isShown else { return false }
        if node.tag.isBlock || node.tag == .td || node.tag == .th { own.block = id }
        if node.tag == .a { own.isInLink = true }
        if node.tag.isControl { own.controls = 1 }
        return true
    }

    @inline(__always)
    private func countText(
        _ node: HTMLTree.Node, _ own: inout Node, _ tree: borrowing HTMLTree
    ) {
        let (text, commas) = bytes.textCounts(in: node.range)
        guard text > 0, !tree.isDrawing(node.parent) else { return }
        own.text = text
        own.commas = commas
        if own.isInLink { own.link = text }
        direct[Int(own.block)].add(text: text, link: own.link, commas: commas)
    }
}
