package import DocumentModel

/// The words of a text as short codes: what ``WordStarts`` looks for the first words of phrases in.
///
/// Tables of phrases are large, and most words start no phrase: a text is walked as an array of two
/// bytes a word beside a set of two kilobytes, and only what is left is looked up.
package struct WordSlots: Sendable {
    /// 0 for digits, which no phrase spells out.
    fileprivate let slots: [UInt16]

    package init(_ words: [Mention<Word>]) {
        slots = words.map { $0.value.kind == .digits ? 0 : Self.slot(of: $0.value.folded) }
    }

    fileprivate static let slotCount = 1 << 14 + 1
    fileprivate var count: Int { slots.count }

    @inline(__always)
    fileprivate static func slot(of word: UInt64) -> UInt16 {
        UInt16(truncatingIfNeeded: word >> 20) & 0x3FFF + 1
    }
}

/// The words that phrases of some kind may start with; few others are taken for one.
package struct WordStarts: Sendable {
    /// One bit for each slot.
    private var bits = [UInt64](repeating: 0, count: WordSlots.slotCount / 64 + 1)

    /// - Parameter digits: Whether runs of digits are among them.
    package init(digits: Bool = false) {
        if digits { bits[0] = 1 }
    }

    package mutating func insert(_ word: UInt64) {
        let slot = Int(WordSlots.slot(of: word))
        bits[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// Adds the words that the phrases of `table` start with.
    package mutating func insert<Payload>(firstWordsOf table: PhraseTable<Payload>) {
        table.trie.forEachFirstWord { insert($0) }
    }

    /// Adds the words that phrases of one of `kinds` start with.
    package mutating func insert<Payload: PhraseKinded>(
        firstWordsOf table: PhraseTable<Payload>, of kinds: UInt64
    ) {
        table.trie.forEachFirstWord { word in
            if table.kinds[PhraseKinds.slot(of: word)] & kinds != 0 { insert(word) }
        }
    }

    package func mayContain(_ word: Word) -> Bool {
        let slot = word.kind == .digits ? 0 : Int(WordSlots.slot(of: word.folded))
        return bits[slot >> 6] & (1 << UInt64(slot & 63)) != 0
    }

    /// The first such word from word `index` on; the number of words where none is left.
    package func next(in text: WordSlots, from index: Int) -> Int {
        bits.withUnsafeBufferPointer { bits in
            text.slots.withUnsafeBufferPointer { slots in
                var index = index
                while index < slots.count {
                    let slot = Int(slots[index])
                    if bits[slot >> 6] & (1 << UInt64(slot & 63)) != 0 { break }
                    index += 1
                }
                return index
            }
        }
    }
}

extension WordStarts {
    /// All such words of a text.
    package func indices(in text: WordSlots) -> [Int] {
        var indices: [Int] = []
        var index = next(in: text, from: 0)
        while index < text.count {
            indices.append(index)
            index = next(in: text, from: index + 1)
        }
        return indices
    }
}

extension Document {
    /// The words of the layer `words` as codes, made once for all who walk along them.
    package var wordSlots: WordSlots { shared { WordSlots(self[.words]) } }
}
