import CodeLists
import DocumentModel
import Lexicons
import MarkupStages
import StageKit
import Testing

@Suite struct MailtoCleanerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let rest: String

        init(_ text: String, _ rest: String) {
            self.text = text
            self.rest = rest
        }

        var testDescription: String { text }
    }

    static let links = [
        // The quoted target in front of its label, as old pages leave it.
        Case("E-mail:\n\"mailto:desk@example.org\">desk@example.org", "E-mail:\ndesk@example.org"),
        Case("'mailto:desk@example.org'>desk@example.org", "desk@example.org"),
        Case("mailto:desk@example.org>desk@example.org", "desk@example.org"),
        Case("mailto:desk@example.org\">desk@example.org", "desk@example.org"),
        Case("“mailto:desk@example.org”>desk@example.org", "desk@example.org"),
        Case("\"MAILTO:Desk@Example.org\">desk@example.org", "desk@example.org"),
        Case("\"mailto: desk@example.org\">desk@example.org", "desk@example.org"),
        Case("\"mailto:desk%40example.org\">desk@example.org", "desk@example.org"),
        Case("\"mailto:%20desk@example.org\"> desk@example.org", "desk@example.org"),
        Case("\"mailto://desk@example.org\">desk@example.org", "desk@example.org"),
        Case("\"mailto:desk@example.org\">\ndesk@example.org", "desk@example.org"),
        Case(
            "Tel: 12 34, \"mailto:a.b@example.org\">a.b@example.org, Fax",
            "Tel: 12 34, a.b@example.org, Fax"),
        // With other attributes.
        Case(
            "\"mailto:desk@example.org?subject=Hot line\" class=\"y\">desk@example.org",
            "desk@example.org"),
        Case("\"mailto:desk@example.org\" target=\"_blank\">desk@example.org", "desk@example.org"),
        Case("class=\"y\" href=\"mailto:desk@example.org\">desk@example.org", "desk@example.org"),
        Case("href='mailto:desk@example.org' title='Write'>desk@example.org", "desk@example.org"),
        Case("desk@example.org\" class=\"y\">desk@example.org", "desk@example.org"),
        // Whole tags as text.
        Case("<a href=\"mailto:desk@example.org\">desk@example.org</a>", "desk@example.org"),
        Case("<A HREF=mailto:desk@example.org>desk@example.org</A>.", "desk@example.org."),
        Case(
            "Write to <a href=\"mailto:desk@example.org\"></a> now", "Write to desk@example.org now"
        ),
        // Escaped once, twice, by number.
        Case("&quot;mailto:desk@example.org&quot;&gt;desk@example.org", "desk@example.org"),
        Case("&#34;mailto:desk@example.org&#34;&#62;desk@example.org", "desk@example.org"),
        Case("&#x22;mailto:desk@example.org&#x22;&#x3E;desk@example.org", "desk@example.org"),
        Case(
            "&lt;a href=&quot;mailto:desk@example.org&quot;&gt;desk@example.org&lt;/a&gt;",
            "desk@example.org"),
        Case(
            "&amp;lt;a href=\"mailto:desk@example.org\"&amp;gt;desk@example.org&amp;lt;/a&amp;gt;",
            "desk@example.org"),
        Case(
            "&amp;quot;mailto:desk@example.org&amp;quot;&amp;gt;desk@example.org",
            "desk@example.org"),
        Case("desk@example.org&lt;mailto:desk@example.org&gt;", "desk@example.org"),
        // Cut short: the address itself remains.
        Case("\"mailto:desk@example.org\">", "desk@example.org"),
        Case("mailto:desk@example.org\">", "desk@example.org"),
        Case("\"mailto:desk@example.org", "desk@example.org"),
        Case("href=\"mailto:desk@example.org", "desk@example.org"),
        Case("<a href=\"mailto:desk@example.org", "desk@example.org"),
        Case("&lt;a href=&quot;mailto:desk@example.org", "desk@example.org"),
        Case("\"mailto:desk%40example.org\">", "desk@example.org"),
        Case("mailto:desk@example.org?subject=Press", "desk@example.org"),
        Case("Write to mailto:desk@example.org.", "Write to desk@example.org."),
        Case("desk@example.org\">desk@example.org", "desk@example.org"),
        // As word processors and markdown write links.
        Case("desk@example.org<mailto:desk@example.org>, fax", "desk@example.org, fax"),
        Case("desk@example.org <mailto:desk@example.org>", "desk@example.org"),
        Case("the press desk<mailto:desk@example.org?subject=x>.", "the press desk."),
        Case("E-mail: <mailto:desk@example.org>", "E-mail: desk@example.org"),
        Case("[desk@example.org](mailto:desk@example.org)", "desk@example.org"),
        Case("see [the desk](mailto:desk@example.org) today", "see the desk today"),
        Case("desk@example.org (mailto:desk@example.org)", "desk@example.org"),
        Case("Press desk (mailto:desk@example.org)", "Press desk (desk@example.org)"),
        Case("desk@example.org [mailto:desk@example.org]", "desk@example.org"),
        // Doubled.
        Case("desk@example.org desk@example.org", "desk@example.org"),
        Case("desk@example.orgdesk@example.org", "desk@example.org"),
        Case("mailto:desk@example.org desk@example.org", "desk@example.org"),
        // The label is not the address.
        Case("\"mailto:desk@example.org\">Contact us", "Contact us"),
        Case("\"mailto:desk@example.org\">Línea de ayuda</a>", "Línea de ayuda"),
        Case("\"mailto:old@example.org\">new@example.org", "new@example.org"),
        // Pages.
        Case("\"http://example.org/y\">the report", "the report"),
        Case("\"https://example.org/y?a=1&amp;b=2\" target=\"_blank\">the report", "the report"),
        Case("<a href=http://example.org/y>the report</a>", "the report"),
        Case("http://example.org/y\">the report", "the report"),
        Case("&quot;http://example.org/y&quot;&gt;the report", "the report"),
        Case("href=\"http://example.org/y", "http://example.org/y"),
        Case("<a href=\"http://example.org/y\"></a>", "http://example.org/y"),
        Case("the report<http://example.org/y> says", "the report says"),
        Case("[the report](http://example.org/y) says", "the report says"),
        Case("\"/news/2008\">Older news", "Older news"),
    ]

    static let tags = [
        // Attributes without their tag.
        Case("vspace=\"1\"> With seven offices", "With seven offices"),
        Case("alt=\"\" border=\"0\" height=\"12\">Lima", "Lima"),
        Case("width=10 height=12>Lima", "Lima"),
        Case("\"BORDER-TOP: rgb(0,51,153) 1px solid\">Lima", "Lima"),
        Case("\"CLEAR: right; BORDER-RIGHT:\nrgb(0, 51, 153) 1px solid\">Lima", "Lima"),
        Case("MARGIN: 0cm 0cm 0pt\">Lima", "Lima"),
        Case("\"100%\">Lima", "Lima"),
        Case("images/pe20080704.jpg\" alt=\"\">Lima", "Lima"),
        Case("pe20080704.jpg\">Lima", "Lima"),
        Case("\">Lima", "Lima"),
        Case("alt=&quot;&quot; border=&quot;0&quot;&gt;Lima", "Lima"),
        Case("Lima\nalt=\"\" border=\"0\"", "Lima\n"),
        // Tags and references.
        Case("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        Case("One <strong>in</strong> two", "One in two"),
        Case("One<br />two", "One\ntwo"),
        Case("&lt;p&gt;One &lt;em&gt;in&lt;/em&gt; two", "One in two"),
        Case("<o:p></o:p>One<!-- x --> in<![endif]--> two", "One in two"),
        Case("<img src=\"a.gif\" alt=\"\"> One", "One"),
        Case("Health &amp; safety", "Health & safety"),
        Case("women &mdash; and men", "women — and men"),
        Case("the ministry&rsquo;s", "the ministry’s"),
        Case("3&nbsp;404 &#8211; 12", "3\u{A0}404 – 12"),
        Case("R&amp;amp;D &lt; 5", "R&D < 5"),
        Case("&quot;watch list&quot;", "\"watch list\""),
    ]

    static let prose = [
        "They are on the \"watch list\" of the report.",
        "Write to desk@example.org or other@example.org.",
        "See http://example.org/y and \"http://example.org/z\" for more.",
        "Write to \"desk@example.org\" (or call).",
        "Contact: [email protected]",
        "Ages: 12 > 10 and \"5\" > 4",
        "p < 0.05 and n > 30",
        "a <b and c> d",
        "<3 and <- and -> and >> and <unknown>",
        "AT&T, Q&A, R&D; and &unknown;",
        "The form says name=\"Ana\" and no more.",
        "x = 5 > 4",
        "He said \"no\" > twice",
        "> \"We quote\" an older mail",
        "As noted [1], [2](see below) and (3).",
        "The word mailto: stands alone, and so does \"mailto:\".",
        "http://example.org:8080/a?b=\"c\" is an address",
        "Source: <http://example.org/y>",
        "“Nunca más”: una campaña",
        "size = large; width: 5 m; border: closed",
        "He wrote: \"Border: closed\" on the sign.",
        "5' 6\" and 12\" > 10\"",
        "L'écart est de 5 % » ; « c'est peu »",
        "9 am: open; 10:30: closed",
    ]

    @Test(arguments: links + tags)
    func mends(_ example: Case) throws {
        #expect(try cleaned(example.text) == example.rest)
    }

    @Test(arguments: prose)
    func leavesProse(_ text: String) throws {
        #expect(try cleaned(text) == text)
    }

    @Test func leavesCode() throws {
        let text = "<b>x</b>\n<b>y</b>"
        let document = document(
            text, [Mention(TextSpan(0..<8), .preformatted), Mention(TextSpan(9..<17), .body)])
        let cleaned = document.applying(try stage.cleaning(of: document))
        #expect(string(cleaned) == "<b>x</b>\ny")
    }

    @Test func remarksWhatItRemoves() throws {
        let document = document("a \"mailto:desk@example.org\">desk@example.org")
        let cleaned = document.applying(try stage.cleaning(of: document))
        #expect(cleaned.remarks.map(\.code) == ["HTML_REMNANT"])
        #expect(cleaned.remarks.first?.source == SourceSpan(2..<28))
        #expect(cleaned.remarks.allSatisfy { !$0.message.contains("desk") })
    }

    @Test(arguments: links + tags)
    func keepsTheWayBack(_ example: Case) throws {
        let document = document("¿ " + example.text + " ñ")
        expectVerbatimRuns(document.applying(try stage.cleaning(of: document)), of: document.text)
    }

    @Test(
        arguments: [
            "\"mailto:", "\"mailto:a@b", "<a href=\"", "href=\"x\" ", "id=1 ", "http://", "&amp;",
            "&quot;", "\"", "<", ">", "\">", "x\">", "a@b.c", "mailto:a?", "<mailto:a@b ",
            "](mailto:a@b", "&lt;a href=&quot;http://", "=\"", "' mailto:", "\"http://x\" id=\"",
        ])
    func takesLinearTime(_ piece: String) throws {
        let text = String(repeating: piece, count: piece == "\"mailto:" ? 100_000 : 10_000)
        let document = document(text)
        let clock = ContinuousClock()
        var cleaning = Cleaning()
        let time = try clock.measure { cleaning = try stage.cleaning(of: document) }
        #expect(time < .seconds(20))
        _ = document.applying(cleaning)
    }

    private var stage: MailtoCleaner { MailtoCleaner(settings: NoSettings(), resources: .none) }

    private func cleaned(_ text: String) throws -> String {
        let document = document(text)
        return string(document.applying(try stage.cleaning(of: document)))
    }
}
