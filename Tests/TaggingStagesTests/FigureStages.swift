import DocumentModel
import Lexicons
import StageKit
import TaggingStages
import Testing

/// The stages that read figures, in the order of a pipeline, and what one of them finds.
struct FigureStages {
    let stages: [any Tagger]

    /// Made once: the tables behind them take longest.
    private static let made = Result { try FigureStages() }

    static func shared() throws -> FigureStages { try made.get() }

    private init() throws {
        let resources = try StageResources.bundled()
        stages = [
            WordTagger(settings: .init(), resources: resources),
            LanguageTagger(settings: .init(), resources: resources),
            SentenceTagger(settings: .init(), resources: resources),
            NumberTagger(settings: .init(), resources: resources),
            RangeTagger(settings: .init(), resources: resources),
            QuantityTagger(settings: .init(), resources: resources),
            DateTagger(settings: .init(), resources: resources),
            TimeTagger(settings: .init(), resources: resources),
            AgeTagger(settings: .init(), resources: resources),
            CountTagger(settings: .init(), resources: resources),
            TermTagger(settings: .init(), resources: resources),
        ]
    }

    var names: Set<StageName> { Set(stages.map { type(of: $0).name }) }

    struct Reading: Equatable, CustomStringConvertible {
        let span: TextSpan
        let value: String

        var description: String { "\(span.lowerBound)..<\(span.upperBound) \(value)" }
    }

    /// What the stage named finds in `text` after the stages before it.
    func readings(
        by name: StageName, in text: MarkedText, _ language: LanguageCode
    ) throws -> [Reading] {
        var document = Document(text.text, in: language)
        for stage in stages {
            if type(of: stage).name == name {
                let kept = document.keeping(type(of: stage).reads)
                return try readings(of: stage, in: kept)
            }
            // Short texts have too few function words: they say their language.
            if stage is LanguageTagger { continue }
            document = try stage.annotating(document)
        }
        return []
    }

    private func readings(of stage: some Tagger, in document: Document) throws -> [Reading] {
        try stage.mentions(in: document).sorted { $0.span < $1.span }.map {
            Reading(span: $0.span, value: "\($0.value)")
        }
    }

    /// Expects what the example says, in its spans and nowhere else.
    func expect(
        _ name: StageName, _ text: MarkedText, _ language: LanguageCode, reads values: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try readings(by: name, in: text, language)
        let comment = Comment(rawValue: "\(name): \(text.marked)")
        #expect(found.map(\.value) == values, comment, sourceLocation: sourceLocation)
        guard !text.spans.isEmpty || values.isEmpty else { return }
        let document = Document(text.text, in: language)
        #expect(
            found.map { document[$0.span] } == text.spans.map { document[$0] }, comment,
            sourceLocation: sourceLocation)
    }
}

/// A text with its mentions marked ⟦so⟧, and what a stage should read in each.
struct FigureCase: CustomTestStringConvertible, Sendable {
    let text: MarkedText
    let language: LanguageCode
    let values: [String]

    init(_ text: MarkedText, _ language: LanguageCode, _ values: String...) {
        self.text = text
        self.language = language
        self.values = values
    }

    var testDescription: String { text.marked }

    /// Expects what the case says of the stage named, and nothing else.
    func expect(of stage: StageName, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try FigureStages.shared().expect(
            stage, text, language, reads: values, sourceLocation: sourceLocation)
    }
}

extension Document {
    /// A document of one block a line; a line with tabs is a table row.
    init(_ text: String, in language: LanguageCode) {
        let bytes = Array(text.utf8)
        var zones: [Mention<Zone>] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let isRow = line.contains(UInt8(ascii: "\t"))
            zones.append(
                Mention(TextSpan(line.startIndex..<line.endIndex), isRow ? .tableRow : .body))
        }
        self.init(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(declaredLanguage: language), text: bytes,
            offsets: .identity(length: bytes.count), zones: zones)
    }
}
