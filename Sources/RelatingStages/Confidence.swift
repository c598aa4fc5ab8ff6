package import CodeLists
import DocumentModel
import Foundation
package import StageKit

/// What bears on how sure an observation is: short names, each true of it.
///
/// Read from what a row of `observations` says, so that the tool that weighs the signs can read them
/// from datasets.
package struct ConfidenceSigns: Hashable, Sendable {
    /// Sorted, without repeats.
    package let names: [String]

    package init(
        rule: String, indicator: String, qualifier: String, timeBasis: String,
        periodSource: String, isPart: Bool, statesPurpose: Bool, flags: some Sequence<String>,
        language: String
    ) {
        var names = [
            "rule \(rule)", "indicator \(indicator)", "basis \(timeBasis)",
            "period \(periodSource)", "language \(language)",
        ]
        if qualifier != "EXACT" { names.append("not exact") }
        if isPart { names.append("part of a whole") }
        if statesPurpose { names.append("purpose stated") }
        names += flags.filter(Self.telling.contains).map { "flag \($0)" }
        self.names = names.sorted()
    }

    init(_ observation: Observation, in language: LanguageCode) {
        self.init(
            rule: observation.rule.rawValue, indicator: observation.indicator,
            qualifier: observation.figure.qualifier.rawValue, timeBasis: observation.timeBasis,
            periodSource: observation.periodSource, isPart: observation.parent != nil,
            statesPurpose: !observation.exploitation.isEmpty, flags: observation.flags,
            language: language.rawValue)
    }

    /// Flags that speak of how the figure was read, not of what it counts.
    private static let telling: Set<String> = ["TITLE", "HEDGED", "DENOMINATOR_UNCLEAR"]
}

/// How often observations with given signs are right, as `quipu score --calibrate` measured it.
///
/// A logistic model: the weights of the signs add up to the logarithm of the odds.
package struct ConfidenceModel: Hashable, Sendable {
    /// A sign, its weight, and how many rows had it and were right when it was weighed.
    package struct Entry: Hashable, Sendable {
        package let sign: String
        package let weight: Double
        package let rows: Int
        package let right: Int

        package init(sign: String, weight: Double, rows: Int, right: Int) {
            self.sign = sign
            self.weight = weight
            self.rows = rows
            self.right = right
        }
    }

    /// The sign that all observations have.
    package static let base = "all"

    package let entries: [Entry]
    private let weights: [String: Double]

    package init(_ entries: [Entry]) {
        self.entries = entries
        weights = Dictionary(
            entries.map { ($0.sign, $0.weight) }, uniquingKeysWith: { first, _ in first })
    }

    /// The share of such observations that are right, rounded down to hundredths; a sign that was
    /// never seen bears nothing.
    package func confidence(_ signs: ConfidenceSigns) -> Double {
        (probability(signs) * 100).rounded(.down) / 100
    }

    package func probability(_ signs: ConfidenceSigns) -> Double {
        let odds = signs.names.reduce(weights[Self.base] ?? 0) { $0 + (weights[$1] ?? 0) }
        return 1 / (1 + exp(-odds))
    }

    /// Reads the columns `sign`, `weight`, `rows` and `right`.
    package init(_ table: CodeTable, named name: String) throws(StageError) {
        let columns = ["sign", "weight", "rows", "right"].compactMap(table.index(of:))
        var entries: [Entry] = []
        for row in 0..<table.rowCount {
            guard columns.count == 4, let weight = Double(table[row, columns[1]]),
                let rows = Int(table[row, columns[2]]), let right = Int(table[row, columns[3]])
            else {
                throw StageError(
                    .unavailable,
                    "\(name): row \(row + 1) is no weight: “quipu score --calibrate” makes the file"
                )
            }
            entries.append(
                Entry(sign: table[row, columns[0]], weight: weight, rows: rows, right: right))
        }
        self.init(entries)
    }
}

/// Observations by the share stated of them, and how many of them were right.
package struct ReliabilityBin: Hashable, Sendable {
    /// The least confidence in the bin.
    package let from: Double
    package let rows: Int
    /// The mean confidence of its rows; 0 where there are none.
    package let stated: Double
    package let right: Int

    package init(from: Double, rows: Int, stated: Double, right: Int) {
        self.from = from
        self.rows = rows
        self.stated = stated
        self.right = right
    }
}

/// What `quipu score --calibrate` measured last, as it ships.
package struct Calibration: Sendable {
    package let model: ConfidenceModel
    /// From the lowest confidence up; measured on pages that the weights were not fitted to.
    package let reliability: [ReliabilityBin]

    package static func bundled() throws(StageError) -> Calibration {
        let reliability = try table("reliability")
        var bins: [ReliabilityBin] = []
        for row in reliability.rows {
            guard row.count == 4, let from = Double(row[0]), let rows = Int(row[1]),
                let stated = Double(row[2]), let right = Int(row[3])
            else {
                throw StageError(
                    .unavailable, "reliability.csv is damaged: “quipu score --calibrate” makes it")
            }
            bins.append(ReliabilityBin(from: from, rows: rows, stated: stated, right: right))
        }
        return Calibration(
            model: try ConfidenceModel(try table("confidence"), named: "confidence.csv"),
            reliability: bins)
    }

    private static func table(_ name: String) throws(StageError) -> CodeTable {
        let file = Bundle.module.resourceURL?.appending(path: "Calibration/\(name).csv")
        guard let data = file.flatMap({ try? Data(contentsOf: $0) }) else {
            throw StageError(.unavailable, "“\(name).csv” is missing: reinstall the package")
        }
        do {
            return try CodeTable(csv: [UInt8](data), named: "\(name).csv")
        } catch {
            throw StageError(.unavailable, error.message)
        }
    }
}

extension StageResources {
    /// The calibration that ships with the package, loaded once.
    var calibration: Calibration {
        get throws(StageError) {
            try shared { () throws(StageError) in try Calibration.bundled() }
        }
    }
}
