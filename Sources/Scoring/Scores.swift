/// What was counted over some pages.
package struct Scores: Sendable {
    package var documents = 0
    /// Pages of the gold that the run has not.
    package var missing: [String] = []
    private var tallies: [Measure: Tally] = [:]
    private var fields: [ObservationField: Tally] = [:]
    /// Figures that tempt, and how many of them were given as observations.
    package var traps = Tally()
    /// Pages without victims and without cases or suspects, in the gold.
    package var quietPages = 0
    /// Observations of victims, cases or suspects given on quiet pages.
    package var falseAlarms = 0

    package init() {}

    package subscript(measure: Measure) -> Tally {
        get { tallies[measure] ?? Tally() }
        set { tallies[measure] = newValue }
    }

    /// Of the observations found, how many agree in the field.
    package subscript(field: ObservationField) -> Tally {
        get { fields[field] ?? Tally() }
        set { fields[field] = newValue }
    }

    static func += (scores: inout Scores, other: Scores) {
        scores.documents += other.documents
        scores.missing += other.missing
        for measure in Measure.allCases { scores[measure] += other[measure] }
        for field in ObservationField.allCases { scores[field] += other[field] }
        scores.traps += other.traps
        scores.quietPages += other.quietPages
        scores.falseAlarms += other.falseAlarms
    }
}

/// Something that a run has and the gold has not, or the other way round.
package struct Mistake: Hashable, Sendable {
    package let document: String
    /// “country missed”, “observation wrong”, “field sex”.
    package let kind: String
    /// What the gold says; nil where it says nothing.
    package let gold: String?
    /// What was given; nil where nothing was.
    package let given: String?
    /// The words behind it, with their place where the run names it.
    package let evidence: String

    /// What `--only` calls it.
    package let subject: String

    package var line: String {
        "\(document): \(kind): gold \(gold ?? "–"), given \(given ?? "–"): \(evidence)"
    }
}

/// The scores of runs, with what is behind them.
package struct ScoreReport: Sendable {
    /// All pages.
    package private(set) var all = Scores()
    /// Pages by the gold's language.
    package private(set) var byLanguage: [String: Scores] = [:]
    /// Page by page, in the order of the gold.
    package private(set) var mistakes: [Mistake] = []
    /// The observations that were given, in the same order.
    package private(set) var judged: [JudgedSigns] = []
    private var runs = 0

    package init() {}

    package var languages: [String] { byLanguage.keys.sorted() }

    /// Adds a run and the gold of its pages.
    package mutating func add(_ run: RunDatasets, gold: [GoldDocument]) {
        for document in gold {
            let scoring = DocumentScoring(document, in: run)
            all += scoring.scores
            byLanguage[document.language, default: Scores()] += scoring.scores
            mistakes += scoring.mistakes
            judged += scoring.judged.map { row, isRight in
                JudgedSigns(
                    run: runs, document: document.id, signs: row.signs, stated: row.confidence,
                    isRight: isRight)
            }
        }
        runs += 1
    }
}
