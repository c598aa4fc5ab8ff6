import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// A rating for each country that a sentence rates.
    func tierDrafts(in sentence: SentenceReading, at index: Int) -> [Draft] {
        let tiers: [(code: String, hit: SignHit)] = sentence.signs.compactMap { hit in
            if case .tier(let code) = hit.sign { (code, hit) } else { nil }
        }
        let isReport =
            sentence.has(.tierReport)
            || discourse.sentences[max(0, index - 2)..<min(index + 3, discourse.sentences.count)]
                .contains { $0.has(.tierReport) }
        guard isReport else { return [] }
        var drafts: [Draft] = []
        var start = sentence.span.lowerBound
        for (position, tier) in tiers.enumerated() {
            // A longer phrase ("Tier 2 Watch List") has said what a shorter one inside it would.
            let isInside = tiers.enumerated().contains { other, outer in
                other != position && outer.hit.words != tier.hit.words
                    && outer.hit.span.covers(tier.hit.span)
            }
            guard !isInside else { continue }
            let rated = countries(
                ratedBetween: start, and: tier.hit.span.lowerBound, in: sentence, at: index)
            start = tier.hit.span.upperBound
            drafts += rated.map { country in
                var observation = Observation(
                    indicator: "TIP_TIER",
                    figure: Figure(value: nil, low: nil, high: nil, qualifier: .exact),
                    unit: "CODE", populationRole: "NONE", rule: ObservationRule.tier.id)
                observation.valueText = tier.code
                observation.referenceArea = [country]
                observation.timeBasis = "REPORTING_PERIOD"
                return Draft(
                    observation: observation, span: tier.hit.span, parent: nil, sentence: index)
            }
        }
        return drafts
    }

    /// The countries named before a rating; else those the words before it stand for.
    private func countries(
        ratedBetween lower: Int, and upper: Int, in sentence: SentenceReading, at index: Int
    ) -> [String] {
        let named = sentence.namedCountries.filter {
            (lower..<upper).contains($0.span.lowerBound)
        }
        if !named.isEmpty { return unique(named.map(\.value.iso3)) }
        return CountryReference(discourse).countries(in: sentence, at: index, before: upper)
    }
}

/// What "all countries", "they" or "the country" stand for.
struct CountryReference {
    private let discourse: Discourse

    init(_ discourse: Discourse) {
        self.discourse = discourse
    }

    /// The countries that words of `sentence` before `offset` stand for; empty where none do.
    func countries(in sentence: SentenceReading, at index: Int, before offset: Int) -> [String] {
        let isBefore = { (hit: SignHit) in hit.span.lowerBound < offset }
        if sentence.hits(.allCountries).contains(where: isBefore) {
            return discourse.countryList(before: index)
        }
        guard sentence.hits(.sameCountries).contains(where: isBefore) else { return [] }
        // "X is": a place before the verb is what is spoken of.
        let isPlace = sentence.places.contains { place in
            place.span.upperBound <= offset
                && sentence.hits(.sameCountries).contains {
                    (0...2).contains($0.span.lowerBound - place.span.upperBound)
                }
        }
        guard !isPlace else { return [] }
        for (place, earlier) in discourse.sentences[..<index].enumerated().reversed().prefix(2)
        where discourse.isOneStory(place, index) {
            if earlier.has(.allCountries) { return discourse.countryList(before: index) }
            let named = unique(earlier.namedCountries.map(\.value.iso3))
            if !named.isEmpty { return named }
        }
        return discourse.mainCountry(at: index).map { [$0] } ?? []
    }
}

/// The elements of `list` without repeats, in order.
func unique<Element: Hashable>(_ list: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return list.filter { seen.insert($0).inserted }
}
