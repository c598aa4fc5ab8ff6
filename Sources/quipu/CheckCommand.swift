import ArgumentParser
import DocumentModel
import PipelineConfig
import StageKit

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with pipeline files.",
        discussion: """
            Each thing that is wrong is one line, FILE:LINE:COLUMN: and what to do about it. Nothing \
            is read or written by the pipeline itself.

            With --test, the cases in NAME.test.yaml beside NAME.yaml are run: a page in, rows out. \
            The exit code is 78 where a file is wrong and 1 where a test fails.

            EXAMPLES:
              quipu check Pipelines/regional-statistics.yaml
              quipu check Pipelines/*.yaml
              quipu check --test Pipelines/regional-statistics.yaml
            """)

    @Argument(
        help: ArgumentHelp("The pipeline files.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Flag(name: .shortAndLong, help: "Also run the tests beside each file.")
    var test = false

    @Flag(name: .shortAndLong, help: "Print only what is wrong.")
    var quiet = false

    func run() throws {
        let resources = try StageResources.bundled()
        var statuses: [ExitStatus] = []
        for file in files.map(SourceFile.init) {
            do {
                try check(file, resources)
            } catch let error as InvalidPipeline {
                Console.report(error.diagnostics)
                statuses.append(.configuration)
            } catch let failure as CommandFailure where failure.status != .inputOutput {
                Console.complain(failure.message)
                statuses.append(failure.status)
            }
        }
        // A file that is wrong says more than a test that fails.
        guard let status = statuses.max(by: { $0.rawValue < $1.rawValue }) else { return }
        throw CommandFailure(status, "")
    }

    private func check(_ file: SourceFile, _ resources: StageResources) throws {
        if file.isTests {
            let tests = try file.pipelineTests()
            return try say("\(file.path): \(counted(tests.count, "test")), well formed")
        }
        let made = try PipelineFile(file, resources: resources)
        try say("\(file.path): \(counted(made.pipeline.stages.count, "stage")), nothing wrong")
        guard test else { return }
        guard file.tests.exists else {
            throw CommandFailure(.noInput, "\(file.path): there is no \(file.tests.path) to run")
        }
        let tests = try file.tests.pipelineTests()
        let failures = tests.flatMap { $0.failures(tables: datasetSchemas, rows: made.rows) }
        Console.report(failures)
        guard failures.isEmpty else {
            let count = tests.reduce(0) { $0 + $1.expectationCount }
            throw CommandFailure(
                .gateFailed,
                "\(file.tests.path): \(failures.count) of \(count) expectations not met")
        }
        try say("\(file.tests.path): \(counted(tests.count, "test")) passed")
    }

    private func say(_ line: String) throws {
        if !quiet { try Console.print(line) }
    }
}

/// "1 test", "2 tests".
func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
