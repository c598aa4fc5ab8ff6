import DocumentModel

extension NumberGrammar {
    // MARK: Amounts

    /// A number before anything around it is read.
    struct Amount {
        enum Form { case cardinal, fraction, ordinal }

        var start: Int
        var end: Int
        var value: Double
        var hasDigits: Bool
        var scale: Double
        var form: Form
        /// The same words as an ordinal, where they may be either: "tres millonésimos".
        var ordinal: Double?
        private var spelled: Spelled?
        /// The number in words as read, where it may have to be taken apart.
        var words: SpelledWords? {
            get { spelled?.words }
            set { spelled = newValue.map(Spelled.init) }
        }

        /// Apart, as amounts are copied from rule to rule.
        private final class Spelled {
            let words: SpelledWords

            init(_ words: SpelledWords) { self.words = words }
        }

        init(
            start: Int, end: Int, value: Double, hasDigits: Bool, scale: Double = 1,
            form: Form = .cardinal, words: SpelledWords? = nil
        ) {
            self.start = start
            self.end = end
            self.value = value
            self.hasDigits = hasDigits
            self.scale = scale
            self.form = form
            spelled = words.map(Spelled.init)
        }
    }

    /// The cardinal that starts at word `index`, with its sign and multipliers.
    func amount(
        at index: Int, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Amount? {
        guard let start = signed(at: index, in: view) else {
            return unsigned(at: index, in: view, habit)
        }
        guard var number = unsigned(at: start, in: view, habit) else { return nil }
        number = withParts(number, in: view, habit)
        guard number.form != .ordinal else { return nil }
        number.start = index
        number.value = -number.value
        return number
    }

    /// Where the number after a minus sign starts.
    private func signed(at index: Int, in view: WordView) -> Int? {
        if view.isHyphen(index) {
            let isSpaced =
                tables.readsEverything && !view.isGlued(index) && !view.isGlued(index + 1)
            guard view.kind(index + 1) == .digits, view.isGlued(index + 1) || isSpaced,
                !view.isGlued(index) || isComparison(index - 1, in: view)
            else { return nil }
            // A hyphen between two numbers parts them: "1000 - 5000".
            return isSpaced && view.kind(index - 1) == .digits && !view.startsBlock(index)
                || view.span(index..<index + 1).length > 1 && !tables.readsEverything
                ? nil : index + 1
        }
        guard let end = tables.end(of: .minus, at: index, in: view), !view.startsBlock(end),
            !tables.readsEverything
                || tables.tokens.start(of: .qualifier, endingBefore: end, in: view) == nil
        else { return nil }
        return view.kind(end) == .digits || tables.value(at: end, in: view) != nil ? end : nil
    }

    private func isComparison(_ index: Int, in view: WordView) -> Bool {
        switch view.mark(index) {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): true
        default: false
        }
    }

