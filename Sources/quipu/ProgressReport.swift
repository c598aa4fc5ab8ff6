import PipelineEngine

/// Tells how far a run is: one line that changes on a terminal, a line now and then elsewhere.
struct ProgressReport {
    private let isTerminal: Bool
    private let isQuiet: Bool
    private let pause: Double
    private var nextSeconds: Double

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        isTerminal = Console.isTerminal
        pause = isTerminal ? 0.1 : 10
        nextSeconds = pause
    }

    mutating func show(_ progress: RunProgress) {
        guard !isQuiet, progress.seconds >= nextSeconds else { return }
        nextSeconds = progress.seconds + pause
        Console.note(
            isTerminal ? "\r\u{1B}[K" + line(progress) : "quipu: " + line(progress),
            terminator: isTerminal ? "" : "\n")
    }

    /// Leaves the terminal's line to what comes next.
    func clear() {
        if isTerminal, !isQuiet { Console.note("\r\u{1B}[K", terminator: "") }
    }

    private func line(_ progress: RunProgress) -> String {
        let done = progress.documentCount + progress.resumedCount
        let share = progress.total == 0 ? 100 : done * 100 / progress.total
        var parts = [
            (progress.isLearning ? "looking at " : "")
                + "\(done) of \(progress.total) pages", "\(share) %",
            "\(Int(progress.rate)) pages/s",
            "\(decimal(Double(progress.byteCount) / 1e6 / max(progress.seconds, 1e-3))) MB/s",
        ]
        if let seconds = progress.remainingSeconds, done < progress.total {
            parts.append("about \(duration(seconds)) left")
        }
        if progress.setAsideCount > 0 { parts.append("\(progress.setAsideCount) set aside") }
        return parts.joined(separator: ", ")
    }
}

/// `number` with one decimal.
func decimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
}

func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(decimal(seconds / 3600)) h"
    }
}
