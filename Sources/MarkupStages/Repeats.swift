import DocumentModel

/// Tells blocks that stand twice by accident from those that repeat on purpose.
///
/// Scrapers double captions, leads and whole passages. Authors repeat too: refrains, lists, rows,
/// what was quoted twice, one answer under many questions. So what is long or stands side by side
/// goes, and what is short and far apart stays.
struct Repeats {
    let lines: TextLines

    /// Bytes from which a block counts at all.
    private static let least = 25
    /// Bytes from which a sentence, and a line without an end, is not repeated on purpose.
    private static let longSentence = 60
    private static let longLine = 100
    /// Bytes of a line without an end, such as a caption, that goes where its double is near.
    private static let caption = 50
    private static let near = 3
    /// Characters of a line of verse or of an address.
    private static let shortLine = 60

    /// The blocks without those that say what another has said.
    func removed(from blocks: [LineParts.Block]) -> [LineParts.Block] {
        var seen: [UInt64: Int] = [:]
        var kept: [LineParts.Block] = []
        let title = blocks.first { isTitle($0) }
        var sinceTitle: Int?
        for (index, block) in blocks.enumerated() {
            if let title, let distance = sinceTitle, distance < Self.near, !isTitle(block),
                mayGo(block), repeats(title, block)
            {
                continue
            }
            if let distance = sinceTitle, distance < Self.near,
                let own = kept.lastIndex(where: isTitle),
                lines.isSiteTitle(words(kept[own]), words(block))
            {
                // The title with the name of the site behind it, and then the title.
                kept.remove(at: own)
                kept.append(LineParts.Block(lines: block.lines, zone: .title))
                sinceTitle = 0
                continue
            }
            guard block.span(in: lines).length >= Self.least else {
                if isTitle(block) { sinceTitle = 0 } else { sinceTitle = sinceTitle.map { $0 + 1 } }
                kept.append(block)
                continue
            }
            let hash = hash(block)
            if let first = seen[hash], first < kept.count, mayGo(block), !isTitle(block),
                isSame(kept[first], block),
                isDouble(block, of: first, among: kept, blocks, index)
            {
                continue
            }
            seen[hash] = kept.count
            if isTitle(block) { sinceTitle = 0 } else { sinceTitle = sinceTitle.map { $0 + 1 } }
            kept.append(block)
        }
        return kept
    }

    private func isTitle(_ block: LineParts.Block) -> Bool {
        (block.zone ?? line(block).kind) == .title
    }

    private func line(_ block: LineParts.Block) -> TextLine {
        lines.lines[block.lines.lowerBound]
    }

    private func mayGo(_ block: LineParts.Block) -> Bool {
        switch block.zone ?? line(block).kind {
        case .tableHeader, .tableRow, .preformatted: false
        case .title, .heading, .body, .listItem, .quote, .caption, .contact, .link, .comment: true
        }
    }

    /// Whether a block is the title once more, or with the name of the site behind it.
    private func repeats(_ title: LineParts.Block, _ block: LineParts.Block) -> Bool {
        guard block.zone != .listItem, line(block).kind != .listItem else { return false }
        let first = words(title)
        let second = words(block)
        guard first.count >= 2 else { return false }
        guard first.count == second.count else { return lines.isSiteTitle(second, first) }
        return zip(first, second).allSatisfy {
            lines.words[$0].value.folded == lines.words[$1].value.folded
        }
    }

    private func isDouble(
        _ block: LineParts.Block, of first: Int, among kept: [LineParts.Block],
        _ blocks: [LineParts.Block], _ index: Int
    ) -> Bool {
        let length = block.span(in: lines).length
        let zone = block.zone ?? line(block).kind
        guard length >= Self.least else { return false }
        let distance = kept.count - first
        let ends = lines.end(of: lines.lines[block.lines.upperBound - 1]) == .sentence
        if zone == .listItem { return ends && length >= 2 * Self.longSentence }
        if isInVerse(block) { return false }
        if distance == 1 { return true }
        if zone == .quote || isQuoted(block) { return false }
        if zone == .caption { return true }
        // The same answer under another heading is meant.
        if let above = kept.last, (above.zone ?? line(above).kind) == .heading, first > 0,
            (kept[first - 1].zone ?? line(kept[first - 1]).kind) == .heading
        {
            return false
        }
        if ends { return length >= Self.longSentence || distance <= Self.near }
        return length >= Self.longLine || length >= Self.caption && distance <= Self.near
    }

    /// Whether a block begins and ends in quotes.
    private func isQuoted(_ block: LineParts.Block) -> Bool {
        let words = words(block)
        guard let first = words.first, let last = words.last, last - first > 2 else { return false }
        func isQuote(_ word: Int) -> Bool {
            switch lines.mark(lines.words[word].span) {
            case "\"", "“", "”", "«", "»", "'", "‘", "’": true
            default: false
            }
        }
        return isQuote(first) && (isQuote(last) || isQuote(last - 1))
    }

