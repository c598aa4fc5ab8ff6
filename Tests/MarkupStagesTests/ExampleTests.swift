import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct ExampleTests {
    @Test(arguments: [true, false])
    func cleanersDoWhatTheirExamplesSay(hasZone: Bool) throws {
        let resources = StageResources.shipped
        try expect(EncodingCleaner(settings: NoSettings(), resources: resources), hasZone)
        try expect(MailtoCleaner(settings: NoSettings(), resources: resources), hasZone)
        try expect(LineCleaner(settings: NoSettings(), resources: resources), hasZone)
    }

    private func expect(_ stage: some Cleaner, _ hasZone: Bool) throws {
        for example in type(of: stage).examples {
            let document = document(example.text.text, hasZone ? nil : [])
            let cleaned = document.applying(try stage.cleaning(of: document))
            #expect(.text(string(cleaned)) == example.outcome)
        }
    }

    @Test func extractorDoesWhatItsExamplesSay() throws {
        let stage = try TextExtractor(settings: TextExtractor.Settings(), resources: .none)
        for example in TextExtractor.examples {
            let page = Page(
                location: PageLocation(rawValue: "page"), body: Array(example.text.text.utf8))
            #expect(.text(string(try stage.document(from: page))) == example.outcome)
        }
    }
}
