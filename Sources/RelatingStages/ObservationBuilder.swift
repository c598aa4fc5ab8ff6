import DocumentModel
import Lexicons

/// An observation on its way: with where it stands and what it is a part of.
struct Draft {
    var observation: Observation
    let span: TextSpan
    /// The draft it is a part or share of, as its index in the builder.
    var parent: Int?
    let sentence: Int
    /// The draft whose figure it states again, as its index in the builder.
    var repeated: Int?
    /// Whether it is the earlier figure of a comparison: its period is not that of what follows.
    var isCompared = false
    /// Whether the text names the whole that others are parts of: a count without a parent.
    var isWhole: Bool { parent == nil }
    /// The role of its parts: respondents of a survey of victims are victims.
    var victimRole: String {
        observation.populationRole.hasPrefix("VICTIM") ? observation.populationRole : "VICTIM"
    }
    /// Figures of one kind with one whole: what may be counted beside each other.
    fileprivate var family: String { "\(observation.statistic) \(parent ?? -1)" }
    /// Whether it is a count without a noun: what is said of it follows.
    var isBare = false
    /// Whether the noun of its count is one for victims.
    var isNamedVictims = false
    var isCount: Bool { observation.statistic == "COUNT" }
}

/// Walks the sentences of a document and drafts its observations.
struct ObservationBuilder {
    let discourse: Discourse
    let timeline: Timeline
    let claims: Claims
    private(set) var drafts: [Draft] = []
    /// The flows of the sentence being read.
    private(set) var flows: [FlowReading.Flow] = []
    /// The figures of the sentence being read.
    private(set) var figures: FigureSpans

    init(_ discourse: Discourse, _ timeline: Timeline, _ claims: Claims) {
        self.discourse = discourse
        self.timeline = timeline
        figures = FigureSpans(discourse)
        self.claims = claims
    }

    /// The observations, sorted by evidence; parents are indices into the result.
    mutating func observations() -> [Mention<Observation>] {
        // Titles repeat what the body says, so they are read last.
        let order = discourse.sentences.indices.sorted { one, other in
            let titles = (
                discourse.sentences[one].zone == .title, discourse.sentences[other].zone == .title
            )
            return titles.0 == titles.1 ? one < other : !titles.0
        }
        for index in order { read(index) }
        settleTables()
        settleAdults()
        markRepeats()
        let sorted = drafts.indices.sorted { drafts[$0].span < drafts[$1].span }
        var place: [Int: Int] = [:]
        for (position, index) in sorted.enumerated() { place[index] = position }
        let observations = sorted.map { index in
            var observation = drafts[index].observation
            observation.parent = drafts[index].parent.flatMap { place[$0] }
            observation.sameFigure = observation.sameFigure.flatMap { place[$0] }
            if observation.sameFigure != nil { observation.flags.append("SAME_FIGURE_AS") }
            return Mention(drafts[index].span, observation)
        }
        var flags = observations.map(\.value.flags)
        let contradictions = Arithmetic(observations, text: discourse.document.text).contradictions
        for found in contradictions {
            flags[found.observation].append("PROSE_INCONSISTENT")
        }
        return zip(observations, flags).map { mention, flags in
            var observation = mention.value
            observation.flags = Set(flags).sorted()
            return Mention(mention.span, observation)
        }
    }

    private mutating func read(_ index: Int) {
        let sentence = discourse.sentences[index]
        flows = FlowReading(discourse).flows(in: sentence, at: index)
        figures = FigureSpans(sentence, in: discourse)
        for draft in tierDrafts(in: sentence, at: index) { add(draft) }
        let ratios = ratioDrafts(in: sentence, at: index) + durationDrafts(in: sentence, at: index)
        let taken = ratios.map(\.span)
        for figure in ordered(sentence) where !taken.contains(where: { $0.covers(figure.span) }) {
            switch figure {
            case .count(let count):
                if let draft = draft(of: count, in: sentence, at: index) { add(draft) }
            case .share(let share):
                if let draft = draft(of: share, in: sentence, at: index) { add(draft) }
            case .age(let age):
                if let draft = draft(of: age, in: sentence, at: index) { add(draft) }
            case .duration(let duration):
                if let draft = draft(of: duration, in: sentence, at: index) { add(draft) }
            }
        }
        for draft in ratios { add(draft) }
        for draft in absenceDrafts(in: sentence, at: index) { add(draft) }
    }

