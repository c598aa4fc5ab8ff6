import DocumentModel
import MarkupStages
import StageKit
import Testing

/// What belongs to a story and what only stands around it or in it.
@Suite struct StoryBordersTests {
    private let extractor: HTMLExtractor

    init() throws {
        extractor = try HTMLExtractor(
            settings: HTMLExtractor.Settings(), resources: StageResources.bundled())
    }

    private func blocks(_ html: String) throws -> [String] {
        let page = Page(
            location: PageLocation(rawValue: "page"), mediaType: "text/html",
            body: Array(html.utf8))
        let document = try extractor.document(from: page)
        return document.zones.map { "\($0.value): \(document[$0.span])" }
    }

    private static let first =
        "The shelter took in 12 women and 3 girls in 2019, most of them from the north."
    private static let second =
        "Five of the cases went to court, and two of them ended in convictions, the ministry said."
    private static let third =
        "Most had been promised work in kitchens and hotels; none of them had seen a contract."
    private static let storyText = ["body: \(first)", "body: \(second)", "body: \(third)"]
    private static let lead = "Twelve women and three girls found a new home."

    /// STORY stands for three paragraphs.
    private func filled(_ html: String) -> String {
        html.split(separator: "STORY", omittingEmptySubsequences: false)
            .joined(separator: "<p>\(Self.first)</p><p>\(Self.second)</p><p>\(Self.third)</p>")
    }

    private static let title = "<title>A shelter opens</title><h1>A shelter opens</h1>"

    @Test(arguments: [
        // By its class, in several languages, or by what it says of itself.
        "\(title)<p class=lead>\(lead)</p><div class=article-body>STORY</div>",
        "\(title)<h2 class='c-head__subtitle'>\(lead)</h2><div class=article-body>STORY</div>",
        "\(title)<div class=teaser-text><p>\(lead)</p></div><div class=article-body>STORY</div>",
        "\(title)<div itemprop=description>\(lead)</div><div class=article-body>STORY</div>",
        "\(title)<p class=bajada>\(lead)</p><div class=article-body>STORY</div>",
    ])
    func leadsOpenTheStory(html: String) throws {
        let found = try blocks(filled(html)).filter { !$0.hasPrefix("title") }
        #expect(found.count == 4)
        #expect(found.first?.hasSuffix(Self.lead) == true)
        #expect(Array(found.dropFirst()) == Self.storyText)
    }

    @Test(arguments: [
        // Short lines without a word for it, bylines, captions, links.
        "\(title)<p>By the staff</p><div class=article-body>STORY</div>",
        "\(title)<p class=byline>By our staff in the capital</p><div class=article-body>STORY</div>",
        "\(title)<ul><li class=lead>\(lead)</li></ul><div class=article-body>STORY</div>",
        "\(title)<p class=lead><a href=/x>\(lead)</a></p><div class=article-body>STORY</div>",
        // A summary under the story is none.
        "<div class=article-body>STORY</div>\(title)<p class=lead>\(lead)</p>",
    ])
    func otherLinesDoNot(html: String) throws {
        let found = try blocks(filled(html)).filter { !$0.hasPrefix("title") }
        #expect(found == Self.storyText)
    }

    @Test(arguments: [
        "<figure><img src=a><figcaption>The shelter</figcaption></figure>",
        "<div class=wp-caption><img src=a><p class=wp-caption-text>The shelter</p></div>",
        "<p class=caption>The shelter</p>",
        "<figure><img src=a><h2>The shelter</h2></figure>",
    ])
    func captionsAreTold(html: String) throws {
        let found = try blocks(filled("<div class=article-body>STORY\(html)STORY</div>"))
        #expect(found == Self.storyText + ["caption: The shelter"] + Self.storyText)
    }

    @Test(arguments: [
        // A name that holds such a word, a card that is a link, a quotation with its source.
        ("<p class=credit-union>The union lent 500.</p>", ["body: The union lent 500."]),
        (
            "<figure><blockquote>We were free.</blockquote><figcaption>A woman</figcaption></figure>",
            ["quote: We were free.", "quote: A woman"]
        ),
    ])
    func othersAreNoCaptions(html: String, text: [String]) throws {
        let found = try blocks(filled("<div class=article-body>STORY\(html)STORY</div>"))
        #expect(found == Self.storyText + text + Self.storyText)
    }

    @Test(arguments: [
        // Between paragraphs: pointers to other stories, days, names.
        "STORY<p>Read also: <a href=/b>The ministry opens another shelter</a></p>STORY",
        "STORY<p><a href=/b>The ministry opens another shelter</a></p>STORY",
        "<p class=date>12 March 2019</p>STORYSTORY",
        "<div class=entry-meta>By the staff, 12 March 2019</div>STORYSTORY",
        "<p>Updated <time>12 March 2019</time></p>STORYSTORY",
        // A heading under which all was dropped.
        "STORY<h3>More stories</h3><ul class=related><li><a href=/b>Another</a></ul>"
            + "<h3>Others</h3><div class=related><a href=/b>Another</a></div>STORY",
        // After the last paragraph.
        "STORYSTORY<h3>See also</h3><p><a href=/b>Another shelter</a></p><p>Related:</p>",
        // What only shows without scripts.
        "STORY<noscript><img src=/pixel?a=1,2,3 alt='One, two, three'></noscript>STORY",
    ])
    func dropsWhatIsNoneOfTheStory(html: String) throws {
        let found = try blocks(filled("<div class=article-body>\(html)</div>"))
            .filter { !$0.hasPrefix("heading: Others") }
        #expect(found == Self.storyText + Self.storyText)
    }

    @Test(arguments: [
        // The place and day that open a paragraph.
        (
            "<p><span class=dateline>LIMA, 12 March</span> - \(first)</p>",
            "body: LIMA, 12 March - \(first)"
        ),
        // A sentence with a link, a list of sources, a heading with a telling id.
        (
            "<p>See <a href=/b>the report</a> for how all of this was counted.</p>",
            "body: See the report for how all of this was counted."
        ),
        ("<h3 id=nav-law>The law</h3>", "heading: The law"),
        ("<div class=has-sidebar><p>It has 20 beds.</p></div>", "body: It has 20 beds."),
        (
            "<table class=date><tr><th>Year<th>Cases<tr><td>2018<td>12</table>",
            "tableHeader: Year\tCases"
        ),
    ])
    func keepsWhatLooksLikeIt(html: String, block: String) throws {
        let found = try blocks(filled("<div class=article-body>STORY\(html)STORY</div>"))
        #expect(found.dropFirst(3).first == block)
    }
}
