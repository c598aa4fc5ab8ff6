import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// "Four of them", after a count of its sentence: a part of that, unless a verb says otherwise.
    func ofThem(
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
    func compared(
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
    func coordinated(
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
}
