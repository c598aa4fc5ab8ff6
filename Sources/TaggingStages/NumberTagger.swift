package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags numbers in digits and words, of every form.
package struct NumberTagger: Tagger {
    package static let name: StageName = "tag-numbers"
    package static let summary =
        "Tags numbers: amounts, ordinals, shares, money, spans of time, orders of magnitude."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.addresses.name,
    ]
    package static let provides = LayerKey<NumberReading>.numbers
    package static let examples = [
        StageExample("⟦1,148⟧ victims, ⟦forty-one⟧ of them girls", reads: ["1148", "41"]),
        StageExample("Law 28950 and article 3", reads: []),
        StageExample("⟦20 per cent⟧ or ⟦one in four⟧", reads: ["20 %", "0.25 of 1"]),
        StageExample("⟦Tens of thousands⟧ paid ⟦$1.2 million⟧", reads: ["10000+", "1200000 USD"]),
        StageExample("⟦2,3 mil⟧ personas", in: .spanish, reads: ["2300"]),
        StageExample("⟦la mayoría⟧", in: .spanish, reads: ["50+ PCT"]),
        StageExample("⟦quatre-vingt-dix⟧ filles", in: .french, reads: ["90"]),
    ]

    package struct Settings: StageSettings {
        @Setting(
            "Whether to read also what names or points rather than counts: laws, telephones, “one”."
        )
        package var everything = false

        package init() {}
    }

    private let settings: Settings
    private let grammars: LexiconTables<NumberGrammar>
    private let plain: NumberGrammar

    package init(settings: Settings, resources: StageResources) {
        self.settings = settings
        grammars = LexiconTables(resources.lexicons) {
            NumberGrammar($0, everything: settings.everything)
        }
        plain = NumberGrammar(nil, everything: settings.everything)
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<NumberReading>] {
        let addresses = document[.addresses].filter {
            !settings.everything || $0.value != .phone
        }
        return (grammars[document.language] ?? plain).numbers(
            in: WordView(document), document.wordSlots, outside: addresses.map(\.span))
    }
}
