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
            populationRole: found.role, rule: found.rule.id)
        observation.sex = count.value.sex
        observation.ageGroup = count.value.ageGroup
        observation.legalStage = LegalStage.of(found.indicator)
        return Draft(
            observation: observation, span: span, parent: found.parent, sentence: index,
            repeated: found.repeated, isBare: count.value.head == nil,
            isNamedVictims: count.value.head != nil && count.value.role.hasPrefix("VICTIM"))
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

    func near(
        _ span: TextSpan, _ sentence: SentenceReading, _ code: (Sign) -> String?,
        within reach: Int = Int.max, fineBefore: Int = 0
    ) -> String? {
        sentence.nearest(to: span, fineBefore: fineBefore, in: discourse, code).flatMap {
            $0.distance <= reach ? $0.code : nil
        }
    }

    func isNear(
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
