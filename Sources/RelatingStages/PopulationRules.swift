import DocumentModel
import Lexicons

/// Sex and age group of a population, as code lists `sex` and `age_group`.
struct Population: Equatable {
    var sex = "_T"
    var ageGroup = "_T"
}

extension ObservationBuilder {
    /// Sex, ages and nationality: a figure's own, else the whole's.
    func setPopulation(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        let clause = figures.clause(of: draft.span)
        if let twin = bracketed(draft) {
            draft.observation.sex = twin.sex
            draft.observation.ageGroup = twin.ageGroup
            draft.observation.nationality = twin.nationality
        } else if let named = named(draft, clause, in: sentence) {
            draft.observation.sex = named.sex
            draft.observation.ageGroup = named.ageGroup
        }
        let hasAge = setAges(of: &draft, in: sentence)
        if draft.observation.nationality.isEmpty {
            draft.observation.nationality = nationality(of: draft, clause, in: sentence)
        }
        if isOfWomen(draft, in: sentence) { draft.observation.sex = "F" }
        guard draft.observation.populationRole.hasPrefix("VICTIM") else { return }
        inherit(from: whole, in: &draft.observation, hasAge: hasAge)
        if draft.observation.nationality.isEmpty, whole == nil,
            draft.observation.scope != "GLOBAL"
        {
            draft.observation.nationality = discourse.population
        }
    }

    private func inherit(
        from whole: Observation?, in observation: inout Observation, hasAge: Bool
    ) {
        guard let whole else { return }
        if observation.sex == "_T" { observation.sex = whole.sex }
        if observation.ageGroup == "_T", !hasAge { observation.ageGroup = whole.ageGroup }
        if observation.nationality.isEmpty { observation.nationality = whole.nationality }
    }

    /// The figure that one in brackets right after it says in another unit: "58 per cent (170)".
    private func bracketed(_ draft: Draft) -> Observation? {
        guard figures.isBracketed(draft.span),
            let before = drafts.last, before.sentence == draft.sentence,
            before.observation.unit != draft.observation.unit,
            before.span.upperBound <= draft.span.lowerBound + 2
                || before.span.overlaps(draft.span),
            draft.observation.populationRole == before.observation.populationRole
        else { return nil }
        let gap = max(before.span.lowerBound, draft.span.lowerBound - 24)..<draft.span.lowerBound
        return before.observation.sex == "_T" || !has(0x28, in: gap) ? nil : before.observation
    }

    /// The population that words around the figure name, where its own noun does not.
    private func named(
        _ draft: Draft, _ clause: Clause, in sentence: SentenceReading
    ) -> Population? {
        switch draft.observation.statistic {
        case "SHARE":
            return population(from: clause.after, in: sentence)
                ?? population(endingIn: clause.before, in: sentence)
        case "MEAN", "MEDIAN":
            return population(from: clause.after, in: sentence, within: 30)
                ?? (draft.parent == nil
                    ? nil : population(endingIn: clause.before, in: sentence, within: 30))
        case "COUNT" where draft.isBare && draft.observation.sex == "_T":
            return label(of: draft, clause, in: sentence)
        case "COUNT" where draft.isBare && isLabelOfNext(clause, in: sentence):
            return label(of: draft, clause, in: sentence)
        default:
            return nil
        }
    }

    /// Whether the first noun after a count is that of the next one: "the men were 60 and the women 20".
    private func isLabelOfNext(_ clause: Clause, in sentence: SentenceReading) -> Bool {
        guard
            let noun = sentence.populationHits.first(where: {
                clause.after.contains($0.span.lowerBound)
            })
        else { return false }
        return figures.spans.contains {
            (0...2).contains($0.lowerBound - noun.span.upperBound)
        }
    }

    /// The noun that stands before a count without one: "the men were 60", "women: 12".
    private func label(
        of draft: Draft, _ clause: Clause, in sentence: SentenceReading
    ) -> Population? {
        guard
            let hit = sentence.populationHits.last(where: {
                clause.before.contains($0.span.lowerBound)
            }),
            (1...14).contains(draft.span.lowerBound - hit.span.upperBound),
            !has(0x2C, in: hit.span.upperBound..<draft.span.lowerBound)
        else { return nil }
        // The noun may be that of the count before: "14 were women and 6 came by bus".
        if let previous = drafts.last, previous.sentence == draft.sentence,
            previous.observation.sex == hit.population.sex
        {
            return nil
        }
        return hit.population
    }

    /// The nouns for persons that follow first in `range`, those joined to the first with them.
    private func population(
        from range: Range<Int>, in sentence: SentenceReading, within reach: Int = 80
    ) -> Population? {
        let hits = sentence.populationHits.filter { range.contains($0.span.lowerBound) }
        guard let first = hits.first, first.span.lowerBound - range.lowerBound <= reach else {
            return nil
        }
        var joined = [first]
        for hit in hits.dropFirst()
        where hit.span.lowerBound - (joined.last?.span.upperBound ?? 0) <= 6 { joined.append(hit) }
        return Population(joined.map(\.population))
    }

