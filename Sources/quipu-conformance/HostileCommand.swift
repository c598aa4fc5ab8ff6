import ArgumentParser
import Foundation
import StageKit

/// `quipu-conformance hostile`: what pages cost that were made to cost.
struct HostileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hostile",
        abstract: "Run pages one by one, each in a process of its own, and say what they cost.",
        discussion: """
            EXAMPLES:
              quipu-conformance hostile hostile-pages
              quipu-conformance hostile hostile-pages --sentence "24 people were rescued" --all
              quipu-conformance hostile page.html --seconds 60

            For each page: CPU seconds a megabyte of reading (extracting and cleaning) and of the \
            whole pipeline, the memory it took beyond what the stages hold, and what came of it. \
            Ends with 1 where a page ends the process or takes too long, costs more than 1 CPU \
            second a MB (of 0.1 MB at least), or gives a document without text. Pages that take more \
            than 64 MB and 12 bytes a byte are listed, and those whose text does not hold the \
            sentence: a page may hide it.
            """)

    @Argument(help: "A folder of pages, or pages.", completion: .file())
    var paths: [String]

    @OptionGroup var stages: PipelineOptions

    @Option(help: "A sentence that pages hold, to be looked for in their texts.")
    var sentence: String?

    @Option(help: "How many seconds a page may take.")
    var seconds = 300

    @Flag(help: "List all pages, not only those beyond a limit.")
    var all = false

    func run() throws {
        let files = try TestFile.paths(under: paths, endings: ["html", "htm", "txt", "xhtml"])
        var beyond = 0
        var large = 0
        var worst = PageCost()
        try Output.print(PageCost.heading)
        for path in files {
            let cost = try cost(of: path)
            let faults = cost.faults
            if !faults.isEmpty { beyond += 1 }
            if cost.isLarge { large += 1 }
            worst.raise(to: cost)
            let notes =
                faults + (cost.isLarge ? ["much memory"] : [])
                + (cost.losesSentence ? ["the sentence is not in the text"] : [])
            if all || !notes.isEmpty {
                let name = (path as NSString).lastPathComponent
                try Output.print("\(cost.row)  \(name)  \(notes.joined(separator: ", "))")
            }
        }
        try Output.print("\(worst.row)  the worst of each")
        try Output.print("pages that take much memory: \(large) of \(files.count)")
        try Output.print("pages beyond a limit: \(beyond) of \(files.count)")
        if files.isEmpty { throw ValidationError("no page found") }
        if beyond > 0 { throw ExitCode(1) }
    }

    /// What one page costs, told by a process that does nothing else.
    private func cost(of path: String) throws -> PageCost {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            ["page-cost", path, "--pipeline", stages.file, "--seconds", "\(seconds)"]
            + (sentence.map { ["--sentence", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        if process.terminationReason == .exit, process.terminationStatus == 0 {
            return try JSONDecoder().decode(PageCost.self, from: data)
        }
        var cost = PageCost()
        cost.outcome =
            process.terminationReason == .uncaughtSignal
            ? "ended by signal \(process.terminationStatus)"
            : "ended with \(process.terminationStatus)"
        cost.isBroken = true
        return cost
    }
}
