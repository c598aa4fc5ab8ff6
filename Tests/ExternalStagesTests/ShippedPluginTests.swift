import CodeLists
import DocumentModel
@testable import ExternalStages
import Foundation
import Lexicons
import StageKit
import Testing

@Suite(.enabled(if: hasPython), .timeLimit(.minutes(1)))
struct ShippedPluginTests {
    private func entry() throws -> StageEntry {
        // From this file up to the root of the package.
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let program = root.appending(path: "Pipelines/plugins/tag_ships.py").path
        return try externalEntry(
            for: PluginDeclaration(
                name: "tag-ships", command: ["python3", program], timeoutSeconds: 20),
            reserving: []
        ) { print($0) }
    }

    private func stage(_ settings: String) throws -> ExternalStage {
        let resources = StageResources(
            lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))
        let stage = try entry().make(settings: Data(settings.utf8), resources: resources)
        return try #require(stage as? ExternalStage)
    }

    @Test func readsItsExamples() throws {
        let stage = try stage("{}")
        for example in try entry().manifest.examples {
            let mentions = try stage.mentions(in: Document(example.text.text))
            #expect(mentions.map(\.span) == example.text.spans, "\(example.text.marked)")
            #expect(.values(mentions.map { "\($0.value)" }) == example.outcome)
        }
    }

    @Test func takesItsSetting() throws {
        let text = Document("The vessel Aurora and the trawler Sea Lion.")
        #expect(try stage("{}").mentions(in: text).count == 2)
        #expect(
            try stage(#"{"minimum": 8}"#).mentions(in: text).map { "\($0.value)" } == ["SEA LION"])
    }
}
