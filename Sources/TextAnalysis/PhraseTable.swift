public import DocumentModel

/// Phrases to find in words: case and accents do not matter, white space between words does not
/// either. Built once, asked from many threads.
///
/// Its functions are inlinable because they run on every word of every text: each module that asks
/// compiles them for its own payloads. They are only where the type is usable from inlined code.
@usableFromInline
package struct PhraseTable<Payload: Sendable>: Sendable {
    @usableFromInline var trie = PhraseTrie()
    /// The payloads of all phrases in the order they came; those of one phrase are linked.
    @usableFromInline var items: [PhrasePayloads<Payload>.Item] = []
    /// By node of the trie: the first and the last item of its phrase.
    @usableFromInline var links: [PhraseLink] = []
    /// The kinds of the phrases that start with a word, by the low bits of its hash; empty for
    /// payloads without kinds.
    @usableFromInline var kinds: [UInt64] = []

    @inlinable
    package init() {
        if Payload.self is any PhraseKinded.Type {
            kinds = [UInt64](repeating: 0, count: PhraseKinds.slotCount)
        }
    }

    @inlinable
    package init(_ phrases: some Sequence<(String, Payload)>) {
        self.init()
        for (phrase, payload) in phrases { insert(phrase, payload) }
    }

    /// Makes room for about `count` words of phrases, so that adding them moves nothing.
    @inlinable
    package mutating func reserveCapacity(_ count: Int) {
        trie.reserveCapacity(count)
        items.reserveCapacity(count)
        links.reserveCapacity(count)
    }

    /// Adds a phrase. A phrase without a word is ignored.
    @inlinable
    package mutating func insert(_ phrase: String, _ payload: Payload) {
        guard let (node, first) = trie.insert(phrase) else { return }
        add(payload, to: Int(node))
        if !kinds.isEmpty, let kinded = payload as? any PhraseKinded {
            kinds[PhraseKinds.slot(of: first)] |= kinded.phraseKinds
        }
    }

    @inlinable
    mutating func add(_ payload: Payload, to node: Int) {
        while links.count < trie.nodeCount { links.append(PhraseLink()) }
        let item = items.count
        items.append(PhrasePayloads<Payload>.Item(payload))
        if links[node].last < 0 {
            links[node].first = Int32(truncatingIfNeeded: item)
        } else {
            items[Int(links[node].last)].next = Int32(truncatingIfNeeded: item)
        }
        links[node].last = Int32(truncatingIfNeeded: item)
    }

    /// A phrase found: its payloads, and the words it covers.
    @usableFromInline
    package struct Match: Sendable {
        @usableFromInline package let payloads: PhrasePayloads<Payload>
        @usableFromInline package let words: Range<Int>

        @inlinable
        init(payloads: PhrasePayloads<Payload>, words: Range<Int>) {
            self.payloads = payloads
            self.words = words
        }
    }

    /// Whether a phrase may start with `word`; few words that start none say yes.
    @inlinable @inline(__always)
    package func mayStart(with word: Word) -> Bool { trie.mayStart(with: word.folded) }

    /// The longest phrase that starts at word `index` and ends before word `end`.
    @inlinable
    package func longestMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil
    ) -> Match? {
        let end = end ?? words.count
        guard index < end, trie.mayStart(with: words[index].value.folded),
            let found = trie.longestMatch(at: index, in: words, before: end)
        else { return nil }
        return Match(payloads: payloads(of: found.node), words: index..<found.end)
    }

    /// Calls `body` with each phrase that starts at word `index`, shortest first.
    @inlinable
    package func forEachMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil, _ body: (Match) -> Void
    ) {
        trie.forEachMatch(at: index, in: words, before: end ?? words.count) { node, end in
            body(Match(payloads: payloads(of: node), words: index..<end))
        }
    }

    /// The longest phrase that ends just before word `end`, looking back over at most `limit` words.
    @inlinable
    package func longestMatch(
        endingBefore end: Int, in words: [Mention<Word>], atMost limit: Int = 8
    ) -> Match? {
        for start in max(0, end - limit)..<max(0, end) {
            guard trie.mayStart(with: words[start].value.folded) else { continue }
            if let found = trie.longestMatch(at: start, in: words, before: end), found.end == end {
                return Match(payloads: payloads(of: found.node), words: start..<end)
            }
        }
        return nil
    }

    /// The longest phrases in `range` of `words`, left to right, without overlap.
    @inlinable
    package func matches(in words: [Mention<Word>], range: Range<Int>? = nil) -> [Match] {
        var result: [Match] = []
        let range = range ?? 0..<words.count
        var index = range.lowerBound
        while index < range.upperBound {
            if let match = longestMatch(at: index, in: words, before: range.upperBound) {
                result.append(match)
                index = match.words.upperBound
            } else {
                index += 1
            }
        }
        return result
    }

    /// Where the longest phrase at word `index` ends whose payloads `pick` takes one of, and the
    /// first that it takes.
    @inlinable
    package func longest<Value>(
        at index: Int, in words: [Mention<Word>], before end: Int, _ pick: (Payload) -> Value?
    ) -> (value: Value, end: Int)? {
        var found: (value: Value, end: Int)?
        trie.forEachMatch(at: index, in: words, before: end) { node, end in
            var next = links[Int(node)].first
            while next >= 0 {
                if let value = pick(items[Int(next)].payload) {
                    found = (value, end)
                    return
                }
                next = items[Int(next)].next
            }
        }
        return found
    }

    /// Calls `body` with each payload of each phrase that starts at word `index`, and the word after
    /// the phrase; shortest phrases first.
    @inlinable
    package func forEachPayload(
        at index: Int, in words: [Mention<Word>], _ body: (Payload, Int) -> Void
    ) {
        trie.forEachMatch(at: index, in: words, before: words.count) { node, end in
            var next = links[Int(node)].first
            while next >= 0 {
                body(items[Int(next)].payload, end)
                next = items[Int(next)].next
            }
        }
    }

    @inlinable @inline(__always)
    func payloads(of node: Int32) -> PhrasePayloads<Payload> {
        PhrasePayloads(items: items, first: links[Int(node)].first)
    }
}

