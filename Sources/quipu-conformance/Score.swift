import ArgumentParser
import Foundation

/// How many of some cases are right.
struct Score {
    var right = 0
    var total = 0

    mutating func count(_ isRight: Bool) {
        total += 1
        if isRight { right += 1 }
    }

    var share: Double { total > 0 ? Double(right) / Double(total) : 0 }

    /// "1592 of 1592 (1.0000)".
    var description: String { "\(right) of \(total) (\(decimal(share, 4)))" }
}

/// What the subcommands that compare have in common.
struct ScoreOptions: ParsableArguments {
    @Option(help: "End with 1 where the share of right cases is below this.")
    var floor: Double?

    @Option(help: "How many cases that differ are shown.")
    var show = 0

    func validate() throws {
        if let floor, !(0...1).contains(floor) {
            throw ValidationError("--floor is \(floor), outside 0–1")
        }
        if show < 0 { throw ValidationError("--show is \(show), less than 0") }
    }

    /// - Throws: where there is no case, or where fewer are right than the floor wants.
    func check(_ score: Score, of what: String) throws {
        guard score.total > 0 else { throw ValidationError("no \(what) found") }
        guard let floor, score.share < floor else { return }
        Output.complain("\(what): \(score.description), below the floor of \(floor)")
        throw ExitCode(1)
    }
}

/// `number` with so many decimals.
func decimal(_ number: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", number)
}

/// Standard output and standard error, with every write checked.
enum Output {
    static func print(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }

    static func complain(_ line: String) {
        // There is nowhere to say that this failed.
        try? FileHandle.standardError.write(
            contentsOf: Data("quipu-conformance: \(line)\n".utf8))
    }
}
