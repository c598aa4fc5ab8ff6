import DocumentModel
import Lexicons

/// Whose figure a figure is.
enum FigureSource: Hashable, Sendable {
    case organisation(Organisation)
    /// Somebody without a name: "police said".
    case unnamed
    /// The page's own figures: "we assisted".
    case publisher(Organisation?)
}

extension ObservationBuilder {
    /// Who counted: named in the sentence, else with the whole or the same figure, else the source
    /// that "it" or "the ministry" stands for.
    func setSource(of draft: inout Draft, in sentence: SentenceReading, _ whole: Observation?) {
        let inherited = whole ?? draft.repeated.map { drafts[$0].observation }
        if draft.observation.indicator == "TIP_TIER" {
            draft.observation.take(tierSource(at: draft.sentence).map { .organisation($0) })
        } else if let own = claims.source(of: draft.span, at: draft.sentence, in: discourse) {
            draft.observation.take(own)
        } else if let inherited, inherited.attribution != "NONE" {
            draft.observation.sourceOrganisation = inherited.sourceOrganisation
            draft.observation.attribution = inherited.attribution
        } else if sentence.isTableRow {
            draft.observation.take(claims.source(ofTableWith: draft.sentence, in: discourse))
        } else if sentence.zone.isProse {
            draft.observation.take(claims.lastSource(before: draft.sentence, in: discourse))
        }
    }

    /// Who rates countries: the organisation nearest the report's name.
    private func tierSource(at index: Int) -> Organisation? {
        let around = max(0, index - 2)..<min(index + 3, discourse.sentences.count)
        let named = [index] + around.filter { $0 != index }
        for index in named {
            let sentence = discourse.sentences[index]
            guard
                let report = sentence.hits(.tierReport).first
                    ?? sentence.signs.first(where: {
                        if case .tier = $0.sign { true } else { false }
                    })
            else { continue }
            let nearest = sentence.organisations.min {
                $0.span.gap(to: report.span) < $1.span.gap(to: report.span)
            }
            if let nearest { return nearest.value }
        }
        return nil
    }
}

extension TextSpan {
    /// The bytes between two spans, 0 where they overlap.
    func gap(to other: TextSpan) -> Int {
        max(0, max(other.lowerBound - upperBound, lowerBound - other.upperBound))
    }
}

extension Observation {
    fileprivate mutating func take(_ source: FigureSource?) {
        switch source {
        case .organisation(let organisation):
            sourceOrganisation = organisation
            attribution = "ATTRIBUTED"
        case .unnamed: attribution = "ATTRIBUTED"
        case .publisher(let organisation):
            sourceOrganisation = organisation
            attribution = "PUBLISHER"
        case nil: attribution = "NONE"
        }
    }
}

/// The claims of a document: who says what, sentence by sentence.
struct Claims {
    typealias Hit = LongestSigns<ClaimRole>.Hit

    private let hits: [[Hit]]
    /// The source that stands when a sentence begins: the last that was named in its paragraph.
    private var standing: [FigureSource?] = []

    init(_ discourse: Discourse, _ tables: LongestSigns<ClaimRole>) {
        hits = discourse.sentences.map {
            tables.hits(
                in: discourse.words, range: $0.words, language: discourse.document.language)
        }
        var last: FigureSource?
        for index in discourse.sentences.indices {
            if discourse.sentences[index].zone == .heading { last = nil }
            standing.append(last)
            if let named = namedSource(at: index, in: discourse) { last = named }
        }
    }

    func has(_ role: ClaimRole, at index: Int) -> Bool { hits[index].contains { $0.sign == role } }

    func hits(_ role: ClaimRole, at index: Int) -> [Hit] { hits[index].filter { $0.sign == role } }

    /// The source that the sentence of a figure gives it.
    func source(of figure: TextSpan, at index: Int, in discourse: Discourse) -> FigureSource? {
        let sentence = discourse.sentences[index]
        let named = sentence.organisations.filter { isSource($0.span, at: index, in: discourse) }
        if let nearest = named.min(by: { $0.span.gap(to: figure) < $1.span.gap(to: figure) }) {
            return .organisation(nearest.value)
        }
        if sentence.isTableRow { return nil }
        if let doer = doer(of: figure, in: sentence, discourse)
            ?? agent(of: figure, at: index, in: discourse)
        {
            return .organisation(doer)
        }
        if has(.firstPerson, at: index) {
            return .publisher(discourse.document[.publishers].first?.value)
        }
        return hits(.unnamed, at: index).contains { isSource($0.span, at: index, in: discourse) }
            ? .unnamed : nil
    }

