import DocumentModel
import Lexicons
import TextAnalysis

/// Reads the numbers of a text, whatever they are numbers of.
struct NumberGrammar: Sendable {
    let tables: NumberTables

    /// The grammar of a language; without a lexicon, digits are still read.
    init(_ lexicon: Lexicon?) {
        tables = NumberTables(lexicon)
    }

    /// The numbers of `view`, sorted, without overlap, outside `addresses`.
    func numbers(
        in view: WordView, outside addresses: [TextSpan] = []
    ) -> [Mention<NumberReading>] {
        let habit = SeparatorHabit(of: view, tables)
        var found: [Candidate] = []
        var index = 0
        var address = addresses[...]
        while index < view.count {
            guard mayStart(at: index, in: view) else {
                index += 1
                continue
            }
            let span = view.words[index].span
            while let next = address.first, next.upperBound <= span.lowerBound {
                address.removeFirst()
            }
            if let next = address.first, next.overlaps(span) {
                index += 1
                continue
            }
            switch candidate(at: index, in: view, habit) {
            case .found(var candidate):
                // A sign between two numbers is the first one's: "5 $ 10".
                let earliest = found.last?.words.upperBound ?? 0
                candidate.words =
                    max(earliest, candidate.words.lowerBound)..<candidate.words.upperBound
                found.append(candidate)
                index = candidate.words.upperBound
            case .skip(let end):
                index = max(end, index + 1)
            }
        }
        shareUnits(&found, in: view)
        return found.map { candidate in
            var reading = candidate.reading
            if [.percent, .money, .duration].contains(reading.form) {
                reading.numeral = numeral(in: candidate.words, of: view, habit)
            }
            return Mention(view.span(candidate.words), reading)
        }
    }

    /// Whether anything may be read at word `index`: most words are passed over here.
    private func mayStart(at index: Int, in view: WordView) -> Bool {
        switch view.words[index].value.kind {
        case .digits: true
        case .letters: tables.tokens.mayStart(with: view.words[index].value)
        case .mark:
            view.kind(index + 1) == .digits && view.isGlued(index + 1)
                || tables.tokens.mayStart(with: view.words[index].value)
        }
    }

    /// The number alone inside `words`, without currency, unit or per cent.
    private func numeral(
        in words: Range<Int>, of view: WordView, _ habit: SeparatorHabit
    ) -> TextSpan? {
        for start in words {
            if let number = amount(at: start, in: view, habit), number.end <= words.upperBound {
                return view.span(number.start..<number.end)
            }
        }
        return nil
    }

    /// A number with the words it covers.
    struct Candidate {
        var words: Range<Int>
        var reading: NumberReading
        /// What the number is multiplied by in words: "million" in "3 million".
        var scale = 1.0
    }

    enum Step {
        case found(Candidate)
        /// No number before word `end`.
        case skip(Int)
    }

    private func candidate(
        at index: Int, in view: WordView, _ habit: SeparatorHabit
    ) -> Step {
        if view.kind(index) == .digits {
            if let end = view.endOfUnreadable(at: index, tables) { return .skip(end) }
            if let ordinal = digitOrdinal(at: index, in: view) { return .found(ordinal) }
        } else if let share = share(at: index, in: view) {
            return share
        }
        if let number = amount(at: index, in: view, habit) {
            return classified(number, in: view, habit).map { .found($0) } ?? .skip(number.end)
        }
        return wordy(at: index, in: view)
    }

    // MARK: Amounts

    /// A cardinal, before anything around it is read.
    struct Amount {
        var start: Int
        var end: Int
        var value: Double
        var hasDigits: Bool
        var scale = 1.0
    }

    /// The cardinal that starts at word `index`, with its sign and multipliers.
    private func amount(
        at index: Int, in view: WordView, _ habit: SeparatorHabit
    ) -> Amount? {
        if let start = signed(at: index, in: view) {
            guard var number = unsigned(at: start, in: view, habit) else { return nil }
            number.start = index
            number.value = -number.value
            return number
        }
        return unsigned(at: index, in: view, habit)
    }

    /// Where the number after a minus sign starts.
    private func signed(at index: Int, in view: WordView) -> Int? {
        if view.isHyphen(index), view.kind(index + 1) == .digits, !view.isGlued(index),
            view.isGlued(index + 1), view.span(index..<index + 1).length == 1
        {
            return index + 1
        }
        guard let end = tables.end(of: .minus, at: index, in: view) else { return nil }
        return view.kind(end) == .digits || tables.value(at: end, in: view) != nil ? end : nil
    }

    func unsigned(
        at index: Int, in view: WordView, _ habit: SeparatorHabit
    ) -> Amount? {
        if view.kind(index) == .digits { return inDigits(at: index, in: view, habit) }
        if let mark = view.mark(index), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
            view.kind(index + 1) == .digits, view.isGlued(index + 1), !view.isGlued(index),
            let digits = view.digits(index + 1)
        {
            let value = Double("0." + String(decoding: digits, as: UTF8.self))
            return value.map {
                grown(Amount(start: index, end: index + 2, value: $0, hasDigits: true), in: view)
            }
        }
        return inWords(at: index, in: view)
    }

