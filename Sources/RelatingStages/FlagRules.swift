import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// The status of a figure and what a reader should know of it.
    func setFlags(of draft: inout Draft, in sentence: SentenceReading) {
        var flags: [String] = []
        let observation = draft.observation
        if sentence.zone == .title { flags.append("TITLE") }
        if isHedged(draft, in: sentence) { flags.append("HEDGED") }
        if observation.figure.qualifier == .magnitude { flags.append("VAGUE") }
        if observation.scope == "GLOBAL" { flags.append("GLOBAL") }
        if observation.scope == "SAMPLE" { flags.append("SAMPLE_NOT_POPULATION") }
        if observation.populationRole == "MIGRANT" || observation.indicator == "MIGRANT_STOCK" {
            flags.append("NOT_TRAFFICKING")
        }
        if observation.indicator == "VIC_ESTIMATED" {
            draft.observation.status = "E"
            if observation.attribution == "NONE" { flags.append("NO_SOURCE") }
        }
        // What the labour office counts as forced labour is not what others count as trafficking.
        if observation.scope == "GLOBAL" || observation.indicator == "PROFITS",
            sentence.exploitation.contains("LAB")
        {
            flags.append("FORCED_LABOUR_CONCEPT")
        }
        if observation.unit == "PERSONS", let value = observation.figure.value,
            (1...3).contains(value)
        {
            flags.append("INDIVIDUAL_CASE")
        }
        if isDatable(observation), !observation.hasPeriod { flags.append("PERIOD_UNKNOWN") }
        draft.observation.flags += flags + claimFlags(of: draft)
    }

    private func isDatable(_ observation: Observation) -> Bool {
        observation.indicator != "LAW_PENALTY"
            && !["EVENT", "POINT"].contains(observation.timeBasis)
    }

    /// Whether a hedge stands in the clause of a figure: "reportedly", not "suspected" in a noun.
    private func isHedged(_ draft: Draft, in sentence: SentenceReading) -> Bool {
        sentence.hits(.hedge).contains { hit in
            guard !draft.span.covers(hit.span), hit.span.gap(to: draft.span) <= 90 else {
                return false
            }
            let gap =
                hit.span.lowerBound < draft.span.lowerBound
                ? hit.span.upperBound..<draft.span.lowerBound
                : draft.span.upperBound..<max(draft.span.upperBound, hit.span.lowerBound)
            return discourse.marks(in: gap) == 0
                && !sentence.counts.contains { gap.contains($0.span.lowerBound) }
        }
    }

    /// What the text itself says against a figure.
    private func claimFlags(of draft: Draft) -> [String] {
        var flags: [String] = []
        let isNear = { (role: ClaimRole, reach: Int) in
            claims.hits(role, at: draft.sentence).contains {
                $0.span.gap(to: draft.span) <= reach
            }
        }
        if isNear(.planned, 40) { flags.append("PLANNED_OR_ONGOING") }
        // "The two series overlap" is said of the figures before it.
        let next = draft.sentence + 1
        let isSaidNext = { (role: ClaimRole) in
            next < discourse.sentences.count && claims.has(role, at: next)
                && discourse.sentences[next].figures.isEmpty
        }
        if isNear(.disputed, 120) || isSaidNext(.disputed) { flags.append("DISPUTED") }
        if isNear(.overlap, 200) || isSaidNext(.overlap) { flags.append("OVERLAP_UNKNOWN") }
        return flags
    }
}
