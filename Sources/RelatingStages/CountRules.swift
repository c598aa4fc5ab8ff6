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
        guard
            let found = compared(count, in: sentence) ?? ofThem(count, in: sentence)
                ?? coordinated(count, in: sentence)
                ?? classify(count, in: sentence, at: index)
        else { return nil }
        let span = count.value.head.map { count.span.joined(with: $0) } ?? count.span
        var observation = Observation(
            indicator: found.indicator, figure: count.value.figure, unit: count.value.unit,
            populationRole: found.role, rule: found.rule.id, confidence: found.rule.confidence)
        observation.sex = count.value.sex
        observation.ageGroup = count.value.ageGroup
        observation.legalStage = LegalStage.of(found.indicator)
        return Draft(
            observation: observation, span: span, parent: found.parent, sentence: index,
            repeated: found.repeated, isBare: count.value.head == nil,
            isNamedVictims: count.value.head != nil && count.value.role.hasPrefix("VICTIM"))
    }

    /// What was done with a part, where the words after it say something else than of the whole.
    private func verbAfter(_ reach: TextSpan, _ sentence: SentenceReading) -> String? {
        let clause = figures.clause(of: reach)
        return sentence.signs.first { hit in
            clause.after.contains(hit.span.lowerBound)
                && hit.span.lowerBound - reach.upperBound <= 40
                && ["VIC_REPATRIATED", "VIC_RESCUED"].contains(victimCode(hit.sign))
        }.flatMap { victimCode($0.sign) }
    }

    /// "Four of them", after a count of its sentence: a part of that, unless a verb says otherwise.
    private func ofThem(
        _ count: Mention<CountReading>, in sentence: SentenceReading
    ) -> CountClass? {
        let isOfThem = sentence.hits(.partOf).contains {
            (0...4).contains($0.span.lowerBound - count.span.upperBound)
        }
        guard isOfThem, count.value.unit == "PERSONS", !sentence.isTableRow,
            let earlier = drafts.indices.last(where: { drafts[$0].isCount }),
            sentence.span.covers(drafts[earlier].span),
            drafts[earlier].span.upperBound <= count.span.lowerBound,
            drafts[earlier].observation.populationRole == "PERPETRATOR",
            count.value.figure.value ?? .infinity < drafts[earlier].observation.figure.value ?? 0,
            !sentence.signs.contains(where: { hit in
                (0...30).contains(hit.span.lowerBound - count.span.upperBound)
                    && perpetratorCode(hit.sign) != nil
            })
        else { return nil }
        return CountClass(
            indicator: drafts[earlier].observation.indicator, role: "PERPETRATOR",
            rule: .perpetratorCount, parent: drafts[earlier].parent ?? earlier)
    }

    /// What a figure is compared with is a figure of the same kind: "compared with 29 in 2018".
    private func compared(
        _ count: Mention<CountReading>, in sentence: SentenceReading
    ) -> CountClass? {
        guard count.value.head == nil,
            let earlier = drafts.last(where: \.isCount),
            earlier.span.upperBound <= count.span.lowerBound,
            sentence.span.covers(earlier.span),
            earlier.observation.unit == count.value.unit || count.value.unit == "PERSONS",
            !sentence.signs.contains(where: { hit in
                (0...24).contains(hit.span.lowerBound - count.span.upperBound)
                    && (victimCode(hit.sign) ?? perpetratorCode(hit.sign)) != nil
            }),
            sentence.hits(.comparison).contains(where: {
                (0...2).contains(count.span.lowerBound - $0.span.upperBound)
                    && $0.span.lowerBound >= earlier.span.upperBound
            })
        else { return nil }
        return CountClass(
            indicator: earlier.observation.indicator, role: earlier.observation.populationRole,
            rule: ObservationRule(rawValue: earlier.observation.rule.rawValue) ?? .victimCount,
            parent: earlier.parent)
    }

    /// What the count right before says of this one too: "rescued 57 boys and 16 girls".
    private func coordinated(
        _ count: Mention<CountReading>, in sentence: SentenceReading
    ) -> CountClass? {
        guard count.value.unit == "PERSONS", count.value.head != nil, !sentence.isTableRow,
            let before = figures.coordinated(before: count.span),
            let earlier = drafts.last(where: { $0.isCount && $0.span.overlaps(before) }),
            earlier.sentence == drafts.last?.sentence, !earlier.isBare,
            earlier.observation.unit == "PERSONS", earlier.repeated == nil,
            ["OTHER", "VICTIM", "MIGRANT"].contains(count.value.role)
        else { return nil }
        let isGroup =
            earlier.parent != nil || earlier.observation.sex != "_T"
            || earlier.observation.ageGroup != "_T" || !earlier.observation.nationality.isEmpty
        guard isGroup else { return nil }
        return CountClass(
            indicator: earlier.observation.indicator, role: earlier.observation.populationRole,
            rule: ObservationRule(rawValue: earlier.observation.rule.rawValue) ?? .victimCount,
            parent: earlier.parent)
    }

    private func classify(
        _ count: Mention<CountReading>, in sentence: SentenceReading, at index: Int
    ) -> CountClass? {
        let reach = count.value.head.map { count.span.joined(with: $0) } ?? count.span
        if sentence.zone == .title, let repeated = repeated(count.value) { return repeated }
        switch count.value.unit {
        case "PERSONS": return persons(count.value, reach, sentence, index)
        case "CASES": return cases(reach, sentence, index, isBare: count.value.head == nil)
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
            let said = perpetratorIndicator(reach, sentence, index)
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

    /// What was done with perpetrators says more than the noun that names them; a noun like
    /// "detainees" says it too, unless the verb stands close by.
    private func perpetratorIndicator(
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
                || antecedent(
                    before: index, within: 6, from: discourse.listLead(before: index),
                    where: isVictims) != nil
        else { return event(count.role, reach, sentence) }
        // A figure without a noun has its verb after it: "38 were charged and five convicted".
        let fine = count.head == nil && !discourse.isLabelled(index) ? 30 : 0
        let victim = sentence.nearest(
            to: reach, fineBefore: fine, in: discourse, victimCode)
        let perpetrator = sentence.nearest(
            to: reach, fineBefore: fine, in: discourse, perpetratorCode)
        if let perpetrator, perpetrator.distance < 80,
            perpetrator.distance < victim?.distance ?? Int.max
        {
            let isGroup = count.head != nil && (count.sex != "_T" || count.ageGroup != "_T")
            let whole = isGroup ? wholeOfPerpetrators(for: count, index) : nil
            return CountClass(
                indicator: whole.map { drafts[$0].observation.indicator } ?? perpetrator.code,
                role: "PERPETRATOR", rule: .perpetratorCount,
                parent: count.head == nil
                    ? antecedent(before: index) { $0.observation.populationRole == "PERPETRATOR" }
                    : whole)
        }
        if sentence.has(.sample), count.figure.qualifier != .magnitude,
            sentence.isAboutTrafficking || sentence.has(.movement)
        {
            return CountClass(indicator: "VIC_SURVEYED", role: "RESPONDENT", rule: .victimCount)
        }
        if let whole = wholeOfVictims(for: count, reach, sentence, index) {
            let parent = drafts[whole].observation
            let isSample = parent.populationRole == "RESPONDENT"
            let own = count.head == nil ? verbAfter(reach, sentence) : nil
            return CountClass(
                indicator: isSample
                    ? victim?.code ?? "VIC_DETECTED" : own ?? parent.indicator,
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
        if count.role == "VICTIM" || (sentence.isAboutTrafficking && sentence.has(.movement))
            || isExploited(count, reach, sentence, index)
        {
            return victims(count, "VICTIM", reach, sentence, index)
        }
        return event(count.role, reach, sentence)
    }

    /// Whether words right before or after a count say that those counted are exploited.
    private func isExploited(
        _ count: CountReading, _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> Bool {
        let clause = figures.clause(of: reach)
        // A setting alone is where grown people work, not that they are exploited.
        let near = discourse.sentences[
            max(0, index - 2)..<min(index + 3, discourse.sentences.count)]
        let settled = count.ageGroup == "CHILD" || near.contains { $0.has(.trafficking) }
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

    private func victims(
        _ count: CountReading, _ role: String, _ reach: TextSpan, _ sentence: SentenceReading,
        _ index: Int
    ) -> CountClass {
        var role = role
        if role == "VICTIM", isNear(.presumed, reach, sentence, within: 90) {
            role = "VICTIM_PRESUMED"
        }
        if role != "VICTIM_CONFIRMED", isNear(.confirmed, reach, sentence, within: 24) {
            role = "VICTIM_CONFIRMED"
        }
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
        _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int, isBare: Bool
    ) -> CountClass? {
        guard
            discourse.isNearTrafficking(index)
                || discourse.isCaptioned(index)
                || antecedent(before: index, within: 6, where: { _ in true }) != nil
        else { return nil }
        if let header = headingCode(of: reach, in: sentence, at: index, caseCode) {
            return CountClass(indicator: header, role: "NONE", rule: .caseCount)
        }
        if isBare, let beside = casesBefore(reach, sentence, index) {
            return CountClass(
                indicator: beside, role: "NONE", rule: .caseCount)
        }
        let inside = sentence.signs.first { hit in
            reach.covers(hit.span) && caseCode(hit.sign) != nil
        }
        let said =
            inside.flatMap { caseCode($0.sign) }
            ?? near(reach, sentence, caseCode, within: 100, fineBefore: isBare ? 30 : 0)
            ?? headingCode(of: reach, in: sentence, at: index, caseCode)
        return CountClass(
            indicator: said ?? "CASE_REPORTED", role: "NONE",
            rule: said == nil ? .caseAssumed : .caseCount)
    }

    /// What was done with the cases counted before in a sentence, where a count without a noun does not
    /// say it: "17 investigations: ten of A and seven of B".
    private func casesBefore(
        _ reach: TextSpan, _ sentence: SentenceReading, _ index: Int
    ) -> String? {
        let after = figures.clause(of: reach).after
        let isTold = sentence.signs.contains { hit in
            after.contains(hit.span.lowerBound) && caseCode(hit.sign) != nil
        }
        guard !isTold, let earlier = drafts.last, earlier.sentence == index,
            earlier.observation.unit == "CASES"
        else { return nil }
        return earlier.observation.indicator
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
        let isCourse = code == "PARTICIPANTS" && isNear(.course, reach, sentence, within: 120)
        switch isCourse ? "TRAINED" : code {
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
        within reach: Int = Int.max, fineBefore: Int = 0
    ) -> String? {
        sentence.nearest(to: span, fineBefore: fineBefore, in: discourse, code).flatMap {
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
