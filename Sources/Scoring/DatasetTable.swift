import CodeLists
import Foundation

/// One CSV file of a run.
struct DatasetTable {
    private let path: String
    private let cells: CodeTable
    private let columns: [String: Int]

    init(
        _ name: String, in folder: String, _ required: [String]
    ) throws(ScoringError) {
        path = "\(folder)/\(name).csv"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ScoringError(
                .noInput, "\(path): there is no such table: name the folder of a run with --rows")
        }
        do {
            cells = try CodeTable(csv: [UInt8](data), named: path)
        } catch {
            throw ScoringError(.badData, "\(error.message): run the pipeline again")
        }
        var columns: [String: Int] = [:]
        for (index, column) in cells.columns.enumerated() { columns[column] = index }
        self.columns = columns
        if let missing = required.first(where: { columns[$0] == nil }) {
            throw ScoringError(
                .badData,
                "\(path):1: the column “\(missing)” is missing: run the pipeline again with this quipu"
            )
        }
    }

    var rows: some Sequence<Record> {
        (0..<cells.rowCount).lazy.map { Record(table: self, row: $0) }
    }

    /// What `make` makes of the rows of each document, by `doc_id`.
    func byDocument<Value>(
        _ make: (Record) throws(ScoringError) -> Value
    ) throws(ScoringError) -> [String: [Value]] {
        var values: [String: [Value]] = [:]
        for row in rows { values[row["doc_id"], default: []].append(try make(row)) }
        return values
    }

    struct Record {
        fileprivate let table: DatasetTable
        fileprivate let row: Int

        /// The cell, empty where the text does not say or the table has no such column.
        subscript(column: String) -> String {
            table.columns[column].map { table.cells[row, $0] } ?? ""
        }

        func text(_ column: String) -> String? { self[column].isEmpty ? nil : self[column] }

        func codes(_ column: String) -> Set<String> {
            Set(self[column].split(separator: ";").map(String.init))
        }

        func number(_ column: String) throws(ScoringError) -> Double? {
            guard let text = text(column) else { return nil }
            if let number = Double(text) { return number }
            throw ScoringError(
                .badData,
                "\(table.path):\(line): “\(text)” in “\(column)” is no number: run the pipeline again"
            )
        }

        /// The line the row starts on, where the header is the first.
        private var line: Int {
            let before = table.cells.rows.prefix(row).joined()
            return row + 2 + before.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
        }
    }
}
