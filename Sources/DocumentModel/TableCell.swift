/// Where a cell stands in a table of a page, as its markup says.
///
/// Rows and columns are counted from 0 over the whole table, so that a cell which spans several
/// covers all their numbers.
public struct TableCell: Hashable, Sendable, Codable {
    public enum Role: String, Hashable, Sendable, Codable {
        case data
        /// Says what the cells under it are.
        case columnHeading
        /// Says what the cells beside it are.
        case rowHeading
    }

    /// The number of the table in the document, from 0.
    public let table: Int
    /// Not empty.
    public let rows: Range<Int>
    /// Not empty.
    public let columns: Range<Int>
    /// As the page marks it: a page may head its tables and not say so.
    public let role: Role

    public init(table: Int, rows: Range<Int>, columns: Range<Int>, role: Role) {
        self.table = table
        self.rows = rows
        self.columns = columns
        self.role = role
    }
}

/// A cell with the cells that say what stands in it.
///
/// A figure in a table is read with them: "12" under "Women" beside "2018".
public struct CellReading: Hashable, Sendable, Codable {
    public let cell: TableCell
    /// The cells beside it that head its row, those of the group of rows first; may be empty.
    public let rowHeadings: [TextSpan]
    /// The cells over it that head its columns, the topmost first; may be empty.
    public let columnHeadings: [TextSpan]
    /// The caption of the table, or the heading right over it.
    public let caption: TextSpan?
    /// Whether the page itself marks the headings; else they are told by where they stand.
    public let isMarked: Bool

    public init(
        cell: TableCell, rowHeadings: [TextSpan], columnHeadings: [TextSpan], caption: TextSpan?,
        isMarked: Bool
    ) {
        self.cell = cell
        self.rowHeadings = rowHeadings
        self.columnHeadings = columnHeadings
        self.caption = caption
        self.isMarked = isMarked
    }

    /// Whether the cell heads others.
    public var isHeading: Bool { cell.role != .data }
}

extension CellReading: CustomStringConvertible {
    public var description: String {
        let place =
            "table \(cell.table + 1) row \(cell.rows.lowerBound + 1)"
            + " column \(cell.columns.lowerBound + 1)"
        return isHeading ? place + " heading" : place
    }
}

extension LayerKey where Value == CellReading {
    /// The cells of all tables that hold text: sorted, without overlap.
    public static let cells = LayerKey("cells")
}

/// A value that names other parts of the text, which a reader wants to see beside it.
public protocol SpanNaming {
    /// The parts and what each is to the value, in the order they are to be read.
    var namedSpans: [(name: String, span: TextSpan)] { get }
}

extension CellReading: SpanNaming {
    public var namedSpans: [(name: String, span: TextSpan)] {
        rowHeadings.map { ("row", $0) } + columnHeadings.map { ("column", $0) }
            + (caption.map { [("caption", $0)] } ?? [])
    }
}