    mutating func setParent(of draft: Int, to whole: Int) { drafts[draft].parent = whole }

    mutating func setSex(of draft: Int, to sex: String) { drafts[draft].observation.sex = sex }

    /// The figures of a sentence in reading order; of a table row the largest first, since a total
    /// is the whole of its row wherever it stands.
    private func ordered(_ sentence: SentenceReading) -> [FigureMention] {
        guard sentence.isTableRow, sentence.counts.count > 2 else { return sentence.figures }
        return sentence.figures.sorted { one, other in
            guard case .count(let one) = one, case .count(let other) = other else {
                return one.span < other.span
            }
            let values = (one.value.figure.value ?? 0, other.value.figure.value ?? 0)
            return values.0 == values.1 ? one.span < other.span : values.0 > values.1
        }
    }

    private mutating func add(_ draft: Draft) {
        var draft = draft
        draft.isCompared = discourse.sentences[draft.sentence].hits(.comparison).contains {
            (0...12).contains(draft.span.lowerBound - $0.span.upperBound)
        }
        complete(&draft)
        if isOfEarlierYear(draft) { draft.parent = nil }
        draft.isCompared = draft.isCompared || isEarlier(draft)
        drafts.append(draft)
    }

    /// The last count that `accepts` takes, at most `reach` sentences before `sentence`: what a part
    /// or a share in it may belong to. Nil where there is none.
    ///
    /// - Parameter start: Where the reach is measured from, for lines of a list after its lead.
    func antecedent(
        before sentence: Int, within reach: Int = 3, from start: Int? = nil,
        where accepts: (Draft) -> Bool
    ) -> Int? {
        let isRow = discourse.sentences[sentence].isTableRow
        var inTable: Int?
        // Drafts come sentence by sentence, so the first one too far back ends the search.
        for index in drafts.indices.reversed().prefix(Self.memory) {
            // Not copied: most are passed over.
            if drafts[index].sentence + reach < start ?? sentence { break }
            if !discourse.isOneStory(drafts[index].sentence, sentence) { continue }
            if drafts[index].isCompared, drafts[index].sentence != sentence { continue }
            if drafts[index].isCount, drafts[index].sentence <= sentence, accepts(drafts[index]) {
                if isRow || !discourse.sentences[drafts[index].sentence].isTableRow {
                    return index
                }
                // A cell is a whole for the text after its table only where no sentence has one.
                inTable = inTable ?? index
            }
        }
        return inTable
    }

    /// How many drafts are looked back over.
    private static let memory = 64

    /// "Women" says adult only where children are counted beside them and not among them; else it says
    /// the sex alone.
    private mutating func settleAdults() {
        var children: [String: Set<Int>] = [:]
        var adults: [Int: Double] = [:]
        for draft in drafts {
            if draft.observation.ageGroup == "CHILD" {
                children[draft.family, default: []].insert(draft.sentence)
            } else if let parent = draft.parent, draft.isCount, draft.observation.sex != "_T" {
                adults[parent, default: 0] += draft.observation.figure.value ?? 0
            }
        }
        for index in drafts.indices
        where drafts[index].observation.ageGroup == "ADULT"
            && drafts[index].observation.ageLow == nil
        {
            let sentence = drafts[index].sentence
            let beside = children[drafts[index].family] ?? []
            let isApart = !beside.isDisjoint(with: (sentence - 1)...(sentence + 1))
            // Women and men who make up the whole have the children among them.
            let isAll = drafts[index].parent.map { parent in
                adults[parent] == drafts[parent].observation.figure.value
            }
            if !isApart || isAll ?? false { drafts[index].observation.ageGroup = "_T" }
        }
    }

