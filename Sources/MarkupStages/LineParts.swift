import DocumentModel

/// The lines of a text sorted into what is kept, in blocks, and what is not.
struct LineParts {
    /// Lines that make one paragraph, title or item.
    struct Block {
        let lines: Range<Int>
        /// The zone the block is found to be, nil where the extractor's stands.
        var zone: Zone?

        func span(in lines: TextLines) -> TextSpan {
            TextSpan(
                lines.lines[self.lines.lowerBound].content
                    .lowerBound..<lines.lines[
                        self.lines.upperBound - 1
                    ].content.upperBound)
        }
    }

    let lines: TextLines
    let joining: LineJoining
    private(set) var blocks: [Block] = []
    /// The first furniture that was taken out.
    private(set) var boilerplate: TextSpan?
    /// The last paragraph, where it breaks off.
    private(set) var cutEnd: TextSpan?

    private let furniture: FurniturePhrases
    private let head: Int
    private let isPlain: Bool

    /// Lines at the foot of a page among which its rights are looked for.
    private static let footLines = 8

    init(_ lines: TextLines, _ furniture: FurniturePhrases, head: Int, isPlain: Bool) {
        self.lines = lines
        self.furniture = furniture
        self.head = head
        self.isPlain = isPlain
        joining = LineJoining(lines, furniture)
    }

    /// Whether a line that is joined to the next ends in a hyphen.
    var hasHyphens: Bool {
        blocks.contains { block in
            block.lines.dropLast().contains { joining.isHyphenated(after: $0) }
        }
    }

    mutating func sort() {
        findBlocks(without: removedLines())
        removeRepeats()
        if isPlain {
            findTitle()
            findZones()
        }
        findLinks()
        findCutEnd()
    }

    // MARK: What goes

    private mutating func removedLines() -> [Bool] {
        var isRemoved = lines.lines.indices.map { $0 < head }
        if head > 0 { note(0..<head) }
        let title = lines.lines.firstIndex { $0.kind == .title } ?? 0
        var foot = Self.footLines
        for index in lines.lines.indices.reversed() where !lines.lines[index].isBlank {
            let line = lines.lines[index]
            guard !isRemoved[index], mayBeFurniture(line) else { continue }
            foot -= 1
            isRemoved[index] =
                furniture.isControl(line, in: lines)
                || furniture.isCookieNotice(line, in: lines)
                || isPlain && lines.isCode(line)
                || isPlain && lines.isBulletAlone(line)
                || isPlain && furniture.isIndex(line, in: lines)
                || foot >= 0 && index > 0 && furniture.isRights(line, in: lines)
                || index < title && furniture.isLabel(line, in: lines)
            if isRemoved[index] { note(index..<index + 1) }
        }
        removeCounters(&isRemoved)
        return isRemoved
    }

    private func mayBeFurniture(_ line: TextLine) -> Bool {
        if line.hasLiteral { return false }
        return switch line.kind {
        case .title, .tableHeader, .tableRow, .preformatted, .listItem: false
        case .heading, .body, .quote, .caption, .contact, .link, .comment: true
        }
    }

    /// Bare numbers beside a line of controls count shares and views.
    private mutating func removeCounters(_ isRemoved: inout [Bool]) {
        for index in lines.lines.indices.dropFirst(head) where !isRemoved[index] {
            let line = lines.lines[index]
            guard !line.isBlank, line.words.count <= 3, mayBeFurniture(line), !lines.isRow(line),
                line.words.allSatisfy({ lines.words[$0].value.kind == .digits }),
                index > head && isRemoved[index - 1]
                    || index + 1 < isRemoved.count && isRemoved[index + 1]
            else { continue }
            isRemoved[index] = true
        }
    }

    private mutating func note(_ range: Range<Int>) {
        let kept = lines.lines[range].filter { !$0.isBlank }
        guard boilerplate == nil, let first = kept.first, let last = kept.last else { return }
        boilerplate = TextSpan(first.content.lowerBound..<last.content.upperBound)
    }

    // MARK: What stays

    private mutating func findBlocks(without isRemoved: [Bool]) {
        let title = isPlain ? titleLine(without: isRemoved) : nil
        var index = 0
        while index < lines.lines.count {
            guard !isRemoved[index], !lines.lines[index].isBlank else {
                index += 1
                continue
            }
            let start = index
            while index + 1 < lines.lines.count, !isRemoved[index + 1], index != title,
                index + 1 != title, joining.joins(index, isInside: index > start)
            {
                index += 1
            }
            index += 1
            blocks.append(Block(lines: start..<index, zone: start == title ? .title : nil))
        }
    }

    /// The line that is the title of plain text: like a heading, and near the top.
    private func titleLine(without isRemoved: [Bool]) -> Int? {
        let kept = lines.lines.indices.filter { !isRemoved[$0] && !lines.lines[$0].isBlank }
        for (position, index) in kept.prefix(3).enumerated() where position + 1 < kept.count {
            if isTitle(index, before: kept[position + 1]) { return index }
            if lines.lines[index].width > 60 { return nil }
        }
        return nil
    }

