import CodeLists
import Digests
import DocumentModel
import Glibc
package import StageKit

/// Writes a CSV file a table with a Data Package that describes them.
package struct CSVEmitter: Emitter {
    package static let name: StageName = "emit-csv"
    package static let summary =
        "Writes a CSV file a table, the code lists, and datapackage.json, which describes them."

    package struct Settings: StageSettings {
        @Setting("Whether the code lists are written beside the tables.")
        package var codeLists = true

        package init() {}
    }

    private let codeLists: CodeLists
    private let writesCodeLists: Bool

    package init(settings: Settings, resources: StageResources) {
        codeLists = resources.codeLists
        writesCodeLists = settings.codeLists
    }

    package func writer(into folder: String) throws(RunError) -> any DatasetWriter {
        try CSVWriter(folder: folder, codeLists: codeLists, writesCodeLists: writesCodeLists)
    }
}

/// CSV files being written.
final class CSVWriter: DatasetWriter {
    private let folder: String
    private let codeLists: CodeLists
    private let writesCodeLists: Bool
    /// One a table, in the order of ``datasetSchemas``.
    private let sinks: [FileSink]
    private var files: [String: DataPackage.File] = [:]

    init(folder: String, codeLists: CodeLists, writesCodeLists: Bool) throws(RunError) {
        self.folder = folder
        self.codeLists = codeLists
        self.writesCodeLists = writesCodeLists
        var sinks: [FileSink] = []
        for schema in datasetSchemas {
            let sink = try FileSink(creating: "\(folder)/\(schema.name).csv")
            let header: Row = schema.columns.map { .text($0.name) }
            try sink.write { CSVEncoding.append(header, to: &$0) }
            sinks.append(sink)
        }
        self.sinks = sinks
    }

    func write(_ rows: DocumentRows) throws(RunError) {
        try write(rows.tables)
    }

    func finish(_ summary: DatasetSummary) throws(RunError) {
        try write(summary.tables)
        for (schema, sink) in zip(datasetSchemas, sinks) {
            try close(sink, as: "\(schema.name).csv")
        }
        if writesCodeLists { try writeCodeLists() }
        let package = DataPackage(
            codeLists: codeLists, files: files, provenance: summary.provenance)
        let sink = try FileSink(creating: "\(folder)/datapackage.json")
        try sink.write { bytes in
            package.json.appendPretty(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        _ = try sink.close()
    }

    private func write(_ tables: [String: [Row]]) throws(RunError) {
        for (schema, sink) in zip(datasetSchemas, sinks) {
            for row in tables[schema.name] ?? [] {
                try sink.write { CSVEncoding.append(row, to: &$0) }
            }
        }
    }

    private func writeCodeLists() throws(RunError) {
        let lists = CodeListFiles.present(in: codeLists)
        guard !lists.isEmpty else { return }
        guard mkdir("\(folder)/codelists", 0o777) == 0 || errno == EEXIST else {
            let reason = String(cString: strerror(errno))
            throw RunError(.inputOutput, "cannot create “\(folder)/codelists”: \(reason)")
        }
        for list in lists {
            let table = codeLists[list.name]
            let path = CodeListFiles.path(of: list)
            let sink = try FileSink(creating: "\(folder)/\(path)")
            for row in [table.columns] + table.rows {
                try sink.write { CSVEncoding.append(row.map(Cell.text), to: &$0) }
            }
            try close(sink, as: path)
        }
    }

    private func close(_ sink: FileSink, as path: String) throws(RunError) {
        let digest = try sink.close()
        files[path] = DataPackage.File(byteCount: sink.byteCount, sha256: digest.hexadecimal)
    }
}
