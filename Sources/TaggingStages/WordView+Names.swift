import DocumentModel
import TextAnalysis

// What names of places and organisations ask of words.
extension WordView {
    func isLetters(_ index: Int) -> Bool {
        words.indices.contains(index) && words[index].value.kind == .letters
    }

    /// Whether word `index` starts with a capital.
    func isCapital(_ index: Int) -> Bool {
        guard isLetters(index) else { return false }
        switch words[index].value.shape {
        case .capitalized, .upper: return true
        case .lower: return false
        case .other: return startsWithCapital(words[index].span)
        }
    }

    func shape(_ index: Int) -> Word.Shape? {
        isLetters(index) ? words[index].value.shape : nil
    }

    /// The byte of the mark at `index`; curly quotes read as straight ones, dashes as a hyphen.
    func plainMark(_ index: Int) -> UInt8? {
        guard words.indices.contains(index), words[index].value.kind == .mark else { return nil }
        let span = words[index].span
        if span.length == 1 { return text[span.lowerBound] }
        guard span.length == 3, text[span.lowerBound] == 0xE2, text[span.lowerBound + 1] == 0x80
        else { return nil }
        switch text[span.lowerBound + 2] {
        case 0x90...0x95: return UInt8(ascii: "-")
        case 0x98...0x9B: return UInt8(ascii: "'")
        case 0x9C...0x9F: return UInt8(ascii: "\"")
        case 0xA2: return UInt8(ascii: "*")
        default: return nil
        }
    }

    /// Whether only blanks part word `index` from the one before it.
    func follows(_ index: Int) -> Bool {
        guard index > 0, index < words.count else { return false }
        return words[index - 1].span.upperBound == words[index].span.lowerBound
            || !startsBlock(index)
    }

    /// Whether nothing parts word `index` from the one before it.
    func touches(_ index: Int) -> Bool {
        index > 0 && index < words.count
            && words[index - 1].span.upperBound == words[index].span.lowerBound
    }

    /// Whether a capital at `index` says nothing, since a sentence or quotation starts there.
    func startsSentence(_ index: Int) -> Bool {
        guard index > 0, !startsBlock(index) else { return true }
        guard words[index - 1].value.kind == .mark else { return false }
        guard let mark = plainMark(index - 1) else { return true }
        // A stop inside "St. Petersburg" or "U.S. Embassy" ends nothing we could tell; a capital
        // after a comma or hyphen is a name's.
        return !",-'&/".utf8.contains(mark)
    }

    /// Whether most words around `index` are in capitals, so that capitals say nothing.
    func isAllCapitals(around index: Int) -> Bool {
        var upper = 0
        var other = 0
        for position in max(0, index - 4)..<min(words.count, index + 5)
        where position != index && isLetters(position) && words[position].span.length > 3 {
            if words[position].value.shape == .upper { upper += 1 } else { other += 1 }
        }
        return upper > other && upper > 1
    }

    /// The letters in `range`, without blanks and marks.
    func letters(_ range: Range<Int>) -> [UInt8] {
        range.flatMap { words[$0].value.kind == .mark ? [] : Array(text[words[$0].span.range]) }
    }

    /// The text in `range` with white space collapsed.
    func surface(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for index in range {
            if index > range.lowerBound, words[index].value.followsSpace { bytes.append(0x20) }
            bytes += text[words[index].span.range]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text in `range` in lower-case ASCII letters and digits, words parted by hyphens.
    func slug(_ range: Range<Int>) -> String {
        surface(range).slug
    }

    private func startsWithCapital(_ span: TextSpan) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            var offset = span.lowerBound
            return CharacterTable.shared.isUppercase(nextScalar(in: bytes, at: &offset))
        }
    }
}

extension String {
    /// This text in lower-case ASCII letters and digits, words parted by hyphens.
    var slug: String {
        var bytes: [UInt8] = []
        for scalar in unicodeScalars {
            CharacterTable.shared.fold(scalar.value) { folded in
                if folded < 0x80, let byte = UInt8(exactly: folded),
                    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                {
                    bytes.append(byte)
                } else if folded != 0x27, folded != 0x2E, let last = bytes.last, last != 0x2D {
                    bytes.append(0x2D)
                }
            }
        }
        while bytes.last == 0x2D { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
