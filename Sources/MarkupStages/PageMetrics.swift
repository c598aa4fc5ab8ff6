import DocumentModel
import HTMLScanning

/// What a main-text rule needs to know of each node, summed bottom-up once.
struct PageMetrics {
    typealias NodeID = HTMLTree.NodeID

    struct Node {
        /// Bytes of text that are not white space, and those of them inside links.
        var text: UInt32 = 0
        var link: UInt32 = 0
        var commas: UInt32 = 0
        /// The text of blocks that read like prose.
        var prose: UInt32 = 0
        var controls: UInt32 = 0
        var score: Float = 0
        var concepts: ConceptTokens.Concepts = []
        var isDropped = false
        /// Whether the element's attributes keep it from being shown.
        var isHidden = false
        var isInLink = false
        /// Whether the element may have a role: one without surely has none.
        var mayHaveRole = false
        /// The nearest element that is a block.
        var block: NodeID = 0

        var linkDensity: Float { text > 0 ? Float(link) / Float(text) : 0 }

        @inline(__always)
        fileprivate mutating func add(_ child: Node) {
            text += child.text
            link += child.link
            commas += child.commas
            prose += child.prose
            controls += child.controls
        }

        /// Takes back what the nodes inside have added.
        @inline(__always)
        fileprivate mutating func resetCounts(_ tag: HTMLTag) {
            (text, link, commas, prose) = (0, 0, 0, 0)
            controls = tag.isControl ? 1 : 0
        }
    }

    /// By node.
    var nodes: [Node]
    /// Visible nodes in document order.
    private(set) var order: [NodeID] = []
    /// Those of them that are headings.
    private(set) var headings: [NodeID] = []
    /// The text directly in each block, outside of blocks in it.
    private(set) var direct: [Direct]

    struct Direct {
        var text: UInt32 = 0
        var link: UInt32 = 0
        var commas: UInt32 = 0

        @inline(__always)
        fileprivate mutating func add(text: UInt32, link: UInt32, commas: UInt32) {
            self.text += text
            self.link += link
            self.commas += commas
        }
    }

    /// Whether anything was left out because it is folded away.
    private(set) var hasFolded = false

    /// What the page shows at first.
    init(_ tree: borrowing HTMLTree, _ tokens: ConceptTokens) {
        nodes = [Node](repeating: Node(), count: tree.nodes.count)
        direct = [Direct](repeating: Direct(), count: tree.nodes.count)
        order.reserveCapacity(tree.nodes.count)
        var rules = VisibilityRules(tokens)
        visit(HTMLTree.document, tree, &rules, readsFolded: false)
        sum(tree)
    }

    /// As `shown`, from which nothing is dropped yet, with what is folded away, and marked so.
    init(unfolding shown: PageMetrics, _ tree: borrowing HTMLTree, _ tokens: ConceptTokens) {
        self = shown
        (order, headings) = ([], [])
        order.reserveCapacity(tree.nodes.count)
        var rules = VisibilityRules(tokens)
        var current: NodeID? = HTMLTree.document
        while let id = current {
            if !nodes[Int(id)].isDropped {
                if tree[id].kind != .text { nodes[Int(id)].resetCounts(tree[id].tag) }
                take(id, tree)
                current = tree.successor(id)
            } else {
                if nodes[Int(id)].isHidden { visit(id, tree, &rules, readsFolded: true) }
                current = tree.following(id)
            }
        }
        sum(tree)
    }

    /// Notes what stands in the nodes of `root`.
    private mutating func visit(
        _ root: NodeID, _ tree: borrowing HTMLTree, _ rules: inout VisibilityRules,
        readsFolded: Bool
    ) {
        var current: NodeID? = root
        while let id = current {
            if note(id, tree, &rules, readsFolded) {
                take(id, tree)
                current = tree.successor(id, in: root)
            } else {
                current = tree.following(id, in: root)
            }
        }
    }

    @inline(__always)
    private mutating func take(_ id: NodeID, _ tree: borrowing HTMLTree) {
        order.append(id)
        switch tree[id].tag {
        case .h1, .h2, .h3, .h4, .h5, .h6: headings.append(id)
        default: break
        }
    }

