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
    private struct Candidate {
        let low: Double
        /// The upper end, where two numbers are joined.
        let high: Double?
        /// The words from the first numeral to the unit after the last one.
        var words: Range<Int>
        let hasStrongUnit: Bool
        let hasWeakUnit: Bool
        /// The sentence the number stands in, as word indices.
        let sentence: Range<Int>
        let isOpened: Bool
        let numeralStart: Int
    }

    /// The ages, sorted, without overlap.
    func ages() -> [Mention<AgeReading>] {
        var found: [(words: Range<Int>, reading: AgeReading)] = []
        var index = 0
        while index < numbers.count {
            if let pair = pair(at: index), let age = age(pair) {
                found.append(age)
                index += 2
            } else if let age = single(at: index).flatMap(age) {
                found.append(age)
                index += 1
            } else {
                index += 1
            }
        }
        let isInAge = Set(found.flatMap(\.words))
        found += groups().filter { isInAge.isDisjoint(with: $0.words) }
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

    private func isAge(_ slot: NumberSlot) -> Bool {
        switch slot.reading.form {
        case .cardinal: true
        case .duration: slot.reading.unit == "YEARS" || slot.reading.unit == "MONTHS"
        default: false
        }
    }

    /// The words of the numeral alone: a span of time ends before its unit.
    private func numeral(_ slot: NumberSlot) -> Range<Int> {
        guard slot.reading.form == .duration else { return slot.words }
        for index in slot.words.dropFirst() where end(.weakUnit, index) == slot.words.upperBound {
            let isTied = view.isHyphen(index - 1)
            return slot.words.lowerBound..<(isTied ? index - 1 : index)
        }
        return slot.words.lowerBound..<max(slot.words.lowerBound + 1, slot.words.upperBound - 1)
    }

    private func single(at index: Int) -> Candidate? {
        let slot = numbers[index]
        guard isAge(slot), let value = slot.reading.value else { return nil }
        // A baby's months are parts of a year.
        return candidate(
            numeral(slot), low: slot.reading.unit == "MONTHS" ? value / 12 : value, high: nil)
    }

    private func pair(at index: Int) -> Candidate? {
        guard index + 1 < numbers.count else { return nil }
        let (one, other) = (numbers[index], numbers[index + 1])
        let numerals = (numeral(one), numeral(other))
        guard isAge(one), isAge(other), let low = one.reading.value,
            let high = other.reading.value, low < high, !view.startsBlock(other.words.lowerBound),
            let joined = joinerEnd(from: numerals.0.upperBound),
            joined == numerals.1.lowerBound
        else { return nil }
        return candidate(numerals.0.lowerBound..<numerals.1.upperBound, low: low, high: high)
    }

    /// Where the joiner after word `index`, or after a unit there, ends.
    private func joinerEnd(from index: Int) -> Int? {
        var next = index
        if let unit = end(.weakUnit, next) { next = unit }
        return end(.joiner, next)
    }

    private func candidate(_ numeral: Range<Int>, low: Double, high: Double?) -> Candidate? {
        guard (high ?? low) <= Double(oldest) || high == nil, low >= 0 else { return nil }
        var next = numeral.upperBound
        if view.isHyphen(next), view.isGlued(next), view.isGlued(next + 1) { next += 1 }
        let strong = end(.strongUnit, next)
        let weak = end(.weakUnit, next)
        var words = numeral.lowerBound..<(strong ?? weak ?? numeral.upperBound)
        var value = low
        if strong == nil, weak != nil, let half = end(.andHalf, words.upperBound) {
            words = words.lowerBound..<half
            value += 0.5
        }
        let opener = start(.opener, before: words.lowerBound)
        if high != nil, let opener { words = opener..<words.upperBound }
        return Candidate(
            low: value, high: high, words: words, hasStrongUnit: strong != nil,
            hasWeakUnit: weak != nil, sentence: sentence(at: numeral.lowerBound),
            isOpened: opener != nil,
            numeralStart: numeral.lowerBound)
    }

    private func sentence(at index: Int) -> Range<Int> {
        sentences.words(around: index) ?? index..<index + 1
    }

    // MARK: Deciding

    private func age(_ candidate: Candidate) -> (words: Range<Int>, reading: AgeReading)? {
        let words = candidate.words
        let hasUnit = candidate.hasStrongUnit || candidate.hasWeakUnit
        if !candidate.hasStrongUnit, isTime(candidate) { return nil }
        if let bound = bounded(candidate, hasUnit: hasUnit) { return bound }
        if let lead = start(.strongLead, before: candidate.numeralStart)
            ?? start(.strongLead, before: words.lowerBound)
        {
            return made(candidate, from: lead)
        }
        if candidate.hasStrongUnit { return made(candidate, from: words.lowerBound) }
        if let extreme = extreme(candidate) { return extreme }
        if followsNoun(candidate) || followsName(candidate) {
            return made(candidate, from: words.lowerBound)
        }
        guard candidate.hasWeakUnit else { return nil }
        let isSaid =
            start(.weakLead, before: words.lowerBound) != nil || followsPerson(candidate)
            || (candidate.high != nil && candidate.isOpened)
            || has(.noun, in: candidate.sentence.lowerBound..<words.lowerBound, within: 20)
            || statistic(candidate) != .single
        return isSaid ? made(candidate, from: words.lowerBound) : nil
    }

    /// Whether the words around a number with a weak unit speak of time: "for 15 years".
    private func isTime(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        return start(.notBefore, before: words.lowerBound) != nil
            || end(.notAfter, words.upperBound) != nil && candidate.hasWeakUnit
            || candidate.hasWeakUnit
                && has(.penalty, in: candidate.sentence.lowerBound..<words.lowerBound, within: 9)
    }

    private func made(
        _ candidate: Candidate, from start: Int
    ) -> (words: Range<Int>, reading: AgeReading)? {
        let words = start..<candidate.words.upperBound
        if let high = candidate.high {
            return (words, range(Int(candidate.low), Int(high), .range))
        }
        guard candidate.low <= Double(oldest) else { return nil }
        // A number of years may be too large for an integer: a page can say anything.
        if let age = Int(exactly: candidate.low.rounded(.down)) {
            if let after = end(.orOver, words.upperBound) {
                return (words.lowerBound..<after, range(age, nil, .minimum))
            }
            if let after = end(.orUnder, words.upperBound) {
                return (words.lowerBound..<after, range(nil, age, .maximum))
            }
        }
        return (
            words,
            AgeReading(value: candidate.low, low: nil, high: nil, statistic: statistic(candidate))
        )
    }

    private func range(
        _ low: Int?, _ high: Int?, _ statistic: AgeReading.Statistic
    ) -> AgeReading {
        AgeReading(value: nil, low: low, high: high, statistic: statistic)
    }

    /// "under 16", "menores de 18 años", "30 or over", "as young as five".
    private func bounded(
        _ candidate: Candidate, hasUnit: Bool
    ) -> (words: Range<Int>, reading: AgeReading)? {
        guard candidate.high == nil, candidate.low <= Double(oldest),
            candidate.low == candidate.low.rounded()
        else { return nil }
        let words = candidate.words
        let age = Int(candidate.low)
        if let lead = start(.below, before: words.lowerBound),
            hasUnit || isSmall(candidate) && isPerson(before: lead)
                || speaksOfAge(lead..<words.lowerBound)
        {
            return (lead..<words.upperBound, range(nil, age - 1, .maximum))
        }
        if let lead = start(.fromLead, before: words.lowerBound),
            hasUnit || view.kind(words.upperBound) != .letters
                || speaksOfAge(lead..<words.upperBound)
                || isSmall(candidate)
        {
            return (lead..<words.upperBound, range(age, nil, .minimum))
        }
        if let lead = start(.above, before: words.lowerBound),
            candidate.hasStrongUnit || candidate.hasWeakUnit && isPerson(before: lead)
                || isSmall(candidate) && isPerson(before: lead)
                    && end(.person, words.upperBound) == nil
                || speaksOfAge(lead..<words.lowerBound)
        {
            return (lead..<words.upperBound, range(age, nil, .minimum))
        }
        if let after = end(.orOver, words.upperBound),
            hasUnit && (candidate.hasStrongUnit || followsPerson(candidate))
                || !hasUnit && has(.strongLead, in: candidate.sentence, within: 60)
        {
            return (words.lowerBound..<after, range(age, nil, .minimum))
        }
        return nil
    }

    /// Whether a qualifier's own words speak of age: "under the age of".
    private func speaksOfAge(_ words: Range<Int>) -> Bool {
        words.contains { end(.noun, $0) != nil }
    }

    private func isSmall(_ candidate: Candidate) -> Bool { candidate.low <= 25 }

    private func isPerson(before index: Int) -> Bool {
        start(.person, before: index) != nil || start(.copula, before: index) != nil
    }

    /// "the youngest was 17".
    private func extreme(
        _ candidate: Candidate
    ) -> (words: Range<Int>, reading: AgeReading)? {
        let words = candidate.words
        guard candidate.high == nil, candidate.low <= Double(oldest),
            candidate.hasWeakUnit || !isFollowedByNoun(words.upperBound)
        else { return nil }
        let before = max(candidate.sentence.lowerBound, words.lowerBound - 5)..<words.lowerBound
        if has(.youngest, in: before, within: 5) {
            return (words, range(Int(candidate.low), nil, .minimum))
        }
        return has(.oldest, in: before, within: 5)
            ? (words, range(nil, Int(candidate.low), .maximum)) : nil
    }

    private func isFollowedByNoun(_ index: Int) -> Bool {
        end(.person, index) != nil && !view.startsBlock(index)
    }

    /// "the average age was 22": an age noun, then nothing but copulas.
    private func followsNoun(_ candidate: Candidate) -> Bool {
        let next = candidate.words.upperBound
        guard !isFollowedByNoun(next), candidate.hasWeakUnit || end(.copula, next) == nil else {
            return false
        }
        var index = candidate.words.lowerBound - 1
        // "the average age at departure was 19": a few words between are let pass where nothing
        // follows that the number could count.
        var strangers = closes(next) ? 2 : 0
        while index >= candidate.sentence.lowerBound, candidate.words.lowerBound - index < 9 {
            if end(.noun, index) != nil { return true }
            let isCopula =
                end(.copula, index) != nil || end(.mean, index) != nil
                || end(.median, index) != nil || end(.person, index) != nil
                || view.mark(index) == UInt8(ascii: ":")
            if !isCopula, !isNumber(index) {
                guard strangers > 0, view.kind(index) == .letters else { return false }
                strangers -= 1
            }
            index -= 1
        }
        return false
    }

    /// "Ana Roe, 40, of the port": two digits between commas, after a name and before its story.
    private func followsName(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        let comma = UInt8(ascii: ",")
        let start = words.lowerBound
        guard candidate.high == nil, !candidate.hasWeakUnit, view.digits(start)?.count == 2,
            words.count == 1, view.mark(start - 1) == comma, view.mark(start + 1) == comma,
            !view.startsBlock(start), view.kind(start + 2) == .letters,
            view.words[start + 2].value.shape == .lower, end(.joiner, start + 2) == nil
        else { return false }
        return (start - 3...start - 2).allSatisfy {
            view.kind($0) == .letters && view.words[$0].value.shape == .capitalized
        }
    }

    /// Whether no noun follows at word `index`: a mark, the end, or a joiner.
    private func closes(_ index: Int) -> Bool {
        index >= view.count || view.startsBlock(index) || view.kind(index) == .mark
            || end(.joiner, index) != nil
    }

    /// "niña boliviana de 15 años": a link, and a person a few words before it.
    private func followsPerson(_ candidate: Candidate) -> Bool {
        let opened = candidate.words.lowerBound
        let linked = start(.link, before: opened) ?? (candidate.isOpened ? opened : nil)
        guard let link = linked else { return false }
        var index = link - 1
        while index >= candidate.sentence.lowerBound, index >= link - 3 {
            if end(.person, index) != nil { return true }
            guard view.kind(index) == .letters else { return false }
            index -= 1
        }
        return false
    }

    private func statistic(_ candidate: Candidate) -> AgeReading.Statistic {
        let before =
            max(
                candidate.sentence.lowerBound, candidate.words.lowerBound - 16)..<candidate.words
            .lowerBound
        let after =
            candidate.words
            .upperBound..<max(
                candidate.words.upperBound,
                min(candidate.sentence.upperBound, candidate.words.upperBound + 3))
        for range in [before, after] {
            if has(.median, in: range, within: 16) { return .median }
            if has(.mean, in: range, within: 16) { return .mean }
        }
        return .single
    }

    // MARK: Groups

    private func groups() -> [(words: Range<Int>, reading: AgeReading)] {
        var found: [(words: Range<Int>, reading: AgeReading)] = []
        var index = 0
        while index < view.count {
            let group = table.phrases.longest(like: .group(0), at: index, in: view) {
                if case .group(let oldest) = $0 { oldest } else { nil }
            }
            if let group {
                found.append((index..<group.end, range(nil, group.value, .group)))
                index = group.end
            } else {
                index += 1
            }
        }
        return found
    }

    // MARK: Looking up

    /// Whether word `index` is part of a number.
    private func isNumber(_ index: Int) -> Bool {
        let next = numbers.partitioningIndex { $0.words.upperBound > index }
        return next < numbers.count && numbers[next].words.contains(index)
    }

    private func end(_ token: AgeToken, _ index: Int) -> Int? {
        guard index >= 0, index < view.count else { return nil }
        return table.phrases.end(of: token, at: index, in: view)
    }

    private func start(_ token: AgeToken, before index: Int) -> Int? {
        guard !view.startsBlock(min(index, view.count - 1)) else { return nil }
        return table.phrases.start(of: token, endingBefore: index, in: view)
    }

    private func has(_ token: AgeToken, in range: Range<Int>, within limit: Int) -> Bool {
        range.suffix(limit).contains { end(token, $0).map { $0 <= range.upperBound } ?? false }
    }
}
