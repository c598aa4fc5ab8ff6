import DocumentModel

/// Tells the navigation at the head of a page that was scraped to text from the story under it.
///
/// Each line speaks for navigation or for the story; the cut lies where the balance of all lines
/// above it is best. A single odd line decides nothing, and no template has to be known.
struct HeadFurniture {
    let lines: TextLines
    let furniture: FurniturePhrases

    /// Characters of prose after which no more navigation is looked for.
    private static let mostProse = 700
    /// What the lines cut off must speak for together.
    private static let leastEvidence = 4

    /// The number of lines at the head that are navigation.
    func count() -> Int {
        var balance = 0
        var best = Self.leastEvidence - 1
        var cut = 0
        var prose = 0
        var previous: Int?
        for index in lines.lines.indices where !lines.lines[index].isBlank {
            let line = lines.lines[index]
            let evidence = self.evidence(for: index, after: previous)
            balance += evidence
            if evidence < 0, !isHeading(line) { prose += line.width }
            guard prose <= Self.mostProse else { break }
            if balance > best {
                best = balance
                cut = index + 1
            }
            previous = index
        }
        return hasText(from: cut) ? withTitle(cut) : 0
    }

    /// Whether more than short lines follow: a list of them is no menu.
    private func hasText(from cut: Int) -> Bool {
        lines.lines[cut...].contains {
            !$0.isBlank && ($0.width > 40 || lines.end(of: $0) == .sentence || isHeading($0))
        }
    }

    /// What line `index` speaks for, in halves: positive for navigation, negative for the story.
    private func evidence(for index: Int, after previous: Int?) -> Int {
        let line = lines.lines[index]
        if lines.isBulletAlone(line) || isDoubled(line) { return 6 }
        if let previous {
            let above = lines.lines[previous]
            if above.words.count <= 10, lines.isSame(above, line), line.width <= 80 { return 7 }
            if lines.wordCount(of: above) <= 8, lines.glued(line, to: above) { return 8 }
        }
        if isGluedInCapitals(line) { return 8 }
        if furniture.isLabel(line, in: lines) || furniture.isMenu(line, in: lines) { return 4 }
        if furniture.isControl(line, in: lines) { return 0 }
        if furniture.hasControl(line, in: lines) { return 4 }
        let count = lines.wordCount(of: line)
        let end = lines.end(of: line)
        if end == .sentence || line.width > 110 { return min(-4, -line.width / 8) }
        if lines.start(of: line) == .bullet, count <= 8 { return 2 }
        if isHeading(line) || line.width > 40 { return -4 }
        if lines.isContact(line) || lines.start(of: line) == .digit || end == .colon { return 0 }
        return lines.start(of: line) == .lower ? 0 : 1
    }

    /// A line that only stood before the title keeps the title out of the cut.
    private func withTitle(_ cut: Int) -> Int {
        guard cut > 0,
            let first = lines.lines[cut...].firstIndex(where: { !$0.isBlank }),
            lines.lines[first].width > 110 || lines.end(of: lines.lines[first]) == .sentence
                || isBrokenProse(first),
            let last = lines.lines[..<cut].lastIndex(where: { !$0.isBlank })
        else { return cut }
        let line = lines.lines[last]
        let before = lines.lines[..<last].lastIndex { !$0.isBlank }
        // The title twice, and nothing else before the text.
        if let before, lines.isSame(lines.lines[before], line),
            lines.lines[..<before].allSatisfy(\.isBlank)
        {
            return before
        }
        let isTitle =
            evidence(for: last, after: before) <= 1 && lines.start(of: line) != .bullet
            && !furniture.isControl(line, in: lines)
        return isTitle ? last : cut
    }

    /// Whether the sentence on line `index` goes on, without a capital, on the next.
    private func isBrokenProse(_ index: Int) -> Bool {
        let next = index + 1
        return next < lines.lines.count && lines.lines[index].width > 40
            && lines.end(of: lines.lines[index]) != .sentence && !lines.lines[next].isBlank
            && [.lower, .digit].contains(lines.start(of: lines.lines[next]))
    }

    private func isHeading(_ line: TextLine) -> Bool {
        let count = lines.wordCount(of: line)
        return count >= 5 && count <= 25 && lines.end(of: line) != .sentence
            && lines.start(of: line) != .lower
    }

    /// Whether the line opens with a word written twice without a blank between.
    private func isDoubled(_ line: TextLine) -> Bool {
        guard let first = line.words.first else { return false }
        let bytes = lines.text[lines.words[first].span.range]
        let half = bytes.count / 2
        return bytes.count.isMultiple(of: 2) && half >= 3
            && bytes.prefix(half).elementsEqual(bytes.suffix(half))
            && lines.isUpper(at: bytes.startIndex)
    }

    /// Whether the line opens with words in capitals, the last of which runs on in lower case.
    private func isGluedInCapitals(_ line: TextLine) -> Bool {
        var capitals = 0
        for index in line.words.prefix(8) {
            let word = lines.words[index]
            if word.value.kind == .letters, word.value.shape == .upper {
                capitals += 1
                continue
            }
            guard capitals > 0, word.value.shape == .other, word.value.followsSpace else {
                return false
            }
            let bytes = lines.text[word.span.range]
            let upper = bytes.prefix { !$0.isASCIILetter || $0 & 0x20 == 0 }
            return upper.count >= 3 && bytes.count - upper.count >= 1
                && bytes[upper.endIndex...].allSatisfy { $0 & 0x20 != 0 || $0 >= 0x80 }
        }
        return false
    }
}
