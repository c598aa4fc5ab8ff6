/// A table of text cells with named columns, as read from CSV.
///
/// Cells are kept as bytes and become strings where they are asked for, since most tables are read
/// in part or not at all.
public struct CodeTable: Sendable {
    public let columns: [String]
    /// How many rows the table has, without its header.
    public let rowCount: Int
    /// All cells, row after row, as one text.
    private let text: [UInt8]
    /// Where each cell ends in ``text``.
    private let ends: [UInt32]

    /// - Precondition: Each row has one cell a column.
    public init(columns: [String], rows: [[String]]) {
        var text: [UInt8] = []
        var ends: [UInt32] = []
        for row in rows {
            precondition(row.count == columns.count, "a row has one cell a column")
            for cell in row {
                text += cell.utf8
                ends.append(UInt32(text.count))
            }
        }
        self.init(columns: columns, rowCount: rows.count, text: text, ends: ends)
    }

    private init(columns: [String], rowCount: Int, text: [UInt8], ends: [UInt32]) {
        self.columns = columns
        self.rowCount = rowCount
        self.text = text
        self.ends = ends
    }

    /// Each row has one cell a column.
    ///
    /// - Complexity: O(*n*) in the cells, each of which is made a string.
    public var rows: [[String]] {
        (0..<rowCount).map { row in columns.indices.map { self[row, $0] } }
    }

    /// The cells of the named column, empty where there is none.
    ///
    /// - Complexity: O(*n*) in the rows.
    public subscript(column: String) -> [String] {
        guard let index = index(of: column) else { return [] }
        return (0..<rowCount).map { self[$0, index] }
    }

    /// The cell in a row and a column.
    public subscript(row: Int, column: Int) -> String {
        withCell(row, column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The place of the named column in a row.
    public func index(of column: String) -> Int? { columns.firstIndex(of: column) }

    /// Calls `body` with the bytes of a cell.
    func withCell<Result>(
        _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let cell = row * columns.count + column
        let range = (cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])
        return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Reads RFC 4180 CSV in UTF-8. Lines before the header that start with `#` are passed over.
    ///
    /// - Throws: ``CodeListError`` where a row has too few or too many cells, or a quote is open at
    ///   the end; it names the line.
    public init(csv bytes: [UInt8], named name: String) throws(CodeListError) {
        var reader = CSVReader()
        bytes.withUnsafeBufferPointer { reader.read($0) }
        if let line = reader.openQuote {
            throw CodeListError(message: "\(name):\(line): a quote is not closed")
        }
        let width = reader.records.first?.cells ?? 0
        if let record = reader.records.first(where: { $0.cells != width }) {
            throw CodeListError(
                message: "\(name):\(record.line): \(record.cells) cells under \(width) columns")
        }
        let all = CodeTable(
            columns: Array(repeating: "", count: width), rowCount: reader.records.count,
            text: reader.text, ends: reader.ends)
        let header = (0..<width).map { all[0, $0] }
        let length = width == 0 ? 0 : reader.ends[width - 1]
        self.init(
            columns: header, rowCount: max(0, reader.records.count - 1),
            text: Array(reader.text.dropFirst(Int(length))),
            ends: reader.ends.dropFirst(width).map { $0 - length })
    }
}

/// Parts CSV into cells.
private struct CSVReader {
    /// A record, by the line it starts on and the number of its cells.
    struct Record {
        let line: Int
        let cells: Int
    }

    private(set) var text: [UInt8] = []
    private(set) var ends: [UInt32] = []
    private(set) var records: [Record] = []
    /// The line of the record in which a quote is never closed.
    private(set) var openQuote: Int?

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.reserveCapacity(bytes.count)
        ends.reserveCapacity(bytes.count / 8)
        var line = 1
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while offset < bytes.count {
            let recordLine = line
            let first = ends.count
            switch bytes[offset] {
            case UInt8(ascii: "#") where records.isEmpty:
                while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
                continue
            case UInt8(ascii: "\n"):
                line += 1
                offset += 1
                continue
            case UInt8(ascii: "\r"):
                offset += 1
                continue
            default:
                while readCell(bytes, &offset, &line) {}
            }
            if openQuote != nil {
                openQuote = recordLine
                return
            }
            records.append(Record(line: recordLine, cells: ends.count - first))
        }
    }

    /// Reads one cell and the mark after it, and says whether another cell of the record follows.
    private mutating func readCell(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ line: inout Int
    ) -> Bool {
        defer { ends.append(UInt32(truncatingIfNeeded: text.count)) }
        var start = offset
        var isQuoted = false
        var isEmpty = true
        func take(_ end: Int) {
            guard start < end else { return }
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
            isEmpty = false
        }
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\"") where isQuoted:
                if offset + 1 < bytes.count, bytes[offset + 1] == byte {
                    // The first of two quotes stands for both.
                    take(offset + 1)
                    offset += 1
                } else {
                    take(offset)
                    isQuoted = false
                }
                start = offset + 1
            case UInt8(ascii: "\"") where isEmpty && start == offset:
                isQuoted = true
                start = offset + 1
            case UInt8(ascii: ",") where !isQuoted:
                take(offset)
                offset += 1
                return true
            case UInt8(ascii: "\r") where !isQuoted:
                take(offset)
                start = offset + 1
            case UInt8(ascii: "\n") where isQuoted:
                line += 1
            case UInt8(ascii: "\n"):
                line += 1
                take(offset)
                offset += 1
                return false
            default:
                break
            }
            offset += 1
        }
        take(offset)
        if isQuoted { openQuote = line }
        return false
    }
}
