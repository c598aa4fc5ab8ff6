/// What reading one page cost, and what came of it.
struct PageCost: Codable {
    var bytes = 0
    /// CPU seconds until the text was fixed, and until the rows were made.
    var readingSeconds = 0.0
    var wholeSeconds = 0.0
    /// The stage that took longest, and its CPU seconds.
    var slowestStage = ""
    var slowestSeconds = 0.0
    /// Bytes beyond what was held before the page was read.
    var memory = 0
    var textBytes = 0
    var outcome = ""
    /// Whether the process did not come to an end of its own.
    var isBroken = false
    var isSetAside = false
    /// Whether the page holds the sentence that is looked for, and its text does not.
    var losesSentence = false

    /// Small pages are measured as if they were as large as this.
    private var megabytes: Double { max(Double(bytes) / 1e6, 0.1) }
    private var reading: Double { readingSeconds / megabytes }
    private var whole: Double { wholeSeconds / megabytes }
    private var mostMemory: Int { 64_000_000 + 12 * bytes }

    /// What is beyond a limit.
    var faults: [String] {
        var faults: [String] = []
        if isBroken { return [outcome] }
        if whole > 1 {
            let stage = "\(slowestStage) \(decimal(slowestSeconds / megabytes, 2))"
            faults.append("slow (\(stage))")
        }
        if textBytes == 0, !isSetAside { faults.append("silently empty") }
        return faults
    }

    /// Whether it took more than its share of memory.
    var isLarge: Bool { memory > mostMemory }

    /// Takes over what is worse in another.
    mutating func raise(to other: PageCost) {
        bytes = max(bytes, other.bytes)
        readingSeconds = max(reading, other.reading) * megabytes
        wholeSeconds = max(whole, other.whole) * megabytes
        memory = max(memory, other.memory)
        textBytes = max(textBytes, other.textBytes)
    }

    static let heading =
        "      MB  reading s/MB  whole s/MB  memory MB  text MB  outcome         page"

    var row: String {
        [
            padded(decimal(Double(bytes) / 1e6, 3), 8), padded(decimal(reading, 3), 12),
            padded(decimal(whole, 3), 10), padded(decimal(Double(memory) / 1e6, 1), 9),
            padded(decimal(Double(textBytes) / 1e6, 3), 7),
            outcome + String(repeating: " ", count: max(0, 14 - outcome.count)),
        ].joined(separator: "  ")
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
