/// A table of text cells with named columns, as read from CSV.
public struct CodeTable: Sendable {
    public let columns: [String]
    /// Each row has one cell a column.
    public let rows: [[String]]

    public init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The cells of the named column, empty where there is none.
    public subscript(column: String) -> [String] {
        guard let index = columns.firstIndex(of: column) else { return [] }
        return rows.map { $0[index] }
    }

    /// The place of the named column in a row.
    public func index(of column: String) -> Int? { columns.firstIndex(of: column) }

    /// Reads RFC 4180 CSV in UTF-8. Lines before the header that start with `#` are passed over.
    ///
    /// - Throws: ``CodeListError`` where a row has too few or too many cells, or a quote is open at
    ///   the end; it names the line.
    public init(csv bytes: [UInt8], named name: String) throws(CodeListError) {
        var records: [[String]] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var line = 1
        var recordLine = 1
        var lines: [Int] = []
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func endRecord() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
            records.append(cells)
            lines.append(recordLine)
            cells.removeAll(keepingCapacity: true)
            recordLine = line + 1
        }
        while offset < bytes.count {
            let byte = bytes[offset]
            let atStart = cells.isEmpty && cell.isEmpty
            switch byte {
            case UInt8(ascii: "#") where atStart && records.isEmpty && !isQuoted:
                while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
                line += 1
                recordLine = line
            case UInt8(ascii: "\"") where isQuoted:
                if offset + 1 < bytes.count, bytes[offset + 1] == byte {
                    cell.append(byte)
                    offset += 1
                } else {
                    isQuoted = false
                }
            case UInt8(ascii: "\"") where cell.isEmpty:
                isQuoted = true
            case UInt8(ascii: ",") where !isQuoted:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n"):
                if isQuoted {
                    cell.append(byte)
                } else if !atStart {
                    endRecord()
                } else {
                    recordLine = line + 1
                }
                line += 1
            case UInt8(ascii: "\r") where !isQuoted:
                break
            default:
                cell.append(byte)
            }
            offset += 1
        }
        if isQuoted { throw CodeListError(message: "\(name):\(recordLine): a quote is not closed") }
        if !(cells.isEmpty && cell.isEmpty) { endRecord() }
        columns = records.first ?? []
        rows = Array(records.dropFirst())
        for (row, line) in zip(rows, lines.dropFirst()) where row.count != columns.count {
            throw CodeListError(
                message: "\(name):\(line): \(row.count) cells under \(columns.count) columns")
        }
    }
}
