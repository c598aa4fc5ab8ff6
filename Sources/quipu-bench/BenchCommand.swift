import ArgumentParser
import DocumentModel
import Foundation
import PipelineEngine
import StageCatalog
import StageKit

/// Measures how fast each part of the pipeline is on a folder of pages.
@main struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu-bench",
        abstract:
            "Measure scanning, extraction, tagging and the whole pipeline on a folder of pages.",
        discussion: """
            EXAMPLES:
              swift run -c release quipu-bench Corpus/pages
              swift run -c release quipu-bench pages --rounds 9 --json

            Each round measures every part once, one after another, and libxml2's SAX parse of the \
            same bytes as a yardstick, so that a machine that slows down slows all of them. Times \
            are CPU time of one thread; megabytes are of HTML, or of extracted text where the part \
            reads text.
            """)

    @Argument(help: "The folder of pages.", completion: .directory)
    var folder: String

    @Option(help: "How many rounds to measure.")
    var rounds = 5

    @Option(help: "Measure only the parts whose names hold this.")
    var only: String?

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    func validate() throws {
        guard (1...1000).contains(rounds) else {
            throw ValidationError("--rounds is \(rounds), outside 1–1000")
        }
    }

    func run() throws {
        let material = try Material(folder: folder)
        let parts = material.parts().filter { part in
            only.map { part.name.contains($0) } ?? true
        }
        guard !parts.isEmpty else { throw ValidationError("no part is named like --only says") }
        var seconds = parts.map { _ in [Double]() }
        for _ in 0..<rounds {
            for (index, part) in parts.enumerated() {
                let start = processorSeconds()
                try part.run()
                seconds[index].append(processorSeconds() - start)
            }
        }
        let results = zip(parts, seconds).map { Result(part: $0, seconds: $1) }
        let report = Report(results: results, material: material, rounds: rounds)
        print(json ? try report.json() : report.table, terminator: "")
    }
}

/// A part of the pipeline to be measured.
struct Part {
    let name: String
    /// What one run reads.
    let byteCount: Int
    let reads: String
    let run: () throws -> Void
}

/// How long the rounds of one part took.
struct Result {
    let name: String
    let reads: String
    let byteCount: Int
    let minimum: Double
    let median: Double

    init(part: Part, seconds: [Double]) {
        name = part.name
        reads = part.reads
        byteCount = part.byteCount
        let sorted = seconds.sorted()
        minimum = sorted.first ?? 0
        median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    /// Megabytes a second of CPU time.
    func rate(_ seconds: Double) -> Double {
        seconds > 0 ? Double(byteCount) / 1e6 / seconds : 0
    }
}

/// The CPU time of this process so far, in seconds.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