    /// The nouns for persons that are the last in `range`: a subject before its figure.
    private func population(
        endingIn range: Range<Int>, in sentence: SentenceReading, within reach: Int = 60
    ) -> Population? {
        let hits = sentence.populationHits.filter { range.contains($0.span.lowerBound) }
        guard let last = hits.last, range.upperBound - last.span.upperBound <= reach,
            last.span.upperBound <= range.upperBound,
            !has(0x2C, in: last.span.upperBound..<range.upperBound)
        else { return nil }
        return Population(
            hits.filter { last.span.lowerBound - $0.span.upperBound <= 6 }.map(\.population))
    }

    /// Whether the counted are named by a word for women of a nationality, and by nothing else.
    private func isOfWomen(_ draft: Draft, in sentence: SentenceReading) -> Bool {
        guard draft.observation.sex == "_T", !discourse.feminineEndings.isEmpty,
            draft.observation.populationRole.hasPrefix("VICTIM")
        else { return false }
        return sentence.demonyms.contains { demonym in
            let gap = demonym.span.lowerBound - figures.figure(of: draft.span).upperBound
            let isNoun =
                draft.observation.statistic == "SHARE"
                ? sentence.hits(.from).contains {
                    (0...3).contains(demonym.span.lowerBound - $0.span.upperBound) && gap <= 12
                }
                : draft.parent == nil && isFirst(demonym.span, in: draft, sentence)
            guard isNoun else { return false }
            let word = discourse.document.text[demonym.span.range]
            return discourse.feminineEndings.contains { word.suffix($0.count).elementsEqual($0) }
        }
    }
}

extension ObservationBuilder {
    /// Whether a demonym is the noun of a count: right after its number, an article aside.
    private func isFirst(
        _ demonym: TextSpan, in draft: Draft, _ sentence: SentenceReading
    ) -> Bool {
        sentence.counts.contains { count in
            draft.span.covers(count.span)
                && (0...4).contains(demonym.lowerBound - count.span.upperBound)
        }
    }
}

extension Population {
    /// What nouns side by side say together: "women and girls" says the sex, not the age.
    fileprivate init(_ members: [Population]) {
        let sexes = Set(members.map(\.sex))
        let ages = Set(members.map(\.ageGroup))
        // "Girls and adolescents" are girls: a noun that leaves the sex open opens nothing.
        let said = sexes.subtracting(["_T"])
        if said.count == 1, sexes.count == 1 || ages.count == 1 { sex = said.first ?? "_T" }
        if ages.count == 1 { ageGroup = ages.first ?? "_T" }
    }
}

extension SentenceReading {
    /// The nouns that say sex or age, where they stand.
    var populationHits: [(span: TextSpan, population: Population)] {
        signs.compactMap { hit in
            switch hit.sign {
            case .population(let sex, let ageGroup):
                (hit.span, Population(sex: sex ?? "_T", ageGroup: ageGroup ?? "_T"))
            case .cue(.female): (hit.span, Population(sex: "F"))
            case .cue(.male): (hit.span, Population(sex: "M"))
            default: nil
            }
        }
    }
}

extension ObservationBuilder {
    /// Sets the ages that are said of a figure; whether there are any.
    private func setAges(of draft: inout Draft, in sentence: SentenceReading) -> Bool {
        let role = draft.observation.populationRole
        guard ["COUNT", "SHARE"].contains(draft.observation.statistic),
            role.hasPrefix("VICTIM") || role == "PERPETRATOR" || role == "RESPONDENT",
            let age = sentence.ages.first(where: { isAge($0, of: draft) })
        else { return false }
        draft.observation.ageLow = age.value.low
        draft.observation.ageHigh = age.value.high
        if let high = age.value.high, high < 18 { draft.observation.ageGroup = "CHILD" }
        if let low = age.value.low, low >= 18 { draft.observation.ageGroup = "ADULT" }
        return true
    }

    private func isAge(_ age: Mention<AgeReading>, of draft: Draft) -> Bool {
        let own = figures.figure(of: draft.span)
        switch age.value.statistic {
        case .range: if isOwnFigure(age, beside: own, isPart: draft.parent != nil) { return false }
        case .maximum, .minimum, .group: break
        default: return false
        }
        if labels(age.span, draft.span),
            !has(0x2C, in: age.span.upperBound..<draft.span.lowerBound)
        {
            return true
        }
        guard age.span.lowerBound >= draft.span.lowerBound,
            age.span.lowerBound - draft.span.upperBound <= 40
        else { return false }
        return !figures.spans.contains {
            $0.lowerBound >= own.upperBound && $0.lowerBound < age.span.lowerBound
                && !figures.isBracketed($0)
        }
    }

    /// Whether ages after a figure are a figure of their own: behind a comma, those of a whole or of
    /// all the parts listed before it ("18 of A and 5 of B, aged 19 to 61").
    func isOwnFigure(
        _ age: Mention<AgeReading>, beside figure: TextSpan, isPart: Bool
    ) -> Bool {
        guard age.value.statistic == .range, age.span.lowerBound > figure.upperBound,
            has(0x2C, in: figure.upperBound..<age.span.lowerBound)
        else { return false }
        return !isPart || figures.coordinated(before: figure) != nil
    }
}
