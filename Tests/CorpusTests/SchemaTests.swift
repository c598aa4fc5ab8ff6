import CodeLists
import DocumentModel
import StageKit
import Testing

@testable import EmittingStages

/// What `datapackage.json` promises of the tables, and what their columns mean together.
@Suite struct SchemaTests {
    private let run: Run
    private let resources: StageResources

    init() throws {
        run = try Corpus.run()
        resources = try Corpus.codeLists()
    }

    @Test(arguments: datasetSchemas.map(\.name))
    func keysAreUniqueAndSorted(table: String) {
        let keys = run[table].records.map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(keys.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: datasetSchemas.map(\.name))
    func cellsAreOfTheirColumns(table: String) {
        let table = run[table]
        for (column, place) in zip(table.schema.columns, 0...) {
            for row in table.rows {
                #expect(row.count == table.schema.columns.count)
                #expect(fits(row[place], column), "\(row[0]), \(column.name): \(row[place])")
            }
        }
    }

    private func fits(_ cell: Cell, _ column: Column) -> Bool {
        switch (cell, column.type) {
        case (.null, _): !column.isRequired
        case (.text(let text), .string): !text.isEmpty || !column.isRequired
        case (.integer, .integer), (.integer, .number), (.boolean, .boolean): true
        case (.number(let number), .number): number.isFinite
        default: false
        }
    }

    @Test func codesAreInTheirLists() {
        var count = 0
        for schema in datasetSchemas {
            for column in schema.columns {
                let known = Set(
                    column.codeList.map { CodeListFiles.codes(of: $0, in: resources.codeLists) }
                        ?? column.choices)
                guard column.codeList != nil || !column.choices.isEmpty else { continue }
                for record in run[schema.name].records {
                    let codes =
                        column.isList
                        ? record.list(column.name) : record.text(column.name).map { [$0] } ?? []
                    #expect(known.isSuperset(of: codes), "\(record.key), \(column.name): \(codes)")
                    if column.isList, column.name != "transit_areas" {
                        #expect(codes == codes.sorted(), "\(record.key), \(column.name)")
                    }
                    count += codes.count
                }
            }
        }
        #expect(count > 2000)
    }

    @Test func areasAreCodes() {
        let countries = Set(resources.codeLists["countries"]["iso3"])
        let areas = countries.union(resources.codeLists["regions"]["code"])
        let columns: [(table: String, column: String, known: Set<String>)] = [
            ("country_roles", "iso3", countries), ("contacts", "country", countries),
            ("organisations", "country", countries), ("observations", "nationality", countries),
            ("observations", "ref_area", areas), ("observations", "origin_area", areas),
            ("observations", "destination_area", areas), ("flows", "origin_area", areas),
            ("flows", "destination_area", areas), ("flows", "transit_areas", areas),
        ]
        for (table, column, known) in columns {
            for record in run[table].records {
                let codes = record.list(column)
                #expect(known.isSuperset(of: codes), "\(record.key), \(column): \(codes)")
            }
        }
        let subdivisions = Set(resources.codeLists["places"]["adm1"])
        for table in ["country_roles", "observations"] {
            for record in run[table].records {
                guard let code = record.text("adm1") else { continue }
                #expect(subdivisions.contains(code), "\(record.key): \(code)")
            }
        }
        let known = ["COUNTRY": countries, "REGION": areas]
        for record in run["mentions"].records {
            guard let code = record.text("norm_code"), let codes = record.text("type") else {
                continue
            }
            guard let codes = known[codes] else { continue }
            #expect(codes.contains(code), "\(record.key): \(code)")
        }
    }

    @Test func referencesLeadToRows() {
        var count = 0
        for schema in datasetSchemas {
            for column in schema.columns {
                guard let table = column.foreignTable else { continue }
                let keys = Set(run[table].records.map(\.key))
                for record in run[schema.name].records {
                    guard let reference = record.text(column.name) else { continue }
                    #expect(keys.contains(reference), "\(record.key), \(column.name): \(reference)")
                    // Documents know each other only through clusters.
                    if table == "observations" {
                        #expect(reference.prefix(16) == record.key.prefix(16), "\(record.key)")
                    }
                    count += 1
                }
            }
        }
        #expect(count > 500)
    }

    @Test func documentsCountTheirRows() throws {
        for document in run["documents"].records {
            for (column, table) in [("n_observations", "observations"), ("n_warnings", "warnings")]
            {
                let rows = run[table].records.filter { $0.text("doc_id") == document.key }
                #expect(document.integer(column) == rows.count, "\(document.key), \(table)")
            }
            let size = try #require(document.integer("n_bytes_raw"))
            let start = try #require(document.integer("body_start"))
            let end = try #require(document.integer("body_end"))
            #expect(0 <= start && start < end && end <= size, "\(document.key)")
        }
    }

    // MARK: Figures

    @Test func figuresKeepWhatTheirQualifiersSay() {
        for record in run["observations"].records + run["mentions"].records {
            let (value, low, high) = (
                record.number("value") ?? record.number("norm_value"), record.number("low"),
                record.number("high")
            )
            let place = "\(record.key): \(record.text("qualifier") ?? "") \(cells(record))"
            if let low, let high { #expect(low <= high, "\(place)") }
            if let value, let low { #expect(low <= value, "\(place)") }
            if let value, let high { #expect(value <= high, "\(place)") }
            switch record.text("qualifier") {
            case "EXACT":
                #expect(low == value && high == value, "\(place)")
                #expect(value != nil || record.text("value_text") != nil, "\(place)")
            case "MIN": #expect(value != nil && value == low, "\(place)")
            case "MAX": #expect(value != nil && value == high, "\(place)")
            case "RANGE":
                #expect(value == nil && (low != nil || high != nil), "\(place)")
            case "MAGNITUDE": #expect(value == nil, "\(place)")
            case "NOT_REPORTED": #expect(value == nil && low == nil && high == nil, "\(place)")
            default: break
            }
        }
    }

    private func cells(_ record: Table.Record) -> String {
        ["value", "norm_value", "low", "high", "unit", "start", "end"]
            .map { "\($0) \(record.cells[$0] ?? .null)" }.joined(separator: ", ")
    }

    @Test func observationsFollowTheGeneralRules() {
        let records = run["observations"].records
        let byKey = Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0) })
        for record in records {
            let place = "\(record.key): \(record.text("indicator") ?? "") \(cells(record))"
            let flags = record.list("flags")
            let areas = record.list("ref_area")
            if record.text("scope") == "GLOBAL" { #expect(areas == ["001"], "\(place)") }
            if areas.contains("001") { #expect(record.text("scope") == "GLOBAL", "\(place)") }
            if record.text("unit") == "PCT" || record.text("statistic") == "SHARE" {
                #expect(
                    record.text("parent_obs_id") != nil || flags.contains("DENOMINATOR_UNCLEAR"),
                    "\(place)")
            }
            #expect(
                (record.text("qualifier") == "NOT_REPORTED") == (record.text("obs_status") == "M"),
                "\(place)")
            if record.text("source_org_id") != nil {
                #expect(record.text("attribution") != "NONE", "\(place)")
            }
            if let start = record.text("period_start"), let end = record.text("period_end") {
                #expect(start.prefix(4) <= end.prefix(4), "\(place)")
            }
            if let low = record.integer("age_low"), let high = record.integer("age_high") {
                #expect(low <= high, "\(place)")
            }
            #expect(record.list("exploitation").isEmpty == false, "\(place)")
            if let confidence = record.number("confidence") {
                #expect(0...1 ~= confidence, "\(place)")
            }
            // Parts lead to a whole in the end.
            var seen: Set<String> = []
            var current = record.text("parent_obs_id")
            while let key = current, seen.insert(key).inserted {
                current = byKey[key]?.text("parent_obs_id")
            }
            #expect(current == nil, "\(place): its parents go in a circle")
        }
    }
}
