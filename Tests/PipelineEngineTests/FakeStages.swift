import CodeLists
import DocumentModel
import EmittingStages
import Foundation
import Lexicons
import PipelineEngine
import ReadingStages
import StageKit

/// Takes the bytes for the text; fails on pages that say so.
struct FakeExtractor: Extractor {
    static let name: StageName = "extract-fake"
    static let summary = "Takes the bytes for the text."

    init() {}

    init(settings: NoSettings, resources: StageResources) {}

    func accepts(_ page: Page) -> Bool { true }

    func document(from page: Page) throws(StageError) -> Document {
        guard !page.body.isEmpty else {
            throw StageError(.empty, "the page holds no bytes")
        }
        return Document(
            location: page.location, text: page.body,
            offsets: .identity(length: page.body.count),
            zones: [Mention(TextSpan(0..<page.body.count), .body)])
    }
}

/// Removes a leading blank.
struct FakeCleaner: Cleaner {
    static let name: StageName = "clean-fake"
    static let summary = "Removes a leading blank."

    init() {}

    init(settings: NoSettings, resources: StageResources) {}

    func cleaning(of document: Document) -> Cleaning {
        guard document.text.first == UInt8(ascii: " ") else { return Cleaning() }
        return Cleaning(
            edits: [.removing(TextSpan(0..<1))],
            remarks: [Cleaning.Remark("LEADING_BLANK", "A blank leads.", at: TextSpan(0..<1))])
    }
}

/// Finds capital letters; throws at a question mark.
struct FakeTagger: Tagger {
    static let name: StageName = "tag-fake"
    static let summary = "Finds capital letters."
    static let provides = LayerKey<CountryReading>.countries

    init() {}

    init(settings: NoSettings, resources: StageResources) {}

    func mentions(in document: Document) throws(StageError) -> [Mention<CountryReading>] {
        var found: [Mention<CountryReading>] = []
        for (offset, byte) in document.text.enumerated() {
            if byte == UInt8(ascii: "?") {
                throw StageError(.malformedInput, "a question mark stands in the text")
            }
            guard (65...90).contains(byte) else { continue }
            let code = String(repeating: Character(Unicode.Scalar(byte)), count: 3)
            found.append(
                Mention(
                    TextSpan(offset..<(offset + 1)), CountryReading(iso3: code, kind: .name)))
        }
        return found
    }
}

/// Asks the run to stop at the first page it sees.
struct StoppingTagger: Tagger {
    static let name: StageName = "tag-stop"
    static let summary = "Stops the run."
    static let provides = LayerKey<AgeReading>.ages
    let cancellation: Cancellation

    init(_ cancellation: Cancellation) {
        self.cancellation = cancellation
    }

    init(settings: NoSettings, resources: StageResources) {
        cancellation = Cancellation()
    }

    func mentions(in document: Document) -> [Mention<AgeReading>] {
        cancellation.request(2)
        return []
    }
}

/// Puts all documents into one cluster.
struct FakeCollator: Collator {
    static let name: StageName = "collate-fake"
    static let summary = "Marks every document."

    init() {}

    init(settings: NoSettings, resources: StageResources) {}

    func collating(_ rows: [DocumentRows]) -> [DocumentRows] {
        rows.map { rows in
            var rows = rows
            let column = DocumentsTable.schema.columns.firstIndex { $0.name == "near_dup_cluster" }
            if let column { rows.tables["documents"]?[0][column] = .text("all") }
            return rows
        }
    }
}

let noResources = StageResources(
    lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))

func pipeline(
    reading input: String, writing output: String, replace: Bool = false,
    annotators: [any Annotator] = [FakeTagger()], collators: [any Collator] = []
) -> Pipeline {
    var reading = FolderReader.Settings()
    reading.paths = [input]
    reading.maximumMegabytes = 1
    var settings = OutputSettings()
    settings.folder = output
    settings.replace = replace
    return Pipeline(
        name: "test", reader: FolderReader(settings: reading, resources: noResources),
        extractors: [FakeExtractor()], cleaners: [FakeCleaner()], annotators: annotators,
        collators: collators,
        emitters: [
            CSVEmitter(settings: .init(), resources: noResources),
            JSONLinesEmitter(settings: .init(), resources: noResources),
        ], output: settings)
}
