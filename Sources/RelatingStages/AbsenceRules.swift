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
        guard let subject = subject(of: hit, in: sentence, at: index) else { return nil }
        var observation = Observation(
            indicator: subject.code, figure: figure, unit: subject.unit,
            populationRole: subject.role, rule: rule.id)
        observation.legalStage = LegalStage.of(subject.code)
        if figure.qualifier == .notReported { observation.status = "M" }
        let whole =
            rule == .none
            ? antecedent(before: index) { draft in
                draft.isWhole && draft.observation.populationRole == subject.role
                    && draft.observation.unit == subject.unit
            } : nil
        return Draft(
            observation: observation, span: hit.span.joined(with: subject.span), parent: whole,
            sentence: index)
    }

    /// What the page has no figure of, or a figure of zero.
    private struct Subject {
        let code: String
        let role: String
        let unit: String
        let span: TextSpan
    }

    /// What was not reported, or what none was: it stands in the words that say so ("did not convict
    /// anyone"), follows them, or stands right before them ("the number of trials was not reported").
    private func subject(
        of hit: SignHit, in sentence: SentenceReading, at index: Int
    ) -> Subject? {
        if hit.sign == .cue(.none) {
            let inside = sentence.signs(from: hit.span.lowerBound, to: hit.span.upperBound)
            if let code = inside.compactMap({ victimCode($0.sign) }).first,
                discourse.isNearTrafficking(index)
            {
                return Subject(code: code, role: "VICTIM", unit: "PERSONS", span: hit.span)
            }
            if let found = inside.compactMap(legalSubject).first { return found }
        }
        let reach = hit.span.upperBound + 61
        let after = sentence.signs(from: hit.span.upperBound, to: reach)
        if let found = after.compactMap(legalSubject).first { return found }
        guard hit.sign == .cue(.notReported) else { return nil }
        if let victims = victims(from: hit.span.upperBound, to: reach, in: sentence, at: index) {
            return victims
        }
        guard endsClause(hit, in: sentence) else { return nil }
        return sentence.signs(from: hit.span.lowerBound - 60, to: hit.span.lowerBound)
            .filter { $0.span.upperBound <= hit.span.lowerBound }.compactMap(legalSubject).last
    }

    private func legalSubject(_ hit: SignHit) -> Subject? {
        if let code = perpetratorCode(hit.sign) {
            return Subject(code: code, role: "PERPETRATOR", unit: "PERSONS", span: hit.span)
        }
        return caseCode(hit.sign).map {
            Subject(code: $0, role: "NONE", unit: "CASES", span: hit.span)
        }
    }

    /// "did not publish the number of victims".
    private func victims(
        from lower: Int, to upper: Int, in sentence: SentenceReading, at index: Int
    ) -> Subject? {
        let first = discourse.words.partitioningIndex { $0.span.lowerBound >= lower }
        let words = first..<max(first, sentence.words.upperBound)
        let noun = words.first { word in
            discourse.words[word].span.lowerBound < upper
                && discourse.persons.person(at: word, in: discourse.words)?.role == "VICTIM"
        }
        guard let noun else { return nil }
        let span = discourse.words[noun].span
        let code = sentence.nearest(to: span, in: discourse, victimCode)
        return Subject(
            code: code.flatMap { $0.distance < 30 ? $0.code : nil } ?? "VIC_DETECTED",
            role: "VICTIM", unit: "PERSONS", span: span)
    }

    /// Whether a stop or comma follows the words, so that what they speak of stands before them.
    private func endsClause(_ hit: SignHit, in sentence: SentenceReading) -> Bool {
        guard sentence.words.contains(hit.words.upperBound) else { return true }
        return discourse.words[hit.words.upperBound].value.kind == .mark
    }
}
