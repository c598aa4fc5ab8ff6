import DocumentModel

/// Reads a `NAME.test.yaml`.
///
/// ```yaml
/// tests:
///   - name: counts women with their bound
///     page: |
///       <p>More than 150 women were rescued.</p>
///     media: text/html
///     rows:
///       observations:
///         - { value: 150, qualifier: MIN, sex: F }
///     count: { observations: 1 }
///     absent:
///       observations:
///         - { sex: M }
/// ```
struct PipelineTestReader {
    private static let rootKeys = ["about", "tests"]
    private static let keys = [
        "name", "page", "file", "media", "charset", "url", "rows", "count", "absent",
    ]

    let tables: [TableSchema]
    var reading: ConfigReading

    mutating func tests(
        in root: ConfigNode, contents: (String) -> [UInt8]?
    ) -> [PipelineTest] {
        guard let entries = root.group else {
            reading.report("a test file is a group of keys: it has “tests”", at: root.place)
            return []
        }
        checkKeys(entries, Self.rootKeys)
        guard let list = entries["tests"] else {
            reading.report("“tests” is missing: it lists the tests", at: root.place)
            return []
        }
        guard let items = list.value.list, !items.isEmpty else {
            reading.report("“tests” takes a list of tests, not \(list.value.given)", at: list.place)
            return []
        }
        return items.compactMap { test($0, contents: contents) }
    }

    private mutating func test(
        _ item: ConfigNode, contents: (String) -> [UInt8]?
    ) -> PipelineTest? {
        guard let entries = item.group else {
            reading.report("a test is a group of keys, not \(item.given)", at: item.place)
            return nil
        }
        checkKeys(entries, Self.keys)
        let name = text("name", in: entries)
        if entries["name"] == nil {
            reading.report("the test has no “name”: say what it shows", at: item.place)
        }
        let page = page(entries, at: item.place, contents: contents)
        let present = rows("rows", in: entries)
        let absent = rows("absent", in: entries)
        let counts = counts(in: entries)
        let isUnderstood = entries.allSatisfy { Self.keys.contains($0.key) }
        if isUnderstood, !["rows", "absent", "count"].contains(where: { entries[$0] != nil }) {
            reading.report(
                "the test expects nothing: give it “rows”, “count” or “absent”", at: item.place)
        }
        guard let name, let page else { return nil }
        return PipelineTest(
            name: name, page: page, file: reading.file, place: item.place, present: present,
            absent: absent, counts: counts)
    }

    private mutating func page(
        _ entries: [ConfigNode.Entry], at place: Place, contents: (String) -> [UInt8]?
    ) -> Page? {
        let inline = text("page", in: entries)
        let path = text("file", in: entries)
        guard (entries["page"] == nil) != (entries["file"] == nil) else {
            reading.report("a test has either a “page” or a “file” that holds one", at: place)
            return nil
        }
        var body = inline.map { Array($0.utf8) }
        if let path {
            body = contents(path)
            if body == nil {
                reading.report(
                    "the page \(quoted(path)) cannot be read: its path starts from this file's folder",
                    at: entries["file"]?.value.place ?? place)
            }
        }
        let media = text("media", in: entries) ?? "text/html"
        let charset = text("charset", in: entries)
        let url = text("url", in: entries)
        guard let body else { return nil }
        return Page(
            location: PageLocation(rawValue: path ?? "\(reading.file):\(place.line)"), url: url,
            mediaType: media, transportCharset: charset ?? (path == nil ? "utf-8" : nil),
            body: body)
    }

    private mutating func text(_ key: String, in entries: [ConfigNode.Entry]) -> String? {
        guard let entry = entries[key] else { return nil }
        guard let text = entry.value.text else {
            reading.report(
                "“\(key)” takes a text, not \(entry.value.given)",
                at: entry.value.isNothing ? entry.place : entry.value.place)
            return nil
        }
        return text
    }

    private mutating func checkKeys(_ entries: [ConfigNode.Entry], _ known: [String]) {
        for entry in entries where !known.contains(entry.key) {
            reading.report(unknown("key", entry.key, among: known), at: entry.place)
        }
    }
}

// MARK: Expectations

extension PipelineTestReader {
    private mutating func rows(
        _ key: String, in entries: [ConfigNode.Entry]
    ) -> [PipelineTest.ExpectedRow] {
        var rows: [PipelineTest.ExpectedRow] = []
        for entry in perTable(key, in: entries) {
            guard let schema = table(entry) else { continue }
            guard let items = entry.value.list else {
                reading.report(
                    "“\(entry.key)” takes a list of rows, not \(entry.value.given): put “- ” before "
                        + "each row", at: entry.place)
                continue
            }
            rows += items.compactMap { row($0, of: schema) }
        }
        return rows
    }

    private mutating func row(
        _ item: ConfigNode, of schema: TableSchema
    ) -> PipelineTest.ExpectedRow? {
        guard let cells = item.group, !cells.isEmpty else {
            reading.report(
                "a row is a group of columns and what they hold, not \(item.given)", at: item.place)
            return nil
        }
        var texts: [(column: String, text: String)] = []
        for cell in cells {
            if !schema.columns.contains(where: { $0.name == cell.key }) {
                reading.report(
                    unknown(
                        "column of “\(schema.name)”", cell.key, among: schema.columns.map(\.name)),
                    at: cell.place)
            } else if let text = cellText(cell.value) {
                texts.append((cell.key, text))
            } else {
                reading.report(
                    "“\(cell.key)” is one value or a list of values, not \(cell.value.given)",
                    at: cell.value.place)
            }
        }
        return PipelineTest.ExpectedRow(table: schema.name, cells: texts, place: item.place)
    }

    /// A cell as text: nothing is null, a list is joined as in the datasets.
    private func cellText(_ node: ConfigNode) -> String? {
        switch node.content {
        case .nothing: return ""
        case .scalar(let text, _): return text
        case .list(let items):
            let texts = items.compactMap(\.text)
            return texts.count == items.count ? texts.joined(separator: ";") : nil
        case .group: return nil
        }
    }

    private mutating func counts(in entries: [ConfigNode.Entry]) -> [PipelineTest.ExpectedCount] {
        perTable("count", in: entries).compactMap { entry in
            guard let schema = table(entry) else { return nil }
            guard let count = entry.value.text.flatMap({ Int($0) }), count >= 0 else {
                reading.report(
                    "“\(entry.key)” takes the number of its rows, not \(entry.value.given)",
                    at: entry.value.isNothing ? entry.place : entry.value.place)
                return nil
            }
            return PipelineTest.ExpectedCount(
                table: schema.name, count: count, place: entry.place)
        }
    }

    private mutating func perTable(
        _ key: String, in entries: [ConfigNode.Entry]
    ) -> [ConfigNode.Entry] {
        guard let entry = entries[key] else { return [] }
        guard let tables = entry.value.group else {
            reading.report(
                "“\(key)” takes a group of tables, not \(entry.value.given)", at: entry.place)
            return []
        }
        return tables
    }

    private mutating func table(_ entry: ConfigNode.Entry) -> TableSchema? {
        if let schema = tables.first(where: { $0.name == entry.key }) { return schema }
        reading.report(unknown("table", entry.key, among: tables.map(\.name)), at: entry.place)
        return nil
    }
}
