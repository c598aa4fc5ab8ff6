public import DocumentModel

/// The words of many phrases as a trie: what ``PhraseTable`` finds its phrases with.
///
/// The edges of all nodes stand in one table with open addressing, keyed by node and word; a bit
/// set of first words answers for most words of a text. It holds no payload, so that its loops are
/// compiled once and not for every kind of table.
@usableFromInline
struct PhraseTrie: Sendable {
    /// A node; 0 is the root. Nodes are numbered as they come.
    @usableFromInline typealias Node = Int32

    @usableFromInline
    struct Edge: Sendable {
        @usableFromInline var word: UInt64 = 0
        @usableFromInline var from: Node = 0
        /// 0, the root, where the slot is free: nothing leads back there.
        @usableFromInline var to: Node = 0

        init(word: UInt64 = 0, from: Node = 0, to: Node = 0) {
            self.word = word
            self.from = from
            self.to = to
        }
    }

    @usableFromInline private(set) var edges = [Edge](repeating: Edge(), count: 64)
    private var edgeCount = 0
    @usableFromInline private(set) var nodeCount = 1
    /// Whether a phrase ends at a node.
    @usableFromInline private(set) var endsPhrase = [false]
    /// One bit for each first word, by the low bits of its hash; more where there are more phrases.
    @usableFromInline private(set) var firstWords = [UInt64](repeating: 0, count: 1024)

    @usableFromInline
    init() {}

    /// The node that the phrase ends at, made where it is not there yet, and the phrase's first
    /// word; nil for no words.
    @usableFromInline
    mutating func insert(_ phrase: String) -> (node: Node, first: UInt64)? {
        var phrase = phrase
        return phrase.withUTF8 { insert($0) }
    }

    private mutating func insert(
        _ phrase: UnsafeBufferPointer<UInt8>
    ) -> (node: Node, first: UInt64)? {
        var node: Node = 0
        var first: UInt64 = 0
        WordSegmenter().forEachFolded(in: phrase) { word in
            if node == 0 {
                first = word
                markFirst(word)
            }
            let following = next(node, word)
            node = following != 0 ? following : addEdge(from: node, word)
        }
        guard node != 0 else { return nil }
        endsPhrase[Int(node)] = true
        return (node, first)
    }

    /// Calls `body` with each word that a phrase starts with, in no order that means anything.
    func forEachFirstWord(_ body: (UInt64) -> Void) {
        for edge in edges where edge.to != 0 && edge.from == 0 { body(edge.word) }
    }

    /// The longest phrase that starts at word `index` and ends before word `end`.
    @usableFromInline
    func longestMatch(
        at index: Int, in words: [Mention<Word>], before end: Int
    ) -> (node: Node, end: Int)? {
        var longest: (node: Node, end: Int)?
        forEachMatch(at: index, in: words, before: end) { longest = ($0, $1) }
        return longest
    }

    /// Calls `body` with each phrase that starts at word `index`, shortest first: the node it ends
    /// at, and the word after it.
    @inlinable @inline(__always)
    func forEachMatch(
        at index: Int, in words: [Mention<Word>], before end: Int, _ body: (Node, Int) -> Void
    ) {
        guard index < end, mayStart(with: words[index].value.folded) else { return }
        var node: Node = 0
        var position = index
        while position < end {
            node = next(node, words[position].value.folded)
            if node == 0 { return }
            position += 1
            if endsPhrase[Int(node)] { body(node, position) }
        }
    }

    /// Whether a phrase may start with the word; few words that start none say yes.
    @inlinable @inline(__always)
    func mayStart(with word: UInt64) -> Bool {
        let slot = Int(truncatingIfNeeded: word >> 6) & (firstWords.count - 1)
        return firstWords[slot] & (1 << (word & 63)) != 0
    }

    private mutating func markFirst(_ word: UInt64) {
        firstWords[Int(truncatingIfNeeded: word >> 6) & (firstWords.count - 1)] |= 1 << (word & 63)
    }

    /// The node that `word` leads to from `node`, 0 for none.
    @inlinable @inline(__always)
    func next(_ node: Node, _ word: UInt64) -> Node {
        let mask = edges.count - 1
        var slot = Self.slot(node, word) & mask
        while edges[slot].to != 0 {
            if edges[slot].word == word, edges[slot].from == node { return edges[slot].to }
            slot = (slot + 1) & mask
        }
        return 0
    }

    private mutating func addEdge(from node: Node, _ word: UInt64) -> Node {
        if edgeCount * 2 >= edges.count { grow(to: edges.count * 2) }
        let to = Node(nodeCount)
        nodeCount += 1
        endsPhrase.append(false)
        edgeCount += 1
        place(Edge(word: word, from: node, to: to))
        return to
    }

    /// Makes room for `count` edges in all.
    @usableFromInline
    mutating func reserveCapacity(_ count: Int) {
        var size = edges.count
        while size < 2 * count { size *= 2 }
        if size > edges.count { grow(to: size) }
        endsPhrase.reserveCapacity(count)
    }

    private mutating func grow(to size: Int) {
        let old = edges
        edges = [Edge](repeating: Edge(), count: size)
        let hasMoreFirstWords = size / 16 > firstWords.count
        if hasMoreFirstWords { firstWords = [UInt64](repeating: 0, count: size / 16) }
        guard edgeCount > 0 else { return }
        for edge in old where edge.to != 0 {
            place(edge)
            if hasMoreFirstWords, edge.from == 0 { markFirst(edge.word) }
        }
    }

    private mutating func place(_ edge: Edge) {
        let mask = edges.count - 1
        var slot = Self.slot(edge.from, edge.word) & mask
        while edges[slot].to != 0 { slot = (slot + 1) & mask }
        edges[slot] = edge
    }

    @inlinable @inline(__always)
    static func slot(_ node: Node, _ word: UInt64) -> Int {
        let mixed = (word ^ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: (mixed &* 0xFF51_AFD7_ED55_8CCD) >> 32)
    }
}
