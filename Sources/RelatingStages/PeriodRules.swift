import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// When a figure was counted: the date of its own clause, else its whole's period, else what the
    /// text speaks of.
    func setPeriod(of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?) {
        switch draft.observation.indicator {
        case "LAW_PENALTY": return
        case "TIP_TIER": setTierPeriod(of: &draft)
        case _ where ["CHANGE", "DIFFERENCE"].contains(draft.observation.statistic):
            setChange(of: &draft, in: sentence)
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
        if isNone(draft), !sentence.isTableRow,
            timeline.hits[draft.sentence].contains(where: { $0.sign == .role(.untilNow) })
        {
            draft.observation.timeBasis = "POINT"
            return
        }
        if let moment = ownMoment(of: draft, in: sentence, isPart: isInSentence) {
            apply(moment.period, to: &draft.observation)
            draft.isCompared = draft.isCompared || moment.isCompared
            return
        }
        if draft.repeated == nil, isStanding(draft, in: sentence) {
            let isCount = draft.observation.unit == "CASES" && draft.observation.figure.value != 0
            draft.observation.timeBasis =
                isCount && draft.observation.indicator == "CASE_CONVICTED" ? "CUMULATIVE" : "POINT"
            return
        }
        if let total = tableYears(of: draft, in: sentence) {
            apply(total, to: &draft.observation)
            return
        }
        if let cumulative = cumulative(for: draft) {
            draft.observation.takePeriod(cumulative)
            return
        }
        if let parent, inherits(draft, from: parent) {
            let source = sibling(of: draft, in: parent) ?? parent
            draft.observation.takePeriod(
                of: drafts[source].observation, as: drafts[source].observation.periodSource)
            return
        }
        setContext(of: &draft, in: sentence)
    }

    /// Whether a part has its whole's period: an estimate is no part of what was counted.
    private func inherits(_ draft: Draft, from parent: Int) -> Bool {
        let whole = drafts[parent]
        // Nor is whoever was asked counted over the years of what is asked about.
        if draft.observation.indicator == "VIC_SURVEYED" { return false }
        if draft.observation.indicator == "VIC_ESTIMATED",
            whole.observation.indicator != "VIC_ESTIMATED"
        {
            return false
        }
        if whole.isCompared, whole.sentence != draft.sentence { return false }
        // A part knows no more than its whole, unless its own sentence does.
        return whole.observation.timeBasis != "UNKNOWN"
            || timeline.topic(of: draft.sentence) == nil && !whole.isCompared
    }

    /// The last part of the same whole, where it has a period of its own: "of those found in 2018,
    /// 30 were girls; ten were under 12".
    private func sibling(of draft: Draft, in parent: Int) -> Int? {
        guard let whole = drafts[parent].period, let first = whole.year, let last = whole.lastYear
        else { return nil }
        let years = min(first, last)...max(first, last)
        return drafts.indices.reversed().prefix(12).first { index in
            drafts[index].parent == parent && draft.sentence - drafts[index].sentence <= 1
                && drafts[index].observation.populationRole == draft.observation.populationRole
                && drafts[index].period?.isTopic ?? false && !drafts[index].isCompared
                && years.contains(drafts[index].period?.year ?? 0)
        }
    }

    /// "In total 1,200 have been returned": since the date that the sentence before names.
    private func cumulative(for draft: Draft) -> Period? {
        guard draft.isCount, draft.parent == nil, draft.sentence > 0,
            timeline.has(.total, in: draft.sentence, near: draft.span, within: 30)
        else { return nil }
        return timeline.moments[draft.sentence - 1].last { $0.period.basis == "CUMULATIVE" }?
            .period
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
            if isPart, cost > 5, moment.span.lowerBound < draft.span.lowerBound,
                !followsWhole(moment, of: draft)
            {
                continue
            }
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
        // How things stood at the end of a year is said of its own clause alone.
        if moment.period.basis == "POINT", discourse.marks(in: gap) > 0 { return nil }
        let distance = sentence.distance(from: draft.span, to: moment.span, in: discourse)
        let commas = discourse.document.text[gap].contains(0x2C) ? 40 : 0
        return distance + commas + (moment.isFronted && commas > 0 ? 40 : 0)
    }

    private func cost(of moment: Moment, before draft: Draft, in sentence: SentenceReading) -> Int?
    {
        let gap = moment.span.upperBound..<max(moment.span.upperBound, draft.span.lowerBound)
        if isPlain(gap) { return 5 }
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

    /// Whether a date opens its clause between a part and the whole it is a part of.
    private func followsWhole(_ moment: Moment, of draft: Draft) -> Bool {
        guard let whole = draft.parent ?? draft.repeated else { return false }
        return moment.isFronted && moment.span.lowerBound >= drafts[whole].span.upperBound
    }

    /// Whether nothing but marks and white space stands in `gap`: "2015 (193)", "2015: 193".
    private func isPlain(_ gap: Range<Int>) -> Bool {
        gap.count <= 3
            && discourse.document.text[gap].allSatisfy { $0 < 0x41 && !(0x30...0x39).contains($0) }
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
        if isNone(draft), !sentence.isTableRow { return true }
        return timeline.hits[draft.sentence].contains { hit in
            guard hit.sign == .role(.untilNow) else { return false }
            let gap =
                hit.span.lowerBound < draft.span.lowerBound
                ? hit.span.upperBound..<max(hit.span.upperBound, draft.span.lowerBound)
                : draft.span.upperBound..<max(draft.span.upperBound, hit.span.lowerBound)
            return gap.count <= 60 && discourse.marks(in: gap) == 0
                && !sentence.counts.contains { gap.contains($0.span.lowerBound) }
                && !sentence.hits(.none).contains { gap.contains($0.span.lowerBound) }
        }
    }

    /// Whether it is "none of them".
    private func isNone(_ draft: Draft) -> Bool {
        draft.observation.rule == ObservationRule.none.id
    }

    // MARK: Special rows

    /// A rating has a period only where its sentence dates it.
    private func setTierPeriod(of draft: inout Draft) {
        draft.observation.timeBasis = "UNKNOWN"
        let dated = timeline.moments[draft.sentence].first { moment in
            (0...120).contains(moment.span.lowerBound - draft.span.upperBound)
                && discourse.marks(in: draft.span.upperBound..<moment.span.lowerBound) == 0
                && moment.period.source == "TEXT"
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
            let earlier = drafts.reversed().prefix(24)
                .prefix { draft.sentence - $0.sentence <= (own.isEmpty ? 8 : 3) }
                .filter { $0.isCount }.compactMap(\.period).filter { $0.basis == "ANNUAL" }
            if own.isEmpty, let topic = earlier.first ?? topic(before: draft.sentence) {
                periods.append(topic)
            }
            // The pair that is compared: one period and the last other one that was told of.
            let known = periods.first?.start
            periods += earlier.filter { $0.start != known }.prefix(1)
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
    mutating func takePeriod(_ period: Period) {
        periodStart = period.start
        periodEnd = period.end
        timeBasis = period.basis
        periodSource = period.isPlaced ? "CONTEXT" : "NONE"
    }

    var hasPeriod: Bool { periodStart != nil || periodEnd != nil }

    mutating func takePeriod(of other: Observation, as source: String) {
        periodStart = other.periodStart
        periodEnd = other.periodEnd
        timeBasis = other.timeBasis
        periodSource = other.hasPeriod ? source : "NONE"
        if other.flags.contains("YEAR_RELATIVE") { flags.append("YEAR_RELATIVE") }
    }
}