    private func isTitle(_ index: Int, before next: Int) -> Bool {
        let line = lines.lines[index]
        let count = lines.wordCount(of: line)
        guard count >= 2, line.width <= 200, lines.start(of: line) != .lower,
            lines.start(of: line) != .bullet, !lines.isContact(line), !lines.isRow(line),
            !furniture.isSeeAlso(line, in: lines), !isDate(line),
            line.words.contains(where: {
                lines.words[$0].value.kind == .letters
            })
        else { return false }
        switch lines.end(of: line) {
        case .sentence:
            // A question or a cry may be a title, a statement with its stop is none.
            guard lines.text[line.content].last != UInt8(ascii: "."), line.width <= 120 else {
                return false
            }
        case .colon, .comma, .hyphen: return false
        case .digit, .other: break
        }
        if next > index + 1 { return true }
        let follower = lines.lines[next]
        if joining.goesOn(line, with: follower) { return false }
        return lines.start(of: follower) != .lower && !hasSentenceEnd(line)
    }

    /// Whether the line is mostly digits, as dates and bylines with dates are.
    private func isDate(_ line: TextLine) -> Bool {
        let digits = line.words.count { lines.words[$0].value.kind == .digits }
        return digits > 0 && line.words.count <= 6 && digits * 2 >= lines.wordCount(of: line) - 1
    }

    private func hasSentenceEnd(_ line: TextLine) -> Bool {
        line.words.dropLast().dropFirst(2).contains { index in
            let word = lines.words[index]
            return word.value.kind == .mark && lines.text[word.span.lowerBound] == 0x2E
                && lines.words[index - 1].span.length > 3
                && lines.words[index + 1].value.shape == .capitalized
        }
    }

    // MARK: Repeats

    private mutating func removeRepeats() {
        blocks = Repeats(lines: lines).removed(from: blocks)
    }

    /// Whether a block is a title or heading, which is not made of the same words twice on purpose.
    func isHeading(_ block: Block) -> Bool {
        let zone = block.zone ?? lines.lines[block.lines.lowerBound].kind
        return block.lines.count == 1 && (zone == .title || zone == .heading)
    }

    // MARK: Zones

    private mutating func findTitle() {
        guard let title = blocks.firstIndex(where: { $0.zone == .title }) else { return }
        // Labels of the template over the title, and the title once more under it.
        let labels = blocks[..<title].indices.filter {
            let line = lines.lines[blocks[$0].lines.lowerBound]
            return furniture.isLabel(line, in: lines) || furniture.isMenu(line, in: lines)
        }
        for index in labels.reversed() {
            note(blocks[index].lines)
            blocks.remove(at: index)
        }
    }

    private mutating func findZones() {
        for index in blocks.indices where blocks[index].zone == nil {
            let line = lines.lines[blocks[index].lines.lowerBound]
            blocks[index].zone =
                lines.isRow(line) ? .tableRow : lines.isItem(line) ? .listItem : .body
        }
    }

    private mutating func findLinks() {
        var follows = false
        for index in blocks.indices {
            let line = lines.lines[blocks[index].lines.lowerBound]
            if furniture.isSeeAlso(line, in: lines), mayBeFurniture(line) {
                blocks[index].zone = .link
                follows = furniture.isSeeAlsoAlone(line, in: lines)
            } else if follows {
                let last = lines.lines[blocks[index].lines.upperBound - 1]
                follows = lines.end(of: last) != .sentence && last.width <= 160
                if follows { blocks[index].zone = .link }
            }
        }
    }

    /// Finds a last paragraph that breaks off on a page whose other paragraphs do not.
    private mutating func findCutEnd() {
        let prose = blocks.filter { block in
            let span = block.span(in: lines)
            let line = lines.lines[block.lines.lowerBound]
            return span.length >= 60 && (block.zone ?? line.kind) == .body && !lines.isContact(line)
                && !endsInAddress(span)
        }
        guard let last = prose.last, prose.count > 1 else { return }
        guard breaksOff(last), prose.dropLast().count(where: breaksOff) * 2 < prose.count - 1
        else { return }
        let end = last.span(in: lines).upperBound
        cutEnd = TextSpan(end..<end)
    }

    /// Whether a block ends in a mail address or a telephone number: the end of a contact line.
    private func endsInAddress(_ span: TextSpan) -> Bool {
        let tail = lines.text[max(span.lowerBound, span.upperBound - 60)..<span.upperBound]
        return tail.contains(UInt8(ascii: "@")) || tail.count { 0x30...0x39 ~= $0 } >= 7
    }

    private func breaksOff(_ block: Block) -> Bool {
        let end = lines.end(of: lines.lines[block.lines.upperBound - 1])
        return end != .sentence && end != .colon
    }
}
