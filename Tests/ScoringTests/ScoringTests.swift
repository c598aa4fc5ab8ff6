import StageTesting
import Testing

@testable import Scoring

@Suite struct ScoringTests {
    /// What an independent program makes of the same files.
    @Test(arguments: [
        (Measure.countries, 1, 2, 3), (.placeCountries, 0, 0, 1), (.organisations, 2, 3, 3),
        (.counts, 1, 3, 3), (.countsValue, 2, 3, 3), (.ages, 1, 1, 1),
        (.observationsFound, 4, 6, 5), (.observationsRight, 3, 6, 5),
        (.observationsRows, 2, 6, 5), (.roles, 1, 2, 2), (.flows, 1, 2, 2),
    ])
    func counts(measure: Measure, right: Int, given: Int, gold: Int) throws {
        let scores = try SmallRun().report().all
        #expect(scores[measure] == Tally(right: right, given: given, gold: gold))
    }

    @Test func countsFieldsTrapsAndFalseAlarms() throws {
        let scores = try SmallRun().report().all
        let wrong = ObservationField.allCases.filter { scores[$0].precision < 1 }
        #expect(wrong == [.indicator, .sex])
        #expect(scores[.sex] == Tally(right: 3, given: 4, gold: 4))
        #expect(scores.traps.given == 1)
        #expect(scores.traps.gold == 2)
        #expect(scores.quietPages == 1)
        #expect(scores.falseAlarms == 1)
        #expect(scores.missing == ["retard"])
    }

    @Test func countsLanguagesApart() throws {
        let report = try SmallRun().report()
        #expect(report.languages == ["en", "es", "fr"])
        #expect(report.byLanguage["en"]?[.flows] == Tally(right: 1, given: 2, gold: 1))
        #expect(report.byLanguage["fr"]?[.flows] == Tally(right: 0, given: 0, gold: 1))
        #expect(report.byLanguage["es"]?.falseAlarms == 1)
    }

    @Test func addsRunsUp() throws {
        var report = try SmallRun().report()
        let run = try SmallRun()
        report.add(
            try RunDatasets(folder: "\(run.folder.path)/rows"),
            gold: try GoldDocument.load("\(run.folder.path)/gold.jsonl"))
        #expect(report.all[.roles] == Tally(right: 2, given: 4, gold: 4))
        #expect(report.all.documents == 6)
    }

    @Test func scoresOfNothingAreZero() {
        #expect([Tally().precision, Tally().recall, Tally().f1] == [0, 0, 0])
        let tally = Tally(right: 3, given: 4, gold: 6)
        #expect([tally.precision, tally.recall] == [0.75, 0.5])
        #expect(abs(tally.f1 - 0.6) < 1e-12)
    }

    // MARK: Pairing

    @Test func pairsOneFigureStatedTwiceByItsFields() {
        let facts = { (indicator: String, surface: String) in
            ObservationFacts(
                indicator: indicator, figure: FigureFacts(value: 9, low: 9, high: 9),
                unit: "PERSONS", qualifier: "EXACT", populationRole: "VICTIM", surface: surface)
        }
        let pairing = ObservationPairing(
            given: [facts("VIC_ASSISTED", "nine"), facts("VIC_RESCUED", "9 girls")],
            gold: [facts("VIC_RESCUED", "the 9 girls"), facts("VIC_ASSISTED", "all 9")])
        #expect(
            Set(pairing.pairs) == [
                ObservationPairing.Pair(given: 1, gold: 0),
                ObservationPairing.Pair(given: 0, gold: 1),
            ])
    }

    @Test(
        arguments: [
            ((12.0, 12.0, 12.0), (12.0, 12.0, nil), true),
            ((12, nil, nil), (12.0000001, 12, 12), true),
            ((nil, 100, nil), (nil, 100, nil), true),
            ((nil, 100, nil), (nil, 100, 200), false),
            ((100, 100, nil), (nil, 100, nil), false),
        ] as [((Double?, Double?, Double?), (Double?, Double?, Double?), Bool)])
    func comparesValuesElseBounds(
        one: (Double?, Double?, Double?), other: (Double?, Double?, Double?), isSame: Bool
    ) {
        let one = FigureFacts(value: one.0, low: one.1, high: one.2)
        let other = FigureFacts(value: other.0, low: other.1, high: other.2)
        #expect(one.isSame(as: other) == isSame)
    }

    @Test(arguments: [
        ("The  Harbour\u{A0}House ", "the harbour house"), ("STRASSE", "straße"),
        ("ÎLE Maurice", "île maurice"), ("", ""),
    ])
    func foldsTextBeforeItCompares(one: String, other: String) {
        #expect(FoldedText(one) == FoldedText(other))
    }

    @Test(arguments: [
        ("pages/en/a.b.html", "a.b"), ("page", "page"), (".hidden", ".hidden"), ("x/y.txt", "y"),
    ])
    func findsPagesByTheirFile(path: String, name: String) {
        #expect(RunDatasets.pageName(path) == name)
    }

    // MARK: Mistakes

    @Test func listsMistakesWithTheirEvidence() throws {
        let lines = try SmallRun().report().mistakes.map(\.line)
        for expected in [
            "shelter: country missed: gold CHL, given –: “Chilean”",
            "shelter: country wrong: gold –, given TCD: “Chad” (bytes 6–9, r)",
            "shelter: organisation missed: gold Night Bus, given –: “Night Bus”",
            "shelter: organisation wrong: gold –, given lake bank: “Lake Bank” (bytes 6–9, r)",
            "shelter: count missed: gold 100–… MAGNITUDE, given –: “hundreds”",
            "shelter: field sex: gold M of “more than 40”, given _T: “more than 40 people” (bytes 30–40, observation-victims)",
            "shelter: observation wrong: gold –, given VIC_DETECTED 300 PERSONS: “300 guests, all invited” (bytes 60–70, observation-victims)",
            "shelter: trap: gold –, given VIC_DETECTED 300 PERSONS: “300 guests, all invited” (bytes 60–70, observation-victims)",
            "retard: observation missed: gold VIC_RESCUED 2 PERSONS, given –: “deux”",
            "shelter: flow wrong: gold –, given BOL → CHL HEDGED: “from Bolivia to Chile” (bytes 1–5)",
            "shelter: role missed: gold PER TRANSIT NEGATED, given –: “”",
        ] {
            #expect(lines.contains(expected), "\(expected)")
        }
    }

    @Test func showsOnlyWhatIsAskedFor() throws {
        let report = try SmallRun().report()
        #expect(report.mistakeLines(100, only: ["flows"]).count == 2)
        #expect(report.mistakeLines(3).count == 3)
        let text = report.text(byLanguage: true, only: ["roles"])
        #expect(text.contains("es: 1 page\n"))
        #expect(text.contains("\n  roles "))
        #expect(!text.contains("flows") && !text.contains("traps"))
        #expect(report.text(byLanguage: false).contains("traps sprung: 1 of 2; false alarms: 1"))
        #expect(
            report.text(byLanguage: false).hasPrefix(
                "all: 3 pages, of which the run lacks 1: retard\n"))
    }
}
