import DocumentModel
import StageKit
import Testing

@testable import MarkupStages

@Suite struct PageMetadataTests {
    private static let extractor = Result {
        try HTMLExtractor(settings: HTMLExtractor.Settings(), resources: .shipped)
    }
    private static let textExtractor = Result {
        try TextExtractor(settings: TextExtractor.Settings(), resources: .shipped)
    }
    private static let story =
        "<p>In the first half of the year, the shelter took in 12 women and 3 girls, most of them from "
        + "the north of the country, and a court heard five of the cases.</p>"

    private func metadata(_ html: String, url: String? = nil) throws -> DocumentMetadata {
        try Self.extractor.get().document(
            from: Page(
                location: PageLocation(rawValue: "p"), url: url, mediaType: "text/html",
                body: Array(html.utf8))
        ).metadata
    }

    /// A block that each block in it breaks is prose once more after each.
    @Test func countsProseOfABrokenBlockWithoutBound() throws {
        let piece = String(repeating: "words go on, ", count: 10)
        let html = "<div>" + String(repeating: "\(piece)<p>\(piece)</p>", count: 7000)
        #expect(try metadata(html).publishedDate == nil)
    }

    // MARK: Dates

    @Test(
        arguments: [
            // What machines are told and a reader sees is the page's own.
            (
                "<meta property='article:published_time' content='2019-02-12T08:00:00Z'><h1>T</h1><p>12 February 2019</p>",
                "2019-02-12 PAGE", nil
            ),
            // In UTC it was the next day already; the reader's day counts.
            (
                "<meta property='article:published_time' content='2019-02-13T01:00:00Z'><h1>T</h1><p>12 de febrero de 2019</p>",
                "2019-02-12 PAGE", nil
            ),
            (
                "<meta property='article:published_time' content='2019-02-12'><meta property='article:modified_time' content='2020-01-05'>",
                "2019-02-12 METADATA", "2020-01-05"
            ),
            // A file's date says less than what a reader sees.
            (
                "<meta name='dcterms.created' content='2015-01-01'><h1>T</h1><p>Publié le 18 octobre 2014</p>",
                "2014-10-18 PAGE", nil
            ),
            ("<meta name='dcterms.created' content='2015-01-01'>", "2015-01-01 METADATA", nil),
            ("<meta name='date' content='12 de março de 2015'>", "2015-03-12 METADATA", nil),
            (
                "<h1>T</h1><span itemprop=datePublished content='2018-05-06'>x</span>",
                "2018-05-06 METADATA", nil
            ),
            (
                "<h1>T</h1><time itemprop=dateModified datetime='2018-05-07'>x</time>",
                "2018-05-07 PAGE", "2018-05-07"
            ),
            // The day of a change is one of publication only where there is no other.
            (
                "<h1>T</h1><p>3 March 2019</p><p>Last updated: 30 June 2021</p>", "2019-03-03 PAGE",
                "2021-06-30"
            ),
            ("<p>Actualizado el 30 de junio de 2021</p>", "2021-06-30 PAGE", "2021-06-30"),
            // The day of a copy never counts.
            ("<div>Scraped on 2021-05-03</div><h1>T</h1>", nil, nil),
            ("<div>Retrieved: 3 May 2021</div><h1>T</h1>", nil, nil),
            ("<div>Consultado el 3 de mayo de 2021</div><h1>T</h1>", nil, nil),
            ("<div>Recuperado em 3 de maio de 2021</div><h1>T</h1>", nil, nil),
            ("<div>Page archivée le 3 mai 2021</div><h1>T</h1>", nil, nil),
            ("<!-- saved 3 May 2021 --><h1>T</h1>", nil, nil),
            // Dates of other things: a comment, a footnote, a name in navigation.
            (
                "<h1>T</h1>STORY STORY STORY<ul><li>[2] Ministry, letter of 14 August 2019, reference 12</ul>",
                nil, nil
            ),
            (
                "<h1>T</h1>STORY<div class=comments><time datetime='2019-01-01'>x</time></div>",
                nil, nil
            ),
            ("<a href=/a>3 March 2019</a><h1>T</h1>", nil, nil),
            // The place and the month over a title; a calendar's month.
            ("<p>Asunción, febrero de 2020</p><h1>T</h1>", "2020-02 PAGE", nil),
            ("<div>February 2020</div><h1>Shelter opens</h1>", nil, nil),
            // The dateline of the first paragraph.
            (
                "<h1>T</h1><p>Lima, 9 de mayo de 2006 – El refugio recibió a doce mujeres y a tres niñas, la mayoría del norte del país, según el balance anual.</p>",
                "2006-05-09 PAGE", nil
            ),
            // Which of two numbers is the day, the page's language says.
            ("<html lang=es><h1>T</h1><p>03/02/2019</p>", "2019-02-03 PAGE", nil),
            ("<html lang=en><h1>T</h1><p>03/02/2019</p>", nil, nil),
            ("<html lang=en><h1>T</h1><p>03.02.2019</p>", "2019-02-03 PAGE", nil),
        ] as [(String, String?, String?)])
    func readsDates(html: String, published: String?, modified: String?) throws {
        let found = try metadata(html.replacing("STORY", with: Self.story) + Self.story)
        let shown = found.publishedDate.map { "\($0) \(found.publishedDateSource.rawValue)" }
        #expect(shown == published)
        #expect(found.modifiedDate == modified)
    }

