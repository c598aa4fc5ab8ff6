import DocumentModel
import Lexicons
import TextAnalysis

/// A lexicon's qualifiers, ready to be looked up.
struct QualifierTable: Sendable {
    private enum Kind: Int, PhraseKinded {
        case atLeast, moreThan, atMost, lessThan, nearly, about, exactly
        case between, betweenJoiner, from, fromJoiner, joiner
        case orMore, orLess, orSo, orEqual, contrast, article, change, roundNumber

        var phraseKind: Int { rawValue }
    }

    struct Found {
        let words: Range<Int>
        let reading: RangeReading
        /// Where the last number ends without its unit, if a unit after it ends the range.
        var numeralEnd: Int?
    }

    private var phrases = PhraseTable<Kind>()
    private let readsEverything: Bool

    init(_ words: QualifierWords?, everything: Bool = false) {
        readsEverything = everything
        phrases.insert(["-"], as: .joiner)
        guard let words else { return }
        phrases.insert(words.atLeast, as: .atLeast)
        phrases.insert(words.moreThan, as: .moreThan)
        phrases.insert(words.atMost, as: .atMost)
        phrases.insert(words.lessThan, as: .lessThan)
        phrases.insert(words.nearly, as: .nearly)
        phrases.insert(words.about, as: .about)
        phrases.insert(words.exactly, as: .exactly)
        phrases.insert(words.between, as: .between)
        phrases.insert(words.betweenJoiners, as: .betweenJoiner)
        phrases.insert(words.from, as: .from)
        phrases.insert(words.fromJoiners, as: .fromJoiner)
        phrases.insert(words.joiners, as: .joiner)
        phrases.insert(words.orMore, as: .orMore)
        phrases.insert(words.orLess, as: .orLess)
        phrases.insert(words.orSo, as: .orSo)
        phrases.insert(words.orEqual, as: .orEqual)
        phrases.insert(words.contrasts, as: .contrast)
        phrases.insert(words.articles, as: .article)
        phrases.insert(words.changes, as: .change)
        phrases.insert(words.roundNumbers, as: .roundNumber)
    }

    // MARK: Two numbers

    /// "between 3 and 5", "from 3 to 5", "3-5".
    func pair(
        _ one: NumberSlot, _ other: NumberSlot, in view: WordView, from earliest: Int
    ) -> Found? {
        guard let low = one.reading.value, let high = other.reading.value, low < high,
            isAmount(one.reading), isAmount(other.reading)
        else { return nil }
        if let interval = interval(one, low, other, high, in: view, from: earliest) {
            return interval
        }
        guard
            let start = opening(one, other, in: view, from: earliest)
        else { return nil }
        let words = start..<other.words.upperBound
        let form = other.reading.form == .cardinal ? one.reading.form : other.reading.form
        return Found(
            words: words,
            reading: RangeReading(
                figure: .between(low, high), includesLow: true, includesHigh: false, form: form,
                unit: other.reading.unit ?? one.reading.unit),
            numeralEnd: other.numeralEnd)
    }

