import DocumentModel

extension NumberGrammar {

    /// "the majority", "most victims"; or where the words mean something else, their end.
    func share(at index: Int, in view: WordView) -> Step? {
        let found = tables.tokens.longest(like: .majority, at: index, in: view) {
            token -> NumberToken? in
            switch token {
            case .majority, .most, .notMajority: token
            default: nil
            }
        }
        guard let found else { return nil }
        if found.value == .notMajority { return .skip(found.end) }
        if found.value == .most, !isBeforeCountedNoun(found.end, in: view) {
            return .skip(found.end)
        }
        return .found(
            Candidate(
                words: index..<found.end,
                reading: NumberReading(
                    form: .magnitude, value: nil, floor: 50, ceiling: 100, unit: "PCT",
                    hasDigits: false)))
    }

    private func isBeforeCountedNoun(_ index: Int, in view: WordView) -> Bool {
        (index..<min(index + 3, view.count)).contains {
            tables.end(of: .countedNoun, at: $0, in: view) != nil
        }
    }

    func wordy(at index: Int, in view: WordView) -> Step {
        guard view.kind(index) == .letters else { return .skip(index + 1) }
        if let magnitude = magnitude(at: index, in: view) { return .found(magnitude) }
        if let part = lonePart(at: index, in: view) { return .found(part) }
        if let ordinal = spelledOrdinal(at: index, in: view) { return .found(ordinal) }
        return .skip(index + 1)
    }

    /// "hundreds", "tens of thousands", "millones de dólares".
    private func magnitude(at index: Int, in view: WordView) -> Candidate? {
        guard let first = tables.magnitude(at: index, in: view) else { return nil }
        var floor = first.value
        var end = first.end
        while let of = tables.end(of: .of, at: end, in: view),
            let next = tables.magnitude(at: of, in: view)
        {
            floor *= next.value
            end = next.end
        }
        var unit: String?
        if let of = tables.end(of: .of, at: end, in: view),
            let currency = tables.currency(at: of, in: view)
        {
            unit = currency.value
            end = currency.end
        } else if let duration = duration(after: end, in: view) {
            unit = duration.value
            end = duration.end
        } else if floor == 10 || floor == 20, tables.end(of: .of, at: end, in: view) == nil {
            // "decenas" and "scores" alone are too often something else.
            return nil
        }
        return Candidate(
            words: index..<end,
            reading: NumberReading(
                form: .magnitude, value: nil, floor: floor, unit: unit, hasDigits: false))
    }

    private func duration(after end: Int, in view: WordView) -> (value: String, end: Int)? {
        tables.end(of: .of, at: end, in: view).flatMap { tables.duration(at: $0, in: view) }
    }

    // MARK: Neighbours

    /// Lets a bare number share the unit of the one it is joined to: "between 3 and 5 per cent",
    /// "2 to 3 million", "de 12 a 17 años".
    func shareUnits(_ found: inout [Candidate], in view: WordView) {
        for index in found.indices.dropLast().reversed() {
            let next = found[index + 1]
            let this = found[index]
            guard this.reading.form == .cardinal, let value = this.reading.value,
                let nextValue = next.reading.value, isJoined(this, next, in: view)
            else { continue }
            switch next.reading.form {
            case .percent, .money, .duration, .cardinal: break
            default: continue
            }
            let isYear = value >= 1900 && value < 2100 && this.reading.hasDigits && this.scale == 1
            guard !isYear || next.reading.form == .money else { continue }
            let sharesScale =
                next.scale > 1 && this.scale == 1 && this.reading.hasDigits
                && next.reading.hasDigits && value < nextValue / next.scale
            guard next.reading.form != .cardinal || sharesScale else { continue }
            found[index].reading = NumberReading(
                form: next.reading.form, value: sharesScale ? value * next.scale : value,
                unit: next.reading.unit, hasDigits: this.reading.hasDigits)
        }
    }

    /// Whether only a range joiner, with articles at most, stands between two numbers.
    private func isJoined(_ one: Candidate, _ other: Candidate, in view: WordView) -> Bool {
        let gap = one.words.upperBound..<other.words.lowerBound
        guard (1...2).contains(gap.count), !view.startsBlock(other.words.lowerBound) else {
            return false
        }
        guard let end = tables.end(of: .rangeJoiner, at: gap.lowerBound, in: view) else {
            return false
        }
        // One short word more: the article in "el 3 y el 5 por ciento".
        return end == gap.upperBound
            || (end == gap.upperBound - 1 && view.span(end..<end + 1).length <= 3
                && view.kind(end) == .letters)
    }
}
