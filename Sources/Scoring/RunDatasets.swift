import RelatingStages

/// What scoring reads of a run's datasets, by document.
package struct RunDatasets: Sendable {
    struct MentionRow: Sendable {
        let type: String
        let kind: String
        let zone: String
        let code: String
        let figure: FigureFacts
        let qualifier: String
        let surface: String
        let evidence: Evidence

        /// Contact blocks and links carry no facts.
        var isInText: Bool { zone != "CONTACT" && zone != "LINK" }
    }

    struct ObservationRow: Sendable {
        let facts: ObservationFacts
        let confidence: Double
        /// What bears on its confidence.
        let signs: ConfidenceSigns
        let evidence: Evidence
    }

    struct RoleRow: Sendable {
        let country: String
        let role: String
        let stance: String
        let evidence: Evidence
    }

    struct FlowRow: Sendable {
        let origin: String
        let destination: String
        let stance: String
        let evidence: Evidence
    }

    /// The rows of one document, in the tables' order.
    struct DocumentRows: Sendable {
        var mentions: [MentionRow] = []
        var observations: [ObservationRow] = []
        var roles: [RoleRow] = []
        var flows: [FlowRow] = []
    }

    /// Rows by the name of the page: the file's name without its ending.
    let rowsByPage: [String: DocumentRows]
    /// Names and acronym of organisations, by key.
    let organisationNames: [String: Set<FoldedText>]

    /// Reads the CSV files of a run.
    ///
    /// - Throws: ``ScoringError`` that names the file, and the line where there is one.
    package init(folder: String) throws(ScoringError) {
        let documents = try DatasetTable(
            "documents", in: folder, ["doc_id", "source_file", "lang"])
        let languages = documents.rows.reduce(into: [:]) { $0[$1["doc_id"]] = $1["lang"] }
        let mentions = try DatasetTable("mentions", in: folder, MentionRow.columns)
            .byDocument(MentionRow.init)
        let observations = try DatasetTable("observations", in: folder, ObservationRow.columns)
            .byDocument { row throws(ScoringError) in
                try ObservationRow(row, in: languages[row["doc_id"]] ?? "")
            }
        let roles = try DatasetTable("country_roles", in: folder, RoleRow.columns)
            .byDocument(RoleRow.init)
        let flows = try DatasetTable("flows", in: folder, FlowRow.columns)
            .byDocument(FlowRow.init)
        var byPage: [String: DocumentRows] = [:]
        for row in documents.rows {
            let id = row["doc_id"]
            byPage[Self.pageName(row["source_file"])] = DocumentRows(
                mentions: mentions[id] ?? [], observations: observations[id] ?? [],
                roles: roles[id] ?? [], flows: flows[id] ?? [])
        }
        rowsByPage = byPage
        organisationNames = try Self.organisationNames(in: folder)
    }

    private static func organisationNames(
        in folder: String
    ) throws(ScoringError) -> [String: Set<FoldedText>] {
        let table = try DatasetTable("organisations", in: folder, ["org_id", "name_en", "acronym"])
        var names: [String: Set<FoldedText>] = [:]
        for row in table.rows {
            names[row["org_id"]] = Set(
                [FoldedText(row["name_en"]), FoldedText(row["acronym"])].filter { !$0.isEmpty })
        }
        return names
    }

    /// `pages/en/a.b.html` is `a.b`.
    static func pageName(_ path: String) -> String {
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        guard let dot = name.lastIndex(of: "."), name[..<dot].contains(where: { $0 != "." }) else {
            return String(name)
        }
        return String(name[..<dot])
    }
}

extension ObservationFacts {
    fileprivate init(_ row: DatasetTable.Record) throws(ScoringError) {
        self.init(
            indicator: row["indicator"],
            figure: FigureFacts(
                value: try row.number("value"), low: try row.number("low"),
                high: try row.number("high")),
            valueText: row.text("value_text"), unit: row["unit"], qualifier: row["qualifier"],
            populationRole: row["population_role"], sex: row["sex"],
            ageGroup: row.text("age_group") ?? "_T", ageLow: try row.number("age_low"),
            ageHigh: try row.number("age_high"), nationality: row.codes("nationality"),
            referenceArea: row.codes("ref_area"), origin: row.text("origin_area"),
            destination: row.text("destination_area"),
            exploitation: row.codes("exploitation").subtracting(["_U"]),
            periodStart: row.text("period_start"), periodEnd: row.text("period_end"),
            timeBasis: row.text("time_basis"), surface: row["surface"])
    }
}

extension RunDatasets.MentionRow {
    fileprivate static let columns = [
        "doc_id", "type", "kind", "zone", "norm_code", "norm_value", "low", "high", "qualifier",
        "surface", "start", "end",
    ]

    fileprivate init(_ row: DatasetTable.Record) throws(ScoringError) {
        type = row["type"]
        kind = row["kind"]
        zone = row["zone"]
        code = row["norm_code"]
        figure = FigureFacts(
            value: try row.number("norm_value"), low: try row.number("low"),
            high: try row.number("high"))
        qualifier = row["qualifier"]
        surface = row["surface"]
        evidence = Evidence(row)
    }
}

extension RunDatasets.ObservationRow {
    fileprivate static let columns = [
        "doc_id", "indicator", "value", "low", "high", "value_text", "unit", "qualifier",
        "population_role", "sex", "age_group", "age_low", "age_high", "nationality", "ref_area",
        "origin_area", "destination_area", "exploitation", "period_start", "period_end",
        "time_basis", "period_source", "parent_obs_id", "flags", "surface", "start", "end",
        "rule_id",
        "confidence",
    ]

    fileprivate init(_ row: DatasetTable.Record, in language: String) throws(ScoringError) {
        facts = try ObservationFacts(row)
        confidence = try row.number("confidence") ?? 0
        signs = ConfidenceSigns(
            rule: row["rule_id"], indicator: row["indicator"], qualifier: row["qualifier"],
            timeBasis: row["time_basis"], periodSource: row["period_source"],
            isPart: row.text("parent_obs_id") != nil, statesPurpose: !facts.exploitation.isEmpty,
            flags: row.codes("flags"), language: language)
        evidence = Evidence(row)
    }
}

extension RunDatasets.RoleRow {
    fileprivate static let columns = [
        "doc_id", "iso3", "role", "stance", "surface", "start", "end",
    ]

    fileprivate init(_ row: DatasetTable.Record) {
        country = row["iso3"]
        role = row["role"]
        stance = row["stance"]
        evidence = Evidence(row)
    }
}

extension RunDatasets.FlowRow {
    fileprivate static let columns = [
        "doc_id", "origin_area", "destination_area", "stance", "surface", "start", "end",
    ]

    fileprivate init(_ row: DatasetTable.Record) {
        origin = row["origin_area"]
        destination = row["destination_area"]
        stance = row["stance"]
        evidence = Evidence(row)
    }
}

/// Where a row has its evidence, and what it says.
struct Evidence: Sendable {
    let surface: String
    /// Bytes in the page as fetched, as written in the table: “120–140”.
    let place: String
    let rule: String

    init(_ row: DatasetTable.Record) {
        surface = row["surface"]
        place = "\(row["start"])–\(row["end"])"
        rule = row["rule_id"]
    }

    var text: String {
        let details = ["bytes \(place)"] + (rule.isEmpty ? [] : [rule])
        return "“\(surface)” (\(details.joined(separator: ", ")))"
    }
}
