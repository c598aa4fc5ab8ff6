import ArgumentParser
import PipelineConfig
import PipelineEngine
import StageKit

/// `quipu merge`: the parts of a run in, datasets out.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Write the datasets of a run whose parts were done apart.",
        discussion: """
            “quipu run --shard 2/8” does the second of eight parts of a run, on whatever machine has \
            the pages, and leaves a folder of rows. When all parts are done, this command writes the \
            datasets from them: byte for byte what one run over all pages would have written.

            EXAMPLES:
              quipu merge Pipelines/regional-statistics.yaml part-1 part-2 --output datasets

            Exit codes: as for “quipu run”; 66 a part is missing, 77 the parts are of different runs.
            """)

    @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Argument(help: "The folders that the parts were written to.", completion: .directory)
    var parts: [String]

    @Option(
        name: .shortAndLong, help: "The folder to write to instead of the file's.",
        completion: .directory)
    var output: String?

    @Flag(help: "Replace datasets that an earlier run has written there.")
    var replace = false

    @Flag(name: .shortAndLong, help: "Say nothing but what went wrong.")
    var quiet = false

    func run() throws {
        let pipelineFile = try PipelineFile(
            file, PipelineOverrides(output: output, replace: replace))
        let cancellation = stopOnSignals()
        let summary: RunSummary
        do throws(RunError) {
            summary = try Engine(
                pipelineFile.pipeline, toolVersion: pipelineFile.toolVersion, workers: 1
            ).merge(parts, cancellation: cancellation)
        } catch {
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        }
        try summary.show(isQuiet: quiet)
    }
}
