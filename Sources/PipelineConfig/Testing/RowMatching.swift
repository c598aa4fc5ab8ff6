import DocumentModel

/// Compares the rows of one document with what a test expects.
struct RowMatching {
    let tables: [TableSchema]
    let rows: [String: [Row]]

    func failures(of test: PipelineTest) -> [Diagnostic] {
        let counts = test.counts.compactMap { expected -> Diagnostic? in
            let count = rows[expected.table]?.count ?? 0
            guard count != expected.count else { return nil }
            return test.failure(
                "“\(expected.table)” has \(count) \(count == 1 ? "row" : "rows"), not "
                    + "\(expected.count)", at: expected.place)
        }
        let missing = test.present.compactMap { expected -> Diagnostic? in
            let differences = differences(from: expected)
            if differences.contains(where: \.isEmpty) { return nil }
            return test.failure(
                "no row of “\(expected.table)” has \(shown(expected.cells))"
                    + advice(on: differences), at: expected.place)
        }
        let unwanted = test.absent.compactMap { expected -> Diagnostic? in
            guard differences(from: expected).contains(where: \.isEmpty) else { return nil }
            return test.failure(
                "a row of “\(expected.table)” has \(shown(expected.cells)), and none should",
                at: expected.place)
        }
        return (counts + missing + unwanted).sorted { $0.place < $1.place }
    }

    private typealias Cells = [(column: String, text: String)]

    /// For each row of the table, what it holds where it differs from what is expected.
    private func differences(from expected: PipelineTest.ExpectedRow) -> [Cells] {
        guard let schema = tables.first(where: { $0.name == expected.table }) else { return [] }
        return (rows[expected.table] ?? []).map { row in
            expected.cells.compactMap { cell in
                guard let index = schema.columns.firstIndex(where: { $0.name == cell.column }),
                    row.indices.contains(index)
                else { return (cell.column, "") }
                return row[index].holds(cell.text) ? nil : (cell.column, row[index].text)
            }
        }
    }

    private func advice(on differences: [Cells]) -> String {
        guard let nearest = differences.min(by: { $0.count < $1.count }) else {
            return "; it has no rows"
        }
        return "; the nearest has \(shown(nearest))"
    }

    private func shown(_ cells: Cells) -> String {
        cells.map { "\($0.column) \($0.text.isEmpty ? "empty" : quoted($0.text))" }
            .joined(separator: ", ")
    }
}

extension Cell {
    /// The cell as text; null is empty.
    fileprivate var text: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .number(let number): Figure.plain(number)
        case .boolean(let flag): "\(flag)"
        }
    }

    fileprivate func holds(_ expected: String) -> Bool {
        if text == expected { return true }
        return switch self {
        case .integer(let number): Double(expected) == Double(number)
        case .number(let number): Double(expected) == number
        case .null, .text, .boolean: false
        }
    }
}