/// A payload of one of many kinds, for tables that are asked for one kind at a time: by its first
/// word alone a table then tells that no phrase of the kind starts there.
@usableFromInline
package protocol PhraseKinded: Sendable {
    /// From 0 to 63. Kinds that share a number are told apart by their payloads.
    var phraseKind: Int { get }
}

extension PhraseKinded {
    /// The kind as a bit, for sets of kinds.
    @inlinable @inline(__always)
    package var phraseKinds: UInt64 { 1 << UInt64(truncatingIfNeeded: phraseKind & 63) }
}

@usableFromInline
enum PhraseKinds {
    @usableFromInline static let slotCount = 4096

    @inlinable @inline(__always)
    static func slot(of word: UInt64) -> Int { Int(truncatingIfNeeded: word & 4095) }
}

extension PhraseTable where Payload: PhraseKinded {
    /// Adds a phrase. A phrase without a word is ignored.
    ///
    /// As for any payload, without asking each one what it is.
    @inlinable
    package mutating func insert(_ phrase: String, _ payload: Payload) {
        guard let (node, first) = trie.insert(phrase) else { return }
        add(payload, to: Int(node))
        kinds[PhraseKinds.slot(of: first)] |= payload.phraseKinds
    }

    /// The kinds of the phrases that may start with `word`, as bits; few others are among them.
    @inlinable @inline(__always)
    package func kinds(startingWith word: Word) -> UInt64 {
        kinds[PhraseKinds.slot(of: word.folded)]
    }

    /// Whether a phrase of one of `kinds` may start with `word`; few words that start none say yes.
    @inlinable @inline(__always)
    package func mayStart(_ kinds: UInt64, with word: Word) -> Bool {
        self.kinds[PhraseKinds.slot(of: word.folded)] & kinds != 0
    }
}

extension PhraseTable where Payload == Bool {
    /// A table that only says whether a phrase is there.
    package init(phrases: some Sequence<String>) {
        self.init(phrases.map { ($0, true) })
    }
}

/// The payloads of one phrase, in the order they were added; never empty.
@usableFromInline
package struct PhrasePayloads<Payload: Sendable>: Collection, Sendable {
    @usableFromInline
    struct Item: Sendable {
        @usableFromInline let payload: Payload
        /// The next item of the same phrase, -1 for none.
        @usableFromInline var next: Int32 = -1

        @inlinable
        init(_ payload: Payload) {
            self.payload = payload
        }
    }

    @usableFromInline let items: [Item]
    @usableFromInline let first: Int32

    @inlinable
    init(items: [Item], first: Int32) {
        self.items = items
        self.first = first
    }

    @inlinable package var startIndex: Int { Int(first) }
    /// Above the place of every item, as indices rise along the links.
    @inlinable package var endIndex: Int { .max }

    @inlinable
    package func index(after index: Int) -> Int {
        let next = items[index].next
        return next < 0 ? .max : Int(next)
    }

    @inlinable
    package subscript(index: Int) -> Payload { items[index].payload }
}

/// The first and the last payload of a node of the trie, -1 for none.
@usableFromInline
struct PhraseLink: Sendable {
    @usableFromInline var first: Int32 = -1
    @usableFromInline var last: Int32 = -1

    @inlinable
    init() {}
}
