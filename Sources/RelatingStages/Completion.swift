import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// Fills what the sentence, the whole a draft is part of, and the page say of it.
    func complete(_ draft: inout Draft) {
        let sentence = discourse.sentences[draft.sentence]
        let whole = draft.parent.map { drafts[$0].observation }
        setPopulation(of: &draft, in: sentence, whole)
        setScope(of: &draft.observation, in: sentence)
        setAreas(of: &draft, in: sentence, whole)
        setExploitation(of: &draft, in: sentence, whole)
        setPeriod(of: &draft, in: sentence, whole)
        setSource(of: &draft.observation, in: sentence, whole)
        setFlags(of: &draft.observation, in: sentence)
        readHeadings(of: &draft, in: sentence)
    }

    /// Sex, ages and nationality: its own, else the whole's.
    private func setPopulation(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        draft.observation.nationality = nationality(of: draft, in: sentence)
        let age = sentence.ages.first { age in
            [.range, .maximum, .minimum, .group].contains(age.value.statistic)
                && ["COUNT", "SHARE"].contains(draft.observation.statistic)
                && (describes(age.span, draft.span) || labels(age.span, draft.span))
        }
        if let age {
            draft.observation.ageLow = age.value.low
            draft.observation.ageHigh = age.value.high
            if let high = age.value.high, high < 18 { draft.observation.ageGroup = "CHILD" }
            if let low = age.value.low, low >= 18 { draft.observation.ageGroup = "ADULT" }
        }
        guard let whole, draft.observation.populationRole.hasPrefix("VICTIM") else { return }
        if draft.observation.sex == "_T" { draft.observation.sex = whole.sex }
        if draft.observation.ageGroup == "_T", age == nil {
            draft.observation.ageGroup = whole.ageGroup
        }
        if draft.observation.nationality.isEmpty {
            draft.observation.nationality = whole.nationality
        }
    }

    /// Whether `span` lies in a figure's evidence or follows it within a few words.
    private func describes(_ span: TextSpan, _ evidence: TextSpan) -> Bool {
        span.lowerBound >= evidence.lowerBound && span.lowerBound - evidence.upperBound <= 28
    }

    /// Whether `span` stands right before a figure with a colon, comma or bracket between: its label.
    private func labels(_ span: TextSpan, _ evidence: TextSpan) -> Bool {
        // A narrow space before a colon takes three bytes.
        (1...6).contains(evidence.lowerBound - span.upperBound)
            && discourse.document.text[span.upperBound..<evidence.lowerBound]
                .contains { $0 == 0x28 || $0 == 0x2C || $0 == 0x3A }
    }

    /// The demonyms in or right around a figure's noun phrase, and countries it is said to be from.
    private func nationality(of draft: Draft, in sentence: SentenceReading) -> [String] {
        guard ["COUNT", "SHARE"].contains(draft.observation.statistic),
            draft.observation.unit == "PERSONS" || draft.observation.unit == "PCT"
        else { return [] }
        let end = clauseEnd(after: draft.span, in: sentence)
        let clause = TextSpan(draft.span.lowerBound..<end)
        let demonyms = sentence.demonyms.filter { clause.covers($0.span) }.map(\.value.iso3)
        if !demonyms.isEmpty { return Set(demonyms).sorted() }
        let origins = AreaMarks(sentence, discourse).areas().filter { area in
            area.mark == .origin && clause.covers(area.span)
                && area.code.utf8.first.map { $0 > 0x39 } ?? false
        }
        if !origins.isEmpty { return Set(origins.map(\.code)).sorted() }
        guard draft.parent != nil, !sentence.isTableRow else { return [] }
        // "Peru (five)", "bolivianas, 28": the label of a part.
        let label = sentence.countries.last { country in
            labels(country.span, draft.span)
                && !AreaMarks(sentence, discourse).isDestination(country.span)
        }
        return label.map { [$0.value.iso3] } ?? []
    }

    /// Where the clause of `span` ends: at the next figure, semicolon or end of sentence.
    private func clauseEnd(after span: TextSpan, in sentence: SentenceReading) -> Int {
        let figures = sentence.counts.map(\.span.lowerBound).filter { $0 >= span.upperBound }
        let marks = sentence.words.lazy.map { discourse.words[$0].span }.filter { word in
            word.lowerBound >= span.upperBound
                && discourse.document.text[word.lowerBound] == 0x3B
        }.map(\.lowerBound)
        return min(
            figures.first ?? Int.max, marks.first ?? Int.max, sentence.span.upperBound,
            span.upperBound + 90)
    }

    private func setScope(of observation: inout Observation, in sentence: SentenceReading) {
        switch observation.indicator {
        case "VIC_SURVEYED": observation.scope = "SAMPLE"
        case "PARTICIPANTS", "TRAINED": observation.scope = "EVENT"
        default: break
        }
        if sentence.has(.global), observation.indicator.hasPrefix("VIC_") {
            observation.scope = "GLOBAL"
            if observation.statistic == "COUNT" { observation.indicator = "VIC_ESTIMATED" }
        }
    }

    /// Where a figure was counted, and from where to where people were taken.
    private func setAreas(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        var observation = draft.observation
        defer { draft.observation = observation }
        if observation.scope == "GLOBAL" {
            observation.referenceArea = ["001"]
            return
        }
        if observation.indicator == "TIP_TIER" { return }
        setPlace(of: &observation, draft, in: sentence)
        if let whole, whole.scope == "SAMPLE" {
            observation.scope = "SAMPLE"
            if observation.originArea == nil { observation.originArea = whole.originArea }
            return
        }
        if observation.scope == "SAMPLE" { return }
        let around = flows.filter { $0.span.overlaps(draft.span) }
        let flow = around.count == 1 ? around.first : nil
        let fronted = AreaMarks(sentence, discourse).fronted(before: draft.span)
        let focus = discourse.focus[draft.sentence].map { [$0] } ?? []
        observation.referenceArea =
            observation.scope == "EVENT"
            ? sentence.places.first.map { [$0.value.iso3] } ?? focus
            : fronted.map { [$0] } ?? whole?.referenceArea ?? focus
        if let flow, flow.origin != flow.destination, observation.unit == "PERSONS",
            observation.indicator.hasPrefix("VIC_")
        {
            observation.originArea = flow.origin
            observation.destinationArea = flow.destination
            if whole == nil, observation.indicator == "VIC_ESTIMATED" {
                observation.referenceArea = [flow.destination]
            }
            return
        }
        guard observation.populationRole.hasPrefix("VICTIM"), observation.nationality.count == 1,
            let home = observation.nationality.first, let area = observation.referenceArea.first,
            observation.referenceArea.count == 1, home != area
        else { return }
        observation.originArea = home
        observation.destinationArea = area
    }

    /// The city or region of an event, or that a share of people comes from.
    private func setPlace(
        of observation: inout Observation, _ draft: Draft, in sentence: SentenceReading
    ) {
        let isEvent = observation.scope == "EVENT"
        guard isEvent || observation.statistic == "SHARE" else { return }
        let clause = TextSpan(
            draft.span.lowerBound..<clauseEnd(after: draft.span, in: sentence))
        let found = sentence.places.first { isEvent || clause.covers($0.span) }
        guard let place = found else { return }
        observation.placeName = discourse.document[place.span]
        observation.subdivision = place.value.subdivision
        if !isEvent, sentence.has(.from) { observation.originArea = place.value.iso3 }
    }

    /// The purposes a sentence names; where it names several for several figures, the nearest one.
    private func setExploitation(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        guard draft.observation.indicator.hasPrefix("VIC_"),
            draft.observation.populationRole.hasPrefix("VICTIM")
        else { return }
        var own = sentence.exploitation
        if own.count > 1, sentence.figures.count > 1 {
            let nearest = sentence.nearest(to: draft.span, in: discourse) { sign in
                if case .exploitation(let code) = sign { code } else { nil }
            }
            own = nearest.map { [$0.code] } ?? []
        }
        draft.observation.exploitation = own.isEmpty ? whole?.exploitation ?? [] : own
        draft.observation.meansOfControl = sentence.meansOfControl
    }

    private func setSource(
        of observation: inout Observation, in sentence: SentenceReading, _ whole: Observation?
    ) {
        if observation.indicator == "TIP_TIER" {
            observation.sourceOrganisation = sentence.organisations.first?.value
        } else if sentence.has(.attribution), let organisation = sentence.organisations.first {
            observation.sourceOrganisation = organisation.value
        } else {
            observation.sourceOrganisation = whole?.sourceOrganisation
        }
        observation.attribution =
            observation.sourceOrganisation == nil ? "NONE" : "ATTRIBUTED"
    }

    private func setFlags(of observation: inout Observation, in sentence: SentenceReading) {
        if sentence.zone == .title { observation.flags.append("TITLE") }
        if sentence.has(.hedge) { observation.flags.append("HEDGED") }
        if observation.figure.qualifier == .magnitude { observation.flags.append("VAGUE") }
        if observation.scope == "GLOBAL" { observation.flags.append("GLOBAL") }
        if observation.scope == "SAMPLE" { observation.flags.append("SAMPLE_NOT_POPULATION") }
        if observation.indicator == "VIC_ESTIMATED" {
            observation.status = "E"
            if observation.sourceOrganisation == nil { observation.flags.append("NO_SOURCE") }
        }
        if observation.unit == "PERSONS", let value = observation.figure.value,
            (1...3).contains(value)
        {
            observation.flags.append("INDIVIDUAL_CASE")
        }
        let isDatable =
            observation.scope != "EVENT" && observation.indicator != "LAW_PENALTY"
        if isDatable, observation.periodStart == nil, observation.periodEnd == nil {
            observation.flags.append("PERIOD_UNKNOWN")
        }
    }
}