    /// Whether the block is one of several short lines that go on each other.
    private func isInVerse(_ block: LineParts.Block) -> Bool {
        let index = block.lines.lowerBound
        guard block.lines.count == 1, lines.lines[index].width < Self.shortLine else {
            return false
        }
        func goesOn(_ first: Int) -> Bool {
            guard first >= 0, first + 1 < lines.lines.count else { return false }
            let line = lines.lines[first]
            let next = lines.lines[first + 1]
            return !line.isBlank && !next.isBlank && line.zone == next.zone
                && line.width < Self.shortLine && next.width < Self.shortLine
                && [.comma, .colon, .other].contains(lines.end(of: line))
        }
        return goesOn(index - 1) && goesOn(index - 2) || goesOn(index - 1) && goesOn(index)
            || goesOn(index) && goesOn(index + 1)
    }

    // MARK: Words

    private func words(_ block: LineParts.Block) -> Range<Int> {
        line(block).words.lowerBound..<lines.lines[block.lines.upperBound - 1].words.upperBound
    }

    /// A hash of the first and last letters of a block.
    private func hash(_ block: LineParts.Block) -> UInt64 {
        let span = block.span(in: lines)
        return lines.text.withUnsafeBufferPointer { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            func add(_ range: Range<Int>) {
                for byte in bytes[range] where byte > 0x20 && byte < 0x80 {
                    hash = (hash ^ UInt64(byte.asciiLowered)) &* 0x0000_0100_0000_01B3
                }
            }
            var end = span.lowerBound
            var count = 0
            while end < span.upperBound, count < 16 {
                count += bytes[end] > 0x20 && bytes[end] < 0x80 ? 1 : 0
                end += 1
            }
            add(span.lowerBound..<end)
            hash ^= hash >> 32
            // White space may differ, so that the end is counted in letters.
            var start = span.upperBound
            var letters = 0
            while start > span.lowerBound, letters < 16 {
                start -= 1
                letters += bytes[start] > 0x20 && bytes[start] < 0x80 ? 1 : 0
            }
            add(start..<span.upperBound)
            return hash ^ hash >> 29
        }
    }

    /// Whether two blocks are the same but for white space and case.
    private func isSame(_ first: LineParts.Block, _ second: LineParts.Block) -> Bool {
        let first = first.span(in: lines)
        let second = second.span(in: lines)
        return lines.text.withUnsafeBufferPointer { bytes in
            var left = first.lowerBound
            var right = second.lowerBound
            while true {
                left = bytes.skippingWhite(from: left, before: first.upperBound)
                right = bytes.skippingWhite(from: right, before: second.upperBound)
                guard left < first.upperBound, right < second.upperBound else {
                    return left == first.upperBound && right == second.upperBound
                }
                guard bytes[left].asciiLowered == bytes[right].asciiLowered else { return false }
                left += 1
                right += 1
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func skippingWhite(from start: Int, before end: Int) -> Int {
        var offset = start
        while offset < end {
            if self[offset] <= 0x20 {
                offset += 1
            } else if self[offset] == 0xC2, offset + 1 < end, self[offset + 1] == 0xA0 {
                offset += 2
            } else {
                break
            }
        }
        return offset
    }
}

extension TextLines {
    /// Whether the words of `long` are those of `title`, a mark, and the name of a site.
    func isSiteTitle(_ long: Range<Int>, _ title: Range<Int>) -> Bool {
        let rest = long.count - title.count
        guard title.count >= 3, (2...8).contains(rest) else { return false }
        let mark = long.lowerBound + title.count
        guard words[mark].value.kind == .mark, words[mark].value.followsSpace,
            words[mark + 1].value.followsSpace,
            zip(long, title).allSatisfy({ words[$0].value.folded == words[$1].value.folded })
        else { return false }
        switch self.mark(words[mark].span) {
        case "|", "-", "–", "—", "·", "»", "•", ":": return true
        default: return false
        }
    }

    /// Where the second half of a line starts that says the same as the first.
    func doubledHalf(of line: TextLine) -> Int? {
        var count = line.words.count
        let middle = line.words.lowerBound + count / 2
        var second = middle
        if !count.isMultiple(of: 2) {
            guard words[middle].value.kind == .mark else { return nil }
            second += 1
            count -= 1
        }
        guard count >= 6,
            zip(line.words.lowerBound..<middle, second..<line.words.upperBound).allSatisfy({
                words[$0].value.folded == words[$1].value.folded
            })
        else { return nil }
        return middle
    }
}
