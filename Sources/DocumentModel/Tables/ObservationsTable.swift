/// The table `observations`.
public enum ObservationsTable {
    public static let schema = TableSchema(
        "observations",
        "One normalized statistic a row. The table analysts use.",
        identity + measure + people + place + trafficking + time + provenance)

    private static let identity = [
        Column("obs_id", .string, required: true, hxl: "#meta+id+obs", "doc_id + running number"),
        .document,
    ]

    private static let measure = [
        Column(
            "indicator", .string, required: true, codeList: "indicator", hxl: "#indicator+code",
            "what is counted"),
        Column(
            "value", .number, hxl: "#indicator+value+num",
            "null when only bounds or a code are known"),
        Column(
            "low", .number, hxl: "#indicator+value+min+num", "lower bound the text supports"),
        Column("high", .number, hxl: "#indicator+value+max+num", "upper bound"),
        Column("value_text", .string, "coded value (TIP tier)"),
        Column(
            "qualifier", .string, required: true, codeList: "qualifier",
            hxl: "#indicator+qualifier", "how the number is qualified"),
        Column(
            "unit", .string, required: true, codeList: "unit", hxl: "#indicator+unit",
            "what the number is of; money by its ISO 4217 code"),
        Column(
            "statistic", .string, required: true, codeList: "statistic", "kind of statistic"),
    ]

    private static let people = [
        Column(
            "population_role", .string, required: true, codeList: "population_role",
            "whom the figure counts"),
        Column(
            "sex", .string, required: true, codeList: "sex", "_T when not split, never null"),
        Column(
            "age_group", .string, required: true, codeList: "age_group", "_T when not split"),
        Column("age_low", .integer, "inclusive, years"),
        Column("age_high", .integer, "inclusive, years"),
        Column(
            "nationality", .string, isList: true, hxl: "#country+code+nationality",
            "ISO alpha-3 joined by ;"),
    ]

    private static let place = [
        Column(
            "ref_area", .string, isList: true, hxl: "#country+code",
            "where the figure was counted: ISO alpha-3 or M49, joined by ;; null if the text does not say"
        ),
        Column("adm1", .string, hxl: "#adm1+code", "ISO 3166-2"),
        Column("place_name", .string, hxl: "#loc+name", "city or place as written"),
        Column(
            "origin_area", .string, hxl: "#country+code+origin",
            "where the people come from: ISO alpha-3 or M49"),
        Column(
            "destination_area", .string, hxl: "#country+code+dest",
            "where the people were taken: ISO alpha-3 or M49"),
        Column(
            "scope", .string, required: true, codeList: "scope",
            "what population the figure is drawn from"),
    ]

    private static let trafficking = [
        Column(
            "exploitation", .string, required: true, codeList: "exploitation", isList: true,
            "codes joined by ;, _U if not stated"),
        Column(
            "means_of_control", .string, codeList: "means_of_control", isList: true,
            "codes joined by ;"),
        Column("isic_section", .string, "A..U"),
        Column(
            "legal_stage", .string, required: true, codeList: "legal_stage",
            "legal outcome, derived from the indicator"),
    ]

    private static let time = [
        Column("period_start", .string, hxl: "#date+start", "ISO 8601, any precision"),
        Column("period_end", .string, hxl: "#date+end", "ISO 8601, any precision, inclusive"),
        Column(
            "time_basis", .string, required: true, codeList: "time_basis",
            "how the figure relates to its period"),
        Column(
            "period_source", .string, required: true,
            choices: ["TEXT", "RELATIVE_TO_PUBLICATION", "CONTEXT", "NONE"],
            "where the period was found"),
    ]

    private static let provenance = [
        Column(
            "source_org_id", .string, references: "organisations", hxl: "#org+source",
            "who counted, if said"),
        Column(
            "attribution", .string, required: true,
            choices: ["ATTRIBUTED", "PUBLISHER", "NONE"], "whose figure the text says it is"),
        Column(
            "parent_obs_id", .string, references: "observations",
            "whole of which this is a part, or base of the share"),
        Column(
            "obs_status", .string, required: true, codeList: "obs_status",
            "normal, estimated or missing"),
        Column(
            "figure_cluster_id", .string, references: "figure_clusters",
            "same figure on other pages"),
        Column(
            "is_primary", .boolean, required: true,
            "true for one row of a cluster: count only these"),
        Column("flags", .string, codeList: "obs_flag", isList: true, "codes joined by ;"),
        .start, .end, .evidence,
        Column("rule_id", .string, required: true, "rule that made the row"),
        .confidence,
    ]

    static func rows(of view: DocumentView) -> [Row] {
        // Keys go by place in the layer, which is what other findings point to.
        zip(view.observationKeys, view.document[.observations]).map { key, mention in
            row(key, mention, in: view)
        }
    }

    private static func row(
        _ key: String, _ mention: Mention<Observation>, in view: DocumentView
    ) -> Row {
        let observation = mention.value
        let figure = observation.figure
        let source = view.source(of: mention.span)
        let exploitation =
            observation.exploitation.isEmpty ? ["_U"] : observation.exploitation.sorted()
        let identity: Row = [.text(key), .text(view.record.documentID)]
        let measure: Row = [
            .text(observation.indicator), Cell(figure.value), Cell(figure.low), Cell(figure.high),
            Cell(observation.valueText), .text(figure.qualifier.rawValue),
            .text(observation.unit), .text(observation.statistic),
        ]
        let people: Row = [
            .text(observation.populationRole), .text(observation.sex),
            .text(observation.ageGroup), Cell(observation.ageLow), Cell(observation.ageHigh),
            Cell(joining: observation.nationality.sorted()),
        ]
        let place: Row = [
            Cell(joining: observation.referenceArea.sorted()), Cell(observation.subdivision),
            Cell(observation.placeName), Cell(observation.originArea),
            Cell(observation.destinationArea), .text(observation.scope),
        ]
        let trafficking: Row = [
            Cell(joining: exploitation), Cell(joining: observation.meansOfControl.sorted()),
            Cell(observation.isicSection), .text(observation.legalStage),
        ]
        let time: Row = [
            Cell(observation.periodStart), Cell(observation.periodEnd),
            .text(observation.timeBasis), .text(observation.periodSource),
        ]
        let provenance: Row = [
            Cell(observation.sourceOrganisation?.id), .text(observation.attribution),
            Cell(view.observationKey(observation.parent)), .text(observation.status), .null,
            .boolean(true), Cell(joining: observation.flags.sorted()),
            .integer(source.lowerBound), .integer(source.upperBound),
            Cell(view.surface(of: mention.span, limit: evidenceLimit)),
            .text(observation.rule.rawValue), .number(observation.confidence),
        ]
        return identity + measure + people + place + trafficking + time + provenance
    }
}
