import CodeLists
import DocumentModel
import Lexicons
import PipelineConfig
import StageKit

extension LayerKey where Value == Int {
    static let tens = LayerKey("tens")
    static let pairs = LayerKey("pairs")
    static let sums = LayerKey("sums")
}

extension StageResources {
    static let none = StageResources(
        lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))
}

extension PipelineLoader {
    /// A loader that knows the stages of this file.
    static func fake(
        environment: [String: String] = [:], plugins: @escaping Plugins = PipelineLoader.noPlugins
    ) -> PipelineLoader {
        PipelineLoader(
            catalog: fakeCatalog, resources: .none, environment: environment, plugins: plugins)
    }
}

let fakeCatalog: [StageEntry] = [
    StageEntry(ShelfReader.self), StageEntry(BoxReader.self), StageEntry(PlainExtractor.self),
    StageEntry(DustCleaner.self), StageEntry(TenTagger.self), StageEntry(TenAgainTagger.self),
    StageEntry(PairTagger.self), StageEntry(SumRelator.self), StageEntry(RowCollator.self),
    StageEntry(RowEmitter.self),
]

struct ShelfReader: Reader {
    struct Settings: StageSettings {
        @Setting("Where to look.")
        var paths: [String] = ["shelf"]
        @Setting("Whether links are followed.")
        var follow = false
        init() {}
    }

    static let name: StageName = "read-shelf"
    static let summary = "Reads pages from a shelf."
    let settings: Settings

    init(settings: Settings, resources: StageResources) { self.settings = settings }
    func list(_ take: (ListedPage) throws(RunError) -> Void) throws(RunError) {
        for path in settings.paths { try take(ListedPage(PageLocation(rawValue: path), stamp: "")) }
    }
    func page(at location: PageLocation) throws(StageError) -> Page {
        Page(location: location, body: [])
    }
}

struct BoxReader: Reader {
    struct Settings: StageSettings {
        @Setting("The one box to open.")
        var box = "box"
        init() {}
    }

    static let name: StageName = "read-box"
    static let summary = "Reads pages from one box."
    static let inputSetting = "box"
    let settings: Settings

    init(settings: Settings, resources: StageResources) throws(StageError) {
        if settings.box.hasPrefix("locked") {
            throw StageError(.unavailable, "the box “\(settings.box)” cannot be opened")
        }
        self.settings = settings
    }
    func list(_ take: (ListedPage) throws(RunError) -> Void) throws(RunError) {
        try take(ListedPage(PageLocation(rawValue: settings.box), stamp: ""))
    }
    func page(at location: PageLocation) throws(StageError) -> Page {
        Page(location: location, body: [])
    }
}

struct PlainExtractor: Extractor {
    enum Charset: String, CaseIterable, SettingValue { case auto, latin1, utf8 }

    struct Settings: StageSettings {
        @Setting("The charset of the pages.")
        var charset = Charset.auto
        @Setting("The language of the pages.")
        var language = "und"
        init() {}
    }

    static let name: StageName = "extract-plain"
    static let summary = "Takes the page as it is."
    let settings: Settings

    init(settings: Settings, resources: StageResources) { self.settings = settings }
    func accepts(_ page: Page) -> Bool { true }
    func document(from page: Page) throws(StageError) -> Document {
        var metadata = DocumentMetadata(charset: settings.charset.rawValue)
        metadata.declaredLanguage = LanguageCode(rawValue: settings.language)
        return Document(
            location: page.location, metadata: metadata, text: page.body,
            offsets: .identity(length: page.body.count), zones: [])
    }
}

struct DustCleaner: Cleaner {
    static let name: StageName = "clean-dust"
    static let summary = "Removes nothing."
    init(settings: NoSettings, resources: StageResources) {}
    func cleaning(of document: Document) throws(StageError) -> Cleaning { Cleaning() }
}

struct TenTagger: Tagger {
    struct Settings: StageSettings {
        @Setting("The least number tagged.", in: 1...100)
        var least = 10
        @Setting("The share kept.", in: 0...1)
        var share = 0.5
        @Setting("Words that are passed over.")
        var except: [String] = []
        @Setting("The years looked at.")
        var years: [Int] = [2000, 2001]
        init() {}
    }

    static let name: StageName = "tag-tens"
    static let summary = "Tags tens."
    static let provides = LayerKey<Int>.tens
    static let examples = [StageExample("⟦10⟧ | more", reads: ["10"])]
    let settings: Settings

    init(settings: Settings, resources: StageResources) { self.settings = settings }
    func mentions(in document: Document) throws(StageError) -> [Mention<Int>] { [] }
}

struct TenAgainTagger: Tagger {
    static let name: StageName = "tag-dozens"
    static let summary = "Tags tens once more."
    static let provides = LayerKey<Int>.tens
    init(settings: NoSettings, resources: StageResources) {}
    func mentions(in document: Document) throws(StageError) -> [Mention<Int>] { [] }
}

struct PairTagger: Tagger {
    static let name: StageName = "tag-pairs"
    static let summary = "Tags pairs of tens."
    static let reads: Set<LayerName> = [LayerKey<Int>.tens.name]
    static let provides = LayerKey<Int>.pairs
    init(settings: NoSettings, resources: StageResources) {}
    func mentions(in document: Document) throws(StageError) -> [Mention<Int>] { [] }
}

struct SumRelator: Relator {
    static let name: StageName = "relate-sums"
    static let summary = "Adds pairs up."
    static let reads: Set<LayerName> = [LayerKey<Int>.pairs.name]
    static let provides = LayerKey<Int>.sums
    static let rules = [RuleDescription("sum-of-pair", "Two tens side by side.")]
    init(settings: NoSettings, resources: StageResources) {}
    func findings(in document: Document) throws(StageError) -> [Mention<Int>] { [] }
}

struct RowCollator: Collator {
    static let name: StageName = "collate-rows"
    static let summary = "Leaves rows as they are."
    init(settings: NoSettings, resources: StageResources) {}
    func collating(_ rows: [DocumentRows]) throws(StageError) -> [DocumentRows] { rows }
}

struct RowEmitter: Emitter {
    enum Delimiter: String, CaseIterable, SettingValue { case comma, semicolon, tab }

    struct Settings: StageSettings {
        @Setting("What parts the cells.")
        var delimiter = Delimiter.comma
        init() {}
    }

    static let name: StageName = "emit-rows"
    static let summary = "Writes rows."
    init(settings: Settings, resources: StageResources) {}
    func writer(into folder: String) throws(RunError) -> any DatasetWriter {
        throw RunError(.cannotCreateOutput, "nothing is written here")
    }
}
