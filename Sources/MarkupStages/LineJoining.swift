import DocumentModel
import TextAnalysis

/// Decides which line ends part paragraphs and which only wrap them.
///
/// A program that wraps lines breaks where the next word would not have fitted. So an end of line
/// that the next word would have fitted into was meant, and one that it would not is most likely
/// none, unless how the lines end and begin says otherwise.
struct LineJoining {
    let lines: TextLines
    let furniture: FurniturePhrases
    /// The width lines were wrapped to, nil where they were not.
    let width: Int?
    /// Whether lines end where the next word would have fitted, time and again: verse, addresses.
    private let isVerse: Bool

    private static let leastProse = 30
    /// Lines shorter than this are no part of a sentence for certain.
    private static let leastLine = 20
    /// Lines wider than this are paragraphs, not wrapped lines.
    private static let widest = 120

    init(_ lines: TextLines, _ furniture: FurniturePhrases) {
        self.lines = lines
        self.furniture = furniture
        var pairs = 0
        var wrapped: [Int] = []
        var measure = VerseMeasure()
        for index in lines.lines.indices.dropLast() {
            let line = lines.lines[index]
            let next = lines.lines[index + 1]
            guard line.width >= VerseMeasure.least, !next.isBlank, line.zone == next.zone else {
                continue
            }
            let end = lines.end(of: line)
            if line.width <= Self.widest, !lines.isItem(line), !lines.isItem(next) {
                let filled = line.width + 1 + lines.firstTokenWidth(of: next)
                measure.add(line.width, line.width < Self.leastProse ? nil : filled, end)
            }
            guard line.width >= Self.leastProse else { continue }
            pairs += 1
            guard line.width <= Self.widest, end != .sentence, end != .colon else { continue }
            if lines.start(of: next) == .lower { wrapped.append(line.width) }
        }
        wrapped.sort()
        let most =
            !wrapped.isEmpty && wrapped.count * 4 >= pairs
            ? wrapped[(wrapped.count - 1) * 95 / 100] : nil
        isVerse = measure.isVerse(reach: most)
        width = isVerse ? nil : most
    }

    /// Whether line `index` and the next are one paragraph; `isInside` if the line goes on from the
    /// one before it.
    func joins(_ index: Int, isInside: Bool) -> Bool {
        let line = lines.lines[index]
        let next = lines.lines[index + 1]
        guard !line.isBlank, !next.isBlank, line.zone == next.zone, line.kind != .preformatted,
            !lines.isItem(next), !lines.isBulletAlone(line),
            !standsAlone(line), !standsAlone(next)
        else { return false }
        if goesOn(line, with: next) { return true }
        guard let width, line.width <= Self.widest else { return false }
        let fills = line.width + 1 + lines.firstTokenWidth(of: next)
        let isLong = 2 * line.width >= width || isInside && 3 * line.width >= width
        switch lines.end(of: line) {
        case .sentence: return fills > width && 10 * line.width >= 7 * width
        case .colon: return lines.start(of: next) == .lower && isLong
        case .comma: return isLong
        case .hyphen, .digit, .other: break
        }
        switch lines.start(of: next) {
        case .lower, .digit: return isLong
        case .mark: return isLong && fills > width - 12
        case .upper: return isLong && goesOn(line, with: next, fills: fills > width - 8)
        case .bullet: return false
        }
    }

    /// Whether a number, a word, or a sentence is parted by a line's end for certain.
    func goesOn(_ line: TextLine, with next: TextLine) -> Bool {
        isBrokenNumber(line, next) || isBrokenWord(line, next) || isOpen(line, next)
    }

    /// Whether a line without an end and one that starts with a capital are one sentence.
    private func goesOn(_ line: TextLine, with next: TextLine, fills: Bool) -> Bool {
        guard let last = line.words.last, let first = next.words.first else { return false }
        let word = lines.words[last]
        if word.value.kind == .letters, word.value.shape == .lower,
            furniture.isFunctionWord(word.value)
        {
            return true
        }
        // A sentence that starts anew: the end of the paragraph before it was lost.
        return fills && !furniture.isFunctionWord(lines.words[first].value)
    }

