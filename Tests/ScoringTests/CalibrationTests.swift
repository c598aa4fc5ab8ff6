import CodeLists
import RelatingStages
import Testing

@testable import Scoring

@Suite struct CalibrationTests {
    /// `count` rows of a rule, of which the first `right` are right, five to a page.
    private func rows(_ rule: String, right: Int, of count: Int, run: Int = 0) -> [JudgedSigns] {
        (0..<count).map { index in
            JudgedSigns(
                run: run, document: "\(rule)-\(index % 5)", signs: signs(rule), stated: 0.5,
                isRight: index < right)
        }
    }

    private func signs(_ rule: String, flags: [String] = []) -> ConfidenceSigns {
        ConfidenceSigns(
            rule: rule, indicator: "VIC_RESCUED", qualifier: "EXACT", timeBasis: "ANNUAL",
            periodSource: "TEXT", isPart: false, statesPurpose: false, flags: flags,
            language: "en")
    }

    // MARK: Signs

    @Test func signsAreWhatARowSaysOfItself() {
        #expect(
            signs("r", flags: ["TITLE", "PERIOD_UNKNOWN"]).names == [
                "basis ANNUAL", "flag TITLE", "indicator VIC_RESCUED", "language en",
                "period TEXT", "rule r",
            ])
        let vague = ConfidenceSigns(
            rule: "r", indicator: "VIC_SHARE", qualifier: "MAGNITUDE", timeBasis: "UNKNOWN",
            periodSource: "NONE", isPart: true, statesPurpose: true, flags: [], language: "fr")
        #expect(vague.names.contains("not exact"))
        #expect(vague.names.contains("part of a whole"))
        #expect(vague.names.contains("purpose stated"))
    }

    // MARK: Fits

    @Test func confidenceIsTheShareThatIsRight() {
        let model = ConfidenceModel(
            fittedTo: rows("good", right: 380, of: 400) + rows("bad", right: 120, of: 400))
        #expect(abs(model.probability(signs("good")) - 0.95) < 0.04)
        #expect(abs(model.probability(signs("bad")) - 0.3) < 0.04)
    }

    @Test func fewRowsAreDrawnTowardsTheShareOfAll() {
        let judged = rows("many", right: 300, of: 400) + rows("few", right: 2, of: 2)
        let model = ConfidenceModel(fittedTo: judged)
        let few = model.probability(signs("few"))
        #expect(0.75 < few && few < 0.9)
        // A rule never seen has the share of the other signs.
        let unseen = model.probability(signs("unseen"))
        #expect(0.7 < unseen && unseen < few)
        let loose = ConfidenceModel(fittedTo: judged, shrinkage: 0.01)
        #expect(loose.probability(signs("few")) > few)
    }

    @Test func confidenceIsRoundedDown() {
        let model = ConfidenceModel([
            .init(sign: ConfidenceModel.base, weight: 2.19, rows: 1, right: 1)
        ])
        #expect(model.probability(signs("r")) > 0.899)
        #expect(model.confidence(signs("r")) == 0.89)
    }

    @Test func rowsThatAreAllRightGiveNoCertainty() {
        let model = ConfidenceModel(fittedTo: rows("r", right: 50, of: 50))
        #expect(model.confidence(signs("r")) > 0.9)
        #expect(model.entries.count { !$0.weight.isFinite } == 0)
    }

    @Test func sameRowsGiveTheSameFit() {
        let judged = rows("a", right: 30, of: 40) + rows("b", right: 10, of: 40)
        #expect(ConfidenceModel(fittedTo: judged) == ConfidenceModel(fittedTo: judged.reversed()))
    }

    // MARK: Reliability

    @Test func binsHoldRowsByWhatTheySay() {
        let reliability = Reliability([
            (0.25, false), (0.5, true), (0.90625, true), (0.9375, false), (1, true), (1, true),
        ])
        #expect(
            reliability.bins.filter { $0.rows > 0 } == [
                ReliabilityBin(from: 0, rows: 1, stated: 0.25, right: 0),
                ReliabilityBin(from: 0.5, rows: 1, stated: 0.5, right: 1),
                ReliabilityBin(from: 0.9, rows: 2, stated: 0.921875, right: 1),
                ReliabilityBin(from: 0.95, rows: 2, stated: 1, right: 2),
            ])
        #expect(reliability.sure == (4, 3))
        #expect(reliability.text.contains("at 0.90 and more: 3 of 4 right (0.750)"))
        #expect(Reliability([]).sure == (0, 0))
    }

    @Test func judgesEachRunByTheOthers() {
        // What holds in one run does not in the other: a fit to the first misleads.
        let fit = CalibrationFit(
            rows("r", right: 98, of: 100, run: 0) + rows("r", right: 40, of: 100, run: 1))
        #expect(fit.byRun.map(\.sure.rows) == [0, 100])
        #expect(fit.byRun.last?.sure.right == 40)
        #expect(fit.present.bins.first { $0.rows > 0 }?.from == 0.5)
        let text = fit.text(names: ["a.jsonl", "b.jsonl"])
        #expect(text.contains("b.jsonl, judged by a fit to the other runs:"))
        #expect(CalibrationFit(rows("r", right: 5, of: 10)).byRun.isEmpty)
    }

    // MARK: Files

    @Test func whatIsWrittenIsRead() throws {
        let fit = CalibrationFit(rows("a", right: 30, of: 40) + rows("b", right: 10, of: 40))
        let csv = fit.confidenceCSV(note: "a made run")
        #expect(
            csv.hasPrefix(
                "# Source: a made run.\n# Licence: own data.\nsign,weight,rows,right\nall,"))
        let table = try CodeTable(csv: Array(csv.utf8), named: "confidence.csv")
        #expect(try ConfidenceModel(table, named: "confidence.csv") == fit.model)
        #expect(fit.reliabilityCSV(note: "a made run").contains("\nfrom,rows,stated,right\n0.00,"))
    }

    @Test func aDamagedFileIsNamed() {
        let table = CodeTable(
            columns: ["sign", "weight", "rows", "right"], rows: [["all", "x", "1", "1"]])
        #expect {
            try ConfidenceModel(table, named: "confidence.csv")
        } throws: { error in
            "\(error)".contains("confidence.csv: row 1 is no weight")
        }
    }

    /// The calibration that ships tells apart, and what it says of sure rows holds.
    @Test func theCalibrationThatShipsIsReliable() throws {
        let calibration = try Calibration.bundled()
        #expect(calibration.model.entries.first?.sign == ConfidenceModel.base)
        #expect(calibration.model.entries.count > 20)
        let sure = calibration.reliability.filter { $0.from >= 0.9 }
        let (rows, right) = sure.reduce((0, 0)) { ($0.0 + $1.rows, $0.1 + $1.right) }
        #expect(rows > 0)
        #expect(Double(right) >= 0.9 * Double(rows))
    }

    @Test func rowsAreJudgedWithTheirSigns() throws {
        let judged = try SmallRun().report().judged
        #expect(judged.map(\.isRight) == [true, true, false, false, true, false])
        #expect(judged.map(\.stated) == [0.9, 0.9, 0.5, 0.6, 0.8, 0.4])
        #expect(judged.last?.signs.names.contains("language es") == true)
        #expect(judged.last?.signs.names.contains("rule observation-cases") == true)
    }
}
