import ArgumentParser
import DocumentModel
import PipelineConfig
import RelatingStages
import StageCatalog
import StageKit

struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference of every stage and dataset, as Markdown.",
        discussion: """
            EXAMPLES:
              quipu reference > Pipelines/REFERENCE.md
              quipu reference | less
            """)

    func run() throws {
        try Console.write(try Self.text())
    }

    static func text() throws -> String {
        PipelineConfig.reference(of: stageCatalog.map(\.manifest), tables: datasetSchemas)
            + reference(of: try .bundled())
    }

    /// How far the confidence of observations can be trusted, as Markdown.
    private static func reference(of calibration: Calibration) -> String {
        let bins = calibration.reliability.filter { $0.rows > 0 }.reversed().map { bin in
            "| \(percent(bin.from)) and more | \(percent(bin.stated)) "
                + "| \(percent(Double(bin.right) / Double(bin.rows))) | \(bin.rows) |"
        }
        let weights = calibration.model.entries.map { entry in
            "| \(entry.sign) | \(entry.weight) | \(entry.right) of \(entry.rows) |"
        }
        return (Self.opening + bins + Self.middle + weights).joined(separator: "\n") + "\n"
    }

    private static let opening = [
        "", "# Confidence", "",
        "`confidence` of an observation is the share of such observations that were right on pages "
            + "that people had annotated: its figure, unit, indicator, population role and qualifier. "
            + "So it turned out where pages were judged by what was measured on other pages:",
        "", "| confidence | stated, mean | right | rows |", "| --- | --- | --- | --- |",
    ]

    private static let middle = [
        "",
        "What bears on it, each with its weight in the logarithm of the odds, and how many rows had "
            + "it and were right:",
        "", "| sign | weight | right |", "| --- | --- | --- |",
    ]

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}
