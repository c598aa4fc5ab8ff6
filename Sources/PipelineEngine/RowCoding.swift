import DocumentModel

/// Rows as bytes, as they wait on disk for their place in the order of keys.
enum RowCoding {
    static func encode(_ rows: DocumentRows) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(rows.documentID)
        for schema in datasetSchemas {
            let table = rows.tables[schema.name] ?? []
            writer.append(table.count)
            for row in table {
                for cell in row { append(cell, to: &writer) }
            }
        }
        let organisations = rows.organisations.map(\.id).sorted()
        writer.append(organisations.count)
        for id in organisations { writer.append(id) }
        return writer.bytes
    }

    /// The rows, or nil where the bytes are not what ``encode(_:)`` wrote.
    ///
    /// - Parameter organisations: the organisations of the run, by id.
    static func decode(
        _ bytes: [UInt8], organisations: [String: Organisation]
    ) -> DocumentRows? {
        var reader = ByteReader(bytes)
        let documentID = reader.text()
        var tables: [String: [Row]] = [:]
        for schema in datasetSchemas {
            let count = reader.integer()
            guard count > 0, count <= bytes.count else { continue }
            tables[schema.name] = (0..<count).map { _ in
                schema.columns.map { _ in cell(&reader) }
            }
        }
        let count = reader.integer()
        guard (0...bytes.count).contains(count) else { return nil }
        let ids = (0..<count).map { _ in reader.text() }
        guard reader.isSound, reader.isAtEnd else { return nil }
        return DocumentRows(
            documentID: documentID, tables: tables,
            organisations: Set(ids.compactMap { organisations[$0] }))
    }

    private static func append(_ cell: Cell, to writer: inout ByteWriter) {
        switch cell {
        case .null: writer.append(tag: 0)
        case .text(let text):
            writer.append(tag: 1)
            writer.append(text)
        case .integer(let number):
            writer.append(tag: 2)
            writer.append(number)
        case .number(let number):
            writer.append(tag: 3)
            writer.append(Int(bitPattern: UInt(number.bitPattern)))
        case .boolean(let value): writer.append(tag: value ? 5 : 4)
        }
    }

    private static func cell(_ reader: inout ByteReader) -> Cell {
        switch reader.tag() {
        case 1: .text(reader.text())
        case 2: .integer(reader.integer())
        case 3: .number(Double(bitPattern: UInt64(UInt(bitPattern: reader.integer()))))
        case 4: .boolean(false)
        case 5: .boolean(true)
        default: .null
        }
    }
}
