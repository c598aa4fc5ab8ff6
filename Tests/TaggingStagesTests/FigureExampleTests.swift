import DocumentModel
import Lexicons
import StageKit
import TaggingStages
import Testing

/// The examples of the lexicons and of the stages' own declarations.
@Suite struct FigureExampleTests {
    private let stages: FigureStages

    init() throws {
        stages = try FigureStages.shared()
    }

    @Test func readsTheLexiconsExamples() throws {
        let lexicons = try Lexicons.bundled()
        for language in lexicons.languages {
            for example in lexicons[language]?.examples ?? [] {
                let name = StageName(rawValue: example.stage)
                guard stages.names.contains(name) else { continue }
                try stages.expect(
                    name, MarkedText(example.text), language, reads: example.values)
            }
        }
    }

    @Test func readsTheStagesExamples() throws {
        for stage in stages.stages {
            let type = type(of: stage)
            for example in type.examples {
                guard case .values(let values) = example.outcome else { continue }
                try stages.expect(type.name, example.text, example.language, reads: values)
            }
        }
    }

    @Test func everyStageHasExamplesInSeveralLanguages() throws {
        let lexicons = try Lexicons.bundled()
        for name in [
            "tag-numbers", "tag-ranges", "tag-dates", "tag-times", "tag-ages", "tag-counts",
        ] {
            for language in lexicons.languages {
                let count = lexicons[language]?.examples.count { $0.stage == name } ?? 0
                #expect(count > 0, "\(name) in \(language)")
            }
        }
    }

    @Test(arguments: [
        "", " ", "\n\t\n", "12", "…", "1.", "12 34 5678 9", "€", "-", "%", "1-", "٣ ٤",
    ])
    func bearsAnyText(_ text: String) throws {
        for language in [LanguageCode.undetermined, .english, .french] {
            for stage in stages.stages {
                let document = Document(text, in: language)
                let name = type(of: stage).name
                let found = try stages.readings(by: name, in: MarkedText(text), language)
                #expect(found.allSatisfy { $0.span.upperBound <= document.text.count })
            }
        }
    }

    /// Words, marks and digits thrown together: whatever comes of them is sorted, lies inside the
    /// text, and does not overlap.
    @Test(arguments: [LanguageCode.english, .spanish, .portuguese, .french])
    func bearsWordsThrownTogether(_ language: LanguageCode) throws {
        let lexicon = try #require(try Lexicons.bundled()[language])
        let words = Self.vocabulary(of: lexicon)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<150 {
            let text = (0..<40).map { _ in words[next(words.count)] + (next(4) == 0 ? "" : " ") }
                .joined()
            var document = Document(text, in: language)
            for stage in stages.stages where !(stage is LanguageTagger) {
                document = try stage.annotating(document)
                var end = 0
                for layer in type(of: stage).providedLayers {
                    for mention in document.described(layer) {
                        #expect(mention.span.lowerBound >= end, "\(layer): \(text)")
                        #expect(mention.span.length > 0)
                        end = mention.span.upperBound
                    }
                }
                #expect(end <= document.text.count)
            }
        }
    }

    private static func vocabulary(of lexicon: Lexicon) -> [String] {
        let (numbers, qualifiers, ages) = (lexicon.numbers, lexicon.qualifiers, lexicon.ages)
        let marks = [
            "$", "USD", "€", "-", "–", "/", ".", ",", ":", "(", ")", "%", "\n", "\t", "+", "[",
        ]
        let digits = [
            "1", "12", "2009", "1.786", "3", "05", "500", "007", "1,5", "12/05/2009", "2°",
        ]
        return [
            marks, digits, qualifiers.moreThan, qualifiers.between, qualifiers.orMore,
            numbers.articles, numbers.joiners, numbers.ratios, numbers.percent,
            numbers.multipliers.keys.sorted(), Array(numbers.values.keys.sorted().prefix(12)),
            ages.strongUnits, ages.below, ages.strongLeads, lexicon.dates.since,
            lexicon.dates.rangeJoiners, lexicon.language.months[0], lexicon.counted.ofThem,
            lexicon.counted.classes[0].words, lexicon.counted.stops,
            lexicon.times.roles.keys.sorted { $0.rawValue < $1.rawValue }
                .flatMap { lexicon.times.roles[$0]?.prefix(2) ?? [] },
            lexicon.times.weekdays[0], lexicon.times.units.keys.sorted(),
        ].flatMap(\.self)
    }
}
