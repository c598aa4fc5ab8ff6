import DocumentModel
import StageKit
import TaggingStages
import Testing

/// The stages about names, in the order a pipeline runs them.
struct NameTagging {
    static let shared = Result { try NameTagging() }

    private let stages: [any Annotator]

    init() throws {
        let resources = try StageResources.bundled()
        let none = NoSettings()
        stages = [
            WordTagger(settings: none, resources: resources),
            SentenceTagger(settings: none, resources: resources),
            try AddressTagger(settings: none, resources: resources),
            try OrganisationTagger(settings: none, resources: resources),
            try CountryTagger(settings: none, resources: resources),
            try PlaceTagger(settings: none, resources: resources),
            try RegionTagger(settings: none, resources: resources),
            try ContactTagger(settings: none, resources: resources),
        ]
    }

    func document(_ text: String, in language: LanguageCode) throws -> Document {
        let bytes = Array(text.utf8)
        var document = Document(
            location: PageLocation(rawValue: "test"),
            metadata: DocumentMetadata(declaredLanguage: language), text: bytes,
            offsets: .identity(length: bytes.count), zones: [])
        for stage in stages { document = try stage.annotating(document) }
        return document
    }
}

/// A text with its mentions of one layer marked ⟦so⟧, and what is read in each.
struct NameCase: Sendable, CustomTestStringConvertible {
    let text: MarkedText
    let language: LanguageCode
    let values: [String]

    init(_ text: MarkedText, _ language: LanguageCode = .english, _ values: [String] = []) {
        self.text = text
        self.language = language
        self.values = values
    }

    var testDescription: String { text.marked }

    func expectReads<Value: CustomStringConvertible>(
        _ key: LayerKey<Value>, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let mentions = try NameTagging.shared.get().document(text.text, in: language)[key]
        #expect(mentions.map(\.span) == text.spans, sourceLocation: location)
        #expect(mentions.map(\.value.description) == values, sourceLocation: location)
    }
}
