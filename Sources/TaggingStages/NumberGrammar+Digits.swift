import DocumentModel

/// Amounts in digits, with what is tied to them or multiplies them.
extension NumberGrammar {
    func inDigits(
        at index: Int, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Amount? {
        let run: DigitRun
        if tables.readsEverything {
            run = readableRun(at: index, in: view)
        } else {
            run = DigitRun(at: index, in: view, spacesThousands: tables.spacesThousands)
        }
        guard let value = run.value(ambiguousIsDecimal: isDecimal(run, in: view, habit)) else {
            return nil
        }
        let number = Amount(start: index, end: run.end, value: value, hasDigits: true)
        if let power = power(of: number, in: view) { return power }
        if let mixed = mixed(number, run, in: view) { return mixed }
        return withSpokenDecimals(multiplied(number, in: view), in: view)
    }

    /// The run at word `index`, of which an address or a version leaves one number at a time.
    private func readableRun(at index: Int, in view: WordView) -> DigitRun {
        if isInChain(index, in: view) { return DigitRun(single: index, in: view) }
        var run = DigitRun(at: index, in: view, spacesThousands: tables.spacesThousands)
        run.dropUnreadable(decimalMark: tables.decimalMark)
        return run
    }

    /// Whether digits go on with an address or a version: the second number of "10.1.2".
    func isInChain(_ index: Int, in view: WordView) -> Bool {
        guard view.isGlued(index), view.isGlued(index - 1), view.kind(index - 2) == .digits else {
            return false
        }
        return view.mark(index - 1) == UInt8(ascii: ".")
            || view.mark(index - 1) == UInt8(ascii: ",")
    }

    private func isDecimal(
        _ run: DigitRun, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Bool {
        guard case .ambiguous(let mark) = run.shape else { return false }
        if tables.end(of: .countedNoun, at: run.end, in: view) != nil { return false }
        if let partsThousands = habit.value.partsThousands(mark) { return !partsThousands }
        if habit.value.isMixed(mark) { return false }
        if tables.end(of: .percent, at: run.end, in: view) != nil { return true }
        return mark == tables.decimalMark
    }

    /// "1.1^-2", "6.2x10^4", and where everything is read "1e10".
    private func power(of number: Amount, in view: WordView) -> Amount? {
        var number = number
        let end = number.end
        guard view.isGlued(end) else { return nil }
        if view.mark(end) == UInt8(ascii: "^"), let exponent = exponent(at: end + 1, in: view) {
            number.value = Self.power(number.value, exponent.value)
            number.end = exponent.end
            return number
        }
        let isTimes = isLetter(end, UInt8(ascii: "x"), in: view) || view.isTimes(end)
        if isTimes, view.isGlued(end + 1),
            view.digits(end + 1).map({ $0.elementsEqual([0x31, 0x30]) }) ?? false,
            view.isGlued(end + 2), view.mark(end + 2) == UInt8(ascii: "^"),
            let exponent = exponent(at: end + 3, in: view)
        {
            number.value *= Self.power(10, exponent.value)
            number.end = exponent.end
            return number
        }
        if tables.readsEverything, isLetter(end, UInt8(ascii: "e"), in: view),
            let exponent = exponent(at: end + 1, in: view)
        {
            number.value *= Self.power(10, exponent.value)
            number.end = exponent.end
            return number
        }
        return nil
    }

    private func isLetter(_ index: Int, _ letter: UInt8, in view: WordView) -> Bool {
        view.kind(index) == .letters && view.words[index].span.length == 1
            && view.text[view.words[index].span.lowerBound] | 0x20 == letter
    }

    private func exponent(at index: Int, in view: WordView) -> (value: Int, end: Int)? {
        var index = index
        var sign = 1
        if view.isHyphen(index), view.isGlued(index) {
            sign = -1
            index += 1
        } else if view.mark(index) == UInt8(ascii: "+"), view.isGlued(index) {
            index += 1
        }
        guard view.isGlued(index), let digits = view.digits(index), digits.count <= 3 else {
            return nil
        }
        return (sign * digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, index + 1)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<abs(exponent) { result *= base }
        return exponent < 0 ? 1 / result : result
    }

    /// "2 1/4", "2½".
    private func mixed(_ number: Amount, _ run: DigitRun, in view: WordView) -> Amount? {
        var number = number
        if let part = tables.part(at: number.end, in: view), !view.startsBlock(number.end) {
            number.value += part.value
            number.end = part.end
            return number
        }
        guard run.isPlain, run.digitCount <= 3, !view.isGlued(run.end),
            !view.startsBlock(run.end), let over = slashed(at: run.end, in: view), over.value < 1
        else { return nil }
        number.value += over.value
        number.end = over.end
        return number
    }

    /// "3/4" of short numbers that nothing else is tied to.
    func slashed(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        guard let over = view.digits(index), over.count <= 3,
            view.mark(index + 1) == UInt8(ascii: "/"), let below = view.digits(index + 2),
            below.count <= 4, view.isGlued(index + 1) == view.isGlued(index + 2),
            view.isGlued(index + 1) || tables.readsEverything
        else { return nil }
        let isTied =
            view.isGlued(index + 3)
            && (view.kind(index + 3) != .mark || view.isHyphen(index + 3)
                || view.mark(index + 3) == UInt8(ascii: "/"))
        let read = { (digits: ArraySlice<UInt8>) in
            digits.reduce(0.0) { $0 * 10 + Double($1 - 0x30) }
        }
        guard !isTied, read(below) > 0 else { return nil }
        return (read(over) / read(below), index + 3)
    }

    /// `number` with letters glued to its digits, or the multipliers after it.
    func multiplied(_ number: Amount, in view: WordView) -> Amount {
        var number = number
        if view.kind(number.end) == .letters,
            view.isGlued(number.end) || isSpacedSuffix(number.end, in: view),
            let suffix = tables.suffix(at: number.end, in: view)
        {
            number.value *= suffix.value
            number.scale = suffix.value
            number.end = suffix.end
            return number
        }
        return grown(number, in: view)
    }

    /// "2.33 k": read only where everything is, since "5 K" may be anything.
    private func isSpacedSuffix(_ index: Int, in view: WordView) -> Bool {
        tables.readsEverything && view.words[index].span.length == 1
            && !view.startsBlock(index) && !view.isGlued(index + 1)
            && (view.words[index].value.shape != .lower
                || isLetter(index, UInt8(ascii: "k"), in: view))
            && tables.value(at: index, in: view) == nil
            && tables.end(of: .article, at: index, in: view) == nil
    }

    /// `number` with the multipliers after it.
    private func grown(_ number: Amount, in view: WordView) -> Amount {
        var number = number
        guard tables.mayGrow(at: number.end, in: view),
            !view.startsBlock(number.end) || number.end == number.start,
            let spelled = tables.spelled(
                from: number.end, in: view, after: SpelledNumber(digits: number.value)),
            spelled.end > number.end
        else { return number }
        if let first = tables.multiplier(at: number.end, in: view), first.value == 100,
            number.value >= 10, !tables.readsEverything
        {
            return number
        }
        number.scale =
            spelled.number.lastScale > 1
            ? spelled.number.lastScale
            : number.value == 0 ? 1 : spelled.number.value / number.value
        number.value = spelled.number.value
        number.end = spelled.end
        return number
    }
}
