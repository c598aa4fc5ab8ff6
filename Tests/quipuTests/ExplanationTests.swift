import DocumentModel
import PipelineEngine
import StageKit
import Testing

@testable import quipu

@Suite struct ExplanationTests {
    private let text = "Peru\n freed 12 women. Ask Ana Sol, ana@sol.example, 00511 444 555."

    private func span(_ part: String) -> TextSpan {
        let bytes = Array(text.utf8)
        let wanted = Array(part.utf8)
        let start =
            bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? bytes.endIndex
        return TextSpan(start..<(start + wanted.count))
    }

    private func document(withContacts: Bool) -> Document {
        let plain = Document(
            location: PageLocation(rawValue: "a.txt"), text: Array(text.utf8),
            offsets: .identity(length: text.utf8.count),
            zones: [Mention(TextSpan(0..<text.utf8.count), .body)]
        ).adding(
            [Mention(span("Peru"), CountryReading(iso3: "PER", kind: .name))], to: .countries)
        guard withContacts else { return plain }
        let block = ContactReading(
            organisation: nil, place: nil, country: nil, hasPerson: true, hasPhone: true,
            hasEmail: true, emailDomain: nil)
        return plain.adding(
            [Mention(span("Ask Ana Sol, ana@sol.example, 00511 444 555."), block)], to: .contacts)
    }

    /// What is shown of an edit that removes `part`.
    private func shown(removing part: String, withContacts: Bool = true) -> String {
        let document = document(withContacts: withContacts)
        let page = Page(location: document.location, body: document.text)
        let record = DocumentRecord(
            documentID: "0123456789abcdef", sourceFile: "a.txt", byteCount: page.body.count,
            textSHA256: "", toolVersion: "1", document: document)
        let cleaning = Cleaning(edits: [.removing(span(part))])
        return Explanation(page, record, limit: 10).text(
            of: .cleaned(by: "clean-fake", cleaning, before: document, after: document))
    }

    @Test(arguments: [
        ("freed 12 women.", "6..<21 “freed 12 women.” → “”"), ("\n", "4..<5 “\\n” → “”"),
        ("Ask Ana", "22..<29 “▒▒▒” → “”"), ("ana@sol.example", "35..<50 “▒▒▒” → “”"),
        ("00511 444 555", "52..<65 “▒▒▒” → “”"),
    ])
    func showsBytesAndNothingPersonal(part: String, line: String) {
        #expect(shown(removing: part).hasSuffix("\n  " + line))
    }

    // A page may be set aside before anybody has looked for contact blocks.
    @Test(arguments: ["freed 12 women.", "Ask Ana", "ana@sol.example", "00511 444 555"])
    func hidesRunningTextWhileContactsAreNotKnown(part: String) {
        #expect(shown(removing: part, withContacts: false).hasSuffix("“▒▒▒” → “”"))
    }

    // Who writes a contact block leaves a name some lines above the address.
    @Test func hidesTheLinesAroundAnAddress() {
        let text = "Peru freed 12 women.\nOne\nTwo\nAna Sol\nOffice in Quito\nana@sol.example\nBye"
        let bytes = Array(text.utf8)
        let sentences = bytes.split(separator: 10).map {
            Mention(TextSpan($0.startIndex..<$0.endIndex), Sentence(words: 0..<1))
        }
        let document = Document(
            location: PageLocation(rawValue: "a.txt"), text: bytes,
            offsets: .identity(length: bytes.count), zones: []
        ).adding(sentences, to: .sentences).adding([], to: .contacts)
            .adding([Mention(sentences[5].span, AddressKind.email)], to: .addresses)
        let record = DocumentRecord(
            documentID: "0123456789abcdef", sourceFile: "a.txt", byteCount: bytes.count,
            textSHA256: "", toolVersion: "1", document: document)
        let page = Page(location: document.location, body: bytes)
        let shown = Explanation(page, record, limit: 10).text(
            of: .annotated(
                by: "tag-sentences", document, layers: [LayerKey.sentences.name]))
        #expect(shown.contains("freed 12 women"))
        #expect(!shown.contains("Ana Sol") && !shown.contains("Quito") && !shown.contains("Bye"))
    }

    @Test func showsMentions() {
        let document = document(withContacts: true)
        let record = DocumentRecord(
            documentID: "0123456789abcdef", sourceFile: "a.txt", byteCount: document.text.count,
            textSHA256: "", toolVersion: "1", document: document)
        let page = Page(location: document.location, body: document.text)
        let explanation = Explanation(page, record, limit: 10)
        let step = DocumentProcessor.Step.annotated(
            by: "tag-countries", document, layers: [LayerKey.countries.name])
        #expect(explanation.text(of: step) == "\ntag-countries: 1 countries\n  0..<4 “Peru” PER")
    }
}
