import DocumentModel

/// Ordinals and parts of one: both may start as a cardinal does.
extension NumberGrammar {
    /// `whole` as an ordinal or a fraction, or with a fraction added to it.
    func withParts(
        _ whole: Amount, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Amount {
        guard whole.form == .cardinal else { return ofMultiplier(whole, in: view) }
        if let ordinal = ordinal(after: whole, in: view) { return ordinal }
        if let fraction = fraction(whole, in: view) { return ofMultiplier(fraction, in: view) }
        if let added = withAddedFraction(whole, in: view) { return added }
        return ratio(whole, in: view, habit) ?? whole
    }

    // MARK: Ordinals

    /// "twenty-first", "dos milésimo tricentésimo", "cent deuxième": `number` with ordinals after it.
    private func ordinal(after number: Amount, in view: WordView) -> Amount? {
        guard let words = number.words, let next = nextWord(number.end, in: view),
            let first = tables.ordinal(at: next, in: view),
            isOrdinalTail(first.value.0), !isOne(number, in: view)
        else { return nil }
        let isScale = first.value.0 >= 100
        let isPart = tables.denominator(at: next, in: view) != nil
        // "vingt cinquièmes" are parts.
        if first.value.isPlural, isPart, !isScale { return nil }
        var ordinal = words.number
        guard
            ordinal.add(ordinal: first.value.0, countingByTwenties: tables.countsByTwenties)
        else { return nil }
        var result = number
        result.words = nil
        result.end = first.end
        result.value = ordinal.value
        let parts = number.value / first.value.0
        while let more = tables.ordinal(at: result.end, in: view), !view.startsBlock(result.end),
            ordinal.add(ordinal: more.value.0, countingByTwenties: tables.countsByTwenties)
        {
            result.end = more.end
            result.value = ordinal.value
        }
        result.form = .ordinal
        if let article = tables.end(of: .article, at: number.start, in: view),
            article < number.end, tables.value(at: article, in: view) != nil
        {
            // "un cent cinquième": "cent" is no number of hundreds, so the article is the numerator.
            result.form = .fraction
            result.value = 1 / result.value
            return result
        }
        if result.end == first.end, isPart, isScale, !tables.ordinalsPlural {
            // "tres millonésimos" may be either.
            result.form = .fraction
            result.ordinal = result.value
            result.value = parts
        }
        return result
    }

    /// Whether an ordinal may end a number that starts with a cardinal.
    private func isOrdinalTail(_ value: Double) -> Bool {
        value >= 1000 || tables.ordinalsEndCardinals
    }

    /// The word after a number where a word of it may follow: over a hyphen or a joiner.
    private func nextWord(_ end: Int, in view: WordView) -> Int? {
        guard !view.startsBlock(end), let next = skippingHyphen(end, in: view) else { return nil }
        if tables.ordinalsEndCardinals,
            let joined = tables.end(of: .joiner, at: next, in: view),
            let following = skippingHyphen(joined, in: view),
            let tail = tables.tail(at: following, in: view), tail.value.0 < 100
        {
            return following
        }
        return next
    }

    private func isOne(_ number: Amount, in view: WordView) -> Bool {
        tables.end(of: .article, at: number.start, in: view) == number.end
    }

    /// "third", "décimo segundo".
    func spelledOrdinal(at index: Int, in view: WordView) -> Candidate? {
        guard let first = tables.ordinal(at: index, in: view) else { return nil }
        var value = first.value.0
        var end = first.end
        var last = first.value.0
        while let next = tables.ordinal(at: end, in: view), !view.startsBlock(end),
            next.value.0 < 10
                ? last >= 10
                : next.value.0 < 100 ? last >= 100 : last > next.value.0 && next.value.0 < 1000
        {
            value += next.value.0
            last = next.value.0
            end = next.end
        }
        return Candidate(
            words: index..<end,
            reading: NumberReading(form: .ordinal, value: value, hasDigits: false))
    }

    // MARK: Fractions

    /// "two thirds", "three twenty-firsts", "cento e trinta e dois quintos", "3/4".
    private func fraction(_ number: Amount, in view: WordView) -> Amount? {
        if number.hasDigits {
            guard number.end == number.start + 1, !isTied(number.start, in: view),
                let over = slashed(at: number.start, in: view)
            else { return nil }
            return divided(number, into: over.value, to: over.end)
        }
        guard number.value == number.value.rounded(), number.value >= 1 || tables.readsEverything,
            !view.startsBlock(number.end), let next = skippingHyphen(number.end, in: view)
        else { return nil }
        if let tens = tensPart(number, at: next, in: view) { return tens }
        if let below = spelledPart(at: next, in: view) {
            return divided(number, into: number.value / below.value, to: below.end)
        }
        guard let below = tables.denominator(at: next, in: view),
            tables.multiplier(at: below.end, in: view) == nil || tables.readsEverything
        else { return nil }
        guard let joined = number.words?.beforeJoiner, tables.ordinalsEndCardinals else {
            return divided(number, into: number.value / below.value, to: below.end)
        }
        // "two hundred and fifty-four hundredths", but "one hundred and thirty fifths".
        let over = number.value - joined.number.value
        guard over / below.value < 1 else {
            return divided(number, into: number.value / below.value, to: below.end)
        }
        let added = scaled(over / below.value, to: below.end, of: joined.number.lastScale, in: view)
        return divided(number, into: joined.number.value + added.value, to: added.end)
    }

    /// A part of the last multiplier of a number, "two million and a quarter", or of a smaller one
    /// after it: "un milliard et trois quarts millions".
    private func scaled(
        _ part: Double, to end: Int, of scale: Double, in view: WordView
    ) -> (value: Double, end: Int) {
        if tables.readsEverything, let smaller = tables.multiplier(at: end, in: view),
            smaller.value < scale
        {
            return (part * smaller.value, smaller.end)
        }
        return (part * (scale >= 1000 ? scale : 1), end)
    }

    private func divided(_ number: Amount, into value: Double, to end: Int) -> Amount {
        var result = number
        result.value = value
        result.end = end
        result.form = .fraction
        result.words = nil
        return result
    }

    /// Parts whose name has two words: "twenty twenty-fifths", and "one hundred thirty-fifths",
    /// where the number had taken the first.
    private func tensPart(_ number: Amount, at next: Int, in view: WordView) -> Amount? {
        guard tables.ordinalsEndCardinals else { return nil }
        if let tens = tables.value(at: next, in: view), let below = part(of: tens, in: view) {
            return divided(number, into: number.value / below.value, to: below.end)
        }
        guard let words = number.words, let earlier = words.beforeTens,
            case let tens = words.number.lastAdded, tens.remainder(dividingBy: 10) == 0,
            let below = part(of: (tens, number.end), in: view)
        else { return nil }
        return divided(number, into: earlier.number.value / below.value, to: below.end)
    }

    private func part(
        of tens: (value: Double, end: Int), in view: WordView
    ) -> (value: Double, end: Int)? {
        guard (20...90).contains(tens.value), tens.value.remainder(dividingBy: 10) == 0,
            let next = nextWord(tens.end, in: view), let tail = tables.tail(at: next, in: view),
            tail.value.0 < 10
        else { return nil }
        return (tens.value + tail.value.0, tail.end)
    }

    /// "vinte e um avos", "dois milésimos" after a number: a part named by a number of its own.
    private func spelledPart(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        guard tables.value(at: index, in: view) != nil,
            let below = tables.spelled(from: index, in: view)
        else { return nil }
        if let end = tables.end(of: .partNoun, at: below.end, in: view) {
            return (below.number.value, end)
        }
        if tables.ordinalsEndCardinals {
            // "one one-hundred-and-fifth"
            let number = Amount(
                start: index, end: below.end, value: below.number.value, hasDigits: false,
                words: below)
            return ordinal(after: number, in: view).map { ($0.ordinal ?? $0.value, $0.end) }
        }
        guard let scale = tables.ordinal(at: below.end, in: view), scale.value.0 >= 1000 else {
            return nil
        }
        return (below.number.value * scale.value.0, scale.end)
    }

    /// `whole` with a fraction added to it: "three and a fifth", "two million and a quarter".
    private func withAddedFraction(_ whole: Amount, in view: WordView) -> Amount? {
        guard let joined = tables.end(of: .fractionJoiner, at: whole.end, in: view),
            whole.value == whole.value.rounded(), !view.startsBlock(joined),
            let part = addedFraction(at: joined, in: view),
            // "one and a third of them": the fraction stands alone.
            tables.end(of: .of, at: part.end, in: view) == nil
        else { return nil }
        var result = whole
        result.words = nil
        let added = scaled(part.value, to: part.end, of: whole.scale, in: view)
        result.value += added.value
        result.end = added.end
        return result
    }

    private func addedFraction(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        if let over = slashed(at: index, in: view), over.value < 1 { return over }
        if let article = tables.end(of: .article, at: index, in: view) {
            if let below = tables.denominator(at: article, in: view) {
                return (1 / below.value, below.end)
            }
            if let tens = tables.value(at: article, in: view), let below = part(of: tens, in: view)
            {
                return (1 / below.value, below.end)
            }
        }
        guard let over = inWords(at: index, in: view), over.value < 100 else { return nil }
        if let part = fraction(over, in: view), part.value < 1 { return (part.value, part.end) }
        let isMixed = tables.readsEverything && over.value != over.value.rounded()
        return isMixed ? (over.value, over.end) : nil
    }

    /// "a quarter of a million", "deux tiers de million".
    private func ofMultiplier(_ part: Amount, in view: WordView) -> Amount {
        guard part.form == .fraction, part.value < 1,
            let of = tables.end(of: .of, at: part.end, in: view), !view.startsBlock(of)
        else { return part }
        let next = tables.end(of: .article, at: of, in: view) ?? of
        guard let factor = tables.multiplier(at: next, in: view), factor.value >= 1_000_000 else {
            return part
        }
        var result = part
        result.value *= factor.value
        result.scale = factor.value
        result.end = factor.end
        result.form = .cardinal
        return result
    }

    /// "out of three", "in ten" after a number, or after the number's noun: "one victim in ten".
    private func ratio(
        _ number: Amount, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Amount? {
        guard !view.startsBlock(number.end), number.value > 0 else { return nil }
        let divides = tables.end(of: .division, at: number.end, in: view)
        guard let start = divides ?? ratioEnd(after: number, in: view),
            let whole = unsigned(at: start, in: view, habit), whole.value > 0
        else { return nil }
        if divides != nil {
            guard tables.duration(at: whole.end, in: view) == nil,
                sign(before: number.start, in: view) == nil
            else { return nil }
        } else {
            guard whole.value > number.value, whole.value <= 1000,
                number.hasDigits || !whole.hasDigits || tables.readsEverything
            else { return nil }
        }
        return divided(number, into: number.value / whole.value, to: whole.end)
    }

    private func ratioEnd(after number: Amount, in view: WordView) -> Int? {
        let nounEnd =
            number.hasDigits ? nil : tables.end(of: .countedNoun, at: number.end, in: view)
        for end in [number.end, nounEnd ?? number.end] {
            if let ratio = tables.end(of: .ratio, at: end, in: view) { return ratio }
            if let ratio = tables.end(of: .looseRatio, at: end, in: view) {
                let isSpelled = view.kind(ratio) != .digits
                if !number.hasDigits || tables.readsEverything && isSpelled { return ratio }
            }
        }
        return nil
    }

    private func isTied(_ index: Int, in view: WordView) -> Bool {
        view.isGlued(index) && view.isHyphen(index - 1) && view.isGlued(index - 1)
            && view.kind(index - 2) == .digits
    }

    /// "a third of", "la mitad", "a twenty-first".
    func lonePart(at index: Int, in view: WordView) -> Candidate? {
        if let end = tables.end(of: .half, at: index, in: view) {
            let followsOrdinal = tables.ordinal(at: index - 1, in: view) != nil
            let isGlued = view.isHyphen(end) && view.isGlued(end)
            guard !followsOrdinal, !isGlued, tables.duration(at: end, in: view) == nil else {
                return nil
            }
            return lone(0.5, index..<end, in: view)
        }
        if let bare = tables.denominator(at: index, in: view),
            let of = bareMultiplier(bare.end, in: view)
        {
            return lone(1 / bare.value, index..<of, in: view)
        }
        guard let article = tables.end(of: .article, at: index, in: view),
            let found = namedPart(at: article, in: view),
            isPartEnd(found.end, in: view)
        else { return nil }
        return lone(1 / found.value, index..<found.end, in: view)
    }

    /// Whether a word for a part is not followed by a noun that it is the ordinal of.
    private func isPartEnd(_ end: Int, in view: WordView) -> Bool {
        tables.end(of: .of, at: end, in: view) != nil || end == view.count
            || view.startsBlock(end) || view.kind(end) == .mark
            || tables.end(of: .percent, at: end, in: view) != nil
    }

    private func namedPart(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        if let tens = tables.value(at: index, in: view) {
            if let below = part(of: tens, in: view) { return below }
            guard let words = tables.spelled(from: index, in: view) else { return nil }
            let number = Amount(
                start: index, end: words.end, value: words.number.value, hasDigits: false,
                words: words)
            // "un cent cinquième"
            if let ordinal = ordinal(after: number, in: view), ordinal.form == .ordinal {
                return (ordinal.value, ordinal.end)
            }
            return tables.end(of: .partNoun, at: words.end, in: view).map {
                (words.number.value, $0)
            }
        }
        return tables.denominator(at: index, in: view)
    }

    /// The end of "quart" in "quart de million".
    private func bareMultiplier(_ end: Int, in view: WordView) -> Int? {
        guard let of = tables.end(of: .of, at: end, in: view),
            let factor = tables.multiplier(
                at: tables.end(of: .article, at: of, in: view) ?? of, in: view),
            factor.value >= 1_000_000
        else { return nil }
        return end
    }

    private func lone(_ value: Double, _ words: Range<Int>, in view: WordView) -> Candidate? {
        let part = Amount(
            start: words.lowerBound, end: words.upperBound, value: value, hasDigits: false,
            form: .fraction)
        return classified(ofMultiplier(part, in: view), in: view)
    }
}
