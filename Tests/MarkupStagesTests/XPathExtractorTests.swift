import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct XPathExtractorTests {
    private static let page = """
        <html lang=en><head><title>Port news</title><meta name=day content="2011-05-12"></head><body>
        <div class=menu>Home</div>
        <div class="kicker">Shelter opens</div>
        <div class=story><p>The shelter has 36&nbsp;beds &amp; a kitchen.</p><aside>Share</aside>
        <p>It opened in <b>May</b>.</p><table><tr><th>Port<th>Beds<tr><td>Vila<td>36</table></div>
        <div class=story>Two men moved in.</div></body></html>
        """

    private func extracted(
        _ body: String, title: String = "", date: String = "", remove: [String] = []
    ) throws -> Document {
        var settings = XPathExtractor.Settings()
        settings.body = body
        settings.title = title
        settings.date = date
        settings.remove = remove
        let stage = try XPathExtractor(settings: settings, resources: .shipped)
        return try stage.document(
            from: Page(location: PageLocation(rawValue: "page"), body: Array(Self.page.utf8)))
    }

    // As the other extractors of HTML.
    @Test func keepsToItsCharsetAndSize() throws {
        var settings = XPathExtractor.Settings()
        settings.charset = "windows-1252"
        settings.maximumMegabytes = 1
        let stage = try XPathExtractor(settings: settings, resources: .shipped)
        func page(_ bytes: [UInt8]) -> Page {
            Page(location: PageLocation(rawValue: "page"), body: Array("<p>Ni".utf8) + bytes)
        }
        let letters = Array("\u{F1}as".utf8)
        #expect(string(try stage.document(from: page(letters))) == "NiÃ±as")
        #expect(throws: StageError.self) {
            try stage.document(from: page([UInt8](repeating: 0x61, count: 1_000_000)))
        }
        settings.charset = "latin-13"
        #expect(throws: StageError.self) {
            try XPathExtractor(settings: settings, resources: .shipped)
        }
    }

    @Test func readsWhatTheRulesName() throws {
        let document = try extracted(
            "//div[@class='story']", title: "//div[@class='kicker']",
            date: "//meta[@name='day']/@content", remove: ["//aside"])
        #expect(
            string(document) == """
                Shelter opens
                The shelter has 36\u{A0}beds & a kitchen.
                It opened in May.
                Port\tBeds
                Vila\t36
                Two men moved in.
                """)
        #expect(document.zones.first?.value == .title)
        #expect(document.metadata.title == "Shelter opens")
        #expect(document.metadata.publishedDate == "2011-05-12")
        #expect(document.metadata.publishedDateSource == .page)
        expectVerbatimRuns(document, of: Array(Self.page.utf8))
    }

    @Test func takesWhatIsNestedOnce() throws {
        let document = try extracted("//div[@class='story'] | //p | //p/b", title: "string('x')")
        #expect(string(document).split(separator: "\n").count { $0.contains("It opened") } == 1)
        #expect(document.metadata.title == "x")
    }

    @Test(arguments: ["//div[", "", "nonsense()", "$x"])
    func refusesAWrongRule(_ path: String) {
        let error = #expect(throws: StageError.self) { try extracted(path) }
        #expect(error?.code == .malformedInput)
        let removing = #expect(throws: StageError.self) {
            try extracted("//div", remove: ["//aside", path])
        }
        #expect(removing?.message.contains("remove") == true)
    }

    @Test func setsAPageAsideWhereTheRuleFindsNothing() {
        let error = #expect(throws: StageError.self) { try extracted("//article") }
        #expect(error?.code == .empty)
    }

    @Test(arguments: [
        ("https://www.example.org/a", true), ("https://example.net/a", false), (nil, false),
    ])
    func keepsToItsSites(_ url: String?, _ accepts: Bool) throws {
        var settings = XPathExtractor.Settings()
        settings.sites = ["example.org"]
        let stage = try XPathExtractor(settings: settings, resources: .shipped)
        let page = Page(
            location: PageLocation(rawValue: "page"), url: url, mediaType: "text/html", body: [])
        #expect(stage.accepts(page) == accepts)
    }
}
