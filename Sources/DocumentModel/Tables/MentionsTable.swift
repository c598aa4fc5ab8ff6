/// The table `mentions`.
public enum MentionsTable {
    public static let schema = TableSchema(
        "mentions",
        "Every tagged span of the body (and, flagged, of contact blocks). Offsets are bytes into the page as fetched, half-open.",
        [
            Column("mention_id", .string, required: true, "doc_id + running number"),
            .document,
            Column(
                "type", .string, required: true,
                choices: [
                    "COUNTRY", "PLACE", "REGION", "ORG", "COUNT", "PERCENT", "AGE", "MONEY",
                    "DATE", "DURATION", "PHONE", "EMAIL",
                ], "what was read"),
            Column("start", .integer, required: true, "first byte, in the page as fetched"),
            Column("end", .integer, required: true, "end (exclusive)"),
            Column(
                "surface", .string,
                "text of the span, white space collapsed, 80 characters at most; null for PHONE and EMAIL"
            ),
            Column(
                "kind", .string,
                choices: ["NAME", "DEMONYM", "ABBREVIATION", "PLACE", "ORG_PART"],
                "of a COUNTRY: how it is named"),
            Column(
                "zone", .string, required: true,
                choices: ["TITLE", "BODY", "CAPTION", "CONTACT", "LINK"], "part of the page"),
            Column("norm_code", .string, "ISO alpha-3, M49, ISO 3166-2 or org_id"),
            Column("norm_value", .number, "number read"),
            Column("low", .number, "lower bound"),
            Column("high", .number, "upper bound"),
            Column("qualifier", .string, codeList: "qualifier", "how the number is qualified"),
            Column("unit", .string, codeList: "unit", "what the number is of"),
            Column("rule_id", .string, required: true, "rule that made the row"),
            .confidence,
        ])

    static let surfaceLimit = 80

    static func rows(of view: DocumentView) -> [Row] {
        var drafts = named(view) + figures(view) + numbers(view) + times(view)
        // Digits of a telephone number or an address must not come back as figures.
        drafts.removeAll { draft in
            draft.isFigure
                && (view.isPersonal(draft.span) || view.zone(of: draft.span) == .contact)
        }
        drafts += addresses(view)
        drafts.sort { $0.order < $1.order }
        let keys = view.record.keys("m", count: drafts.count, width: 3)
        return zip(keys, drafts).map { row($0, $1, in: view) }
    }

    private static func row(_ key: String, _ draft: Draft, in view: DocumentView) -> Row {
        let source = view.source(of: draft.span)
        let isSilent = draft.isAddress || view.isPersonal(draft.span)
        let layer = LayerName(rawValue: draft.layer)
        return [
            .text(key), .text(view.record.documentID), .text(draft.type),
            .integer(source.lowerBound), .integer(source.upperBound),
            isSilent ? .null : Cell(view.surface(of: draft.span, limit: surfaceLimit)),
            Cell(draft.kind), .text(view.zone(of: draft.span).code), Cell(draft.code),
            Cell(draft.value), Cell(draft.low), Cell(draft.high), Cell(draft.qualifier?.rawValue),
            Cell(draft.unit), .text(view.record.rules[layer]?.rawValue ?? draft.layer),
            .number(1),
        ]
    }

    /// A row before it has its key.
    private struct Draft {
        let span: TextSpan
        let type: String
        let layer: String
        var kind: String?
        var code: String?
        var value: Double?
        var low: Double?
        var high: Double?
        var qualifier: Qualifier?
        var unit: String?
        var isFigure = false
        var isAddress = false

        var order: (Int, Int, String) { (span.lowerBound, span.upperBound, type) }

        init(_ span: TextSpan, _ type: String, _ layer: LayerName) {
            self.span = span
            self.type = type
            self.layer = layer.rawValue
        }

        mutating func take(_ figure: Figure, unit: String?) {
            value = figure.value
            low = figure.low
            high = figure.high
            qualifier = figure.qualifier
            self.unit = unit
        }
    }

