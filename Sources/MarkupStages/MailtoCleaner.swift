package import DocumentModel
package import StageKit

/// Removes markup that broken pages leave in their text: halves of links above all.
package struct MailtoCleaner: Cleaner {
    package static let name: StageName = "clean-mailto"
    package static let summary =
        "Removes what broken links and tags leave in text, and puts disguised mail addresses right."

    package static let examples = [
        StageExample(
            "E-mail: \"mailto:desk@example.org\">desk@example.org",
            leaves: "E-mail: desk@example.org"),
        StageExample(
            "Write to <a href=\"mailto:desk@example.org\">the desk</a>.",
            leaves: "Write to the desk."),
        StageExample("desk@example.org<mailto:desk@example.org>", leaves: "desk@example.org"),
        StageExample("&quot;http://example.org/&quot;&gt;the report", leaves: "the report"),
        StageExample("vspace=\"1\"> With seven offices", leaves: "With seven offices"),
        StageExample(
            "Write to desk [at] example [dot] org.", leaves: "Write to desk@example.org."),
        StageExample("He said \"no\" > twice", leaves: "He said \"no\" > twice"),
    ]

    /// More remarks than these say nothing new.
    private static let mostRemarks = 100

    private let spelling: AddressSpelling

    package init(settings: NoSettings, resources: StageResources) {
        spelling = AddressSpelling(resources)
    }

    package func cleaning(of document: Document) throws(StageError) -> Cleaning {
        var cleaning = Cleaning()
        for range in document.rangesOutsidePreformatted {
            document.text.withUnsafeBufferPointer { bytes in
                var remnants = MarkupRemnants(bytes, in: range)
                remnants.scan()
                var addresses = SpelledAddresses(bytes, in: range, spelling)
                addresses.scan()
                cleaning.edits += remnants.edits.adding(addresses.edits)
                let room = Self.mostRemarks - cleaning.remarks.count
                cleaning.remarks += remnants.places.prefix(room).map {
                    Cleaning.Remark("HTML_REMNANT", "markup stood in the text", at: $0)
                }
            }
        }
        return cleaning
    }
}

extension Document {
    /// The stretches of text that lie between code-like blocks and words.
    var rangesOutsidePreformatted: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for span in verbatimSpans {
            if start < span.lowerBound { ranges.append(start..<span.lowerBound) }
            start = Swift.max(start, span.upperBound)
        }
        if start < text.count { ranges.append(start..<text.count) }
        return ranges
    }
}

extension [TextEdit] {
    /// These edits and those of `others` that do not touch them.
    fileprivate func adding(_ others: [TextEdit]) -> [TextEdit] {
        guard !others.isEmpty else { return self }
        let taken = map(\.span).sorted()
        return self + others.filter { taken.first(overlapping: $0.span) == nil }
    }
}