    private func inDigits(
        at index: Int, in view: WordView, _ habit: SeparatorHabit
    ) -> Amount? {
        let run = DigitRun(at: index, in: view, spacesThousands: tables.spacesThousands)
        guard let value = run.value(ambiguousIsDecimal: isDecimal(run, in: view, habit)) else {
            return nil
        }
        var number = Amount(start: index, end: run.end, value: value, hasDigits: true)
        if view.isGlued(run.end), view.kind(run.end) == .letters,
            let suffix = tables.glued.longest(
                at: run.end, in: view,
                {
                    if case .suffix(let factor) = $0 { factor } else { nil }
                })
        {
            number.value *= suffix.value
            number.scale = suffix.value
            number.end = suffix.end
            return number
        }
        if view.isGlued(run.end), let part = tables.part(at: run.end, in: view) {
            number.value += part.value
            number.end = part.end
        }
        return withSpokenDecimals(grown(number, in: view), in: view)
    }

    private func isDecimal(
        _ run: DigitRun, in view: WordView, _ habit: SeparatorHabit
    ) -> Bool {
        guard case .ambiguous(let mark) = run.shape else { return false }
        if tables.end(of: .countedNoun, at: run.end, in: view) != nil { return false }
        if let partsThousands = habit.partsThousands(mark) { return !partsThousands }
        if habit.isMixed(mark) { return false }
        if tables.end(of: .percent, at: run.end, in: view) != nil { return true }
        return mark == tables.decimalMark
    }

    /// `number` with the multipliers after it.
    private func grown(_ number: Amount, in view: WordView) -> Amount {
        var number = number
        guard !view.startsBlock(number.end) || number.end == number.start,
            let spelled = tables.spelled(
                from: number.end, in: view, after: SpelledNumber(digits: number.value)),
            spelled.end > number.end
        else { return number }
        if let first = tables.multiplier(at: number.end, in: view), first.value == 100,
            number.value >= 10
        {
            return number
        }
        number.scale = number.value == 0 ? 1 : spelled.number.value / number.value
        number.value = spelled.number.value
        number.end = spelled.end
        return number
    }

    func inWords(at index: Int, in view: WordView) -> Amount? {
        if let part = tables.part(at: index, in: view) {
            return Amount(start: index, end: part.end, value: part.value, hasDigits: true)
        }
        guard view.kind(index) == .letters else { return nil }
        if let half = tables.end(of: .halfOf, at: index, in: view),
            let next = skippingHyphen(half, in: view),
            let factor = tables.multiplier(at: next, in: view)
                ?? tables.collective(at: next, in: view)
        {
            return Amount(
                start: index, end: factor.end, value: factor.value / 2, hasDigits: false,
                scale: factor.value)
        }
        if let number = afterArticle(at: index, in: view) { return number }
        if let first = tables.multiplier(at: index, in: view),
            let second = tables.multiplier(at: first.end, in: view), first.value < second.value,
            tables.value(at: index, in: view) == nil,
            let spelled = tables.spelled(
                from: index, in: view, after: SpelledNumber(digits: 1))
        {
            // "hundred thousand" without an article.
            return Amount(
                start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
                scale: second.value)
        }
        guard tables.value(at: index, in: view) != nil,
            let spelled = tables.spelled(from: index, in: view)
        else { return nil }
        return withSpokenDecimals(
            Amount(
                start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
                scale: spelled.number.usesMultiplier ? spelled.number.lastScale : 1), in: view)
    }

    /// "a hundred", "une dizaine".
    private func afterArticle(at index: Int, in view: WordView) -> Amount? {
        guard let article = tables.end(of: .article, at: index, in: view),
            let factor = tables.multiplier(at: article, in: view)
                ?? tables.collective(at: article, in: view)
        else { return nil }
        var number = SpelledNumber(digits: 1)
        if tables.collective(at: article, in: view) != nil {
            number.add(collective: factor.value)
            return Amount(start: index, end: factor.end, value: number.value, hasDigits: false)
        }
        guard let spelled = tables.spelled(from: article, in: view, after: number),
            spelled.end > article
        else { return nil }
        return Amount(
            start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
            scale: factor.value)
    }

    /// `number` with decimals in words: "two point five", "dois vírgula zero três".
    private func withSpokenDecimals(_ number: Amount, in view: WordView) -> Amount {
        guard number.value == number.value.rounded(),
            var next = tables.end(of: .point, at: number.end, in: view)
        else { return number }
        var decimals = ""
        while next < view.count, !view.startsBlock(next) {
            if let digits = view.digits(next) {
                decimals += String(decoding: digits, as: UTF8.self)
                next += 1
            } else if let spelled = tables.spelled(from: next, in: view) {
                decimals += Figure.plain(spelled.number.value)
                next = spelled.end
            } else {
                break
            }
        }
        guard !decimals.isEmpty, let fraction = Double("0." + decimals) else { return number }
        var result = number
        result.value += fraction
        result.end = next
        return result
    }

    func skippingHyphen(_ index: Int, in view: WordView) -> Int? {
        view.isHyphen(index) ? index + 1 : index
    }

    /// "1st", "2º".
    private func digitOrdinal(at index: Int, in view: WordView) -> Candidate? {
        let run = DigitRun(at: index, in: view, spacesThousands: false)
        guard view.isGlued(run.end), view.kind(run.end) == .letters,
            let end = tables.glued.end(of: .ordinalSuffix, at: run.end, in: view),
            let value = run.value(ambiguousIsDecimal: false), value >= 1
        else { return nil }
        return Candidate(
            words: index..<end,
            reading: NumberReading(form: .ordinal, value: value, hasDigits: true))
    }
}