    /// Marks a figure that the page states again with the draft that states it first.
    private mutating func markRepeats() {
        var first: [RepeatKey: Int] = [:]
        for index in drafts.indices {
            let key = RepeatKey(drafts[index].observation)
            guard drafts[index].observation.figure.qualifier != .notReported else { continue }
            if let earlier = first[key], drafts[earlier].span != drafts[index].span,
                drafts[index].observation.valueText == nil
            {
                drafts[index].observation.sameFigure = earlier
            } else {
                first[key] = index
            }
        }
    }

    private struct RepeatKey: Hashable {
        let indicator: String
        let figure: Figure
        let unit: String
        let breakdown: [String]

        init(_ observation: Observation) {
            indicator = observation.indicator
            figure = observation.figure
            unit = observation.unit
            breakdown =
                [observation.sex, observation.ageGroup, observation.valueText ?? ""]
                + observation.nationality
        }
    }
}

/// A figure of a sentence, in one order whatever its kind.
enum FigureMention {
    case count(Mention<CountReading>)
    case share(Mention<ShareReading>)
    case age(Mention<AgeReading>)
    case duration(Mention<RangeReading>)

    var span: TextSpan {
        switch self {
        case .count(let mention): mention.span
        case .share(let mention): mention.span
        case .age(let mention): mention.span
        case .duration(let mention): mention.span
        }
    }
}

/// A figure of a hundred.
struct ShareReading: Hashable, Sendable, Codable {
    let figure: Figure
}

extension SentenceReading {
    /// Counts, shares, ages and durations, by place; what lies inside a range is the range's.
    var figures: [FigureMention] {
        let covered = ranges.map(\.span)
        let inside = { (span: TextSpan) in covered.contains { $0.covers(span) } }
        let taken = counts.map(\.span) + ages.map(\.span)
        let isFree = { (span: TextSpan) in !taken.contains { $0.overlaps(span) } }
        var figures = counts.map(FigureMention.count) + ages.map(FigureMention.age)
        for range in ranges where isFree(range.span) {
            if let share = range.value.share { figures.append(.share(Mention(range.span, share))) }
            if range.value.form == .duration { figures.append(.duration(range)) }
        }
        for number in numbers where isFree(number.span) && !inside(number.span) {
            if let share = number.value.share {
                figures.append(.share(Mention(number.span, share)))
            }
            if number.value.form == .duration, let value = number.value.value {
                let exact = RangeReading(
                    figure: .exact(value), includesLow: true, includesHigh: true, form: .duration,
                    unit: number.value.unit)
                figures.append(.duration(Mention(number.span, exact)))
            }
        }
        return figures.sorted { $0.span < $1.span }
    }
}

extension NumberReading {
    /// The number as a figure of a hundred, if it is a per cent, a fraction or "most".
    fileprivate var share: ShareReading? {
        switch form {
        case .percent: value.map { ShareReading(figure: .exact($0)) }
        case .fraction: value.map { ShareReading(figure: .exact(percent($0))) }
        case .magnitude where unit == "PCT":
            floor.map { ShareReading(figure: .magnitude(from: $0, to: ceiling ?? 100)) }
        default: nil
        }
    }
}

extension RangeReading {
    fileprivate var share: ShareReading? {
        switch form {
        case .percent: ShareReading(figure: figure)
        case .fraction:
            ShareReading(
                figure: Figure(
                    value: figure.value.map(percent), low: figure.low.map(percent),
                    high: figure.high.map(percent), qualifier: figure.qualifier))
        case .magnitude where unit == "PCT": ShareReading(figure: figure)
        default: nil
        }
    }
}

/// A quotient as a per cent, to one decimal.
private func percent(_ quotient: Double) -> Double {
    (quotient * 1000).rounded() / 10
}