    private func standsAlone(_ line: TextLine) -> Bool {
        line.kind == .title || line.kind == .heading || lines.isRow(line)
            || lines.isContact(line) || furniture.isSeeAlso(line, in: lines)
    }

    /// Whether a sentence cannot end where the line does: at a word such as "of" before one that
    /// goes on in small letters, or before a figure.
    private func isOpen(_ line: TextLine, _ next: TextLine) -> Bool {
        guard !isVerse, line.width >= Self.leastLine, let last = line.words.last else {
            return false
        }
        let word = lines.words[last].value
        guard word.kind == .letters, word.shape == .lower, furniture.isFunctionWord(word) else {
            return false
        }
        let start = lines.start(of: next)
        return start == .lower || start == .digit
    }

    // MARK: Numbers

    /// Whether a number, or a number and its unit, are parted by the end of the line.
    private func isBrokenNumber(_ line: TextLine, _ next: TextLine) -> Bool {
        guard line.width >= Self.leastLine, let last = line.words.last,
            let first = next.words.first
        else { return false }
        if breaksThousands(line, next) { return true }
        guard lines.end(of: line) == .digit else { return false }
        let number = lines.words[last].span.length
        switch lines.words[first].value.kind {
        case .letters: return lines.start(of: next) == .lower
        case .digits: return number <= 3 && lines.words[first].span.length == 3
        case .mark: return lines.byte(first) == UInt8(ascii: "%")
        }
    }

    /// Whether the line ends in a number's thousands mark, or the next begins with it: "1,", "786".
    private func breaksThousands(_ line: TextLine, _ next: TextLine) -> Bool {
        guard let last = line.words.last, let first = next.words.first else { return false }
        let words = lines.words
        if words[last].value.kind == .digits, first + 1 < next.words.upperBound,
            isThousandsMark(first), words[first + 1].value.kind == .digits,
            !words[first + 1].value.followsSpace
        {
            return words[last].span.length <= 3 && words[first + 1].span.length == 3
        }
        guard isThousandsMark(last), last > line.words.lowerBound,
            words[last - 1].value.kind == .digits, !words[last].value.followsSpace,
            words[last - 1].span.length <= 3, words[first].value.kind == .digits,
            words[first].span.length == 3
        else { return false }
        // "1, 786, 9": a list, or a number that is no thousand.
        if last - 2 >= line.words.lowerBound, words[last - 2].value.kind == .mark,
            words[last - 1].value.followsSpace
        {
            return false
        }
        let after = first + 1
        guard after < next.words.upperBound else { return lines.byte(last) == UInt8(ascii: ",") }
        if words[after].value.kind == .mark, !words[after].value.followsSpace,
            lines.byte(after) == UInt8(ascii: "/") || lines.byte(after) == UInt8(ascii: "-")
        {
            return false
        }
        return lines.byte(last) == UInt8(ascii: ",")
            || words[after].value.kind == .letters && words[after].value.shape == .lower
    }

    private func isThousandsMark(_ word: Int) -> Bool {
        lines.byte(word) == UInt8(ascii: ",") || lines.byte(word) == UInt8(ascii: ".")
    }

    // MARK: Words

    /// Whether a word is parted at a hyphen by the end of the line.
    private func isBrokenWord(_ line: TextLine, _ next: TextLine) -> Bool {
        guard line.width >= Self.leastLine, lines.start(of: next) == .lower,
            let mark = line.words.last, mark > line.words.lowerBound,
            lines.isHyphen(mark), !lines.words[mark].value.followsSpace,
            lines.words[mark - 1].value.kind == .letters, let first = next.words.first
        else { return false }
        return !furniture.isFunctionWord(lines.words[first].value)
    }

