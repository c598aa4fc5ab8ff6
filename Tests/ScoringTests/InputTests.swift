import StageTesting
import Testing

@testable import Scoring

/// What is said of input that is not what it should be.
@Suite struct InputTests {
    @Test func namesATableThatIsMissing() throws {
        let run = try SmallRun()
        let error = #expect(throws: ScoringError.self) {
            try RunDatasets(folder: "\(run.folder.path)/gold.jsonl")
        }
        #expect(error?.code == .noInput)
        #expect(
            error?.message
                == "\(run.folder.path)/gold.jsonl/documents.csv: there is no such table: name the folder of a run with --rows"
        )
    }

    @Test(arguments: [
        (
            "flows", "origin_area", "origin",
            "flows.csv:1: the column “origin_area” is missing: run the pipeline again with this quipu"
        ),
        (
            "observations", "VIC_DETECTED,5,", "VIC_DETECTED,five,",
            "observations.csv:4: “five” in “value” is no number: run the pipeline again"
        ),
        (
            "country_roles", "r2,d1,PER,", "r2,d1,",
            "country_roles.csv:3: 7 cells under 8 columns: run the pipeline again"
        ),
        (
            "mentions", "Geneva", "\"Geneva",
            "mentions.csv:6: a quote is not closed: run the pipeline again"
        ),
    ])
    func saysWhereATableIsWrong(
        table: String, old: String, new: String, message: String
    ) throws {
        let run = try SmallRun()
        try run.replace(old, with: new, in: table)
        let error = #expect(throws: ScoringError.self) { try run.report() }
        #expect(error?.code == .badData)
        #expect(error?.message == "\(run.folder.path)/rows/\(message)")
    }

    /// A quoted cell may hold line feeds; the line named is that of the file.
    @Test func countsLinesInsideCells() throws {
        let run = try SmallRun()
        try run.replace("12 women,obs", with: "\"12\nwomen\",obs", in: "observations")
        try run.replace("VIC_DETECTED,5,", with: "VIC_DETECTED,five,", in: "observations")
        let error = #expect(throws: ScoringError.self) { try run.report() }
        #expect(error?.message.contains("observations.csv:5: “five”") == true)
    }

    @Test(arguments: [
        ("{\"id\": \"a\", \"lang\": \"en\"}", "2: “countries” is missing: mend the line"),
        ("{\"id\": 3}", "2: “id” is no String: mend the line"),
        ("{\"id\": \"a\"", "2: this is no JSON object: mend the line"),
        (
            SmallRun.gold.replacing("\"population_role\": \"VICTIM\", ", with: ""),
            "2: “observations[0].population_role” is missing: mend the line"
        ),
    ])
    func saysWhereAGoldFileIsWrong(line: String, message: String) throws {
        let run = try SmallRun()
        try run.folder.write("\n" + line, to: "bad.jsonl")
        let path = "\(run.folder.path)/bad.jsonl"
        let error = #expect(throws: ScoringError.self) { try GoldDocument.load(path) }
        #expect(error?.code == .badData)
        #expect(error?.message == "\(path):\(message)")
    }

    @Test func aGoldFileMustBeThereAndHoldPages() throws {
        let error = #expect(throws: ScoringError.self) { try GoldDocument.load("no/gold.jsonl") }
        #expect(
            error?.message
                == "no/gold.jsonl: there is no such file: name a gold file with --gold")
        let run = try SmallRun()
        try run.folder.write("\n \n", to: "empty.jsonl")
        let empty = #expect(throws: ScoringError.self) {
            try GoldDocument.load("\(run.folder.path)/empty.jsonl")
        }
        #expect(empty?.message.hasSuffix("no page is annotated: name another gold file") == true)
    }
}
