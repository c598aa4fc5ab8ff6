package import DocumentModel
package import StageKit

/// Tags each story of a page that holds several.
///
/// On a page that the extractor knows for a listing, a heading or a linked title with text under it
/// opens a story. In other texts two datelines do ("Lima, 3 March 2019 – …"), each with the short
/// line over it. What one story says, its place and its year above all, is not said of the next.
package struct StoryTagger: Tagger {
    package static let name: StageName = "tag-stories"
    package static let summary =
        "Tags each story of a page that holds several."
    package static let reads: Set<LayerName> = [LayerKey.words.name, LayerKey.dates.name]
    package static let provides = LayerKey<Story>.stories
    package static let examples = [
        StageExample(
            """
            ⟦Shelter opens
            Lima, 3 March 2019 – The shelter has ten beds.
            ⟧⟦Nine held
            Quito, 4 March 2019 – Police held nine men.⟧
            """,
            reads: ["story 1", "story 2"]),
        StageExample("Lima, 3 March 2019 – The shelter has ten beds.", reads: []),
    ]

    package init(settings: NoSettings, resources: StageResources) {}

    package func mentions(in document: Document) throws(StageError) -> [Mention<Story>] {
        let starts =
            document.metadata.isListing ? titles(in: document) : datelines(in: document)
        guard starts.count > 1 else { return [] }
        let ends = starts.dropFirst().map(\.offset) + [document.text.count]
        return zip(starts, ends).enumerated().map { number, story in
            Mention(
                TextSpan(story.0.offset..<story.1),
                Story(number: number + 1, title: story.0.title))
        }
    }

    private typealias Start = (offset: Int, title: TextSpan?)

    /// Headings and linked titles with text under them.
    private func titles(in document: Document) -> [Start] {
        let zones = document.zones
        return zones.indices.dropLast().compactMap { index in
            guard isTitle(zones[index].value), !isTitle(zones[index + 1].value),
                zones[index + 1].value != .contact
            else { return nil }
            return (zones[index].span.lowerBound, zones[index].span)
        }
    }

    private func isTitle(_ zone: Zone) -> Bool { zone == .heading || zone == .link }

    // MARK: Datelines

    /// Bytes within which a dateline has its date, and a title its whole line.
    private static let datelineLength = 100
    private static let titleLength = 160

    private func datelines(in document: Document) -> [Start] {
        var starts: [Start] = []
        let words = document[.words]
        for date in document[.dates] where date.value.start?.utf8.count == 10 {
            guard let line = lineStart(of: date.span, document.text), isParted(date.span, document),
                starts.last.map({ $0.offset < line }) ?? true,
                opensWithPlace(line..<date.span.lowerBound, words, document.text),
                document.zone(of: date.span) != .contact
            else { continue }
            let title = titleLine(before: line, document.text)
            if let title, starts.last.map({ $0.offset < title.lowerBound }) ?? true {
                starts.append((title.lowerBound, title))
            } else {
                starts.append((line, nil))
            }
        }
        return starts
    }

    /// Where the line of a date begins; nil where that is far.
    private func lineStart(of span: TextSpan, _ text: [UInt8]) -> Int? {
        var start = span.lowerBound
        while start > 0, text[start - 1] != 0x0A {
            start -= 1
            if span.lowerBound - start > Self.datelineLength { return nil }
        }
        return start
    }

    /// Whether a dash follows the date, at most a stop and a bracketed word between.
    private func isParted(_ span: TextSpan, _ document: Document) -> Bool {
        let rest = document.text[span.upperBound...].prefix(40)
        var isInBracket = false
        for (offset, byte) in rest.enumerated() {
            switch byte {
            case UInt8(ascii: "-"): return true
            case 0xE2 where offset + 1 < rest.count && rest[rest.startIndex + offset + 1] == 0x80:
                return true
            case UInt8(ascii: "("): isInBracket = true
            case UInt8(ascii: ")"): isInBracket = false
            case 0x20, UInt8(ascii: "."), UInt8(ascii: ","): break
            default: if !isInBracket { return false }
            }
        }
        return false
    }

    /// Whether a few words with capitals, and a comma or bracket, stand before the date.
    private func opensWithPlace(
        _ range: Range<Int>, _ words: [Mention<Word>], _ text: [UInt8]
    ) -> Bool {
        var index = words.partitioningIndex { $0.span.lowerBound >= range.lowerBound }
        var names = 0
        var hasMark = false
        while index < words.count, words[index].span.upperBound <= range.upperBound {
            let word = words[index]
            switch word.value.kind {
            case .letters where word.value.shape == .lower: if word.span.length > 3 { return false }
            case .letters: names += 1
            case .digits: return false
            case .mark:
                let byte = text[word.span.lowerBound]
                hasMark = hasMark || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")")
            }
            index += 1
        }
        return (1...8).contains(names) && hasMark
    }

    /// The short line over another one, if it is no sentence.
    private func titleLine(before line: Int, _ text: [UInt8]) -> TextSpan? {
        var end = line
        while end > 0, text[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > 0, text[start - 1] != 0x0A {
            start -= 1
            if end - start > Self.titleLength { return nil }
        }
        guard start < end, text[end - 1] != UInt8(ascii: ".") else { return nil }
        return TextSpan(start..<end)
    }
}
