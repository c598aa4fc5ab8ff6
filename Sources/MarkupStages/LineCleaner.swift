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
        trimScrapedDate(&lines)
        let isPlain = document.zones.count <= 1 && document.zones.first?.value != .title
        let head = isPlain ? HeadFurniture(lines: lines, furniture: furniture).count() : 0
        var parts = LineParts(lines, furniture, head: head, isPlain: isPlain)
        parts.sort()
        edit(parts, &cleaning)
        remark(parts, &cleaning)
        return cleaning
    }

    /// Takes off the date that a scraper put before the text. It says when a page was crawled or
    /// filed, and often years after it was written: it is no date of publication.
    private func trimScrapedDate(_ lines: inout TextLines) {
        guard let first = lines.lines.firstIndex(where: { !$0.isBlank }),
            let end = furniture.scrapedDateEnd(lines.lines[first], in: lines)
        else { return }
        lines.trim(first, from: end)
    }

    // MARK: Edits

    private func edit(_ parts: LineParts, _ cleaning: inout Cleaning) {
        let lines = parts.lines
        let joining = parts.joining
        var repairs = CharacterRepairs(lines.text)
        let known = parts.hasHyphens ? Set(lines.words.map { lines.folded($0.span.range) }) : []
        var end = 0
        var isFirst = true
        var previous: TextLine?
        for block in parts.blocks {
            for index in block.lines {
                let line = lines.lines[index]
                let isInside = index > block.lines.lowerBound
                let gap = end..<line.content.lowerBound
                if isFirst {
                    remove(gap, &cleaning)
                } else if isInside {
                    let hyphen = joining.breakingHyphen(after: index - 1, known: known)
                    let start = hyphen ?? gap.lowerBound
                    cleaning.edits.append(
                        TextEdit(
                            TextSpan(start..<gap.upperBound), to: joining.seam(after: index - 1)))
                } else if line.kind != .preformatted || line.zone != previous?.zone {
                    part(gap, lines.text, &cleaning)
                }
                if line.kind != .preformatted {
                    repairs.repair(line.content, keepsTabs: lines.isRow(line))
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
