import DocumentModel

/// The zones that say what a table row's cells are, as indices into the document's zones.
struct TableHeadings {
    /// The row of header cells, or the first row where none is marked as such.
    var header: Int?
    /// The block before the table: its caption or title.
    var title: Int?

    /// The headings of each zone: none for what is no table row.
    ///
    /// - Complexity: O(*n*), where *n* is the number of zones.
    static func all(of zones: [Mention<Zone>]) -> [TableHeadings] {
        var headings: [TableHeadings] = []
        headings.reserveCapacity(zones.count)
        var table: TableHeadings?
        for (index, zone) in zones.enumerated() {
            switch zone.value {
            case .tableHeader:
                table = TableHeadings(
                    header: index, title: table?.title ?? (index > 0 ? index - 1 : nil))
                headings.append(TableHeadings())
            case .tableRow:
                if let table {
                    headings.append(table)
                } else {
                    table = TableHeadings(header: index, title: index > 0 ? index - 1 : nil)
                    headings.append(TableHeadings(header: nil, title: table?.title))
                }
            default:
                table = nil
                headings.append(TableHeadings())
            }
        }
        return headings
    }
}

/// The cells of table rows, each row parted once, however many numbers it has.
final class TableRows {
    private var cells: [Int: [TextSpan]] = [:]

    /// The cells of zone `row`, in order; an empty cell is an empty span.
    func cells(of row: Int, in document: Document) -> [TextSpan] {
        if let known = cells[row] { return known }
        let found = document.text[document.zones[row].span.range]
            .split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            .map { TextSpan($0.startIndex..<$0.endIndex) }
        cells[row] = found
        return found
    }
}
