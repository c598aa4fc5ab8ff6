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
        for name in ["tag-numbers", "tag-ranges", "tag-dates", "tag-ages", "tag-counts"] {
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
}
