package import DocumentModel

/// Parts text into words, runs of digits, and marks.
///
/// Letters with the marks on them make a word; decimal digits make a run; any other character that
/// is not white space stands alone. Soft hyphens and zero-width characters part nothing. An
/// apostrophe or a hyphen is a mark of its own, so "d'Ivoire" is three and "year-old" is three.
package struct WordSegmenter: Sendable {
    private let characters = CharacterTable.shared

    package init() {}

    /// The words of `text`, sorted, without overlap.
    package func words(in text: [UInt8]) -> [Mention<Word>] {
        text.withUnsafeBufferPointer(words)
    }

    /// The words of `text` as folded hashes: the form in which phrase tables hold their phrases.
    package func folded(_ text: String) -> [UInt64] {
        words(in: Array(text.utf8)).map(\.value.folded)
    }

    private func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Mention<Word>] {
        var words: [Mention<Word>] = []
        words.reserveCapacity(bytes.count / 5)
        var offset = 0
        var followsSpace = true
        while offset < bytes.count {
            let start = offset
            let scalar = nextScalar(in: bytes, at: &offset)
            switch characters.class(of: scalar) {
            case .space:
                followsSpace = true
                continue
            case .format:
                continue
            case .letter:
                words.append(run(of: .letter, from: start, in: bytes, at: &offset, followsSpace))
            case .digit:
                words.append(run(of: .digit, from: start, in: bytes, at: &offset, followsSpace))
            case .other:
                var hash = FoldedHash()
                characters.fold(scalar) { hash.add($0) }
                let mark = Word(
                    kind: .mark, shape: .other, followsSpace: followsSpace, folded: hash.value)
                words.append(Mention(TextSpan(start..<offset), mark))
            }
            followsSpace = false
        }
        return words
    }

    /// The run of characters of `kind` that starts at `start`; moves `offset` to its end.
    @inline(__always)
    private func run(
        of kind: CharacterTable.Class, from start: Int, in bytes: UnsafeBufferPointer<UInt8>,
        at offset: inout Int, _ followsSpace: Bool
    ) -> Mention<Word> {
        var hash = FoldedHash()
        var letters = 0
        var capitals = 0
        var startsUpper = false
        var position = start
        var end = start
        while position < bytes.count {
            let scalar = nextScalar(in: bytes, at: &position)
            let found = characters.class(of: scalar)
            guard found == kind || found == .format else { break }
            guard found == kind else { continue }
            end = position
            if characters.isUppercase(scalar) {
                capitals += 1
                startsUpper = startsUpper || letters == 0
            }
            letters += 1
            characters.fold(scalar) { hash.add($0) }
        }
        offset = end
        let shape: Word.Shape =
            kind == .digit
            ? .other
            : capitals == 0
                ? .lower
                : capitals == letters && letters > 1
                    ? .upper : startsUpper && capitals == 1 ? .capitalized : .other
        let word = Word(
            kind: kind == .digit ? .digits : .letters, shape: shape, followsSpace: followsSpace,
            folded: hash.value)
        return Mention(TextSpan(start..<end), word)
    }
}
