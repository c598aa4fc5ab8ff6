import CodeLists
package import DocumentModel
package import StageKit

/// Tags regions of several countries: "South-East Asia", "la Región Andina", "Mercosur".
package struct RegionTagger: Tagger {
    package static let name: StageName = "tag-regions"
    package static let summary = "Tags regions and groups of countries."
    package static let reads: Set<LayerName> = [LayerKey.words.name, LayerKey.languages.name]
    package static let provides = LayerKey<RegionReading>.regions

    private let geography: GeographyResources

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        geography = try resources.geography
    }

    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<RegionReading>] {
        let matcher = GeographyMatcher(document, geography)
        return matcher.matches(withCities: true).compactMap { match in
            guard match.kind == .region || match.kind == .regionAdjective else { return nil }
            let region = geography.names.regions[match.forms[0].row]
            return Mention(
                matcher.text.span(match.words),
                RegionReading(code: region.code, members: region.members))
        }
    }
}
