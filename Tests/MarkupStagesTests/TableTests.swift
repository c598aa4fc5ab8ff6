import DocumentModel
import StageKit
import StageTesting
import Testing

@testable import MarkupStages

@Suite struct TableTests {
    private static let shipped = Result {
        try (
            HTMLExtractor(settings: HTMLExtractor.Settings(), resources: .shipped),
            WholeTextExtractor(settings: WholeTextExtractor.Settings(), resources: .shipped)
        )
    }

    private func cells(_ html: String) throws -> [String] {
        let page = Page(
            location: PageLocation(rawValue: "p"), mediaType: "text/html", body: Array(html.utf8))
        let (main, whole) = try Self.shipped.get()
        let documents = try [main.document(from: page), whole.document(from: page)]
        let found = documents.map { document in
            document.cells.map { cell in
                "\(document[cell.span]) r\(shown(cell.value.rows)) c\(shown(cell.value.columns)) "
                    + cell.value.role.rawValue
            }
        }
        #expect(found[0] == found[1])
        return found[0]
    }

    private func shown(_ range: Range<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound - 1)"
    }

    @Test(arguments: [
        (
            "<table><tr><th>Year<th>Women<tr><td>2018<td>12</table>",
            [
                "Year r0 c0 columnHeading", "Women r0 c1 columnHeading", "2018 r1 c0 data",
                "12 r1 c1 data",
            ]
        ),
        // A heading over two columns, one beside two rows, and an empty corner.
        (
            "<table><tr><td>&nbsp;<th colspan=2>Ni&ntilde;as<th>Total<tr><th rowspan=2>2018<td>1<td>2<td>3<tr><td>4<td>5<td>6</table>",
            [
                "Niñas r0 c1-2 columnHeading", "Total r0 c3 columnHeading",
                "2018 r1-2 c0 rowHeading",
                "1 r1 c1 data", "2 r1 c2 data", "3 r1 c3 data", "4 r2 c1 data", "5 r2 c2 data",
                "6 r2 c3 data",
            ]
        ),
        (
            "<table><tr><td><th>Mulheres<th>Homens<tr><th scope=row>Lisboa<td>1<td>2</table>",
            [
                "Mulheres r0 c1 columnHeading", "Homens r0 c2 columnHeading",
                "Lisboa r1 c0 rowHeading", "1 r1 c1 data", "2 r1 c2 data",
            ]
        ),
        // Data cells in the head of a table are headings; markup in cells is no border.
        (
            "<table><thead><tr><td>Pays<td>Victimes<br>(2019)</thead><tbody><tr><td><p>Bénin</p><td><b>1</b>2</table>",
            [
                "Pays r0 c0 columnHeading", "Victimes (2019) r0 c1 columnHeading",
                "Bénin r1 c0 data", "12 r1 c1 data",
            ]
        ),
        // Two tables.
        (
            "<table><tr><th>A<th>B<tr><td>1<td>2</table><table><tr><th>C<th>D<tr><td>3<td>4</table>",
            [
                "A r0 c0 columnHeading", "B r0 c1 columnHeading", "1 r1 c0 data", "2 r1 c1 data",
                "C r0 c0 columnHeading", "D r0 c1 columnHeading", "3 r1 c0 data", "4 r1 c1 data",
            ]
        ),
        // What only arranges the page is no table.
        ("<table><tr><td><p>One thing.</p><h2>Other</h2><td>Two</table>", []),
    ])
    func placesCells(html: String, expected: [String]) throws {
        #expect(try cells(html) == expected)
    }

    /// Spans lie on the text of their cells after cleaners have changed it too.
    @Test func cellsMoveWithTheirText() throws {
        let html =
            "<p>Before the table stands  a line.</p><table><tr><th>Year<th>Women<tr><td>2018<td>12 </table>"
        let page = Page(
            location: PageLocation(rawValue: "p"), mediaType: "text/html", body: Array(html.utf8))
        let document = try Self.shipped.get().0.document(from: page)
        let edited = document.applying(
            Cleaning(edits: [
                .removing(TextSpan(0..<7)), TextEdit(document.cells[2].span, to: "two thousand"),
            ]))
        #expect(
            edited.cells.map { edited[$0.span] } == ["Year", "Women", "two thousand", "12"])
        let removed = document.applying(Cleaning(edits: [.removing(document.cells[3].span)]))
        #expect(removed.cells.map { removed[$0.span] } == ["Year", "Women", "2018"])
    }

    // MARK: What is hostile

    @Test func spansAreBounded() {
        var grid = TableGrid()
        grid.beginTable()
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<500 {
            grid.beginRow()
            var end = 0
            for _ in 0..<60 {
                let wide = Int(numbers.next() % 3) == 0 ? 1_000_000 : Int(numbers.next() % 4)
                let cell = grid.place(
                    columnSpan: wide, rowSpan: Int(numbers.next() % 70_000), role: .data)
                #expect(!cell.columns.isEmpty && !cell.rows.isEmpty)
                #expect(cell.columns.upperBound <= TableGrid.mostColumns)
                #expect(cell.columns.lowerBound >= min(end, TableGrid.mostColumns - 1))
                end = cell.columns.upperBound
            }
        }
    }

    @Test func cellsLieInTheText() throws {
        let parts = [
            "<table>", "</table>", "<tr>", "<td>", "<th>", "<td colspan=999999>", "<th rowspan=0>",
            "<td rowspan=99999999>", "<caption>Cap</caption>", "<thead>", "x", "12", " ", "&nbsp;",
            "<p>", "<br>", "ñ", "<b>", "</td>", "<td headers=a>",
        ]
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<300 {
            var html = "<p>Some text.</p>"
            for _ in 0..<Int(numbers.next() % 60) {
                html += parts[Int(numbers.next() % UInt64(parts.count))]
            }
            let page = Page(
                location: PageLocation(rawValue: "p"), mediaType: "text/html",
                body: Array(html.utf8))
            let document = try Self.shipped.get().1.document(from: page)
            var end = 0
            for cell in document.cells {
                #expect(cell.span.lowerBound >= end && cell.span.length > 0, "\(html)")
                #expect(cell.span.upperBound <= document.text.count, "\(html)")
                #expect(!document.text[cell.span.range].contains(0x09), "\(html)")
                end = cell.span.upperBound
            }
        }
    }
}
