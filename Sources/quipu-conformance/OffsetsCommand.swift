import ArgumentParser
import DocumentModel
import PipelineEngine
import StageKit
import TextAnalysis

/// `quipu-conformance offsets`: every character of every text back to its bytes.
struct OffsetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offsets",
        abstract: "Follow every run of every text back to the bytes of its page.",
        discussion: """
            EXAMPLES:
              quipu-conformance offsets Corpus/pages
              quipu-conformance offsets pages --show 5

            Three texts of each page are checked: the whole text, what the pipeline extracts, and \
            that after each cleaner. A verbatim run must equal the bytes it points to, a replaced \
            one must point inside the page, and one that an extractor wrote must be a character or \
            reference of the page, or white space. Ends with 1 where a byte is wrong.
            """)

    @Argument(help: "The folder of pages.", completion: .directory)
    var folder: String

    @OptionGroup var stages: PipelineOptions

    @Option(help: "How many pages with wrong bytes are named.")
    var show = 20

    func run() throws {
        let resources = try StageResources.bundled()
        let pages = try PageFolder(folder, resources: resources)
        let whole: any Extractor = try PageFolder.stage("extract-whole-text", [:], resources)
        let pipeline = try stages.pipeline(reading: folder, resources).untilCleaned
        // What a cleaner takes out it may have to learn first.
        let taught = try CorpusLearning(pipeline).taught(pages.locations)
        let processor = DocumentProcessor(taught, toolVersion: "conformance")
        var totals = Totals()
        var unread = 0
        for location in pages.locations {
            guard let page = try? pages.page(at: location) else {
                unread += 1
                continue
            }
            let before = totals.wrongBytes
            check(page, by: whole, processor, &totals)
            if totals.wrongBytes > before {
                totals.wrongPages += 1
                if totals.wrongPages <= show {
                    try Output.print("\(totals.wrongBytes - before) wrong: \(location.rawValue)")
                }
            }
        }
        for (name, check) in totals.checks.sorted(by: { $0.key < $1.key }) {
            try Output.print(
                """
                \(name): \(check.runs) runs, \(check.verbatimBytes) verbatim bytes, \
                \(check.differentBytes) different, \(check.outsideBytes) outside, \
                \(check.unexplainedBytes) unexplained, \(check.stepsBack) steps back
                """)
        }
        try Output.print("pages that cannot be read: \(unread)")
        try Output.print("wrong bytes: \(totals.wrongBytes), on \(totals.wrongPages) pages")
        if totals.wrongBytes > 0 { throw ExitCode(1) }
    }

    /// What was found, by text.
    private struct Totals {
        var checks: [String: OffsetCheck] = [:]
        var wrongPages = 0

        var wrongBytes: Int { checks.values.reduce(0) { $0 + $1.wrongBytes } }
    }

    private func check(
        _ page: Page, by whole: any Extractor, _ processor: DocumentProcessor,
        _ totals: inout Totals
    ) {
        if whole.accepts(page), let document = try? whole.document(from: page) {
            totals.checks["whole text", default: OffsetCheck()]
                .check(document, page, decoded: decoded(page, document))
        }
        var found: [(name: String, document: Document, isCleaned: Bool)] = []
        _ = processor.record(of: page) { step in
            switch step {
            case .extracted(let stage, let document):
                found.append((stage.rawValue, document, false))
            case .cleaned(let stage, _, _, let document):
                found.append(("then \(stage.rawValue)", document, true))
            case .annotated, .failed: break
            }
        }
        for (name, document, isCleaned) in found {
            totals.checks[name, default: OffsetCheck()]
                .check(document, page, decoded: isCleaned ? nil : decoded(page, document))
        }
    }

    private func decoded(_ page: Page, _ document: Document) -> DecodedText? {
        document.metadata.charset.flatMap { Charset(label: $0) }.map {
            TextDecoder(keepingNUL: true).decode(page.body, as: $0)
        }
    }
}
