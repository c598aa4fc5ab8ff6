package import DocumentModel
package import StageKit

/// A test of a pipeline: a page in, rows out. One item of a `NAME.test.yaml`.
package struct PipelineTest: Sendable {
    /// What is expected of one row: cells by column, as text; an empty text is null.
    struct ExpectedRow: Sendable {
        let table: String
        let cells: [(column: String, text: String)]
        let place: Place
    }

    struct ExpectedCount: Sendable {
        let table: String
        let count: Int
        let place: Place
    }

    package let name: String
    package let page: Page
    let file: String
    let place: Place
    /// Rows that must be there.
    var present: [ExpectedRow] = []
    /// Rows that must not be there.
    var absent: [ExpectedRow] = []
    var counts: [ExpectedCount] = []

    /// How many expectations the test holds.
    package var expectationCount: Int { present.count + absent.count + counts.count }

    /// What is wrong with the rows that `rows` makes of the page; empty where nothing is.
    ///
    /// - Parameter tables: The declarations of the tables.
    package func failures(
        tables: [TableSchema], rows: (Page) throws(StageError) -> DocumentRows
    ) -> [Diagnostic] {
        failures(of: Result { () throws(StageError) in try rows(page) }, tables: tables)
    }

    /// What is wrong with what came of the page.
    package func failures(
        of result: Result<DocumentRows, StageError>, tables: [TableSchema]
    ) -> [Diagnostic] {
        switch result {
        case .success(let rows):
            RowMatching(tables: tables, rows: rows.tables).failures(of: self)
        case .failure(let error):
            [failure("the page was set aside: \(error)", at: place)]
        }
    }

    func failure(_ message: String, at place: Place) -> Diagnostic {
        Diagnostic(file: file, place: place, message: "\(quoted(name)): \(message)")
    }
}

extension PipelineTest {
    /// The tests that `yaml` describes.
    ///
    /// - Parameters:
    ///   - file: The file's path as the user gave it, for diagnostics.
    ///   - tables: The declarations of the tables that may be named.
    ///   - contents: The bytes of a page named by `file:`, its path as it is written there; nil where
    ///     it cannot be read.
    /// - Throws: ``InvalidPipeline`` with a diagnostic for each thing that is wrong, in file order.
    package static func load(
        _ yaml: String, file: String, tables: [TableSchema],
        contents: (String) -> [UInt8]? = { _ in nil }
    ) throws(InvalidPipeline) -> [PipelineTest] {
        var reading = ConfigReading(file: file, yaml: yaml, environment: [:])
        let empty = "the file is empty: it lists “tests”"
        guard let root = reading.root(of: yaml, orElse: empty) else {
            throw InvalidPipeline(diagnostics: reading.diagnostics)
        }
        var reader = PipelineTestReader(tables: tables, reading: reading)
        let tests = reader.tests(in: root, contents: contents)
        guard reader.reading.isFaultless else {
            throw InvalidPipeline(diagnostics: reader.reading.diagnostics)
        }
        return tests
    }
}
