import Foundation
package import RelatingStages

/// An observation as calibration sees it: its signs, and whether it is right.
package struct JudgedSigns: Sendable {
    /// The run it comes from, by number.
    package let run: Int
    package let document: String
    package let signs: ConfidenceSigns
    /// What the row says of itself.
    package let stated: Double
    package let isRight: Bool
}

extension ConfidenceModel {
    /// The model under which what was seen is likeliest, where each weight costs its square.
    ///
    /// That draws the share of a sign that few rows have towards the share of all; it is the
    /// logistic form of a prior. The base alone costs nothing. Weights are rounded to thousandths.
    /// The cost is what carried best from one set of pages to another.
    package init(fittedTo judged: [JudgedSigns], shrinkage: Double = 8) {
        let signs = Set(judged.flatMap(\.signs.names)).sorted()
        var members: [String: [Int]] = [:]
        for (index, row) in judged.enumerated() {
            for sign in row.signs.names { members[sign, default: []].append(index) }
        }
        let columns = [Array(judged.indices)] + signs.map { members[$0] ?? [] }
        var weights = Array(repeating: 0.0, count: columns.count)
        var odds = Array(repeating: 0.0, count: judged.count)
        for _ in 0..<Self.sweeps {
            for (column, rows) in columns.enumerated() {
                let cost = column == 0 ? 1e-6 : shrinkage
                var slope = -cost * weights[column]
                var curve = cost
                for row in rows {
                    let share = 1 / (1 + exp(-odds[row]))
                    slope += (judged[row].isRight ? 1 : 0) - share
                    curve += share * (1 - share)
                }
                let step = max(-2, min(2, slope / curve))
                weights[column] += step
                for row in rows { odds[row] += step }
            }
        }
        let names = [Self.base] + signs
        self.init(
            zip(names, columns).enumerated().map { index, named in
                Entry(
                    sign: named.0, weight: (weights[index] * 1000).rounded() / 1000,
                    rows: named.1.count, right: named.1.count { judged[$0].isRight })
            })
    }

    private static let sweeps = 200
}

/// How well confidence tells right rows from wrong ones.
package struct Reliability: Sendable {
    package let bins: [ReliabilityBin]
    /// The mean squared distance of the confidence from what came true: the lower the better.
    package let brier: Double
    /// How many rows say 0.9 or more, and how many of them are right.
    package let sure: (rows: Int, right: Int)

    package init(_ rows: [(confidence: Double, isRight: Bool)]) {
        bins = Self.edges.indices.map { index in
            let upper = index + 1 < Self.edges.count ? Self.edges[index + 1] : 2
            let inside = rows.filter { (Self.edges[index]..<upper).contains($0.confidence) }
            return ReliabilityBin(
                from: Self.edges[index], rows: inside.count,
                stated: inside.isEmpty
                    ? 0 : inside.reduce(0) { $0 + $1.confidence } / Double(inside.count),
                right: inside.count(where: \.isRight))
        }
        brier =
            rows.reduce(0) { sum, row in
                let distance = row.confidence - (row.isRight ? 1 : 0)
                return sum + distance * distance
            } / Double(max(1, rows.count))
        let sureRows = rows.filter { $0.confidence >= 0.9 }
        sure = (sureRows.count, sureRows.count(where: \.isRight))
    }

    private static let edges = [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]

    /// The bins as a table for a terminal.
    package var text: String {
        let lines = bins.filter { $0.rows > 0 }.map { bin in
            let share = Double(bin.right) / Double(bin.rows)
            return "  \(fixed(bin.from, 2))+   \(fixed(bin.stated, 3))   \(fixed(share, 3))"
                + "\(bin.rows)".paddedLeft(to: 7)
        }
        let share = sure.rows == 0 ? 0 : Double(sure.right) / Double(sure.rows)
        return
            (["  from    stated  right     rows"] + lines + [
                "  at 0.90 and more: \(sure.right) of \(sure.rows) right (\(fixed(share, 3))); squared error \(fixed(brier, 4))"
            ]).joined(separator: "\n")
    }
}

/// Weighs the signs of observations, and says how far the weights can be trusted.
package struct CalibrationFit: Sendable {
    package let model: ConfidenceModel
    /// The confidence that the rows have now.
    package let present: Reliability
    /// Each part judged by the weights of the others: what to expect of pages never seen.
    package let crossed: Reliability
    /// Each run judged by the weights of the other runs; empty where there is one run.
    package let byRun: [Reliability]

    /// - Parameter judged: Rows of at least two pages.
    package init(_ judged: [JudgedSigns]) {
        model = ConfidenceModel(fittedTo: judged)
        present = Reliability(judged.map { ($0.stated, $0.isRight) })
        let documents = Array(Set(judged.map { "\($0.run) \($0.document)" })).sorted()
        var part: [String: Int] = [:]
        for (index, document) in documents.enumerated() { part[document] = index % Self.parts }
        crossed = Reliability(
            (0..<Self.parts).flatMap { number in
                Self.judge(judged) { part["\($0.run) \($0.document)"] == number }
            })
        let runs = Set(judged.map(\.run)).sorted()
        byRun =
            runs.count < 2
            ? [] : runs.map { run in Reliability(Self.judge(judged) { $0.run == run }) }
    }

    private static let parts = 10

    /// What a fit to the other rows says of those that `isHeldBack` picks.
    private static func judge(
        _ judged: [JudgedSigns], _ isHeldBack: (JudgedSigns) -> Bool
    ) -> [(confidence: Double, isRight: Bool)] {
        let held = judged.filter(isHeldBack)
        guard !held.isEmpty, held.count < judged.count else { return [] }
        let model = ConfidenceModel(fittedTo: judged.filter { !isHeldBack($0) })
        return held.map { (model.confidence($0.signs), $0.isRight) }
    }
}

extension CalibrationFit {
    /// What was measured, for a terminal.
    ///
    /// - Parameter names: What the runs are called, in their order.
    package func text(names: [String]) -> String {
        let others = zip(names, byRun).map { name, reliability in
            "\(name), judged by a fit to the other runs:\n\(reliability.text)\n"
        }
        let sections = [
            "confidence as it stands in the rows:\n\(present.text)\n",
            "pages judged by a fit to the other pages:\n\(crossed.text)\n",
        ]
        return "\n" + (sections + others).joined(separator: "\n")
    }

    /// The weights, strongest first among those of a kind.
    package func confidenceCSV(note: String) -> String {
        let rows = model.entries.map { entry in
            "\(entry.sign),\(plain(entry.weight)),\(entry.rows),\(entry.right)\n"
        }
        return "# Source: \(note).\n" + Self.licence + "sign,weight,rows,right\n" + rows.joined()
    }

    /// How reliable the fit is on pages that it was not fitted to.
    package func reliabilityCSV(note: String) -> String {
        let rows = crossed.bins.map { bin in
            "\(fixed(bin.from, 2)),\(bin.rows),\(fixed(bin.stated, 4)),\(bin.right)\n"
        }
        return "# Source: \(note); each page judged by a fit to other pages.\n" + Self.licence
            + "from,rows,stated,right\n" + rows.joined()
    }

    private static let licence = "# Licence: own data.\n"
}
