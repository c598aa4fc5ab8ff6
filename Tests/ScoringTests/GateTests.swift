import Foundation
import StageTesting
import Testing

@testable import Scoring

@Suite struct GateTests {
    @Test(arguments: [
        ("countries=0.4", nil), ("countries.F1=0.4", nil), ("all.countries.precision=0.5", nil),
        (
            "observations-right.F1=0.7",
            "observations-right.F1 is 0.545, 0.155 below the least allowed, 0.700"
        ),
        ("fr.flows.recall=0.5", "fr.flows.recall is 0, 0.500 below the least allowed, 0.500"),
        ("fields.sex=0.75", nil),
        ("fields.sex=0.8", "fields.sex is 0.750, 0.050 below the least allowed, 0.800"),
        ("traps=1", nil), ("traps=0", "traps is 1, 1 above the most allowed, 0"),
        ("en.traps.share=0.5", nil), ("false-alarms=1", nil),
        ("missing=0", "missing is 1, 1 above the most allowed, 0"),
        ("gap.flows=0.5", "gap.flows is 0.667, 0.167 above the most allowed, 0.500"),
        // A language without gold says nothing of a gap.
        ("gap.ages=0", nil),
    ])
    func saysByHowMuchAGateFails(text: String, failure: String?) throws {
        #expect(try Gate(text).failure(in: SmallRun().report()) == failure)
    }

    @Test(arguments: [
        ("flows", "“flows” is no gate: write NAME=NUMBER"),
        ("flows=much", "“flows=much” is no gate"), ("flows=nan", "is no gate"),
        ("flow.F1=0.5", "unknown figure “flow.F1”: write"),
        ("flows.F2=0.5", "unknown figure “flows.F2”"),
        ("fields.colour=1", "unknown figure “fields.colour”"),
        ("traps.F1=1", "unknown figure “traps.F1”"), ("=1", "unknown figure “”"),
    ])
    func refusesWhatIsNoGate(text: String, message: String) {
        let error = #expect(throws: ScoringError.self) { try Gate(text) }
        #expect(error?.code == .usage)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func saysWhereTheGoldLacksTheLanguage() throws {
        let report = try SmallRun().report()
        let error = #expect(throws: ScoringError.self) {
            try Gate("pt.flows=0.5").failure(in: report)
        }
        #expect(
            error?.message
                == "“pt.flows”: the gold has no page in “pt”, only in en, es, fr")
    }

    // MARK: Floors

    @Test func pinnedFloorsJustPass() throws {
        let run = try SmallRun()
        let report = try run.report()
        let pinned = try Floors(of: report)
        try run.folder.write(pinned.json, to: "floors.json")
        let floors = try Floors(file: "\(run.folder.path)/floors.json")
        #expect(Set(floors.gates) == Set(pinned.gates))
        let failures = try floors.gates.compactMap { try $0.failure(in: report) }
        #expect(failures.isEmpty)
        let bounds = Dictionary(
            uniqueKeysWithValues: floors.gates.map { ($0.figure.name, $0.bound) })
        // 6 of 11, rounded down; maxima as they are.
        #expect(bounds["observations-right.F1"] == 0.54)
        #expect(bounds["en.flows.F1"] == 0.66)
        #expect(bounds["traps"] == 1)
        #expect(pinned.lowered(since: floors).isEmpty)
    }

    @Test func floorsKeepFiguresFromFalling() throws {
        let run = try SmallRun()
        let floors = try Floors(of: try run.report())
        try run.replace("12,12,12,,EXACT", with: "13,13,13,,EXACT", in: "observations")
        let worse = try run.report()
        let failures = try floors.gates.compactMap { try $0.failure(in: worse) }
        #expect(
            failures.first
                == "observations-found.F1 is 0.545, 0.175 below the least allowed, 0.720")
        #expect(
            try Floors(of: worse).lowered(since: floors).first
                == "observations-found.F1 0.72 → 0.54")
    }

    @Test(arguments: [
        ("[1]", "this is no JSON object of names and numbers"),
        ("{\"flows.F1\": \"high\"}", "this is no JSON object of names and numbers"),
        ("{\"flaws.F1\": 1}", "unknown figure “flaws.F1”"),
    ])
    func refusesWhatAreNoFloors(json: String, message: String) throws {
        let run = try SmallRun()
        try run.folder.write(json, to: "floors.json")
        let path = "\(run.folder.path)/floors.json"
        let error = #expect(throws: ScoringError.self) { try Floors(file: path) }
        #expect(error?.message.hasPrefix("\(path): \(message)") == true, "\(error?.message ?? "")")
    }

    @Test func floorsThatAreNotThereAreNamed() {
        let error = #expect(throws: ScoringError.self) { try Floors(file: "no/floors.json") }
        #expect(error?.message == "no/floors.json: there is no such file: --pin makes it")
        #expect(error?.code == .noInput)
    }

    @Test func writesScoresAsJSON() throws {
        struct Entry: Decodable {
            let right: Int
            let F1: Double
        }
        struct Scope: Decodable {
            let flows: Entry
            let fields: [String: Double]
            let traps: Int
        }
        let json = try SmallRun().report().json
        let scopes = try JSONDecoder().decode([String: Scope].self, from: Data(json.utf8))
        #expect(scopes.keys.sorted() == ["all", "en", "es", "fr"])
        #expect(scopes["en"]?.flows.right == 1)
        #expect(scopes["en"]?.flows.F1 == 0.6667)
        #expect(scopes["all"]?.fields["sex"] == 0.75)
        #expect(scopes["all"]?.traps == 1)
    }
}
