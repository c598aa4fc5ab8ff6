import Foundation

extension ScoreReport {
    /// The scores as a table for a terminal.
    ///
    /// - Parameter subjects: What to show, by ``Measure/subject``; all where empty.
    package func text(byLanguage: Bool, only subjects: Set<String> = []) -> String {
        let shown = Measure.allCases.filter { subjects.isEmpty || subjects.contains($0.subject) }
        var scopes = [("all", all)]
        if byLanguage { scopes += self.byLanguage.sorted { $0.key < $1.key } }
        let showsObservations = subjects.isEmpty || subjects.contains("observations")
        return scopes.map { name, scores in
            ([scores.heading(name), Self.header] + shown.map { scores.line(of: $0) }
                + (showsObservations ? scores.observationLines : []))
                .joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private static let header =
        "  " + padded("", 19) + "precision  recall     F1   right   given    gold"

    /// The first mistakes, evenly over the pages' order; one line each.
    package func mistakeLines(_ limit: Int, only subjects: Set<String> = []) -> [String] {
        mistakes.filter { subjects.isEmpty || subjects.contains($0.subject) }.prefix(limit)
            .map(\.line)
    }

    /// The scores as JSON: by scope, then by measure.
    package var json: String {
        let scopes = [("all", all)] + byLanguage.sorted { $0.key < $1.key }
        let entries = scopes.map { name, scores in "  \"\(name)\": \(scores.json)" }
        return "{\n\(entries.joined(separator: ",\n"))\n}\n"
    }
}

extension Scores {
    fileprivate func heading(_ name: String) -> String {
        let shown = missing.prefix(5).joined(separator: ", ")
        let absent =
            missing.isEmpty ? "" : ", of which the run lacks \(missing.count): \(shown)"
        return "\(name): \(documents) \(documents == 1 ? "page" : "pages")\(absent)"
    }

    fileprivate func line(of measure: Measure) -> String {
        let tally = self[measure]
        let shares = [tally.precision, tally.recall, tally.f1].map { fixed($0, 3) }
        let counts = [tally.right, tally.given, tally.gold].map { "\($0)".paddedLeft(to: 8) }
        return "  \(padded(measure.rawValue, 21))  \(shares.joined(separator: "   "))"
            + counts.joined()
    }

    fileprivate var observationLines: [String] {
        let fields = ObservationField.allCases.map {
            "\($0.rawValue) \(fixed(self[$0].precision, 2))"
        }
        return [
            "  fields of observations found: \(fields.joined(separator: ", "))",
            "  traps sprung: \(traps.given) of \(traps.gold); false alarms: \(falseAlarms) on \(quietPages) pages without victims, cases or suspects",
        ]
    }

    fileprivate var json: String {
        var entries = Measure.allCases.map { measure in
            let tally = self[measure]
            let shares = [
                ("precision", tally.precision), ("recall", tally.recall), ("F1", tally.f1),
            ].map { "\"\($0)\": \(fixed($1, 4))" }
            return "\"\(measure.rawValue)\": {\(shares.joined(separator: ", ")), "
                + "\"right\": \(tally.right), \"given\": \(tally.given), \"gold\": \(tally.gold)}"
        }
        let fields = ObservationField.allCases.map { field in
            "\"\(field.rawValue)\": \(fixed(self[field].precision, 4))"
        }
        entries += [
            "\"fields\": {\(fields.joined(separator: ", "))}",
            "\"traps\": \(traps.given), \"traps of\": \(traps.gold)",
            "\"false-alarms\": \(falseAlarms), \"quiet pages\": \(quietPages)",
            "\"pages\": \(documents), \"missing\": \(missing.count)",
        ]
        return "{\n    \(entries.joined(separator: ",\n    "))\n  }"
    }
}

func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

extension String {
    func paddedLeft(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
