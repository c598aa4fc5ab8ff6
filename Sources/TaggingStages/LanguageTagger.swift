package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// The languages a page may be taken for.
package enum LanguageChoice: String, SettingValue, CaseIterable {
    case auto, en, es, pt, fr
}

/// Tags the language of the whole text by its function words.
package struct LanguageTagger: Tagger {
    package static let name: StageName = "tag-language"
    package static let summary = "Tags the language of the text, by its function words."
    package static let reads: Set<LayerName> = [LayerKey.words.name]
    package static let provides = LayerKey<LanguageCode>.languages
    package static let examples = [
        StageExample(
            "⟦The police said that the women were from two countries and had been sold.⟧",
            reads: ["en"]),
        StageExample(
            "⟦Las mujeres fueron rescatadas por la policía en una casa del barrio.⟧", in: .spanish,
            reads: ["es"]),
    ]

    package struct Settings: StageSettings {
        @Setting("The language of every page; auto decides page by page.")
        package var language = LanguageChoice.auto

        @Setting("The function words a text must have to be told by them.", in: 1...1000)
        package var evidence = 4

        package init() {}
    }

    private let settings: Settings
    private let languages: [LanguageCode]
    private let functionWords: PhraseTable<Int>

    package init(settings: Settings, resources: StageResources) {
        self.settings = settings
        languages = resources.lexicons.languages
        var table = PhraseTable<Int>()
        for (index, language) in languages.enumerated() {
            for word in resources.lexicons[language]?.language.functionWords ?? [] {
                table.insert(word, index)
            }
        }
        functionWords = table
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<LanguageCode>] {
        guard !document.text.isEmpty else { return [] }
        return [Mention(TextSpan(0..<document.text.count), language(of: document))]
    }

    private func language(of document: Document) -> LanguageCode {
        guard settings.language == .auto else {
            return LanguageCode(rawValue: settings.language.rawValue)
        }
        let words = document[.words]
        var scores = [Double](repeating: 0, count: languages.count)
        for index in words.indices {
            guard let match = functionWords.longestMatch(at: index, in: words) else { continue }
            // A word that several languages have speaks for each a little.
            for language in match.payloads { scores[language] += 1 / Double(match.payloads.count) }
        }
        let ranked = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        guard let best = ranked.first else { return .undetermined }
        let next = ranked.count < 2 ? 0 : scores[ranked[1]]
        if scores[best] >= Double(settings.evidence), scores[best] >= 1.15 * next {
            return languages[best]
        }
        if let declared = document.metadata.declaredLanguage { return declared }
        // A short text that declares nothing is told by a clear lead.
        return scores[best] >= 1 && scores[best] >= 3 * next ? languages[best] : .undetermined
    }
}
