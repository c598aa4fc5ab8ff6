/// One figure of a report, as `--require` and floors name it: `es.flows.recall`, `fields.sex`,
/// `traps`, `gap.roles.F1`.
package struct ScoreFigure: Hashable, Sendable {
    /// What a figure is taken of.
    enum Scope: Hashable {
        case all
        case language(String)
        /// The best language less the worst.
        case gap
    }

    enum Subject: Hashable {
        case measure(Measure, Statistic)
        case field(ObservationField)
        /// How many traps were sprung.
        case traps
        /// The share of traps that were sprung.
        case trapShare
        case falseAlarms
        case missing
    }

    enum Statistic: String, CaseIterable {
        case precision, recall
        case f1 = "F1"

        func value(of tally: Tally) -> Double {
            switch self {
            case .precision: tally.precision
            case .recall: tally.recall
            case .f1: tally.f1
            }
        }
    }

    let scope: Scope
    let subject: Subject
    package let name: String

    /// Whether the figure is better the lower it is.
    package var isMaximum: Bool {
        switch subject {
        case .measure, .field: scope == .gap
        case .traps, .trapShare, .falseAlarms, .missing: true
        }
    }

    /// - Throws: ``ScoringError`` that lists the names there are.
    package init(_ name: String) throws(ScoringError) {
        var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        self.name = name
        scope = Self.takeScope(&parts)
        guard let subject = Self.subject(parts) else {
            throw ScoringError(
                .usage,
                "unknown figure “\(name)”: write [LANGUAGE.]NAME[.precision|.recall|.F1], where NAME is \(Self.names.joined(separator: ", "))"
            )
        }
        self.subject = subject
    }

    private static func takeScope(_ parts: inout [String]) -> Scope {
        guard let first = parts.first, parts.count > 1 else { return .all }
        switch first {
        case "all", "gap":
            parts.removeFirst()
            return first == "all" ? .all : .gap
        case let language where (2...3).contains(language.utf8.count):
            parts.removeFirst()
            return .language(language)
        default: return .all
        }
    }

    private static func subject(_ parts: [String]) -> Subject? {
        switch (parts.first, parts.dropFirst().first, parts.count) {
        case ("traps", nil, _): return .traps
        case ("traps", "share", 2): return .trapShare
        case ("false-alarms", nil, _): return .falseAlarms
        case ("missing", nil, _): return .missing
        case ("fields", let field?, 2): return ObservationField(rawValue: field).map(Subject.field)
        case (let name?, let statistic, ...2):
            guard let measure = Measure(rawValue: name) else { return nil }
            guard let statistic else { return .measure(measure, .f1) }
            let known = Statistic.allCases.first {
                $0.rawValue.lowercased() == statistic.lowercased()
            }
            return known.map { .measure(measure, $0) }
        default: return nil
        }
    }

    /// The names that have no language before them and no statistic behind them.
    package static let names =
        Measure.allCases.map(\.rawValue) + ObservationField.allCases.map { "fields.\($0.rawValue)" }
        + ["traps", "traps.share", "false-alarms", "missing"]

    /// The figure in a report.
    ///
    /// - Throws: ``ScoringError`` where the report has no page of the language.
    package func value(in report: ScoreReport) throws(ScoringError) -> Double {
        switch scope {
        case .all: return value(in: report.all)
        case .language(let language):
            guard let scores = report.byLanguage[language] else {
                throw ScoringError(
                    .usage,
                    "“\(name)”: the gold has no page in “\(language)”, only in \(report.languages.joined(separator: ", "))"
                )
            }
            return value(in: scores)
        case .gap:
            let values = report.languages.compactMap { report.byLanguage[$0] }
                .filter(hasGold).map { value(in: $0) }
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
    }

    private func value(in scores: Scores) -> Double {
        switch subject {
        case .measure(let measure, let statistic): statistic.value(of: scores[measure])
        case .field(let field): scores[field].precision
        case .traps: Double(scores.traps.given)
        case .trapShare: scores.traps.recallOfGiven
        case .falseAlarms: Double(scores.falseAlarms)
        case .missing: Double(scores.missing.count)
        }
    }

    /// Whether a language has anything that the figure could be of.
    private func hasGold(_ scores: Scores) -> Bool {
        switch subject {
        case .measure(let measure, _): scores[measure].gold > 0
        case .field(let field): scores[field].gold > 0
        case .traps, .trapShare: scores.traps.gold > 0
        case .falseAlarms, .missing: true
        }
    }
}

extension Tally {
    /// What was given for each of the gold: of traps, the share that was sprung.
    fileprivate var recallOfGiven: Double { gold == 0 ? 0 : Double(given) / Double(gold) }
}
