import CodeLists
import DocumentModel
import Foundation
import Lexicons
import StageCatalog
import StageKit
import StageTesting
import Testing

/// What no page may do to the taggers and relators, whatever its words: phrases of the lexicons,
/// names, numbers and marks in random order meet in ways that no prose has.
@Suite struct WordSaladTests {
    @Test func noSaladIsATrap() throws {
        let resources = try StageResources.bundled()
        let annotators = try builtinStages.compactMap { $0 as? any Annotator.Type }.map {
            try $0.withDefaults(resources)
        }
        let names = ["countries", "places", "organisations", "regions"].flatMap {
            resources.codeLists[$0]["name_en"] + resources.codeLists[$0]["name"]
        }
        var random = SeededNumbers(seed: 2_008)
        for language in resources.lexicons.languages {
            let lexicon = try #require(resources.lexicons[language])
            let phrases = texts(in: lexicon)
            for _ in 0..<Self.saladsByLanguage {
                let text = salad(phrases, names, using: &random)
                var document = Document(MarkedText(text), in: language)
                for annotator in annotators {
                    let spans = try annotator.spans(in: document)
                    let isSound = spans.allSatisfy(document.holds)
                    #expect(isSound, "\(type(of: annotator).name): \(text.debugDescription)")
                    document = try annotator.annotating(document)
                }
            }
        }
    }

    private static let saladsByLanguage = 40

    /// A few dozen words drawn from a small choice of them, so that the same ones meet often.
    private func salad(
        _ phrases: [String], _ names: [String], using random: inout SeededNumbers
    ) -> String {
        let vocabulary = (0..<12).map { _ in word(phrases, names, using: &random) }
        let separators = [" ", " ", " ", " ", " ", ". ", ", ", "\n", "\t", ""]
        return (0..<48).map { _ in
            let word = vocabulary.randomElement(using: &random) ?? ""
            let isCapital = Int.random(in: 0..<6, using: &random) == 0
            return (isCapital ? word.capitalized : word)
                + (separators.randomElement(using: &random) ?? " ")
        }.joined()
    }

    private func word(
        _ phrases: [String], _ names: [String], using random: inout SeededNumbers
    ) -> String {
        let list =
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5: phrases
            case 5..<7: Self.numbers
            case 7: Self.marks
            default: names
            }
        return (list.randomElement(using: &random) ?? "")
            .filter { $0 != "⟦" && $0 != "⟧" }
    }

    private static let numbers = [
        "0", "1", "12", "17", "1,148", "2008", "1.2.3", "12/03/2008", "2008-12", "5 000 000",
        "-3", "000", "20%", "1/2", "1/0", "½", "$5", "+51 1 555 01 98", "(01) 555-0198", "14-",
        String(repeating: "9", count: 24), "1" + String(repeating: "0", count: 400), "1e999",
        "9223372036854775808", "1st", "21º", "1990s", "90",
    ]

    private static let marks = [
        ".", ",", ";", ":", "-", "–", "(", ")", "(ABC)", "[", "]", "/", "'", "’s", "\"", "@", "#",
        "%", "$", "=", "&", "…", "\u{A0}", "\u{200B}", "\u{301}", "ﬁ", "İ", "١٢", "十二", "🇵🇪",
        "desk@example.org", "www.example.org", "http://example.org/a?b=c",
    ]

    /// All texts of a lexicon, in the order of their declaration; words a dictionary holds, sorted.
    private func texts(in value: Any) -> [String] {
        if let text = value as? String { return [text] }
        let mirror = Mirror(reflecting: value)
        let found = mirror.children.flatMap { texts(in: $0.value) }
        return [.dictionary, .set].contains(mirror.displayStyle) ? found.sorted() : found
    }
}

extension Annotator {
    fileprivate func spans(in document: Document) throws -> [TextSpan] {
        if let tagger = self as? any Tagger { return try tagger.taggedSpans(document) }
        if let relator = self as? any Relator { return try relator.relatedSpans(document) }
        return []
    }
}

extension Tagger {
    fileprivate func taggedSpans(_ document: Document) throws -> [TextSpan] {
        try mentions(in: document).map(\.span)
    }
}

extension Relator {
    fileprivate func relatedSpans(_ document: Document) throws -> [TextSpan] {
        try findings(in: document).map(\.span)
    }
}
