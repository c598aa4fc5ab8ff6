import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// What the headings of its cell say of a figure, over what its row says.
    func readHeadings(of draft: inout Draft, in sentence: SentenceReading) {
        guard sentence.isTableRow,
            let context = CellContext(at: draft.span.lowerBound, inRow: draft.sentence, discourse)
        else { return }
        var observation = draft.observation
        if observation.unit == "PERSONS", observation.populationRole.hasPrefix("VICTIM") {
            setCountries(of: &observation, context)
            let purposes = context.exploitation
            if !purposes.isEmpty { observation.exploitation = purposes }
        }
        if let age = context.age, observation.statistic == "COUNT" {
            observation.ageLow = age.low
            observation.ageHigh = age.high
            if let high = age.high, high < 18 { observation.ageGroup = "CHILD" }
            if let low = age.low, low >= 18 { observation.ageGroup = "ADULT" }
        }
        if let date = context.date {
            observation.periodStart = date.start
            observation.periodEnd = date.end
            observation.timeBasis = date.basis
            observation.periodSource = "TEXT"
            observation.flags.removeAll { ["YEAR_INFERRED", "PERIOD_UNKNOWN"].contains($0) }
        }
        draft.observation = observation
    }

    /// A country in a heading is the nationality of those counted, where they were exploited, or where
    /// they were counted, as the heading over it or the caption says.
    private func setCountries(of observation: inout Observation, _ context: CellContext) {
        if observation.nationality.isEmpty, let home = context.population {
            observation.nationality = [home]
        }
        guard let country = context.country else { return }
        switch country.dimension {
        case .nationality:
            observation.nationality = [country.iso3]
            observation.referenceArea = context.area.map { [$0] } ?? []
            let isForeign = context.area.map { $0 != country.iso3 } ?? false
            observation.originArea = isForeign ? country.iso3 : nil
            observation.destinationArea = isForeign ? context.area : nil
        case .exploitation:
            observation.destinationArea = country.iso3
            observation.originArea = observation.nationality.first
            observation.referenceArea = []
        case .area:
            observation.referenceArea = [country.iso3]
        }
    }

    /// The code that the headings of a figure's cell have, nil outside tables.
    func headingCode(
        of span: TextSpan, in sentence: SentenceReading, at index: Int, _ code: (Sign) -> String?
    ) -> String? {
        guard sentence.isTableRow else { return nil }
        return CellContext(at: span.lowerBound, inRow: index, discourse)?.code(code)
    }

    /// Ties the figures of a table's rows to those of its row of sums, column by column, and reads a
    /// plain plural beside one for girls as boys.
    mutating func settleTables() {
        let placed = drafts.indices.compactMap { index -> (draft: Int, cell: CellContext)? in
            guard discourse.sentences[drafts[index].sentence].isTableRow else { return nil }
            return CellContext(
                at: drafts[index].span.lowerBound, inRow: drafts[index].sentence, discourse
            ).map { (index, $0) }
        }
        var totals: [[Int]: Int] = [:]
        for (draft, context) in placed where context.isInTotalRow {
            let cell = context.cell.cell
            totals[[cell.table, cell.columns.lowerBound]] = draft
        }
        for (draft, context) in placed where !context.isInTotalRow && drafts[draft].isWhole {
            let cell = context.cell.cell
            guard let total = totals[[cell.table, cell.columns.lowerBound]],
                drafts[total].observation.unit == drafts[draft].observation.unit,
                drafts[draft].observation.figure.value ?? 0
                    <= drafts[total].observation.figure.value ?? 0
            else { continue }
            setParent(of: draft, to: total)
        }
        if discourse.persons.comeFirst { settleBoys(placed.map(\.draft)) }
    }

    /// In a row with a column for girls a masculine plural for children counts boys, unless another
    /// column does.
    private mutating func settleBoys(_ placed: [Int]) {
        var rows: [Int: [Int]] = [:]
        for draft in placed where drafts[draft].observation.ageGroup == "CHILD" {
            rows[drafts[draft].sentence, default: []].append(draft)
        }
        for row in rows.keys.sorted() {
            let children = rows[row] ?? []
            let sexes = children.map { drafts[$0].observation.sex }.sorted()
            guard sexes == ["F", "_T"] else { continue }
            for draft in children where drafts[draft].observation.sex == "_T" {
                setSex(of: draft, to: "M")
            }
        }
    }
}
