package import DocumentModel

/// A 64-bit key of a name of several words, the same in every run and process.
///
/// Case, accents and the marks between words do not matter: "Saint-Étienne" and "SAINT ETIENNE"
/// have one key. A key grows word by word, so that the key of a name's first words comes on the
/// way.
package struct NameKey: Sendable {
    /// The key of the words added so far; 0 before the first.
    package private(set) var value: UInt64 = 0

    package init() {}

    /// The key of all words of `name` that are not marks.
    package init(_ name: String) {
        for word in WordSegmenter().words(in: Array(name.utf8)) where word.value.kind != .mark {
            add(word.value)
        }
    }

    @inline(__always)
    package mutating func add(_ word: Word) {
        var mixed = (value &* 31) ^ word.folded
        mixed = mixed &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        value = mixed
    }
}
