import DocumentModel
import Lexicons
import TextAnalysis

/// Reads the numbers of a text, whatever they are numbers of.
///
/// A number is an amount (``amount(at:in:_:)``: digits, words or both), or an ordinal, perhaps
/// divided (``NumberGrammar/withParts(_:in:_:)``), with what it is a number of around it
/// (``classified(_:in:_:)``).
struct NumberGrammar: Sendable {
    let tables: NumberTables

    /// The grammar of a language; without a lexicon, digits are still read.
    ///
    /// - Parameter everything: whether what names or points rather than counts is read too.
    init(_ lexicon: Lexicon?, everything: Bool = false) {
        tables = NumberTables(lexicon, everything: everything)
    }

    /// The numbers of `view`, sorted, without overlap, outside `addresses`.
    func numbers(
        in view: WordView, _ slots: WordSlots, outside addresses: [TextSpan] = []
    ) -> [Mention<NumberReading>] {
        let habit = SeparatorHabit.Lazy(of: view, tables)
        var found: [Candidate] = []
        var index = start(in: view, slots, from: 0)
        var address = addresses[...]
        while index < view.count {
            guard mayStart(at: index, in: view) else {
                index = start(in: view, slots, from: index + 1)
                continue
            }
            let span = view.words[index].span
            while let next = address.first, next.upperBound <= span.lowerBound {
                address.removeFirst()
            }
            if let next = address.first, next.overlaps(span) {
                index = start(in: view, slots, from: index + 1)
                continue
            }
            switch candidate(at: index, in: view, habit) {
            case .found(var candidate):
                // A sign between two numbers is the first one's: "5 $ 10".
                let earliest = found.last?.words.upperBound ?? 0
                candidate.words =
                    max(earliest, candidate.words.lowerBound)..<candidate.words.upperBound
                found.append(candidate)
                index = start(in: view, slots, from: candidate.words.upperBound)
            case .skip(let end):
                index = start(in: view, slots, from: max(end, index + 1))
            }
        }
        shareUnits(&found, in: view)
        return found.map { candidate in
            var reading = candidate.reading
            if let numeral = candidate.numeral, numeral != candidate.words,
                [.percent, .money, .duration].contains(reading.form)
            {
                reading.numeral = view.span(numeral)
            }
            return Mention(view.span(candidate.words), reading)
        }
    }

    /// The next word from `index` on that a number may start with: digits with the mark tied to
    /// them, or one of the words for it.
    private func start(in view: WordView, _ slots: WordSlots, from index: Int) -> Int {
        let next = tables.starts.next(in: slots, from: index)
        guard next > index, view.kind(next) == .digits, view.kind(next - 1) == .mark,
            view.isGlued(next)
        else { return next }
        return next - 1
    }

    /// Whether anything may be read at word `index`: most words are passed over here.
    @inline(__always)
    private func mayStart(at index: Int, in view: WordView) -> Bool {
        let word = view.words[index].value
        switch word.kind {
        case .digits: return true
        case .letters:
            return tables.starters.mayContain(word) && mayFollow(index, in: view)
                || tables.shareStarters.mayContain(word)
        case .mark:
            return view.kind(index + 1) == .digits && view.isGlued(index + 1)
                || tables.starters.mayContain(word)
                || tables.readsEverything && view.isHyphen(index)
        }
    }

    /// Whether the word after an article may go on with a number; true for what is no article.
    private func mayFollow(_ index: Int, in view: WordView) -> Bool {
        guard tables.articles.mayContain(view.words[index].value), view.count > 1 else {
            return true
        }
        if tables.readsArticles || view.mark(index - 1) == UInt8(ascii: "(") { return true }
        guard index + 1 < view.count else { return false }
        return tables.tokens.mayStart(with: view.words[index + 1].value)
            || view.words[index + 1].value.kind == .mark
    }

    /// A number with the words it covers.
    struct Candidate {
        var words: Range<Int>
        var reading: NumberReading
        /// What the number is multiplied by in words: "million" in "3 million".
        var scale = 1.0
        /// The words of the number alone, without currency, unit or per cent.
        var numeral: Range<Int>?
    }

    enum Step {
        case found(Candidate)
        /// No number before word `end`.
        case skip(Int)
    }

    private func candidate(
        at index: Int, in view: WordView, _ habit: SeparatorHabit.Lazy
    ) -> Step {
        if view.kind(index) == .digits {
            if let end = view.endOfUnreadable(at: index, tables) { return .skip(end) }
            if let ordinal = digitOrdinal(at: index, in: view) { return .found(ordinal) }
        } else {
            if let share = share(at: index, in: view) { return share }
            guard tables.starters.mayContain(view.words[index].value) || view.kind(index) == .mark
            else { return .skip(index + 1) }
            if let rank = rank(at: index, in: view) { return .found(rank) }
            if let percent = percentBefore(at: index, in: view, habit) { return .found(percent) }
        }
        if let number = amount(at: index, in: view, habit) {
            return classified(number, in: view, habit).map { .found($0) } ?? .skip(number.end)
        }
        return wordy(at: index, in: view)
    }

    /// "1st", "2º".
    private func digitOrdinal(at index: Int, in view: WordView) -> Candidate? {
        guard view.isGlued(index + 1) || view.kind(index + 1) == .digits else { return nil }
        let run =
            tables.readsEverything && isInChain(index, in: view)
            ? DigitRun(single: index, in: view)
            : DigitRun(at: index, in: view, spacesThousands: false)
        guard view.isGlued(run.end), view.kind(run.end) == .letters,
            let end = tables.glued.end(of: .ordinalSuffix, at: run.end, in: view),
            !(view.isGlued(end) && view.kind(end) == .digits),
            let value = run.value(ambiguousIsDecimal: false), value >= 1
        else { return nil }
        return Candidate(
            words: index..<end,
            reading: NumberReading(form: .ordinal, value: value, hasDigits: true))
    }

    /// "last", "next to last", unless a longer phrase is an ordinal.
    private func rank(at index: Int, in view: WordView) -> Candidate? {
        guard view.kind(index) == .letters,
            let end = tables.end(of: .rank, at: index, in: view)
        else { return nil }
        return Candidate(
            words: index..<end,
            reading: NumberReading(form: .ordinal, value: nil, hasDigits: false))
    }
}
