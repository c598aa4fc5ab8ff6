/// A document with what its rows say beside its findings: what is known once it has gone through
/// the pipeline, or as far as it came.
public struct DocumentRecord: Sendable {
    /// Why a document gave no rows beyond its own.
    public struct SetAside: Hashable, Sendable {
        /// Upper snake case: EMPTY, LIMIT_EXCEEDED.
        public let reason: String
        /// One sentence that quotes nothing from the page.
        public let message: String

        public init(reason: String, message: String) {
            self.reason = reason
            self.message = message
        }
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the page's bytes.
    public var documentID: String
    /// The path as given to the run.
    public var sourceFile: String
    /// The address the page was fetched from, where the document does not know a better one.
    public var url: String?
    /// Bytes read.
    public var byteCount: Int
    /// The SHA-256 of the cleaned body: ``Document/bodyText``.
    public var textSHA256: String
    public var toolVersion: String
    /// Nil where the page could not be read or extracted.
    public var document: Document?
    public var setAside: SetAside?
    /// The stage that made each layer, as `rule_id` names it.
    public var rules: [LayerName: RuleID]

    public init(
        documentID: String, sourceFile: String, url: String? = nil, byteCount: Int,
        textSHA256: String, toolVersion: String, document: Document? = nil,
        setAside: SetAside? = nil, rules: [LayerName: RuleID] = [:]
    ) {
        self.documentID = documentID
        self.sourceFile = sourceFile
        self.url = url
        self.byteCount = byteCount
        self.textSHA256 = textSHA256
        self.toolVersion = toolVersion
        self.document = document
        self.setAside = setAside
        self.rules = rules
    }

    /// The rows of the document in every table that has rows of documents.
    public func rows() -> DocumentRows {
        var tables: [String: [Row]] = [:]
        var organisations: Set<Organisation> = []
        if setAside == nil, let document {
            let view = DocumentView(self, document)
            tables[MentionsTable.schema.name] = MentionsTable.rows(of: view)
            tables[CountryRolesTable.schema.name] = CountryRolesTable.rows(of: view)
            tables[FlowsTable.schema.name] = FlowsTable.rows(of: view)
            tables[ObservationsTable.schema.name] = ObservationsTable.rows(of: view)
            tables[ContactsTable.schema.name] = ContactsTable.rows(of: view)
            organisations = OrganisationsTable.organisations(in: document)
        }
        let warnings = WarningsTable.rows(of: self)
        tables[WarningsTable.schema.name] = warnings
        tables[DocumentsTable.schema.name] = [
            DocumentsTable.row(
                of: self, observationCount: tables[ObservationsTable.schema.name]?.count ?? 0,
                warningCount: warnings.count)
        ]
        return DocumentRows(
            documentID: documentID, tables: tables.filter { !$0.value.isEmpty },
            organisations: organisations)
    }

    /// Running numbers of `count` rows, padded so that key order is reading order: `…-o07`.
    func keys(_ letter: String, count: Int, width: Int = 2) -> [String] {
        let width = max(width, "\(count)".utf8.count)
        return (0..<count).map { index in
            let number = "\(index + 1)"
            let zeros = String(repeating: "0", count: width - number.utf8.count)
            return "\(documentID)-\(letter)\(zeros)\(number)"
        }
    }
}

/// A document as tables read it: its texts without personal addresses, its spans in source bytes.
struct DocumentView {
    let record: DocumentRecord
    let document: Document
    /// Mail addresses and telephone numbers: sorted, without overlap.
    let personal: [TextSpan]
    let observationKeys: [String]

    init(_ record: DocumentRecord, _ document: Document) {
        self.record = record
        self.document = document
        personal = document[.addresses].filter { $0.value != .web }.map(\.span)
        observationKeys = record.keys("o", count: document[.observations].count)
    }

    /// The key of the observation at `index` in its layer.
    func observationKey(_ index: Int?) -> String? {
        guard let index, observationKeys.indices.contains(index) else { return nil }
        return observationKeys[index]
    }

    /// The mentions of a layer whose spans lie in the text.
    func mentions<Value>(_ key: LayerKey<Value>) -> [Mention<Value>] {
        document[key].filter {
            0 <= $0.span.lowerBound && $0.span.lowerBound <= $0.span.upperBound
                && $0.span.upperBound <= document.text.count
        }
    }

    func source(of span: TextSpan) -> SourceSpan { document.offsets.source(of: span) }

    /// Whether `span` shares a byte with a mail address or telephone number.
    func isPersonal(_ span: TextSpan) -> Bool { personal.first(overlapping: span) != nil }

    /// The zone that `span` starts in: a contact block's, the extractor's, or the body's.
    func zone(of span: TextSpan) -> Zone { document.zone(of: span) }

    /// The text of `span` on one line, `limit` characters at most, up to the first mail address or
    /// telephone number; nil where nothing is left.
    func surface(of span: TextSpan, limit: Int) -> String? {
        let end = personal.first(overlapping: span)?.lowerBound ?? span.upperBound
        guard span.lowerBound < end else { return nil }
        return oneLine(document.text[span.lowerBound..<end], limit: limit)
    }
}

extension Document {
    /// The zones whose figures are the page's own statements, without its title and without the
    /// contact blocks found in them.
    public var bodyZones: [Mention<Zone>] {
        let contacts = self[.contacts].map(\.span)
        return zones.filter {
            $0.value.isEvidence && $0.value != .title && contacts.first(overlapping: $0.span) == nil
        }
    }

    /// The cleaned body: the texts of ``bodyZones``, parted by line feeds.
    public var bodyText: [UInt8] {
        Array(bodyZones.map { text[$0.span.range] }.joined(separator: [UInt8(ascii: "\n")]))
    }
}

/// `text` with its white space and control characters collapsed to single blanks and none at its
/// ends, cut on a character boundary; nil where nothing is left.
func oneLine(_ text: some Collection<UInt8>, limit: Int) -> String? {
    // Most surfaces are plain words.
    if text.count <= limit, text.allSatisfy({ 0x21...0x7E ~= $0 }) {
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
    var scalars = String.UnicodeScalarView()
    var count = 0
    var needsBlank = false
    for scalar in String(decoding: text.prefix(limit * 16), as: UTF8.self).unicodeScalars {
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
            needsBlank = count > 0
            continue
        }
        let added = needsBlank ? 2 : 1
        if count + added > limit {
            // What is left must not end between a letter and its marks.
            if !needsBlank, scalar.properties.isGraphemeExtend {
                while scalars.popLast()?.properties.isGraphemeExtend == true {}
            }
            break
        }
        if needsBlank { scalars.append(" ") }
        scalars.append(scalar)
        count += added
        needsBlank = false
    }
    while scalars.last == " " { scalars.removeLast() }
    return scalars.isEmpty ? nil : String(scalars)
}
