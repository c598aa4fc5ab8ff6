/// What word lists say of single words, by the words' folded hashes: one lookup for all lists.
struct WordClasses: Sendable {
    struct Classes: OptionSet, Sendable {
        let rawValue: UInt32

        static let givenName = Classes(rawValue: 1 << 0)
        static let surname = Classes(rawValue: 1 << 1)
        /// Opens sentences and is no part of a name.
        static let opener = Classes(rawValue: 1 << 2)
        /// A title or post before a person's name.
        static let title = Classes(rawValue: 1 << 3)
        static let speech = Classes(rawValue: 1 << 4)
        static let locative = Classes(rawValue: 1 << 5)
        /// A small word that may stand inside a name in lower case.
        static let inside = Classes(rawValue: 1 << 6)
        static let joining = Classes(rawValue: 1 << 7)
        static let article = Classes(rawValue: 1 << 8)
        static let notOrganisation = Classes(rawValue: 1 << 9)
        static let direction = Classes(rawValue: 1 << 10)
        /// Follows digits to make an ordinal: "th".
        static let ordinal = Classes(rawValue: 1 << 11)
    }

    private var keys = [UInt64](repeating: 0, count: 1 << 13)
    private var values = [Classes](repeating: [], count: 1 << 13)
    private var count = 0

    subscript(word: UInt64) -> Classes {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: word) & mask
        while keys[slot] != 0 {
            if keys[slot] == word { return values[slot] }
            slot = (slot + 1) & mask
        }
        return []
    }

    mutating func insert(_ word: UInt64, _ classes: Classes) {
        guard word != 0 else { return }
        if count * 2 >= keys.count { grow() }
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: word) & mask
        while keys[slot] != 0, keys[slot] != word { slot = (slot + 1) & mask }
        if keys[slot] == 0 {
            keys[slot] = word
            count += 1
        }
        values[slot].formUnion(classes)
    }

    private mutating func grow() {
        let old = zip(keys, values).filter { $0.0 != 0 }
        keys = [UInt64](repeating: 0, count: keys.count * 2)
        values = [Classes](repeating: [], count: keys.count)
        count = 0
        for (key, classes) in old { insert(key, classes) }
    }
}
