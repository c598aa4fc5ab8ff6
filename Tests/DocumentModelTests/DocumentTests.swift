import DocumentModel
import Testing

@Suite struct DocumentTests {
    private func document(_ text: String, _ zones: [Mention<Zone>] = []) -> Document {
        Document(
            location: PageLocation(rawValue: "page"), text: Array(text.utf8),
            offsets: .identity(length: text.utf8.count), zones: zones)
    }

    @Test func movesZonesWithEdits() {
        let text = document(
            "Menu\nTitle\nBody text",
            [
                Mention(TextSpan(0..<4), .body), Mention(TextSpan(5..<10), .title),
                Mention(TextSpan(11..<20), .body),
            ])
        let cleaned = text.applying(Cleaning(edits: [.removing(TextSpan(0..<5))]))
        #expect(String(decoding: cleaned.text, as: UTF8.self) == "Title\nBody text")
        #expect(
            cleaned.zones == [
                Mention(TextSpan(0..<5), .title), Mention(TextSpan(6..<15), .body),
            ])
    }

    @Test func laysBetterZonesOver() {
        let text = document("Title\nBody text", [Mention(TextSpan(0..<15), .body)])
        let cleaned = text.applying(Cleaning(zones: [Mention(TextSpan(0..<5), .title)]))
        #expect(
            cleaned.zones == [
                Mention(TextSpan(0..<5), .title), Mention(TextSpan(6..<15), .body),
            ])
    }

    @Test func sortsMentionsOfALayer() {
        let key = LayerKey<AgeReading>.ages
        let age = AgeReading(value: 20, low: nil, high: nil, statistic: .single)
        let text = document("20 and 30").adding(
            [Mention(TextSpan(7..<9), age), Mention(TextSpan(0..<2), age)], to: key)
        #expect(text[key].map(\.span) == [TextSpan(0..<2), TextSpan(7..<9)])
        #expect(text.keeping([]).layerNames.isEmpty)
    }

    @Test(arguments: [
        ("https://www.example.org/a?b", "example.org"),
        ("http://user@Example.COM:80", "example.com"),
        ("not a url", nil), ("https:///path", nil),
    ])
    func readsTheSiteOfAnAddress(url: String, site: String?) {
        #expect(DocumentMetadata(url: url).site == site)
    }
}
