import DocumentModel
import Foundation
import Lexicons
import StageCatalog
import StageKit
import StageTesting
import Testing

/// The examples in the lexicons of what relating words do.
@Suite struct RelationExampleTests {
    private static let resources = try? StageResources.bundled()
    private static let lexicons = resources?.lexicons ?? Lexicons(byLanguage: [:])

    private static let annotators: [any Annotator] = {
        guard let resources else { return [] }
        return stageCatalog.filter { [.tagger, .relator].contains($0.manifest.kind) }.compactMap {
            try? $0.make(settings: Data("{}".utf8), resources: resources) as? any Annotator
        }
    }()

    @Test(arguments: lexicons.languages)
    func examplesGiveTheirRows(language: LanguageCode) throws {
        for example in Self.lexicons[language]?.relations.examples ?? [] {
            let document = try Document(MarkedText(example.text), in: language)
                .annotating(with: Self.annotators)
            #expect(Self.rows(of: document) == example.rows.sorted(), "\(example.text)")
        }
    }

    @Test(arguments: lexicons.languages)
    func everyKindOfCodeHasExamples(language: LanguageCode) throws {
        let words = try #require(Self.lexicons[language]?.relations)
        #expect(words.examples.count >= 15)
        #expect(words.examples.contains { $0.rows.isEmpty })
        let shown = Set(words.examples.filter { !$0.rows.isEmpty }.map(\.code))
        for (section, codes) in words.codes.sorted(by: { $0.key < $1.key }) {
            #expect(codes.contains(where: shown.contains), "\(section)")
        }
        #expect(shown.isSubset(of: words.codes.values.joined()))
    }

    /// All that was related, sorted.
    private static func rows(of document: Document) -> [String] {
        let observations = document[.observations].map { mention in
            let observation = mention.value
            let purposes = observation.exploitation.joined(separator: ";")
            let means = observation.meansOfControl.joined(separator: ";")
            return "\(observation)" + (purposes.isEmpty ? "" : " for \(purposes)")
                + (means.isEmpty ? "" : " by \(means)")
        }
        let roles = document[.countryRoles].map { "\($0.value)" }
        let flows = document[.flows].map { "\($0.value)" }
        return (observations + roles + flows).sorted()
    }
}
