import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// Figures that the page says are zero ("none of them was convicted") or were not reported.
    func absenceDrafts(in sentence: SentenceReading, at index: Int) -> [Draft] {
        guard sentence.zone != .title else { return [] }
        let silent = sentence.hits(.notReported).compactMap { hit in
            absence(.notReported, hit, .notReported, in: sentence, at: index)
        }
        let zero = sentence.hits(.none).compactMap { hit in
            absence(.exact(0), hit, .none, in: sentence, at: index)
        }
        return silent + zero
    }

    private func absence(
        _ figure: Figure, _ hit: SignHit, _ rule: ObservationRule, in sentence: SentenceReading,
        at index: Int
    ) -> Draft? {
        // What was not reported follows the words that say so.
        let subject = sentence.signs.first { other in
            (0...60).contains(other.span.lowerBound - hit.span.upperBound)
                && (perpetratorCode(other.sign) ?? caseCode(other.sign)) != nil
        }
        guard let subject else { return nil }
        let code = perpetratorCode(subject.sign) ?? caseCode(subject.sign) ?? ""
        let isPersons = code.hasPrefix("PERS_")
        var observation = Observation(
            indicator: code, figure: figure, unit: isPersons ? "PERSONS" : "CASES",
            populationRole: isPersons ? "PERPETRATOR" : "NONE", rule: rule.id,
            confidence: rule.confidence)
        observation.legalStage = LegalStage.of(code)
        if figure.qualifier == .notReported { observation.status = "M" }
        let family = isPersons ? "PERPETRATOR" : "NONE"
        let whole =
            rule == .none
            ? antecedent(before: index) { draft in
                draft.isWhole && draft.observation.populationRole == family
                    && draft.observation.unit == observation.unit
            } : nil
        return Draft(
            observation: observation, span: hit.span.joined(with: subject.span), parent: whole,
            sentence: index)
    }
}
