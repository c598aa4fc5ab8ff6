import DocumentModel

/// A figure that contradicts others of its page, with the sum that shows it.
struct Contradiction {
    /// Its index among the observations.
    let observation: Int
    let code: String
    let message: String
}

/// Checks the figures of one page against each other.
///
/// Only exact figures are added up, and only where the text says what they are parts of: parts that
/// fall short of their whole may be a list that does not name all.
struct Arithmetic {
    private let observations: [Mention<Observation>]
    private let text: [UInt8]

    init(_ observations: [Mention<Observation>], text: [UInt8]) {
        self.observations = observations
        self.text = text
    }

    /// Sorted by the observation they are about.
    var contradictions: [Contradiction] {
        (sums + totals + shares + changes + conflicts).sorted {
            ($0.observation, $0.code, $0.message) < ($1.observation, $1.code, $1.message)
        }
    }

    private func exact(_ index: Int) -> Double? {
        let figure = observations[index].value.figure
        return figure.qualifier == .exact ? figure.value : nil
    }

    // MARK: Parts and wholes

    /// What parts of one whole are told apart by.
    private enum Division: Hashable, CaseIterable { case sex, sexAndAge, nationality }

    private func division(of part: Observation, in whole: Observation) -> Division? {
        if part.nationality.count == 1, part.nationality != whole.nationality {
            // Nationals of two countries are never the same people, whatever else is said of them.
            return whole.nationality.isEmpty && part.sameFigure == nil ? .nationality : nil
        }
        guard part.sex != whole.sex, part.nationality == whole.nationality else { return nil }
        return part.ageGroup == whole.ageGroup ? .sex : .sexAndAge
    }

    /// Women and men, or nationals of several countries, that do not sum to their whole.
    private var sums: [Contradiction] {
        var parts: [Int: [Division: [Int]]] = [:]
        for (index, mention) in observations.enumerated() {
            guard let whole = mention.value.parent, mention.value.statistic == "COUNT",
                mention.value.unit == observations[whole].value.unit,
                mention.value.sameFigure == nil, exact(index) != nil, exact(whole) != nil,
                let division = division(of: mention.value, in: observations[whole].value)
            else { continue }
            parts[whole, default: [:]][division, default: []].append(index)
        }
        return parts.keys.sorted().flatMap { whole in
            Division.allCases.compactMap { division in
                (parts[whole]?[division]).flatMap { mismatch(of: $0, division, whole) }
            }
        }
    }

    private func mismatch(of parts: [Int], _ division: Division, _ whole: Int) -> Contradiction? {
        let keys = parts.map { index -> [String] in
            let part = observations[index].value
            return division == .nationality ? part.nationality : [part.sex, part.ageGroup]
        }
        // The same cell twice is another table or statement of it.
        guard Set(keys).count == parts.count, parts.count > 1, let total = exact(whole) else {
            return nil
        }
        let values = parts.compactMap { exact($0) }
        let sum = values.reduce(0, +)
        let isWhole = division == .sex && Set(keys.map { $0[0] }) == ["F", "M"]
        guard sum > total || isWhole && sum < total else { return nil }
        let terms = values.map(Figure.plain).joined(separator: " + ")
        return Contradiction(
            observation: whole, code: "SUM_MISMATCH",
            message:
                "The parts do not sum to the whole: \(terms) = \(Figure.plain(sum)), not \(Figure.plain(total))."
        )
    }

    /// Years of a table that do not sum to the total under them.
    private var totals: [Contradiction] {
        observations.indices.compactMap { index in
            let total = observations[index].value
            guard total.timeBasis == "PERIOD", let value = exact(index), total.unit != "PCT",
                let first = total.periodStart, let last = total.periodEnd,
                let from = Int(first), let to = Int(last), to > from, to - from < 30
            else { return nil }
            let years = (from...to).map { year in
                observations[..<index].indices.filter { other in
                    let row = observations[other].value
                    return row.timeBasis == "ANNUAL" && row.periodStart == "\(year)"
                        && row.isCell(like: total)
                }
            }
            guard years.allSatisfy({ $0.count == 1 }) else { return nil }
            let cells = years.flatMap { $0 }
            guard let row = cells.last,
                isNextLine(observations[index].span, to: observations[row].span)
            else { return nil }
            let values = cells.compactMap { exact($0) }
            let sum = values.reduce(0, +)
            guard values.count == years.count, sum != value else { return nil }
            let terms = values.map(Figure.plain).joined(separator: " + ")
            return Contradiction(
                observation: index, code: "SUM_MISMATCH",
                message:
                    "The years do not sum to the total: \(terms) = \(Figure.plain(sum)), not \(Figure.plain(value))."
            )
        }
    }

    /// Whether a span stands in the line under another's.
    private func isNextLine(_ span: TextSpan, to other: TextSpan) -> Bool {
        guard other.upperBound <= span.lowerBound else { return false }
        let breaks = text[other.upperBound..<span.lowerBound].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
        return breaks == 1
    }

    // MARK: Shares and changes

