import DocumentModel
import Foundation
import PipelineConfig
import StageCatalog
import StageKit
import Testing

@testable import quipu

/// What is kept beside the pipelines fits the stages that ship.
@Suite struct GeneratedFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Pipelines")

    @Test func referenceAndSchemaAreUpToDate() throws {
        let manifests = stageCatalog.map(\.manifest)
        #expect(
            try committed("REFERENCE.md") == ReferenceCommand.text(),
            "run `quipu reference > Pipelines/REFERENCE.md`")
        #expect(
            try committed("schema.json") == schema(of: manifests),
            "run `quipu schema > Pipelines/schema.json`")
    }

    @Test func everyPipelineThatShipsIsSound() throws {
        let loader = PipelineLoader(catalog: stageCatalog, resources: try .bundled())
        for name in try names(ending: ".yaml") where !name.hasSuffix(".test.yaml") {
            #expect(throws: Never.self) {
                _ = try loader.load(try committed(name), file: name)
            }
        }
    }

    @Test func everyTestThatShipsIsWellFormed() throws {
        for name in try names(ending: ".test.yaml") {
            let tests = try PipelineTest.load(
                try committed(name), file: name, tables: datasetSchemas
            ) { page in
                (try? Data(contentsOf: Self.folder.appending(path: page))).map { [UInt8]($0) }
            }
            #expect(!tests.isEmpty, "\(name)")
        }
    }

    private func names(ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
            .filter { $0.hasSuffix(ending) }.sorted()
    }

    private func committed(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }
}
