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
        let chooser = PlaceChooser(
            geography.names, countries: document[.countries].map(\.value.iso3))
        var organisations = document[.organisations][...]
        return matcher.matches().compactMap { match in
            guard match.kind == .place, let place = chooser.place(among: match.forms) else {
                return nil
            }
            let span = matcher.text.span(match.words)
            while let first = organisations.first, first.span.upperBound <= span.lowerBound {
                organisations.removeFirst()
            }
            if organisations.first?.span.overlaps(span) == true { return nil }
            return Mention(
                span,
                PlaceReading(name: place.name, iso3: place.iso3, subdivision: place.subdivision))
        }
    }
}

/// Decides which of several places of one name a page means, by the countries it speaks of.
struct PlaceChooser {
    private let names: GeographyNames
    /// How often the page names each country.
    private let counts: [String: Int]

    init(_ names: GeographyNames, countries: [String]) {
        self.names = names
        counts = countries.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// The place that `forms` stand for, nil where the name needs evidence and there is none.
    func place(among forms: [GeographyNames.Form]) -> Place? {
        let places = forms.map { names.places[$0.row] }
        let spokenOf = places.filter { counts[$0.iso3] != nil }
        if let most = spokenOf.map({ counts[$0.iso3] ?? 0 }).max() {
            return spokenOf.filter { counts[$0.iso3] == most }.min { rank($0) < rank($1) }
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
