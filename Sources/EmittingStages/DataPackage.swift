import CodeLists
import DocumentModel

/// The description of the datasets: a Data Package (https://datapackage.org, version 2.0).
struct DataPackage {
    /// A file as it was written.
    struct File {
        let byteCount: Int
        let sha256: String
    }

    let codeLists: CodeLists
    /// The files by their paths in the package.
    let files: [String: File]
    /// How the datasets were made.
    let provenance: [String: String]

    var json: JSONText {
        let tables = datasetSchemas.map(resource)
        let lists = CodeListFiles.present(in: codeLists)
            .filter { files[CodeListFiles.path(of: $0)] != nil }.map(resource)
        return .object([
            ("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
            ("name", .text("trafficking-statistics-extract")),
            (
                "title",
                .text("Statistics on trafficking in persons extracted from public pages")
            ),
            (
                "quipu:provenance",
                .object(provenance.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
            ),
            ("resources", .array(tables + lists)),
        ])
    }

    private func resource(_ schema: TableSchema) -> JSONText {
        let path = "\(schema.name).csv"
        return .object(
            head(schema.name, path, schema.summary) + [
                (
                    "schema",
                    .object([
                        ("fields", .array(schema.columns.map { field($0, in: schema) })),
                        ("primaryKey", .array([.text(schema.key.name)])),
                        ("foreignKeys", .array(foreignKeys(of: schema))),
                        ("missingValues", .array([.text("")])),
                    ])
                )
            ])
    }

    private func resource(_ list: CodeListFiles.Listed) -> JSONText {
        let table = codeLists[list.name]
        let fields = table.columns.map { name in
            JSONText.object([("name", .text(name)), ("type", .text("string"))])
        }
        let name = "cl-" + list.name.map { $0 == "_" ? "-" : String($0) }.joined()
        return .object(
            head(name, CodeListFiles.path(of: list), list.title) + [
                (
                    "schema",
                    .object([
                        ("fields", .array(fields)),
                        ("primaryKey", .array([.text("code")])),
                        ("missingValues", .array([.text("")])),
                    ])
                )
            ])
    }

    private func head(
        _ name: String, _ path: String, _ description: String
    ) -> [(String, JSONText)] {
        let file = files[path]
        return [
            ("name", .text(name)), ("path", .text(path)), ("type", .text("table")),
            ("format", .text("csv")), ("mediatype", .text("text/csv")),
            ("encoding", .text("utf-8")), ("bytes", .integer(file?.byteCount ?? 0)),
            ("hash", .text("sha256:" + (file?.sha256 ?? ""))),
            ("description", .text(description)),
        ]
    }

    private func field(_ column: Column, in schema: TableSchema) -> JSONText {
        var members: [(String, JSONText)] = [
            ("name", .text(column.name)), ("type", .text(column.type.rawValue)),
        ]
        if !column.meaning.isEmpty { members.append(("description", .text(column.meaning))) }
        let constraints = constraints(on: column, in: schema)
        if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
        if let tag = column.hxlTag { members.append(("hxl:tag", .text(tag))) }
        return .object(members)
    }

    private func constraints(
        on column: Column, in schema: TableSchema
    ) -> [(String, JSONText)] {
        var constraints: [(String, JSONText)] = []
        if column.isRequired { constraints.append(("required", .boolean(true))) }
        if column == schema.key { constraints.append(("unique", .boolean(true))) }
        let codes =
            column.codeList.map { CodeListFiles.codes(of: $0, in: codeLists) } ?? column.choices
        if !codes.isEmpty, !column.isList {
            constraints.append(("enum", .array(codes.map(JSONText.text))))
        }
        return constraints
    }

    private func foreignKeys(of schema: TableSchema) -> [JSONText] {
        schema.columns.compactMap { column in
            guard let table = column.foreignTable,
                let target = datasetSchemas.first(where: { $0.name == table })
            else { return nil }
            let fields = ("fields", JSONText.array([.text(target.key.name)]))
            // A table that points to itself is not named.
            let reference = table == schema.name ? [fields] : [("resource", .text(table)), fields]
            return .object([
                ("fields", .array([.text(column.name)])), ("reference", .object(reference)),
            ])
        }
    }
}
