package import DocumentModel

/// Phrases to find in words: case and accents do not matter, white space between words does not
/// either. Built once, asked from many threads.
package struct PhraseTable<Payload: Sendable>: Sendable {
    private var trie = PhraseTrie()
    /// Payloads by node of the trie; a phrase may carry several.
    private var payloads: [[Payload]] = [[]]
    private let segmenter = WordSegmenter()

    package init() {}

    package init(_ phrases: some Sequence<(String, Payload)>) {
        for (phrase, payload) in phrases { insert(phrase, payload) }
    }

    /// Makes room for about `count` words of phrases, so that adding them moves nothing.
    package mutating func reserveCapacity(_ count: Int) {
        trie.reserveCapacity(count)
        payloads.reserveCapacity(count)
    }

    /// Adds a phrase. A phrase without a word is ignored.
    package mutating func insert(_ phrase: String, _ payload: Payload) {
        guard let node = trie.insert(segmenter.folded(phrase)) else { return }
        while payloads.count < trie.nodeCount { payloads.append([]) }
        payloads[Int(node)].append(payload)
    }

    /// A phrase found: its payloads, and the words it covers.
    package struct Match: Sendable {
        package let payloads: [Payload]
        package let words: Range<Int>
    }

    /// Whether a phrase may start with `word`; few words that start none say yes.
    package func mayStart(with word: Word) -> Bool { trie.mayStart(with: word.folded) }

    /// The longest phrase that starts at word `index` and ends before word `end`.
    package func longestMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil
    ) -> Match? {
        trie.longestMatch(at: index, in: words, before: end ?? words.count).map {
            Match(payloads: payloads[Int($0.node)], words: index..<$0.end)
        }
    }

    /// Calls `body` with each phrase that starts at word `index`, shortest first.
    package func forEachMatch(
        at index: Int, in words: [Mention<Word>], before end: Int? = nil, _ body: (Match) -> Void
    ) {
        // Most words start no phrase, and the trie says so without a closure for this payload.
        guard index < words.count, trie.mayStart(with: words[index].value.folded) else { return }
        trie.forEachMatch(at: index, in: words, before: end ?? words.count) { node, end in
            body(Match(payloads: payloads[Int(node)], words: index..<end))
        }
    }

    /// The longest phrase that ends just before word `end`, looking back over at most `limit` words.
    package func longestMatch(
        endingBefore end: Int, in words: [Mention<Word>], atMost limit: Int = 8
    ) -> Match? {
        for start in max(0, end - limit)..<max(0, end) {
            guard trie.mayStart(with: words[start].value.folded) else { continue }
            if let found = trie.longestMatch(at: start, in: words, before: end), found.end == end {
                return Match(payloads: payloads[Int(found.node)], words: start..<end)
            }
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
