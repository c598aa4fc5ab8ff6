import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct HTMLExtractorTests {
    private let extractor: HTMLExtractor
    private let wholeText: WholeTextExtractor

    init() throws {
        let resources = try StageResources.bundled()
        extractor = try HTMLExtractor(settings: HTMLExtractor.Settings(), resources: resources)
        wholeText = try WholeTextExtractor(
            settings: WholeTextExtractor.Settings(), resources: resources)
    }

    private func page(_ text: String, url: String? = nil, mediaType: String? = "text/html") -> Page
    {
        Page(
            location: PageLocation(rawValue: "page"), url: url, mediaType: mediaType,
            body: Array(text.utf8))
    }

    /// The zones of a page, one a line: "heading: Text".
    private func zones(_ text: String) throws -> [String] {
        let document = try extractor.document(from: page(text))
        return document.zones.map { "\($0.value): \(document[$0.span])" }
    }

    private static let story = """
        <p>In the first half of 2019, the shelter took in 12 women and 3 girls, most of them from
        the north of the country.</p><p>Five of the cases went to court, and two ended in
        convictions, according to the ministry.</p>
        """
    private static let storyText = [
        "body: In the first half of 2019, the shelter took in 12 women and 3 girls, most of them "
            + "from the north of the country.",
        "body: Five of the cases went to court, and two ended in convictions, according to the "
            + "ministry.",
    ]

    // MARK: What is the story

    @Test(arguments: [
        // Furniture by tag, role, class and style.
        "<nav><a href=/>Home</a><a href=/a>About</a></nav><main>STORY</main><footer>Rights</footer>",
        "<div role=navigation>Home</div><div>STORY</div><div class='site-footer'>Rights</div>",
        "<div id=sidebar><p>Other news</p></div><div class=entry-content>STORY</div>",
        "<div>STORY<div class='share-buttons'>Share this</div></div>",
        "<div>STORY<p style='display: none'>Hidden text</p><p hidden>Too</p></div>",
        "<div>STORY<script>var a = '<p>x</p>'</script><style>p{}</style></div>",
        "<div>STORY</div><div class=comments><p>A reader wrote that it is so.</p></div>",
        // A word that means furniture in a name that also means content.
        "<div class='content-nav-section'>STORY</div><div class=nav><a href=/>Home</a></div>",
        // What stands there for readers without scripts, where it is the story.
        "<noscript>STORY</noscript><div id=app>Loading</div>",
        // An old page: navigation in one cell, the story in the other.
        "<table><tr><td width=150><a href=a>Who we are</a><br><a href=b>Contact</a></td>"
            + "<td>STORY</td></tr></table>",
    ])
    func keepsTheStoryOnly(body: String) throws {
        let html = "<html><body>\(body.replacing("STORY", with: Self.story))</body></html>"
        #expect(try zones(html) == Self.storyText)
    }

    @Test func putsTheTitleFirst() throws {
        let html = """
            <title>Twelve women found shelter | The Site</title><header><h1>Twelve women found
            shelter</h1></header><article>\(Self.story)</article>
            """
        #expect(try zones(html) == ["title: Twelve women found shelter"] + Self.storyText)
        let bare = "<title>Twelve women found shelter | The Site</title>\(Self.story)"
        #expect(try zones(bare) == ["title: Twelve women found shelter"] + Self.storyText)
    }

    @Test func neverYieldsNothingWhereThereIsText() throws {
        #expect(try zones("<nav>Only this</nav>") == ["body: Only this"])
        #expect(try zones("<form><label>Name</label></form>") == ["body: Name"])
    }

    // MARK: Blocks and zones

    @Test(arguments: [
        // Inline borders neither glue nor part words; block borders part them.
        ("<p>wo<b>rd</b>s and<i> more </i>words", ["body: words and more words"]),
        ("<p>a<svg><text>label</text></svg>b <ruby>漢<rt>kan</rt></ruby>", ["body: ab 漢"]),
        ("<p>a\u{0}b</p>", ["body: ab"]),
        // Characters that never show.
        ("<p>wo\u{AD}rds&shy; and&#8203;\u{200B} more\u{FEFF}</p>", ["body: words and more"]),
        ("<div>one<div>two</div>three</div>", ["body: one", "body: two", "body: three"]),
        ("<p>one<br>two<br><br>three", ["body: one\ntwo\nthree"]),
        ("<p>a\n\n  b\t c</p>", ["body: a b c"]), ("<p>a<!-- x -->b</p>", ["body: ab"]),
        (
            "<h2>Head</h2><ul><li>one<li>two</ul><blockquote><p>said</blockquote>",
            ["heading: Head", "listItem: one", "listItem: two", "quote: said"]
        ),
        ("<figure><img><figcaption>A photo</figcaption></figure>", ["caption: A photo"]),
        ("<address>Street 1</address>", ["contact: Street 1"]),
        ("<pre>a  b\n  c\n</pre>", ["preformatted: a  b\n  c"]),
        // White space before a reference or a line break stays before it.
        ("<pre>a  &lt;b&gt;  c</pre>", ["preformatted: a  <b>  c"]),
        ("<pre><i>if</i> <b>&amp;x</b> \n<br>y</pre>", ["preformatted: if &x \n\ny"]),
        // Markup that the page escaped is text.
        ("<p>&lt;p&gt;x&lt;/p&gt; &amp;amp;</p>", ["body: <p>x</p> &amp;"]),
        // Tables: a row a line, cells parted by tabs, header cells told apart.
        (
            "<table><caption>Cases</caption><tr><th>Year<th>Cases<tr><td>2018<td>12<tr><td><td>7</table>",
            ["caption: Cases", "tableHeader: Year\tCases", "tableRow: 2018\t12", "tableRow: \t7"]
        ),
        (
            "<table><tr><td>a<p>b</p><td>c<tr><td>d<td>e</table>",
            ["tableRow: a b\tc", "tableRow: d\te"]
        ),
    ])
    func partsBlocks(html: String, expected: [String]) throws {
        #expect(try zones(html) == expected)
    }

    // MARK: Metadata

    @Test(
        arguments: [
            (
                "<meta property='article:published_time' content='2019-02-12T08:00:00Z'>", nil,
                "2019-02-12 METADATA"
            ),
            (
                "<script type='application/ld+json'>{\"datePublished\": \"2019-02-12\"}</script>",
                nil,
                "2019-02-12 METADATA"
            ),
            // What a reader sees, where it can be read one way.
            ("<h1>T</h1><p>Lima, 3 de marzo de 2019</p>", nil, "2019-03-03 PAGE"),
            ("<div>Posted: March 3rd, 2019</div>", nil, "2019-03-03 PAGE"),
            ("<div>March 3, 2019 | News</div>", nil, "2019-03-03 PAGE"),
            ("<h1>T</h1><p>3 de mar&ccedil;o de 2019</p>", nil, "2019-03-03 PAGE"),
            ("<div>3 <!-- -->Mar&shy;ch<!-- --> 2019</div>", nil, "2019-03-03 PAGE"),
            ("<div>28/01/2019 10h32</div>", nil, "2019-01-28 PAGE"),
            ("<div>01/02/2019</div>", nil, nil), ("<div>© 1999-2019</div>", nil, nil),
            ("<time datetime=2019-02>February</time>", nil, "2019-02 PAGE"),
            ("", "https://example.org/2019/02/12/a-story", "2019-02-12 URL"),
            ("", "https://example.org/2019/02/a-story", "2019-02 URL"),
            ("", "https://example.org/story-20190212.html", "2019-02-12 URL"),
            ("", "https://example.org/12345678/a", nil),
            ("<meta name=date content='soon'>", "https://example.org/2019/99/12", nil),
        ] as [(String, String?, String?)])
    func readsTheDate(head: String, url: String?, expected: String?) throws {
        let metadata = try extractor.document(from: page(head + Self.story, url: url)).metadata
        let found = metadata.publishedDate.map { "\($0) \(metadata.publishedDateSource.rawValue)" }
        #expect(found == expected)
    }

    // A heading may say where its words break; the head does not.
    @Test func knowsTheTitleWithoutItsSoftHyphens() throws {
        let html = """
            <title>Traffickers convicted - Site</title>
            <main><h1>Traf&shy;fickers con\u{AD}victed</h1>\(Self.story)</main>
            """
        #expect(try zones(html) == ["title: Traffickers convicted"] + Self.storyText)
        let metadata = try extractor.document(from: page(html)).metadata
        #expect(metadata.title == "Traffickers convicted")
    }

    @Test func knowsAListing() throws {
        let item = "<div><h2><a href=/a>A story about the shelter</a></h2>\(Self.story)</div>"
        let listing = try extractor.document(from: page("<main>\(item)\(item)\(item)</main>"))
        #expect(listing.metadata.isListing)
        #expect(try !extractor.document(from: page("<main>\(item)</main>")).metadata.isListing)
        // All in one element: a heading, a date, some text.
        let flat = "<h2><a href=/a>A story about the shelter</a></h2><p>4 May 2012</p>\(Self.story)"
        let archive = try extractor.document(
            from: page("<main><h1>News of May</h1>\(flat)\(flat)\(flat)</main>"))
        #expect(archive.metadata.isListing)
        #expect(archive.metadata.publishedDate == nil)
        let parts = flat.replacing("<p>4 May 2012</p>", with: "")
        let story = try extractor.document(from: page("<main>\(parts)\(parts)\(parts)</main>"))
        #expect(!story.metadata.isListing)
    }

    @Test func readsTheHead() throws {
        let html = """
            <html lang="pt-BR"><head><meta charset=utf-8><link rel=canonical
            href="https://example.org/a"><meta property="og:site_name" content="The &amp; Site">
            </head><body>\(Self.story)
            """
        let metadata = try extractor.document(from: page(html)).metadata
        #expect(metadata.declaredLanguage == .portuguese)
        #expect(metadata.url == "https://example.org/a")
        #expect(metadata.siteName == "The & Site")
        #expect(metadata.charset == "utf-8")
    }

    // MARK: What is no page

    @Test(
        arguments: [
            ([], StageError.Code.empty), (Array("<p> </p><script>x</script>".utf8), .empty),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D], .unsupported),
            (Array("%PDF-1.4 text".utf8), .unsupported),
            ([0x61, 0, 0, 0, 0x62, 0, 0], .unsupported),
        ] as [([UInt8], StageError.Code)])
    func setsAsideWhatIsNoPage(body: [UInt8], code: StageError.Code) {
        #expect {
            try extractor.document(from: Page(location: PageLocation(rawValue: "x"), body: body))
        } throws: {
            ($0 as? StageError)?.code == code
        }
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html><p>", nil, true), ("\n <HTML>", nil, true), ("plain <b>", nil, false),
            ("plain", "text/html", true), ("<html>", "text/plain", false),
        ] as [(String, String?, Bool)])
    func acceptsPages(text: String, mediaType: String?, accepts: Bool) {
        #expect(extractor.accepts(page(text, mediaType: mediaType)) == accepts)
    }

    @Test func remarksOnAWrongCharset() throws {
        let body =
            Array("<meta charset=utf-8><p>ni".utf8) + [0xF1] + Array("as y m".utf8) + [0xE1]
            + Array("s</p>".utf8)
        let document = try extractor.document(
            from: Page(location: PageLocation(rawValue: "x"), mediaType: "text/html", body: body))
        #expect(document[document.zones[0].span] == "niñas y más")
        #expect(document.remarks.map(\.code) == ["ENCODING"])
        #expect(document.metadata.charset == "windows-1252")
    }

    @Test func readsAllThatIsShown() throws {
        let document = try wholeText.document(
            from: page("<nav><a href=/>Home</a></nav><h1>A</h1><p>b<p hidden>c"))
        #expect(document.zones.map { document[$0.span] } == ["Home", "A", "b"])
    }

    @Test(arguments: HTMLExtractor.examples) func keepsItsExamples(example: StageExample) throws {
        let document = try extractor.document(from: page(example.text.text))
        #expect(example.outcome == .text(document[TextSpan(0..<document.text.count)]))
    }

    // MARK: The way back

    @Test(arguments: [
        "<p>Ni&ntilde;as  y\n\nni&#241;os &mdash; 12 &lt;casos&gt;&nbsp;</p><p>m&aacute;s <b>de</b> tres",
        "<table><tr><th>A&ntilde;o<th>Casos<tr><td>2018<td>1&#50;</table><pre>x\r\ny &amp; z</pre>",
        "<h1>T&iacute;tulo</h1><ul><li>uno<br>dos<li>tr&eacute;s</ul>",
    ])
    func leadsBackToTheBytes(html: String) throws {
        for isLatin in [false, true] {
            let text = html + "<p>señal de niñez, así"
            let bytes =
                isLatin
                ? text.unicodeScalars.map { UInt8($0.value) } : Array(text.utf8)
            let document = try extractor.document(
                from: Page(
                    location: PageLocation(rawValue: "x"), mediaType: "text/html",
                    transportCharset: isLatin ? "latin1" : "utf-8", body: bytes))
            try expectWayBack(document, bytes)
        }
    }

    /// Every run of the text maps to bytes that read as it.
    private func expectWayBack(_ document: Document, _ bytes: [UInt8]) throws {
        #expect(document.offsets.textLength == document.text.count)
        let runs = document.offsets.runs
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? Int(runs[index + 1].textStart) : document.text.count
            let text = Array(document.text[Int(run.textStart)..<end])
            let source = Array(
                bytes[Int(run.sourceStart)..<Int(run.sourceStart + run.sourceLength)])
            if run.isVerbatim {
                #expect(text == source)
            } else if text == [0x0A] || text == [0x09] || text == [0x20] {
                // Blanks stand for white space, a tag, or nothing.
                #expect(source.allSatisfy { $0 < 0x80 })
            } else {
                let single = source.count == 1 ? [UInt8](String(UnicodeScalar(source[0])).utf8) : []
                #expect(text == single || source.first == UInt8(ascii: "&"))
            }
        }
    }
}
