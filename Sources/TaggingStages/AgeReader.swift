import DocumentModel
import TextAnalysis

/// Reads the ages of one text.
struct AgeReader {
    let table: AgeTable
    let view: WordView
    let sentences: [Mention<Sentence>]
    let numbers: [NumberSlot]
    let oldest: Int

    /// One number or two joined ones, and what stands around them.
    struct Candidate {
        /// The number, or the lower one, in years.
        let low: Double
        /// The upper end, where two numbers are joined.
        let high: Double?
        let unit: AgeReading.Unit
        /// The words from the first numeral to the unit after the last one, or to what makes the
        /// unit one of age.
        var words: Range<Int>
        /// The words of a single numeral and its unit; nil without a unit.
        let stated: Range<Int>?
        let hasStrongUnit: Bool
        let hasWeakUnit: Bool
        /// The sentence the number stands in, as word indices.
        let sentence: Range<Int>
        let isOpened: Bool
        let numeralStart: Int

        var hasUnit: Bool { hasStrongUnit || hasWeakUnit }
    }

    /// The ages, sorted, without overlap.
    func ages(_ slots: WordSlots) -> [Mention<AgeReading>] {
        var found: [(words: Range<Int>, reading: AgeReading)] = []
        var index = 0
        while index < numbers.count {
            if let pair = pair(at: index), let age = age(pair) {
                found.append(age)
                index += 2
            } else if let age = single(at: index).flatMap({
                age($0) ?? listed($0, after: found.last)
            }) {
                found.append(age)
                index += 1
            } else {
                index += 1
            }
        }
        let isInAge = Set(found.flatMap(\.words))
        found += groups(slots).filter { isInAge.isDisjoint(with: $0.words) }
        return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
            .reduce(into: []) { mentions, age in
                let span = view.span(age.words)
                guard mentions.last.map({ $0.span.upperBound <= span.lowerBound }) ?? true else {
                    return
                }
                mentions.append(Mention(span, age.reading))
            }
    }

    // MARK: Candidates

    /// What a number may be an age in; nil where it is none.
    private func unit(of slot: NumberSlot) -> AgeReading.Unit? {
        switch slot.reading.form {
        case .cardinal: .years
        case .duration: slot.reading.unit.flatMap(AgeReading.Unit.init)
        default: nil
        }
    }

    /// The words of the numeral alone: a span of time ends before its unit.
    private func numeral(_ slot: NumberSlot) -> Range<Int> {
        guard slot.reading.form == .duration, let numeral = slot.reading.numeral else {
            return slot.words
        }
        return view.words(in: numeral)
    }

    private func single(at index: Int) -> Candidate? {
        let slot = numbers[index]
        guard let unit = unit(of: slot), let value = slot.reading.value else { return nil }
        // A baby's months are parts of a year.
        return candidate(slot, numeral(slot), low: value / unit.perYear, high: nil, unit)
    }

    private func pair(at index: Int) -> Candidate? {
        guard index + 1 < numbers.count else { return nil }
        let (one, other) = (numbers[index], numbers[index + 1])
        guard let unit = unit(of: other), unit == .years || unit == .months,
            one.reading.form == .cardinal || self.unit(of: one) == unit,
            let low = one.reading.value, let high = other.reading.value, low < high,
            !view.startsBlock(other.words.lowerBound)
        else { return nil }
        let numerals = (numeral(one), numeral(other))
        guard joinerEnd(from: numerals.0.upperBound) == numerals.1.lowerBound else { return nil }
        return candidate(
            other, numerals.0.lowerBound..<numerals.1.upperBound, low: low, high: high, unit)
    }

    /// Where the joiner after word `index`, or after a unit there, ends.
    private func joinerEnd(from index: Int) -> Int? {
        var next = index
        if let unit = end(.weakUnit, next) { next = unit }
        return end(.joiner, next)
    }

