/// The table `documents`.
public enum DocumentsTable {
    public static let schema = TableSchema(
        "documents", "One row per page or file read, also for pages that yield nothing.",
        [
            Column(
                "doc_id", .string, required: true, hxl: "#meta+id+doc",
                "first 16 hex digits of SHA-256 of the raw bytes"),
            Column("source_file", .string, required: true, "path as given to the run"),
            Column("url", .string, hxl: "#meta+url", "address if known, canonical form"),
            Column("site", .string, "host"),
            Column(
                "publisher_org_id", .string, references: "organisations", hxl: "#org+publisher",
                "publisher"),
            Column(
                "lang", .string, required: true, hxl: "#meta+lang",
                "BCP 47 primary tag of the body (en, es, pt, fr, und)"),
            Column("title", .string, "title as in the body"),
            Column(
                "published_date", .string, hxl: "#date+published",
                "ISO 8601, any precision (2008, 2008-07, 2008-07-04); null if not in page, metadata or URL"
            ),
            Column(
                "published_date_source", .string, choices: ["PAGE", "METADATA", "URL", "NONE"],
                "where the date was found; a date the scraper put in front (\"date 2018-01\") never counts"
            ),
            Column("template", .string, "recognised page template, null if none"),
            Column("is_listing", .boolean, required: true, "several stories on one page"),
            Column(
                "body_start", .integer, required: true,
                "byte offset of the body in the page as fetched"),
            Column("body_end", .integer, required: true, "end of the body (exclusive)"),
            Column("n_bytes_raw", .integer, required: true, "bytes read"),
            Column(
                "text_sha256", .string, required: true,
                "hash of the cleaned body, for exact duplicates"),
            Column(
                "near_dup_cluster", .string,
                "id of a cluster of pages with nearly the same body"),
            Column("n_observations", .integer, required: true, "rows in observations"),
            Column("n_warnings", .integer, required: true, "rows in warnings"),
            Column("tool_version", .string, required: true, "version and rule-set hash"),
        ])

    static let titleLimit = 300

    static func row(of record: DocumentRecord, observationCount: Int, warningCount: Int) -> Row {
        let document = record.document
        var metadata = document?.metadata ?? DocumentMetadata()
        metadata.url = metadata.url ?? record.url
        let body = document.map(bodySource) ?? SourceSpan(0..<0)
        let isDated = metadata.publishedDate != nil
        return [
            .text(record.documentID),
            .text(record.sourceFile),
            Cell(metadata.url),
            Cell(metadata.site),
            Cell(document?[.publishers].first?.value.id),
            .text((document?.language ?? .undetermined).rawValue),
            Cell(document.flatMap { title(of: DocumentView(record, $0)) }),
            Cell(metadata.publishedDate),
            .text((isDated ? metadata.publishedDateSource : .none).rawValue),
            Cell(metadata.template),
            .boolean(document?.isListing ?? false),
            .integer(body.lowerBound),
            .integer(body.upperBound),
            .integer(record.byteCount),
            .text(record.textSHA256),
            .null,
            .integer(observationCount),
            .integer(warningCount),
            .text(record.toolVersion),
        ]
    }

    /// The bytes from the first to the last block of the body.
    private static func bodySource(of document: Document) -> SourceSpan {
        let zones = document.bodyZones
        guard let first = zones.first, let last = zones.last else { return SourceSpan(0..<0) }
        let start = document.offsets.source(of: first.span).lowerBound
        return SourceSpan(start..<max(start, document.offsets.source(of: last.span).upperBound))
    }

    private static func title(of view: DocumentView) -> String? {
        // A mail address in a title is the one personal datum no layer marks there.
        if let title = view.document.metadata.title, !title.utf8.contains(UInt8(ascii: "@")) {
            if let line = oneLine(title.utf8, limit: titleLimit) { return line }
        }
        guard let zone = view.document.zones.first(where: { $0.value == .title }) else {
            return nil
        }
        return view.surface(of: zone.span, limit: titleLimit)
    }
}
