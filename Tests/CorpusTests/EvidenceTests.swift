import DocumentModel
import PipelineEngine
import StageKit
import Testing
import TextAnalysis

/// Every row leads back to the bytes that say it.
@Suite struct EvidenceTests {
    /// What makes it hard to find the way back.
    private enum Kind: String, CaseIterable {
        case references, windows1252, latin1, byteOrderMark, xhtml, hardWrapped, oneLine, utf8
        case plainText

        static func all(of row: Located, in evidence: Evidence) -> [Kind] {
            allCases.filter { $0.holds(row, evidence) }
        }

        private func holds(_ row: Located, _ evidence: Evidence) -> Bool {
            let body = evidence.page.body
            let bytes = body[row.range]
            let isForeign = evidence.charset == .windows1252 && bytes.contains { $0 >= 0x80 }
            let usesC1 = body.contains { 0x80...0x9F ~= $0 }
            return switch self {
            case .references:
                bytes.contains(UInt8(ascii: "&")) && bytes.contains(UInt8(ascii: ";"))
            case .windows1252: isForeign && usesC1
            case .latin1: isForeign && !usesC1
            case .byteOrderMark: body.starts(with: [0xEF, 0xBB, 0xBF])
            case .xhtml: evidence.page.mediaType == "application/xhtml+xml"
            case .hardWrapped: bytes.contains(0x0A)
            case .oneLine: !body.dropLast().contains(0x0A)
            case .utf8: evidence.charset == .utf8 && bytes.contains { $0 >= 0x80 }
            case .plainText: evidence.page.mediaType == "text/plain"
            }
        }
    }

    @Test func everyRowLeadsToItsBytes() throws {
        let run = try Corpus.run()
        let pages = Dictionary(
            uniqueKeysWithValues: try Corpus.pages().map {
                (DocumentProcessor.documentID(of: $0.body), Evidence($0))
            })
        var counts: [Kind: Int] = [:]
        var tables: [String: Int] = [:]
        for row in Located.all(in: run.tables) {
            let document = try #require(row.record.text("doc_id"))
            let evidence = try #require(pages[document])
            check(row, in: evidence)
            guard evidence.page.body.indices.contains(row.range.lowerBound) else { continue }
            tables[row.table, default: 0] += 1
            guard row.surface != nil else { continue }
            for kind in Kind.all(of: row, in: evidence) { counts[kind, default: 0] += 1 }
        }
        for kind in Kind.allCases {
            #expect(counts[kind, default: 0] > 0, "no evidence with \(kind) is among the pages")
        }
        for table in ["mentions", "observations", "country_roles", "flows", "contacts", "warnings"]
        {
            #expect(tables[table, default: 0] > 0, "no row of \(table) has a place")
        }
    }

    /// A page written in another way says the same, in other places.
    @Test(arguments: Rewriting.allCases)
    func rewrittenPagesGiveTheSameRows(rewriting: Rewriting) throws {
        let processor = try Corpus.processor()
        var count = 0
        var changed = 0
        for page in try Corpus.pages() where page.mediaType != "text/plain" {
            guard let rewritten = rewriting.page(page) else { continue }
            count += 1
            let (before, after) = (
                try processor.rows(for: page), try processor.rows(for: rewritten)
            )
            // What is wrong with a page's charset is wrong with its bytes, not with what it says.
            let warnings = [before, after].flatMap { $0.tables["warnings"] ?? [] }
            guard !warnings.contains(where: { $0.contains(.text("ENCODING")) }) else { continue }
            let evidence = Evidence(rewritten)
            let tables = after.byName
            for row in Located.all(in: tables) {
                check(row, in: evidence)
                let bytes = rewritten.body[row.range]
                if let surface = row.surface, !bytes.elementsEqual(surface.utf8) { changed += 1 }
            }
            let place = "\(page.location.rawValue) as \(rewriting)"
            for schema in datasetSchemas {
                let rows = (before.placeless(schema), after.placeless(schema))
                // The first difference: what follows it is often only moved.
                if let (first, second) = zip(rows.0, rows.1).first(where: { $0 != $1 }) {
                    let cells = zip(schema.columns, zip(first, second)).filter { $1.0 != $1.1 }
                        .map { "\($0.name): \($1.0) became \($1.1)" }
                    Issue.record("\(place), \(schema.name): \(cells)")
                }
                #expect(rows.0.count == rows.1.count, "\(place), \(schema.name)")
            }
        }
        #expect(count >= 10)
        #expect(changed > 50, "\(rewriting) reached no evidence")
    }

    private func check(_ row: Located, in evidence: Evidence) {
        let place = "\(row.record.key) of \(evidence.page.location.rawValue)"
        let size = evidence.page.body.count
        guard let start = row.record.integer("start"), let end = row.record.integer("end"),
            0 <= start, start <= end, end <= size
        else {
            Issue.record("\(place): \(row.range) is not inside 0..<\(size)")
            return
        }
        guard let surface = row.surface else { return }
        let visible = evidence.visible(start..<end)
        #expect(
            Evidence.says(visible, surface, in: row.table), "\(place): \(start)..<\(end)")
    }
}

extension Evidence {
    /// Whether a row's surface is what its bytes show: all of it, or its beginning where it is as
    /// long as its column allows or was cut before an address.
    static func says(_ visible: String, _ surface: String, in table: String) -> Bool {
        let surface = onOneLine(surface)
        if visible == surface { return true }
        let limit = table == "mentions" ? 80 : 120
        let isCut = surface.unicodeScalars.count >= limit - 8 || visible.contains("@")
        return isCut && visible.hasPrefix(surface)
    }
}

extension DocumentRows {
    fileprivate var byName: [String: Table] {
        Dictionary(
            uniqueKeysWithValues: datasetSchemas.map { ($0.name, Table($0, tables[$0.name] ?? [])) }
        )
    }

    /// The rows without what depends on where in which bytes they were read.
    fileprivate func placeless(_ schema: TableSchema) -> [Row] {
        let places: Set = ["start", "end", "body_start", "body_end", "n_bytes_raw"]
        return (tables[schema.name] ?? []).map { row in
            zip(schema.columns, row).map { column, cell in
                if places.contains(column.name) { return .null }
                guard case .text(let text) = cell else { return cell }
                return .text(text.replacing(documentID, with: ""))
            }
        }
    }
}
