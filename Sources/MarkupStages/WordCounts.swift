import DocumentModel

/// How often words stand in a text, by their folded hashes.
struct WordCounts: Sendable {
    private struct Slot {
        var word: UInt64 = 0
        var count: UInt32 = 0
    }

    private var slots: [Slot]

    init(_ words: some Collection<UInt64>) {
        var capacity = 16
        while capacity < 2 * words.count { capacity *= 2 }
        slots = [Slot](repeating: Slot(), count: capacity)
        slots.withUnsafeMutableBufferPointer { slots in
            for word in words {
                var slot = Int(truncatingIfNeeded: word) & (slots.count - 1)
                while slots[slot].count > 0, slots[slot].word != word {
                    slot = (slot + 1) & (slots.count - 1)
                }
                slots[slot] = Slot(word: word, count: slots[slot].count &+ 1)
            }
        }
    }

    /// The words of a text that are letters.
    init(lettersOf words: [Mention<Word>]) {
        self.init(words.lazy.map { $0.value.kind == .letters ? $0.value.folded : 0 })
    }

    subscript(word: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: word) & (slots.count - 1)
        while slots[slot].count > 0 {
            if slots[slot].word == word { return Int(slots[slot].count) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0
    }

    func contains(_ word: UInt64) -> Bool { self[word] > 0 }
}