    /// Shares that are not what the count in brackets behind them is of their whole.
    private var shares: [Contradiction] {
        observations.indices.dropLast().compactMap { index in
            let share = observations[index].value
            let count = observations[index + 1].value
            guard share.statistic == "SHARE", share.unit == "PCT", let given = exact(index),
                count.statistic == "COUNT", let part = exact(index + 1), let whole = share.parent,
                share.periodStart == observations[whole].value.periodStart,
                count.unit == observations[whole].value.unit, let total = exact(whole), total > 0,
                isInBrackets(observations[index + 1].span, after: observations[index].span)
            else { return nil }
            let found = part / total * 100
            guard abs(found - given) > tolerance(given) else { return nil }
            return Contradiction(
                observation: index, code: "SHARE_MISMATCH",
                message:
                    "The share is not that of its count: \(Figure.plain(part)) of \(Figure.plain(total)) is \(rounded(found)) per cent, not \(Figure.plain(given))."
            )
        }
    }

    /// Whether a bracket opens between a share and the count behind it, at most a few words on.
    private func isInBrackets(_ count: TextSpan, after share: TextSpan) -> Bool {
        guard (0...40).contains(count.lowerBound - share.upperBound) else { return false }
        return text[max(0, count.lowerBound - 2)..<min(text.count, count.lowerBound + 2)]
            .contains(0x28)
    }

    /// Changes that are not what the figures of their two periods make.
    private var changes: [Contradiction] {
        observations.indices.compactMap { index in
            let change = observations[index].value
            guard change.statistic == "CHANGE", change.unit == "PCT_CHANGE",
                let given = exact(index), change.periodStart != change.periodEnd,
                let earlier = figure(of: change.periodStart, near: index),
                let later = figure(of: change.periodEnd, near: index),
                observations[earlier].value.indicator == observations[later].value.indicator,
                let before = exact(earlier), let after = exact(later), before > 0
            else { return nil }
            let found = (after - before) / before * 100
            guard abs(found - given) > tolerance(given) else { return nil }
            return Contradiction(
                observation: index, code: "CHANGE_MISMATCH",
                message:
                    "The change is not that of its figures: from \(Figure.plain(before)) to \(Figure.plain(after)) is \(rounded(found)) per cent, not \(Figure.plain(given))."
            )
        }
    }

    /// The one whole of a period within 300 bytes of a change; nil where several may be meant.
    private func figure(of period: String?, near index: Int) -> Int? {
        let around = observations.indices.filter { other in
            let figure = observations[other].value
            return figure.statistic == "COUNT" && figure.parent == nil && figure.unit != "PCT"
                && figure.periodStart == period && figure.periodEnd == period
                && observations[other].span.gap(to: observations[index].span) <= 300
        }
        return around.count == 1 && period != nil ? around.first : nil
    }

    /// How far rounding may take a share: half of its last place, and a little for what is counted.
    private func tolerance(_ given: Double) -> Double { given == given.rounded() ? 1 : 0.15 }

    private func rounded(_ value: Double) -> String {
        Figure.plain((value * 10).rounded() / 10)
    }

    // MARK: One figure, two values

    private struct Named: Hashable {
        let key: Observation.Key
        let noun: [UInt8]
    }

    /// The last letters of a figure's evidence, in lower case: what it counts. Nil where none stand.
    private func noun(_ index: Int) -> [UInt8]? {
        let span = observations[index].span
        let word = text[span.lowerBound..<span.upperBound].reversed()
            .prefix { $0 != 0x20 && !(0x30...0x39).contains($0) }.map { $0 | 0x20 }
        return word.count > 3 ? word : nil
    }

    /// Figures that agree in all but their value: same source, period, place, breakdown and noun.
    private var conflicts: [Contradiction] {
        var first: [Named: Int] = [:]
        return observations.indices.compactMap { index in
            let observation = observations[index].value
            guard observation.statistic == "COUNT", observation.parent == nil,
                observation.unit == "PERSONS" || observation.unit == "CASES",
                observation.timeBasis == "ANNUAL", observation.periodStart != nil,
                !observation.referenceArea.isEmpty, let value = exact(index), value > 0,
                let noun = noun(index)
            else { return nil }
            guard let earlier = first[Named(key: observation.key, noun: noun)] else {
                first[Named(key: observation.key, noun: noun)] = index
                return nil
            }
            guard let other = exact(earlier), other != value else { return nil }
            return Contradiction(
                observation: index, code: "VALUE_CONFLICT",
                message:
                    "The page gives two values for one figure: \(Figure.plain(other)) and \(Figure.plain(value))."
            )
        }
    }
}

extension Observation {
    /// All that tells one figure from another, but for its value.
    fileprivate struct Key: Hashable {
        let codes: [String]
        let lists: [[String]]
        let ages: [Int?]
    }

    fileprivate var key: Key {
        Key(
            codes: [
                indicator, unit, populationRole, sex, ageGroup, scope, periodStart ?? "",
                subdivision ?? "", placeName ?? "", originArea ?? "", destinationArea ?? "",
                sourceOrganisation?.id ?? "",
            ], lists: [nationality, referenceArea, exploitation], ages: [ageLow, ageHigh])
    }

    /// Whether two figures are cells of one column of a table of years.
    fileprivate func isCell(like other: Observation) -> Bool {
        indicator == other.indicator && unit == other.unit && sex == other.sex
            && ageGroup == other.ageGroup && nationality == other.nationality
            && referenceArea == other.referenceArea && (parent == nil) == (other.parent == nil)
            && statistic == other.statistic
    }
}
