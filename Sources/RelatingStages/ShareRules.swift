import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// The share or change that a figure of a hundred makes.
    func draft(
        of share: Mention<ShareReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        if isSaidExactly(share, in: sentence) { return nil }
        if let change = change(share, in: sentence, at: index) { return change }
        let whole =
            countBefore(share.span, in: sentence)
            ?? antecedent(before: index, within: 6) { draft in
                draft.isWhole && draft.observation.unit == "PERSONS"
                    && ["VICTIM", "RESPONDENT", "VICTIM_PRESUMED", "VICTIM_CONFIRMED"].contains(
                        draft.observation.populationRole)
            }
        if let call = shareOfCalls(share, in: sentence, at: index) { return call }
        let saysVictims = sentence.isAboutTrafficking
        guard whole != nil || saysVictims else { return nil }
        var observation = Observation(
            indicator: "VIC_SHARE", figure: share.value.figure, unit: "PCT",
            populationRole: "VICTIM", rule: ObservationRule.share.id)
        observation.statistic = "SHARE"
        if let whole {
            observation.populationRole = drafts[whole].victimRole
        } else {
            observation.flags.append("DENOMINATOR_UNCLEAR")
        }
        return Draft(
            observation: observation, span: evidence(share.span, in: sentence), parent: whole,
            sentence: index)
    }

    /// Whether a vague share is followed by the exact one: "nearly half (48.2 per cent)".
    private func isSaidExactly(
        _ share: Mention<ShareReading>, in sentence: SentenceReading
    ) -> Bool {
        guard share.value.figure.qualifier != .exact else { return false }
        return sentence.numbers.contains { number in
            let gap = number.span.lowerBound - share.span.upperBound
            guard number.value.form == .percent, (1...48).contains(gap) else { return false }
            return discourse.document.text[share.span.upperBound..<number.span.lowerBound]
                .contains { $0 == 0x28 || $0 == 0x2C }
        }
    }

    /// A per cent that says by how much something rose or fell.
    private func change(
        _ share: Mention<ShareReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        guard share.value.figure.qualifier != .magnitude else { return nil }
        let directions: [Sign] = [.cue(.increase), .cue(.decrease)]
        let direction = sentence.nearest(to: share.span, outside: share.span, in: discourse) {
            directions.contains($0) ? "" : nil
        }
        let compared = sentence.hits(.comparison).map(\.span)
        guard let direction, direction.distance <= 24,
            // "58 per cent, up from 41": what is compared is a share, not a change.
            !compared.contains(where: { $0.overlaps(direction.hit.span) }),
            !isShareOfPersons(share.span, in: sentence)
        else { return nil }
        let isFall = direction.hit.sign == .cue(.decrease)
        let figure = isFall ? share.value.figure.negated : share.value.figure
        let role = roleOfChange(at: share.span, in: sentence, index)
        var observation = Observation(
            indicator: role.hasPrefix("VICTIM") ? "VIC_CHANGE" : "OTHER", figure: figure,
            unit: "PCT_CHANGE", populationRole: role, rule: ObservationRule.change.id)
        observation.statistic = "CHANGE"
        observation.timeBasis = "CHANGE"
        return Draft(
            observation: observation, span: share.span.joined(with: direction.hit.span),
            parent: nil, sentence: index)
    }

    /// Whose figure a change is of: of the calls its sentence begins with, of the victims counted in it
    /// or just before.
    private func roleOfChange(
        at span: TextSpan, in sentence: SentenceReading, _ index: Int
    ) -> String {
        let calls = sentence.signs.first { $0.sign == .calls }
        let persons = sentence.counts.first { $0.value.unit == "PERSONS" }
        if let calls, calls.span.lowerBound < span.lowerBound,
            calls.span.lowerBound < persons?.span.lowerBound ?? Int.max
        {
            return "CALLER"
        }
        let verb = sentence.nearest(to: span, in: discourse, victimCode)
        if verb == nil, persons == nil, sentence.signs.contains(where: { caseCode($0.sign) != nil })
        {
            return "NONE"
        }
        let counted = antecedent(before: index, within: 1) { _ in true }.map { drafts[$0] }
        if let counted, counted.observation.populationRole.hasPrefix("VICTIM") {
            return counted.victimRole
        }
        if let role = persons?.value.role, role.hasPrefix("VICTIM") { return role }
        return verb == nil ? "NONE" : "VICTIM"
    }

    /// Whether a part word or a noun for persons follows the share at once: "30 per cent of the women".
    private func isShareOfPersons(_ span: TextSpan, in sentence: SentenceReading) -> Bool {
        sentence.hits(.partOf).contains { hit in
            (0...4).contains(hit.span.lowerBound - span.upperBound)
        }
    }

    /// The count of a sentence that "most of them" after it is a share of.
    private func countBefore(_ span: TextSpan, in sentence: SentenceReading) -> Int? {
        let isOfThem = sentence.hits(.partOf).contains {
            (0...4).contains($0.span.lowerBound - span.upperBound) || span.covers($0.span)
        }
        guard isOfThem,
            let last = drafts.indices.last(where: {
                drafts[$0].isCount && sentence.span.covers(drafts[$0].span)
                    && drafts[$0].span.upperBound <= span.lowerBound
            }),
            drafts[last].observation.populationRole.hasPrefix("VICTIM"),
            drafts[last].observation.unit == "PERSONS"
        else { return nil }
        return last
    }

    /// A share of the calls that were counted just before, or that it names: "one call in four".
    private func shareOfCalls(
        _ share: Mention<ShareReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        let calls = drafts.indices.last { drafts[$0].isCount && drafts[$0].sentence <= index }
            .flatMap { drafts[$0].observation.unit == "CALLS" ? $0 : nil }
        let isNamed = sentence.signs.contains { hit in
            hit.sign == .calls
                && (share.span.covers(hit.span)
                    || (0...6).contains(hit.span.lowerBound - share.span.upperBound))
        }
        let isBeside = calls.map { drafts[$0].sentence == index } ?? false
        guard isNamed || isBeside else { return nil }
        var observation = Observation(
            indicator: "OTHER", figure: share.value.figure, unit: "PCT", populationRole: "CALLER",
            rule: ObservationRule.share.id)
        observation.statistic = "SHARE"
        if calls == nil { observation.flags.append("DENOMINATOR_UNCLEAR") }
        return Draft(
            observation: observation, span: evidence(share.span, in: sentence), parent: calls,
            sentence: index)
    }

    /// The words from a figure to the end of its clause, 80 bytes at most.
    private func evidence(_ span: TextSpan, in sentence: SentenceReading) -> TextSpan {
        var end = span.upperBound
        for index in sentence.words where discourse.words[index].span.lowerBound >= span.upperBound
        {
            let word = discourse.words[index]
            let byte = discourse.document.text[word.span.lowerBound]
            if word.value.kind == .mark, [0x2C, 0x3B, 0x2E, 0x3A, 0x28].contains(byte) { break }
            if word.span.upperBound - span.lowerBound > 80 { break }
            end = word.span.upperBound
        }
        return TextSpan(span.lowerBound..<end)
    }

    /// The mean, median or range of victims' ages; or the age of the count it stands beside.
    func draft(
        of age: Mention<AgeReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        let statistics: [AgeReading.Statistic] = [.mean, .median, .range]
        guard statistics.contains(age.value.statistic) else { return nil }
        // Beside a part, a range of ages says which part it is; beside a whole it is a figure of its own.
        // Drafts come sentence by sentence, so those of this one are the last.
        let isBesideCount = drafts.reversed().prefix { $0.sentence == index }.contains { draft in
            !draft.isWhole && (0...40).contains(age.span.lowerBound - draft.span.upperBound)
                && !isOwnFigure(
                    age, beside: figures.figure(of: draft.span), isPart: draft.parent != nil)
        }
        let isPenalty = sentence.nearest(to: age.span, in: discourse) { sign in
            sign == .cue(.penalty) || sign == .cue(.sentence) ? "" : nil
        }
        if age.value.statistic == .range, let isPenalty, isPenalty.distance < 40 {
            return penalty(age, in: sentence, at: index)
        }
        let isBesideShare = sentence.figures.contains { figure in
            if case .share = figure { true } else { false }
        }
        if age.value.statistic == .range, isBesideCount || isBesideShare { return nil }
        let whole = antecedent(before: index) { draft in
            draft.isWhole && draft.observation.unit == "PERSONS"
                && draft.observation.indicator.hasPrefix("VIC_")
        }
        guard whole != nil || sentence.isAboutTrafficking else { return nil }
        let figure: Figure =
            age.value.value.map(Figure.exact)
            ?? .between(Double(age.value.low ?? 0), Double(age.value.high ?? 0))
        var observation = Observation(
            indicator: "VIC_AGE", figure: figure, unit: "YEARS", populationRole: "VICTIM",
            rule: ObservationRule.age.id)
        observation.statistic = age.value.statistic.rawValue
        if let whole { observation.populationRole = drafts[whole].victimRole }
        return Draft(observation: observation, span: age.span, parent: whole, sentence: index)
    }

    /// A range of years near words for a penalty, which reads like one of ages.
    private func penalty(
        _ age: Mention<AgeReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        let years = RangeReading(
            figure: .between(Double(age.value.low ?? 0), Double(age.value.high ?? 0)),
            includesLow: true, includesHigh: true, form: .duration, unit: "YEARS")
        return draft(of: Mention(age.span, years), in: sentence, at: index)
    }

    /// The years that a law threatens or a sentence gives.
    func draft(
        of duration: Mention<RangeReading>, in sentence: SentenceReading, at index: Int
    ) -> Draft? {
        guard duration.value.unit == "YEARS" else { return nil }
        let penalty = sentence.nearest(to: duration.span, in: discourse) { sign in
            switch sign {
            case .cue(.penalty), .cue(.sentence), .perpetrators("PERS_CONVICTED"): ""
            default: nil
            }
        }
        guard let penalty, penalty.distance <= 60 else { return nil }
        // A law threatens where nobody was sentenced.
        let isLaw =
            sentence.has(.penalty)
            && drafts.last(where: { index - $0.sentence <= 1 })?.observation.indicator
                != "PERS_CONVICTED"
            && !sentence.signs.contains { $0.sign == .perpetrators("PERS_CONVICTED") }
        let figure = duration.value.figure
        var observation = Observation(
            indicator: isLaw ? "LAW_PENALTY" : "OTHER", figure: figure, unit: "YEARS",
            populationRole: isLaw ? "NONE" : "PERPETRATOR",
            rule: ObservationRule.penalty.id)
        observation.statistic = figure.qualifier == .range ? "RANGE" : "COUNT"
        observation.legalStage = isLaw ? "_Z" : "SENTENCE"
        return Draft(
            observation: observation, span: duration.span, parent: nil, sentence: index)
    }
}

extension Figure {
    /// The figure with its sign turned, for falls.
    fileprivate var negated: Figure {
        Figure(
            value: value.map { -$0 }, low: high.map { -$0 }, high: low.map { -$0 },
            qualifier: qualifier == .minimum
                ? .maximum : qualifier == .maximum ? .minimum : qualifier)
    }
}
