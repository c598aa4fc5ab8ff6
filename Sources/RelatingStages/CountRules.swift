import DocumentModel
import Lexicons

/// What a count counts, once its sentence is read.
struct CountClass {
    let indicator: String
    let role: String
    let rule: ObservationRule
    var parent: Int?
    /// The draft whose figure is stated again.
    var repeated: Int?
}

extension ObservationBuilder {
    /// The observation that a count makes, or nil where no rule places it.
    func draft(
        of count: Mention<CountReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        guard let found = classify(count, in: sentence, at: index) else { return nil }
        let span = count.value.head.map { count.span.joined(with: $0) } ?? count.span
        var observation = Observation(
            indicator: found.indicator, figure: count.value.figure, unit: count.value.unit,
            populationRole: found.role, rule: found.rule.id, confidence: found.rule.confidence)
        observation.sex = count.value.sex
        observation.ageGroup = count.value.ageGroup
        observation.legalStage = LegalStage.of(found.indicator)
        return Draft(
            observation: observation, span: span, parent: found.parent, sentence: index,
            repeated: found.repeated)
    }

    private func classify(
        _ count: Mention<CountReading>, in sentence: SentenceReading, at index: Int
    ) -> CountClass? {
        let reach = count.value.head.map { count.span.joined(with: $0) } ?? count.span
        if sentence.zone == .title, let repeated = repeated(count.value) { return repeated }
        switch count.value.unit {
        case "PERSONS": return persons(count.value, reach, sentence, index)
        case "CASES": return cases(reach, sentence, index)
        case "CALLS":
            return CountClass(indicator: "HOTLINE_CALLS", role: "CALLER", rule: .calls)
        case "OPERATIONS":
            return CountClass(indicator: "OPERATIONS", role: "NONE", rule: .eventCount)
        case "THINGS", "ORGS":
            // Vessels boarded and workshops searched are what an operation was.
            guard discourse.isNearTrafficking(index), isNear(.inspecting, reach, sentence) else {
                return nil
            }
            return CountClass(indicator: "OPERATIONS", role: "NONE", rule: .eventCount)
        case let unit where unit.count == 3:
            guard near(reach, sentence, { $0 == .others("PROFITS") ? "PROFITS" : nil }) != nil,
                sentence.isAboutTrafficking
            else { return nil }
            return CountClass(indicator: "PROFITS", role: "NONE", rule: .eventCount)
        default: return nil
        }
    }

    /// What the body says of the figure that a title repeats.
    private func repeated(_ count: CountReading) -> CountClass? {
        let body = drafts.firstIndex { draft in
            draft.observation.figure == count.figure && draft.observation.unit == count.unit
                && draft.observation.statistic == "COUNT"
        }
        return body.map { index in
            let stated = drafts[index].observation
            return CountClass(
                indicator: stated.indicator, role: stated.populationRole,
                rule: ObservationRule(rawValue: stated.rule.rawValue) ?? .victimCount,
                repeated: index)
        }
    }

