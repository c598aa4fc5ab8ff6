import DocumentModel

/// The words of many phrases as a trie: what ``PhraseTable`` finds its phrases with.
///
/// The edges of all nodes stand in one table with open addressing, keyed by node and word; a bit
/// set of first words answers for most words of a text. It holds no payload, so that its loops are
/// compiled once and not for every kind of table.
struct PhraseTrie: Sendable {
    /// A node; 0 is the root. Nodes are numbered as they come.
    typealias Node = Int32

    private struct Edge: Sendable {
        var word: UInt64 = 0
        var from: Node = 0
        /// 0, the root, where the slot is free: nothing leads back there.
        var to: Node = 0
    }

    private var edges = [Edge](repeating: Edge(), count: 64)
    private var edgeCount = 0
    private(set) var nodeCount = 1
    /// Whether a phrase ends at a node.
    private var endsPhrase = [false]
    /// One bit for each first word, by the low bits of its hash.
    private var firstWords = [UInt64](repeating: 0, count: 1024)

    /// The node that the phrase ends at, made where it is not there yet; nil for no words.
    mutating func insert(_ words: [UInt64]) -> Node? {
        guard let first = words.first else { return nil }
        firstWords[Int(first >> 6 & 1023)] |= 1 << (first & 63)
        var node: Node = 0
        for word in words {
            node = next(node, word) ?? addEdge(from: node, word)
        }
        endsPhrase[Int(node)] = true
        return node
    }

    /// The longest phrase that starts at word `index` and ends before word `end`.
    func longestMatch(
        at index: Int, in words: [Mention<Word>], before end: Int
    ) -> (node: Node, end: Int)? {
        var longest: (node: Node, end: Int)?
        forEachMatch(at: index, in: words, before: end) { longest = ($0, $1) }
        return longest
    }

    /// Calls `body` with each phrase that starts at word `index`, shortest first: the node it ends
    /// at, and the word after it.
    @inline(__always)
    func forEachMatch(
        at index: Int, in words: [Mention<Word>], before end: Int, _ body: (Node, Int) -> Void
    ) {
        guard index < end, mayStart(with: words[index].value.folded) else { return }
        var node: Node = 0
        var position = index
        while position < end, let following = next(node, words[position].value.folded) {
            node = following
            position += 1
            if endsPhrase[Int(node)] { body(node, position) }
        }
    }

    /// Whether a phrase may start with the word; few words that start none say yes.
    @inline(__always)
    func mayStart(with word: UInt64) -> Bool {
        firstWords[Int(word >> 6 & 1023)] & (1 << (word & 63)) != 0
    }

    private func next(_ node: Node, _ word: UInt64) -> Node? {
        let mask = edges.count - 1
        var slot = Self.slot(node, word) & mask
        while edges[slot].to != 0 {
            if edges[slot].word == word, edges[slot].from == node { return edges[slot].to }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func addEdge(from node: Node, _ word: UInt64) -> Node {
        if edgeCount * 2 >= edges.count { grow() }
        let to = Node(nodeCount)
        nodeCount += 1
        endsPhrase.append(false)
        edgeCount += 1
        place(Edge(word: word, from: node, to: to))
        return to
    }

    /// Makes room for `count` edges in all.
    mutating func reserveCapacity(_ count: Int) {
        while edges.count < 2 * count { grow() }
        endsPhrase.reserveCapacity(count)
    }

    private mutating func grow() {
        let old = edges
        edges = [Edge](repeating: Edge(), count: old.count * 2)
        for edge in old where edge.to != 0 { place(edge) }
    }

    private mutating func place(_ edge: Edge) {
        let mask = edges.count - 1
        var slot = Self.slot(edge.from, edge.word) & mask
        while edges[slot].to != 0 { slot = (slot + 1) & mask }
        edges[slot] = edge
    }

    @inline(__always)
    private static func slot(_ node: Node, _ word: UInt64) -> Int {
        let mixed = (word ^ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: (mixed &* 0xFF51_AFD7_ED55_8CCD) >> 32)
    }
}
