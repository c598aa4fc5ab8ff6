/// The table `country_roles`.
public enum CountryRolesTable {
    public static let schema = TableSchema(
        "country_roles",
        "Statements that a country is of origin, transit, destination, or has internal trafficking.",
        [
            Column("role_id", .string, required: true, "doc_id + running number"),
            .document,
            Column(
                "iso3", .string, required: true, hxl: "#country+code+iso3",
                "ISO 3166-1 alpha-3"),
            Column(
                "adm1", .string, hxl: "#adm1+code",
                "ISO 3166-2 if the statement is about a part"),
            Column(
                "role", .string, required: true, codeList: "country_role",
                hxl: "#country+type", "what the country is in trafficking"),
            Column(
                "exploitation", .string, codeList: "exploitation", isList: true,
                "codes joined by ;"),
            Column(
                "stance", .string, required: true, choices: ["ASSERTED", "HEDGED", "NEGATED"],
                "whether the statement is made, made with reserve, or denied"),
            Column(
                "basis", .string, required: true,
                choices: ["EXPLICIT", "BY_REFERENCE", "DERIVED_FROM_FLOW"],
                "how the text says it; BY_REFERENCE as in \"all countries participating\""),
            Column(
                "asserted_by_org_id", .string, references: "organisations",
                "who says so, if said"),
            .start, .end, .evidence, .confidence,
        ])

    static func rows(of view: DocumentView) -> [Row] {
        let roles = view.mentions(.countryRoles)
        return zip(view.record.keys("r", count: roles.count), roles).map { key, mention in
            let role = mention.value
            let source = view.source(of: mention.span)
            return [
                .text(key), .text(view.record.documentID),
                .text(role.iso3), Cell(role.subdivision), .text(role.role.rawValue),
                Cell(joining: role.exploitation.sorted()), .text(role.stance.rawValue),
                .text(role.basis.rawValue), Cell(role.assertedBy?.id),
                .integer(source.lowerBound), .integer(source.upperBound),
                Cell(view.surface(of: mention.span, limit: evidenceLimit)),
                .number(role.confidence),
            ]
        }
    }
}