    func unsigned(
        at index: Int, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Amount? {
        switch view.kind(index) {
        case .digits: return inDigits(at: index, in: view, habit)
        case .letters: return inWords(at: index, in: view)
        case .mark: break
        case nil: return nil
        }
        if let mark = view.mark(index), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
            view.isGlued(index + 1), !view.isGlued(index), let digits = view.digits(index + 1),
            let value = Double("0." + String(decoding: digits, as: UTF8.self))
        {
            let number = Amount(start: index, end: index + 2, value: value, hasDigits: true)
            let isUnit =
                view.isGlued(number.end) && view.kind(number.end) == .letters
                && !view.takesLetters(at: number.end, tables)
            return isUnit ? nil : multiplied(number, in: view)
        }
        return part(at: index, in: view)
    }

    private func part(at index: Int, in view: WordView) -> Amount? {
        tables.part(at: index, in: view).map {
            Amount(start: index, end: $0.end, value: $0.value, hasDigits: true, form: .fraction)
        }
    }

    // MARK: Words

    func inWords(at index: Int, in view: WordView) -> Amount? {
        guard view.kind(index) == .letters else { return part(at: index, in: view) }
        if tables.readsEverything, let loose = loose(at: index, in: view) { return loose }
        if let half = tables.end(of: .halfOf, at: index, in: view)
            ?? tables.end(of: .article, at: index, in: view)
            .flatMap({ tables.end(of: .halfOf, at: $0, in: view) }),
            let next = skippingHyphen(half, in: view),
            let factor = tables.multiplier(at: next, in: view)
                ?? tables.collective(at: next, in: view)
        {
            return Amount(
                start: index, end: factor.end, value: factor.value / 2, hasDigits: false,
                scale: factor.value)
        }
        if let half = tables.end(of: .halfOf, at: index, in: view),
            tables.end(of: .percent, at: half, in: view) != nil
        {
            return Amount(start: index, end: half, value: 0.5, hasDigits: false, form: .fraction)
        }
        if let number = afterArticle(at: index, in: view) { return number }
        if let number = withoutArticle(at: index, in: view) { return number }
        guard tables.value(at: index, in: view) != nil,
            let spelled = tables.spelled(from: index, in: view)
        else { return nil }
        let number = Amount(
            start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
            scale: spelled.number.usesMultiplier ? spelled.number.lastScale : 1, words: spelled)
        return withRepetition(withSpokenDecimals(number, in: view), in: view)
    }

    /// What other programs read as a number: "a couple", "zero three", "point five".
    private func loose(at index: Int, in view: WordView) -> Amount? {
        if let whole = tables.whole(at: index, in: view) {
            return Amount(start: index, end: whole.end, value: whole.value, hasDigits: false)
        }
        if let zero = tables.value(at: index, in: view), zero.value == 0,
            let next = tables.value(at: zero.end, in: view), next.value >= 1, next.value < 10,
            !view.startsBlock(zero.end)
        {
            return Amount(start: index, end: next.end, value: next.value, hasDigits: false)
        }
        guard tables.end(of: .point, at: index, in: view) != nil else { return nil }
        let nothing = Amount(start: index, end: index, value: 0, hasDigits: false)
        let number = withSpokenDecimals(nothing, in: view)
        return number.end > index ? number : nil
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
            if let half = tables.end(of: .andHalf, at: factor.end, in: view) {
                // "una docena y media"
                return Amount(
                    start: index, end: half, value: number.value * 1.5, hasDigits: false)
            }
            return Amount(start: index, end: factor.end, value: number.value, hasDigits: false)
        }
        guard let spelled = tables.spelled(from: article, in: view, after: number),
            spelled.end > article
        else { return nil }
        return Amount(
            start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
            scale: factor.value, words: spelled)
    }

    /// "hundred thousand"; where everything is read, also "million" alone.
    private func withoutArticle(at index: Int, in view: WordView) -> Amount? {
        guard tables.value(at: index, in: view) == nil,
            let first = tables.multiplier(at: index, in: view)
        else { return nil }
        let second = tables.multiplier(at: first.end, in: view)
        let isLone = tables.readsEverything && tables.magnitude(at: index, in: view) == nil
        guard isLone || second.map({ first.value < $0.value }) ?? false,
            let spelled = tables.spelled(from: index, in: view, after: SpelledNumber(digits: 1))
        else { return nil }
        return Amount(
            start: index, end: spelled.end, value: spelled.number.value, hasDigits: false,
            scale: second?.value ?? first.value, words: spelled)
    }

    /// `number` with decimals in words: "two point five", "dois vírgula zero três".
    func withSpokenDecimals(_ number: Amount, in view: WordView) -> Amount {
        guard number.value == number.value.rounded(),
            var next = tables.end(of: .point, at: number.end, in: view),
            !view.startsBlock(number.end) || number.start == number.end
        else { return number }
        if tables.end(of: .fractionJoiner, at: number.end, in: view) != nil,
            let over = tables.spelled(from: next, in: view),
            over.number.value != over.number.value.rounded()
                || tables.denominator(at: over.end, in: view) != nil
        {
            // "ciento tres con dos tercios": a fraction is added, not decimals.
            return number
        }
        var decimals = ""
        while next < view.count, !view.startsBlock(next), decimals.utf8.count < 16 {
            if let digits = view.digits(next) {
                decimals += String(decoding: digits.prefix(16), as: UTF8.self)
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
        result.words = nil
        return result
    }

    /// `number` with its digits in brackets: "forty-five (45)".
    private func withRepetition(_ number: Amount, in view: WordView) -> Amount {
        let open = number.end
        guard view.mark(open) == UInt8(ascii: "("), view.mark(open + 2) == UInt8(ascii: ")"),
            let digits = view.digits(open + 1), digits.count <= 15,
            digits.reduce(0.0, { $0 * 10 + Double($1 - 0x30) }) == number.value
        else { return number }
        var number = number
        number.end = open + 3
        number.words = nil
        return number
    }

    func skippingHyphen(_ index: Int, in view: WordView) -> Int? {
        view.isHyphen(index) ? index + 1 : index
    }
}

extension WordView {
    /// Whether word `index` is a multiplication sign, U+00D7.
    func isTimes(_ index: Int) -> Bool {
        kind(index) == .mark && text[words[index].span.range].elementsEqual([0xC3, 0x97])
    }
}
