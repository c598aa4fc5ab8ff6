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
        mutating func resetCounts(_ tag: HTMLTag) {
            (text, link, commas, prose) = (0, 0, 0, 0)
            controls = tag.isControl ? 1 : 0
        }
    }

    /// By node.
    var nodes: [Node]
    /// Visible nodes in document order, but for texts of white space.
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
        mutating func add(text: UInt32, link: UInt32, commas: UInt32) {
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
        take(PageCensus.found(in: tree, tokens, &nodes, &direct, readsFolded: false))
        sum(tree)
    }

    /// As `shown`, from which nothing is dropped yet, with what is folded away, and marked so.
    init(unfolding shown: PageMetrics, _ tree: borrowing HTMLTree, _ tokens: ConceptTokens) {
        self = shown
        take(PageCensus.found(in: tree, tokens, &nodes, &direct, readsFolded: true))
        sum(tree)
    }

    private mutating func take(_ found: PageCensus.Found) {
        order = found.order
        headings = found.headings
        hasFolded = hasFolded || found.hasFolded
    }

    /// Adds each node's counts to its parent's.
    private mutating func sum(_ tree: borrowing HTMLTree) {
        nodes.withUnsafeMutableBufferPointer { nodes in
            // What stands in a node comes after it, and so has been added when its turn comes.
            for id in order.reversed() where id != HTMLTree.document {
                var node = nodes[Int(id)]
                let own = direct[Int(id)]
                if own.isProse {
                    node.prose += own.text
                    nodes[Int(id)].prose = node.prose
                }
                nodes[Int(tree[id].parent)].add(node)
            }
        }
    }

    /// Takes back all that was dropped, and all scores: what the page shows is as it was at first.
    mutating func restore(_ tree: borrowing HTMLTree) {
        nodes.withUnsafeMutableBufferPointer { nodes in
            for id in order {
                nodes[Int(id)].isDropped = false
                nodes[Int(id)].score = 0
                if tree[id].kind != .text { nodes[Int(id)].resetCounts(tree[id].tag) }
            }
        }
        sum(tree)
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
            if !nodes[Int(id)].isDropped { result.append(id) }
            current = next(after: id, in: root, tree)
        }
        return result
    }

    /// The node after `id` in document order, over what is dropped; nil after the last one in `root`.
    @inline(__always)
    func next(after id: NodeID, in root: NodeID, _ tree: borrowing HTMLTree) -> NodeID? {
        nodes[Int(id)].isDropped ? tree.following(id, in: root) : tree.successor(id, in: root)
    }

    subscript(id: NodeID) -> Node { nodes[Int(id)] }
}

extension HTMLTag {
    var isControl: Bool {
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
        _ id: HTMLTree.NodeID, _ node: HTMLTree.Node, in bytes: UnsafeBufferPointer<UInt8>,
        _ tree: borrowing HTMLTree, _ own: inout PageMetrics.Node
    ) -> Bool {
        if node.tag.isHidden, node.tag != .object { return false }
        if node.namespace == .svg, node.tag == .desc { return false }
        guard node.attributeCount > 0 else { return true }
        let isShown = readAttributes(id, node, in: bytes, tree, &own)
        // Not all attributes were read.
        if !isShown || node.attributeCount > 100 { own.mayHaveRole = true }
        return isShown
    }

    @inline(__always)
    private mutating func readAttributes(
        _ id: HTMLTree.NodeID, _ node: HTMLTree.Node, in bytes: UnsafeBufferPointer<UInt8>,
        _ tree: borrowing HTMLTree, _ own: inout PageMetrics.Node
    ) -> Bool {
        let first = Int(node.firstAttribute)
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
            case .ariaHidden where bytes.spell("true", in: value):
                // A link to where another leads too is not read aloud; its text is seen.
                if node.tag != .a || !tree.leadsAway(id) { return false }
            case .style where Self.hides(bytes, value): return false
            default: break
            }
        }
        return true
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

    /// The first eight letters of a name as one number, with blanks where it is shorter.
    @inline(__always)
    private static func key(_ name: StaticString) -> UInt64 {
        var key: UInt64 = 0x2020_2020_2020_2020
        for index in 0..<name.utf8CodeUnitCount {
            key |= UInt64(name.utf8Start[index]) &<< UInt64(8 &* index)
        }
        return key
    }

    /// Which of the attributes that matter everywhere this is.
    @inline(__always)
    func known(in bytes: UnsafeBufferPointer<UInt8>) -> Known {
        let name = Int(nameStart)..<Int(nameEnd)
        switch bytes.firstEight(of: name) | 0x2020_2020_2020_2020 {
        case Self.key("class"): return name.count == 5 ? .class : .other
        case Self.key("id"): return name.count == 2 ? .id : .other
        case Self.key("role"): return name.count == 4 ? .role : .other
        case Self.key("style"): return name.count == 5 ? .style : .other
        case Self.key("hidden"): return name.count == 6 ? .hidden : .other
        case Self.key("itemtype"): return name.count == 8 ? .itemtype : .other
        case Self.key("aria-hid"):
            return bytes.spell("aria-hidden", in: name) ? .ariaHidden : .other
        default: return .other
        }
    }
}
