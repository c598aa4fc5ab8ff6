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
        characters.withEntries { entries in
            text.withUnsafeBufferPointer { bytes in
                var words: [Mention<Word>] = []
                words.reserveCapacity(bytes.count / 5)
                self.words(in: bytes, from: 0, entries, &words)
                return words
            }
        }
    }

    /// Adds the words that stand in `range` of `text`, which parts no word.
    package func append(
        wordsOf text: UnsafeBufferPointer<UInt8>, in range: Range<Int>,
        to words: inout [Mention<Word>]
    ) {
        characters.withEntries { entries in
            let part = UnsafeBufferPointer(rebasing: text[..<range.upperBound])
            self.words(in: part, from: range.lowerBound, entries, &words)
        }
    }

    /// The words of `text` as folded hashes: the form in which phrase tables hold their phrases.
    package func folded(_ text: String) -> [UInt64] {
        var text = text
        return text.withUTF8 { bytes in
            var words: [UInt64] = []
            forEachFolded(in: bytes) { words.append($0) }
            return words
        }
    }

    /// Calls `body` with the folded hash of each word of `text`, which is UTF-8.
    func forEachFolded(in text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
        characters.withEntries { entries in
            forEachWord(in: text, from: 0, entries) { body($0.value.folded) }
        }
    }

    private typealias Entries = UnsafeBufferPointer<CharacterTable.Entry>

    private func words(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ entries: Entries,
        _ words: inout [Mention<Word>]
    ) {
        withUnsafeTemporaryAllocation(of: Mention<Word>.self, capacity: Self.batch) { batch in
            var count = 0
            forEachWord(in: bytes, from: start, entries) { word in
                batch.initializeElement(at: count, to: word)
                count += 1
                if count == Self.batch {
                    words.append(contentsOf: UnsafeBufferPointer(batch))
                    count = 0
                }
            }
            words.append(contentsOf: UnsafeBufferPointer(rebasing: batch[..<count]))
        }
    }

    /// Words are added by so many at a time.
    private static let batch = 64

    @inline(__always)
    private func forEachWord(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ entries: Entries,
        _ body: (Mention<Word>) -> Void
    ) {
        var offset = start
        var followsSpace = true
        while offset < bytes.count {
            let start = offset
            let scalar = nextScalar(in: bytes, at: &offset)
            switch scalar < 0x80 ? entries[Int(scalar)].kind : characters.class(of: scalar) {
            case .space:
                followsSpace = true
                continue
            case .format:
                continue
            case .letter:
                body(run(of: .letter, from: start, in: bytes, at: &offset, followsSpace, entries))
            case .digit:
                body(run(of: .digit, from: start, in: bytes, at: &offset, followsSpace, entries))
            case .other:
                var hash = FoldedHash()
                characters.fold(scalar) { hash.add($0) }
                let mark = Word(
                    kind: .mark, shape: .other, followsSpace: followsSpace, folded: hash.value)
                body(Mention(TextSpan(start..<offset), mark))
            }
            followsSpace = false
        }
    }

    /// The run of characters of `kind` that starts at `start`; moves `offset` to its end.
    @inline(__always)
    private func run(
        of kind: CharacterTable.Class, from start: Int, in bytes: UnsafeBufferPointer<UInt8>,
        at offset: inout Int, _ followsSpace: Bool, _ entries: Entries
    ) -> Mention<Word> {
        var hash = FoldedHash()
        var letters = 0
        var capitals = 0
        var startsUpper = false
        var position = start
        var end = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                let entry = entries[Int(byte)]
                guard entry.isOf(kind) else { break }
                position += 1
                end = position
                if entry.isUpper {
                    capitals += 1
                    startsUpper = startsUpper || letters == 0
                }
                letters += 1
                hash.add(entry.folded)
                continue
            }
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
