import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// What was done with perpetrators says more than the noun that names them; a noun like
    /// "detainees" says it too, unless the verb stands close by.
    func perpetratorIndicator(
        _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> String? {
        if let header = headingCode(of: reach, in: sentence, at: index, perpetratorCode) {
            return header
        }
        let verb = sentence.nearest(to: reach, outside: reach, in: discourse, perpetratorCode)
        let noun = sentence.signs.lazy.filter { reach.covers($0.span) }
            .compactMap { perpetratorCode($0.sign) }.first { $0 != "PERS_SUSPECTED" }
        if let noun, verb?.distance ?? Int.max > 24 { return noun }
        return verb?.code ?? near(reach, sentence, perpetratorCode)
    }

    /// The persons of one sentence that men, women or nationals among perpetrators are a part of.
    private func wholeOfPerpetrators(for count: CountReading, _ index: Int) -> Int? {
        let value = count.figure.value ?? Double.infinity
        return antecedent(before: index, within: 0) { draft in
            draft.observation.populationRole == "PERPETRATOR" && draft.isWhole
                && value < draft.observation.figure.value ?? 0
        }
    }

    /// Persons whose noun does not say what they are: women, children, people, workers.
    func people(
        _ count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> CountClass? {
        if let code = headingCode(of: reach, in: sentence, at: index, perpetratorCode),
            headingCode(of: reach, in: sentence, at: index, victimCode) == nil
        {
            return CountClass(indicator: code, role: "PERPETRATOR", rule: .perpetratorCount)
        }
        if sentence.isTableRow, let caption = discourse.caption(ofRow: index),
            caption.isAboutTrafficking || !caption.codes(victimCode).isEmpty
        {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        guard
            discourse.isNearTrafficking(index)
                || antecedent(
                    before: index, within: 6, from: discourse.listLead(before: index),
                    where: isVictims) != nil
        else { return event(count.role, reach, sentence) }
        let (victim, perpetrator) = verbs(of: count, reach, sentence, index)
        if let perpetrator, perpetrator.distance < 80,
            perpetrator.distance < victim?.distance ?? Int.max
        {
            return perpetrators(count, perpetrator.code, index)
        }
        if sentence.has(.sample), count.figure.qualifier != .magnitude,
            sentence.isAboutTrafficking || sentence.has(.movement)
        {
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        }
        if let known = known(count, victim?.code, reach, sentence, index) { return known }
        if let victim, victim.distance < 100 {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        if count.role == "VICTIM" || (sentence.isAboutTrafficking && sentence.has(.movement))
            || isExploited(count, reach, sentence)
        {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        return event(count.role, reach, sentence)
    }

    private typealias Verb = (code: String, hit: SignHit, distance: Int)

    /// The nearest words for what was done with victims and with perpetrators.
    ///
    /// A figure without a noun has its verb after it: "38 were charged and five convicted".
    private func verbs(
        of count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> (victim: Verb?, perpetrator: Verb?) {
        let fine = count.head == nil && !discourse.isLabelled(index) ? 30 : 0
        return (
            sentence.nearest(to: reach, fineBefore: fine, in: discourse, victimCode),
            sentence.nearest(to: reach, fineBefore: fine, in: discourse, perpetratorCode)
        )
    }

    private func perpetrators(
        _ count: CountReading, _ code: String, _ index: Int
    ) -> CountClass {
        let isGroup = count.head != nil && (count.sex != "_T" || count.ageGroup != "_T")
        let whole = isGroup ? wholeOfPerpetrators(for: count, index) : nil
        return CountClass(
            indicator: whole.map { drafts[$0].observation.indicator } ?? code,
            role: "PERPETRATOR", rule: .perpetratorCount,
            parent: count.head == nil
                ? antecedent(before: index) { $0.observation.populationRole == "PERPETRATOR" }
                : whole)
    }

    /// A count of persons who are a part of victims counted before, or those again.
    private func known(
        _ count: CountReading, _ code: String?, _ reach: TextSpan, _ sentence: SentenceReading,
        _ index: Int
    ) -> CountClass? {
        if let whole = wholeOfVictims(for: count, reach, sentence, index) {
            let parent = drafts[whole].observation
            let isSample = parent.populationRole == "RESPONDENT"
            let own = count.head == nil ? verbAfter(reach, sentence) : nil
            return CountClass(
                indicator: isSample
                    ? code ?? "VIC_DETECTED" : own ?? parent.indicator,
                role: isSample ? "VICTIM" : parent.populationRole, rule: .victimPart, parent: whole)
        }
        if let again = sameWhole(as: count, index) {
            let earlier = drafts[again].observation
            return CountClass(
                indicator: earlier.indicator, role: earlier.populationRole, rule: .victimCount,
                repeated: again)
        }
        return nil
    }
}
