package import DocumentModel
package import StageKit

/// Tags the cells of tables with the cells that head them.
///
/// Where the extractor knows the table's markup, rows, columns and headings are as that says. In
/// text set with tabs a row of header cells is one, and each cell stands in the column of its number.
/// Where nothing is marked, a first row without figures heads the columns, and a first cell without a
/// figure its row.
package struct TableTagger: Tagger {
    package static let name: StageName = "tag-tables"
    package static let summary =
        "Tags the cells of tables, each with its row and column headings and its table's caption."
    package static let provides = LayerKey<CellReading>.cells
    package static let examples = [
        StageExample(
            "⟦Year⟧\t⟦Women⟧\n⟦2018⟧\t⟦12⟧",
            reads: [
                "table 1 row 1 column 1 heading", "table 1 row 1 column 2 heading",
                "table 1 row 2 column 1 heading", "table 1 row 2 column 2",
            ]),
        StageExample("No table stands here.", reads: []),
    ]

    package init(settings: NoSettings, resources: StageResources) {}

    package func mentions(in document: Document) throws(StageError) -> [Mention<CellReading>] {
        var found: [Mention<CellReading>] = []
        for table in PlainTables(document).tables {
            found += TableHeader(document, table).readings()
        }
        return found
    }
}

/// The tables of a document: those the extractor knows, else those that rows of cells make.
private struct PlainTables {
    struct Table {
        /// In reading order, which is by row, then by column.
        var cells: [Mention<TableCell>]
        var caption: TextSpan?
    }

    private(set) var tables: [Table] = []

    init(_ document: Document) {
        tables =
            document.cells.isEmpty ? Self.plain(document) : Self.marked(document)
    }

    private static func marked(_ document: Document) -> [Table] {
        var tables: [Table] = []
        var last: Int?
        for cell in document.cells where cell.span.length > 0 {
            if cell.value.table != last { tables.append(Table(cells: [])) }
            last = cell.value.table
            tables[tables.count - 1].cells.append(cell)
        }
        for index in tables.indices {
            tables[index].caption = caption(of: tables[index].cells, document.zones)
        }
        return tables
    }

    /// Rows of cells parted by tabs: zones that are rows, or lines of a text without zones for them.
    private static func plain(_ document: Document) -> [Table] {
        var tables: [Table] = []
        var end = -1
        var row = 0
        for line in lines(document) {
            let cells = cells(of: line.span, document.text)
            let isNext = line.span.lowerBound <= end + 1
            if !isNext || tables.isEmpty {
                tables.append(Table(cells: []))
                row = 0
            }
            end = line.span.upperBound
            for (column, span) in cells.enumerated() where span.length > 0 {
                tables[tables.count - 1].cells.append(
                    Mention(
                        span,
                        TableCell(
                            table: tables.count - 1, rows: row..<(row + 1),
                            columns: column..<(column + 1),
                            role: line.isHeader ? .columnHeading : .data)))
            }
            row += 1
        }
        for index in tables.indices {
            tables[index].caption = caption(of: tables[index].cells, document.zones)
        }
        return tables
    }

    private static func lines(_ document: Document) -> [(span: TextSpan, isHeader: Bool)] {
        let rows = document.zones.filter { $0.value == .tableRow || $0.value == .tableHeader }
        if !rows.isEmpty { return rows.map { ($0.span, $0.value == .tableHeader) } }
        var found: [(span: TextSpan, isHeader: Bool)] = []
        var start = 0
        while start < document.text.count {
            let rest = document.text[start...]
            let end = rest.firstIndex(of: 0x0A) ?? document.text.count
            if document.text[start..<end].contains(0x09) {
                found.append((TextSpan(start..<end), false))
            }
            start = end + 1
        }
        return found
    }

    /// The cells of a row, without blanks at their ends; an empty one is an empty span.
    private static func cells(of row: TextSpan, _ text: [UInt8]) -> [TextSpan] {
        text[row.range].split(separator: 0x09, omittingEmptySubsequences: false).map { cell in
            var lower = cell.startIndex
            var upper = cell.endIndex
            while lower < upper, text[lower] <= 0x20 { lower += 1 }
            while lower < upper, text[upper - 1] <= 0x20 { upper -= 1 }
            return TextSpan(lower..<upper)
        }
    }

    /// The caption zone right before or after the cells, else the heading right before.
    private static func caption(
        of cells: [Mention<TableCell>], _ zones: [Mention<Zone>]
    ) -> TextSpan? {
        guard let first = cells.first, let last = cells.last else { return nil }
        let before = zones.partitioningIndex { $0.span.upperBound > first.span.lowerBound } - 1
        let after = zones.partitioningIndex { $0.span.lowerBound >= last.span.upperBound }
        if before >= 0, zones[before].value == .caption { return zones[before].span }
        if after < zones.count, zones[after].value == .caption { return zones[after].span }
        return before >= 0 && zones[before].value == .heading ? zones[before].span : nil
    }
}

/// Finds the headings of one table's cells, row by row.
private struct TableHeader {
    private let text: [UInt8]
    private let cells: [Mention<TableCell>]
    private let caption: TextSpan?
    private let isMarked: Bool
    /// By column, the headings over the present row, topmost first.
    private var heads: [[Int]] = []
    /// By column, whether data has stood under its headings.
    private var hasData: [Bool] = []
    /// Headings of rows that reach down from rows before.
    private var reaching: [Int] = []
    /// The heading of the group of rows.
    private var group: Int?

