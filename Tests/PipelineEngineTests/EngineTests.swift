import DocumentModel
import Foundation
import PipelineEngine
import StageKit
import StageTesting
import Testing

@Suite struct EngineTests {
    private let folder: TemporaryFolder
    private var input: String { "\(folder.path)/in" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func output(_ name: String = "out") -> String { "\(folder.path)/\(name)" }

    @discardableResult
    private func run(
        to name: String = "out", workers: Int = 2, replace: Bool = false,
        collators: [any Collator] = []
    ) throws(RunError) -> RunSummary {
        let pipeline = pipeline(
            reading: input, writing: output(name), replace: replace, collators: collators)
        return try Engine(pipeline, toolVersion: "1+x", workers: workers).run()
    }

    private func contents(of name: String) throws -> [String: Data] {
        let files = FileManager.default
        return Dictionary(
            uniqueKeysWithValues: try files.subpathsOfDirectory(atPath: output(name)).compactMap {
                path in files.contents(atPath: "\(output(name))/\(path)").map { (path, $0) }
            })
    }

    private func lines(_ table: String) throws -> [String] {
        try folder.text(of: "out/\(table).csv").split(separator: "\n").map(String.init)
    }

    @Test func writesTheSameBytesForAnyNumberOfWorkers() throws {
        for number in 0..<200 {
            try folder.write(
                number % 17 == 0 ? "same" : "Page \(number) of Many",
                to: "in/\(number % 7)/\(number).txt")
        }
        try folder.write("why?", to: "in/broken.txt")
        for workers in [1, 2, 8] { try run(to: "out-\(workers)", workers: workers) }
        let first = try contents(of: "out-1")
        #expect(first.count == datasetSchemas.count * 2 + 2)
        #expect(try contents(of: "out-2") == first)
        #expect(try contents(of: "out-8") == first)
        // Nothing else is left beside the output.
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["in", "out-1", "out-2", "out-8"])
    }

    @Test func sortsRowsByKey() throws {
        for number in 0..<50 { try folder.write("Page \(number)", to: "in/\(number).txt") }
        try run()
        for schema in datasetSchemas {
            let keys = try lines(schema.name).dropFirst().map { $0.prefix { $0 != "," } }
            #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
        #expect(try lines("documents").count == 51)
    }

    @Test func setsBrokenPagesAside() throws {
        try folder.write("Good", to: "in/a.txt")
        try folder.write("why?", to: "in/b.txt")
        try folder.write("", to: "in/c.txt")
        try folder.write(String(repeating: "x", count: 1_100_000), to: "in/d.txt")
        try FileManager.default.createSymbolicLink(
            atPath: "\(input)/e.txt", withDestinationPath: "nowhere")
        let summary = try run()
        #expect(
            summary.setAside.map { "\($0.reason) \($0.count)" } == [
                "EMPTY 1", "LIMIT_EXCEEDED 1", "MALFORMED_INPUT 1", "UNAVAILABLE 1",
            ])
        #expect(summary.setAsidePages.map(\.location) == ["b.txt", "c.txt", "d.txt", "e.txt"])
        #expect(summary.pageCount == 5)
        #expect(try lines("documents").count == 6)
        let warnings = try folder.text(of: "out/warnings.csv")
        for reason in ["EMPTY", "LIMIT_EXCEEDED", "MALFORMED_INPUT", "UNAVAILABLE"] {
            #expect(warnings.contains(",SET_ASIDE_\(reason),"))
        }
        #expect(try lines("mentions").count == 2)
    }

    @Test func listsAPageOnceAndNotesItsCopies() throws {
        try folder.write("The page", to: "in/b.txt")
        try folder.write("The page", to: "in/a.txt")
        try folder.write("The page", to: "in/sub/c.txt")
        let summary = try run(workers: 8)
        #expect(summary.copyCount == 2)
        let documents = try lines("documents")
        #expect(documents.count == 2)
        #expect(documents[1].contains(",a.txt,"))
        #expect(documents[1].hasSuffix(",0,3,1+x"))
        let warnings = try lines("warnings")
        #expect(warnings.count == 4)
        #expect(warnings[2].contains("is also at “b.txt”."))
        #expect(warnings[3].contains("is also at “sub/c.txt”."))
    }

