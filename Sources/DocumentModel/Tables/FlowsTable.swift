/// The table `flows`.
public enum FlowsTable {
    public static let schema = TableSchema(
        "flows",
        "Origin to destination. Areas are ISO alpha-3 or M49 codes, never names.",
        [
            Column("flow_id", .string, required: true, "doc_id + running number"),
            .document,
            Column(
                "origin_area", .string, required: true, hxl: "#country+code+origin",
                "where people are taken from"),
            Column(
                "destination_area", .string, required: true, hxl: "#country+code+dest",
                "where people are taken to"),
            Column(
                "transit_areas", .string, isList: true,
                "codes joined by ; in the order of the journey"),
            Column(
                "exploitation", .string, codeList: "exploitation", isList: true,
                "codes joined by ;"),
            Column("sex", .string, codeList: "sex", "of the people, _T when not split"),
            Column(
                "age_group", .string, codeList: "age_group", "of the people, _T when not split"),
            Column(
                "obs_id", .string, references: "observations",
                "the figure of the flow, if there is one"),
            Column(
                "stance", .string, required: true, choices: ["ASSERTED", "HEDGED", "NEGATED"],
                "whether the statement is made, made with reserve, or denied"),
            .start, .end, .evidence, .confidence,
        ])

    static func rows(of view: DocumentView) -> [Row] {
        let flows = view.mentions(.flows)
        return zip(view.record.keys("f", count: flows.count), flows).map { key, mention in
            let flow = mention.value
            let source = view.source(of: mention.span)
            return [
                .text(key), .text(view.record.documentID),
                .text(flow.origin), .text(flow.destination), Cell(joining: flow.transit),
                Cell(joining: flow.exploitation.sorted()), .text(flow.sex ?? "_T"),
                .text(flow.ageGroup ?? "_T"), Cell(view.observationKey(flow.observation)),
                .text(flow.stance.rawValue),
                .integer(source.lowerBound), .integer(source.upperBound),
                Cell(view.surface(of: mention.span, limit: evidenceLimit)),
                .number(flow.confidence),
            ]
        }
    }
}
