import DocumentModel
import TextAnalysis

/// A text as its stretches of proper names: runs of words with capitals and the small words between.
struct NameText: Sendable {
    /// What is known of one word of a stretch before its neighbours are asked.
    struct Token: Sendable {
        let word: Int
        let classes: WordClasses.Classes
        let form: Form
        /// A name in the code list `organisation_names`: 0 for none, else its kind.
        var known: UInt8 = 0
        var knownPart = Part.none
        /// In a known name of no organisation: "World Cup".
        var isOtherName = false
        /// Also an ordinary word in lower case.
        var isOrdinary = false
        /// Code list `org_type` of a word that names are built around; 0 for none.
        var head: UInt8 = 0
        var isStartHead = false
        var geography = Geography.none
        /// Whether it lies in the name of an organisation already found, and where in it.
        var found = Part.none
        var evidence: NameEvidence.Evidence = []
    }

    /// How a word is written, in more detail than ``Word/Shape``.
    enum Form: UInt8, Sendable {
        case low, capital, initial, upper2, upper3, upper5, mixed, digits, mark
    }

    /// Where in a name of several words a word stands.
    enum Part: UInt8, Sendable {
        case none, first, later, whole
    }

    enum Geography: UInt8, Sendable {
        case none, country, demonym, place, region
    }

    let text: [UInt8]
    let words: [Mention<Word>]

    init(_ document: Document) {
        text = document.text
        words = document[.words]
    }

    // MARK: Stretches

