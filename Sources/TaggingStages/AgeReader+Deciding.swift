import DocumentModel
import TextAnalysis

/// What makes a number an age: the words before it and after it.
extension AgeReader {
    /// The age that a candidate is, if the words around it make it one.
    func age(_ candidate: Candidate) -> (words: Range<Int>, reading: AgeReading)? {
        let words = candidate.words
        if candidate.high == nil, candidate.hasUnit,
            start(.thingLead, before: softened(words.lowerBound, overBounds: true)) != nil
        {
            return made(candidate, from: words.lowerBound, isOfThing: true)
        }
        if !candidate.hasStrongUnit, isTime(candidate) { return nil }
        if let bound = bounded(candidate) { return bound }
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
        return (candidate.hasWeakUnit ? isSaid(candidate) : isSaidBare(candidate))
            ? made(candidate, from: words.lowerBound) : nil
    }

    /// The age that goes on a list: "aged 14, 15 and 17".
    func listed(
        _ candidate: Candidate, after last: (words: Range<Int>, reading: AgeReading)?
    ) -> (words: Range<Int>, reading: AgeReading)? {
        guard let last, last.reading.value != nil, last.reading.stated == nil,
            !candidate.hasUnit, candidate.high == nil, candidate.low <= Double(oldest),
            !view.startsBlock(candidate.numeralStart), closes(candidate.words.upperBound)
        else { return nil }
        var next = last.words.upperBound
        if view.mark(next) == UInt8(ascii: ",") { next += 1 }
        if next < candidate.numeralStart, let joined = end(.joiner, next), !view.isHyphen(next) {
            next = joined
        }
        guard next == candidate.numeralStart, next > last.words.upperBound else { return nil }
        return made(candidate, from: candidate.words.lowerBound)
    }

    /// Whether the words around a number without a unit say that it is an age: "was barely ten when".
    private func isSaidBare(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        return candidate.high == nil && candidate.low <= Double(oldest) && candidate.low >= 1
            && start(.bareLead, before: softened(words.lowerBound)) != nil
            && (closes(words.upperBound) || end(.notAfter, words.upperBound) != nil)
    }

    /// Whether the words before a number with a weak unit say that it is an age.
    private func isSaid(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        let softened = self.softened(words.lowerBound)
        if verb(before: self.softened(words.lowerBound, overBounds: true)) != nil {
            return candidate.unit == .years || end(.purpose, words.upperBound) == nil
        }
        if followsPerson(candidate) { return true }
        // Months, weeks and days are more often spans of time.
        guard candidate.unit == .years else { return false }
        return start(.weakLead, before: words.lowerBound) != nil
            || start(.weakLead, before: softened) != nil || isApposition(candidate)
            || (candidate.high != nil && candidate.isOpened)
            || has(.noun, in: candidate.sentence.lowerBound..<words.lowerBound, within: 20)
            || statistic(candidate) != .single
    }

    /// "Rosa, de 19 años, …": between commas, after a name.
    private func isApposition(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        let start = start(.link, before: words.lowerBound) ?? words.lowerBound
        guard view.mark(start - 1) == UInt8(ascii: ","), view.kind(start - 2) == .letters,
            !view.startsBlock(start), words.upperBound < view.count,
            ",)".utf8.contains(view.mark(words.upperBound) ?? 0)
        else { return false }
        return view.words[start - 2].value.shape == .capitalized
    }

    /// Whether the words around a number with a weak unit speak of time: "for 15 years".
    private func isTime(_ candidate: Candidate) -> Bool {
        let words = candidate.words
        if candidate.hasWeakUnit {
            if end(.notAfter, words.upperBound) != nil { return true }
            let before = candidate.sentence.lowerBound..<softened(words.lowerBound)
            if before.suffix(9).contains(where: isPenalty) { return true }
        }
        guard start(.notBefore, before: words.lowerBound) != nil else { return false }
        // "more than" is said of spans of time, but "tenía más de" of ages.
        let softened = softened(words.lowerBound, overBounds: true)
        return softened == words.lowerBound || verb(before: softened) == nil
            || start(.notBefore, before: softened) != nil
    }

