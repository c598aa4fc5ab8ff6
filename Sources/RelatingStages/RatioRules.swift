import DocumentModel
import Lexicons

extension ObservationBuilder {
    /// How many times as many victims as before, or how many unknown ones for each that is known.
    func ratioDrafts(in sentence: SentenceReading, at index: Int) -> [Draft] {
        guard sentence.zone != .title, speaksOfVictims(sentence, at: index) else { return [] }
        return (multiples(in: sentence) + perCase(in: sentence)).map { figure, span in
            var observation = Observation(
                indicator: "VIC_RATIO", figure: figure, unit: "RATIO", populationRole: "VICTIM",
                rule: ObservationRule.ratio.id)
            observation.timeBasis = sentence.dates.isEmpty ? "UNKNOWN" : "CHANGE"
            return Draft(observation: observation, span: span, parent: nil, sentence: index)
        }
    }

    private func speaksOfVictims(_ sentence: SentenceReading, at index: Int) -> Bool {
        guard sentence.hasRatioWord else { return false }
        return sentence.isAboutTrafficking || !sentence.codes(victimCode).isEmpty
            || antecedent(before: index, within: 1) { $0.observation.indicator.hasPrefix("VIC_") }
                != nil
    }

    /// "twice as many", "nearly three times the number": a multiple that is compared with something.
    private func multiples(in sentence: SentenceReading) -> [(Figure, TextSpan)] {
        var end = -1
        return sentence.signs.compactMap { hit -> (Figure, TextSpan)? in
            guard hit.span.lowerBound >= end, let found = multiple(hit, in: sentence),
                isCompared(hit.span, in: sentence)
            else { return nil }
            end = hit.span.upperBound
            return (found.figure, found.span.joined(with: hit.span))
        }
    }

    private func multiple(
        _ hit: SignHit, in sentence: SentenceReading
    ) -> (figure: Figure, span: TextSpan)? {
        if case .multiple(let code) = hit.sign, let value = Double(code) {
            let qualifier = discourse.qualifiers.ending(
                before: hit.words.lowerBound, discourse.words)
            return (Figure.exact(value).qualified(by: qualifier), hit.span)
        }
        guard hit.sign == .cue(.times) else { return nil }
        let isBefore = { (span: TextSpan) in
            (0...2).contains(hit.span.lowerBound - span.upperBound)
        }
        if let range = sentence.ranges.first(where: { isBefore($0.span) }) {
            return (range.value.figure, range.span)
        }
        guard let number = sentence.numbers.first(where: { isBefore($0.span) }),
            let value = number.value.value
        else { return nil }
        return (.exact(value), number.span)
    }

    /// Whether what follows says what the multiple is of: "as many", a comparison, or a date soon.
    private func isCompared(_ span: TextSpan, in sentence: SentenceReading) -> Bool {
        sentence.signs(from: span.lowerBound, to: span.upperBound + 16).contains { hit in
            [.cue(.asMany), .cue(.comparison)].contains(hit.sign)
                && hit.span.upperBound > span.upperBound
        }
            || sentence.dates.contains {
                (0...24).contains($0.span.lowerBound - span.upperBound)
            } || !sentence.dates.isEmpty && sentence.counts.count { $0.value.unit == "PERSONS" } > 1
    }

    /// "for every case reported at least three are not".
    private func perCase(in sentence: SentenceReading) -> [(Figure, TextSpan)] {
        sentence.hits(.forEach).prefix(2).compactMap { hit in
            let count = sentence.counts.first {
                (0...80).contains($0.span.lowerBound - hit.span.upperBound)
            }
            return count.map { ($0.value.figure, hit.span.joined(with: $0.span)) }
        }
    }

    /// The time that victims spent in exploitation: "had spent between two months and a year on board".
    func durationDrafts(in sentence: SentenceReading, at index: Int) -> [Draft] {
        guard sentence.zone != .title, !sentence.has(.penalty), !sentence.has(.sentence) else {
            return []
        }
        return sentence.hits(.spending).prefix(4).compactMap { hit in
            guard let (figure, unit, span) = duration(after: hit.span, in: sentence) else {
                return nil
            }
            let whole = antecedent(before: index) { draft in
                draft.isWhole && draft.observation.populationRole.hasPrefix("VICTIM")
            }
            guard whole != nil || sentence.isAboutTrafficking else { return nil }
            var observation = Observation(
                indicator: "VIC_DURATION", figure: figure, unit: unit, populationRole: "VICTIM",
                rule: ObservationRule.duration.id)
            observation.statistic = figure.qualifier == .range ? "RANGE" : "COUNT"
            if let whole { observation.populationRole = drafts[whole].victimRole }
            return Draft(observation: observation, span: span, parent: whole, sentence: index)
        }
    }

    private typealias Duration = (figure: Figure, unit: String, span: TextSpan)

    /// The duration that starts soon after `span`: one, a range, or two of different units, in months.
    private func duration(after span: TextSpan, in sentence: SentenceReading) -> Duration? {
        let isSoon = { (other: TextSpan) in
            (0...28).contains(other.lowerBound - span.upperBound)
        }
        let numbers = sentence.numbers.filter {
            $0.value.form == .duration && $0.span.lowerBound >= span.upperBound
        }
        if let first = numbers.first, isSoon(first.span), let second = numbers.dropFirst().first,
            (0...8).contains(second.span.lowerBound - first.span.upperBound),
            let low = first.value.months, let high = second.value.months, low < high
        {
            return (.between(low, high), "MONTHS", first.span.joined(with: second.span))
        }
        if let range = sentence.ranges.first(where: {
            $0.value.form == .duration && isSoon($0.span)
        }), let unit = range.value.unit, ["YEARS", "MONTHS"].contains(unit) {
            return (range.value.figure, unit, range.span)
        }
        guard let first = numbers.first, isSoon(first.span), let value = first.value.value,
            let unit = first.value.unit, ["YEARS", "MONTHS"].contains(unit)
        else { return nil }
        return (.exact(value), unit, first.span)
    }
}

extension NumberReading {
    /// A duration in months; nil for days and hours.
    fileprivate var months: Double? {
        switch unit {
        case "YEARS": value.map { $0 * 12 }
        case "MONTHS": value
        default: nil
        }
    }
}

extension SentenceReading {
    fileprivate var hasRatioWord: Bool {
        signs.contains { hit in
            if case .multiple = hit.sign { return true }
            return hit.sign == .cue(.times) || hit.sign == .cue(.forEach)
        }
    }
}
