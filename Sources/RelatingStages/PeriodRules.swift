import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// When a figure was counted: the date of its own clause, else its whole's period, else what the
    /// text speaks of.
    func setPeriod(of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?) {
        switch draft.observation.indicator {
        case "LAW_PENALTY": return
        case "TIP_TIER": setTierPeriod(of: &draft)
        case _ where draft.observation.statistic == "CHANGE": setChange(of: &draft, in: sentence)
        case _ where sentence.zone == .title && setTitlePeriod(of: &draft): return
        default: setCountPeriod(of: &draft, in: sentence, whole)
        }
    }

    private func setCountPeriod(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        let parent = draft.parent ?? draft.repeated
        let isInSentence = parent.map { drafts[$0].sentence == draft.sentence } ?? false
        if isAverage(draft, in: sentence) {
            setAverage(of: &draft, in: sentence, isInSentence ? whole : nil)
            return
        }
        if let moment = ownMoment(of: draft, in: sentence, isPart: isInSentence) {
            apply(moment.period, to: &draft.observation)
            draft.isCompared = draft.isCompared || moment.isCompared
            return
        }
        if isStanding(draft, in: sentence) {
            let isCount = draft.observation.unit == "CASES" && draft.observation.figure.value != 0
            draft.observation.timeBasis =
                isCount && draft.observation.indicator == "CASE_CONVICTED" ? "CUMULATIVE" : "POINT"
            return
        }
        if let total = tableYears(of: draft, in: sentence) {
            apply(total, to: &draft.observation)
            return
        }
        if let parent, drafts[parent].observation.timeBasis != "UNKNOWN",
            !drafts[parent].isCompared || isInSentence
        {
            draft.observation.takePeriod(
                of: drafts[parent].observation, as: drafts[parent].observation.periodSource)
            return
        }
        setContext(of: &draft, in: sentence)
    }

    // MARK: Its own date

    /// The date that a figure's own clause gives it: right behind it, else before it, a date that
    /// opens the clause before all.
    ///
    /// A date behind words of comparison is the figure's that it is compared with. A part has the
    /// period of its whole in the same sentence unless a date follows it at once.
    private func ownMoment(
        of draft: Draft, in sentence: SentenceReading, isPart: Bool
    ) -> Moment? {
        let all = timeline.moments[draft.sentence]
        guard !all.isEmpty else { return columnYear(of: draft, in: sentence) }
        var best: (moment: Moment, cost: Int)?
        for moment in all {
            let cost =
                moment.span.lowerBound >= draft.span.upperBound
                ? cost(of: moment, after: draft, in: sentence)
                : cost(of: moment, before: draft, in: sentence)
            guard let cost, cost < best?.cost ?? Int.max, !isPart || cost <= 40 else { continue }
            if isPart, cost > 5, moment.span.lowerBound < draft.span.lowerBound { continue }
            best = (moment, cost)
        }
        return best?.moment
    }

    private func cost(of moment: Moment, after draft: Draft, in sentence: SentenceReading) -> Int? {
        let gap = draft.span.upperBound..<moment.span.lowerBound
        if let hit = sentence.comparison(before: gap.upperBound, within: gap.count),
            hit.span.lowerBound >= gap.lowerBound
        {
            return nil
        }
        let distance = sentence.distance(from: draft.span, to: moment.span, in: discourse)
        let commas = discourse.document.text[gap].contains(0x2C) ? 40 : 0
        return distance + commas + (moment.isFronted && commas > 0 ? 40 : 0)
    }

    private func cost(of moment: Moment, before draft: Draft, in sentence: SentenceReading) -> Int?
    {
        let gap = moment.span.upperBound..<max(moment.span.upperBound, draft.span.lowerBound)
        if gap.count <= 3 { return 5 }
        if gap.count <= 30, timeline.has(.when, in: draft.sentence, near: moment.span, within: 4) {
            return 5
        }
        if let hit = sentence.comparison(before: gap.upperBound, within: gap.count),
            hit.span.lowerBound >= gap.lowerBound
        {
            return nil
        }
        if moment.isCompared, !sentence.isTableRow { return gap.count + 120 }
        let distance = sentence.distance(from: draft.span, to: moment.span, in: discourse)
        return (moment.isFronted ? min(distance, 20) : distance) + 25
            + 40 * discourse.marks(in: gap)
    }

    /// The year of a figure's column, where the head of its table names years.
    private func columnYear(of draft: Draft, in sentence: SentenceReading) -> Moment? {
        guard sentence.isTableRow else { return nil }
        let first = max(0, draft.sentence - 60)
        let header = (first..<draft.sentence).last { index in
            discourse.sentences[index].zone != .tableRow
        }
        guard let header, discourse.sentences[header].zone == .tableHeader,
            timeline.moments[header].count > 1
        else { return nil }
        let column = tabs(in: sentence.span.lowerBound..<draft.span.lowerBound)
        let start = discourse.sentences[header].span.lowerBound
        return timeline.moments[header].first { moment in
            tabs(in: start..<moment.span.lowerBound) == column
        }
    }

    private func tabs(in range: Range<Int>) -> Int {
        discourse.document.text[range].reduce(0) { $1 == 0x09 ? $0 + 1 : $0 }
    }

    /// The years of the rows above one that names none: a total.
    private func tableYears(of draft: Draft, in sentence: SentenceReading) -> Period? {
        guard sentence.isTableRow, timeline.moments[draft.sentence].isEmpty else { return nil }
        let rows = (max(0, draft.sentence - 60)..<draft.sentence).reversed().prefix {
            discourse.sentences[$0].isTableRow
        }
        let years = rows.compactMap { timeline.moments[$0].first?.period }
            .filter { $0.basis == "ANNUAL" && $0.isPlaced }.compactMap(\.start).sorted()
        guard let first = years.first, let last = years.last, first != last else { return nil }
        return Period(first, last, basis: "PERIOD")
    }

    /// Writes a period into an observation; what happened on a day or in a week is an event.
    private func apply(_ period: Period, to observation: inout Observation) {
        observation.periodStart = period.start
        observation.periodEnd = period.end
        observation.periodSource = period.source
        if period.isRelative { observation.flags.append("YEAR_RELATIVE") }
        let happened = ["VIC_RESCUED", "VIC_REPATRIATED", "PERS_ARRESTED", "TRAINED"]
        switch observation.indicator {
        case "PARTICIPANTS": observation.timeBasis = "EVENT"
        case "PERS_SUSPECTED" where period.isDay, "PERS_CONVICTED" where period.isDay:
            observation.timeBasis = "EVENT"
        case _ where happened.contains(observation.indicator) && (period.isDay || period.isMonth):
            observation.timeBasis = "EVENT"
        default: observation.timeBasis = period.basis
        }
    }

    // MARK: Averages and how things stand

    /// Whether words right behind a count, or right before it, say that it comes every year or day.
    private func isAverage(_ draft: Draft, in sentence: SentenceReading) -> Bool {
        guard draft.isCount else { return false }
        return sentence.hits(.eachPeriod).contains { hit in
            if sentence.dates.contains(where: { $0.span.overlaps(hit.span) }) { return false }
            let before = draft.span.lowerBound - hit.span.upperBound
            if (0...2).contains(before) { return true }
            let after = hit.span.lowerBound - draft.span.upperBound
            guard (-draft.span.length...80).contains(after) else { return false }
            return after <= 0
                || !sentence.counts.contains {
                    $0.span.lowerBound > draft.span.upperBound
                        && $0.span.upperBound <= hit.span.lowerBound
                }
        }
    }

    private func setAverage(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        if let moment = ownMoment(of: draft, in: sentence, isPart: false) {
            apply(moment.period, to: &draft.observation)
        } else if let whole {
            draft.observation.takePeriod(of: whole, as: whole.periodSource)
        }
        draft.observation.timeBasis = "PERIOD_AVERAGE"
    }

    /// "so far", "nobody has been convicted": how things stand when the page was written.
    private func isStanding(_ draft: Draft, in sentence: SentenceReading) -> Bool {
        let observation = draft.observation
        guard observation.populationRole == "PERPETRATOR" || observation.unit == "CASES",
            observation.figure.qualifier != .notReported
        else { return false }
        if observation.rule == ObservationRule.none.id, !sentence.isTableRow { return true }
        return timeline.has(.untilNow, in: draft.sentence, near: draft.span, within: 60)
    }

    // MARK: Special rows

    /// A rating has a period only where its sentence dates it.
    private func setTierPeriod(of draft: inout Draft) {
        draft.observation.timeBasis = "UNKNOWN"
        let dated = timeline.moments[draft.sentence].first { moment in
            (0...120).contains(moment.span.lowerBound - draft.span.upperBound)
                && ["ANNUAL", "CUMULATIVE"].contains(moment.period.basis)
                && moment.period.isPlaced && !moment.isCompared
        }
        guard let period = dated?.period else { return }
        apply(period, to: &draft.observation)
        if period.basis == "ANNUAL" { draft.observation.timeBasis = "REPORTING_PERIOD" }
    }

    /// A title has the period of the figure that the body states; false where the body has none.
    private func setTitlePeriod(of draft: inout Draft) -> Bool {
        let figure = draft.observation.figure
        let stated = drafts.first { other in
            other.observation.unit == draft.observation.unit && other.isCount
                && (other.observation.figure.value ?? other.observation.figure.low)
                    == (figure.value ?? figure.low)
        }
        guard let stated, stated.observation.timeBasis != "UNKNOWN" else { return false }
        draft.observation.takePeriod(
            of: stated.observation, as: stated.observation.periodSource)
        return true
    }

    /// A change runs from the earlier of the two periods it compares to the later.
    private func setChange(of draft: inout Draft, in sentence: SentenceReading) {
        let own = timeline.moments[draft.sentence].filter { $0.period.isTopic }
        var periods = own.map(\.period)
        if Set(periods.compactMap(\.start)).count < 2 {
            let earlier = drafts.reversed().prefix(12)
                .prefix { draft.sentence - $0.sentence <= 3 }
                .filter { $0.isCount && $0.observation.periodStart != nil && !$0.isEvent }
            // The pair that is compared: the last figure and the one it is set beside.
            let pair = own.isEmpty ? earlier.prefix(2) : earlier.prefix(1)
            periods += pair.compactMap(\.period)
            if own.isEmpty, let topic = topic(before: draft.sentence) { periods.append(topic) }
        }
        let starts = periods.compactMap(\.start).sorted()
        let ends = periods.compactMap(\.end).sorted()
        draft.observation.timeBasis = "CHANGE"
        guard let first = starts.first, let last = ends.last else { return }
        draft.observation.periodStart = first
        draft.observation.periodEnd = last
        draft.observation.periodSource = own.isEmpty ? "CONTEXT" : "TEXT"
    }
}

extension Draft {
    /// Its period, where it has one.
    var period: Period? {
        guard observation.hasPeriod else { return nil }
        return Period(
            observation.periodStart, observation.periodEnd, basis: observation.timeBasis,
            source: observation.periodSource)
    }

    var isEvent: Bool { observation.timeBasis == "EVENT" }
}

extension Observation {
    var hasPeriod: Bool { periodStart != nil || periodEnd != nil }

    mutating func takePeriod(of other: Observation, as source: String) {
        periodStart = other.periodStart
        periodEnd = other.periodEnd
        timeBasis = other.timeBasis
        periodSource = other.hasPeriod ? source : "NONE"
        if other.flags.contains("YEAR_RELATIVE") { flags.append("YEAR_RELATIVE") }
    }
}
