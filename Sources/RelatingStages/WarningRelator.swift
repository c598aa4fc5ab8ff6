package import DocumentModel
import Lexicons
package import StageKit

/// Warns of figures that do not add up, and of references that the page leaves open.
package struct WarningRelator: Relator {
    package static let name: StageName = "relate-warnings"
    package static let summary =
        "Warns where parts do not sum to their whole, where a list is only referred to, and where no lexicon knows the language."
    package static let provides = LayerKey<DocumentWarning>.warnings
    package static let reads: Set<LayerName> =
        ObservationRelator.reads.union([
            LayerKey<Observation>.observations.name, LayerKey<CountryRole>.countryRoles.name,
        ])

    private let languages: Set<LanguageCode>
    /// A text of fewer words may be nothing but names and numbers.
    private static let fewestWords = 12

    package init(settings: NoSettings, resources: StageResources) {
        languages = Set(resources.lexicons.languages)
    }

    package func findings(in document: Document) throws(StageError) -> [Mention<DocumentWarning>] {
        let found = unknownLanguage(of: document) + sums(in: document) + references(in: document)
        return found.sorted { $0.span < $1.span }
    }

    /// Without a lexicon only digits, addresses and names are read, which a reader should know.
    private func unknownLanguage(of document: Document) -> [Mention<DocumentWarning>] {
        let language = document.language
        guard !languages.isEmpty, !languages.contains(language),
            document[.words].lazy.filter({ $0.value.kind == .letters })
                .prefix(Self.fewestWords).count == Self.fewestWords
        else { return [] }
        let name = language == .undetermined ? "of the page" : "“\(language)”"
        return [
            Mention(
                TextSpan(0..<0),
                DocumentWarning(
                    "LANGUAGE_UNKNOWN",
                    "No lexicon knows the language \(name): only what needs none is tagged."))
        ]
    }

    /// Women and men counted as parts of one whole must sum to it.
    private func sums(in document: Document) -> [Mention<DocumentWarning>] {
        let observations = document[.observations]
        var parts: [Int: [(sex: String, value: Double)]] = [:]
        for mention in observations {
            guard let whole = mention.value.parent, mention.value.unit == "PERSONS",
                mention.value.figure.qualifier == .exact, mention.value.sameFigure == nil,
                mention.value.ageGroup == observations[whole].value.ageGroup,
                mention.value.nationality == observations[whole].value.nationality,
                let value = mention.value.figure.value
            else { continue }
            parts[whole, default: []].append((mention.value.sex, value))
        }
        return parts.keys.sorted().compactMap { whole in
            let members = parts[whole] ?? []
            guard members.count == 2, Set(members.map(\.sex)) == ["F", "M"],
                observations[whole].value.figure.qualifier == .exact,
                let total = observations[whole].value.figure.value
            else { return nil }
            let sum = members.map(\.value).reduce(0, +)
            guard sum != total else { return nil }
            let terms = members.map { Figure.plain($0.value) }.joined(separator: " + ")
            return Mention(
                observations[whole].span,
                DocumentWarning(
                    "SUM_MISMATCH",
                    "The parts do not sum to the whole: \(terms) = \(Figure.plain(sum)), not \(Figure.plain(total)).",
                    observation: whole))
        }
    }

    private func references(in document: Document) -> [Mention<DocumentWarning>] {
        var countries: [TextSpan: Set<String>] = [:]
        for role in document[.countryRoles] where role.value.basis == .byReference {
            countries[role.span, default: []].insert(role.value.iso3)
        }
        return countries.keys.sorted().map { span in
            Mention(
                span,
                DocumentWarning(
                    "LIST_BY_REFERENCE",
                    "A reference to countries is resolved to \(countries[span]?.count ?? 0) countries listed earlier on the page."
                ))
        }
    }
}
