import ArgumentParser
import DocumentModel
import Foundation
import PipelineEngine
import StageKit

/// `quipu-conformance page-cost`: what `hostile` runs for each page.
struct PageCostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page-cost",
        abstract: "Run one page and print what it cost as JSON.",
        discussion: """
            EXAMPLES:
              quipu-conformance page-cost page.html
            """,
        shouldDisplay: false)

    @Argument(help: "The page.", completion: .file())
    var path: String

    @OptionGroup var stages: PipelineOptions

    @Option(help: "A sentence to be looked for in its text.")
    var sentence: String?

    @Option(help: "How many seconds the page may take.")
    var seconds = 300

    func run() throws {
        let resources = try StageResources.bundled()
        let pipeline = try stages.pipeline(reading: path, resources)
        let processor = DocumentProcessor(pipeline, toolVersion: "conformance")
        let ordinary = Page(
            location: PageLocation(rawValue: "ordinary.html"),
            body: Array("<p>In 2019, 12 people were helped in Lima, Peru.</p>".utf8))
        // What stages build when they are first used is none of the page's cost.
        _ = processor.record(of: ordinary).rows()
        guard let location = try pipeline.reader.locations().first else {
            throw ValidationError("“\(path)” is no page")
        }
        let before = ProcessMemory.restartPeak()
        alarm(UInt32(clamping: seconds))
        var cost = PageCost()
        do throws(StageError) {
            measure(try pipeline.reader.page(at: location), by: processor, &cost)
        } catch {
            cost.outcome = error.code.reason
            cost.isSetAside = true
        }
        cost.memory = max(0, ProcessMemory.peak - before)
        let json = try JSONEncoder().encode(cost)
        try Output.print(String(decoding: json, as: UTF8.self))
    }

    private func measure(
        _ page: Page, by processor: DocumentProcessor, _ cost: inout PageCost
    ) {
        cost.bytes = page.body.count
        let start = processorSeconds()
        var last = start
        var reading: Double?
        var slowest: (stage: String, seconds: Double) = ("", 0)
        var text: [UInt8] = []
        func note(_ stage: StageName) {
            let now = processorSeconds()
            if now - last > slowest.seconds { slowest = (stage.rawValue, now - last) }
            last = now
        }
        let record = processor.record(of: page) { step in
            switch step {
            case .extracted(let stage, let document):
                note(stage)
                text = document.text
            case .cleaned(let stage, _, _, _): note(stage)
            case .annotated(let stage, _, _):
                reading = reading ?? last
                note(stage)
            case .failed(let stage, _): note(stage)
            }
        }
        _ = record.rows()
        note("rows")
        cost.readingSeconds = (reading ?? last) - start
        cost.wholeSeconds = last - start
        (cost.slowestStage, cost.slowestSeconds) = slowest
        cost.textBytes = record.document?.text.count ?? 0
        cost.isSetAside = record.setAside != nil
        cost.outcome = record.setAside?.reason ?? "document"
        if let sentence, !cost.isSetAside {
            let wanted = Array(sentence.utf8)
            cost.losesSentence = page.body.holds(wanted) && !text.holds(wanted)
        }
    }
}

extension [UInt8] {
    /// Whether `part` stands anywhere in these bytes.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        Data(self).range(of: Data(part)) != nil
    }
}

/// The CPU time of this process so far, in seconds.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How much memory of this process is or was in use, as Linux tells.
enum ProcessMemory {
    /// Forgets the peak so far, and tells how many bytes are in use.
    static func restartPeak() -> Int {
        let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs")
        try? file?.write(contentsOf: Data("5".utf8))
        return value(of: "VmRSS:")
    }

    /// The most bytes in use since.
    static var peak: Int { value(of: "VmHWM:") }

    private static func value(of key: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }
}
