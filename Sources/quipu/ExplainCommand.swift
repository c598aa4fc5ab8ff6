import ArgumentParser
import DocumentModel
import PipelineConfig
import PipelineEngine
import StageKit

/// `quipu explain`: one page through every stage.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Take one page through every stage and show what each changed or found.",
        discussion: """
            Every line opens with the range of bytes in the page as fetched, end exclusive. Mail \
            addresses, telephone numbers and contact blocks are never shown. Where a stage \
            learns from the corpus, the pipeline's own pages are looked at first.

            EXAMPLES:
              quipu explain Pipelines/regional-statistics.yaml pages/page.html
              quipu explain Pipelines/regional-statistics.yaml page.html --stage tag-counts
            """)

    @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Argument(help: "The page.", completion: .file())
    var page: String

    @Option(name: .shortAndLong, help: "Show this stage alone; may be given again.")
    var stage: [String] = []

    @Option(help: "The most lines to show of one stage.")
    var limit = 200

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is \(limit), but must be 1 or more") }
    }

    func run() throws {
        let pipelineFile = try PipelineFile(file, PipelineOverrides(inputs: [page]))
        let pipeline = pipelineFile.pipeline
        try checkStages(of: pipeline)
        let cancellation = stopOnSignals()
        let page: Page
        do {
            guard let location = try pipeline.reader.locations().first else {
                throw RunError(.noInput, "“\(self.page)” holds no page")
            }
            page = try pipeline.reader.page(at: location)
        } catch let error as RunError {
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        } catch {
            throw CommandFailure(.noInput, "“\(self.page)”: \(error)")
        }
        let (taught, known) = try asInARun(pipeline, page, cancellation)
        let processor = DocumentProcessor(taught, toolVersion: pipelineFile.toolVersion)
        // All steps first: what is personal shows only when the last has been taken.
        var steps: [DocumentProcessor.Step] = []
        let record = processor.record(of: known) { steps.append($0) }
        let explanation = Explanation(known, record, limit: limit)
        try Console.print(explanation.heading)
        for step in steps where stage.isEmpty || stage.contains(step.stage.rawValue) {
            try Console.print(explanation.text(of: step))
        }
        if stage.isEmpty { try Console.print(explanation.closing) }
        if record.setAside != nil { throw CommandFailure(.documentsSetAside, "") }
    }

    /// The pipeline as it would be in a run over its own pages, and the page as that run would read
    /// it, with its address: what cleaners have learnt is known by both.
    private func asInARun(
        _ pipeline: Pipeline, _ page: Page, _ cancellation: Cancellation
    ) throws -> (Pipeline, Page) {
        guard CorpusLearning(pipeline).mustLearn else { return (pipeline, page) }
        let corpus = try PipelineFile(file).pipeline
        do throws(RunError) {
            let locations = try corpus.reader.locations().sorted()
            let taught = try CorpusLearning(corpus).taught(locations, cancellation)
            let name = page.location.rawValue.split(separator: "/").last
            let same = locations.lazy
                .filter { $0.rawValue.split(separator: "/").last == name }
                .compactMap { try? corpus.reader.page(at: $0) }
                .first { $0.body == page.body }
            return (taught, same ?? page)
        } catch  where error.code == .noInput {
            Console.note("quipu: nothing is learnt from the pipeline's own pages: \(error)")
            return (pipeline, page)
        } catch {
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        }
    }

    /// Refuses names of stages that the pipeline does not have: they would show nothing.
    private func checkStages(of pipeline: Pipeline) throws {
        let names = pipeline.stages.map(\.manifest.name.rawValue)
        guard let name = stage.first(where: { !names.contains($0) }) else { return }
        throw CommandFailure(.usage, unknown("stage of the pipeline", name, among: names))
    }
}

extension DocumentProcessor.Step {
    fileprivate var stage: StageName {
        switch self {
        case .extracted(let stage, _), .cleaned(let stage, _, _, _), .annotated(let stage, _, _),
            .failed(let stage, _):
            stage
        }
    }
}
