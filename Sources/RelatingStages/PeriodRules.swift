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
        let span = draft.span
        let nearest = sentence.dates.min { one, other in
            sentence.distance(from: span, to: one.span, in: discourse)
                < sentence.distance(from: span, to: other.span, in: discourse)
        }
        if let date = nearest?.value {
            set(date, on: &observation)
            if observation.periodStart != nil || observation.periodEnd != nil { return }
        }
        if let whole, whole.periodStart != nil || whole.periodEnd != nil {
            observation.periodStart = whole.periodStart
            observation.periodEnd = whole.periodEnd
            if observation.timeBasis == "UNKNOWN" { observation.timeBasis = whole.timeBasis }
            observation.periodSource = whole.periodSource
        } else if whole == nil, observation.scope == "COUNTRY", let last = lastPeriod(before: draft)
        {
            observation.periodStart = last.periodStart
            observation.periodEnd = last.periodEnd
            if observation.timeBasis == "UNKNOWN" { observation.timeBasis = last.timeBasis }
            observation.periodSource = "CONTEXT"
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

    /// The period of a figure in the sentence itself or the one before, where they all agree.
    private func lastPeriod(before draft: Draft) -> Observation? {
        let near = drafts.reversed().prefix(20).prefix { draft.sentence - $0.sentence <= 1 }
            .filter { earlier in
                earlier.sentence <= draft.sentence && earlier.observation.periodStart != nil
                    && earlier.observation.timeBasis != "EVENT"
            }
        let periods = Set(near.map { $0.observation.periodStart })
        return periods.count == 1 ? near.first?.observation : nil
    }
}
