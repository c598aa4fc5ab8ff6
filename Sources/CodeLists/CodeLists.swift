import Foundation

/// The published classifications and gazetteers that ship with the package, by file name.
///
/// Each is a CSV file in `Tables/` that opens with `#` lines giving source, date and licence.
public struct CodeLists: Sendable {
    private let tables: [String: CodeTable]
    private let cityFile: CityFile

    public init(tables: [String: CodeTable]) {
        self.init(tables: tables, cities: CityFile(Data()))
    }

    private init(tables: [String: CodeTable], cities: CityFile) {
        self.tables = tables
        cityFile = cities
    }

    /// The many cities of the world, searched where they lie.
    package var cities: CityTable { cityFile.table }

    /// Starts to read the cities beside what goes on, for who will ask for them.
    package func prepareCities() { cityFile.prepare() }

    /// The table of that name, empty where there is none.
    public subscript(name: String) -> CodeTable {
        tables[name] ?? CodeTable(columns: [], rows: [])
    }

    /// The names of all tables, sorted.
    public var names: [String] { tables.keys.sorted() }

    /// The code lists that ship with the package.
    ///
    /// - Throws: ``CodeListError`` that names the file and line.
    public static func bundled() throws(CodeListError) -> CodeLists {
        guard let folder = Bundle.module.resourceURL?.appending(path: "Tables"),
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
        else {
            throw CodeListError(message: "the folder “Tables” is missing: reinstall the package")
        }
        var tables: [String: CodeTable] = [:]
        for file in files where file.pathExtension == "csv" {
            let name = file.deletingPathExtension().lastPathComponent
            guard let data = try? Data(contentsOf: file) else {
                throw CodeListError(message: "cannot read “\(file.lastPathComponent)”")
            }
            tables[name] = try CodeTable(csv: [UInt8](data), named: file.lastPathComponent)
        }
        return CodeLists(tables: tables, cities: try .bundled())
    }
}

/// A code list that cannot be read.
public struct CodeListError: Error, CustomStringConvertible {
    public let message: String

    public init(message: String) {
        self.message = message
    }

    public var description: String { "cannot read the code lists: \(message)" }
}
