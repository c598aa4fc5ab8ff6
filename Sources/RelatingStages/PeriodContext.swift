import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// How many sentences a figure without a date looks back for what the text speaks of.
    private static let reach = 6

    /// The period that a figure without a date takes from the text before it, marked as such.
    func setContext(of draft: inout Draft, in sentence: SentenceReading) {
        let observation = draft.observation
        if ["PARTICIPANTS", "TRAINED"].contains(observation.indicator) {
            let isLead = observation.indicator == "PARTICIPANTS" || isLead(draft.sentence)
            draft.observation.timeBasis = isLead ? "EVENT" : "UNKNOWN"
            return
        }
        guard takesContext(draft) else {
            if observation.scope == "GLOBAL", observation.statistic == "COUNT",
                observation.indicator == "VIC_ESTIMATED"
            {
                draft.observation.timeBasis = "POINT"
            }
            return
        }
        if sentence.zone == .title, happensOnce(observation.indicator) {
            draft.observation.timeBasis = "EVENT"
            return
        }
        if let event = event(for: draft) {
            draft.observation.takePeriod(
                of: drafts[event].observation, as: "CONTEXT")
            return
        }
        if let period = context(before: draft) {
            draft.observation.takePeriod(period)
            if period.isPlaced, period.basis != "EVENT" {
                draft.observation.flags.append("YEAR_INFERRED")
            }
        } else if happensOnce(observation.indicator) {
            draft.observation.timeBasis = "EVENT"
        }
    }

    /// Whether a figure without a date is of the time that the text speaks of: not an estimate, not a
    /// sample, nor a share of nobody knows what.
    private func takesContext(_ draft: Draft) -> Bool {
        let observation = draft.observation
        if ["SAMPLE", "GLOBAL"].contains(observation.scope) { return false }
        switch observation.indicator {
        case "VIC_ESTIMATED", "VIC_SURVEYED", "REACHED", "PROFITS", "MIGRANT_STOCK": return false
        case "VIC_SHARE", "PERS_SHARE":
            return draft.parent != nil || timeline.topic(of: draft.sentence) != nil
        default: return true
        }
    }

    private func happensOnce(_ indicator: String) -> Bool {
        ["VIC_RESCUED", "VIC_REPATRIATED", "PERS_ARRESTED"].contains(indicator)
    }

    /// The last event told of, for a figure of what is done once: a rescue, an arrest.
    private func event(for draft: Draft) -> Int? {
        guard happensOnce(draft.observation.indicator) else { return nil }
        let start = storyStart(of: draft.sentence)
        let last = drafts.indices.reversed().prefix(24).first { index in
            drafts[index].isCount && !drafts[index].isCompared
                && (drafts[index].isEvent || drafts[index].period?.isTopic ?? false)
                && drafts[index].sentence >= start
                && draft.sentence - drafts[index].sentence <= 8
        }
        return last.flatMap { drafts[$0].isEvent ? $0 : nil }
    }

    /// The period of the figures before a draft, else of the sentences, else of the page.
    private func context(before draft: Draft) -> Period? {
        let start = storyStart(of: draft.sentence)
        let first = max(start, draft.sentence - Self.reach)
        var last = drafts.count - 1
        for index in (first...draft.sentence).reversed() {
            while last >= 0, drafts[last].sentence > index { last -= 1 }
            var cursor = last
            while cursor >= 0, drafts[cursor].sentence == index {
                if let period = contextPeriod(of: drafts[cursor]) { return period }
                cursor -= 1
            }
            if let topic = timeline.topic(of: index) { return topic }
        }
        return timeline.pagePeriod
    }

    private func contextPeriod(of earlier: Draft) -> Period? {
        guard !earlier.isCompared else { return nil }
        if earlier.isEvent, earlier.observation.indicator != "PARTICIPANTS",
            earlier.observation.indicator != "TRAINED"
        {
            return earlier.period ?? .unplaced("EVENT")
        }
        return earlier.period.flatMap { $0.isTopic ? $0 : nil }
    }

    /// What the sentences before one speak of.
    func topic(before index: Int) -> Period? {
        let first = max(storyStart(of: index), index - Self.reach)
        return (first..<max(first, index)).reversed().lazy.compactMap { timeline.topic(of: $0) }
            .first ?? timeline.pagePeriod
    }

    private func storyStart(of index: Int) -> Int {
        timeline.storyStarts.filter { $0 <= index }.max() ?? 0
    }

    /// Whether a sentence opens its page or story.
    private func isLead(_ index: Int) -> Bool {
        let start = storyStart(of: index)
        return discourse.sentences[start..<index].count { $0.zone != .title && $0.zone != .heading }
            < 2
    }

    /// Whether a count is of a year before its whole's: it is compared with it and no part of it.
    func isOfEarlierYear(_ draft: Draft) -> Bool {
        guard let parent = draft.parent, draft.isCount, let own = draft.period,
            let whole = drafts[parent].period, own.basis == "ANNUAL", whole.basis == "ANNUAL"
        else { return false }
        return own.year ?? 0 < whole.year ?? 0
    }

    /// Whether a figure is the earlier one beside a figure of the same kind: what follows is not
    /// said of it.
    func isEarlier(_ draft: Draft) -> Bool {
        guard draft.isCount, draft.parent == nil, let year = draft.period?.lastYear,
            discourse.sentences[draft.sentence].zone.isProse
        else { return false }
        return drafts.reversed().prefix(12).prefix { draft.sentence - $0.sentence <= 2 }
            .contains { other in
                other.isCount && other.observation.indicator == draft.observation.indicator
                    && other.period?.basis == "ANNUAL" && other.period?.year ?? 0 > year
                    && draft.period?.basis == "ANNUAL"
            }
    }
}

extension Zone {
    /// Whether it is running text, not a table or a list.
    var isProse: Bool {
        switch self {
        case .tableRow, .tableHeader, .listItem: false
        default: true
        }
    }
}
