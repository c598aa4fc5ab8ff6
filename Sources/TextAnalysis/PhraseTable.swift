package import DocumentModel

/// Phrases to find in words: case and accents do not matter, white space between words does not
/// either. Built once, asked from many tasks.
///
/// A phrase is held as the folded hashes of its words, in a trie whose edges stand in one hash
/// table, so that a word that starts no phrase costs one look at a bit set.
package struct PhraseTable<Payload: Sendable>: Sendable {
    private struct Edge: Hashable, Sendable {
        let node: Int32
        let word: UInt64
    }

    private var edges: [Edge: Int32] = [:]
    /// Payloads by node; a phrase may carry several.
    private var payloads: [[Payload]] = [[]]
    /// One bit for each first word, by the low bits of its hash.
    private var firstWords = [UInt64](repeating: 0, count: 1024)
    private let segmenter = WordSegmenter()

    package init() {}

    package init(_ phrases: some Sequence<(String, Payload)>) {
        for (phrase, payload) in phrases { insert(phrase, payload) }
    }

    /// Adds a phrase. A phrase without a word is ignored.
    package mutating func insert(_ phrase: String, _ payload: Payload) {
        let words = segmenter.folded(phrase)
        guard let first = words.first else { return }
        firstWords[Int(first >> 6 & 1023)] |= 1 << (first & 63)
        var node: Int32 = 0
        for word in words {
            let edge = Edge(node: node, word: word)
            if let next = edges[edge] {
                node = next
            } else {
                node = Int32(payloads.count)
                payloads.append([])
                edges[edge] = node
            }
        }
        payloads[Int(node)].append(payload)
    }

    /// A phrase found: its payloads, and the words it covers.
    package struct Match: Sendable {
        package let payloads: [Payload]
        package let words: Range<Int>
    }

    /// The longest phrase that starts at word `index` and ends before word `end`.
    package func longestMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil
    ) -> Match? {
        var longest: Match?
        forEachMatch(at: index, in: words, before: end) { longest = $0 }
        return longest
    }

    /// Calls `body` with each phrase that starts at word `index`, shortest first.
    package func forEachMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil, _ body: (Match) -> Void
    ) {
        let first = words[index].value.folded
        guard firstWords[Int(first >> 6 & 1023)] & (1 << (first & 63)) != 0 else { return }
        var node: Int32 = 0
        var position = index
        let end = end ?? words.count
        while position < end,
            let next = edges[Edge(node: node, word: words[position].value.folded)]
        {
            node = next
            position += 1
            if !payloads[Int(node)].isEmpty {
                body(Match(payloads: payloads[Int(node)], words: index..<position))
            }
        }
    }

    /// The longest phrase that ends just before word `end`, looking back over at most `limit` words.
    package func longestMatch(
        endingBefore end: Int, in words: [Mention<Word>], atMost limit: Int = 8
    ) -> Match? {
        for start in max(0, end - limit)..<max(0, end) {
            var found: Match?
            forEachMatch(at: start, in: words, before: end) { match in
                if match.words.upperBound == end { found = match }
            }
            if let found { return found }
        }
        return nil
    }

    /// The longest phrases in `range` of `words`, left to right, without overlap.
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
}

extension PhraseTable where Payload == Bool {
    /// A table that only says whether a phrase is there.
    package init(phrases: some Sequence<String>) {
        self.init(phrases.map { ($0, true) })
    }
}
