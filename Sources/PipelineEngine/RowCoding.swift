import DocumentModel

/// Rows as bytes, as they wait on disk for their place in the order of keys.
///
/// The form is private to one run: nothing reads it but ``decode(_:organisations:)``.
enum RowCoding {
    static func encode(_ rows: DocumentRows) -> [UInt8] {
        var bytes: [UInt8] = []
        append(rows.documentID, to: &bytes)
        for schema in datasetSchemas {
            let table = rows.tables[schema.name] ?? []
            append(table.count, to: &bytes)
            for row in table {
                for cell in row { append(cell, to: &bytes) }
            }
        }
        let organisations = rows.organisations.map(\.id).sorted()
        append(organisations.count, to: &bytes)
        for id in organisations { append(id, to: &bytes) }
        return bytes
    }

    /// - Parameter organisations: the organisations of the run, by id.
    static func decode(
        _ bytes: [UInt8], organisations: [String: Organisation]
    ) -> DocumentRows {
        var reader = Reader(bytes: bytes)
        let documentID = reader.text()
        var tables: [String: [Row]] = [:]
        for schema in datasetSchemas {
            let count = reader.integer()
            guard count > 0 else { continue }
            tables[schema.name] = (0..<count).map { _ in
                schema.columns.map { _ in reader.cell() }
            }
        }
        let ids = (0..<reader.integer()).map { _ in reader.text() }
        return DocumentRows(
            documentID: documentID, tables: tables,
            organisations: Set(ids.compactMap { organisations[$0] }))
    }

    private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
        switch cell {
        case .null: bytes.append(0)
        case .text(let text):
            bytes.append(1)
            append(text, to: &bytes)
        case .integer(let number):
            bytes.append(2)
            append(number, to: &bytes)
        case .number(let number):
            bytes.append(3)
            append(Int(bitPattern: UInt(number.bitPattern)), to: &bytes)
        case .boolean(let value): bytes.append(value ? 5 : 4)
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(text.utf8.count, to: &bytes)
        bytes += text.utf8
    }

    /// LEB128 of the bits.
    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private struct Reader {
        let bytes: [UInt8]
        var offset = 0

        mutating func integer() -> Int {
            var number: UInt = 0
            var shift: UInt = 0
            while bytes[offset] >= 0x80 {
                number |= UInt(bytes[offset] & 0x7F) << shift
                shift += 7
                offset += 1
            }
            number |= UInt(bytes[offset]) << shift
            offset += 1
            return Int(bitPattern: number)
        }

        mutating func text() -> String {
            let count = integer()
            defer { offset += count }
            return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
        }

        mutating func cell() -> Cell {
            let tag = bytes[offset]
            offset += 1
            return switch tag {
            case 1: .text(text())
            case 2: .integer(integer())
            case 3: .number(Double(bitPattern: UInt64(UInt(bitPattern: integer()))))
            case 4: .boolean(false)
            case 5: .boolean(true)
            default: .null
            }
        }
    }
}