    /// The source named before, where the sentence speaks of it without its name.
    func lastSource(before index: Int, in discourse: Discourse) -> FigureSource? {
        guard let last = standing[index], has(.sameSource, at: index) else { return nil }
        return last
    }

    /// Who counted what a table shows: named in the line under it, else over it.
    func source(ofTableWith row: Int, in discourse: Discourse) -> FigureSource? {
        let sentences = discourse.sentences
        let isTable = { (index: Int) in
            sentences[index].isTableRow || sentences[index].zone == .tableHeader
        }
        let under = (row..<min(row + 60, sentences.count)).first { !isTable($0) }
        if let under, let first = sentences[under].organisations.first,
            hits(.according, at: under).contains(where: {
                $0.span.lowerBound - sentences[under].span.lowerBound <= 4
                    && (0...24).contains(first.span.lowerBound - $0.span.upperBound)
            })
        {
            return .organisation(first.value)
        }
        let over = (max(0, row - 60)..<row).last { !isTable($0) }
        guard let over else { return nil }
        return namedSource(at: over, in: discourse) ?? standing[over]
    }

    /// The organisation that a sentence says something of: the last source of figures.
    private func namedSource(at index: Int, in discourse: Discourse) -> FigureSource? {
        let sentence = discourse.sentences[index]
        let named = sentence.organisations.last { isSource($0.span, at: index, in: discourse) }
        if let named { return .organisation(named.value) }
        return sentence.counts.lazy.compactMap { doer(of: $0.span, in: sentence, discourse) }
            .first.map { .organisation($0) }
    }

    /// Whether "according to" stands before a name, or "said" beside it.
    private func isSource(_ span: TextSpan, at index: Int, in discourse: Discourse) -> Bool {
        hits[index].contains { hit in
            switch hit.sign {
            case .according:
                (0...24).contains(span.lowerBound - hit.span.upperBound)
                    && discourse.isSameClause(hit.span, span)
            case .saying:
                (0...24).contains(hit.span.lowerBound - span.upperBound)
                    || (0...12).contains(span.lowerBound - hit.span.upperBound)
            default: false
            }
        }
    }

    /// The organisation that did what was counted: it stands before the verb and the figure.
    private func doer(
        of figure: TextSpan, in sentence: SentenceReading, _ discourse: Discourse
    ) -> Organisation? {
        let before = sentence.organisations.last { $0.span.upperBound <= figure.lowerBound }
        guard let before else { return nil }
        let gap = before.span.upperBound..<figure.lowerBound
        guard gap.count <= 90, discourse.marks(in: gap) == 0 else { return nil }
        // The subject of its sentence: nothing but a short word stands before it.
        if before.span.lowerBound - sentence.span.lowerBound <= 6 { return before.value }
        let isActed = sentence.signs.contains { hit in
            hit.sign.isCountedDoing && gap.contains(hit.span.lowerBound)
                && hit.span.lowerBound - gap.lowerBound <= 40
        }
        return isActed ? before.value : nil
    }
}

extension Claims {
    /// "90 victims were assisted by": the organisation behind the verb and "by".
    private func agent(
        of figure: TextSpan, at index: Int, in discourse: Discourse
    ) -> Organisation? {
        let sentence = discourse.sentences[index]
        let after = sentence.organisations.first { $0.span.lowerBound >= figure.upperBound }
        guard let after else { return nil }
        let gap = figure.upperBound..<after.span.lowerBound
        guard gap.count <= 90, discourse.marks(in: gap) == 0,
            hits(.agent, at: index).contains(where: {
                (0...8).contains(after.span.lowerBound - $0.span.upperBound)
            }),
            sentence.signs.contains(where: {
                $0.sign.isCountedDoing && gap.contains($0.span.lowerBound)
            })
        else { return nil }
        return after.value
    }
}

extension Sign {
    /// Whether it says what was done with those who are counted.
    fileprivate var isCountedDoing: Bool {
        switch self {
        case .victims, .perpetrators, .cases: true
        case .others(let code): code == "TRAINED" || code == "REACHED"
        default: false
        }
    }
}

extension Discourse {
    /// Whether no semicolon, colon or comma parts two spans.
    fileprivate func isSameClause(_ one: TextSpan, _ other: TextSpan) -> Bool {
        let lower = min(one.upperBound, other.upperBound)
        let upper = max(one.lowerBound, other.lowerBound)
        return lower >= upper || !document.text[lower..<upper].contains { $0 == 0x3B || $0 == 0x2C }
    }
}
