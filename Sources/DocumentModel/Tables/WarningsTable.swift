/// The table `warnings`.
public enum WarningsTable {
    public static let schema = TableSchema(
        "warnings",
        "What a reader should know about a page: damage, contradictions, text that broke off.",
        [
            Column("warning_id", .string, required: true, "doc_id + running number"),
            .document,
            Column(
                "code", .string, required: true,
                "e.g. TRUNCATED, LISTING_PAGE, DATE_UNKNOWN, SUM_MISMATCH, LOST_TAIL, HTML_REMNANT, ENCODING, MIXED_LANGUAGE, LINK_IN_BODY, SEPARATOR_CONFLICT, DUPLICATE_PAGE, SET_ASIDE_EMPTY"
            ),
            Column(
                "obs_id", .string, references: "observations", "the observation it is about"),
            Column("start", .integer, "first byte it is about; null for the whole page"),
            Column("end", .integer, "end of those bytes (exclusive)"),
            Column("message", .string, required: true, "English, one sentence"),
        ])

    static let codeColumn = 2

    /// A row before it has its key.
    struct Draft {
        var code: String
        var observation: String?
        var source: SourceSpan?
        var message: String

        /// The whole page first, then as the page is read.
        var order: (Int, Int, String) {
            (source?.lowerBound ?? -1, source?.upperBound ?? -1, code)
        }
    }

    static func rows(of record: DocumentRecord) -> [Row] {
        var drafts = remarks(of: record)
        if let setAside = record.setAside {
            drafts.append(
                Draft(code: "SET_ASIDE_\(setAside.reason)", message: sentence(setAside.message)))
        } else if let document = record.document {
            drafts += metadataWarnings(of: document)
            drafts += findings(DocumentView(record, document))
        }
        let sorted = drafts.sorted { $0.order < $1.order }
        return zip(record.keys("w", count: sorted.count), sorted).map { key, draft in
            [
                .text(key), .text(record.documentID), .text(draft.code), Cell(draft.observation),
                Cell(draft.source?.lowerBound), Cell(draft.source?.upperBound),
                .text(draft.message),
            ]
        }
    }

    /// What cleaners remarked: one row a code, with its first place.
    private static func remarks(of record: DocumentRecord) -> [Draft] {
        var drafts: [Draft] = []
        var counts: [Int] = []
        for remark in record.document?.remarks ?? [] {
            if let index = drafts.firstIndex(where: { $0.code == remark.code }) {
                counts[index] += 1
            } else {
                drafts.append(
                    Draft(
                        code: remark.code, source: remark.source, message: sentence(remark.message))
                )
                counts.append(1)
            }
        }
        for (index, count) in counts.enumerated() where count > 1 {
            drafts[index].message = "\(drafts[index].message.dropLast()) (\(count) times)."
        }
        return drafts
    }

    private static func metadataWarnings(of document: Document) -> [Draft] {
        let metadata = document.metadata
        var drafts: [Draft] = []
        if metadata.publishedDate == nil {
            drafts.append(
                Draft(code: "DATE_UNKNOWN", message: "The page has no publication date."))
        }
        if document.isListing {
            drafts.append(
                Draft(code: "LISTING_PAGE", message: "Several stories stand on the page."))
        }
        for flag in metadata.flags {
            let parts = flag.split(separator: ":", maxSplits: 1).map(String.init)
            let code = (parts.first ?? flag).uppercased().map { $0 == "-" ? "_" : $0 }
            let detail = parts.count > 1 ? parts[1] : ""
            drafts.append(Draft(code: String(code), message: flagMessage(parts.first, detail)))
        }
        return drafts
    }

    private static func flagMessage(_ name: String?, _ detail: String) -> String {
        switch name {
        case "truncated": "The limit “\(detail)” cut off a part of the page."
        case "encoding": "Some bytes are not in the charset of the page (\(detail))."
        case "no-main-text": "The page holds its frame and nothing in it."
        default: detail.isEmpty ? "The page needs care." : "The page needs care: \(detail)."
        }
    }

    private static func findings(_ view: DocumentView) -> [Draft] {
        view.mentions(.warnings).map { mention in
            Draft(
                code: mention.value.code,
                observation: view.observationKey(mention.value.observation),
                source: mention.span.length == 0 ? nil : view.source(of: mention.span),
                message: sentence(mention.value.message))
        }
    }

    /// `message`, which errors and cleaners write without capital and stop, as a sentence.
    private static func sentence(_ message: String) -> String {
        let head = message.prefix(1).uppercased() + message.dropFirst()
        return head.hasSuffix(".") ? head : head + "."
    }
}

extension DocumentRows {
    /// These rows with a warning for each of `sourceFiles`, which hold the same bytes.
    public func noting(copies sourceFiles: [String]) -> DocumentRows {
        guard !sourceFiles.isEmpty else { return self }
        var warnings = tables[WarningsTable.schema.name] ?? []
        warnings += sourceFiles.map { file in
            [
                .null, .text(documentID), .text("DUPLICATE_PAGE"), .null, .null, .null,
                .text("The same page, byte for byte, is also at “\(file)”."),
            ]
        }
        let record = DocumentRecord(
            documentID: documentID, sourceFile: "", byteCount: 0, textSHA256: "", toolVersion: "")
        for (index, key) in record.keys("w", count: warnings.count).enumerated() {
            warnings[index][0] = .text(key)
        }
        var result = self
        result.tables[WarningsTable.schema.name] = warnings
        let schema = DocumentsTable.schema
        if let column = schema.columns.firstIndex(where: { $0.name == "n_warnings" }) {
            result.tables[schema.name]?[0][column] = .integer(warnings.count)
        }
        return result
    }
}
