import DocumentModel
import TextAnalysis

/// Finds acronyms that a text introduces in brackets after a name: "Fundación Puente Claro (FPC)".
struct AcronymReader {
    struct Introduction {
        /// The words of the full name.
        let name: Range<Int>
        /// The word that is the acronym.
        let acronym: Int
    }

    let text: WordView
    let rules: NameRules

    /// The acronyms introduced, in reading order.
    func introductions() -> [Introduction] {
        text.words.indices.compactMap { index in
            guard text.plainMark(index) == UInt8(ascii: "("), index > 0, text.follows(index),
                let acronym = acronym(after: index), let start = nameStart(before: index, acronym)
            else { return nil }
            return Introduction(name: start..<index, acronym: acronym)
        }
    }

    /// The acronym that stands alone in the brackets opened at `index`.
    func acronym(after index: Int) -> Int? {
        var word = index + 1
        // "(por sus siglas FPC)", "(“FPC”)": what counts is the one word in capitals before the end.
        while word < min(index + 7, text.words.count), text.plainMark(word) != UInt8(ascii: ")") {
            if text.shape(word) == .upper, text.span(word..<word + 1).length <= 10 {
                let next = text.plainMark(word + 1)
                let isLast =
                    next == UInt8(ascii: ")") || next == UInt8(ascii: ",")
                    || next == UInt8(ascii: "\"") || next == UInt8(ascii: ";")
                return isLast && !rules.notOrganisations.contains(text.words[word].value.folded)
                    ? word : nil
            }
            word += 1
        }
        return nil
    }

    /// The start of the name before the bracket whose initials spell `acronym`.
    private func nameStart(before bracket: Int, _ acronym: Int) -> Int? {
        let letters = Array(text.text[text.words[acronym].span.range].reversed())
            .map { $0 | 0x20 }
        guard letters.count >= 2, letters.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return nil
        }
        var next = 0
        var index = bracket - 1
        var passed = 0
        while index >= 0, passed < 16, text.follows(index + 1) {
            let word = text.words[index].value
            if word.kind == .letters {
                if initial(index) == letters[next] {
                    next += 1
                    if next == letters.count { return text.isCapital(index) ? index : nil }
                } else if !rules.inside.contains(word.folded) {
                    return nil
                }
            } else if word.kind == .digits || !isInsideMark(index) {
                return nil
            }
            index -= 1
            passed += 1
        }
        return nil
    }

    private func isInsideMark(_ index: Int) -> Bool {
        guard let mark = text.plainMark(index) else { return false }
        return "'-&,\"".utf8.contains(mark)
    }

    /// The first letter of a word without case and accent.
    private func initial(_ index: Int) -> UInt8 {
        var letter: UInt8 = 0
        text.text.withUnsafeBufferPointer { bytes in
            var offset = text.words[index].span.lowerBound
            CharacterTable.shared.fold(nextScalar(in: bytes, at: &offset)) { folded in
                if letter == 0 { letter = UInt8(truncatingIfNeeded: folded) }
            }
        }
        return letter
    }
}