    /// Whether word `index` speaks of a sentence passed; French "peine" does not in "à peine".
    private func isPenalty(_ index: Int) -> Bool {
        guard let end = end(.penalty, index) else { return false }
        return start(.softener, before: end).map { $0 >= index } ?? true
    }

    /// Where the verb that ends just before word `index` starts. A single letter with an accent is
    /// none: folded, French "à" is "a", which has.
    private func verb(before index: Int) -> Int? {
        guard let verb = start(.verb, before: index) else { return nil }
        let span = view.span(verb..<index)
        return span.length == 2 && view.text[span.lowerBound] >= 0x80 ? nil : verb
    }

    /// Where the words that soften or bound a number before word `index` start: "only", "almost".
    private func softened(_ index: Int, overBounds: Bool = false) -> Int {
        var index = index
        for _ in 0..<3 {
            let earlier =
                start(.softener, before: index)
                ?? (overBounds ? start(.above, before: index) ?? start(.below, before: index) : nil)
            guard let earlier else { break }
            index = earlier
        }
        return index
    }

    private func made(
        _ candidate: Candidate, from start: Int, isOfThing: Bool = false
    ) -> (words: Range<Int>, reading: AgeReading)? {
        let words = start..<candidate.words.upperBound
        if let high = candidate.high {
            let perYear = candidate.unit.perYear
            return (words, range(Int(candidate.low / perYear), Int(high / perYear), .range))
        }
        guard candidate.low <= Double(oldest) || candidate.hasUnit else { return nil }
        // A number of years may be too large for an integer: a page can say anything.
        if !isOfThing, let age = Int(exactly: candidate.low.rounded(.down)), age <= oldest {
            if let after = end(.orOver, words.upperBound) {
                return (words.lowerBound..<after, range(age, nil, .minimum))
            }
            if let after = end(.orUnder, words.upperBound) {
                return (words.lowerBound..<after, range(nil, age, .maximum))
            }
        }
        let reading = AgeReading(
            value: candidate.low, low: nil, high: nil, statistic: statistic(candidate),
            unit: candidate.unit, isOfThing: isOfThing || isThings(candidate),
            stated: candidate.stated.map(view.span))
        return (words, reading)
    }

    /// Whether a single age is a thing's: too old for a person, or in months, weeks or days with no
    /// person near.
    private func isThings(_ candidate: Candidate) -> Bool {
        if candidate.low > Double(oldest) { return true }
        guard candidate.unit != .years else { return false }
        let words = candidate.words
        let around =
            max(
                candidate.sentence.lowerBound, words.lowerBound - 12)..<min(
                max(words.upperBound, candidate.sentence.upperBound), words.upperBound + 4)
        return !has(.person, in: around, within: around.count)
    }

    /// "under 16", "menores de 18 años", "30 or over", "as young as five".
    private func bounded(_ candidate: Candidate) -> (words: Range<Int>, reading: AgeReading)? {
        guard candidate.high == nil, candidate.low <= Double(oldest),
            candidate.low == candidate.low.rounded(),
            candidate.unit == .years || candidate.hasStrongUnit
        else { return nil }
        let words = candidate.words
        let hasUnit = candidate.hasUnit
        let age = Int(candidate.low)
        if let lead = start(.upTo, before: words.lowerBound) {
            return (lead..<words.upperBound, range(nil, age, .maximum))
        }
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
                || start(.strongLead, before: words.lowerBound) == lead
                    && (hasUnit || closes(words.upperBound))
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
        let linked =
            start(.link, before: opened) ?? start(.link, before: softened(opened))
            ?? (candidate.isOpened ? opened : nil)
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
}
