import ArgumentParser
import Foundation
import PipelineConfig
import PipelineEngine
import StageKit

/// `quipu run`: pages in, datasets out.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a pipeline: read its pages and write its datasets.",
        discussion: """
            Pages that cannot be read or handled are set aside: each has a row in “documents” and a \
            warning that says why. The datasets appear when the run has ended, whole or not at all.

            EXAMPLES:
              quipu run Pipelines/regional-statistics.yaml
              quipu run Pipelines/regional-statistics.yaml --input pages --output datasets

            Exit codes: 0 all pages, 3 some set aside, 66 no input, 73 the output cannot be created, \
            74 reading or writing failed, 78 the pipeline is wrong, 130 and 143 stopped.
            """)

    @Argument(help: "The pipeline file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(
        name: .shortAndLong,
        help: "A folder, file or pattern to read instead of the file's; may be given again.",
        completion: .file())
    var input: [String] = []

    @Option(
        name: .shortAndLong, help: "The folder to write to instead of the file's.",
        completion: .directory)
    var output: String?

    @Flag(help: "Replace datasets that an earlier run has written there.")
    var replace = false

    @Option(name: .shortAndLong, help: "How many threads work. (default: one a processor)")
    var workers: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but what went wrong.")
    var quiet = false

    func validate() throws {
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers is \(workers), outside 1–1024")
        }
    }

    func run() throws {
        let overrides = PipelineOverrides(inputs: input, output: output, replace: replace)
        let pipelineFile = try PipelineFile(file, overrides)
        let engine = Engine(
            pipelineFile.pipeline, toolVersion: pipelineFile.toolVersion,
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        let cancellation = stopOnSignals()
        var report = ProgressReport(isQuiet: quiet)
        let summary: RunSummary
        do throws(RunError) {
            summary = try engine.run(cancellation: cancellation) { report.show($0) }
        } catch {
            report.clear()
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        }
        report.clear()
        for page in summary.setAsidePages {
            Console.note("quipu: set aside “\(page.location)”: \(page.message)")
        }
        let unlisted = summary.setAsideCount - summary.setAsidePages.count
        if unlisted > 0 {
            Console.note("quipu: and \(unlisted) more, as “warnings” lists them")
        }
        if !quiet { try Console.print(summary.text) }
        if summary.setAsideCount > 0 { throw CommandFailure(.documentsSetAside, "") }
    }
}

extension RunSummary {
    /// Where the datasets are, their rows, and how it went.
    fileprivate var text: String {
        let width = rowCounts.map(\.table.count).max() ?? 0
        let digits = rowCounts.map { "\($0.count)".count }.max() ?? 0
        let table = rowCounts.map { table, count in
            let number = "\(count)"
            return "  " + table + String(repeating: " ", count: width - table.count + 2)
                + String(repeating: " ", count: digits - number.count) + number
        }
        var last =
            "\(pageCount) pages, \(decimal(Double(byteCount) / 1e6)) MB in "
            + "\(decimal(seconds)) s (\(decimal(rate)) MB/s)"
        if copyCount > 0 { last += "; \(copyCount) the same as another" }
        if setAsideCount > 0 {
            let reasons = setAside.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")
            last += "; \(setAsideCount) set aside: \(reasons)"
        }
        return (["wrote \(folder)"] + table + [last]).joined(separator: "\n")
    }
}
