package import DocumentModel
import Lexicons
package import StageKit

/// Warns of figures that do not add up, and of references that the page leaves open.
package struct WarningRelator: Relator {
    package static let name: StageName = "relate-warnings"
    package static let summary =
        "Warns of figures that contradict each other, of two ways to part thousands, of links in the text, of lists only referred to, and of a language without a lexicon."
    package static let provides = LayerKey<DocumentWarning>.warnings
    package static let reads: Set<LayerName> =
        ObservationRelator.reads.union([
            LayerKey<Observation>.observations.name, LayerKey<CountryRole>.countryRoles.name,
            LayerKey<CountReading>.counts.name,
        ])

    private let languages: Set<LanguageCode>
    /// A text of fewer words may be nothing but names and numbers.
    private static let fewestWords = 12

    package init(settings: NoSettings, resources: StageResources) {
        languages = Set(resources.lexicons.languages)
    }

    package func findings(in document: Document) throws(StageError) -> [Mention<DocumentWarning>] {
        let found =
            unknownLanguage(of: document) + contradictions(in: document)
            + separators(in: document) + links(in: document) + references(in: document)
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

    /// Figures of the page that contradict each other, with the arithmetic.
    private func contradictions(in document: Document) -> [Mention<DocumentWarning>] {
        Arithmetic(document[.observations], text: document.text).contradictions.map { found in
            Mention(
                document[.observations][found.observation].span,
                DocumentWarning(
                    found.code, found.message, observation: found.observation))
        }
    }

    /// Thousands parted by commas in one figure and by points in another: one may be misread.
    private func separators(in document: Document) -> [Mention<DocumentWarning>] {
        let counts = document[.counts].filter { $0.value.figure.value ?? 0 >= 1000 }
        let commas = counts.first { Self.parts($0.span, by: 0x2C, document.text) }
        let points = counts.first { Self.parts($0.span, by: 0x2E, document.text) }
        guard let commas, let points else { return [] }
        let surfaces = [commas, points].sorted { $0.span < $1.span }.map {
            Figure.plain($0.value.figure.value ?? 0)
        }
        return [
            Mention(
                max(commas.span, points.span),
                DocumentWarning(
                    "SEPARATOR_CONFLICT",
                    "Thousands are parted by commas and by points on one page: \(surfaces[0]) and \(surfaces[1]) are read as whole numbers."
                ))
        ]
    }

    /// Whether `mark` stands before each three last digits of a number in `span`.
    private static func parts(_ span: TextSpan, by mark: UInt8, _ text: [UInt8]) -> Bool {
        let bytes = text[span.lowerBound..<span.upperBound]
        return bytes.indices.contains { index in
            guard bytes[index] == mark, index > bytes.startIndex, isDigit(bytes[index - 1])
            else { return false }
            let digits = bytes[(index + 1)...].prefix { isDigit($0) }
            return digits.count == 3
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Links to other stories between the paragraphs, whose figures are not the page's.
    private func links(in document: Document) -> [Mention<DocumentWarning>] {
        let counts = document[.counts]
        return document.zones.compactMap { zone in
            guard zone.value == .link else { return nil }
            let first = counts.partitioningIndex { $0.span.lowerBound >= zone.span.lowerBound }
            guard first < counts.count, zone.span.covers(counts[first].span) else { return nil }
            return Mention(
                zone.span,
                DocumentWarning(
                    "LINK_IN_BODY",
                    "A link to another story stands in the text: its figures are left out."))
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
