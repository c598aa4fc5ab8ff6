import CodeLists
package import DocumentModel
package import StageKit
import TextAnalysis

/// Tags organisations by their names and acronyms.
///
/// Three ways: names and acronyms in the code list `organisations`; names built around a head word
/// ("Ministry of …", "… Agency"); names and acronyms that the text introduces together. An acronym
/// once introduced is found in the whole text. "IOM Lima" is a part of IOM.
package struct OrganisationTagger: Tagger {
    package static let name: StageName = "tag-organisations"
    package static let summary = "Tags organisations by their names and acronyms."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.sentences.name, LayerKey.languages.name,
    ]
    package static let provides = LayerKey<Organisation>.organisations
    package static let examples = [
        StageExample(
            "⟦Fundación Puente Nuevo⟧ (⟦FPN⟧) opened a shelter. ⟦FPN⟧ has ten beds.",
            reads: [
                "fundacion-puente-nuevo", "fundacion-puente-nuevo", "fundacion-puente-nuevo",
            ]),
        StageExample(
            "In Jordan, the ⟦Ministry of Labour⟧ agreed.", reads: ["jo-ministry-of-labour"]),
        StageExample("The government, the police and NGOs met.", reads: []),
    ]

    private let geography: GeographyResources
    private let names: OrganisationNames

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        geography = try resources.geography
        names = try resources.organisationNames
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<Organisation>] {
        let matcher = GeographyMatcher(document, geography)
        let reader = OrganisationReader(document, matcher, names)
        var resolver = OrganisationResolver(document, reader, geography.names)
        return resolver.mentions()
    }
}

extension StageResources {
    /// The registered organisations and the head words of names, made once.
    var organisationNames: OrganisationNames {
        get throws(StageError) {
            try shared { () throws(StageError) in OrganisationNames(codeLists) }
        }
    }
}