    /// The stretches, as ranges of words, in reading order.
    func stretches(_ classes: WordClasses) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var index = 0
        while index < words.count {
            guard opensName(index, classes) else {
                index += 1
                continue
            }
            let end = end(ofStretchAt: index, classes)
            result.append(index..<end)
            index = end
        }
        return result
    }

    /// Whether word `index` may be in a name by itself.
    @inline(__always)
    private func isNameLike(_ index: Int, _ classes: WordClasses) -> Bool {
        let word = words[index].value
        switch word.kind {
        case .letters: return word.shape != .lower && isCapital(index)
        case .digits: return false
        case .mark: return false
        }
    }

    @inline(__always)
    private func opensName(_ index: Int, _ classes: WordClasses) -> Bool {
        let word = words[index].value
        if word.kind == .letters {
            guard word.shape != .lower else { return opensWithParticle(index) }
            return isCapital(index) && !isInAddress(index)
        }
        guard word.kind == .digits, index + 1 < words.count,
            words[index + 1].value.kind == .letters
        else { return false }
        // "6PR", "139th", "30 Seconds".
        if !words[index + 1].value.followsSpace {
            return words[index + 1].value.shape != .lower
                || classes[words[index + 1].value.folded].contains(.ordinal)
        }
        return follows(index + 1) && isNameLike(index + 1, classes)
    }

    /// Whether word `index` is the "al" of "al-Qaeda".
    private func opensWithParticle(_ index: Int) -> Bool {
        words[index].span.length <= 3 && mark(index + 1) == UInt8(ascii: "-")
            && !words[index + 1].value.followsSpace && isCapital(index + 2)
            && !words[index + 2].value.followsSpace && words[index].value.followsSpace
    }

    /// Whether word `index` is part of an address or a tag, by the marks that touch it.
    private func isInAddress(_ index: Int) -> Bool {
        var slashes = 0
        var stops = 0
        var word = index
        while word > 0, index - word < 16 {
            let isGlued = !words[word].value.followsSpace
            switch mark(word - 1) {
            case UInt8(ascii: "@"), UInt8(ascii: "#"): return isGlued || word == index
            case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "?"):
                if isGlued { return true }
            case UInt8(ascii: "/"): if isGlued { slashes += 1 }
            case UInt8(ascii: "."): if isGlued { stops += 1 }
            default: break
            }
            guard isGlued else { break }
            word -= 1
        }
        return slashes > 1 || (slashes > 0 && stops > 0)
    }

    private func end(ofStretchAt start: Int, _ classes: WordClasses) -> Int {
        var end = start + 1
        var index = start + 1
        while index < words.count, index - end < 4, index - start < 48, follows(index) {
            let word = words[index].value
            switch word.kind {
            case .letters:
                if word.shape != .lower, isCapital(index) {
                    end = index + 1
                } else if isOrdinalSuffix(index, classes) {
                    end = index + 1
                } else if !classes[word.folded].contains(.inside), !isPossessive(index) {
                    return end
                }
            case .digits:
                guard index == end else { return end }
                end = index + 1
            case .mark:
                guard isInnerMark(index) else { return end }
                // The stop of "Corp." belongs to the name.
                if mark(index) == UInt8(ascii: "."), !word.followsSpace { end = index + 1 }
            }
            index += 1
        }
        return end
    }

    private func isOrdinalSuffix(_ index: Int, _ classes: WordClasses) -> Bool {
        !words[index].value.followsSpace && words[index - 1].value.kind == .digits
            && classes[words[index].value.folded].contains(.ordinal)
    }

    /// Whether word `index` is the "s" of "Howe's", also where a blank stands before the apostrophe.
    func isPossessive(_ index: Int) -> Bool {
        index > 0 && index < words.count && words[index].span.length == 1
            && words[index].value.kind == .letters
            && !words[index].value.followsSpace && mark(index - 1) == UInt8(ascii: "'")
    }

    private func isInnerMark(_ index: Int) -> Bool {
        switch mark(index) {
        case UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "&"), UInt8(ascii: "/"): true
        case UInt8(ascii: "."), UInt8(ascii: ","):
            words[index - 1].value.kind == .letters && words[index - 1].value.shape != .lower
        default: false
        }
    }

    // MARK: Words

    func span(_ range: Range<Int>) -> TextSpan {
        words[range.lowerBound].span.joined(with: words[range.upperBound - 1].span)
    }

    /// Whether word `index` is letters that start with a capital.
    @inline(__always)
    func isCapital(_ index: Int) -> Bool {
        guard words.indices.contains(index), words[index].value.kind == .letters else {
            return false
        }
        switch words[index].value.shape {
        case .capitalized, .upper: return true
        case .lower: return false
        case .other:
            // "iPhone", "eBay" are names as well: any capital will do.
            return true
        }
    }

    /// The mark at `index` in ASCII: curly quotes as straight ones, dashes as a hyphen; 0 for none.
    func mark(_ index: Int) -> UInt8 {
        guard words.indices.contains(index), words[index].value.kind == .mark else { return 0 }
        let span = words[index].span
        if span.length == 1 { return text[span.lowerBound] }
        if span.length == 2, text[span.lowerBound] == 0xC2 {
            return text[span.lowerBound + 1] == 0xAB || text[span.lowerBound + 1] == 0xBB
                ? UInt8(ascii: "\"") : 1
        }
        guard span.length == 3, text[span.lowerBound] == 0xE2, text[span.lowerBound + 1] == 0x80
        else { return 1 }
        switch text[span.lowerBound + 2] {
        case 0x90...0x95: return UInt8(ascii: "-")
        case 0x98...0x9B: return UInt8(ascii: "'")
        case 0x9C...0x9F: return UInt8(ascii: "\"")
        default: return 1
        }
    }

    /// Whether only blanks part word `index` from the one before it.
    func follows(_ index: Int) -> Bool {
        guard index > 0, index < words.count else { return false }
        for offset in words[index - 1].span.upperBound..<words[index].span.lowerBound
        where text[offset] == 0x0A || text[offset] == 0x09 {
            return false
        }
        return true
    }

    /// Whether letters or digits stand in the same line before word `index`, within a few marks.
    func hasWord(before index: Int) -> Bool {
        for word in stride(from: index, to: max(0, index - 3), by: -1) {
            guard follows(word) else { return false }
            if words[word - 1].value.kind != .mark { return true }
        }
        return false
    }

    /// Whether letters or digits stand in the same line after word `index`, within a few marks.
    func hasWord(after index: Int) -> Bool {
        for word in index + 1..<index + 4 {
            guard follows(word) else { return false }
            if words[word].value.kind != .mark { return true }
        }
        return false
    }

    /// Whether a capital at `index` says little, since a sentence or a line starts there.
    func startsSentence(_ index: Int) -> Bool {
        guard index > 0, follows(index) else { return true }
        switch mark(index - 1) {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: ";"):
            return true
        default: return false
        }
    }

    func form(_ index: Int) -> Form {
        let word = words[index]
        switch word.value.kind {
        case .digits: return .digits
        case .mark: return .mark
        case .letters: break
        }
        switch word.value.shape {
        case .lower: return .low
        case .capitalized: return word.span.length <= 2 ? .initial : .capital
        case .upper:
            return word.span.length == 2 ? .upper2 : word.span.length <= 4 ? .upper3 : .upper5
        case .other: return word.span.length <= 2 ? .initial : .mixed
        }
    }
}
