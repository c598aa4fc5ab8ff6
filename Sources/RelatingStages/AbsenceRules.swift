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

    /// What was not reported, or what none was: it follows the words that say so, or stands in them
    /// ("did not convict anyone"), or right before them ("the number of trials was not reported").
    private func subject(of hit: SignHit, in sentence: SentenceReading) -> SignHit? {
        let isSubject = { (other: SignHit) in
            (perpetratorCode(other.sign) ?? caseCode(other.sign)) != nil
        }
        let after = sentence.signs(from: hit.span.lowerBound, to: hit.span.upperBound + 61)
            .first(where: isSubject)
        if let after { return after }
        guard hit.sign == .cue(.notReported) else { return nil }
        return sentence.signs(from: hit.span.lowerBound - 60, to: hit.span.lowerBound)
            .last { isSubject($0) && $0.span.upperBound <= hit.span.lowerBound }
    }

    private func absence(
        _ figure: Figure, _ hit: SignHit, _ rule: ObservationRule, in sentence: SentenceReading,
        at index: Int
    ) -> Draft? {
        guard let subject = subject(of: hit, in: sentence) else { return nil }
        let persons = perpetratorCode(subject.sign)
        let code = persons ?? caseCode(subject.sign) ?? ""
        let isPersons = persons != nil
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
