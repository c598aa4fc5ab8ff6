import DocumentModel
import Foundation
import NamingStages
import StageCatalog
import StageKit
import StageTesting
import Testing

/// Names of organisations in sentences of our own; a model is not asked for more than plain cases.
@Suite struct NameTaggerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let language: LanguageCode

        init(_ text: String, _ language: LanguageCode) {
            self.text = text
            self.language = language
        }

        var testDescription: String { text }
    }

    private static let taggers = Result {
        let resources = try StageResources.bundled()
        return try stageCatalog.filter { $0.manifest.kind == .tagger }.compactMap {
            try $0.make(settings: Data("{}".utf8), resources: resources) as? any Annotator
        }
    }

    private func document(_ text: [UInt8], in language: LanguageCode) throws -> Document {
        var document = Document(
            location: PageLocation(rawValue: "test"),
            metadata: DocumentMetadata(declaredLanguage: language), text: text,
            offsets: .identity(length: text.count), zones: [])
        for tagger in try Self.taggers.get() { document = try tagger.annotating(document) }
        return document
    }

    @Test(arguments: [
        // Firms, by what they do and what is done with them.
        Case("Shares of ⟦Velmora Technologies⟧ fell on Tuesday.", .english),
        Case("Mary Osterholt, the chief executive of ⟦Velmora Inc.⟧, resigned.", .english),
        // The stop of a firm's name belongs to it.
        Case("He works for ⟦Velmora Corp.⟧ in Leeds.", .english),
        // Clubs and parties.
        Case("The ⟦Chicago Bulls⟧ beat the ⟦Boston Celtics⟧ in overtime.", .english),
        Case("O deputado do ⟦PSDB⟧ votou contra a proposta.", .portuguese),
        // Persons, places, days and titles are none.
        Case("Angela Whitcombe was born in Leeds and moved to Canada in March 1984.", .english),
        Case("On Monday the President flew to Nairobi.", .english),
        Case("However, Nobody Knew What To Do", .english),
        // A word in capitals alone in its line is a heading.
        Case("NEWSFLASH\nNobody came.", .english),
        Case("María Fernanda Quiroga nació en Cochabamba.", .spanish),
    ])
    func namesOrganisations(_ example: Case) throws {
        let marked = MarkedText(example.text)
        let document = try document(Array(marked.text.utf8), in: example.language)
        #expect(document[.organisationNames].map(\.span) == marked.spans, "\(example.text)")
    }

    /// Whatever the bytes, mentions are sorted, apart, inside the text and on character boundaries.
    @Test func anyTextHasSoundMentions() throws {
        let pieces = [
            "Velmora", " ", "É", "’s", "-", "al-", "Inc", ".", "\n", "(", ")", "AB", "12th", "/",
            "@",
            "的", "\u{301}", "\"", "of ", "de a ", "&", "#", "McX", "🙂", "\t",
        ]
        var state: UInt64 = 7
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let bytes = Array(text.utf8)
            let mentions = try document(bytes, in: .english)[.organisationNames]
            var end = 0
            for span in mentions.map(\.span) {
                #expect(span.lowerBound >= end && span.length > 0 && span.upperBound <= bytes.count)
                #expect(bytes[span.lowerBound] & 0xC0 != 0x80)
                #expect(span.upperBound == bytes.count || bytes[span.upperBound] & 0xC0 != 0x80)
                end = span.upperBound
            }
        }
    }

    @Test func brokenWeightsAreRefused() {
        #expect(NameModel(file: []) == nil)
        #expect(NameModel(file: Array("QNW3".utf8) + [255, 255, 255, 255]) == nil)
        let rows = [(key: UInt32(3), weights: [Int8](repeating: 1, count: NameLabel.count))]
        let transitions = [Int8](repeating: 0, count: (NameLabel.count + 1) * NameLabel.count)
        let file = NameModel.file(features: rows, transitions: transitions, caution: 5)
        #expect(NameModel(file: file)?.caution == 5)
        #expect(NameModel(file: Array(file.dropLast())) == nil)
    }
}
