import DocumentModel
import TextAnalysis

/// Reads the quantities of one text.
struct QuantityReader {
    let table: QuantityTable
    let view: WordView
    private let slots: WordSlots
    private var amounts: [Amount] = []

    init(table: QuantityTable, view: WordView, numbers: [NumberSlot], slots: WordSlots) {
        self.table = table
        self.view = view
        self.slots = slots
        let read = numbers.compactMap { amount(of: $0) }
        let glued = gluedAmounts(outside: numbers.map(\.words))
        amounts =
            glued.isEmpty
            ? read : (read + glued).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// A number, and the unit after it.
    private struct Amount {
        let value: Double
        /// The words of the number and, where it has one, of the unit.
        let words: Range<Int>
        let unit: Measure?
    }

    private struct Found {
        let words: Range<Int>
        let reading: QuantityReading
    }

    /// The quantities, sorted, without overlap.
    func quantities() -> [Mention<QuantityReading>] {
        var found: [Found] = []
        var index = 0
        while index < amounts.count {
            let earliest = found.last?.words.upperBound ?? 0
            if let pair = pair(at: index, from: earliest) {
                found.append(pair)
                index += 2
            } else {
                if let single = single(amounts[index], from: earliest) { found.append(single) }
                index += 1
            }
        }
        found += articles().filter { one in
            !found.contains { $0.words.overlaps(one.words) }
        }
        return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
            .map { Mention(view.span($0.words), $0.reading) }
    }

    // MARK: Amounts

    private func amount(of slot: NumberSlot) -> Amount? {
        guard slot.reading.form == .cardinal || slot.reading.form == .fraction,
            let value = slot.reading.value
        else { return nil }
        if let glued = glued(slot, value) { return glued }
        var next = slot.words.upperBound
        if view.isHyphen(next), view.isGlued(next), view.isGlued(next + 1) { next += 1 }
        if slot.reading.form == .fraction, let article = end(.article, next) { next = article }
        guard next < view.count, !view.startsBlock(next), let unit = table.unit(at: next, in: view)
        else { return Amount(value: value, words: slot.words, unit: nil) }
        return Amount(
            value: value, words: slot.words.lowerBound..<unit.end, unit: unit.value)
    }

    /// "500g": the letter is the unit, not a multiplier.
    private func glued(_ slot: NumberSlot, _ value: Double) -> Amount? {
        let last = slot.words.upperBound - 1
        guard slot.reading.hasDigits, last > slot.words.lowerBound, view.isGlued(last),
            view.kind(last) == .letters, view.kind(last - 1) == .digits,
            let factor = table.factors[view.words[last].value.folded],
            let unit = table.unit(at: last, in: view), unit.end == last + 1
        else { return nil }
        return Amount(value: value / factor, words: slot.words, unit: unit.value)
    }

    private static let digits = WordStarts(digits: true)

    /// Digits glued to a symbol that number grammars leave alone: "750mg", "2oz".
    private func gluedAmounts(outside numbers: [Range<Int>]) -> [Amount] {
        var result: [Amount] = []
        var next = 0
        for index in Self.digits.indices(in: slots) where startsNumber(index) {
            let run = DigitRun(at: index, in: view, spacesThousands: false)
            guard view.isGlued(run.end), view.kind(run.end) == .letters,
                let unit = table.unit(at: run.end, in: view),
                !view.isGlued(unit.end)
                    || view.kind(unit.end) == .mark,
                !table.multipliers.contains(view.words[run.end].value.folded)
            else { continue }
            while next < numbers.count, numbers[next].upperBound <= index { next += 1 }
            if next < numbers.count, numbers[next].lowerBound < unit.end { continue }
            if case .ambiguous = run.shape { continue }
            // "4g" is a network unless it is so much of something.
            let isBare = end(.of, unit.end) == nil && run.digitCount == 1
            guard let value = run.value(ambiguousIsDecimal: true),
                unit.end - run.end > 1 || view.span(run.end..<unit.end).length > 1 || !isBare
            else { continue }
            result.append(Amount(value: value, words: index..<unit.end, unit: unit.value))
        }
        return result
    }

    /// Whether nothing but a blank, an opening mark or a dash stands before word `index`.
    private func startsNumber(_ index: Int) -> Bool {
        guard view.isGlued(index) else { return true }
        return view.isHyphen(index - 1) && view.kind(index - 2) == .digits
            || "(~[".utf8.contains(view.mark(index - 1) ?? 0)
    }

    // MARK: One number

    private func single(_ amount: Amount, from earliest: Int) -> Found? {
        guard let unit = amount.unit else { return nil }
        var figure = Figure.exact(amount.value)
        var words = amount.words
        if let bound = bound(before: words.lowerBound, from: earliest) {
            words = bound.start..<words.upperBound
            figure = self.figure(bound.token, amount.value)
        } else if let more = end(.orMore, words.upperBound) {
            words = words.lowerBound..<more
            figure = .minimum(amount.value)
        } else if let less = end(.orLess, words.upperBound) {
            words = words.lowerBound..<less
            figure = .maximum(amount.value)
        }
        return found(words, figure, unit)
    }

    private func figure(_ token: QuantityToken, _ value: Double) -> Figure {
        switch token {
        case .least: .minimum(value)
        case .most: .maximum(value)
        default: .approximately(value)
        }
    }

    private func bound(
        before index: Int, from earliest: Int
    ) -> (token: QuantityToken, start: Int)? {
        guard index > earliest, !view.startsBlock(index) else { return nil }
        let bound = table.phrases.longest(like: .least, endingBefore: index, in: view) { token in
            switch token {
            case .least, .most, .about: token
            default: nil
            }
        }
        guard let bound, bound.start >= earliest else { return nil }
        return (bound.value, bound.start)
    }

    /// A quantity of `words`, with the product after them.
    private func found(_ words: Range<Int>, _ figure: Figure, _ unit: Measure) -> Found? {
        let next = words.upperBound
        let of = view.startsBlock(next) ? nil : end(.of, next)
        var product: Range<Int>?
        if let of, unit.hasProduct, view.kind(of) == .letters, !view.startsBlock(of),
            view.words[of].value.shape == .lower, end(.notProduct, of) == nil
        {
            product = of..<of + 1
        }
        guard !unit.isDoubtful || of != nil else { return nil }
        return Found(
            words: words.lowerBound..<(product?.upperBound ?? next),
            reading: QuantityReading(
                figure: figure, unit: unit.code, dimension: unit.dimension,
                product: product.map(view.span)))
    }

    // MARK: Two numbers

    /// "between 2 kg and about 7 kg", "100-1000 grams", "2 -7 g".
    private func pair(at index: Int, from earliest: Int) -> Found? {
        guard index + 1 < amounts.count else { return nil }
        let (one, other) = (amounts[index], amounts[index + 1])
        guard let unit = other.unit,
            one.unit == nil || one.unit?.code == unit.code,
            !view.startsBlock(other.words.lowerBound)
        else { return nil }
        let gap = one.words.upperBound..<max(one.words.upperBound, other.words.lowerBound)
        let isTied = gap.isEmpty && view.isHyphen(other.words.lowerBound)
        let high = isTied ? abs(other.value) : other.value
        guard one.value < high,
            let start = isTied
                ? one.words.lowerBound : opening(one.words.lowerBound, gap, from: earliest)
        else { return nil }
        let softened = bound(before: start, from: earliest)
        let words = (softened?.token == .about ? softened?.start ?? start : start)
        return found(words..<other.words.upperBound, .between(one.value, high), unit)
    }

    /// Where a range starts whose first number is word `index` and whose joiner is in `gap`.
    private func opening(_ index: Int, _ gap: Range<Int>, from earliest: Int) -> Int? {
        let opener = { (token: QuantityToken) -> Int? in
            let before = self.bound(before: index, from: earliest)?.start ?? index
            for end in [index, before] where end > earliest && !view.startsBlock(end) {
                let start = table.phrases.start(of: token, endingBefore: end, in: view)
                if let start, start >= earliest { return start }
            }
            return nil
        }
        if joins(.and, gap), let start = opener(.between) { return start }
        if joins(.to, gap), let start = opener(.from) { return start }
        return joins(.joiner, gap) ? index : nil
    }

    /// Whether `gap` is a joiner, with a word that blurs the second number at most.
    private func joins(_ token: QuantityToken, _ gap: Range<Int>) -> Bool {
        guard !gap.isEmpty, let joined = end(token, gap.lowerBound) else { return false }
        return joined == gap.upperBound || end(.about, joined) == gap.upperBound
    }

    // MARK: No number

    /// Units after an article: "a kilo".
    private func articles() -> [Found] {
        var result: [Found] = []
        for index in table.nameStarts.indices(in: slots) where index > 0 {
            guard table.names.longestMatch(at: index, in: view.words) != nil,
                !view.startsBlock(index),
                let article = table.phrases.start(
                    of: .article, endingBefore: index, in: view, atMost: 1),
                let unit = table.unit(at: index, in: view),
                view.kind(unit.end) != .letters || view.startsBlock(unit.end)
                    || end(.of, unit.end) != nil || end(.notProduct, unit.end) != nil
            else { continue }
            var measure = unit.value
            // "a pound" is a weight more often than money; "a foot" is seldom a length.
            if measure.dimension == "MASS" { measure.isDoubtful = false }
            if let one = found(article..<unit.end, .exact(1), measure) { result.append(one) }
        }
        return result
    }

    private func end(_ token: QuantityToken, _ index: Int) -> Int? {
        guard index < view.count else { return nil }
        return table.phrases.end(of: token, at: index, in: view)
    }
}
