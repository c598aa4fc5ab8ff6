import DocumentModel
import HTMLScanning

/// A page's own statement of its story's text, asked which part of the page holds that text.
///
/// Publishers give the text once more in JSON-LD (`articleBody`). It has no markup and no way back
/// to the bytes a reader sees, so it is never taken for the text; it only says where that stands.
struct BodyWitness {
    typealias NodeID = HTMLTree.NodeID

    /// The part of a page that holds the text best.
    struct Match {
        let node: NodeID
        /// The share of the part's words that stand in the text.
        let precision: Float
        /// The share of the text's words that stand in the part.
        let recall: Float

        /// The harmonic mean of both.
        var likeness: Float {
            precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    let wordCount: Int
    /// Pairs of neighbouring words, by their hash; 0 is a free slot.
    private var slots: [UInt32]

    /// Words below which a text says too little to be told from a teaser.
    private static let leastWords = 40

    /// - Parameter text: UTF-8, without markup; nil where it is too short to be a witness.
    init?(_ text: [UInt8]?) {
        guard let text, text.count >= 4 * Self.leastWords else { return nil }
        var pairs: [UInt32] = []
        pairs.reserveCapacity(text.count / 5)
        text.withUnsafeBufferPointer { bytes in
            var reader = PairReader()
            reader.read(bytes, 0..<bytes.count) { pairs.append($0) }
            reader.endWord { pairs.append($0) }
        }
        guard pairs.count >= Self.leastWords else { return nil }
        wordCount = pairs.count
        var size = 64
        while size < 2 * pairs.count { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        for pair in pairs { slots[slot(of: pair)] = pair }
    }

    @inline(__always)
    private func slot(of pair: UInt32) -> Int {
        var slot = Int(truncatingIfNeeded: pair ^ pair >> 15) & (slots.count - 1)
        while slots[slot] != 0, slots[slot] != pair { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// How far the parts of a page agree with the text.
    ///
    /// - Complexity: O(*n*) in the bytes of visible text.
    func agreement(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> Agreement {
        var found = [UInt32](repeating: 0, count: tree.nodes.count)
        var total = found
        countWords(metrics, tree, &found, &total)
        for id in metrics.order.reversed() where id != HTMLTree.document {
            let parent = Int(tree[id].parent)
            found[parent] += found[Int(id)]
            total[parent] += total[Int(id)]
        }
        return Agreement(found: found, total: total, wordCount: wordCount)
    }

    /// The part that holds the text where `roots` hold little of it; nil where they hold it, or
    /// no part does.
    ///
    /// A text that the roots hold with much beside it says nothing against them: the witness leaves
    /// out captions and lists, and at times all but the first lines.
    func better(
        than roots: [NodeID], _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [NodeID]? {
        guard !holdHalf(roots, metrics, tree),
            let best = agreement(metrics, tree).best(metrics, tree), best.recall >= 0.8,
            best.precision >= 0.6
        else { return nil }
        return [best.node]
    }

    /// Whether `roots` hold half of the text or more. Where they do, little of them has to be read.
    private func holdHalf(
        _ roots: [NodeID], _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        var found = 0
        for root in roots {
            var reader = PairReader()
            var current: NodeID? = root
            while let id = current, found * 2 < wordCount {
                let node = tree[id]
                if node.kind == .text, metrics[id].text > 0 {
                    found += Int(counts(of: node, tree, &reader).found)
                }
                current = tree.successor(id, in: root)
            }
        }
        return found * 2 >= wordCount
    }

    /// What each part of a page shares with the text.
    struct Agreement {
        /// By node: the words that stand in the text too, and all words.
        fileprivate let found: [UInt32]
        fileprivate let total: [UInt32]
        fileprivate let wordCount: Int

        /// How well `nodes` hold the text together.
        func match(of nodes: [NodeID]) -> Match {
            let found = nodes.reduce(0) { $0 + Int(self.found[Int($1)]) }
            let total = nodes.reduce(0) { $0 + Int(self.total[Int($1)]) }
            let shared = Float(min(found, wordCount))
            return Match(
                node: nodes.first ?? HTMLTree.document,
                precision: shared / Float(max(1, total)), recall: shared / Float(wordCount))
        }

        /// The smallest element that holds the text as well as any.
        func best(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> Match? {
            var best: Match?
            for id in metrics.order where tree[id].kind == .element && found[Int(id)] > 0 {
                let match = match(of: [id])
                if match.likeness >= best?.likeness ?? 0 { best = match }
            }
            return best
        }
    }

    /// Counts, for each visible text, its words and those that stand in the witness's text too.
    private func countWords(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree, _ found: inout [UInt32],
        _ total: inout [UInt32]
    ) {
        var reader = PairReader()
        for id in metrics.order where tree[id].kind == .text && metrics[id].text > 0 {
            (found[Int(id)], total[Int(id)]) = counts(of: tree[id], tree, &reader)
        }
    }

    /// The words of a text that stand in the witness's text too, and all its words.
    private func counts(
        of node: HTMLTree.Node, _ tree: borrowing HTMLTree, _ reader: inout PairReader
    ) -> (found: UInt32, total: UInt32) {
        var shared: UInt32 = 0
        var count: UInt32 = 0
        func take(_ pair: UInt32) {
            count += 1
            shared += slots[slot(of: pair)] != 0 ? 1 : 0
        }
        tree.source.withUnsafeBufferPointer { bytes in
            forEachPiece(of: bytes, in: node.range, hasReferences: node.hasReferences) {
                switch $0 {
                case .verbatim(let range): reader.read(bytes, range, take)
                case .reference(let text, _): reader.read(text.utf8, take)
                }
            }
        }
        // Words that run over into the next text are few.
        reader.endWord(take)
        return (shared, count)
    }
}

/// Reads a text word by word, and gives each with the one before it as one hash.
private struct PairReader {
    private var word: UInt32 = seed
    private var previous: UInt32 = 0
    private static let seed: UInt32 = 0x811C_9DC5

    /// Letters and digits make words, and so do all bytes beyond ASCII but those of blanks and
    /// quotation marks, which pages and JSON write differently.
    @inline(__always)
    mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ take: (UInt32) -> Void
    ) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = bytes[offset]
            if byte >= 0x80, byte == 0xC2 || byte == 0xE2 {
                endWord(take)
                offset += byte == 0xC2 ? 2 : 3
            } else if byte >= 0x80 || byte.isASCIIAlphanumeric {
                word = (word ^ UInt32(byte.asciiLowered)) &* 0x0100_0193
                offset += 1
            } else {
                endWord(take)
                offset += 1
            }
        }
    }

    mutating func read(_ bytes: [UInt8], _ take: (UInt32) -> Void) {
        bytes.withUnsafeBufferPointer { read($0, 0..<$0.count, take) }
    }

    @inline(__always)
    mutating func endWord(_ take: (UInt32) -> Void) {
        guard word != Self.seed else { return }
        let pair = (previous &* 0x9E37_79B1) ^ word
        take(pair == 0 ? 1 : pair)
        previous = word
        word = Self.seed
    }
}
