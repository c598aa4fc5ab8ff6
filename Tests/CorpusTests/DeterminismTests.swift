import DocumentModel
import Foundation
import PipelineEngine
import StageKit
import Testing

/// The same pages give the same bytes.
@Suite struct DeterminismTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The files that the pipeline writes, by path.
    private func files(
        of name: String, workers: Int, reading input: String = Corpus.pagesFolder,
        reader: (any Reader)? = nil
    ) throws -> [String: Data] {
        let path = "\(folder.path)/\(name)"
        var pipeline = try Corpus.pipeline(reading: input, writing: path)
        if let reader {
            pipeline = pipeline.with(
                reader: reader, emitters: pipeline.emitters, output: pipeline.output)
        }
        _ = try Engine(pipeline, toolVersion: "1+test", workers: workers).run()
        let manager = FileManager.default
        return Dictionary(
            uniqueKeysWithValues: try manager.subpathsOfDirectory(atPath: path).compactMap { file in
                manager.contents(atPath: "\(path)/\(file)").map { (file, $0) }
            })
    }

    @Test func writesTheSameBytesForAnyNumberOfWorkersAndOrder() throws {
        let one = try files(of: "1", workers: 1)
        #expect(one["observations.csv"].map { $0.count > 10_000 } == true)
        #expect(try files(of: "2", workers: 2) == one)
        #expect(try files(of: "8", workers: 8) == one)
        #expect(try files(of: "copy", workers: 2, reading: try shuffledCopy()) == one)
        let reader = ReversingReader(try Corpus.pipeline().reader)
        let reversed = try files(of: "reversed", workers: 2, reader: reader)
        for (file, bytes) in one where file != "datapackage.json" {
            #expect(reversed[file] == bytes, "\(file)")
        }
    }

    /// The corpus in files that were made in another order.
    private func shuffledCopy() throws -> String {
        let manager = FileManager.default
        var names = try manager.subpathsOfDirectory(atPath: Corpus.pagesFolder).sorted()
        var seed: UInt64 = 7
        for index in names.indices {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            names.swapAt(index, Int(seed >> 33) % names.count)
        }
        let copy = "\(folder.path)/in/pages"
        for name in names {
            guard let bytes = manager.contents(atPath: "\(Corpus.pagesFolder)/\(name)") else {
                continue
            }
            let file = URL(filePath: "\(copy)/\(name)")
            try manager.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        }
        try manager.copyItem(
            atPath: "\(Corpus.root)/Corpus/sources.csv", toPath: "\(folder.path)/in/sources.csv")
        return copy
    }
}

/// Lists pages backwards.
private struct ReversingReader: Reader {
    static let name: StageName = "read-backwards"
    static let summary = "Lists pages backwards."
    private let reader: any Reader

    init(_ reader: any Reader) {
        self.reader = reader
    }

    init(settings: NoSettings, resources: StageResources) throws(StageError) {
        throw StageError(.unsupported, "made by hand")
    }

    func list(_ take: (ListedPage) throws(RunError) -> Void) throws(RunError) {
        var pages: [ListedPage] = []
        try reader.list { page in pages.append(page) }
        for page in pages.reversed() { try take(page) }
    }

    func page(at location: PageLocation) throws(StageError) -> Page {
        try reader.page(at: location)
    }
}
