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
            warning that says why. The datasets appear when the run has ended, whole or not at all. \
            A run that was stopped, by whatever, keeps what it has done in a folder beside the \
            output: run it again with --resume and it goes on from there.

            EXAMPLES:
              quipu run Pipelines/regional-statistics.yaml
              quipu run Pipelines/regional-statistics.yaml --input pages --output datasets
              quipu run Pipelines/regional-statistics.yaml --input pages --output datasets --resume
              quipu run Pipelines/regional-statistics.yaml --input pages --output part-2 --shard 2/8

            Exit codes: 0 all pages, 3 some set aside, 66 no input, 73 the output cannot be created, \
            74 reading or writing failed, 75 another run is at work there or was stopped, 77 the run \
            that was stopped had other pages or another pipeline, 78 the pipeline is wrong, 130 and \
            143 stopped.
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

    @Flag(help: "Go on with a run that was stopped; begin where there is none.")
    var resume = false

    @Flag(help: "Forget a run that was stopped, and begin anew.")
    var fresh = false

    @Option(
        help: ArgumentHelp(
            "Do one of several parts of the work, for “quipu merge”: 2/8 is the second of eight.",
            valueName: "number/count"))
    var shard: RunPart?

    @Option(name: .shortAndLong, help: "How many threads work. (default: one a processor)")
    var workers: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but what went wrong.")
    var quiet = false

    func validate() throws {
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers is \(workers), outside 1–1024")
        }
        if resume, fresh { throw ValidationError("--resume and --fresh exclude each other") }
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
            summary = try engine.run(
                resume ? .resuming : fresh ? .afresh : .anew, part: shard?.part,
                cancellation: cancellation
            ) { report.show($0) }
        } catch {
            report.clear()
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        }
        report.clear()
        try summary.show(isQuiet: quiet)
    }
}

/// What `--shard` takes.
struct RunPart: ExpressibleByArgument {
    let part: Engine.Part

    init?(argument: String) {
        let numbers = argument.split(separator: "/", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
            (1...100_000).contains(count), (1...count).contains(number)
        else { return nil }
        part = Engine.Part(number: number, count: count)
    }
}

extension RunSummary {
    /// Says how a run went.
    ///
    /// - Throws: ``CommandFailure`` where pages were set aside.
    func show(isQuiet: Bool) throws {
        for page in setAsidePages {
            Console.note("quipu: set aside “\(page.location)”: \(page.message)")
        }
        let unlisted = setAsideCount - setAsidePages.count
        if unlisted > 0 {
            Console.note("quipu: and \(unlisted) more, as “warnings” lists them")
        }
        if !isQuiet { try Console.print(text) }
        if setAsideCount > 0 { throw CommandFailure(.documentsSetAside, "") }
    }

    /// Where the datasets are, their rows, and how it went.
    private var text: String {
        if wasComplete { return "\(folder) is complete: there is nothing to go on with" }
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
        if resumedCount > 0 { last += "; \(resumedCount) done by the run before" }
        if copyCount > 0 { last += "; \(copyCount) the same as another" }
        if setAsideCount > 0 {
            let reasons = setAside.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")
            last += "; \(setAsideCount) set aside: \(reasons)"
        }
        return (["wrote \(folder)"] + table + [last]).joined(separator: "\n")
    }
}
