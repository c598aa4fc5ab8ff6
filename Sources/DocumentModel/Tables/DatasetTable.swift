/// A cell of a dataset. Null means that the text does not say.
public enum Cell: Hashable, Sendable, Codable {
    case null
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
}

/// A column of a dataset, as every format's header, type and check is derived from it.
public struct Column: Hashable, Sendable {
    public enum ValueType: String, Hashable, Sendable {
        case string, integer, number, boolean
    }

    public let name: String
    public let type: ValueType
    public let isRequired: Bool
    /// The code list its values come from; a cell of several codes joins them with `;`.
    public let codeList: String?
    /// The values it may take, where no code list says so.
    public let choices: [String]
    /// Whether a cell may hold several codes joined by `;`, sorted.
    public let isList: Bool
    /// The table whose key its values are.
    public let foreignTable: String?
    public let hxlTag: String?
    /// What it means, for the reference and the data package.
    public let meaning: String

    public init(
        _ name: String, _ type: ValueType, required isRequired: Bool = false,
        codeList: String? = nil, choices: [String] = [], isList: Bool = false,
        references foreignTable: String? = nil, hxl hxlTag: String? = nil, _ meaning: String = ""
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.codeList = codeList
        self.choices = choices
        self.isList = isList
        self.foreignTable = foreignTable
        self.hxlTag = hxlTag
        self.meaning = meaning
    }
}

/// The declaration of one dataset table. The first column is its key.
public struct TableSchema: Hashable, Sendable {
    public let name: String
    public let summary: String
    public let columns: [Column]

    public init(_ name: String, _ summary: String, _ columns: [Column]) {
        self.name = name
        self.summary = summary
        self.columns = columns
    }

    public var key: Column { columns[0] }
}

/// One row, a cell a column.
public typealias Row = [Cell]

/// The rows that one document gives.
public struct DocumentRows: Sendable {
    /// The document's key: what its rows are sorted by.
    public let documentID: String
    /// Rows by table name, each sorted by key.
    public var tables: [String: [Row]]
    /// The organisations its rows point to; their parents come with them.
    public var organisations: Set<Organisation>

    public init(
        documentID: String, tables: [String: [Row]], organisations: Set<Organisation>
    ) {
        self.documentID = documentID
        self.tables = tables
        self.organisations = organisations
    }
}

/// What a dataset writer needs to know at the end of a run.
public struct DatasetSummary: Sendable {
    /// Rows of tables that are the whole run's, sorted by key: `organisations`, `figure_clusters`.
    public let tables: [String: [Row]]
    /// What the datasets say of how they were made, for the data package: no clock time.
    public let provenance: [String: String]

    public init(tables: [String: [Row]], provenance: [String: String]) {
        self.tables = tables
        self.provenance = provenance
    }
}
