import DocumentModel

extension NumberGrammar {
    // MARK: What a number is of

    func classified(
        _ whole: Amount, in view: WordView, _ habit: SeparatorHabit
    ) -> Candidate? {
        let number = withFraction(whole, in: view, habit)
        if number.value < 1, number.value > 0, number.end == whole.end,
            tables.part(at: whole.start, in: view) != nil
        {
            return share(number, number.value, to: number.end, in: view)
        }
        if let ordinal = ordinalTail(number, in: view) { return ordinal }
        if let fraction = fraction(number, in: view, habit) { return fraction }
        let next =
            view.isHyphen(number.end) && view.isGlued(number.end) && view.isGlued(number.end + 1)
            ? number.end + 1 : number.end
        if let end = tables.end(of: .percentPoints, at: number.end, in: view) {
            return make(number, .percent, to: end, unit: "PCT_POINTS")
        }
        if let end = tables.end(of: .percent, at: number.end, in: view) {
            return make(number, .percent, to: end)
        }
        if let money = money(number, in: view) { return money }
        if let of = tables.end(of: .of, at: number.end, in: view), number.scale == 1,
            !number.hasDigits, let unit = tables.duration(at: of, in: view)
        {
            // "una decena de días".
            return make(number, .duration, to: unit.end, unit: unit.value)
        }
        if let unit = tables.duration(at: next, in: view), !view.startsBlock(next) {
            return make(number, .duration, to: unit.end, unit: unit.value)
        }
        if isPronoun(number, in: view) { return nil }
        return make(number, .cardinal, to: number.end)
    }

    /// `whole` with a fraction added to it: "three and a fifth", "two million and a quarter".
    private func withFraction(
        _ whole: Amount, in view: WordView, _ habit: SeparatorHabit
    ) -> Amount {
        guard let joined = tables.end(of: .fractionJoiner, at: whole.end, in: view),
            whole.value == whole.value.rounded(), !view.startsBlock(joined)
        else { return whole }
        var part: (value: Double, end: Int)?
        if let over = inWords(at: joined, in: view), over.value < 100,
            let below = tables.denominator(at: over.end, in: view), over.value < below.value
        {
            part = (over.value / below.value, below.end)
        } else if let article = tables.end(of: .article, at: joined, in: view),
            let below = tables.denominator(at: article, in: view)
        {
            part = (1 / below.value, below.end)
        }
        // "one and a third of them": the fraction stands alone.
        guard let part, tables.end(of: .of, at: part.end, in: view) == nil else { return whole }
        var result = whole
        result.value += part.value * max(whole.scale, 1)
        result.end = part.end
        return result
    }

    private func make(
        _ number: Amount, _ form: NumberReading.Form, to end: Int, unit: String? = nil,
        value: Double? = nil, from start: Int? = nil
    ) -> Candidate {
        Candidate(
            words: (start ?? number.start)..<end,
            reading: NumberReading(
                form: form, value: value ?? number.value, unit: unit, hasDigits: number.hasDigits),
            scale: number.scale)
    }

    private func money(_ number: Amount, in view: WordView) -> Candidate? {
        let sign = sign(before: number.start, in: view)
        var next = number.end
        if let of = tables.end(of: .of, at: next, in: view) { next = of }
        let word = view.startsBlock(next) ? nil : tables.currency(at: next, in: view)
        guard sign != nil || word != nil else { return nil }
        // "US$" beside "dollars": the sign decides unless it is only a dollar sign.
        let unit =
            sign.flatMap { $0.value == "USD" ? word?.value : $0.value } ?? word?.value ?? "USD"
        return make(
            number, .money, to: word?.end ?? number.end, unit: unit, from: sign?.start)
    }

