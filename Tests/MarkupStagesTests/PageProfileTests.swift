import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct PageProfileTests {
    private let resources: StageResources

    init() throws { resources = try StageResources.bundled() }

    private func document(_ text: String, _ profile: PageProfile = .auto) throws -> Document {
        var settings = HTMLExtractor.Settings()
        settings.profile = profile
        let page = Page(
            location: PageLocation(rawValue: "page"), url: nil, mediaType: "text/html",
            body: Array(text.utf8))
        return try HTMLExtractor(settings: settings, resources: resources).document(from: page)
    }

    private static let story = String(
        repeating: """
            <p>The shelter in the north took in twelve women in the first half of the year, and the
            ministry says that most of them have since found work in the town.</p>
            """, count: 8)
    private static let teasers = (1...8).map {
        "<li><h3><a href=/news/\($0)>Another court in town \($0) hears a case</a></h3></li>"
    }.joined()
    private static let code = String(repeating: "<p>Then call it.</p><pre>run(1)</pre>", count: 4)

    // MARK: Which profile

    @Test(arguments: [
        ("<article>STORY</article>", "article"),
        // Teasers beside a story make no listing; teasers alone do.
        ("<article>STORY</article><div><ul>TEASERS</ul></div>", "article"),
        ("<div><ul>TEASERS</ul></div>", "listing"),
        ("<div>CODE</div>", "documentation"),
        ("<div itemtype='https://schema.org/Product'>A lamp</div>", "article"),
        ("<meta property='og:type' content='product'><div>A lamp of brass</div>", "product"),
        (
            "<script type='application/ld+json'>{\"@type\": \"QAPage\"}</script><p>STORY",
            "forum"
        ),
        ("<meta name=generator content='phpBB 3'><p>STORY", "forum"),
        ("<meta name=generator content='Sphinx 7'><p>STORY", "documentation"),
        // A name that only contains the name of a system.
        ("<meta name=generator content='My Sphinx'><article>STORY</article>", "article"),
    ])
    func tellsTheProfile(body: String, profile: String) throws {
        let html = body.replacing("STORY", with: Self.story).replacing("CODE", with: Self.code)
            .replacing("TEASERS", with: Self.teasers)
        #expect(try document(html).metadata.profile == profile)
    }

    @Test func theSettingDecides() throws {
        for profile in PageProfile.allCases where profile != .auto {
            let metadata = try document("<p>\(Self.story)", profile).metadata
            #expect(metadata.profile == profile.rawValue)
        }
    }

    // MARK: What it keeps

    private static let answer =
        "A report may be made by anyone, at any hour, in four languages, and without a name if the "
        + "caller wishes so; it is passed on within a day."

    @Test(arguments: [
        // What opens on a click is read where pages are made of sections, not beside a story.
        ("<div style='display:none'>ANSWER</div>", PageProfile.service, true),
        ("<div aria-hidden=true>ANSWER</div>", .product, true),
        ("<div hidden>ANSWER</div>", .documentation, true),
        ("<div style='display:none'>ANSWER</div>", .article, false),
        // Dialogs and traps are not.
        ("<div class='modal' style='display:none'>ANSWER</div>", .service, false),
        ("<div role=dialog aria-hidden=true>ANSWER</div>", .service, false),
        ("<p style='display:none'>ANSWER</p>", .service, false),
        // A part named after its place.
        ("<div class='hero-banner'><p>ANSWER</p></div>", .service, true),
        ("<div class='hero-banner'><p>ANSWER</p></div>", .article, false),
        // What customers wrote.
        ("<div class='reviews'><p>ANSWER</p></div>", .product, false),
        ("<div class='reviews'><p>ANSWER</p></div>", .service, false),
        ("<div class='testimonials'><p>ANSWER</p></div>", .service, true),
        ("<div class='reviews'><p>ANSWER</p></div>", .article, true),
        // A signature is no part of a post; its writer and day are.
        ("<div class='signature'><p>ANSWER</p></div>", .forum, false),
        ("<div class='signature'><p>ANSWER</p></div>", .article, true),
        ("<div class='post-meta'>Ana, in four languages</div>", .forum, true),
        ("<div class='post-meta'>Ana, in four languages</div>", .article, false),
        // A teaser in an item of a list.
        (
            "<ul><li><p class='teaser'><a href=/1>in four languages</a></p></li></ul>", .listing,
            true
        ),
        ("<p class='teaser'><a href=/1>in four languages</a></p>", .listing, false),
        // A dialog about cookies, longer than the page.
        (
            "<div class='cookie-consent'><p>ANSWER ANSWER ANSWER ANSWER ANSWER</p></div>", .service,
            false
        ),
        // Another dialog, known by its role.
        (
            "<div role=dialog><p>ANSWER ANSWER ANSWER ANSWER ANSWER</p></div>", .product, false
        ),
        // The line over a post, made of links.
        (
            """
            <header class='message-attribution'><ul class='message-attribution-main'>
            <li><a href=/1>Ana, in four languages</a></ul></header>
            """, .forum, true
        ),
        (
            "<header class='message-attribution'><a href=/1>Ana, in four languages</a></header>",
            .listing, false
        ),
        // A link that is not read aloud is seen, but for the sign of a place on the page.
        ("<p><a href=/1 aria-hidden=true>ANSWER</a></p>", .listing, true),
        ("<p><a href=#1 aria-hidden=true>in four languages</a></p>", .listing, false),
        // Letters in a number are no word: "ad".
        ("<div id='block-58ad-ad12'><p>ANSWER</p></div>", .article, false),
        ("<div id='block-58ad12'><p>ANSWER</p></div>", .article, true),
    ])
    func keepsWhatTheProfileCallsContent(
        part: String, profile: PageProfile, isKept: Bool
    ) throws {
        let part = part.replacing("ANSWER", with: Self.answer)
        let document = try document("<body><div>\(Self.story)\(part)</div>", profile)
        let text = String(decoding: document.text, as: UTF8.self)
        #expect(text.contains("in four languages") == isKept)
        #expect(text.contains("took in twelve women"))
    }

    @Test func aListingKeepsItsTeasers() throws {
        let document = try document("<nav><a href=/>Home</a></nav><ul>\(Self.teasers)</ul>")
        let text = String(decoding: document.text, as: UTF8.self)
        #expect(text.contains("Another court in town 8"))
        #expect(!text.contains("Home"))
    }

    @Test func aListingKeepsItsPartsWhateverTheyAreCalled() throws {
        let links = (1...8).map { "<div><a href=/\($0)>Shelter \($0)</a></div>" }.joined()
        let list = "<div class='featured'>\(links)</div>"
        for (page, isKept) in [
            ("<main><ul>\(Self.teasers)</ul>\(list)</main>", true),
            ("<main><ul>\(Self.teasers)</ul></main>\(list)", false),
        ] {
            let text = String(decoding: try document(page, .listing).text, as: UTF8.self)
            #expect(text.contains("Shelter 8") == isKept)
        }
    }

    // MARK: Pages without main text

    private static let frame =
        "<footer><p>\(answer)</p><ul><li>Contact<li>Press<li>Work with us</ul></footer>"

    @Test(arguments: [
        ("FRAME", true),
        ("<nav>Home</nav><div id=root></div>FRAME", true),
        ("<a href=#main>Skip to content</a><div>Loading…</div>FRAME", true),
        ("<body><noscript>This page needs scripts, and yours are off.</noscript>", true),
        ("<noscript>STORY</noscript>FRAME", false),
        ("<main><p>STORY</p></main>FRAME", false),
        ("<div>ANSWER</div>FRAME", false),
        ("<p>Moved.</p>", false),
    ])
    func flagsAFrameWithoutContent(body: String, isFrame: Bool) throws {
        let html = body.replacing("FRAME", with: Self.frame).replacing("STORY", with: Self.story)
            .replacing("ANSWER", with: Self.answer)
        let document = try document(html)
        #expect(document.metadata.flags.contains("no-main-text") == isFrame)
        #expect(!document.text.isEmpty)
    }

    @Test func textThatOnlyScriptsShowIsTheLastResort() throws {
        let html = "<body style='visibility: hidden'><div>\(Self.story)</div></body>"
        #expect(String(decoding: try document(html).text, as: UTF8.self).contains("twelve women"))
    }
}
