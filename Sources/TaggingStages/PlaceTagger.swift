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
        let reader = PlaceReader(
            matcher, matcher.matches(withCities: true),
            countries: document[.countries].map(\.value.iso3))
        var organisations = document[.organisations][...]
        return reader.found.map { found in
            let span = matcher.text.span(found.words)
            while let first = organisations.first, first.span.upperBound <= span.lowerBound {
                organisations.removeFirst()
            }
            let isPart = organisations.first?.span.overlaps(span) ?? false
            return Mention(span, isPart ? found.reading.partOfOrganisation : found.reading)
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
