import DocumentModel
package import StageKit

/// Writes a JSON Lines file a table.
package struct JSONLinesEmitter: Emitter {
    package static let name: StageName = "emit-json-lines"
    package static let summary =
        "Writes a JSON Lines file a table: one object a row, nulls left out, lists as arrays."

    package init(settings: NoSettings, resources: StageResources) {}

    package func writer(into folder: String) throws(RunError) -> any DatasetWriter {
        try JSONLinesWriter(folder: folder)
    }
}

/// JSON Lines files being written.
final class JSONLinesWriter: DatasetWriter {
    /// One a table, in the order of ``datasetSchemas``.
    private let sinks: [FileSink]

    init(folder: String) throws(RunError) {
        var sinks: [FileSink] = []
        for schema in datasetSchemas {
            sinks.append(try FileSink(creating: "\(folder)/\(schema.name).jsonl"))
        }
        self.sinks = sinks
    }

    func write(_ rows: DocumentRows) throws(RunError) {
        try write(rows.tables)
    }

    func finish(_ summary: DatasetSummary) throws(RunError) {
        try write(summary.tables)
        for sink in sinks { _ = try sink.close() }
    }

    private func write(_ tables: [String: [Row]]) throws(RunError) {
        for (schema, sink) in zip(datasetSchemas, sinks) {
            for row in tables[schema.name] ?? [] {
                try sink.write { bytes in
                    object(of: row, in: schema).append(to: &bytes)
                    bytes.append(UInt8(ascii: "\n"))
                }
            }
        }
    }

    private func object(of row: Row, in schema: TableSchema) -> JSONText {
        .object(
            zip(schema.columns, row).compactMap { column, cell in
                value(of: cell, isList: column.isList).map { (column.name, $0) }
            })
    }

    private func value(of cell: Cell, isList: Bool) -> JSONText? {
        switch cell {
        case .null: nil
        case .text(let text) where isList:
            .array(text.split(separator: ";").map { .text(String($0)) })
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .boolean(let value): .boolean(value)
        }
    }
}
