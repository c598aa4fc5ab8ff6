import DocumentModel

/// What the whole text says of a word: how else and beside what it is written there.
struct NameEvidence: Sendable {
    struct Evidence: OptionSet, Sendable {
        let rawValue: UInt16

        /// Also written in lower case.
        static let isLow = Evidence(rawValue: 1 << 0)
        /// After a given name, a title or an initial.
        static let followsPerson = Evidence(rawValue: 1 << 1)
        /// In a run with a word that names of organisations are built around.
        static let hasHead = Evidence(rawValue: 1 << 2)
        /// An acronym in brackets after a name of several words.
        static let isIntroduced = Evidence(rawValue: 1 << 3)
        /// In a name of several words that is known or was found.
        static let isInKnown = Evidence(rawValue: 1 << 4)
        /// Right after a preposition before places.
        static let followsLocative = Evidence(rawValue: 1 << 5)
        /// Right after an article in lower case.
        static let followsArticle = Evidence(rawValue: 1 << 6)
        /// Before the possessive.
        static let isPossessor = Evidence(rawValue: 1 << 7)
        /// Found three times or more.
        static let isFrequent = Evidence(rawValue: 1 << 8)
        /// Found within a longer run of capitals as well as alone.
        static let isInRun = Evidence(rawValue: 1 << 9)
        static let isAlone = Evidence(rawValue: 1 << 10)
    }

    private var keys: [UInt64]
    private var values: [Evidence]
    private var counts: [UInt8]

    /// - Parameter capacity: How many words may be added.
    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        values = Array(repeating: [], count: size)
        counts = Array(repeating: 0, count: size)
    }

    private func slot(_ word: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: word >> 7) & mask
        while keys[slot] != 0, keys[slot] != word { slot = (slot + 1) & mask }
        return slot
    }

    mutating func add(_ evidence: Evidence, to word: UInt64) {
        let slot = slot(word)
        keys[slot] = word
        values[slot].formUnion(evidence)
        counts[slot] = min(counts[slot] + 1, 200)
        if counts[slot] >= 3 { values[slot].insert(.isFrequent) }
    }

    /// Adds to what is known of a word already there.
    mutating func extend(_ evidence: Evidence, of word: UInt64) {
        let slot = slot(word)
        if keys[slot] == word { values[slot].formUnion(evidence) }
    }

    subscript(word: UInt64) -> Evidence { values[slot(word)] }
}
