import CodeLists
package import DocumentModel
package import StageKit

/// Tags cities, subdivisions and other places inside countries.
///
/// A name that several countries have is read in the one the page speaks of; where it speaks of
/// none of them, as the gazetteer's default reading, and if that has none, not at all.
package struct PlaceTagger: Tagger {
    package static let name: StageName = "tag-places"
    package static let summary = "Tags cities, subdivisions and other places inside countries."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.countries.name,
        LayerKey.organisations.name,
    ]
    package static let provides = LayerKey<PlaceReading>.places
    package static let examples = [
        StageExample("raids in ⟦Mexico City⟧ and ⟦Oaxaca⟧", reads: ["MX-CMX", "MX-OAX"]),
        StageExample("In Honduras, in the town of ⟦La Paz⟧", reads: ["HN-LP"]),
        StageExample("the Palermo Protocol", reads: []),
    ]

    private let geography: GeographyResources

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        geography = try resources.geography
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<PlaceReading>] {
        let matcher = GeographyMatcher(document, geography)
        let matches = matcher.matches()
        let chooser = PlaceChooser(
            geography.names, countries: document[.countries].map(\.value.iso3), matches: matches)
        var organisations = document[.organisations][...]
        return matcher.places(in: matches, chooser).compactMap { words, reading in
            let span = matcher.text.span(words)
            while let first = organisations.first, first.span.upperBound <= span.lowerBound {
                organisations.removeFirst()
            }
            return organisations.first?.span.overlaps(span) == true ? nil : Mention(span, reading)
        }
    }
}

/// Decides which of several places of one name a page means, by the countries it speaks of.
struct PlaceChooser {
    private let names: GeographyNames
    /// How much the page speaks of each country: names of the country count twice, places that
    /// can lie nowhere else once.
    private let weights: [String: Int]

    init(_ names: GeographyNames, countries: [String], matches: [GeographyMatcher.Match]) {
        self.names = names
        var weights = countries.reduce(into: [:]) { $0[$1, default: 0] += 2 }
        for match in matches where match.kind == .place {
            let places = match.forms.map { names.places[$0.row] }
            guard let first = places.first, !first.isAmbiguous,
                places.allSatisfy({ $0.iso3 == first.iso3 })
            else { continue }
            weights[first.iso3, default: 0] += 1
        }
        self.weights = weights
    }

    /// The place that `forms` stand for, nil where the name needs evidence and there is none.
    func place(among forms: [GeographyNames.Form]) -> Place? {
        let places = forms.map { names.places[$0.row] }
        if let most = places.compactMap({ weights[$0.iso3] }).max() {
            return places.filter { weights[$0.iso3] == most }.min { rank($0) < rank($1) }
        }
        return places.filter(\.isDefault).min { rank($0) < rank($1) }
    }

    /// A city is meant before the subdivision named after it.
    private func rank(_ place: Place) -> Int {
        switch place.kind {
        case "capital": 0
        case "city": 1
        default: 2
        }
    }
}

extension GeographyMatcher {
    /// The places in `matches`, each with what it was found as, in reading order.
    ///
    /// "Paris, Idaho" lies in Idaho, whatever else is called Paris.
    func places(
        in matches: [Match], _ chooser: PlaceChooser
    ) -> [(words: Range<Int>, reading: PlaceReading)] {
        matches.indices.compactMap { index in
            let match = matches[index]
            guard match.kind == .place else { return nil }
            if let reading = reading(match, before: matches[index...].dropFirst().first, chooser) {
                return (match.words, reading)
            }
            return chooser.place(among: match.forms).map { (match.words, PlaceReading($0)) }
        }
    }

    /// The place in the country or subdivision that a comma and its name put it in.
    private func reading(
        _ match: Match, before next: Match?, _ chooser: PlaceChooser
    ) -> PlaceReading? {
        let comma = match.words.upperBound
        guard let next, next.words.lowerBound == comma + 1,
            text.mark(comma) == UInt8(ascii: ","), text.follows(comma), text.follows(comma + 1)
        else { return nil }
        let country: String
        var subdivision: String?
        if next.isCountry, next.kind != .demonym {
            country = names.countries[next.forms[0].row].iso3
        } else if next.kind == .place, let place = chooser.place(among: next.forms),
            place.kind == "subdivision"
        {
            country = place.iso3
            subdivision = place.subdivision
        } else {
            return nil
        }
        let inside = match.forms.filter {
            names.places[$0.row].iso3 == country
                && (subdivision == nil || names.places[$0.row].subdivision == subdivision)
        }
        if let place = chooser.place(among: inside) { return PlaceReading(place) }
        // A list "Lima, Colombia" of places that are known apart says nothing.
        guard match.forms.contains(where: { names.places[$0.row].isAmbiguous }) else { return nil }
        return PlaceReading(
            name: text.surface(match.words), iso3: country, subdivision: subdivision)
    }
}

extension PlaceReading {
    fileprivate init(_ place: Place) {
        self.init(name: place.name, iso3: place.iso3, subdivision: place.subdivision)
    }
}
