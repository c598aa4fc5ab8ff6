import CodeLists
package import DocumentModel
package import StageKit
import TextAnalysis

/// The name of an organisation as it stands in a text.
///
/// Names by context are likely ones: they say where a text speaks of an organisation, not which it
/// is, and no dataset is made of them.
package struct OrganisationName: Hashable, Sendable, Codable, CustomStringConvertible {
    package enum Basis: String, Hashable, Sendable, Codable {
        /// In the layer of organisations as well: registered, or built around a head word.
        case found
        /// By the words in and around it.
        case context
        /// As the same name elsewhere in the text.
        case repetition
    }

    package let basis: Basis
    /// How sure the name is: by how much the model prefers it; 0 for names found before.
    package let lead: Int

    package var description: String { basis.rawValue }
}

extension LayerKey where Value == OrganisationName {
    /// Sorted, without overlap.
    package static let organisationNames = LayerKey("organisation-names")
}

/// Tags the names of organisations of any kind: those found before, and likely ones by context.
///
/// A linear model reads each run of words with capitals: how a word is written, what stands around
/// it, what lists and the rest of the text say of it. It is trained by `quipu-train`.
package struct NameTagger: Tagger {
    package static let name: StageName = "tag-names"
    package static let summary =
        "Tags names of organisations of any kind, known or not, by the words in and around them."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.organisations.name,
        LayerKey.countries.name, LayerKey.places.name, LayerKey.regions.name,
    ]
    package static let provides = LayerKey<OrganisationName>.organisationNames
    package static let examples = [
        StageExample(
            "The ⟦Chicago Bulls⟧ beat the ⟦Boston Celtics⟧ in overtime.",
            reads: ["context", "context"]),
        StageExample("They came on a Tuesday, and nobody was there.", reads: []),
    ]

    private let lists: NameLists
    private let model: NameModel?
    private let registered: Set<String>

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        lists = try resources.nameLists
        model = try resources.nameModel
        registered = Set(resources.codeLists["organisations"]["org_id"])
    }

    /// A tagger with other weights than those that ship.
    package init(model: NameModel, resources: StageResources) throws(StageError) {
        lists = try resources.nameLists
        self.model = model
        registered = Set(resources.codeLists["organisations"]["org_id"])
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<OrganisationName>] {
        let found = document[.organisations]
        guard let model else {
            return found.map { Mention($0.span, OrganisationName(basis: .found, lead: 0)) }
        }
        let reader = NameReader(document, lists)
        let named = NamedRuns(reader, model)
        var result = named.spans.map { span, run in
            Mention(
                span,
                OrganisationName(
                    basis: run.isRepeated ? .repetition : .context, lead: run.lead))
        }
        let spans = result.map(\.span)
        for mention in found {
            let place = spans.partitioningIndex { $0.upperBound > mention.span.lowerBound }
            if place < spans.count, spans[place].lowerBound < mention.span.upperBound { continue }
            guard registered.contains(mention.value.id) || !named.isRefused(mention.span) else {
                continue
            }
            result.append(Mention(mention.span, OrganisationName(basis: .found, lead: 0)))
        }
        return result.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}
