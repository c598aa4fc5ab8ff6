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
        setSource(of: &draft, in: sentence, whole)
        setFlags(of: &draft, in: sentence)
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
}
