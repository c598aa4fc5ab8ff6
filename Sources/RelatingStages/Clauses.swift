import DocumentModel
import Lexicons

/// The words around a figure that speak of it: back to the figure before it, on to the next one.
struct Clause {
    let before: Range<Int>
    let after: Range<Int>

    func covers(_ span: TextSpan) -> Bool {
        before.contains(span.lowerBound) || after.contains(span.lowerBound)
    }
}

/// The figures of one sentence with their nouns, and what parts its clauses.
struct FigureSpans {
    /// In rising order.
    let spans: [TextSpan]
    /// Those of counts without a noun.
    private let bare: Set<TextSpan>
    /// Those of counts with one.
    private let named: Set<TextSpan>
    /// Semicolons and words like "while" and "mostly", in rising order.
    private let borders: [Int]
    private let sentence: TextSpan
    private let text: [UInt8]

    /// Of no sentence yet.
    init(_ discourse: Discourse) {
        spans = []
        bare = []
        named = []
        borders = []
        sentence = TextSpan(0..<0)
        text = discourse.document.text
    }

    init(_ sentence: SentenceReading, in discourse: Discourse) {
        self.sentence = sentence.span
        text = discourse.document.text
        spans = sentence.figures.compactMap { figure -> TextSpan? in
            switch figure {
            case .count(let count): count.value.head.map(count.span.joined) ?? count.span
            case .share(let share): share.span
            case .age, .duration: nil
            }
        }
        named = Set(
            sentence.counts.compactMap { count in count.value.head.map(count.span.joined) })
        bare = Set(sentence.counts.filter { $0.value.head == nil }.map(\.span))
        let words =
            sentence.hits(.contrast) + sentence.hits(.mainly) + sentence.hits(.rest)
        borders =
            (words.map(\.span.lowerBound)
            + discourse.semicolons(in: sentence.span.range)).sorted()
    }

    /// The figure that `span` covers or touches; `span` itself where there is none.
    func figure(of span: TextSpan) -> TextSpan { spans.first { $0.overlaps(span) } ?? span }

    /// The clause of a figure; figures in brackets stand inside the clause of the one before them.
    func clause(of span: TextSpan) -> Clause {
        let own = figure(of: span)
        let previous = spans.last { $0.upperBound <= own.lowerBound }?.upperBound
        let next = spans.first { $0.lowerBound >= own.upperBound && !isBracketed($0) }?.lowerBound
        let opened = borders.last { $0 < own.lowerBound }
        let closed = borders.first { $0 >= own.upperBound }
        let lower = max(previous ?? sentence.lowerBound, opened ?? sentence.lowerBound)
        let upper = min(next ?? sentence.upperBound, closed ?? sentence.upperBound)
        return Clause(
            before: min(lower, own.lowerBound)..<own.lowerBound,
            after: own.upperBound..<max(own.upperBound, upper))
    }

    /// Whether a figure is a count without a noun.
    func isBare(_ span: TextSpan) -> Bool { bare.contains(span) }

    /// Whether a figure is a count with its noun.
    func hasNoun(_ span: TextSpan) -> Bool { named.contains(span) }

    /// Whether a figure stands in brackets alone: "(five)", "Cuba (three)".
    func isBracketed(_ span: TextSpan) -> Bool {
        span.lowerBound > sentence.lowerBound && text[span.lowerBound - 1] == 0x28
    }

    /// The figure before `span` that it follows with only a comma or a short word between.
    func coordinated(before span: TextSpan) -> TextSpan? {
        let own = figure(of: span)
        guard let previous = spans.last(where: { $0.upperBound <= own.lowerBound }),
            own.lowerBound - previous.upperBound <= 6,
            !text[previous.upperBound..<own.lowerBound].contains(where: Self.parts.contains)
        else { return nil }
        return previous
    }

    /// Brackets, colons, semicolons and full stops.
    private static let parts: [UInt8] = [0x28, 0x29, 0x3A, 0x3B, 0x2E]
}

extension ObservationBuilder {
    /// Whether `span` stands right before a figure with a colon, comma or bracket between: its label.
    func labels(_ span: TextSpan, _ figure: TextSpan) -> Bool {
        // A narrow space before a colon takes three bytes.
        (1...6).contains(figure.lowerBound - span.upperBound)
            && discourse.document.text[span.upperBound..<figure.lowerBound]
                .contains { $0 == 0x28 || $0 == 0x2C || $0 == 0x3A }
    }

    /// Whether the text in `range` has `byte`.
    func has(_ byte: UInt8, in range: Range<Int>) -> Bool {
        discourse.document.text[range].contains(byte)
    }
}
