import ArgumentParser
import Foundation
import Scoring

/// `quipu score`: a run's datasets against what people annotated.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score the datasets of a run against annotated pages.",
        discussion: """
            A gold file is JSON Lines, an annotated page a line, as Corpus/gold.jsonl shows. Pages are \
            found by the name of their file. Several runs may be scored as one: give --rows and \
            --gold as often, in the same order.

            A gate is [LANGUAGE.]NAME[.precision|.recall|.F1]=NUMBER. Scores must reach it; “traps”, \
            “traps.share”, “false-alarms”, “missing” and “gap.NAME” (the best language less the \
            worst) must not pass it. Names: \(ScoreFigure.names.joined(separator: ", ")).

            EXAMPLES:
              quipu score --rows output/regional-statistics --gold Corpus/gold.jsonl
              quipu score --rows OUT --gold GOLD --by-language --errors 20 --only observations,flows
              quipu score --rows OUT --gold GOLD --require observations-right.F1=0.7 \\
                  --require es.flows.recall=0.8 --require traps=5
              quipu score --rows OUT --gold Corpus/gold.jsonl --floors Corpus/floors.json
              quipu score --rows OUT --gold GOLD --rows OUT2 --gold GOLD2 --calibrate

            Exit codes: 0 all gates passed, 1 one failed, 65 a file is not what it should be, 66 one \
            is not there.
            """)

    @Option(
        help: ArgumentHelp("The folder of a run's datasets.", valueName: "folder"),
        completion: .directory)
    var rows: [String]

    @Option(
        help: ArgumentHelp("The annotated pages of that run.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var gold: [String]

    @Flag(help: "Also print the scores of each language.")
    var byLanguage = false

    @Option(
        help: ArgumentHelp(
            "Print this many mistakes, each with the words behind it.", valueName: "n"))
    var errors = 0

    @Option(
        help: ArgumentHelp(
            "Print only these: countries, observations, …, parted by commas.", valueName: "names"))
    var only: String?

    @Option(help: ArgumentHelp("Also write the scores as JSON.", valueName: "file"))
    var json: String?

    @Option(
        help: ArgumentHelp(
            "Fail where a score is below this; may be given again.", valueName: "gate")
    )
    var require: [String] = []

    @Option(
        help: ArgumentHelp(
            "Fail where a score is below the floors in this file.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var floors: String?

    @Flag(help: "Write the floors anew instead: the scores as they are, rounded down.")
    var pin = false

    @Flag(
        help:
            "Print how often observations are right that say how sure they are, and fit that anew.")
    var calibrate = false

    @Option(
        help: ArgumentHelp(
            "Write the fit to this folder: the signs' weights, and how reliable they are.",
            valueName: "folder"),
        completion: .directory)
    var calibrationOutput: String?

    func validate() throws {
        guard rows.count == gold.count else {
            throw ValidationError(
                "--rows is given \(rows.count) times and --gold \(gold.count): each run needs its gold"
            )
        }
        if errors < 0 { throw ValidationError("--errors is \(errors), below 0") }
        if calibrationOutput != nil, !calibrate {
            throw ValidationError("--calibration-output needs --calibrate")
        }
        if pin, floors == nil { throw ValidationError("--pin needs --floors FILE to write to") }
        let subjects = Set(Measure.allCases.map(\.subject))
        if let stranger = self.subjects.first(where: { !subjects.contains($0) }) {
            throw ValidationError(
                "--only “\(stranger)” is not known; known are \(subjects.sorted().joined(separator: ", "))"
            )
        }
    }

    func run() throws {
        let gates = try require.map(Gate.init(_:))
        let report = try report()
        try Console.print(report.text(byLanguage: byLanguage, only: subjects))
        let lines = report.mistakeLines(errors, only: subjects)
        if !lines.isEmpty { try Console.print("\n" + lines.joined(separator: "\n")) }
        if let json { try write(report.json, to: json) }
        if calibrate { try self.calibrate(report) }
        try check(gates + floorGates(of: report), in: report)
    }

    private func calibrate(_ report: ScoreReport) throws {
        guard Set(report.judged.map(\.document)).count > 1 else {
            throw CommandFailure(
                .badData, "there are observations of one page or none: a fit needs more pages")
        }
        let fit = CalibrationFit(report.judged)
        try Console.print(fit.text(names: gold))
        guard let folder = calibrationOutput else { return }
        let note =
            "fitted by quipu score --calibrate on \(report.judged.count) observations of "
            + "\(report.all.documents) pages"
        try write(fit.confidenceCSV(note: note), to: "\(folder)/confidence.csv")
        try write(fit.reliabilityCSV(note: note), to: "\(folder)/reliability.csv")
    }

    private var subjects: Set<String> {
        Set(only?.split(separator: ",").map { String($0) } ?? [])
    }

    private func report() throws -> ScoreReport {
        var report = ScoreReport()
        for (folder, file) in zip(rows, gold) {
            report.add(try RunDatasets(folder: folder), gold: try GoldDocument.load(file))
        }
        return report
    }

    /// The gates of the floors file; writes them first where that is asked for.
    private func floorGates(of report: ScoreReport) throws -> [Gate] {
        guard let floors else { return [] }
        guard pin else { return try Floors(file: floors).gates }
        let pinned = try Floors(of: report)
        if FileManager.default.fileExists(atPath: floors), let earlier = try? Floors(file: floors) {
            for line in pinned.lowered(since: earlier) { Console.note("quipu: lowered: \(line)") }
        }
        try write(pinned.json, to: floors)
        return []
    }

    private func check(_ gates: [Gate], in report: ScoreReport) throws {
        let failures = try gates.compactMap { try $0.failure(in: report) }
        guard !failures.isEmpty else { return }
        for failure in failures { Console.complain("gate failed: \(failure)") }
        throw CommandFailure(
            .gateFailed, "\(failures.count) of \(gates.count) gates failed")
    }

    private func write(_ text: String, to file: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw CommandFailure(
                .cannotCreateOutput, "\(file): cannot be written: is its folder there?")
        }
    }
}