    private func persons(
        _ count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> CountClass? {
        switch count.role {
        case "VICTIM" where count.head == nil && !sentence.isTableRow:
            return people(count, reach, sentence, index)
        case "VICTIM", "VICTIM_PRESUMED", "VICTIM_CONFIRMED":
            return victims(count, count.role, reach, sentence, index)
        case "PERPETRATOR":
            // What was done with them says more than the noun that names them.
            let verb = sentence.nearest(to: reach, outside: reach, in: discourse, perpetratorCode)
            let said =
                verb?.code ?? near(reach, sentence, perpetratorCode)
                ?? headingCode(of: reach, in: sentence, at: index, perpetratorCode)
            return CountClass(
                indicator: said ?? "PERS_SUSPECTED", role: "PERPETRATOR",
                rule: said == nil ? .perpetratorAssumed : .perpetratorCount)
        case "RESPONDENT":
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        case "CALLER":
            return CountClass(indicator: "HOTLINE_CALLS", role: "CALLER", rule: .calls)
        case "OFFICIAL", "PARTICIPANT", "AUDIENCE":
            return event(count.role, reach, sentence)
        case "MIGRANT":
            guard sentence.isAboutTrafficking else { return nil }
            if count.head == nil { return people(count, reach, sentence, index) }
            return near(reach, sentence, victimCode, within: 60).map {
                CountClass(indicator: $0, role: "VICTIM", rule: .victimCount)
            }
        default:
            return people(count, reach, sentence, index)
        }
    }

    /// Persons whose noun does not say what they are: women, children, people, workers.
    private func people(
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
                || antecedent(before: index, within: 6, where: isVictims) != nil
        else { return event(count.role, reach, sentence) }
        let victim = sentence.nearest(to: reach, in: discourse, victimCode)
        let perpetrator = sentence.nearest(to: reach, in: discourse, perpetratorCode)
        if let perpetrator, perpetrator.distance < 80,
            perpetrator.distance < victim?.distance ?? Int.max
        {
            return CountClass(
                indicator: perpetrator.code, role: "PERPETRATOR", rule: .perpetratorCount,
                parent: count.head == nil
                    ? antecedent(before: index) { $0.observation.populationRole == "PERPETRATOR" }
                    : nil)
        }
        if sentence.has(.sample), sentence.isAboutTrafficking || sentence.has(.movement) {
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        }
        if let whole = wholeOfVictims(for: count, reach, sentence, index) {
            let parent = drafts[whole].observation
            let isSample = parent.populationRole == "RESPONDENT"
            return CountClass(
                indicator: isSample ? victim?.code ?? "VIC_DETECTED" : parent.indicator,
                role: isSample ? "VICTIM" : parent.populationRole, rule: .victimPart, parent: whole)
        }
        if let again = sameWhole(as: count, index) {
            let earlier = drafts[again].observation
            return CountClass(
                indicator: earlier.indicator, role: earlier.populationRole, rule: .victimCount,
                repeated: again)
        }
        if let victim, victim.distance < 100 {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        if count.role == "VICTIM" || (sentence.isAboutTrafficking && sentence.has(.movement)) {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        return event(count.role, reach, sentence)
    }

    private func victims(
        _ count: CountReading, _ role: String, _ reach: TextSpan, _ sentence: SentenceReading,
        _ index: Int
    ) -> CountClass {
        var role = role
        if role == "VICTIM", isNear(.presumed, reach, sentence, within: 90) {
            role = "VICTIM_PRESUMED"
        }
        if sentence.has(.sample), count.role != "OTHER" || count.head != nil,
            isNear(.sample, reach, sentence)
        {
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        }
        let whole = wholeOfVictims(for: count, reach, sentence, index)
        if role == "VICTIM", let whole { role = drafts[whole].victimRole }
        if role == "VICTIM", sentence.isTableRow,
            discourse.caption(ofRow: index)?.has(.presumed) ?? false
        {
            role = "VICTIM_PRESUMED"
        }
        let named =
            near(reach, sentence, victimCode, within: 160)
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
                ?? "VIC_DETECTED",
            role: role,
            rule: whole != nil ? .victimPart : indicator == nil ? .victimAssumed : .victimCount,
            parent: whole)
    }

    /// The whole that a count is a part of: the last whole count of victims, where the words say so
    /// ("of these", no noun) or where women, men, children or nationals follow it soon.
    private func wholeOfVictims(
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
        let saysPart = sentence.has(.partOf) || sentence.has(.rest) || sentence.zone == .listItem
        let isGroup =
            count.head == nil || count.sex != "_T" || count.ageGroup != "_T"
            || sentence.demonyms.contains {
                (0...24).contains($0.span.lowerBound - reach.upperBound)
            }
            || sentence.demonyms.contains { reach.covers($0.span) }
        guard saysPart || isGroup else { return nil }
        return antecedent(before: index, within: saysPart ? 6 : 4) { draft in
            guard draft.isWhole, isVictims(draft) else { return false }
            let whole = draft.observation.figure
            guard let total = whole.value ?? whole.high ?? whole.low else { return false }
            return value < total
        }
    }

    /// An earlier whole with the same figure, which a count without a telling noun states again.
    private func sameWhole(as count: CountReading, _ index: Int) -> Int? {
        guard count.figure.value ?? 0 > 3 else { return nil }
        return antecedent(before: index, within: 8) { draft in
            draft.isWhole && isVictims(draft) && draft.observation.figure == count.figure
        }
    }

    private func isVictims(_ draft: Draft) -> Bool {
        draft.observation.populationRole.hasPrefix("VICTIM")
            || draft.observation.populationRole == "RESPONDENT"
    }

    private func cases(
        _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> CountClass? {
        guard
            discourse.isNearTrafficking(index)
                || discourse.isCaptioned(index)
                || antecedent(before: index, within: 6, where: { _ in true }) != nil
        else { return nil }
        let inside = sentence.signs.first { hit in
            reach.covers(hit.span) && caseCode(hit.sign) != nil
        }
        let said =
            inside.flatMap { caseCode($0.sign) } ?? near(reach, sentence, caseCode, within: 100)
            ?? headingCode(of: reach, in: sentence, at: index, caseCode)
        return CountClass(
            indicator: said ?? "CASE_REPORTED", role: "NONE",
            rule: said == nil ? .caseAssumed : .caseCount)
    }

    /// Persons at an event or in a course.
    private func event(
        _ role: String, _ reach: TextSpan, _ sentence: SentenceReading
    ) -> CountClass? {
        let codes = ["TRAINED", "PARTICIPANTS", "REACHED"]
        let code = near(
            reach, sentence,
            { sign in
                guard case .others(let code) = sign, codes.contains(code) else { return nil }
                return code
            }, within: 160)
        switch code {
        case "TRAINED":
            return CountClass(
                indicator: "TRAINED", role: role == "OTHER" ? "PARTICIPANT" : role,
                rule: .eventCount)
        case "PARTICIPANTS":
            return CountClass(indicator: "PARTICIPANTS", role: "PARTICIPANT", rule: .eventCount)
        case "REACHED":
            return CountClass(indicator: "REACHED", role: "AUDIENCE", rule: .eventCount)
        default:
            return role == "PARTICIPANT"
                ? CountClass(indicator: "PARTICIPANTS", role: role, rule: .eventCount) : nil
        }
    }

    private func near(
        _ span: TextSpan, _ sentence: SentenceReading, _ code: (Sign) -> String?,
        within reach: Int = Int.max
    ) -> String? {
        sentence.nearest(to: span, in: discourse, code).flatMap {
            $0.distance <= reach ? $0.code : nil
        }
    }

    private func isNear(
        _ cue: RelationWords.Cue, _ span: TextSpan, _ sentence: SentenceReading,
        within reach: Int = 40
    ) -> Bool {
        near(span, sentence, { $0 == .cue(cue) ? "" : nil }, within: reach) != nil
    }
}

func victimCode(_ sign: Sign) -> String? {
    if case .victims(let code) = sign { code } else { nil }
}

func perpetratorCode(_ sign: Sign) -> String? {
    if case .perpetrators(let code) = sign { code } else { nil }
}

func caseCode(_ sign: Sign) -> String? {
    if case .cases(let code) = sign { code } else { nil }
}

/// Code list `legal_stage`, which follows from the indicator.
enum LegalStage {
    static func of(_ indicator: String) -> String {
        switch indicator {
        case "CASE_REPORTED": "COMPLAINT"
        case "CASE_INVESTIGATED": "INVESTIGATION"
        case "PERS_SUSPECTED": "SUSPECT"
        case "PERS_ARRESTED": "ARREST"
        case "CASE_PROSECUTED", "PERS_PROSECUTED": "PROSECUTION"
        case "CASE_CONVICTED", "PERS_CONVICTED": "CONVICTION"
        case "LAW_PENALTY": "SENTENCE"
        default: "_Z"
        }
    }
}
