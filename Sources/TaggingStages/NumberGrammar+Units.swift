import DocumentModel

extension NumberGrammar {
    // MARK: What a number is of

    func classified(
        _ amount: Amount, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Candidate? {
        classified(amount.value < 0 ? amount : withParts(amount, in: view, habit), in: view)
    }

    /// `number` with the unit after it, or before.
    func classified(_ number: Amount, in view: WordView) -> Candidate? {
        if number.form == .ordinal { return make(number, .ordinal, to: number.end) }
        if let end = tables.end(of: .percentPoints, at: number.end, in: view) {
            return make(number, .percent, to: end, unit: "PCT_POINTS")
        }
        if let end = percentEnd(after: number, in: view) {
            return make(number, .percent, to: end)
        }
        if number.form == .fraction { return make(number, .fraction, to: number.end) }
        if let money = money(number, in: view) { return money }
        let next =
            view.isHyphen(number.end) && view.isGlued(number.end) && view.isGlued(number.end + 1)
            ? number.end + 1 : number.end
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

    private func make(
        _ number: Amount, _ form: NumberReading.Form, to end: Int, unit: String? = nil,
        from start: Int? = nil
    ) -> Candidate {
        var reading = NumberReading(
            form: form, value: number.value, unit: unit, hasDigits: number.hasDigits)
        reading.ordinal = form == .fraction ? number.ordinal : nil
        return Candidate(
            words: (start ?? number.start)..<end, reading: reading, scale: number.scale,
            numeral: number.start..<number.end)
    }

    // MARK: Per cent

    private func percentEnd(after number: Amount, in view: WordView) -> Int? {
        if let end = tables.end(of: .percent, at: number.end, in: view) { return end }
        let isArticle = tables.end(of: .article, at: number.start, in: view) == number.end
        return isArticle ? nil : tables.end(of: .percentNoun, at: number.end, in: view)
    }

    /// "percent of 10", and "percent" alone: other programs read them, so where all is read.
    func percentBefore(
        at index: Int, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Candidate? {
        guard tables.readsEverything, view.kind(index) == .letters else { return nil }
        let ends = [NumberToken.percent, .percentNoun, .percentAlone].compactMap {
            tables.end(of: $0, at: index, in: view)
        }
        guard let end = ends.max() else { return nil }
        if let of = tables.end(of: .of, at: end, in: view), !view.startsBlock(of),
            let number = unsigned(at: of, in: view, habit),
            percentEnd(after: number, in: view) == nil
        {
            return Candidate(
                words: index..<number.end,
                reading: NumberReading(
                    form: .percent, value: number.value, hasDigits: number.hasDigits))
        }
        guard tables.end(of: .percentAlone, at: index, in: view) == end else { return nil }
        return Candidate(
            words: index..<end, reading: NumberReading(form: .percent, value: nil, hasDigits: false)
        )
    }

    // MARK: Money

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
    func sign(before index: Int, in view: WordView) -> (value: String, start: Int)? {
        for limit in [4, 1] {
            let found = tables.tokens.longest(
                like: .sign(""), endingBefore: index, in: view, atMost: limit
            ) {
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

    // MARK: Pronouns

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
                && view.count > 1 && !tables.readsArticles
        }
        return tables.tokens.start(of: .beforePronoun, endingBefore: number.start, in: view) != nil
    }
}
