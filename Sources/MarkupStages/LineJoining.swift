import DocumentModel

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

    private static let leastProse = 30
    /// Lines wider than this are paragraphs, not wrapped lines.
    private static let widest = 120

    init(_ lines: TextLines, _ furniture: FurniturePhrases) {
        self.lines = lines
        self.furniture = furniture
        var pairs = 0
        var wrapped: [Int] = []
        for index in lines.lines.indices.dropLast() {
            let line = lines.lines[index]
            let next = lines.lines[index + 1]
            guard line.width >= Self.leastProse, !next.isBlank, line.zone == next.zone else {
                continue
            }
            pairs += 1
            let end = lines.end(of: line)
            guard line.width <= Self.widest, end != .sentence, end != .colon,
                lines.start(of: next) == .lower
            else { continue }
            wrapped.append(line.width)
        }
        wrapped.sort()
        width =
            !wrapped.isEmpty && wrapped.count * 4 >= pairs
            ? wrapped[(wrapped.count - 1) * 95 / 100] : nil
    }

    /// Whether line `index` and the next are one paragraph; `isInside` if the line goes on from the
    /// one before it.
    func joins(_ index: Int, isInside: Bool) -> Bool {
        let line = lines.lines[index]
        let next = lines.lines[index + 1]
        guard !line.isBlank, !next.isBlank, line.zone == next.zone, line.kind != .preformatted,
            !standsAlone(line), !standsAlone(next), !lines.isItem(next),
            !lines.isBulletAlone(line)
        else { return false }
        if isBrokenNumber(line, next) { return true }
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

    /// Whether a number, or a number and its unit, are parted by the end of the line.
    private func isBrokenNumber(_ line: TextLine, _ next: TextLine) -> Bool {
        guard line.width >= 20, line.width <= Self.widest, lines.end(of: line) == .digit,
            let last = line.words.last, let first = next.words.first
        else { return false }
        let number = lines.words[last].span.length
        switch lines.words[first].value.kind {
        case .letters: return lines.start(of: next) == .lower
        case .digits: return number <= 3 && lines.words[first].span.length == 3
        case .mark: return false
        }
    }

    /// What the end of line `index` becomes inside a paragraph.
    func seam(after index: Int) -> String {
        let line = lines.lines[index]
        let next = lines.lines[index + 1]
        guard lines.end(of: line) == .hyphen, lines.start(of: next) == .lower,
            let mark = line.words.last, mark > line.words.lowerBound,
            !lines.words[mark].value.followsSpace, let first = next.words.first,
            lines.words[mark - 1].value.kind == .letters,
            !furniture.isFunctionWord(lines.words[first].value)
        else { return " " }
        return ""
    }

    /// Where the hyphen starts that only breaks a word at the end of line `index`: the whole word
    /// stands elsewhere in the text.
    func breakingHyphen(after index: Int, known: Set<[UInt32]>) -> Int? {
        guard seam(after: index).isEmpty, let mark = lines.lines[index].words.last else {
            return nil
        }
        let head = lines.words[mark - 1].span.range
        let tail = lines.words[lines.lines[index + 1].words.lowerBound].span.range
        let isWord = known.contains(lines.folded(head) + lines.folded(tail))
        return isWord ? lines.words[mark].span.lowerBound : nil
    }
}