    /// Notes what stands in one node; false where it and all in it are never shown.
    private mutating func note(
        _ id: NodeID, _ tree: borrowing HTMLTree, _ rules: inout VisibilityRules,
        _ readsFolded: Bool
    ) -> Bool {
        let node = tree[id]
        var own = Node()
        if node.parent >= 0 {
            own.isInLink = nodes[Int(node.parent)].isInLink
            own.block = nodes[Int(node.parent)].block
        }
        var isShown = true
        switch node.kind {
        case .document: break
        case .comment, .doctype: isShown = false
        case .text: countText(node, &own, tree)
        case .element:
            isShown = rules.isVisible(id, in: tree, &own)
            if !isShown, !node.tag.isHidden {
                hasFolded = true
                isShown = readsFolded
                own.isHidden = true
                if readsFolded { own.concepts.insert(.folded) }
            }
            if isShown { countElement(id, node, &own) }
        }
        own.isDropped = !isShown
        nodes[Int(id)] = own
        return isShown
    }

    private func countElement(_ id: NodeID, _ node: HTMLTree.Node, _ own: inout Node) {
        if node.tag.isBlock || node.tag == .td || node.tag == .th { own.block = id }
        if node.tag == .a { own.isInLink = true }
        if node.tag.isControl { own.controls = 1 }
    }

    private mutating func countText(
        _ node: HTMLTree.Node, _ own: inout Node, _ tree: borrowing HTMLTree
    ) {
        let (text, commas) = tree.source.withUnsafeBufferPointer { $0.textCounts(in: node.range) }
        guard text > 0, !tree.isDrawing(node.parent) else { return }
        own.text = text
        own.commas = commas
        if own.isInLink { own.link = text }
        direct[Int(own.block)].add(text: text, link: own.link, commas: commas)
    }

    /// Adds each node's counts to its parent's.
    private mutating func sum(_ tree: borrowing HTMLTree) {
        nodes.withUnsafeMutableBufferPointer { nodes in
            for id in order where id != HTMLTree.document {
                let own = direct[Int(id)]
                if own.isProse { nodes[Int(id)].prose = own.text }
            }
            for id in order.reversed() where id != HTMLTree.document {
                nodes[Int(tree[id].parent)].add(nodes[Int(id)])
            }
        }
    }

    /// Takes a subtree out of the text and of its ancestors' counts.
    ///
    /// - Complexity: O(depth); the subtree's own nodes are marked by ``spreadDrops(_:)``.
    mutating func drop(_ id: NodeID, _ tree: borrowing HTMLTree) {
        guard !nodes[Int(id)].isDropped else { return }
        nodes[Int(id)].isDropped = true
        let node = nodes[Int(id)]
        var ancestor = tree[id].parent
        while ancestor != HTMLTree.none {
            nodes[Int(ancestor)].text -= min(node.text, nodes[Int(ancestor)].text)
            nodes[Int(ancestor)].link -= min(node.link, nodes[Int(ancestor)].link)
            nodes[Int(ancestor)].commas -= min(node.commas, nodes[Int(ancestor)].commas)
            nodes[Int(ancestor)].prose -= min(node.prose, nodes[Int(ancestor)].prose)
            nodes[Int(ancestor)].controls -= min(node.controls, nodes[Int(ancestor)].controls)
            ancestor = tree[ancestor].parent
        }
    }

    /// The nodes of `root` that are not dropped, in document order.
    func remaining(in root: NodeID, _ tree: borrowing HTMLTree) -> [NodeID] {
        var result: [NodeID] = []
        var current: NodeID? = root
        while let id = current {
            if nodes[Int(id)].isDropped {
                current = tree.following(id, in: root)
            } else {
                result.append(id)
                current = tree.successor(id, in: root)
            }
        }
        return result
    }

    subscript(id: NodeID) -> Node { nodes[Int(id)] }
}

extension HTMLTag {
    fileprivate var isControl: Bool {
        switch self {
        case .input, .button, .select, .textarea: true
        default: false
        }
    }
}

extension HTMLTree {
    /// Whether the text in an element is part of a drawing: labels, not prose.
    func isDrawing(_ id: NodeID) -> Bool {
        self[id].namespace == .svg && self[id].tag != .foreignObject
    }
}

extension PageMetrics.Direct {
    var linkDensity: Float { text > 0 ? Float(link) / Float(text) : 0 }

    /// Whether it reads like a paragraph: long enough, and not made of links.
    var isProse: Bool { text >= 40 && link * 5 <= text * 2 }
}

/// What of a page is shown at all.
struct VisibilityRules {
    private var memory: ConceptMemory

    init(_ tokens: ConceptTokens) {
        memory = ConceptMemory(tokens)
    }

