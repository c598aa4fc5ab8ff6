import DocumentModel
import Foundation
import PipelineEngine
import StageKit
import StageTesting
import Testing

/// Runs that are stopped, gone on with, and shared.
@Suite struct ResumeTests {
    private let folder: TemporaryFolder
    private var input: String { "\(folder.path)/in" }

    init() throws {
        folder = try TemporaryFolder()
        for number in 0..<300 {
            try folder.write(
                number % 17 == 0 ? "same" : "Page \(number) of Many",
                to: "in/\(number % 7)/\(number).txt")
        }
        try folder.write("why?", to: "in/6/zz.txt")
    }

    private func output(_ name: String) -> String { "\(folder.path)/\(name)" }

    @discardableResult
    private func run(
        to name: String, _ start: Engine.Start = .anew, part: Engine.Part? = nil,
        replace: Bool = false, tool: String = "1+x", annotators: [any Annotator] = [FakeTagger()],
        cancellation: Cancellation = Cancellation()
    ) throws(RunError) -> RunSummary {
        let pipeline = pipeline(
            reading: input, writing: output(name), replace: replace, annotators: annotators)
        return try Engine(pipeline, toolVersion: tool, workers: 2)
            .run(start, part: part, cancellation: cancellation)
    }

    /// Runs until so many pages are done, then stops as Ctrl-C does.
    private func stop(after count: Int, to name: String, _ start: Engine.Start = .anew) {
        let cancellation = Cancellation()
        let stopping = StoppingLater(after: count, cancellation)
        let error = #expect(throws: RunError.self) {
            try run(
                to: name, start, annotators: [FakeTagger(), stopping], cancellation: cancellation)
        }
        #expect(error?.code == .interrupted)
    }

    private func contents(of name: String) throws -> [String: Data] {
        let files = FileManager.default
        return Dictionary(
            uniqueKeysWithValues: try files.subpathsOfDirectory(atPath: output(name)).compactMap {
                path in files.contents(atPath: "\(output(name))/\(path)").map { (path, $0) }
            })
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func goesOnWhereItWasStopped() throws {
        let whole = try run(to: "whole")
        stop(after: 150, to: "out")
        #expect(try names == ["in", "out.work", "whole"])
        let summary = try run(to: "out", .resuming)
        #expect(summary.resumedCount >= 64)
        #expect(summary.pageCount == whole.pageCount)
        #expect(summary.copyCount == whole.copyCount)
        #expect(summary.byteCount == whole.byteCount)
        #expect(summary.setAsidePages.map(\.location) == ["6/zz.txt"])
        #expect(try contents(of: "out") == contents(of: "whole"))
        #expect(try names == ["in", "out", "whole"])
    }

    @Test func goesOnMoreThanOnce() throws {
        try run(to: "whole")
        for count in [80, 90, 80] { stop(after: count, to: "out", .resuming) }
        try run(to: "out", .resuming)
        #expect(try contents(of: "out") == contents(of: "whole"))
    }

    @Test func refusesToForgetARunThatWasStopped() throws {
        stop(after: 150, to: "out")
        let error = #expect(throws: RunError.self) { try run(to: "out") }
        #expect(error?.code == .tryAgain)
        #expect(try run(to: "out", .afresh).resumedCount == 0)
    }

    @Test func keepsNothingWhereNothingWasDone() throws {
        stop(after: 5, to: "out")
        #expect(try names == ["in"])
    }

    @Test func resumingBeginsOrEndsToo() throws {
        #expect(try !run(to: "out", .resuming).wasComplete)
        #expect(try run(to: "out", .resuming).wasComplete)
    }

    @Test func tellsWhatHasChanged() throws {
        stop(after: 150, to: "out")
        try folder.write("new", to: "in/0/new.txt")
        try folder.write("changed", to: "in/1/1.txt")
        try FileManager.default.removeItem(atPath: "\(input)/6/zz.txt")
        let error = #expect(throws: RunError.self) { try run(to: "out", .resuming) }
        #expect(error?.code == .refused)
        for part in ["“0/new.txt” added", "“6/zz.txt” gone", "“1/1.txt” changed"] {
            #expect(error?.message.contains(part) == true, "\(part)")
        }
        let other = #expect(throws: RunError.self) { try run(to: "out", .resuming, tool: "2+x") }
        #expect(other?.message.contains("was 1+x, is 2+x") == true)
        // What was done is still there.
        #expect(try names == ["in", "out.work"])
    }

    @Test(arguments: ["cut", "changed", "gone"])
    func doesAShardAgainThatIsDamaged(how: String) throws {
        try run(to: "whole")
        stop(after: 150, to: "out")
        let shards = "\(output("out.work"))/shards"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: shards).sorted().first)
        let file = "\(shards)/\(name)"
        var bytes = try #require(FileManager.default.contents(atPath: file))
        switch how {
        case "cut": try bytes.dropLast(7).write(to: URL(filePath: file))
        case "changed":
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(filePath: file))
        default: try FileManager.default.removeItem(atPath: file)
        }
        try run(to: "out", .resuming)
        #expect(try contents(of: "out") == contents(of: "whole"))
    }

    @Test(arguments: [1, 20, 60])
    func takesAJournalThatWasCutOff(byteCount: Int) throws {
        try run(to: "whole")
        stop(after: 200, to: "out")
        let file = "\(output("out.work"))/journal"
        let bytes = try #require(FileManager.default.contents(atPath: file))
        try bytes.dropLast(byteCount).write(to: URL(filePath: file))
        try run(to: "out", .resuming)
        #expect(try contents(of: "out") == contents(of: "whole"))
    }

    @Test func onlyOneRunWorksAtAnOutput() throws {
        stop(after: 150, to: "out")
        let held = open("\(output("out.work"))/lock", O_RDWR)
        defer { close(held) }
        #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
        let error = #expect(throws: RunError.self) { try run(to: "out", .resuming) }
        #expect(error?.code == .tryAgain)
        #expect(error?.message.contains("process \(getpid())") == true)
    }

    @Test func replacesInOneStep() throws {
        try run(to: "out")
        let before = try contents(of: "out")
        try folder.write("new", to: "in/0/new.txt")
        try run(to: "out", replace: true)
        #expect(try contents(of: "out") != before)
        #expect(try names == ["in", "out"])
    }

    @Test(arguments: [1, 2, 3])
    func partsAddUpToTheWhole(count: Int) throws {
        try run(to: "whole")
        var parts: [String] = []
        for number in 1...count {
            try run(to: "part-\(number)", part: .init(number: number, count: count))
            parts.append(output("part-\(number)"))
        }
        let engine = Engine(
            pipeline(reading: "nowhere", writing: output("merged")), toolVersion: "1+x", workers: 1)
        let summary = try engine.merge(parts.reversed())
        #expect(summary.pageCount == 301)
        #expect(try contents(of: "merged") == contents(of: "whole"))
    }

    @Test func refusesPartsThatDoNotAddUp() throws {
        try run(to: "part-1", part: .init(number: 1, count: 2))
        let one = output("part-1")
        let engine = Engine(
            pipeline(reading: input, writing: output("merged")), toolVersion: "1+x", workers: 1)
        let missing = #expect(throws: RunError.self) { try engine.merge([one]) }
        #expect(missing?.code == .noInput)
        let none = #expect(throws: RunError.self) { try engine.merge([input]) }
        #expect(none?.message.contains("is no part") == true)
        try run(to: "other", part: .init(number: 2, count: 2), tool: "2+x")
        let mixed = #expect(throws: RunError.self) { try engine.merge([one, output("other")]) }
        #expect(mixed?.code == .refused)
        let newer = Engine(
            pipeline(reading: input, writing: output("merged")), toolVersion: "3+x", workers: 1)
        #expect(throws: RunError.self) { try newer.merge([one]) }
        #expect(try !names.contains("merged"))
    }
}

/// Asks the run to stop when it has seen so many pages.
private struct StoppingLater: Tagger {
    static let name: StageName = "tag-stop-later"
    static let summary = "Stops the run in time."
    static let provides = LayerKey<AgeReading>.ages
    private let count: Int
    private let cancellation: Cancellation
    private let seen = Counter()

    init(after count: Int, _ cancellation: Cancellation) {
        self.count = count
        self.cancellation = cancellation
    }

    init(settings: NoSettings, resources: StageResources) {
        self.init(after: 0, Cancellation())
    }

    func mentions(in document: Document) -> [Mention<AgeReading>] {
        if seen.next() >= count { cancellation.request(2) }
        return []
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
