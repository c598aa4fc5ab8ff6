import CodeLists
package import DocumentModel
package import StageKit

/// Tags countries by their names, demonyms and abbreviations.
///
/// The longest name wins, whatever it names, so "Guinea" is not found in "Papua New Guinea" nor
/// "Mexico" in "Mexico City". What else a name may be is told in the code list `ambiguous_names`.
package struct CountryTagger: Tagger {
    package static let name: StageName = "tag-countries"
    package static let summary = "Tags countries by their names, demonyms and abbreviations."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.organisations.name,
    ]
    package static let provides = LayerKey<CountryReading>.countries
    package static let examples = [
        StageExample("workers from ⟦Papua New Guinea⟧ and ⟦Guinea-Bissau⟧", reads: ["PNG", "GNB"]),
        StageExample("⟦Bolivian⟧ women in the ⟦US⟧", reads: ["BOL DEMONYM", "USA ABBREVIATION"]),
        StageExample("they told us that New Mexico is a state", reads: []),
        StageExample(
            "mujeres ⟦peruanas⟧ en ⟦EE.UU.⟧", in: .spanish,
            reads: ["PER DEMONYM", "USA ABBREVIATION"]),
        StageExample("a guide written in Spanish", reads: []),
        // A text that is only the start of a name; not in a sentence, nor where several start so.
        StageExample("⟦Burkina⟧", reads: ["BFA"]),
        StageExample("South", reads: []),
        StageExample("They crossed the Sierra on foot.", reads: []),
    ]

    private let geography: GeographyResources

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        geography = try resources.geography
    }

    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<CountryReading>] {
        let matcher = GeographyMatcher(document, geography)
        var organisations = document[.organisations][...]
        let matches = matcher.matches(withCities: true)
        if matches.isEmpty, let row = matcher.truncatedCountry {
            let reading = CountryReading(
                iso3: geography.names.countries[row].iso3, kind: .name, use: .name)
            return [Mention(matcher.text.span(0..<matcher.text.words.count), reading)]
        }
        return matches.compactMap { match in
            guard let kind = CountryReading.Kind(match.kind) else { return nil }
            let span = matcher.text.span(match.words)
            while let first = organisations.first, first.span.upperBound <= span.lowerBound {
                organisations.removeFirst()
            }
            let isInside = organisations.first?.span.covers(span) ?? false
            let country = geography.names.countries[match.forms[0].row]
            return Mention(
                span,
                CountryReading(
                    iso3: country.iso3, kind: isInside ? .organisationPart : kind,
                    use: matcher.use(of: match)))
        }
    }
}

extension CountryReading.Kind {
    fileprivate init?(_ kind: GeographyNames.Form.Kind) {
        switch kind {
        case .country: self = .name
        case .demonym: self = .demonym
        case .abbreviation: self = .abbreviation
        case .region, .regionAdjective, .place, .placeAbbreviation: return nil
        }
    }
}

extension GeographyMatcher {
    /// Whether a demonym stands for persons: "twelve Peruvians", "a Peruvian". A whole nation
    /// ("the Peruvians") is its country's, and so is an adjective.
    ///
    /// Told apart only where the language's adjectives have no plural of their own.
    fileprivate func use(of match: Match) -> CountryReading.Use {
        guard match.kind == .demonym else { return .name }
        let last = match.words.upperBound - 1
        guard names.capitalisedAdjectives & language != 0, !isWholeText(match.words) else {
            return .adjective
        }
        let hasArticle = isPreceded(by: rules.articles, match.words.lowerBound)
        if names.pluralDemonyms.contains(text.words[last].value.folded) {
            return hasArticle ? .adjective : .persons
        }
        let next = last + 1
        guard hasArticle, !text.isHyphen(next), text.plainMark(next) != UInt8(ascii: "'") else {
            return .adjective
        }
        let isAlone =
            !text.isLetters(next) || !text.follows(next)
            || rules.openers.contains(text.words[next].value.folded)
        return isAlone ? .persons : .adjective
    }
}
