import CodeLists
import HTMLScanning
import StageKit
import Testing

@testable import MarkupStages

@Suite struct LinkedDataTests {
    // MARK: JSON as pages hold it

    /// The values of a text: "name=value" for strings and bare words, brackets for the others.
    private func outline(_ text: String) -> String {
        let json = LenientJSON(Array(text.utf8))
        func show(_ index: Int) -> String {
            let value = json.values[index]
            let name = String(decoding: json.bytes[value.name], as: UTF8.self)
            let inner = json.children(of: index).map(show).joined(separator: " ")
            let shown: String =
                switch value.kind {
                case .object: "{\(inner)}"
                case .array: "[\(inner)]"
                case .string: String(decoding: json.string(index) ?? [], as: UTF8.self)
                case .bare: "`\(String(decoding: json.bytes[value.range], as: UTF8.self))`"
                }
            return name.isEmpty ? shown : "\(name)=\(shown)"
        }
        return json.children(of: -1).map(show).joined(separator: " ")
    }

    @Test(arguments: [
        (#"{"a": "b", "c": [1, true, null, -2.5e3]}"#, "{a=b c=[`1` `true` `null` `-2.5e3`]}"),
        (#"{"a": {"b": {}}, "c": []}"#, "{a={b={}} c=[]}"),
        (#"["a\n\"b\"\/\t", "ni\u00f1as \ud83d\ude00 \ud800"]"#, "[a\n\"b\"/  niñas 😀 ]"),
        // Several values one after another.
        (#"{"a": 1} {"b": 2}"#, "{a=`1`} {b=`2`}"),
        // Surplus and missing commas.
        (#"{"a": "b",, "c": "d",}"#, "{a=b c=d}"),
        ("{\"a\": \"b\"\n\"c\": \"d\"}", "{a=b c=d}"),
        // Comments and the marks that hide a script.
        ("<!-- {\"a\": 1} -->", "{a=`1`}"),
        ("//<![CDATA[\n{\"a\": 1}\n//]]>", "{a=`1`}"),
        ("/* one */ {\"a\": /* two */ 1} // three", "{a=`1`}"),
        // Line breaks and quotes in strings that nobody escaped.
        ("{\"a\": \"one\ntwo\", \"b\": 1}", "{a=one\ntwo b=`1`}"),
        (#"{"a": "she said "no" and left", "b": 1}"#, #"{a=she said "no" and left b=`1`}"#),
        // Names and strings in other quotes, or none.
        (#"{a: 'b', "c": 'it's'}"#, "{a=b c=it's}"),
        // What ends too early or too often.
        (#"{"a": ["b", {"c": "d"#, "{a=[b {c=d}]}"), (#"{"a": 1}}]}"#, "{a=`1`}"),
        (#"{"a": [1, 2}, {"b": 3}"#, "{a=[`1` `2`]} {b=`3`}"), ("", ""), ("no JSON at all", ""),
        ("\"", ""),
    ])
    func readsWhatIsBroken(text: String, expected: String) {
        #expect(outline(text) == expected)
    }

    @Test func isBoundedAndLinear() {
        let deep = String(repeating: "[", count: 300_000)
        #expect(LenientJSON(Array(deep.utf8)).values.count <= 1 << 16)
        for part in ["{\"a\":", "\" ", "\"   ", "{]", "/*", "'\\"] {
            let text = String(repeating: part, count: 200_000)
            #expect(LinkedData([Array(text.utf8)]).headline == nil)
        }
    }

    @Test(arguments: [
        ("a <b>bold</b> word", "a  bold  word"), ("2 < 3 > 1", "2 < 3 > 1"), ("<p", "<p"),
        ("a <b c", "a <b c"), ("<a<b>c", " c"),
    ])
    func takesMarkupOutOfTexts(text: String, plain: String) {
        #expect(String(decoding: LinkedData.plain(Array(text.utf8)), as: UTF8.self) == plain)
    }

    @Test func looksForEndsOfTagsOnce() {
        let open = Array(String(repeating: "<a", count: 200_000).utf8)
        #expect(LinkedData.plain(open) == open)
    }

    // MARK: schema.org

    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let published: String?
        let publisher: String?
        let headline: String?

        init(_ text: String, _ published: String?, _ publisher: String?, _ headline: String?) {
            self.text = text
            self.published = published
            self.publisher = publisher
            self.headline = headline
        }

        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(
            #"{"@type": "NewsArticle", "headline": "Shelter opens", "datePublished": "2019-02-12", "publisher": {"@type": "Organization", "name": "The Daily &amp; Sons"}}"#,
            "2019-02-12", "The Daily & Sons", "Shelter opens"),
        // A graph, and a publisher that is only pointed to.
        Case(
            ##"{"@graph": [{"@type": "WebPage", "datePublished": "2018-01-01"}, {"@type": ["Article", "Report"], "datePublished": "2018-01-02", "publisher": {"@id": "#org"}}, {"@type": "Organization", "@id": "#org", "name": "Rede Clara"}]}"##,
            "2018-01-02", "Rede Clara", nil),
        // Persons are not read, whether as authors or as publishers.
        Case(
            #"{"@type": "BlogPosting", "author": {"@type": "Person", "name": "A. B."}, "publisher": {"@type": "Person", "name": "A. B."}}"#,
            nil, nil, nil),
        Case(
            ##"[{"@type": "Article", "publisher": {"@id": "#me"}}, {"@type": ["Person", "Organization"], "@id": "#me", "name": "A. B."}]"##,
            nil, nil, nil),
        Case(#"{"@type": "Article", "publisher": "A. B."}"#, nil, nil, nil),
        // Things that point to each other and say nowhere what they are.
        Case(
            ##"[{"@type": "Article", "publisher": {"@id": "#a"}}, {"@id": "#a", "@type": 5, "name": "A"}, {"@id": "#a", "@type": 5, "name": "B"}]"##,
            nil, nil, nil),
        // What a page only mentions has dates of its own.
        Case(
            #"{"@type": "Product", "review": [{"@type": "Review", "datePublished": "2017-01-01"}]}"#,
            nil, nil, nil),
        Case(
            #"{"@type": "Article", "datePublished": "2019-05-05", "comment": [{"@type": "Comment", "datePublished": "2019-05-06"}], "mainEntityOfPage": {"@type": "WebPage"}}"#,
            "2019-05-05", nil, nil),
        Case(
            #"{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Une journée", "datePublished": "2020-03-01"}}"#,
            "2020-03-01", nil, "Une journée"),
        // Quotes escaped as in an attribute.
        Case(
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;datePublished&quot;: &quot;2016-07-08&quot;}",
            "2016-07-08", nil, nil),
    ])
    func readsWhatThePageIsAbout(item: Case) {
        let data = LinkedData([Array(item.text.utf8)])
        #expect(data.published == item.published)
        #expect(data.publisher == item.publisher)
        #expect(data.headline == item.headline)
    }

    @Test func countsStoriesOfAList() {
        let item = #"{"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": "x"}}"#
        let list = #"{"@type": "ItemList", "itemListElement": [\#(item), \#(item), \#(item)]}"#
        #expect(LinkedData([Array(list.utf8)]).storyCount == 3)
    }

    // MARK: The text of the story as a witness

    private static let body =
        "In the first half of 2019, the shelter took in 12 women and 3 girls, most of them from the "
        + "north of the country. Five of the cases went to court, and two ended in convictions, "
        + "according to the ministry, which published its yearly figures on Tuesday morning in the capital."

    private func match(_ html: String, body: String = body) throws -> (String, Float)? {
        let tree = HTMLTree(parsing: Array(html.utf8))
        let metrics = PageMetrics(
            tree, ConceptTokens(StageResources.shipped.codeLists["boilerplate_tokens"]))
        let data = LinkedData([Array(#"{"@type": "Article", "articleBody": "\#(body)"}"#.utf8)])
        guard let witness = BodyWitness(data.articleBody),
            let match = witness.agreement(metrics, tree).best(metrics, tree)
        else { return nil }
        return (tree.value("id", of: match.node) ?? tree[match.node].tag.name, match.likeness)
    }

    @Test func findsWhereTheTextStands() throws {
        let other = String(
            repeating: "<p>Another story with words of its own, many of them.</p>", count: 9)
        let found = try #require(
            try match(
                "<div id=all><div id=a>\(other)</div><div id=b><p>\(Self.body.replacing(". ", with: ".</p><p>"))</div></div>"
            ))
        #expect(found.0 == "b")
        #expect(found.1 > 0.95)
    }

    @Test func readsReferencesAndMarkupAlike() throws {
        let text = Self.body.replacing("women", with: "ni&ntilde;as")
        let found = try #require(
            try match(
                "<p id=a>\(text)</p>",
                body: Self.body.replacing("women", with: #"<b>ni\u00f1as</b>"#)))
        #expect(found.1 > 0.98)
    }

    @Test func saysNothingWhereTheTextIsShort() throws {
        #expect(try match("<p id=a>\(Self.body)</p>", body: "In the first half of 2019") == nil)
        #expect(try match("<p>Nothing of it.</p>") == nil)
    }
}
