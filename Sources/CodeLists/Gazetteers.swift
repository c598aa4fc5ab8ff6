package import DocumentModel

/// The forms of one name in each language that has any, in the order of the table's columns.
package typealias FormsByLanguage = [(language: LanguageCode, forms: [String])]

/// A row of `countries`: a country or territory with its names.
package struct Country: Sendable {
    package let iso3: String
    package let iso2: String
    /// UN M49 codes of what it lies in.
    package let region: String
    package let subregion: String
    /// Digits after the plus sign.
    package let dialling: [String]
    package let name: String
    package let names: FormsByLanguage
    package let demonyms: FormsByLanguage
    package let abbreviations: FormsByLanguage
}

/// A row of `places`: a city, subdivision or other place in a country.
package struct Place: Sendable {
    package let name: String
    package let iso3: String
    /// ISO 3166-2, nil where unsure.
    package let subdivision: String?
    package let kind: String
    /// Forms that differ from ``name``.
    package let names: FormsByLanguage
    /// Short forms, exact as written: "N.Y.".
    package let abbreviations: FormsByLanguage
    /// Whether a form without its accents is another word.
    package let requiresAccents: Bool
    /// Whether only the forms in ``names`` are found, since the bare name is any word: "East".
    package let requiresDesignation: Bool
    /// Whether the bare name is also another place, a person or a word.
    package let isAmbiguous: Bool
    /// Whether this is the reading to take where nothing on the page decides.
    package let isDefault: Bool
}

/// A row of `regions`: a group of countries.
package struct Region: Sendable {
    package let code: String
    package let kind: String
    /// ISO 3166-1 alpha-3, sorted.
    package let members: [String]
    package let names: FormsByLanguage
    package let adjectives: FormsByLanguage
}

/// A row of `organisations`: a body known by name.
package struct RegisteredOrganisation: Sendable {
    package let id: String
    package let name: String
    package let acronym: String?
    package let type: String
    package let country: String?
    package let parent: String?
    package let names: FormsByLanguage
    package let acronyms: [String]
}

/// A row of `organisation_heads`: a word that names of organisations are built around.
package struct OrganisationHead: Sendable {
    package enum Position: String, Sendable {
        /// The name goes on after it: "Ministry of Justice".
        case start
        /// The name ends with it: "Border Agency".
        case end
        /// It may stand inside a name in lower case.
        case inside
    }

    package let language: LanguageCode
    package let word: String
    /// Code list `org_type`; empty for words inside a name.
    package let type: String
    package let position: Position
}

/// A row of `ambiguous_names`: one reading of a form, and what speaks for and against it.
package struct AmbiguousName: Sendable {
    package let form: String
    /// Nil for all languages.
    package let language: LanguageCode?
    /// Empty where the form then is no country at all.
    package let iso3: String
    /// ISO 3166-2 where the reading is a part of the country.
    package let subdivision: String?
    /// Whether persons have the form as a name.
    package let isPersonName: Bool
    package let requiresCapital: Bool
    package let requiresAccents: Bool
    package let blockedBefore: [String]
    package let blockedAfter: [String]
    /// What on the page speaks for this reading.
    package let evidence: [String]
    /// Whether this is the reading to take where nothing on the page decides.
    package let isDefault: Bool
}

extension CodeLists {
    package var countries: [Country] {
        RowReader(self["countries"]).rows { row in
            Country(
                iso3: row["iso3"], iso2: row["iso2"], region: row["region"],
                subregion: row["subregion"], dialling: row.list("dialling"), name: row["name_en"],
                names: row.forms("names_"), demonyms: row.forms("demonyms_"),
                abbreviations: row.forms("abbreviations_"))
        }
    }

    package var places: [Place] {
        RowReader(self["places"]).rows { row in
            Place(
                name: row["name"], iso3: row["iso3"], subdivision: row.optional("adm1"),
                kind: row["kind"], names: row.forms("names_"),
                abbreviations: row.forms("abbreviations_"),
                requiresAccents: row.list("requires").contains("accent"),
                requiresDesignation: row.list("requires").contains("designation"),
                isAmbiguous: row.flag("ambiguous") ?? false,
                isDefault: row.flag("default") ?? true)
        }
    }