    /// "[5, 10)", "]5; 10]". Brackets that may be a list of notes or a remark are no interval:
    /// "[5, 10]", "(5, 10)".
    private func interval(
        _ one: NumberSlot, _ low: Double, _ other: NumberSlot, _ high: Double, in view: WordView,
        from earliest: Int
    ) -> Found? {
        let (before, gap) = (one.words.lowerBound - 1, one.words.upperBound)
        let after = other.words.upperBound
        guard before >= earliest, gap + 1 == other.words.lowerBound, view.isGlued(before + 1),
            view.isGlued(after), let open = view.mark(before), let close = view.mark(after),
            let mark = view.mark(gap)
        else { return nil }
        let (square, endSquare) = (UInt8(ascii: "["), UInt8(ascii: "]"))
        let (round, endRound) = (UInt8(ascii: "("), UInt8(ascii: ")"))
        guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";"),
            open == square || open == endSquare || open == round,
            close == square || close == endSquare || close == endRound,
            open != round || close != endRound,
            open != square || close != endSquare || mark == UInt8(ascii: ";")
        else { return nil }
        return Found(
            words: before..<after + 1,
            reading: RangeReading(
                figure: .between(low, high), includesLow: open == square,
                includesHigh: close == endSquare, form: other.reading.form,
                unit: other.reading.unit))
    }

    /// The word a range of two numbers starts at.
    private func opening(
        _ one: NumberSlot, _ other: NumberSlot, in view: WordView, from earliest: Int
    ) -> Int? {
        guard one.words.upperBound <= other.words.lowerBound else { return nil }
        let gap = one.words.upperBound..<other.words.lowerBound
        guard !view.startsBlock(other.words.lowerBound) else { return nil }
        let before = skippingArticles(before: one.words.lowerBound, in: view, from: earliest)
        if joins(.betweenJoiner, gap, in: view),
            let start = start(of: .between, before, in: view, from: earliest)
        {
            return start
        }
        if joins(.fromJoiner, gap, in: view),
            let start = start(of: .from, before, in: view, from: earliest)
        {
            return followsChange(start, in: view) ? nil : start
        }
        let isBare =
            joins(.joiner, gap, in: view) && !isYear(one.reading)
            && !followsChange(one.words.lowerBound, in: view)
            && (gap.count == 1 || view.isHyphen(gap.lowerBound))
            && !isChained(one.words.lowerBound..<other.words.upperBound, in: view)
        return isBare ? one.words.lowerBound : nil
    }

    /// Whether two numbers are part of a longer code: "+1-222-2222".
    private func isChained(_ words: Range<Int>, in view: WordView) -> Bool {
        let (first, end) = (words.lowerBound, words.upperBound)
        let isAfter = view.isGlued(first) && view.mark(first - 1) == UInt8(ascii: "+")
        let isTie = view.isHyphen(end) || view.mark(end) == UInt8(ascii: "/")
        return isAfter
            || isTie && view.isGlued(end) && view.isGlued(end + 1)
                && view.kind(end + 1) == .digits
    }

    /// "more than 100 and less than 300": one range of two bounds.
    func joined(_ one: Found, _ other: Found, in view: WordView) -> Found? {
        let gap = one.words.upperBound..<max(one.words.upperBound, other.words.lowerBound)
        guard gap.count == 1, !view.startsBlock(other.words.lowerBound),
            view.mark(gap.lowerBound) == UInt8(ascii: ",")
                || phrases.end(of: .betweenJoiner, at: gap.lowerBound, in: view) != nil
                || phrases.end(of: .contrast, at: gap.lowerBound, in: view) != nil,
            one.reading.form == other.reading.form, one.reading.unit == other.reading.unit
        else { return nil }
        let (lower, upper) =
            one.reading.figure.qualifier == .minimum
            ? (one.reading, other.reading) : (other.reading, one.reading)
        guard lower.figure.qualifier == .minimum, upper.figure.qualifier == .maximum,
            let low = lower.figure.low, let high = upper.figure.high, low < high
        else { return nil }
        return Found(
            words: one.words.lowerBound..<other.words.upperBound,
            reading: RangeReading(
                figure: .between(low, high), includesLow: lower.includesLow,
                includesHigh: upper.includesHigh, form: lower.form, unit: lower.unit),
            numeralEnd: other.numeralEnd)
    }

    private func isAmount(_ reading: NumberReading) -> Bool {
        switch reading.form {
        case .cardinal, .percent, .money, .duration: true
        case .ordinal, .fraction: readsEverything
        case .magnitude: false
        }
    }

    private func isYear(_ reading: NumberReading) -> Bool {
        guard let value = reading.value, reading.form == .cardinal else { return false }
        return value >= 1900 && value < 2100 && reading.hasDigits
    }

    /// Whether `gap` holds a joiner and nothing else but an article.
    private func joins(_ kind: Kind, _ gap: Range<Int>, in view: WordView) -> Bool {
        guard !gap.isEmpty, let end = phrases.end(of: kind, at: gap.lowerBound, in: view) else {
            return false
        }
        return end == gap.upperBound
            || (end < gap.upperBound
                && phrases.end(of: .article, at: end, in: view) == gap.upperBound)
    }

    private func followsChange(_ index: Int, in view: WordView) -> Bool {
        var position = index - 1
        while position >= 0, index - position <= 7, !view.startsBlock(position + 1),
            view.mark(position) != UInt8(ascii: ".")
        {
            if phrases.end(of: .change, at: position, in: view) != nil { return true }
            position -= 1
        }
        return false
    }

    // MARK: One number

    func single(
        _ slot: NumberSlot, before next: NumberSlot?, in view: WordView, from earliest: Int
    ) -> Found? {
        guard slot.reading.form != .ordinal || readsEverything && slot.reading.value != nil else {
            return nil
        }
        guard let value = slot.reading.value else { return magnitude(slot) }
        if let (kind, start) = qualifier(before: slot, in: view, from: earliest) {
            var start = start
            var end = slot.words.upperBound
            var kind = kind
            // "about 500 or more", "equal to 500 or more": the later word bounds.
            if let after = suffix(after: slot, before: next, in: view), after.kind != .orSo,
                [.about, .nearly, .exactly].contains(kind)
            {
                start = kind == .exactly ? start : slot.words.lowerBound
                kind = after.kind
                end = after.end
            } else if let equal = phrases.end(of: .orEqual, at: end, in: view),
                kind == .lessThan || kind == .moreThan, next?.words.lowerBound != equal
            {
                // "less than 50 or equal"
                kind = kind == .lessThan ? .atMost : .atLeast
                end = equal
            }
            return reading(kind, value, slot, start..<end)
        }
        if slot.reading.form != .ordinal, let after = suffix(after: slot, before: next, in: view) {
            return reading(after.kind, value, slot, slot.words.lowerBound..<after.end)
        }
        let isRound = slot.words.contains {
            phrases.end(of: .roundNumber, at: $0, in: view) != nil
        }
        return isRound && slot.reading.form == .cardinal
            ? reading(.about, value, slot, slot.words) : nil
    }

    private func magnitude(_ slot: NumberSlot) -> Found? {
        guard let floor = slot.reading.floor else { return nil }
        return Found(
            words: slot.words,
            reading: RangeReading(
                figure: .magnitude(from: floor, to: slot.reading.ceiling), includesLow: true,
                includesHigh: slot.reading.ceiling != nil, form: .magnitude,
                unit: slot.reading.unit))
    }

    private func qualifier(
        before slot: NumberSlot, in view: WordView, from earliest: Int
    ) -> (Kind, Int)? {
        let index = skippingArticles(before: slot.words.lowerBound, in: view, from: earliest)
        // "about the 30" is "about 30", but "more than the 30" compares.
        for end in index == slot.words.lowerBound ? [index] : [slot.words.lowerBound, index]
        where end > earliest {
            let found = phrases.longest(endingBefore: end, in: view) { kind -> Kind? in
                switch kind {
                case .atLeast, .moreThan, .atMost, .lessThan, .nearly, .about, .exactly: kind
                default: nil
                }
            }
            guard let found, found.start >= earliest, !isBroken(found.start..<end, in: view),
                end == slot.words.lowerBound || found.value == .about || found.value == .nearly
                    || readsEverything || slot.reading.form == .fraction,
                !isTied(found.start, in: view)
            else { continue }
            return (found.value, found.start)
        }
        return nil
    }

    /// Whether a sign of comparison goes on to the left: "=>" is no ">".
    private func isTied(_ start: Int, in view: WordView) -> Bool {
        view.kind(start) == .mark && view.isGlued(start) && view.kind(start - 1) == .mark
            && view.mark(start - 1).map { [0x3C, 0x3D, 0x3E].contains($0) } ?? false
    }

    private func suffix(
        after slot: NumberSlot, before following: NumberSlot?, in view: WordView
    ) -> (kind: Kind, end: Int)? {
        let end = slot.words.upperBound
        guard end < view.count, !view.startsBlock(end) else { return nil }
        let found = phrases.longest(at: end, in: view) { kind -> Kind? in
            switch kind {
            case .orMore, .orLess, .orSo: kind
            default: nil
            }
        }
        guard let found, following?.words.lowerBound != found.end else { return nil }
        // "200 or more than 190": the words belong to the next number.
        let isNext = (end + 1..<found.end).contains { index in
            let next = phrases.longest(at: index, in: view) {
                $0 == .moreThan || $0 == .lessThan ? true : nil
            }
            return (next?.end ?? 0) > found.end
        }
        return isNext ? nil : (found.value, found.end)
    }

    private func reading(
        _ kind: Kind, _ value: Double, _ slot: NumberSlot, _ words: Range<Int>
    ) -> Found {
        let figure: Figure =
            switch kind {
            case .atLeast, .moreThan, .orMore: .minimum(value)
            case .atMost, .lessThan, .orLess: .maximum(value)
            case .nearly: .approximately(value, atMost: value)
            case .exactly: .exact(value)
            default: .approximately(value)
            }
        return Found(
            words: words,
            reading: RangeReading(
                figure: figure,
                includesLow: kind == .atLeast || kind == .orMore || kind == .exactly,
                includesHigh: kind == .atMost || kind == .orLess || kind == .exactly,
                form: slot.reading.form,
                unit: slot.reading.unit),
            numeralEnd: words.upperBound == slot.words.upperBound ? slot.numeralEnd : nil)
    }

    // MARK: Words before

    private func skippingArticles(
        before index: Int, in view: WordView, from earliest: Int
    ) -> Int {
        guard index > earliest, !view.startsBlock(index),
            let start = phrases.start(of: .article, endingBefore: index, in: view, atMost: 1),
            start >= earliest
        else { return index }
        return start
    }

    private func start(
        of kind: Kind, _ end: Int, in view: WordView, from earliest: Int
    ) -> Int? {
        guard let start = phrases.start(of: kind, endingBefore: end, in: view), start >= earliest,
            !isBroken(start..<end, in: view)
        else { return nil }
        return start
    }

    /// Whether a new line or cell begins inside `words` or right after them.
    private func isBroken(_ words: Range<Int>, in view: WordView) -> Bool {
        (words.lowerBound + 1...words.upperBound).contains { view.startsBlock($0) }
    }
}
