import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// Where a figure was counted, and from where to where people were taken.
    func setAreas(
        of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?
    ) {
        if draft.observation.scope == "GLOBAL" {
            draft.observation.referenceArea = ["001"]
            return
        }
        if draft.observation.indicator == "TIP_TIER" { return }
        if draft.observation.indicator == "VIC_CHANGE", !draft.observation.referenceArea.isEmpty {
            return
        }
        let clause = figures.clause(of: draft.span)
        setPlace(of: &draft.observation, draft, in: sentence)
        if whole?.scope == "SAMPLE" { draft.observation.scope = "SAMPLE" }
        draft.observation.referenceArea = referenceArea(of: draft, clause, in: sentence, whole)
        setRoute(of: &draft, clause, in: sentence, whole)
    }

    // MARK: Where it was counted

    private func referenceArea(
        of draft: Draft, _ clause: Clause, in sentence: SentenceReading, _ whole: Observation?
    ) -> [String] {
        if let beside = countryRightAfter(draft, in: sentence) { return [beside] }
        if let whole, whole.indicator != "VIC_ESTIMATED" || draft.observation.isLikeEstimate {
            return whole.referenceArea
        }
        let focus = discourse.focus[draft.sentence].map { [$0] } ?? []
        let observation = draft.observation
        if observation.scope == "SAMPLE" {
            return sampledPlace(clause, in: sentence)
        }
        if observation.scope == "EVENT", let place = sentence.places.first {
            return [place.value.iso3]
        }
        if observation.isOfVictims, isAbroad(observation, in: sentence, clause, draft.sentence) {
            return []
        }
        if sentence.isTableRow { return focus }
        if observation.indicator == "VIC_ESTIMATED", !observation.nationality.isEmpty {
            let places = destinations(of: draft, clause, in: sentence, needsVerb: false)
            if !places.isEmpty { return places.sorted() }
        }
        if observation.indicator == "VIC_ESTIMATED", let region = region(in: sentence, clause) {
            return [region]
        }
        if sentence.has(.allCountries) {
            let all = discourse.countryList(before: draft.sentence)
            if !all.isEmpty { return all.sorted() }
        }
        if let named = countryNamed(beside: draft, clause, in: sentence) { return [named] }
        if let earlier = drafts.last, earlier.sentence == draft.sentence,
            earlier.observation.referenceArea.count == 1,
            earlier.observation.indicator != "TIP_TIER",
            discourse.semicolons(
                in: earlier.span.upperBound..<max(earlier.span.upperBound, draft.span.lowerBound)
            ).isEmpty
        {
            return earlier.observation.referenceArea
        }
        return focus
    }

    /// The country that follows a count without a noun at once: "60 in Guinea-Bissau and 37 in Senegal".
    private func countryRightAfter(_ draft: Draft, in sentence: SentenceReading) -> String? {
        guard draft.isBare, draft.observation.isCountOfWhole, !sentence.has(.movement) else {
            return nil
        }
        let names = Set(sentence.namedCountries.map(\.span))
        return sentence.areas(after: .toward).first { area in
            names.contains(area.span)
                && (0...10).contains(area.span.lowerBound - draft.span.upperBound)
        }?.code
    }

    /// Whether the counted are nationals who were helped abroad or came home: then the text does not
    /// say where they were counted.
    private func isAbroad(
        _ observation: Observation, in sentence: SentenceReading, _ clause: Clause, _ index: Int
    ) -> Bool {
        guard let home = observation.nationality.first else { return false }
        if discourse.isAbroad, observation.nationality == discourse.population { return true }
        if observation.indicator == "VIC_REPATRIATED" {
            return discourse.mainCountry(at: index).map { $0 == home } ?? true
        }
        return observation.indicator == "VIC_DETECTED" && observation.isPresumed
            && sentence.hits(.abroad).contains { clause.after.contains($0.span.lowerBound) }
    }

    /// The place of a survey, where its clause names one.
    private func sampledPlace(_ clause: Clause, in sentence: SentenceReading) -> [String] {
        let from = sentence.hits(.from)
        let place = sentence.places.first { place in
            (0...90).contains(place.span.lowerBound - clause.after.lowerBound)
                && clause.after.contains(place.span.lowerBound)
                && !from.contains {
                    (0...4).contains(place.span.lowerBound - $0.span.upperBound)
                }
        }
        return place.map { [$0.value.iso3] } ?? []
    }

    private func region(in sentence: SentenceReading, _ clause: Clause) -> String? {
        guard sentence.namedCountries.isEmpty else { return nil }
        let named = sentence.regions.filter { $0.value.isM49 && clause.covers($0.span) }
        return named.count == 1 ? named.first?.value.code : nil
    }

    /// The one country by name that the clause sets a figure in: before it ("In Kenya, 12 …",
    /// "Guyana identified 17 …"), or after it and before anybody is moved ("12 … in Kenya").
    private func countryNamed(
        beside draft: Draft, _ clause: Clause, in sentence: SentenceReading
    ) -> String? {
        let from = sentence.hits(.from)
        let movement = sentence.hits(.movement)
        let firstMove = movement.first { clause.before.contains($0.span.lowerBound) }?.span
            .lowerBound
        let leading = sentence.namedCountries.filter { country in
            clause.before.contains(country.span.lowerBound)
                && country.span.lowerBound < firstMove ?? Int.max
                && !(draft.isBare && labels(country.span, draft.span))
                && !from.contains {
                    (0...4).contains(country.span.lowerBound - $0.span.upperBound)
                }
        }
        let before = unique(leading.map(\.value.iso3))
        if before.count == 1 { return before.first }
        let end =
            movement.first { clause.after.contains($0.span.lowerBound) }?.span.lowerBound
            ?? clause.after.upperBound
        let names = Set(sentence.namedCountries.map(\.span))
        let inside = sentence.areas(after: .toward).filter {
            clause.after.contains($0.span.lowerBound) && $0.span.lowerBound < end
                && names.contains($0.span)
        }
        let after = unique(inside.map(\.code))
        return after.count == 1 ? after.first : nil
    }

    // MARK: From where to where

    private func setRoute(
        of draft: inout Draft, _ clause: Clause, in sentence: SentenceReading,
        _ whole: Observation?
    ) {
        var observation = draft.observation
        defer { draft.observation = observation }
        guard observation.isOfVictims else { return }
        if let flow = flow(around: draft), observation.unit == "PERSONS" {
            observation.originArea = flow.origin
            observation.destinationArea = flow.destination
            return
        }
        if let whole, whole.nationality == observation.nationality {
            if observation.originArea == nil { observation.originArea = whole.originArea }
            observation.destinationArea = whole.destinationArea
        }
        guard let home = observation.nationality.first, observation.nationality.count == 1 else {
            return
        }
        let places = destinations(of: draft, clause, in: sentence, needsVerb: true)
        let abroad = places.filter { $0 != home }
        let area = observation.referenceArea
        let isSent =
            !abroad.isEmpty
            || sentence.hits(.abroad).contains { clause.after.contains($0.span.lowerBound) }
        if area.isEmpty {
            // A survey of nationals need not be of people who were taken away.
            let isOfReturned =
                observation.scope != "SAMPLE" || whole != nil
                || sentence.signs.contains { hit in
                    clause.after.contains(hit.span.lowerBound)
                        && (hit.sign == .cue(.movement) || hit.sign == .victims("VIC_REPATRIATED"))
                }
            guard isOfReturned else { return }
            if whole == nil || whole?.originArea != nil { observation.originArea = home }
            if abroad.isEmpty, whole == nil {
                observation.destinationArea = soleOther(than: home, in: sentence)
            }
        } else if area != [home] {
            observation.originArea = home
            if area.count == 1 { observation.destinationArea = area.first }
        } else if isSent {
            observation.originArea = home
        }
        if !abroad.isEmpty { observation.destinationArea = abroad.count == 1 ? abroad.first : nil }
        if abroad.isEmpty, places == [home], observation.indicator == "VIC_ESTIMATED" {
            observation.originArea = home
            observation.destinationArea = home
        }
    }

    /// The one flow of the sentence that spans the figure.
    private func flow(around draft: Draft) -> FlowReading.Flow? {
        let around = flows.filter { $0.span.overlaps(draft.span) }
        guard around.count == 1, let flow = around.first, flow.origin != flow.destination else {
            return nil
        }
        return flow
    }

    /// The one country that a sentence names beside the home of those counted.
    private func soleOther(than home: String, in sentence: SentenceReading) -> String? {
        let others = unique(sentence.namedCountries.map(\.value.iso3)).filter { $0 != home }
        return others.count == 1 ? others.first : nil
    }

    /// The countries that people are taken to or exploited in, as the clause after a figure says.
    ///
    /// A figure without a noun may leave out the verb of the one before it ("12 in Spain").
    private func destinations(
        of draft: Draft, _ clause: Clause, in sentence: SentenceReading, needsVerb: Bool
    ) -> [String] {
        let verbs = sentence.hits(.movement)
        let own = verbs.first { clause.after.contains($0.span.lowerBound) }?.span.upperBound
        let shared =
            draft.isBare && verbs.contains { $0.span.upperBound <= clause.after.lowerBound }
            ? clause.after.lowerBound : nil
        guard let start = needsVerb ? own ?? shared : clause.after.lowerBound else { return [] }
        let areas = sentence.areas(after: .toward).filter { area in
            area.span.lowerBound >= start && clause.after.contains(area.span.lowerBound)
                && area.code.utf8.first.map { $0 > 0x39 } ?? false
        }
        return unique(areas.map(\.code))
    }

    /// The city or region of an event, or that a share of people comes from.
    private func setPlace(
        of observation: inout Observation, _ draft: Draft, in sentence: SentenceReading
    ) {
        let isEvent = observation.scope == "EVENT"
        guard isEvent || observation.statistic == "SHARE" else { return }
        let after = figures.clause(of: draft.span).after
        let found = sentence.places.first { isEvent || after.contains($0.span.lowerBound) }
        guard let place = found else { return }
        observation.placeName = discourse.document[place.span]
        observation.subdivision = place.value.subdivision
        if !isEvent, sentence.has(.from) { observation.originArea = place.value.iso3 }
    }
}

extension Observation {
    /// Whether it counts victims or says something of them.
    var isOfVictims: Bool {
        indicator.hasPrefix("VIC_")
            && (populationRole.hasPrefix("VICTIM") || populationRole == "RESPONDENT")
    }

    /// Whether it may be of the people of an estimate: no count of those who were found.
    var isLikeEstimate: Bool { statistic != "COUNT" || indicator == "VIC_ESTIMATED" }

    var isCountOfWhole: Bool { statistic == "COUNT" && nationality.isEmpty }

    var isPresumed: Bool { populationRole == "VICTIM_PRESUMED" }
}
