import DocumentModel
import MarkupStages
import StageKit
import StageTesting
import Testing

/// What holds for any text: edits fit, the way back is exact, zones keep their order, and a text
/// that is clean stays as it is.
@Suite struct CleanerPropertyTests {
    private static let pieces: [String] = [
        "\"", "'", "&quot;", "&#34;", "&amp;quot;", "“", "”", "<", ">", "&lt;", "&gt;", "&amp;lt;",
        "&amp;", "&nbsp;", "mailto:", "MAILTO:", "a@b.org", "c@d.net", "?subject=x y", "%40",
        "href=",
        "<a ", "</a>", "class=\"y\"", " alt=\"\"", "<p>", "<br/>", "<!--", "-->", "http://x.org/y",
        "https://", "(", ")", "[", "]", "](", "#", "/", "=", ":", "@", " ", "  ", "\n", "\n\n",
        "\t",
        "-", "- ", "Home", "Home\n", "Share", "Tweet 14", "See also:", "©", "date 2018-01", "Port",
        "port ", "The ", "of", "12", "404", ".", ",", ".T", "é", "\u{AD}", "\u{A0}", "\u{200B}",
        "\u{FFFD}", "¬", "A + A -", "The seafarers were found by the office of the port, and ",
        "BORDER: rgb(0,0,0)\">", "vspace=\"1\">", "x.jpg\">", "inter-\n", "🚢", "\r",
    ]

    @Test(arguments: 0..<40)
    func holdsForAnyText(_ seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let resources = StageResources.shipped
        let stages: [any Cleaner] = [
            EncodingCleaner(settings: NoSettings(), resources: resources),
            MailtoCleaner(settings: NoSettings(), resources: resources),
            LineCleaner(settings: NoSettings(), resources: resources),
        ]
        for _ in 0..<60 {
            var blocks: [(zone: Zone, text: String)] = []
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let count = Int.random(in: 1...40, using: &numbers)
                let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &numbers)
                }
                let zone = Zone.allCases.randomElement(using: &numbers) ?? .body
                blocks.append((zone, text.joined()))
            }
            let source =
                Bool.random(using: &numbers)
                ? document(of: blocks) : document(blocks.map(\.text).joined(separator: "\n"))
            var cleaned = source
            for stage in stages {
                let cleaning = try stage.cleaning(of: cleaned)
                let overlap = overlap(of: cleaning.edits)
                try #require(overlap == nil, "\(cleaned[overlap ?? TextSpan(0..<0)])")
                cleaned = cleaned.applying(cleaning)
                check(cleaned, source)
            }
        }
    }

    /// Where two edits meet that should not, with what stands round it.
    private func overlap(of edits: [TextEdit]) -> TextSpan? {
        let edits = edits.sorted { $0.span < $1.span }
        for (edit, next) in zip(edits, edits.dropFirst())
        where next.span.lowerBound < edit.span.upperBound {
            return edit.span.joined(with: next.span)
        }
        return nil
    }

    private func check(_ cleaned: Document, _ source: Document) {
        expectVerbatimRuns(cleaned, of: source.text)
        #expect(String(validating: cleaned.text, as: UTF8.self) != nil, "\(string(source))")
        var end = 0
        for zone in cleaned.zones {
            #expect(zone.span.lowerBound >= end && zone.span.upperBound <= cleaned.text.count)
            end = zone.span.upperBound
        }
        for remark in cleaned.remarks {
            #expect((remark.source?.upperBound ?? 0) <= source.text.count)
        }
    }
}
