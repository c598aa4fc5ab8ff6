import DocumentModel
import PipelineConfig
import StageKit
import Testing

private let tables = [
    TableSchema(
        "figures", "One figure a row.",
        [
            Column("figure_id", .string, required: true), Column("value", .number),
            Column("age_low", .integer), Column("areas", .string, isList: true),
            Column("is_primary", .boolean),
        ]),
    TableSchema("notes", "Notes.", [Column("note_id", .string, required: true)]),
]

private func rows(for page: Page) throws(StageError) -> DocumentRows {
    guard page.mediaType == "text/html" else {
        throw StageError(.unsupported, "no stage reads \(page.mediaType ?? "this")")
    }
    return DocumentRows(
        documentID: "d",
        tables: [
            "figures": [
                [.text("a"), .number(12), .integer(18), .text("BOL;PER"), .boolean(true)],
                [.text("b"), .number(0.5), .null, .null, .boolean(false)],
            ]
        ], organisations: [])
}

@Suite struct PipelineTestTests {
    private func failures(_ expectations: String, media: String = "text/html") throws -> [String] {
        let tests = try PipelineTest.load(
            """
            tests:
              - name: one
                page: |
                  <p>Text</p>
                media: \(media)
                \(expectations)
            """, file: "t.yaml", tables: tables)
        return tests.flatMap { $0.failures(tables: tables, rows: rows) }.map(\.description)
    }

    @Test(arguments: [
        // What holds.
        ("rows: { figures: [{ figure_id: a, value: 12, age_low: 18, areas: BOL;PER }] }", nil),
        ("rows: { figures: [{ areas: [BOL, PER] }, { areas: }, { areas: ~ }] }", nil),
        ("rows: { figures: [{ value: 12.0, is_primary: true }, { value: 0.50 }] }", nil),
        ("rows: { figures: [{ value: \"12\" }] }", nil),
        ("count: { figures: 2, notes: 0 }", nil),
        ("absent: { figures: [{ value: 13 }, { figure_id: a, is_primary: false }] }", nil),
        ("absent: { notes: [{ note_id: a }] }", nil),
        // What does not.
        (
            "rows: { figures: [{ figure_id: a, value: 13 }] }",
            "6:23: “one”: no row of “figures” has figure_id “a”, value “13”; the nearest has value "
                + "“12”"
        ),
        (
            "rows: { figures: [{ age_low: 20 }] }",
            "6:23: “one”: no row of “figures” has age_low “20”; the nearest has age_low “18”"
        ),
        (
            "rows: { figures: [{ figure_id: b, areas: PER }] }",
            "6:23: “one”: no row of “figures” has figure_id “b”, areas “PER”; the nearest has areas "
                + "empty"
        ),
        (
            "rows: { notes: [{ note_id: a }] }",
            "6:21: “one”: no row of “notes” has note_id “a”; it has no rows"
        ),
        ("count: { figures: 1 }", "6:14: “one”: “figures” has 2 rows, not 1"),
        (
            "absent: { figures: [{ areas: }] }",
            "6:25: “one”: a row of “figures” has areas empty, and none should"
        ),
    ])
    func comparesRows(expectations: String, failure: String?) throws {
        #expect(try failures(expectations) == (failure.map { ["t.yaml:\($0)"] } ?? []))
    }

    @Test func aPageSetAsideIsAFailure() throws {
        #expect(
            try failures("count: { figures: 2 }", media: "image/png") == [
                "t.yaml:2:5: “one”: the page was set aside: no stage reads image/png"
            ])
    }

    @Test func readsPagesFromFiles() throws {
        let tests = try PipelineTest.load(
            "tests: [{ name: a, file: b.html, url: \"https://example.org/b\", count: { notes: 0 } }]",
            file: "t.yaml", tables: tables
        ) { path in path == "b.html" ? [65] : nil }
        #expect(tests.map(\.page.body) == [[65]])
        #expect(tests.first?.page.url == "https://example.org/b")
        #expect(tests.first?.page.transportCharset == nil)
    }

    @Test(arguments: [
        ("", "1:1: the file is empty: it lists “tests”"),
        ("- a", "1:1: a test file is a group of keys: it has “tests”"),
        ("about: a", "1:1: “tests” is missing: it lists the tests"),
        ("tests: []", "1:1: “tests” takes a list of tests, not a list"),
        ("test: []\ntests: [a]", "1:1: unknown key “test”; did you mean “tests”?"),
        ("tests: [a]", "1:9: a test is a group of keys, not “a”"),
        ("tests: [{ page: a, count: {} }]", "1:9: the test has no “name”: say what it shows"),
        (
            "tests: [{ name: a, page: b }]",
            "1:9: the test expects nothing: give it “rows”, “count” or “absent”"
        ),
        (
            "tests: [{ name: a, count: {} }]",
            "1:9: a test has either a “page” or a “file” that holds one"
        ),
        (
            "tests: [{ name: a, page: b, file: c, count: {} }]",
            "1:9: a test has either a “page” or a “file” that holds one"
        ),
        (
            "tests: [{ name: a, file: c.html, count: {} }]",
            "1:26: the page “c.html” cannot be read: its path starts from this file's folder"
        ),
        ("tests: [{ name: a, page: [b], count: {} }]", "1:26: “page” takes a text, not a list"),
        (
            "tests: [{ name: a, page: b, counts: {} }]",
            "1:29: unknown key “counts”; did you mean “count”?"
        ),
        (
            "tests: [{ name: a, page: b, rows: { figure: [] } }]",
            "1:37: unknown table “figure”; did you mean “figures”?"
        ),
        (
            "tests: [{ name: a, page: b, rows: { figures: { value: 1 } } }]",
            "1:37: “figures” takes a list of rows, not a group of keys: put “- ” before each row"
        ),
        (
            "tests: [{ name: a, page: b, rows: [] }]",
            "1:29: “rows” takes a group of tables, not a list"
        ),
        (
            "tests: [{ name: a, page: b, rows: { figures: [{ valeu: 1 }] } }]",
            "1:49: unknown column of “figures” “valeu”; did you mean “value”?"
        ),
        (
            "tests: [{ name: a, page: b, rows: { figures: [{ value: { a: 1 } }] } }]",
            "1:56: “value” is one value or a list of values, not a group of keys"
        ),
        (
            "tests: [{ name: a, page: b, rows: { figures: [12] } }]",
            "1:47: a row is a group of columns and what they hold, not “12”"
        ),
        (
            "tests: [{ name: a, page: b, count: { figures: many } }]",
            "1:47: “figures” takes the number of its rows, not “many”"
        ),
    ])
    func pointsAtWhatIsWrong(yaml: String, diagnostic: String) throws {
        let error = try #require(throws: InvalidPipeline.self) {
            _ = try PipelineTest.load(yaml, file: "t.yaml", tables: tables)
        }
        #expect(error.diagnostics.first?.description == "t.yaml:\(diagnostic)", "\(error)")
    }
}
