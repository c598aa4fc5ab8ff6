package import DocumentModel
package import StageKit

/// Takes page furniture out of text and makes each paragraph one line.
package struct LineCleaner: Cleaner {
    package static let name: StageName = "clean-lines"
    package static let summary =
        "Removes navigation, share lines and repeats, finds the title, and joins broken lines."

    package static let examples = [
        StageExample(
            """
            -
            Our Work
            Our Work
            What We Do
            What We Do
            Shelter Opens in the Port
            The shelter has room for forty women, and
            their children.
            """,
            leaves: """
                Shelter Opens in the Port
                The shelter has room for forty women, and their children.
                """),
        StageExample(
            "Los trabajadores eran trece.Dos  eran menores.\nCompartir\nTuitear 14", in: .spanish,
            leaves: "Los trabajadores eran trece. Dos eran menores."),
    ]

    private let furniture: FurniturePhrases

    package init(settings: NoSettings, resources: StageResources) {
        furniture = FurniturePhrases(resources.lexicons)
    }

    package func cleaning(of document: Document) throws(StageError) -> Cleaning {
        var lines = TextLines(of: document)
        var cleaning = Cleaning()
        for part in ScraperHeader(lines: lines, furniture: furniture).parts() {
            lines.trim(part.line, to: part.kept)
        }
        let isPlain = document.zones.count <= 1 && document.zones.first?.value != .title
        let head = isPlain ? HeadFurniture(lines: lines, furniture: furniture).count() : 0
        var parts = LineParts(lines, furniture, head: head, isPlain: isPlain)
        parts.sort()
        document.text.withUnsafeBufferPointer { bytes in
            edit(parts, bytes, document.literals, &cleaning)
        }
        remark(parts, &cleaning)
        return cleaning
    }

    // MARK: Edits

    private func edit(
        _ parts: LineParts, _ bytes: UnsafeBufferPointer<UInt8>, _ literals: [TextSpan],
        _ cleaning: inout Cleaning
    ) {
        let lines = parts.lines
        let joining = parts.joining
        var repairs = CharacterRepairs(bytes)
        var glued = GluedWords(bytes, furniture)
        let known = parts.hasHyphens ? KnownWords(lines, furniture.vocabulary) : nil
        var end = 0
        var isFirst = true
        var previous: TextLine?
        for block in parts.blocks {
            for index in block.lines {
                var line = lines.lines[index]
                if parts.isHeading(block), let half = lines.doubledHalf(of: line) {
                    line.content =
                        line.content.lowerBound..<lines.words[half - 1].span.upperBound
                }
                let isInside = index > block.lines.lowerBound
                let gap = end..<line.content.lowerBound
                if isFirst {
                    remove(gap, &cleaning)
                } else if isInside {
                    let hyphen = known.flatMap {
                        joining.breakingHyphen(after: index - 1, known: $0)
                    }
                    let start = hyphen ?? gap.lowerBound
                    cleaning.edits.append(
                        TextEdit(
                            TextSpan(start..<gap.upperBound), to: joining.seam(after: index - 1)))
                } else if line.kind != .preformatted || line.zone != previous?.zone {
                    part(gap, lines.text, &cleaning)
                }
                if line.kind != .preformatted {
                    mend(line, lines, literals, &repairs, &glued, &cleaning)
                }
                end = line.content.upperBound
                isFirst = false
                previous = line
            }
            if let zone = block.zone { cleaning.zones.append(Mention(block.span(in: lines), zone)) }
        }
        remove(end..<lines.text.count, &cleaning)
        cleaning.edits += repairs.edits
        if let place = repairs.firstUnreadable {
            cleaning.remarks.append(
                Cleaning.Remark("ENCODING", "characters of the page could not be read", at: place))
        }
    }

    /// Mends the characters and words of a line, but not code in it.
    private func mend(
        _ line: TextLine, _ lines: TextLines, _ literals: [TextSpan],
        _ repairs: inout CharacterRepairs, _ glued: inout GluedWords, _ cleaning: inout Cleaning
    ) {
        let keepsTabs = lines.isRow(line)
        if !line.hasLiteral {
            repairs.repair(line.content, keepsTabs: keepsTabs)
            for border in glued.borders(in: line.content) { insertBlank(at: border, &cleaning) }
            return
        }
        for range in line.content.without(literals) {
            repairs.repair(range, keepsTabs: keepsTabs)
            for border in glued.borders(in: range) { insertBlank(at: border, &cleaning) }
        }
    }

    private func insertBlank(at offset: Int, _ cleaning: inout Cleaning) {
        cleaning.edits.append(TextEdit(TextSpan(offset..<offset), to: " "))
    }

    private func remove(_ range: Range<Int>, _ cleaning: inout Cleaning) {
        if !range.isEmpty { cleaning.edits.append(.removing(TextSpan(range))) }
    }

    /// Leaves of what lies between two blocks one line feed.
    private func part(_ gap: Range<Int>, _ text: [UInt8], _ cleaning: inout Cleaning) {
        guard let lineFeed = text[gap].firstIndex(of: 0x0A) else { return }
        remove(gap.lowerBound..<lineFeed, &cleaning)
        remove((lineFeed + 1)..<gap.upperBound, &cleaning)
    }

    // MARK: Remarks

    private func remark(_ parts: LineParts, _ cleaning: inout Cleaning) {
        if let place = parts.boilerplate {
            cleaning.remarks.append(
                Cleaning.Remark("BOILERPLATE", "furniture of the page was removed", at: place))
        }
        if let place = parts.cutEnd {
            cleaning.remarks.append(
                Cleaning.Remark(
                    "TRUNCATED_BODY", "the text ends within a sentence", at: place))
        }
    }
}

extension Range<Int> {
    /// The parts of the range that none of `spans`, sorted, covers.
    fileprivate func without(_ spans: [TextSpan]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = lowerBound
        let first = spans.partitioningIndex { $0.upperBound > lowerBound }
        for span in spans[first...] {
            guard span.lowerBound < upperBound else { break }
            if start < span.lowerBound { parts.append(start..<span.lowerBound) }
            start = Swift.max(start, span.upperBound)
        }
        if start < upperBound { parts.append(start..<upperBound) }
        return parts
    }
}