    /// Headings beyond it in one direction are not taken: no reader could follow them.
    private static let most = 8

    init(_ document: Document, _ table: PlainTables.Table) {
        text = document.text
        cells = table.cells
        caption = table.caption
        isMarked = table.cells.contains { $0.value.role != .data }
    }

    consuming func readings() -> [Mention<CellReading>] {
        var found: [Mention<CellReading>] = []
        found.reserveCapacity(cells.count)
        var start = 0
        while start < cells.count {
            let row = cells[start].value.rows.lowerBound
            var end = start + 1
            while end < cells.count, cells[end].value.rows.lowerBound == row { end += 1 }
            read(start..<end, into: &found)
            start = end
        }
        return found
    }

    private mutating func read(_ row: Range<Int>, into found: inout [Mention<CellReading>]) {
        let first = cells[row.lowerBound].value.rows.lowerBound
        reaching.removeAll { cells[$0].value.rows.upperBound <= first }
        if isGroupHeading(row) {
            group = row.lowerBound
            found.append(reading(row.lowerBound, as: .rowHeading, [], isMarked))
            return
        }
        let marked = row.filter { cells[$0].value.role == .columnHeading }
        if marked.count == row.count || !isMarked && headsColumns(row) {
            for index in row {
                found.append(reading(index, as: .columnHeading, [], isMarked))
                addHead(index)
            }
            return
        }
        var own = row.filter { cells[$0].value.role == .rowHeading }
        let told = own.isEmpty && reaching.isEmpty ? firstCell(row) : nil
        if let told { own = [told] }
        let beside = ([group].compactMap { $0 } + reaching + own).prefix(Self.most)
        for index in row {
            let role = index == told ? .rowHeading : cells[index].value.role
            let others = role == .rowHeading ? beside.filter { $0 < index } : Array(beside)
            found.append(reading(index, as: role, others, isMarked && told == nil))
            if cells[index].value.role == .columnHeading {
                addHead(index)
            } else {
                for column in cells[index].value.columns {
                    grow(to: column)
                    hasData[column] = true
                }
            }
        }
        reaching += own.filter { cells[$0].value.rows.upperBound > first + 1 }
        if reaching.count > Self.most { reaching.removeFirst(reaching.count - Self.most) }
    }

    private func reading(
        _ index: Int, as role: TableCell.Role, _ beside: [Int], _ isMarked: Bool
    ) -> Mention<CellReading> {
        let cell = cells[index].value
        var over: [Int] = []
        for column in cell.columns.prefix(Self.most) where column < heads.count {
            for head in heads[column] where !over.contains(head) && head != index {
                over.append(head)
            }
        }
        return Mention(
            cells[index].span,
            CellReading(
                cell: TableCell(
                    table: cell.table, rows: cell.rows, columns: cell.columns, role: role),
                rowHeadings: beside.map { cells[$0].span },
                columnHeadings: over.sorted().prefix(Self.most).map { cells[$0].span },
                caption: caption, isMarked: isMarked))
    }

    private mutating func grow(to column: Int) {
        while heads.count <= column {
            heads.append([])
            hasData.append(false)
        }
    }

    /// Takes a cell as heading of its columns, in the place of those above whose data has been read.
    private mutating func addHead(_ index: Int) {
        for column in cells[index].value.columns {
            grow(to: column)
            if hasData[column] { heads[column].removeAll() }
            hasData[column] = false
            if heads[column].count < Self.most { heads[column].append(index) }
        }
    }

    // MARK: What nothing marks

    /// A row of one cell over several columns that have headings: it heads the rows under it.
    private func isGroupHeading(_ row: Range<Int>) -> Bool {
        let cell = cells[row.lowerBound].value
        guard row.count == 1, cell.columns.count > 1, !isFigure(row.lowerBound) else {
            return false
        }
        return cell.columns.count { $0 < heads.count && !heads[$0].isEmpty } > 1
    }

    /// Whether the first row of a table has no figures but years, and the rows under it have.
    private func headsColumns(_ row: Range<Int>) -> Bool {
        guard row.lowerBound == 0, row.count > 1,
            row.dropFirst().allSatisfy({ !isFigure($0) || isYear($0) })
        else { return false }
        let below = cells[row.upperBound...].prefix(64).indices
        return below.contains { isFigure($0) && cells[$0].value.columns.lowerBound > 0 }
    }

    /// The first cell of a row where it says what the figures beside it are.
    private func firstCell(_ row: Range<Int>) -> Int? {
        let first = row.lowerBound
        guard row.count > 1, cells[first].value.columns.lowerBound == 0,
            !isFigure(first) || isYear(first), row.dropFirst().contains(where: isFigure)
        else { return nil }
        return first
    }

    /// Whether a cell holds a number and no words beside it.
    private func isFigure(_ index: Int) -> Bool {
        var digits = 0
        var letters = 0
        for byte in text[cells[index].span.range] {
            if byte.isASCIIDigit {
                digits += 1
            } else if byte.isASCIILetter || byte >= 0xC3 && byte != 0xE2 {
                letters += 1
            }
        }
        return digits > 0 && letters <= 3
    }

    private func isYear(_ index: Int) -> Bool {
        let bytes = text[cells[index].span.range]
        guard bytes.count == 4, bytes.allSatisfy(\.isASCIIDigit) else { return false }
        return bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8)
    }
}