    @Test func keepsTheWayBackThroughCleaning() throws {
        try folder.write(" Peru", to: "in/a.txt")
        try run()
        #expect(try lines("mentions")[1].contains(",COUNTRY,1,2,P,NAME,BODY,PPP,"))
        #expect(try lines("warnings")[2].contains(",LEADING_BLANK,,0,1,A blank leads."))
    }

    @Test func handsAllRowsToCollators() throws {
        for name in ["a", "b"] { try folder.write("Page \(name)", to: "in/\(name).txt") }
        try run(collators: [FakeCollator()])
        #expect(try lines("documents").dropFirst().allSatisfy { $0.contains(",all,") })
    }

    @Test func tellsHowFarItIs() throws {
        for number in 0..<20 { try folder.write("Page \(number)", to: "in/\(number).txt") }
        var seen: [Int] = []
        let pipeline = pipeline(reading: input, writing: output())
        _ = try Engine(pipeline, toolVersion: "1+x", workers: 3).run { progress in
            seen.append(progress.documentCount)
            #expect(progress.total == 20)
        }
        #expect(seen == Array(1...20))
    }

    // The output appears whole or not at all.

    @Test func refusesOutputThatIsThere() throws {
        try folder.write("Page", to: "in/a.txt")
        try run()
        let error = #expect(throws: RunError.self) { try run() }
        #expect(error?.code == .cannotCreateOutput)
        try folder.write("Other page", to: "in/b.txt")
        try run(replace: true)
        #expect(try lines("documents").count == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test(arguments: ["notes.txt", "sub/documents.csv"])
    func refusesToReplaceWhatNoRunWrote(file: String) throws {
        try folder.write("Page", to: "in/a.txt")
        try folder.write("mine", to: "out/\(file)")
        #expect(throws: RunError.self) { try run(replace: true) }
        try FileManager.default.removeItem(atPath: output())
        try run()
        try folder.write("mine", to: "out/\(file)")
        let error = #expect(throws: RunError.self) { try run(replace: true) }
        #expect(error?.code == .cannotCreateOutput)
        #expect(try folder.text(of: "out/\(file)") == "mine")
    }

    @Test func takesAnEmptyFolderForItsOutput() throws {
        try folder.write("Page", to: "in/a.txt")
        try FileManager.default.createDirectory(
            atPath: output(), withIntermediateDirectories: true)
        #expect(try run().folder == output())
        #expect(try lines("documents").count == 2)
    }

    @Test func refusesAFileForItsOutput() throws {
        try folder.write("Page", to: "in/a.txt")
        try folder.write("mine", to: "out")
        #expect(throws: RunError.self) { try run(replace: true) }
        #expect(try folder.text(of: "out") == "mine")
    }

    // One page, for `explain` and for tests of pipelines.

    @Test func tellsEveryStep() throws {
        let processor = DocumentProcessor(
            pipeline(reading: input, writing: output()), toolVersion: "1+x")
        let page = Page(location: PageLocation(rawValue: "a"), body: Array(" Peru?".utf8))
        var steps: [String] = []
        let record = processor.record(of: page) { step in
            switch step {
            case .extracted(let stage, let document):
                steps.append("\(stage) \(document.text.count)")
            case .cleaned(let stage, let cleaning, _, let after):
                steps.append("\(stage) \(cleaning.edits.count) \(after.text.count)")
            case .annotated(let stage, _, let layers): steps.append("\(stage) \(layers)")
            case .failed(let stage, let error): steps.append("\(stage) \(error.code)")
            }
        }
        #expect(steps == ["extract-fake 6", "clean-fake 1 5", "tag-fake malformedInput"])
        #expect(record.setAside?.reason == "MALFORMED_INPUT")
        #expect(throws: StageError.self) { try processor.rows(for: page) }
        let sound = Page(location: PageLocation(rawValue: "a"), body: Array("Peru".utf8))
        #expect(try processor.rows(for: sound).tables["mentions"]?.count == 1)
    }
}
