import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// Fills what the sentence, the whole a draft is part of, and the page say of it.
    func complete(_ draft: inout Draft) {
        let sentence = discourse.sentences[draft.sentence]
        let whole = draft.parent.map { drafts[$0].observation }
        if draft.observation.indicator == "VIC_CHANGE" { takeChanged(by: &draft) }
        setPopulation(of: &draft, in: sentence, whole)
        setScope(of: &draft.observation, in: sentence)
        setAreas(of: &draft, in: sentence, whole)
        setExploitation(of: &draft, in: sentence, whole)
        setPeriod(of: &draft, in: sentence, whole)
        setSource(of: &draft.observation, in: sentence, whole)
        setFlags(of: &draft.observation, in: sentence)
        readHeadings(of: &draft, in: sentence)
    }

    /// A change is of the people whose figure changed.
    private func takeChanged(by draft: inout Draft) {
        guard let changed = changed(by: draft) else { return }
        draft.observation.nationality = changed.nationality
        draft.observation.referenceArea = changed.referenceArea
        draft.observation.originArea = changed.originArea
        draft.observation.destinationArea = changed.destinationArea
    }

    private func setScope(of observation: inout Observation, in sentence: SentenceReading) {
        switch observation.indicator {
        case "VIC_SURVEYED": observation.scope = "SAMPLE"
        case "PARTICIPANTS", "TRAINED": observation.scope = "EVENT"
        default: break
        }
        if sentence.has(.global),
            observation.indicator.hasPrefix("VIC_") || observation.indicator == "PROFITS"
        {
            observation.scope = "GLOBAL"
            if observation.statistic == "COUNT", observation.indicator != "PROFITS" {
                observation.indicator = "VIC_ESTIMATED"
            }
        }
    }

    private func setSource(
        of observation: inout Observation, in sentence: SentenceReading, _ whole: Observation?
    ) {
        if observation.indicator == "TIP_TIER" {
            observation.sourceOrganisation = sentence.organisations.first?.value
        } else if sentence.has(.attribution), let organisation = sentence.organisations.first {
            observation.sourceOrganisation = organisation.value
        } else {
            observation.sourceOrganisation = whole?.sourceOrganisation
        }
        observation.attribution =
            observation.sourceOrganisation == nil ? "NONE" : "ATTRIBUTED"
    }

    private func setFlags(of observation: inout Observation, in sentence: SentenceReading) {
        if sentence.zone == .title { observation.flags.append("TITLE") }
        if sentence.has(.hedge) { observation.flags.append("HEDGED") }
        if observation.figure.qualifier == .magnitude { observation.flags.append("VAGUE") }
        if observation.scope == "GLOBAL" { observation.flags.append("GLOBAL") }
        if observation.scope == "SAMPLE" { observation.flags.append("SAMPLE_NOT_POPULATION") }
        if observation.indicator == "VIC_ESTIMATED" {
            observation.status = "E"
            if observation.sourceOrganisation == nil { observation.flags.append("NO_SOURCE") }
        }
        if observation.unit == "PERSONS", let value = observation.figure.value,
            (1...3).contains(value)
        {
            observation.flags.append("INDIVIDUAL_CASE")
        }
        let isDatable =
            observation.scope != "EVENT" && observation.indicator != "LAW_PENALTY"
        if isDatable, observation.periodStart == nil, observation.periodEnd == nil {
            observation.flags.append("PERIOD_UNKNOWN")
        }
    }
}
