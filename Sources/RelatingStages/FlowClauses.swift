import DocumentModel
import Lexicons

/// A verb of the way with the areas around it: who comes from where, is taken where, through what.
struct FlowClause {
    enum Verb {
        /// "taken", "exploited": away from where they come from.
        case carrying
        /// "came", "work": less telling words of a way.
        case going
        /// "returned", "repatriated": back to it.
        case returning
        /// A noun for exploitation or trafficking, which says less than a verb.
        case named
    }

    var origins: [MarkedArea] = []
    var destinations: [MarkedArea] = []
    var via: [MarkedArea] = []
    /// Places named before anybody who comes from anywhere: "In X, women from Y are …".
    var fronted: [MarkedArea] = []
    /// Areas without a mark: subjects, or the country of an office.
    var others: [MarkedArea] = []
    var verb: (kind: Verb, span: TextSpan)?
    /// From the end of the clause before it to the end of its last part.
    var span: TextSpan

    init(at offset: Int) {
        span = TextSpan(offset..<offset)
    }

    var isComplete: Bool { verb != nil && !origins.isEmpty && !destinations.isEmpty }

    mutating func extend(to end: Int) {
        span = TextSpan(span.lowerBound..<max(span.upperBound, end))
    }
}

extension FlowClause.Verb {
    /// Whether a word says more of a way than `other` after it does.
    fileprivate func outranks(_ other: Self) -> Bool {
        other != .returning && rank > other.rank
    }

    private var rank: Int {
        switch self {
        case .named: 0
        case .going: 1
        case .carrying, .returning: 2
        }
    }
}

/// Parts a sentence into clauses of flows: a new origin after a complete flow opens the next.
struct FlowClauseReader {
    private let sentence: SentenceReading
    private let discourse: Discourse
    private var clause: FlowClause
    private var finished: [FlowClause] = []

    /// The most areas and verbs that are looked at in one sentence.
    private static let most = 60
    /// How far from a verb, and from a noun, a destination may stand.
    private static let reach = (verb: 160, noun: 48)

    init(_ sentence: SentenceReading, _ discourse: Discourse) {
        self.sentence = sentence
        self.discourse = discourse
        clause = FlowClause(at: sentence.span.lowerBound)
    }

    private enum Event {
        case area(MarkedArea)
        case verb(FlowClause.Verb, TextSpan)
        /// A semicolon or a colon.
        case stop(Int)

        var offset: Int {
            switch self {
            case .area(let area): area.span.lowerBound
            case .verb(_, let span): span.lowerBound
            case .stop(let offset): offset
            }
        }
    }

    consuming func clauses(of areas: [MarkedArea]) -> [FlowClause] {
        for event in events(areas).prefix(Self.most) {
            switch event {
            case .area(let area): read(area)
            case .verb(let kind, let span): read(kind, span)
            case .stop(let offset): finish(at: offset)
            }
        }
        finish(at: sentence.span.upperBound)
        return finished
    }

    private func events(_ areas: [MarkedArea]) -> [Event] {
        let verbs = sentence.signs.compactMap { hit -> Event? in
            guard let kind = kind(of: hit) else { return nil }
            return .verb(kind, hit.span)
        }
        let stops = discourse.clauseMarks(in: sentence.span).map(Event.stop)
        return (areas.map(Event.area) + verbs + stops).sorted { $0.offset < $1.offset }
    }

    private func kind(of hit: SignHit) -> FlowClause.Verb? {
        switch hit.sign {
        case .cue(.returning): return .returning
        case .cue(.journey): return .going
        case .cue(.movement):
            // "returned" carries, but back.
            let isBack = sentence.signs(from: hit.span.lowerBound, to: hit.span.lowerBound + 1)
                .contains { $0.sign == .cue(.returning) }
            return isBack ? nil : .carrying
        case .cue(.trafficking), .exploitation: return .named
        default: return nil
        }
    }

    private mutating func read(_ kind: FlowClause.Verb, _ span: TextSpan) {
        // "exploited in X were brought home": the way back is another clause of the same persons.
        if clause.isComplete, kind == .returning {
            let origins = clause.origins
            finish(at: span.lowerBound)
            clause.origins = origins
        }
        // A noun adds nothing to a verb, and a verb says more than a noun.
        if let known = clause.verb, known.kind.outranks(kind) {
            clause.verb = (known.kind, known.span.joined(with: span))
        } else {
            clause.verb = (kind, span)
        }
        clause.extend(to: span.upperBound)
    }

    private mutating func read(_ area: MarkedArea) {
        switch area.mark {
        case .origin: readOrigin(area)
        case .destination: readDestination(area)
        case .via: clause.via.append(area)
        case .none: clause.others.append(area)
        }
        clause.extend(to: area.span.upperBound)
    }

    private mutating func readOrigin(_ area: MarkedArea) {
        if clause.isComplete, area.span.lowerBound - clause.span.upperBound > 1 {
            finish(at: area.span.lowerBound)
        } else if area.isPath, clause.origins.contains(where: { !$0.isPath }),
            let verb = clause.verb, verb.kind != .returning
        {
            // "women of X are sent from Y": Y lies on their way.
            clause.via.append(area)
            return
        } else if let verb = clause.verb, verb.kind != .returning, let last = clause.origins.last,
            area.span.lowerBound - last.span.upperBound > 24
        {
            // Who is named nearest before the destination goes there.
            clause.origins.removeAll()
        }
        clause.origins.append(area)
    }

    private mutating func readDestination(_ area: MarkedArea) {
        guard let verb = clause.verb else {
            if clause.origins.isEmpty { clause.fronted.append(area) }
            return
        }
        let reach = verb.kind == .named ? Self.reach.noun : Self.reach.verb
        let start = max(
            verb.span.upperBound, clause.destinations.last?.span.upperBound ?? 0,
            clause.origins.last?.span.upperBound ?? 0)
        guard area.span.lowerBound - start <= reach else { return }
        clause.destinations.append(area)
    }

    private mutating func finish(at offset: Int) {
        if clause.verb != nil { finished.append(clause) }
        clause = FlowClause(at: offset)
    }
}