    /// Whether an element is shown; `own` takes what its attributes say.
    mutating func isVisible(
        _ id: HTMLTree.NodeID, in tree: borrowing HTMLTree, _ own: inout PageMetrics.Node
    ) -> Bool {
        let node = tree[id]
        if node.tag.isHidden, node.tag != .object { return false }
        if node.namespace == .svg, node.tag == .desc { return false }
        guard node.attributeCount > 0 else { return true }
        let first = Int(node.firstAttribute)
        let isShown = tree.source.withUnsafeBufferPointer { bytes in
            // Beyond a hundred attributes a tag is hostile.
            for index in first..<(first + min(Int(node.attributeCount), 100)) {
                let attribute = tree.attributes[index]
                let value = Int(attribute.valueStart)..<Int(attribute.valueEnd)
                switch attribute.known(in: bytes) {
                case .class, .id:
                    own.concepts.formUnion(memory.concepts(of: bytes, in: value))
                case .itemtype:
                    own.concepts.formUnion(
                        memory.concepts(of: bytes, in: value).intersection([.thread, .shop]))
                case .role: own.mayHaveRole = true
                case .hidden: return bytes.spell("until-found", in: value)
                case .ariaHidden where bytes.spell("true", in: value): return false
                case .style where Self.hides(bytes, value): return false
                default: break
                }
            }
            return true
        }
        // Not all attributes were read.
        if !isShown || node.attributeCount > 100 { own.mayHaveRole = true }
        return isShown
    }

    /// Whether a style attribute keeps the element from being shown.
    private static func hides(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        guard range.count >= 12 else { return false }
        let end = min(range.upperBound, range.lowerBound + 1024)
        for offset in range.lowerBound..<end {
            switch bytes[offset] | 0x20 {
            case UInt8(ascii: "d"):
                if bytes.holds("display:none", at: offset, before: end) { return true }
            case UInt8(ascii: "v"):
                if bytes.holds("visibility:hidden", at: offset, before: end) { return true }
            default: break
            }
        }
        return false
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether `text` stands at `offset`, in any case and with white space anywhere in it.
    fileprivate func holds(_ text: StaticString, at offset: Int, before end: Int) -> Bool {
        var offset = offset
        return text.withUTF8Buffer { expected in
            for byte in expected {
                while offset < end, self[offset].isASCIIWhitespace { offset += 1 }
                guard offset < end, self[offset].asciiLowered == byte else { return false }
                offset += 1
            }
            return true
        }
    }
}

extension [UInt8] {
    /// Whether `part` stands anywhere in these bytes.
    func contains(_ part: [UInt8]) -> Bool { offset(of: part) != nil }

    /// Where `part` stands first.
    func offset(of part: [UInt8]) -> Int? {
        guard let first = part.first, count >= part.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var search = 0
            while let start = bytes.firstOffset(of: first, from: search),
                start + part.count <= bytes.count
            {
                if part.indices.allSatisfy({ bytes[start + $0] == part[$0] }) { return start }
                search = start + 1
            }
            return nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    func lowered(_ range: Range<Int>) -> [UInt8] { range.map { self[$0].asciiLowered } }

    /// Whether the bytes in `range` are `text`, which is in lower case, in any case.
    @inline(__always)
    func spell(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { expected in
                expected.indices.allSatisfy {
                    self[range.lowerBound + $0].asciiLowered == expected[$0]
                }
            }
    }
}

extension HTMLAttribute {
    enum Known { case `class`, id, hidden, ariaHidden, itemtype, role, style, other }

    /// Which of the attributes that matter everywhere this is.
    @inline(__always)
    func known(in bytes: UnsafeBufferPointer<UInt8>) -> Known {
        let name = Int(nameStart)..<Int(nameEnd)
        switch (name.count, bytes[name.lowerBound] | 0x20) {
        case (2, UInt8(ascii: "i")) where bytes.spell("id", in: name): return .id
        case (4, UInt8(ascii: "r")) where bytes.spell("role", in: name): return .role
        case (5, UInt8(ascii: "c")) where bytes.spell("class", in: name): return .class
        case (5, UInt8(ascii: "s")) where bytes.spell("style", in: name): return .style
        case (6, UInt8(ascii: "h")) where bytes.spell("hidden", in: name): return .hidden
        case (8, UInt8(ascii: "i")) where bytes.spell("itemtype", in: name): return .itemtype
        case (11, UInt8(ascii: "a")) where bytes.spell("aria-hidden", in: name): return .ariaHidden
        default: return .other
        }
    }
}
