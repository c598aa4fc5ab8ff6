import DocumentModel
import Lexicons

extension SentenceReading {
    /// The country that the sentence places its matter in: the first it names that is nobody's
    /// origin, by name, as an adjective of something not counted, through an organisation or a place.
    var ownCountry: String? {
        let bodies = organisations.compactMap { organisation in
            // The report that rates countries is published elsewhere.
            has(.tierReport) ? nil : organisation.value.country.map { (organisation.span, $0) }
        }
        let located = places.map { ($0.span, $0.value.iso3) }
        let from = hits(.from)
        let named = settingCountries.filter { country in
            country.value.kind == .demonym || !follows(country.span, from)
        }.map { ($0.span, $0.value.iso3) }
        let found = named + bodies + located
        // A place at the very start is a dateline: where it was written, unless nothing else is named.
        let inside = found.filter { $0.0.lowerBound > span.lowerBound }
        return (inside.isEmpty ? found : inside).min { $0.0 < $1.0 }?.1 ?? possessor
    }

    /// The country that something other than people is said to be of, before any count: "centres of
    /// Belgium".
    private var possessor: String? {
        let first = counts.first?.span.lowerBound ?? Int.max
        let victims = hits(.trafficking)
        return namedCountries.first { country in
            country.span.lowerBound < first
                && hits(.genitive).contains { word in
                    (0...4).contains(country.span.lowerBound - word.span.upperBound)
                        && !victims.contains {
                            (0...2).contains(word.span.lowerBound - $0.span.upperBound)
                        }
                }
        }?.value.iso3
    }

    /// The countries that the sentence speaks of and how much each weighs for the page: a name twice
    /// an adjective or a place.
    var placings: [(country: String, weight: Int)] {
        settingCountries.map { country in
            let isName = country.value.kind == .name || country.value.kind == .abbreviation
            return (country.value.iso3, isName && !follows(country.span, hits(.from)) ? 2 : 1)
        }
            + places.map { ($0.value.iso3, 1) }
    }

    private func follows(_ span: TextSpan, _ hits: [SignHit]) -> Bool {
        hits.contains { (0...4).contains(span.lowerBound - $0.span.upperBound) }
    }

    /// Countries that are no label of a figure, no persons, no adjective of those counted, and not
    /// where people are taken to.
    private var settingCountries: [Mention<CountryReading>] {
        let persons = counts.first?.span.lowerBound ?? Int.max
        let move = hits(.movement).first?.span.lowerBound ?? Int.max
        let reached = Set(
            areas(after: .toward).filter { area in
                area.span.lowerBound > move
                    && !signs.contains { hit in
                        victimCode(hit.sign) != nil && hit.span.lowerBound > move
                            && hit.span.upperBound <= area.span.lowerBound
                    }
            }.map(\.span))
        return countries.filter { country in
            switch country.value.kind {
            case .organisationPart:
                return !has(.tierReport)
            case .demonym:
                return country.value.use != .persons && country.span.lowerBound < persons
                    && !counts.contains { $0.value.head?.overlaps(country.span) ?? false }
            case .name, .abbreviation:
                return !isLabel(country.span) && !reached.contains(country.span)
            }
        }
    }

    /// Whose nationals all figures of a page are, where the sentence says so without one: "the number of
    /// Peruvian victims".
    func counted(_ text: [UInt8]) -> String? {
        guard counts.isEmpty, !isTableRow, has(.figuresOf), demonyms.count == 1,
            let demonym = demonyms.first, demonym.value.use == .adjective
        else { return nil }
        let isOfVictims = hits(.trafficking).contains { victims in
            (0...2).contains(demonym.span.lowerBound - victims.span.upperBound)
                || (0...2).contains(victims.span.lowerBound - demonym.span.upperBound)
        }
        return isOfVictims ? demonym.value.iso3 : nil
    }

    /// Whether a figure follows at once, parted by a bracket, a comma or a colon only.
    private func isLabel(_ span: TextSpan) -> Bool {
        !isTableRow
            && counts.contains {
                ($0.value.head == nil || words.count <= 8)
                    && (2...3).contains($0.span.lowerBound - span.upperBound)
            }
    }
}

extension [Mention<CountReading>] {
    /// The counts without nouns that belong to others: a noun after the next figure, or one right
    /// before it ("the men were 60 and the women 12").
    var settled: Self {
        indices.map { index in
            let count = self[index]
            guard index + 1 < self.count else { return count }
            let next = self[index + 1].span.lowerBound
            // A noun without a span was found behind a verb; a figure that follows at once has none.
            let isCut = count.value.head == nil && (2...3).contains(next - count.span.upperBound)
            guard let head = count.value.head ?? (isCut ? self[index + 1].span : nil),
                head.lowerBound >= count.span.upperBound
            else { return count }
            let isLabel =
                head.lowerBound - count.span.upperBound > 3
                && (0...2).contains(next - head.upperBound)
            guard head.lowerBound >= next || isLabel else { return count }
            let bare = CountReading(
                figure: count.value.figure, unit: count.value.unit,
                role: count.value.role.hasPrefix("VICTIM") ? count.value.role : "OTHER",
                head: nil)
            return Mention(count.span, bare)
        }
    }
}

extension SentenceReading {
    /// A country by its ISO alpha-3 code or a region by its M49 code, where it is named.
    struct Area {
        let code: String
        let span: TextSpan
    }

    /// The countries, regions and places that stand right after a word of `cue` ("from", "to"), and
    /// those listed on with commas and a short word.
    func areas(after cue: RelationWords.Cue) -> [Area] {
        let other: RelationWords.Cue = cue == .from ? .toward : .from
        var found: [Area] = []
        var end = -100
        for area in namedAreas {
            let isOther = introduces(other, area.span, from: end)
            guard
                introduces(cue, area.span, from: span.lowerBound)
                    || (area.span.lowerBound - end <= 12 && !isOther)
            else { continue }
            found.append(area)
            end = area.span.upperBound
        }
        return found
    }

    /// Whether a word of `cue` after `start` stands right before `area`, an article aside.
    private func introduces(_ cue: RelationWords.Cue, _ area: TextSpan, from start: Int) -> Bool {
        signs(from: area.lowerBound - 24, to: area.lowerBound).contains { hit in
            hit.sign == .cue(cue) && hit.span.lowerBound >= start
                && (0...5).contains(area.lowerBound - hit.span.upperBound)
        }
    }

    private var namedAreas: [Area] {
        let countries = namedCountries.map { Area(code: $0.value.iso3, span: $0.span) }
        let groups = regions.filter(\.value.isM49).map { Area(code: $0.value.code, span: $0.span) }
        let located = places.map { Area(code: $0.value.iso3, span: $0.span) }
        return (countries + groups + located).sorted { $0.span < $1.span }
    }
}