    /// - Parameters:
    ///   - slot: The number, or the last of two.
    ///   - numeral: The words of the numeral, or those from the first of two to the last.
    private func candidate(
        _ slot: NumberSlot, _ numeral: Range<Int>, low: Double, high: Double?,
        _ unit: AgeReading.Unit
    ) -> Candidate? {
        guard (high ?? low) <= Double(oldest) || high == nil, low >= 0 else { return nil }
        var next = numeral.upperBound
        if view.isHyphen(next), view.isGlued(next), view.isGlued(next + 1) { next += 1 }
        let strong = end(.strongUnit, next)
        // Any span of time has a unit that an age can be said in.
        let spanEnd = slot.words.upperBound > next ? slot.words.upperBound : nil
        let weak = spanEnd ?? end(.weakUnit, next)
        // "the 12 to 15 age group" needs no unit.
        let tail =
            strong == nil ? (weak ?? (high == nil ? nil : next)).flatMap { end(.tail, $0) } : nil
        let stated = numeral.lowerBound..<(strong ?? weak ?? numeral.upperBound)
        var words = numeral.lowerBound..<(tail ?? stated.upperBound)
        var value = low
        if strong == nil, weak != nil, let half = end(.andHalf, words.upperBound) {
            words = words.lowerBound..<half
            value += 0.5 / unit.perYear
        }
        let opener = opener(before: words.lowerBound)
        if high != nil, let opener { words = opener..<words.upperBound }
        return Candidate(
            low: value, high: high, unit: unit, words: words,
            stated: high == nil && stated.upperBound > numeral.upperBound ? stated : nil,
            hasStrongUnit: strong != nil || tail != nil, hasWeakUnit: weak != nil,
            sentence: sentence(at: numeral.lowerBound), isOpened: opener != nil,
            numeralStart: numeral.lowerBound)
    }

    /// Where what opens a range starts before word `index`; the end of "cerca de" opens none.
    private func opener(before index: Int) -> Int? {
        guard let opener = start(.opener, before: index) else { return nil }
        let softener = start(.softener, before: index) ?? index
        return softener < opener ? nil : opener
    }

    func sentence(at index: Int) -> Range<Int> {
        sentences.words(around: index) ?? index..<index + 1
    }

    // MARK: Groups

    private func groups(_ slots: WordSlots) -> [(words: Range<Int>, reading: AgeReading)] {
        var found: [(words: Range<Int>, reading: AgeReading)] = []
        var index = table.groupStarts.next(in: slots, from: 0)
        while index < view.count {
            var next = index + 1
            if let group = group(at: index) {
                found.append((index..<group.end, group.reading))
                next = group.end
            }
            index = table.groupStarts.next(in: slots, from: next)
        }
        return found
    }

    private func group(at index: Int) -> (reading: AgeReading, end: Int)? {
        let group = table.phrases.longest(like: .group(0), at: index, in: view) {
            token -> AgeReading? in
            switch token {
            case .group(let oldest): range(nil, oldest, .group)
            case .band(let low, let high): range(low, high, .range)
            default: nil
            }
        }
        return group.map { ($0.value, $0.end) }
    }

    func range(
        _ low: Int?, _ high: Int?, _ statistic: AgeReading.Statistic
    ) -> AgeReading {
        AgeReading(value: nil, low: low, high: high, statistic: statistic)
    }

    // MARK: Looking up

    /// Whether word `index` is part of a number.
    func isNumber(_ index: Int) -> Bool {
        let next = numbers.partitioningIndex { $0.words.upperBound > index }
        return next < numbers.count && numbers[next].words.contains(index)
    }

    func end(_ token: AgeToken, _ index: Int) -> Int? {
        guard index >= 0, index < view.count else { return nil }
        return table.phrases.end(of: token, at: index, in: view)
    }

    func start(_ token: AgeToken, before index: Int) -> Int? {
        guard !view.startsBlock(min(index, view.count - 1)) else { return nil }
        return table.phrases.start(of: token, endingBefore: index, in: view)
    }

    func has(_ token: AgeToken, in range: Range<Int>, within limit: Int) -> Bool {
        range.suffix(limit).contains { end(token, $0).map { $0 <= range.upperBound } ?? false }
    }
}
