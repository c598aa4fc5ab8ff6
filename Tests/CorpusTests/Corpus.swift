import DocumentModel
import Foundation
import PipelineConfig
import PipelineEngine
import StageCatalog
import StageKit

/// The pages that come with the package, and the pipeline of the main job over them.
enum Corpus {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let pagesFolder = "\(root)/Corpus/pages"

    private static let resources = Result { () throws(StageError) in try StageResources.bundled() }
    private static let loaded = Result { try pipeline(reading: pagesFolder) }
    private static let ran = Result { try Run(of: try pipeline(), workers: 2) }

    static func codeLists() throws -> StageResources { try resources.get() }

    /// The committed pipeline with the corpus for its input.
    static func pipeline() throws -> Pipeline { try loaded.get() }

    /// What one run over the corpus gave.
    static func run() throws -> Run { try ran.get() }

    /// The committed pipeline with another folder of pages.
    static func pipeline(reading folder: String, writing output: String? = nil) throws -> Pipeline {
        let file = "\(root)/Pipelines/regional-statistics.yaml"
        let yaml = try String(contentsOfFile: file, encoding: .utf8)
        let loader = PipelineLoader(
            catalog: stageCatalog, resources: try resources.get(), environment: [:])
        return try loader.load(
            yaml, file: file, overrides: PipelineOverrides(inputs: [folder], output: output))
    }

    static func pages() throws -> [Page] {
        let reader = try pipeline().reader
        return try reader.locations().map { try reader.page(at: $0) }
    }

    static func processor() throws -> DocumentProcessor {
        DocumentProcessor(try pipeline(), toolVersion: "1+test")
    }
}

/// The rows of a run, as a writer of datasets is given them.
struct Run {
    private(set) var tables: [String: Table] = [:]
    let summary: RunSummary

    init(of pipeline: Pipeline, workers: Int) throws {
        let folder = try TemporaryFolder()
        let emitter = CollectingEmitter()
        var output = OutputSettings()
        output.folder = "\(folder.path)/out"
        let collecting = pipeline.with(emitters: [emitter], output: output)
        summary = try Engine(collecting, toolVersion: "1+test", workers: workers).run()
        for schema in datasetSchemas {
            tables[schema.name] = Table(schema, emitter.writer.rows[schema.name] ?? [])
        }
    }

    subscript(name: String) -> Table { tables[name] ?? Table(DocumentsTable.schema, []) }
}

/// Rows with cells by the names of their columns.
struct Table {
    struct Record {
        let cells: [String: Cell]
        let key: String

        init(_ row: Row, _ schema: TableSchema) {
            cells = Dictionary(
                zip(schema.columns.map(\.name), row), uniquingKeysWith: { first, _ in first })
            key = if case .text(let key)? = row.first { key } else { "" }
        }

        func text(_ column: String) -> String? {
            if case .text(let text)? = cells[column] { text } else { nil }
        }

        func integer(_ column: String) -> Int? {
            if case .integer(let number)? = cells[column] { number } else { nil }
        }

        func number(_ column: String) -> Double? {
            if case .number(let number)? = cells[column] { number } else { nil }
        }

        /// The codes of a cell that joins them with semicolons.
        func list(_ column: String) -> [String] {
            text(column)?.split(separator: ";").map(String.init) ?? []
        }
    }

    let schema: TableSchema
    let rows: [Row]
    let records: [Record]

    init(_ schema: TableSchema, _ rows: [Row]) {
        self.schema = schema
        self.rows = rows
        records = rows.map { Record($0, schema) }
    }
}

extension Pipeline {
    func with(
        reader: (any Reader)? = nil, emitters: [any Emitter], output: OutputSettings
    ) -> Pipeline {
        Pipeline(
            name: name, reader: reader ?? self.reader, extractors: extractors, cleaners: cleaners,
            annotators: annotators, collators: collators, emitters: emitters, output: output)
    }
}

/// Keeps the rows it is given.
private struct CollectingEmitter: Emitter {
    static let name: StageName = "emit-nowhere"
    static let summary = "Keeps the rows."
    let writer = Writer()

    init() {}

    init(settings: NoSettings, resources: StageResources) {}

    func writer(into folder: String) -> any DatasetWriter { writer }

    /// The engine writes from one thread.
    final class Writer: DatasetWriter, @unchecked Sendable {
        var rows: [String: [Row]] = [:]

        func write(_ document: DocumentRows) {
            rows.merge(document.tables) { $0 + $1 }
        }

        func finish(_ summary: DatasetSummary) {
            rows.merge(summary.tables) { $0 + $1 }
        }
    }
}

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