    /// The sign of a currency before word `index`. Letters in one are capitals and, if single, tied
    /// to what follows: "A$ 5" is money of Australia, "a $5" is not.
    private func sign(before index: Int, in view: WordView) -> (value: String, start: Int)? {
        for limit in [4, 1] {
            let found = tables.tokens.longest(endingBefore: index, in: view, atMost: limit) {
                if case .sign(let code) = $0 { code } else { nil }
            }
            guard let found else { return nil }
            let isTied = { (word: Int) in
                view.words[word].value.shape != .lower
                    && (view.words[word].span.length > 1 || word + 1 == index
                        || view.isGlued(word + 1))
            }
            let letters = (found.start..<index).filter { view.kind($0) == .letters }
            if letters.allSatisfy(isTied) { return found }
        }
        return nil
    }

    private func fraction(
        _ number: Amount, in view: WordView, _ habit: SeparatorHabit
    ) -> Candidate? {
        if view.mark(number.end) == UInt8(ascii: "/"), view.isGlued(number.end),
            view.isGlued(number.end + 1), let digits = view.digits(number.end + 1),
            let below = Double(String(decoding: digits, as: UTF8.self)), below > 0
        {
            return share(number, number.value / below, to: number.end + 2, in: view)
        }
        if !number.hasDigits, number.value == number.value.rounded(), number.value >= 1,
            let next = skippingHyphen(number.end, in: view),
            let part = tables.denominator(at: next, in: view), !view.startsBlock(next),
            tables.multiplier(at: part.end, in: view) == nil
        {
            return share(number, number.value / part.value, to: part.end, in: view)
        }
        if let ratio = ratioEnd(after: number, in: view),
            let whole = unsigned(at: ratio, in: view, habit), whole.value > number.value,
            whole.value <= 1000, number.value > 0, !view.startsBlock(number.end),
            number.hasDigits || !whole.hasDigits
        {
            return make(number, .fraction, to: whole.end, value: number.value / whole.value)
        }
        return nil
    }

    /// Where "out of" ends after a number, or after the number's noun: "one victim in ten".
    private func ratioEnd(after number: Amount, in view: WordView) -> Int? {
        let nounEnd =
            number.hasDigits ? nil : tables.end(of: .countedNoun, at: number.end, in: view)
        for end in [number.end, nounEnd].compactMap(\.self) {
            if let ratio = tables.end(of: .ratio, at: end, in: view) { return ratio }
            if !number.hasDigits, let ratio = tables.end(of: .looseRatio, at: end, in: view) {
                return ratio
            }
        }
        return nil
    }

    /// A fraction, or a fraction of a per cent.
    private func share(
        _ number: Amount, _ value: Double, to end: Int, in view: WordView
    ) -> Candidate {
        if let percent = tables.end(of: .percent, at: end, in: view) {
            return make(number, .percent, to: percent, value: value)
        }
        return make(number, .fraction, to: end, value: value)
    }

    /// "twenty-first".
    private func ordinalTail(_ number: Amount, in view: WordView) -> Candidate? {
        guard !number.hasDigits, let next = skippingHyphen(number.end, in: view),
            let tail = tables.ordinal(at: next, in: view), !view.startsBlock(next),
            number.value >= 20, number.value.remainder(dividingBy: 10) == 0, tail.value < 10,
            view.isHyphen(number.end) || number.value.truncatingRemainder(dividingBy: 100) != 0
        else { return nil }
        return make(number, .ordinal, to: tail.end, value: number.value + tail.value)
    }

    /// "one" and "una" that stand for a person or thing, or for an article.
    private func isPronoun(_ number: Amount, in view: WordView) -> Bool {
        guard number.value == 1, !number.hasDigits, number.end == number.start + 1 else {
            return false
        }
        if tables.end(of: .article, at: number.start, in: view) == number.end {
            // Alone in brackets it is a number: "Haiti (one)".
            return
                !(view.mark(number.start - 1) == UInt8(ascii: "(")
                && view.mark(number.end) == UInt8(ascii: ")"))
                && view.count > 1
        }
        return tables.tokens.start(of: .beforePronoun, endingBefore: number.start, in: view) != nil
    }
}
