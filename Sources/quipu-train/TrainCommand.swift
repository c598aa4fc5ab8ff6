import ArgumentParser
import CodeLists
import DocumentModel
import Foundation
import Lexicons
import NamingStages
import StageCatalog
import StageKit

/// `quipu-train`: composed texts in, the weights of the name tagger out.
@main struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu-train",
        abstract: "Train the name tagger on texts composed from a grammar and lists of names.",
        discussion: """
            EXAMPLES:
              swift run -c release quipu-train Sources/quipu-train/Material \\
                --output Sources/NamingStages/Weights/names.weights

            The folder holds a file for each language (en.txt) and common.txt, which all of them \
            read. The same material and the same seed give the same weights.
            """)

    @Argument(help: "The folder of grammars.", completion: .directory)
    var folder: String

    @Option(name: .shortAndLong, help: "The file of weights to write.")
    var output: String?

    @Option(help: "How many texts to compose in each language.")
    var texts = 5000

    @Option(help: "How many times to go over them.")
    var epochs = 5

    @Option(help: "How many models to take the mean of.")
    var runs = 3

    @Option(help: "Leave out features seen less often.")
    var rarest: Int32 = 6

    @Option(help: "By how much the right labels must lead wrong ones.")
    var margin: Float = 10

    @Option(help: "By how much more they must lead those of organisations.")
    var organisationMargin: Float = 25

    @Option(help: "Per cent of features left out each time.")
    var dropout = 45

    @Option(help: "The largest weight of a feature that is left out, in steps of the file.")
    var least = 4

    @Option(help: "Where random numbers start.")
    var seed: UInt64 = 1

    @Option(help: "Print so many composed texts and stop.")
    var show = 0

    @Option(help: "Instead of training: tag JSON Lines on standard input with these weights.")
    var tag: String?

    @Option(help: "By how much a name must be ahead to be taken for an organisation's.")
    var caution: Int?

    @Option(help: "Instead of training: write the filter of ordinary words.")
    var filter: String?

    private static let languages = ["en", "es", "pt", "fr"]

    func run() throws {
        let resources = try StageResources.bundled()
        if let tag { return try answer(with: tag, resources) }
        if let filter {
            let all = try Self.languages.flatMap(words)
            return try Data(OrdinaryWords(all).file).write(to: URL(filePath: filter))
        }
        var training = NameTraining()
        let preparation = try Preparation(resources)
        for language in Self.languages {
            let grammar = try grammar(language, resources)
            guard !grammar.texts.isEmpty else { continue }
            var random = SeededRandom(seed: seed)
            for _ in 0..<(show > 0 ? show : texts) {
                let text = try grammar.text(&random)
                if show > 0 {
                    print(Self.marked(text), "\n")
                } else {
                    try add(text, language, preparation, &training, &random)
                }
            }
        }
        guard show == 0 else { return }
        log("\(training.examples.count) stretches, \(training.keys.count) features")
        let file = training.train(
            NameTraining.Options(
                epochs: epochs, runs: runs, rarest: rarest, margin: margin,
                organisationMargin: organisationMargin, dropout: dropout,
                caution: caution ?? 160, least: least),
            seed: seed, report: log)
        log("\(file.count) bytes")
        if let output { try Data(file).write(to: URL(filePath: output)) }
    }

    private func log(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func grammar(_ language: String, _ resources: StageResources) throws -> NameGrammar {
        var grammar = NameGrammar()
        let lists = resources.codeLists
        func add(_ table: String, _ prefix: String, _ kind: NameKind) {
            let rows = zip(lists[table]["name"], lists[table]["kind"])
            for (name, kindName) in rows {
                let kind = kindName == "other" ? .other : kind
                grammar.add(list: [name], as: prefix + kindName, kind: kind)
            }
        }
        add("organisation_names", "known-", .organisation)
        add("person_names", "", .person)
        grammar.add(list: lists["places"]["name"], as: "place", kind: .place)
        let names = lists["countries"]["names_" + language].compactMap {
            $0.split(separator: "|").first.map(String.init)
        }
        grammar.add(list: names, as: "country", kind: .place)
        let demonyms = lists["countries"]["demonyms_" + language].compactMap {
            $0.split(separator: "|").first.map(String.init)
        }
        grammar.add(list: demonyms, as: "demonym", kind: .other)
        let registered = lists["organisations"]["names_" + language].compactMap {
            $0.split(separator: "|").first.map(String.init)
        }
        grammar.add(list: registered, as: "registered", kind: .organisation)
        let registeredAcronyms = lists["organisations"]["acronym"].filter { !$0.isEmpty }
        grammar.add(list: registeredAcronyms, as: "registered-acronym", kind: .organisation)
        grammar.add(list: try words(language), as: "cw", kind: nil)
        let acronyms = resources.lexicons[LanguageCode(rawValue: language)]?.names.notOrganisations
        grammar.add(list: (acronyms ?? []).map { $0.uppercased() }, as: "plain-acronym", kind: nil)
        for name in ["common", language] {
            let url = URL(filePath: folder).appending(path: name + ".txt")
            guard FileManager.default.fileExists(atPath: url.path) else { continue }
            try grammar.read(String(contentsOf: url, encoding: .utf8), named: name)
        }
        return grammar
    }

    /// The ordinary words of a language.
    private func words(_ language: String) throws -> [String] {
        let url = URL(filePath: folder).appending(path: "words-\(language).txt")
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        return lines.filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ") }
            .map(String.init)
    }

    private func add(
        _ text: NameGrammar.Text, _ language: String, _ preparation: Preparation,
        _ training: inout NameTraining, _ random: inout SeededRandom
    ) throws {
        let document = try preparation.document(text.text, language)
        let reader = NameReader(document, preparation.lists)
        var hiding: NameFeatures.Hiding = []
        if random.chance(50) { hiding.insert(.words) }
        if random.chance(50) { hiding.insert(.organisations) }
        if random.chance(20) { hiding.insert(.persons) }
        if random.chance(10) { hiding.insert(.places) }
        var features = NameFeatures(reader, hiding: hiding)
        var rows = FeatureRows()
        for (index, stretch) in reader.stretches.enumerated() {
            features.collect(stretch: index, into: &rows)
            training.add(rows, Self.labels(stretch.map(reader.span), text))
        }
    }

    private static func labels(_ spans: [TextSpan], _ text: NameGrammar.Text) -> [NameLabel] {
        var last: Int?
        return spans.map { span in
            let place = text.names.firstIndex {
                $0.range.lowerBound <= span.lowerBound && span.upperBound <= $0.range.upperBound
            }
            defer { last = place }
            guard let place else { return .outside }
            let kind = text.names[place].kind
            return place == last ? .continues(kind) : .opens(kind)
        }
    }

    private static func marked(_ text: NameGrammar.Text) -> String {
        var bytes = Array(text.text.utf8)
        for name in text.names.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.insert(UInt8(ascii: "]"), at: name.range.upperBound)
            let sign = ["o", "p", "l", "m"][name.kind.rawValue]
            bytes.insert(contentsOf: Array("[\(sign):".utf8), at: name.range.lowerBound)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Tagging

    private func answer(with file: String, _ resources: StageResources) throws {
        guard var model = NameModel(file: [UInt8](try Data(contentsOf: URL(filePath: file)))) else {
            throw ValidationError("“\(file)” is no file of weights")
        }
        if let caution { model.caution = caution }
        let tagger = try NameTagger(model: model, resources: resources)
        let preparation = try Preparation(resources)
        while let line = readLine(strippingNewline: true) {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let fields = object as? [String: Any], let text = fields["text"] as? String else {
                throw ValidationError("a line is not a JSON object with a “text”")
            }
            let document = try preparation.document(text, fields["lang"] as? String)
            let answer: [String: Any] = [
                "id": fields["id"] ?? NSNull(),
                "mentions": try tagger.mentions(in: document).map {
                    [
                        "start": $0.span.lowerBound, "end": $0.span.upperBound, "kind": "org",
                        "basis": $0.value.basis.rawValue, "lead": $0.value.lead,
                    ]
                },
            ]
            let json = try JSONSerialization.data(withJSONObject: answer, options: [.sortedKeys])
            print(String(decoding: json, as: UTF8.self))
        }
    }
}

/// The stages whose layers the name tagger reads.
struct Preparation {
    let lists: NameLists
    private let taggers: [any Annotator]

    init(_ resources: StageResources) throws(StageError) {
        lists = try resources.nameLists
        var taggers: [any Annotator] = []
        for entry in stageCatalog where entry.manifest.kind == .tagger {
            let wanted = Set(entry.manifest.provides.map(\.rawValue))
            guard !wanted.isDisjoint(with: Self.layers) else { continue }
            let stage = try entry.make(settings: Data("{}".utf8), resources: resources)
            if let tagger = stage as? any Annotator { taggers.append(tagger) }
        }
        self.taggers = taggers
    }

    private static let layers: Set<String> = [
        "words", "languages", "sentences", "organisations", "countries", "places", "regions",
    ]

    func document(_ text: String, _ language: String?) throws(StageError) -> Document {
        let bytes = Array(text.utf8)
        let metadata = DocumentMetadata(
            declaredLanguage: language.map(LanguageCode.init(rawValue:)))
        var document = Document(
            location: PageLocation(rawValue: "text"), metadata: metadata, text: bytes,
            offsets: .identity(length: bytes.count),
            zones: bytes.isEmpty ? [] : [Mention(TextSpan(0..<bytes.count), .body)])
        for tagger in taggers { document = try tagger.annotating(document) }
        return document
    }
}
