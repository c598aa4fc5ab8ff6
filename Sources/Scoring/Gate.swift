import Foundation

/// A figure and what it must reach, or must not pass.
package struct Gate: Hashable, Sendable {
    package let figure: ScoreFigure
    package let bound: Double

    package init(_ figure: ScoreFigure, bound: Double) {
        self.figure = figure
        self.bound = bound
    }

    /// Reads `NAME=NUMBER`.
    ///
    /// - Throws: ``ScoringError`` where it is not that, or the name is not known.
    package init(_ text: String) throws(ScoringError) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let bound = Double(parts[1]), bound.isFinite else {
            throw ScoringError(
                .usage, "“\(text)” is no gate: write NAME=NUMBER, as in observations-right.F1=0.7")
        }
        self.init(try ScoreFigure(String(parts[0])), bound: bound)
    }

    /// Says by how much a report fails the gate; nil where it passes.
    ///
    /// - Throws: ``ScoringError`` where the report does not have the figure.
    package func failure(in report: ScoreReport) throws(ScoringError) -> String? {
        let value = try figure.value(in: report)
        let short = figure.isMaximum ? value - bound : bound - value
        guard short > 1e-9 else { return nil }
        let side = figure.isMaximum ? "above the most allowed" : "below the least allowed"
        return "\(figure.name) is \(shown(value)), \(shown(short)) \(side), \(shown(bound))"
    }
}

/// Pinned gates: a JSON object of figures and their bounds.
package struct Floors: Sendable {
    package let gates: [Gate]

    package init(_ gates: [Gate]) {
        self.gates = gates
    }

    /// Reads a file of floors.
    ///
    /// - Throws: ``ScoringError`` that names the file.
    package init(file: String) throws(ScoringError) {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ScoringError(.noInput, "\(file): there is no such file: --pin makes it")
        }
        guard let bounds = try? JSONDecoder().decode([String: Double].self, from: data) else {
            throw ScoringError(
                .badData,
                "\(file): this is no JSON object of names and numbers: --pin makes it anew")
        }
        var gates: [Gate] = []
        for name in bounds.keys.sorted() {
            do {
                gates.append(Gate(try ScoreFigure(name), bound: bounds[name] ?? 0))
            } catch {
                throw ScoringError(.badData, "\(file): \(error.message)")
            }
        }
        self.gates = gates
    }

    /// Floors that a report just passes: shares rounded down to hundredths, so that a figure may
    /// shift by less than that.
    package init(of report: ScoreReport) throws(ScoringError) {
        let scores = [""] + report.languages.map { "\($0)." }
        var names = scores.flatMap { scope in Measure.allCases.map { "\(scope)\($0.rawValue).F1" } }
        names += ObservationField.allCases.map { "fields.\($0.rawValue)" }
        names += ["traps", "false-alarms", "missing"]
        var gates: [Gate] = []
        for name in names {
            let figure = try ScoreFigure(name)
            let value = try figure.value(in: report)
            gates.append(
                Gate(
                    figure,
                    bound: figure.isMaximum ? value : (value * 100 + 1e-9).rounded(.down) / 100))
        }
        self.gates = gates
    }

    /// The file's text.
    package var json: String {
        let lines = gates.map { "  \"\($0.figure.name)\": \(plain($0.bound))" }
        return "{\n\(lines.joined(separator: ",\n"))\n}\n"
    }

    /// The figures that these floors hold less strictly than `earlier` ones, as “NAME 0.9 → 0.8”.
    package func lowered(since earlier: Floors) -> [String] {
        let bounds = Dictionary(
            earlier.gates.map { ($0.figure, $0.bound) }, uniquingKeysWith: { first, _ in first })
        return gates.compactMap { gate in
            guard let before = bounds[gate.figure],
                gate.figure.isMaximum ? gate.bound > before : gate.bound < before
            else { return nil }
            return "\(gate.figure.name) \(plain(before)) → \(plain(gate.bound))"
        }
    }
}

/// A number to three decimals, without a needless “.000”.
func shown(_ number: Double) -> String {
    number == number.rounded() ? plain(number) : fixed(number, 3)
}

/// A number with so many decimals.
func fixed(_ number: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", number)
}
