import DocumentModel
import Foundation
import Lexicons
import StageCatalog
import StageKit
import StageTesting
import Testing

/// What holds for every stage on the list. A new stage is covered by being listed.
@Suite struct BuiltinStagesTests {
    /// Loaded once: in a debug build that takes its time.
    private static let bundled = Result { try StageResources.bundled() }
    private static let madeAnnotators = Result {
        try builtinStages.compactMap { $0 as? any Annotator.Type }.map {
            try $0.withDefaults(bundled.get())
        }
    }

    private let resources: StageResources

    init() throws {
        resources = try Self.bundled.get()
    }

    @Test func everyLexiconFillsEveryCue() {
        for (language, lexicon) in resources.lexicons.byLanguage {
            for cue in RelationWords.Cue.allCases {
                #expect(
                    lexicon.relations.cues[cue]?.isEmpty == false, "\(language): \(cue.rawValue)")
            }
        }
    }

    // MARK: Declarations

    @Test func namesAreUnique() {
        #expect(Set(builtinStages.map { $0.name }).count == builtinStages.count)
    }

    @Test func stagesAreListedByKind() {
        let kinds = builtinStages.map { $0.kind }
        #expect(kinds == kinds.sorted())
    }

    @Test func namesAreAVerbAndItsObject() {
        let verbs: [StageKind: [String]] = [
            .reader: ["read", "fetch"], .extractor: ["extract"], .cleaner: ["clean"],
            .tagger: ["tag"], .relator: ["relate"], .collator: ["collate"], .emitter: ["emit"],
        ]
        for stage in builtinStages {
            let name = stage.name.rawValue
            let words = name.split(separator: "-", omittingEmptySubsequences: false)
            #expect(words.count > 1, "\(name)")
            #expect(
                words.allSatisfy { word in
                    !word.isEmpty
                        && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
                }, "\(name)")
            #expect(verbs[stage.kind]?.contains { $0 == words[0] } == true, "\(name)")
        }
    }

    @Test func everythingIsExplainedInASentence() {
        for stage in builtinStages {
            #expect(stage.summary.isSentence, "\(stage.name): \(stage.summary)")
            for rule in stage.rules {
                #expect(rule.summary.isSentence, "\(stage.name): \(rule.id)")
            }
            for setting in stage.manifest.settings {
                #expect(setting.help.isSentence, "\(stage.name): \(setting.name)")
            }
        }
    }

    @Test func settingsAreNamedInWords() {
        for stage in builtinStages {
            for setting in stage.manifest.settings {
                let name = setting.name
                #expect(
                    name.first?.isLowercase == true && name.count > 2
                        && name.allSatisfy { $0.isASCII && $0.isLetter }, "\(stage.name): \(name)")
            }
        }
    }

    @Test func defaultsAreInBounds() {
        for stage in builtinStages {
            for setting in stage.manifest.settings {
                guard let bounds = setting.bounds, let value = Double(setting.value) else {
                    continue
                }
                #expect(bounds.contains(value), "\(stage.name): \(setting.name) is \(value)")
            }
        }
    }

    @Test func readersNameTheSettingTheirInputsGoTo() {
        for stage in builtinStages {
            guard let input = stage.manifest.inputSetting else { continue }
            let setting = stage.manifest.settings.first { $0.name == input }
            #expect([.string, .list(.string)].contains(setting?.type), "\(stage.name): \(input)")
        }
    }

    @Test func everyLayerThatIsReadIsProvidedBefore() {
        var provided: Set<LayerName> = []
        for stage in builtinStages {
            let missing = stage.reads.subtracting(provided).map(\.rawValue).sorted()
            #expect(missing.isEmpty, "\(stage.name) reads \(missing)")
            provided.formUnion(stage.providedLayers)
        }
    }

    @Test func everyStageIsMadeFromItsDefaults() throws {
        for entry in stageCatalog {
            _ = try entry.make(settings: Data("{}".utf8), resources: resources)
        }
    }

    // MARK: Behaviour

    @Test func annotatorsConform() throws {
        let annotators = try annotators()
        for (position, annotator) in annotators.enumerated() {
            expectConformance(ofAny: annotator, after: Array(annotators[..<position]))
        }
    }

    @Test func cleanersConform() throws {
        for type in builtinStages {
            guard let type = type as? any Cleaner.Type else { continue }
            let cleaner = try type.withDefaults(resources)
            expectConformance(of: cleaner)
            if let learner = cleaner as? any CorpusCleaner {
                expectConformance(ofLearning: learner, from: Self.sitePages)
            }
        }
    }

    /// Pages of one site, with the same lines over different stories.
    private static let sitePages = ["Arbo", "Belmira", "Cantal", "Dorna", "Elvas"].map { town in
        "Home\nNews\nPorts\nContact\nStrike in \(town)\nThe dockers of \(town) have gone on strike."
    }

    @Test func extractorsConform() throws {
        for type in builtinStages {
            guard let type = type as? any Extractor.Type else { continue }
            expectConformance(of: try type.withDefaults(resources))
        }
    }

    @Test func lexiconExamplesHold() throws {
        let annotators = try annotators()
        for language in resources.lexicons.languages {
            for example in resources.lexicons[language]?.examples ?? [] {
                try expectExample(example, in: language, annotators)
            }
        }
    }

    private func annotators() throws -> [any Annotator] {
        try Self.madeAnnotators.get()
    }

    private func expectExample(
        _ example: Lexicon.Example, in language: LanguageCode, _ annotators: [any Annotator]
    ) throws {
        let marked = MarkedText(example.text)
        let position = annotators.firstIndex { $0.manifest.name.rawValue == example.stage }
        let index = try #require(position, "\(language): there is no stage “\(example.stage)”")
        let document = try Document(marked, in: language).annotating(
            with: Array(annotators[..<index]))
        let found = try annotators[index].readings(of: document)
        if !marked.spans.isEmpty || example.values.isEmpty {
            #expect(found.map(\.span) == marked.spans, "\(language): \(example.text)")
        }
        #expect(found.map(\.text) == example.values, "\(language): \(example.text)")
    }
}

extension String {
    /// Whether the text begins like a sentence and ends with a full stop.
    fileprivate var isSentence: Bool {
        first.map { $0.isUppercase || $0.isNumber } == true && hasSuffix(".") && !contains("\n")
    }
}

extension Annotator {
    fileprivate func readings(of document: Document) throws -> [(span: TextSpan, text: String)] {
        if let tagger = self as? any Tagger { return try tagger.tagged(document) }
        if let relator = self as? any Relator { return try relator.related(document) }
        return []
    }
}

extension Tagger {
    fileprivate func tagged(_ document: Document) throws -> [(span: TextSpan, text: String)] {
        try mentions(in: document).sorted { $0.span < $1.span }.map { ($0.span, "\($0.value)") }
    }
}

extension Relator {
    fileprivate func related(_ document: Document) throws -> [(span: TextSpan, text: String)] {
        try findings(in: document).map { ($0.span, "\($0.value)") }
    }
}
