import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// When a figure was counted: the nearest date of its sentence, else the whole's period, else
    /// the last period that the figures before it had.
    func setPeriod(of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?) {
        var observation = draft.observation
        defer { draft.observation = observation }
        guard !["TIP_TIER", "LAW_PENALTY"].contains(observation.indicator) else { return }
        if observation.scope == "EVENT" { observation.timeBasis = "EVENT" }
        if observation.statistic == "CHANGE" {
            setChange(on: &observation, draft, in: sentence)
            return
        }
        let whole = whole ?? draft.repeated.map { drafts[$0].observation }
        if let date = ownDate(of: draft, in: sentence, isPart: whole?.hasPeriod ?? false) {
            set(date, on: &observation)
            if observation.hasPeriod { return }
        }
        if let whole, whole.hasPeriod {
            observation.takePeriod(of: whole, as: whole.periodSource)
        } else if observation.scope == "COUNTRY", let last = lastPeriod(before: draft) {
            observation.takePeriod(of: last, as: "CONTEXT")
            observation.flags.append("YEAR_INFERRED")
        }
        if sentence.has(.eachPeriod), observation.timeBasis == "UNKNOWN",
            observation.statistic == "COUNT"
        {
            observation.timeBasis = "PERIOD_AVERAGE"
        }
    }

    private func set(_ date: DateReading, on observation: inout Observation) {
        if observation.timeBasis == "UNKNOWN" { observation.timeBasis = date.timeBasis }
        switch date.basis {
        case .absolute:
            observation.periodStart = date.start
            observation.periodEnd = date.end
            observation.periodSource = "TEXT"
        case .relative:
            guard let year = discourse.document.metadata.publishedDate?.prefix(4),
                let published = Int(year), let offset = date.yearOffset
            else { return }
            observation.periodStart = date.start ?? "\(published + offset)"
            observation.periodEnd = date.end ?? "\(published + offset)"
            observation.periodSource = "RELATIVE_TO_PUBLICATION"
            observation.flags.append("YEAR_RELATIVE")
        }
    }

    /// The date that a figure's own clause gives it: the nearest one, rather after it than before.
    ///
    /// A date behind words of comparison belongs to the figure compared with; a part has its whole's
    /// period unless a date follows it at once.
    private func ownDate(
        of draft: Draft, in sentence: SentenceReading, isPart: Bool
    ) -> DateReading? {
        var best: (date: DateReading, distance: Int)?
        for date in sentence.dates {
            let follows = date.span.lowerBound >= draft.span.upperBound
            if follows, isCompared(draft.span.upperBound..<date.span.lowerBound, in: sentence) {
                continue
            }
            let distance =
                sentence.distance(from: draft.span, to: date.span, in: discourse)
                + (follows ? 0 : 25)
            if isPart, !follows || distance > 40 { continue }
            if distance < best?.distance ?? Int.max { best = (date.value, distance) }
        }
        return best?.date
    }

    private func isCompared(_ gap: Range<Int>, in sentence: SentenceReading) -> Bool {
        let first = sentence.signs.partitioningIndex { $0.span.lowerBound >= gap.lowerBound }
        return sentence.signs[first...].prefix { $0.span.lowerBound < gap.upperBound }.contains {
            $0.sign == .cue(.comparison)
        }
    }

    /// A change runs from the earlier of the two periods it compares to the later.
    private func setChange(
        on observation: inout Observation, _ draft: Draft, in sentence: SentenceReading
    ) {
        let named = sentence.dates.filter { $0.value.basis == .absolute }
            .flatMap { [$0.value.start, $0.value.end].compactMap { $0 } }
        let known = lastPeriod(before: draft).flatMap { $0.periodEnd ?? $0.periodStart }
        let years = Set(named + (known.map { [$0] } ?? [])).sorted()
        guard let first = years.first, let last = years.last else { return }
        observation.periodStart = first
        observation.periodEnd = last
        observation.periodSource = named.isEmpty ? "CONTEXT" : "TEXT"
    }

    /// The period of the figures in the sentence itself or the three before it, if they have one.
    private func lastPeriod(before draft: Draft) -> Observation? {
        drafts.reversed().prefix(20).prefix { draft.sentence - $0.sentence <= 3 }.first { earlier in
            earlier.sentence <= draft.sentence && earlier.observation.hasPeriod
                && discourse.isOneStory(earlier.sentence, draft.sentence)
                && !["EVENT", "CHANGE"].contains(earlier.observation.timeBasis)
                && earlier.observation.scope == "COUNTRY" && !earlier.isCompared
        }?.observation
    }
}

extension Observation {
    fileprivate var hasPeriod: Bool { periodStart != nil || periodEnd != nil }

    fileprivate mutating func takePeriod(of other: Observation, as source: String) {
        periodStart = other.periodStart
        periodEnd = other.periodEnd
        if timeBasis == "UNKNOWN" { timeBasis = other.timeBasis }
        periodSource = source
    }
}