    @Test(
        arguments: [
            (
                "-\nWho we are\nShelter opens\nLima, 3 March 2019 - The shelter has ten beds.",
                "2019-03-03"
            ),
            (
                "Secciones\nXalapa, Veracruz, 4 de agosto de 2016 (Agencia).- Doce migrantes llegaron.",
                "2016-08-04"
            ),
            ("Título\n14 de junho de 2018\nO texto da notícia começa aqui.", "2018-06-14"),
            (
                "A + A - Portal, 15/09/2021\nMaputo, 14 de junho de 2018 - A linha recebeu chamadas.",
                "2018-06-14"
            ),
            // A scraper's field, and a sentence.
            ("date 2018-01 ONU: el texto empieza.", nil), ("date 2018-01-05\nTexto.", nil),
            ("fecha 2018-01-05 Titular\nTexto.", nil), ("Retrieved: 2021-05-03\nText.", nil),
            ("On 3 March 2019 the police held nine men, and two women were freed.", nil),
        ] as [(String, String?)])
    func readsDatesOfText(text: String, expected: String?) throws {
        let document = try Self.textExtractor.get().document(
            from: Page(
                location: PageLocation(rawValue: "p"), mediaType: "text/plain",
                body: Array(text.utf8)))
        #expect(document.metadata.publishedDate == expected)
    }

    // MARK: Addresses

    @Test(
        arguments: [
            // What a page calls itself, made whole.
            (
                "<link rel=canonical href='/news/1'>", "https://example.org/news/1?utm_source=x",
                "https://example.org/news/1"
            ),
            (
                "<base href='https://example.org/a/'><link rel='Canonical' href=b?id=2>",
                "https://example.org/c", "https://example.org/a/b?id=2"
            ),
            (
                "<meta property=og:url content='https://example.org/x'>", nil,
                "https://example.org/x"
            ),
            ("<link rel=canonical href='x'>", nil, nil),
            // A copy on another site, and a front page given for every page.
            (
                "<link rel=canonical href='https://other.example/n'>", "https://example.org/n",
                "https://example.org/n"
            ),
            (
                "<link rel=canonical href='https://example.org/'>", "https://example.org/news/2",
                "https://example.org/news/2"
            ),
            (
                "<link rel=canonical href='https://www.example.org/n/'>", "http://example.org/n",
                "https://www.example.org/n/"
            ),
            // Only what says how a reader came is taken off.
            (
                "", "HTTPS://Example.org:443/n?id=3&fbclid=q&utm_medium=b&page=2#top",
                "https://example.org/n?id=3&page=2"
            ),
            ("", "https://example.org/n?utm_source=x", "https://example.org/n"),
            ("", "https://example.org/a/../b/./c?ref=1", "https://example.org/b/c?ref=1"),
            ("", "https://example.org/app#!/story/1", "https://example.org/app#!/story/1"),
            (
                "<link rel=canonical href='javascript:void(0)'>", "https://example.org/n",
                "https://example.org/n"
            ),
        ] as [(String, String?, String?)])
    func knowsTheAddress(head: String, url: String?, expected: String?) throws {
        let found = try metadata(head + Self.story, url: url)
        #expect(found.url == expected)
        #expect(found.givenURL == url)
    }

    // MARK: Publisher and template

    @Test func knowsWhatAPageCallsItsPublisher() throws {
        let found = try metadata(
            """
            <meta property=og:site_name content="The Site"><script type="application/ld+json">
            {"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "The Body"}}
            </script>\(Self.story)<footer>&copy; 2019 The Owner</footer>
            """)
        #expect(found.publisherNames == ["The Body", "The Site", "© 2019 The Owner"])
        #expect(found.siteName == "The Site")
    }

    @Test func pagesOfOneTemplateShareIt() throws {
        func page(_ number: Int, _ box: String = "page") throws -> String? {
            try metadata(
                """
                <meta name=generator content='WordPress 5.\(number)'><title>Shelter number \(number)</title>
                <body class=postid-\(number)><div id=\(box)><div id=post-\(number) class='post-\(number) entry'>
                <h1 class=title>Shelter number \(number)</h1>\(String(repeating: Self.story, count: number))</div>
                """
            ).template
        }
        let template = try #require(try page(1))
        #expect(template.hasPrefix("wordpress-"))
        #expect(try page(2) == template)
        #expect(try page(1, "other") != template)
        #expect(try metadata(Self.story).template == nil)
        #expect(
            try metadata("<meta name=Generator content='Microsoft FrontPage 4.0'>" + Self.story)
                .template
                == "frontpage")
    }

    // MARK: Zones

    @Test func keepsZonesApart() throws {
        let html = """
            <main><h1>Título de la nota</h1>\(Self.story)<h2>Cifras</h2><ul><li>doce mujeres<li>tres niñas</ul>
            <blockquote><p>«Nadie sabía nada.»</p></blockquote><figure><img><figcaption>Foto del refugio
            </figcaption></figure><pre>a  b</pre>\(Self.story)</main>
            <div class=comments><p>Un lector escribió que no era así.</p></div>
            <aside class=related><h3>Más noticias</h3><a href=/b>Otra nota del mismo día</a></aside>
            """
        let page = Page(
            location: PageLocation(rawValue: "p"), mediaType: "text/html", body: Array(html.utf8))
        let document = try Self.extractor.get().document(from: page)
        #expect(
            document.zones.map(\.value) == [
                .title, .body, .heading, .listItem, .listItem, .quote, .caption, .preformatted,
                .body,
            ])
        let whole = try WholeTextExtractor(
            settings: WholeTextExtractor.Settings(), resources: .shipped
        )
        .document(from: page)
        let all = whole.zones.map { whole[$0.span] }
        let comment = whole.zones.first { whole[$0.span] == "Un lector escribió que no era así." }
        #expect(comment?.value == .comment)
        #expect(whole.zones.count { $0.value == .comment } == 1)
        #expect(all.contains("Título de la nota"))
        #expect(
            whole.zones.first { whole[$0.span] == "Otra nota del mismo día" }?.value == .link)
    }
}