    private static func named(_ view: DocumentView) -> [Draft] {
        let countries = view.mentions(.countries).map { mention in
            var draft = Draft(mention.span, "COUNTRY", LayerKey.countries.name)
            draft.kind = mention.value.kind.rawValue
            draft.code = mention.value.iso3
            return draft
        }
        let places = view.mentions(.places).filter { !$0.value.isOrganisationPart }.map { mention in
            var draft = Draft(mention.span, "PLACE", LayerKey.places.name)
            draft.code = mention.value.iso3
            return draft
        }
        let regions = view.mentions(.regions).map { mention in
            var draft = Draft(mention.span, "REGION", LayerKey.regions.name)
            draft.code = mention.value.isM49 ? mention.value.code : nil
            return draft
        }
        let organisations = view.mentions(.organisations).map { mention in
            var draft = Draft(mention.span, "ORG", LayerKey.organisations.name)
            draft.code = mention.value.id
            return draft
        }
        return countries + places + regions + organisations
    }

    private static func figures(_ view: DocumentView) -> [Draft] {
        let counts = view.mentions(.counts).map { mention in
            let type = mention.value.unit == "PCT" ? "PERCENT" : "COUNT"
            var draft = Draft(mention.span, type, LayerKey.counts.name)
            draft.take(mention.value.figure, unit: mention.value.unit)
            draft.isFigure = true
            return draft
        }
        let ages = view.mentions(.ages).filter { !$0.value.isOfThing }.map { mention in
            var draft = Draft(mention.span, "AGE", LayerKey.ages.name)
            draft.value = mention.value.value
            draft.low = mention.value.low.map(Double.init)
            draft.high = mention.value.high.map(Double.init)
            draft.unit = "YEARS"
            draft.isFigure = true
            return draft
        }
        return counts + ages
    }

    /// Shares, money and spans of time: as their ranges read them where something bounds them, and
    /// not again where a count or an age covers them.
    private static func numbers(_ view: DocumentView) -> [Draft] {
        let ages = view.mentions(.ages).filter { !$0.value.isOfThing }
        var taken = (view.mentions(.counts).map(\.span) + ages.map(\.span)).sorted()
        let ranges = view.mentions(.ranges).compactMap { mention -> Draft? in
            let reading = mention.value
            guard let type = type(of: reading.form), !taken.overlap(mention.span) else {
                return nil
            }
            var draft = Draft(mention.span, type, LayerKey.ranges.name)
            if let unit = unit(of: reading.form, reading.unit) {
                draft.take(reading.figure, unit: unit)
            }
            draft.isFigure = true
            return draft
        }
        taken = (taken + ranges.map(\.span)).sorted()
        let numbers = view.mentions(.numbers).compactMap { mention -> Draft? in
            let reading = mention.value
            guard let type = type(of: reading.form), !taken.overlap(mention.span) else {
                return nil
            }
            var draft = Draft(mention.span, type, LayerKey.numbers.name)
            if let value = reading.value, let unit = unit(of: reading.form, reading.unit) {
                draft.take(.exact(value), unit: unit)
            }
            draft.isFigure = true
            return draft
        }
        return ranges + numbers
    }

    private static func type(of form: NumberReading.Form) -> String? {
        switch form {
        case .percent: "PERCENT"
        case .money: "MONEY"
        case .duration: "DURATION"
        case .cardinal, .ordinal, .fraction, .magnitude: nil
        }
    }

    /// The code of the unit; nil where the code list has none, as for days.
    private static func unit(of form: NumberReading.Form, _ unit: String?) -> String? {
        switch form {
        case .percent: "PCT"
        case .money: unit
        case .duration: unit == "YEARS" || unit == "MONTHS" ? unit : nil
        case .cardinal, .ordinal, .fraction, .magnitude: nil
        }
    }

    private static func times(_ view: DocumentView) -> [Draft] {
        view.mentions(.dates).map { Draft($0.span, "DATE", LayerKey.dates.name) }
    }

    private static func addresses(_ view: DocumentView) -> [Draft] {
        view.mentions(.addresses).filter { $0.value != .web }.map { mention in
            var draft = Draft(mention.span, mention.value.rawValue, LayerKey.addresses.name)
            draft.isAddress = true
            return draft
        }
    }
}

extension [TextSpan] {
    /// Whether any of these spans, sorted and hardly overlapping, shares a byte with `span`.
    fileprivate func overlap(_ span: TextSpan) -> Bool {
        let end = partitioningIndex { $0.lowerBound >= span.upperBound }
        // Counts and ages may share a number, so look back over two spans.
        return self[..<end].suffix(2).contains { $0.overlaps(span) }
    }
}
