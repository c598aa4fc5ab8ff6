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
            addresses, telephone numbers and contact blocks are never shown.

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
        let processor = DocumentProcessor(pipeline, toolVersion: pipelineFile.toolVersion)
        // All steps first: what is personal shows only when the last has been taken.
        var steps: [DocumentProcessor.Step] = []
        let record = processor.record(of: page) { steps.append($0) }
        let explanation = Explanation(page, record, limit: limit)
        try Console.print(explanation.heading)
        for step in steps where stage.isEmpty || stage.contains(step.stage.rawValue) {
            try Console.print(explanation.text(of: step))
        }
        if stage.isEmpty { try Console.print(explanation.closing) }
        if record.setAside != nil { throw CommandFailure(.documentsSetAside, "") }
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