    /// What the end of line `index` becomes inside a paragraph.
    func seam(after index: Int) -> String {
        let line = lines.lines[index]
        let next = lines.lines[index + 1]
        return isBrokenWord(line, next) || breaksThousands(line, next) ? "" : " "
    }

    /// Whether a hyphen ends line `index` in a word that goes on in the next.
    func isHyphenated(after index: Int) -> Bool {
        isBrokenWord(lines.lines[index], lines.lines[index + 1])
    }

    /// Where the hyphen starts that only breaks a word at the end of line `index`: the whole word is
    /// known, and it is not written with a hyphen elsewhere.
    func breakingHyphen(after index: Int, known: KnownWords) -> Int? {
        guard isHyphenated(after: index), let mark = lines.lines[index].words.last else {
            return nil
        }
        let tail = lines.lines[index + 1].words.lowerBound
        let isBreak = lines.isNotSign(mark) || known.isWhole(mark - 1, tail, in: lines)
        return isBreak ? lines.words[mark].span.lowerBound : nil
    }
}

/// Tells lines that were meant, such as verse and addresses, from those that a width made.
private struct VerseMeasure {
    /// Narrower lines say nothing.
    static let least = 15
    private static let leastLines = 4
    private static let widest = 60

    private var count = 0
    private var punctuated = 0
    private var widest = 0
    /// Widths with the next word of long lines that end in no sentence's end.
    private var open: [Int] = []

    /// Adds a line: its width, alone and with the next word, and how it ends.
    mutating func add(_ width: Int, _ filled: Int?, _ end: TextLines.End) {
        count += 1
        widest = max(widest, width)
        switch end {
        case .sentence, .colon: punctuated += 1
        case .comma:
            punctuated += 1
            open += filled.map { [$0] } ?? []
        case .hyphen, .digit, .other: open += filled.map { [$0] } ?? []
        }
    }

    /// Whether most lines end where a reader pauses, or where the next word would have fitted in.
    func isVerse(reach: Int?) -> Bool {
        guard count >= Self.leastLines else { return false }
        if widest < Self.widest, punctuated * 2 >= count { return true }
        let reach = reach ?? widest
        let full = open.count { $0 > reach - 2 }
        return open.count >= Self.leastLines && full * 2 < open.count
    }
}

/// The words of a text and of the lexicons, by which a hyphen in a word is told from one that broke
/// it.
struct KnownWords {
    private let lexicon: WordCounts
    private let words: WordCounts
    /// Pairs of words with a hyphen between them.
    private var compounds: Set<[UInt64]> = []

    init(_ lines: TextLines, _ lexicon: WordCounts) {
        self.lexicon = lexicon
        let all = WordSegmenter().words(in: lines.text)
        words = WordCounts(lettersOf: all)
        for (index, word) in all.enumerated() where index >= 2 && word.value.kind == .letters {
            let mark = all[index - 1]
            guard mark.value.kind == .mark, !word.value.followsSpace, !mark.value.followsSpace,
                lines.mark(mark.span) == "-" || lines.mark(mark.span) == "\u{2010}"
            else { continue }
            compounds.insert([all[index - 2].value.folded, word.value.folded])
        }
    }

    /// Whether the words `head` and `tail` make one without a hyphen.
    func isWhole(_ head: Int, _ tail: Int, in lines: TextLines) -> Bool {
        let parts = [lines.words[head], lines.words[tail]]
        if compounds.contains(parts.map(\.value.folded)) { return false }
        var hash = FoldedHash()
        for scalar in parts.flatMap({ lines.folded($0.span.range) }) { hash.add(scalar) }
        if words.contains(hash.value) { return true }
        // "co-operation": what follows the hyphen is a word, so the hyphen may be meant.
        let tail = parts[1].value.folded
        return lexicon.contains(hash.value) && !lexicon.contains(tail)
    }
}
