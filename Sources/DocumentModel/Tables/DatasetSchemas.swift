/// The tables of the datasets, in the order they are listed in. Headers, the data package and the
/// types of every format are derived from these declarations.
public let datasetSchemas: [TableSchema] = [
    DocumentsTable.schema, MentionsTable.schema, OrganisationsTable.schema,
    CountryRolesTable.schema, FlowsTable.schema, ObservationsTable.schema,
    FigureClustersTable.schema, ContactsTable.schema, WarningsTable.schema,
]

// Columns that several tables have.
extension Column {
    static let document = Column(
        "doc_id", .string, required: true, references: "documents", hxl: "#meta+id+doc",
        "the document the row was read in")
    static let start = Column(
        "start", .integer, required: true, "first byte of the evidence, in the page as fetched")
    static let end = Column(
        "end", .integer, required: true, "end of the evidence (exclusive)")
    static let evidence = Column(
        "surface", .string,
        "evidence, white space collapsed, 120 characters at most, without mail addresses and telephone numbers"
    )
    static let confidence = Column(
        "confidence", .number, required: true,
        "0 to 1; of observations the share of their like that is right, else a rank of the rules")
}

/// The most characters of evidence in a row.
let evidenceLimit = 120

extension Cell {
    init(_ text: String?) {
        self = text.map(Cell.text) ?? .null
    }

    init(_ number: Int?) {
        self = number.map(Cell.integer) ?? .null
    }

    init(_ number: Double?) {
        self = number.map(Cell.number) ?? .null
    }

    /// The codes joined by `;`; null where there are none.
    init(joining codes: [String]) {
        self = codes.isEmpty ? .null : .text(codes.joined(separator: ";"))
    }
}
