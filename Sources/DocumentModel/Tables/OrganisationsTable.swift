/// The table `organisations`: the registry of a run.
public enum OrganisationsTable {
    public static let schema = TableSchema(
        "organisations", "Registry of the run, one row per organisation.",
        [
            Column(
                "org_id", .string, required: true, hxl: "#org+code",
                "slug, stable (iom, unodc, pe-pnp)"),
            Column(
                "name_en", .string, required: true, hxl: "#org+name",
                "canonical English name, or the native name if it has none"),
            Column("acronym", .string, hxl: "#org+acronym", "short form of the name"),
            Column(
                "type", .string, required: true, codeList: "org_type", hxl: "#org+type",
                "kind of organisation"),
            Column(
                "country", .string, hxl: "#org+country+code", "ISO alpha-3 for national bodies"),
            Column(
                "parent_org_id", .string, references: "organisations", "IOM Lima -> iom"),
            Column("n_documents", .integer, required: true, "pages that name it"),
        ])

    /// The organisations that a document's rows point to, without their parents.
    static func organisations(in document: Document) -> Set<Organisation> {
        var found = Set(document[.organisations].map(\.value))
        found.formUnion(document[.publishers].map(\.value))
        found.formUnion(document[.countryRoles].compactMap(\.value.assertedBy))
        found.formUnion(document[.observations].compactMap(\.value.sourceOrganisation))
        found.formUnion(document[.contacts].compactMap(\.value.organisation))
        return found
    }

    /// The rows of the organisations that `documentCounts` counts the documents of, and of their
    /// parents, sorted by key.
    public static func rows(_ documentCounts: [Organisation: Int]) -> [Row] {
        var counts: [String: Int] = [:]
        var byID: [String: Organisation] = [:]
        // Stages give one organisation under one id. Should two ever differ, the one with the
        // lesser key wins, so that the rows depend on no order.
        func add(_ organisation: Organisation, count: Int) {
            counts[organisation.id, default: 0] += count
            if let known = byID[organisation.id], known.sortKey <= organisation.sortKey { return }
            byID[organisation.id] = organisation
        }
        for (organisation, count) in documentCounts {
            add(organisation, count: count)
            for (index, parent) in organisation.parents.enumerated() where parent.parents.isEmpty {
                add(parent.with(parents: organisation.parents[(index + 1)...]), count: 0)
            }
            for parent in organisation.parents where !parent.parents.isEmpty {
                add(parent, count: 0)
            }
        }
        return byID.values.sorted { $0.id < $1.id }.map { organisation in
            [
                .text(organisation.id), .text(organisation.name), Cell(organisation.acronym),
                .text(organisation.type), Cell(organisation.country),
                Cell(organisation.parents.first?.id), .integer(counts[organisation.id] ?? 0),
            ]
        }
    }
}

extension Organisation {
    /// Orders organisations of one id, those of which more is known first: that one stands for all.
    package var sortKey: String {
        let parent = parents.first.map { "0" + $0.id } ?? "1"
        let acronym = acronym.map { "0" + $0 } ?? "1"
        return [parent, acronym, name, type, country ?? ""].joined(separator: "\u{0}")
    }

    fileprivate func with(parents: ArraySlice<Organisation>) -> Organisation {
        Organisation(
            id: id, name: name, acronym: acronym, type: type, country: country,
            parents: Array(parents))
    }
}
