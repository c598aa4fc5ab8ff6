import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// What was done with a part, where the words after it say something else than of the whole.
    func verbAfter(_ reach: TextSpan, _ sentence: SentenceReading) -> String? {
        let clause = figures.clause(of: reach)
        return sentence.signs.first { hit in
            clause.after.contains(hit.span.lowerBound)
                && hit.span.lowerBound - reach.upperBound <= 40
                && ["VIC_REPATRIATED", "VIC_RESCUED"].contains(victimCode(hit.sign))
        }.flatMap { victimCode($0.sign) }
    }

    /// Whether words right before or after a count say that those counted are exploited.
    func isExploited(
        _ count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading
    ) -> Bool {
        let clause = figures.clause(of: reach)
        // A setting alone is where grown people work, not that they are exploited.
        let settled = count.ageGroup == "CHILD" || sentence.has(.trafficking)
        let isNamed = sentence.purposes.contains { purpose in
            guard !purpose.isSetting || settled else { return false }
            let gap = purpose.span.lowerBound - reach.upperBound
            return clause.after.contains(purpose.span.lowerBound) && gap <= 60
                || clause.before.contains(purpose.span.lowerBound)
                    && (0...40).contains(reach.lowerBound - purpose.span.upperBound)
        }
        return isNamed
            || sentence.hits(.trafficking).contains {
                (0...4).contains(reach.lowerBound - $0.span.upperBound)
            }
    }

    func victims(
        _ count: CountReading, _ role: String, _ reach: TextSpan, _ sentence: SentenceReading,
        _ index: Int
    ) -> CountClass {
        var role = status(role, reach, sentence)
        if sentence.has(.sample), count.figure.qualifier != .magnitude,
            count.role != "OTHER" || count.head != nil,
            isNear(.sample, reach, sentence)
        {
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        }
        let whole = wholeOfVictims(for: count, reach, sentence, index)
        if role == "VICTIM", let whole { role = drafts[whole].victimRole }
        if role == "VICTIM", whole == nil, count.head == nil, discourse.isNearTrafficking(index),
            let last = antecedent(before: index, within: 0, where: isVictims)
        {
            role = drafts[last].victimRole
        }
        if role == "VICTIM", sentence.isTableRow,
            discourse.caption(ofRow: index)?.has(.presumed) ?? false
        {
            role = "VICTIM_PRESUMED"
        }
        let named =
            near(reach, sentence, victimCode, within: 160, fineBefore: count.head == nil ? 30 : 0)
            ?? headingCode(of: reach, in: sentence, at: index, victimCode)
            ?? (sentence.isTableRow
                ? discourse.caption(ofRow: index)?.codes(victimCode).first : nil)
        if named == nil, let whole, drafts[whole].sentence == index {
            return CountClass(
                indicator: drafts[whole].observation.indicator, role: role, rule: .victimPart,
                parent: whole)
        }
        let isVast = count.figure.qualifier == .magnitude || sentence.has(.global)
        let indicator = isVast && named != "VIC_RESCUED" ? "VIC_ESTIMATED" : named
        return CountClass(
            indicator: indicator ?? whole.map { drafts[$0].observation.indicator }
                ?? lastIndicator(before: index) ?? "VIC_DETECTED",
            role: role,
            rule: whole != nil ? .victimPart : indicator == nil ? .victimAssumed : .victimCount,
            parent: whole)
    }

    /// What was done with the victims counted last, for a count that does not say it.
    private func lastIndicator(before index: Int) -> String? {
        let told = ["VIC_DETECTED", "VIC_RESCUED", "VIC_ASSISTED"]
        return antecedent(before: index, within: 8) { draft in
            draft.observation.populationRole.hasPrefix("VICTIM")
                && told.contains(draft.observation.indicator)
        }.map { drafts[$0].observation.indicator }
    }

    /// The whole that a count is a part of: the last whole count of victims, where the words say so
    /// ("of these", no noun) or where women, men, children or nationals follow it soon.
    func wholeOfVictims(
        for count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> Int? {
        guard let value = count.figure.value ?? count.figure.low else { return nil }
        if sentence.isTableRow {
            return sentence.counts.count < 3
                ? nil
                : antecedent(before: index, within: 0) { draft in
                    draft.isWhole && isVictims(draft) && value < draft.observation.figure.value ?? 0
                }
        }
        let isLine = discourse.isLabelled(index)
        let saysPart =
            isLine
            || (sentence.hits(.partOf) + sentence.hits(.rest)).contains { hit in
                hit.span.lowerBound < reach.lowerBound || reach.overlaps(hit.span)
                    || hit.span.lowerBound - reach.upperBound <= 4
            }
        let isGroup =
            count.head == nil || count.sex != "_T" || count.ageGroup != "_T"
            || sentence.demonyms.contains {
                (0...24).contains($0.span.lowerBound - reach.upperBound)
            }
            || sentence.demonyms.contains { reach.covers($0.span) }
        guard saysPart || isGroup else { return nil }
        // "Hundreds of girls" are nobody's part unless the words say so, nor is a figure for a country
        // or a year of its own.
        if !saysPart, count.figure.qualifier == .magnitude || startsAnew(reach, sentence, index) {
            return nil
        }
        let lead = isLine ? discourse.listLead(before: index) : index
        return antecedent(before: index, within: saysPart ? 6 : 4, from: lead) { draft in
            guard draft.isWhole, isVictims(draft) else { return false }
            let whole = draft.observation.figure
            if whole.qualifier == .magnitude { return saysPart }
            guard !draft.isCompared, let total = whole.value ?? whole.high ?? whole.low else {
                return false
            }
            return value < total
        }
    }

    /// Whether words before a count set it in another country than its page: "In Panama, 61 girls".
    private func startsAnew(
        _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> Bool {
        let clause = figures.clause(of: reach)
        let leading = sentence.namedCountries.filter { country in
            clause.before.contains(country.span.lowerBound)
                && country.span.lowerBound - sentence.span.lowerBound < 12
        }
        return leading.count == 1 && leading.first?.value.iso3 != discourse.mainCountry(at: index)
            && sentence.signs.contains { victimCode($0.sign) != nil }
    }

    /// An earlier whole with the same figure, which a count without a telling noun states again.
    func sameWhole(as count: CountReading, _ index: Int) -> Int? {
        guard count.figure.value ?? 0 > 3 else { return nil }
        return antecedent(before: index, within: 8) { draft in
            draft.isWhole && isVictims(draft) && draft.observation.figure == count.figure
        }
    }

    func isVictims(_ draft: Draft) -> Bool {
        draft.observation.populationRole.hasPrefix("VICTIM")
            || draft.observation.populationRole == "RESPONDENT"
    }

    /// Whether those counted are only presumed to be victims, or were confirmed to be.
    private func status(
        _ role: String, _ reach: TextSpan, _ sentence: SentenceReading
    ) -> String {
        if role != "VICTIM_CONFIRMED", isNear(.confirmed, reach, sentence, within: 24) {
            return "VICTIM_CONFIRMED"
        }
        if role == "VICTIM", isNear(.presumed, reach, sentence, within: 90) {
            return "VICTIM_PRESUMED"
        }
        return role
    }
}
