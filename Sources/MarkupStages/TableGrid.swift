import DocumentModel
import HTMLScanning

/// Gives each cell of a table its rows and columns, as the standard's table model does (HTML, 4.9.12
/// "Processing model"): cells that span several rows push those below them to the right.
///
/// Spans are bounded as there, and a table by ``mostColumns``: what would stand beyond stands in the
/// last column, so that no table costs more than its bytes and columns.
struct TableGrid: Sendable {
    /// The columns told apart.
    static let mostColumns = 256
    private static let mostRowSpan = 65_534

    private var table = -1
    private var row = -1
    private var column = 0
    /// For each column, the first row that no cell from above reaches into.
    private var freeFrom: [Int] = []

    mutating func beginTable() {
        table += 1
        row = -1
        freeFrom.removeAll(keepingCapacity: true)
    }

    mutating func beginRow() {
        row += 1
        column = 0
    }

    /// The place of the next cell of the row.
    ///
    /// - Parameters:
    ///   - columnSpan: The columns it says it spans; 1 where it says none.
    ///   - rowSpan: The rows it says it spans; 0 for all the rest.
    mutating func place(columnSpan: Int, rowSpan: Int, role: TableCell.Role) -> TableCell {
        if row < 0 { beginRow() }
        while column < freeFrom.count, freeFrom[column] > row { column += 1 }
        let first = min(column, Self.mostColumns - 1)
        let end = min(Self.mostColumns, first + max(1, min(columnSpan, Self.mostColumns)))
        let rows = rowSpan == 0 ? Self.mostRowSpan : max(1, min(rowSpan, Self.mostRowSpan))
        while freeFrom.count < end { freeFrom.append(0) }
        for index in first..<end { freeFrom[index] = max(freeFrom[index], row + rows) }
        column = end
        return TableCell(
            table: max(0, table), rows: row..<(row + rows), columns: first..<end, role: role)
    }
}

/// Collects the cells of data tables while their text is written.
struct TableCells: Sendable {
    /// In the order of the text; cells without text are left out.
    private(set) var found: [Mention<TableCell>] = []
    private var grid = TableGrid()
    private var open: (start: Int, cell: TableCell)?

    mutating func beginTable() { grid.beginTable() }

    mutating func beginRow() { grid.beginRow() }

    /// - Parameters:
    ///   - offset: Where its text will begin.
    ///   - isInHeaderRow: Whether its row heads the table.
    mutating func beginCell(
        _ id: HTMLTree.NodeID, at offset: Int, inHeaderRow isInHeaderRow: Bool,
        _ tree: borrowing HTMLTree
    ) {
        let cell = grid.place(
            columnSpan: Self.number("colspan", of: id, tree) ?? 1,
            rowSpan: Self.number("rowspan", of: id, tree) ?? 1,
            role: Self.role(of: id, isInHeaderRow, tree))
        open = (offset, cell)
    }

    /// - Parameter text: All that has been written.
    mutating func endCell(_ text: [UInt8]) {
        // A cell that holds no more than a no-break space, 0xC2 0xA0, is empty.
        if let open, open.start < text.count,
            text[open.start...].contains(where: { $0 > 0x20 && $0 != 0xC2 && $0 != 0xA0 })
        {
            found.append(Mention(TextSpan(open.start..<text.count), open.cell))
        }
        open = nil
    }

    private static func role(
        of id: HTMLTree.NodeID, _ isInHeaderRow: Bool, _ tree: borrowing HTMLTree
    ) -> TableCell.Role {
        if tree[id].tag == .th {
            if tree.hasToken("row", in: "scope", of: id)
                || tree.hasToken("rowgroup", in: "scope", of: id)
            {
                return .rowHeading
            }
            if tree.hasToken("col", in: "scope", of: id)
                || tree.hasToken("colgroup", in: "scope", of: id)
            {
                return .columnHeading
            }
            return isInHeaderRow ? .columnHeading : .rowHeading
        }
        return isInHeaderRow ? .columnHeading : .data
    }

    /// The whole number that an attribute begins with, as the standard reads it; nil for none.
    private static func number(
        _ name: StaticString, of id: HTMLTree.NodeID, _ tree: borrowing HTMLTree
    ) -> Int? {
        guard let attribute = tree.attribute(name, of: id) else { return nil }
        var offset = Int(attribute.valueStart)
        let end = min(Int(attribute.valueEnd), offset + 64)
        while offset < end, tree.source[offset].isASCIIWhitespace { offset += 1 }
        var number: Int?
        while offset < end, tree.source[offset].isASCIIDigit {
            number = min((number ?? 0) * 10 + Int(tree.source[offset] - 0x30), 100_000)
            offset += 1
        }
        return number
    }
}