    package var regions: [Region] {
        RowReader(self["regions"]).rows { row in
            Region(
                code: row["code"], kind: row["kind"], members: row.list("members").sorted(),
                names: row.forms("names_"), adjectives: row.forms("adjectives_"))
        }
    }

    package var organisations: [RegisteredOrganisation] {
        RowReader(self["organisations"]).rows { row in
            RegisteredOrganisation(
                id: row["org_id"], name: row["name_en"], acronym: row.optional("acronym"),
                type: row["type"], country: row.optional("country"),
                parent: row.optional("parent_org_id"), names: row.forms("names_"),
                acronyms: row.list("acronyms"))
        }
    }

    package var organisationHeads: [OrganisationHead] {
        RowReader(self["organisation_heads"]).rows { row in
            OrganisationHead(
                language: LanguageCode(rawValue: row["language"]), word: row["word"],
                type: row["type"],
                position: OrganisationHead.Position(rawValue: row["position"]) ?? .inside)
        }
    }

    package var ambiguousNames: [AmbiguousName] {
        RowReader(self["ambiguous_names"]).rows { row in
            AmbiguousName(
                form: row["form"],
                language: row["language"] == "*"
                    ? nil : row.optional("language").map(LanguageCode.init),
                iso3: row["iso3"], subdivision: row.optional("adm1"),
                isPersonName: row["trap"].contains("person"),
                requiresCapital: row.flag("requires_capital") ?? false,
                requiresAccents: row.flag("requires_accent") ?? false,
                blockedBefore: row.list("blocked_before"),
                blockedAfter: row.list("blocked_after"), evidence: row.list("evidence_for"),
                isDefault: row.flag("default") ?? true)
        }
    }
}

/// Reads the rows of a table by the names of its columns; a column that is missing reads as empty.
private struct RowReader {
    private let table: CodeTable
    private let columns: Columns

    init(_ table: CodeTable) {
        self.table = table
        columns = Columns(table.columns)
    }

    func rows<Row>(_ make: (Cells) -> Row) -> [Row] {
        (0..<table.rowCount).map { make(Cells(table: table, columns: columns, row: $0)) }
    }

    /// The columns, and which of them hold one thing in several languages.
    struct Columns {
        struct Translated {
            let prefix: String
            let language: LanguageCode
            let index: Int
        }

        let names: [String]
        let translated: [Translated]

        init(_ names: [String]) {
            self.names = names
            translated = names.enumerated().compactMap { index, name in
                let bytes = Array(name.utf8)
                guard bytes.dropLast(2).last == UInt8(ascii: "_") else { return nil }
                return Translated(
                    prefix: String(decoding: bytes.dropLast(2), as: UTF8.self),
                    language: LanguageCode(
                        rawValue: String(decoding: bytes.suffix(2), as: UTF8.self)),
                    index: index)
            }
        }
    }

    struct Cells {
        let table: CodeTable
        let columns: Columns
        let row: Int

        subscript(column: String) -> String {
            columns.names.firstIndex(of: column).map { table[row, $0] } ?? ""
        }

        func optional(_ column: String) -> String? {
            let cell = self[column]
            return cell.isEmpty ? nil : cell
        }

        func flag(_ column: String) -> Bool? { Bool(self[column]) }

        func list(_ column: String) -> [String] {
            columns.names.firstIndex(of: column).map(list(at:)) ?? []
        }

        /// The lists in the columns named `prefix` and a language.
        func forms(_ prefix: String) -> FormsByLanguage {
            var result: FormsByLanguage = []
            for column in columns.translated where column.prefix == prefix {
                let forms = list(at: column.index)
                if !forms.isEmpty { result.append((column.language, forms)) }
            }
            return result
        }

        private func list(at column: Int) -> [String] {
            table.withCell(row, column) { cell in
                cell.split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
            }
        }
    }
}
