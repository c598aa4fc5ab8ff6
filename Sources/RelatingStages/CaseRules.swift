import DocumentModel
import Lexicons

extension ObservationBuilder {
    func cases(
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
    func event(
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
}
