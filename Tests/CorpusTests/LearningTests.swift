import DocumentModel
import Foundation
import PipelineConfig
import PipelineEngine
import StageCatalog
import StageKit
import Testing

/// A site that was scraped to text, with no rule but what recurs over its pages.
@Suite struct LearningTests {
    private let folder: TemporaryFolder
    private var pagesFolder: String { "\(folder.path)/pages" }

    init() throws {
        folder = try TemporaryFolder()
        var index = "file,url\n"
        try FileManager.default.createDirectory(
            atPath: pagesFolder, withIntermediateDirectories: true)
        for (number, story) in PortSite.stories.enumerated() {
            let text = PortSite.text(of: story, number: number)
            try Data(text.utf8).write(to: URL(filePath: "\(pagesFolder)/\(number).txt"))
            index += "\(number).txt,https://seafarers.example/news/\(number)\n"
        }
        try Data(index.utf8).write(to: URL(filePath: "\(folder.path)/sources.csv"))
    }

    private func pipeline(
        _ cleaners: String = "clean-boilerplate", to output: String = "out"
    ) throws -> Pipeline {
        let yaml = """
            stages:
              - read-folder: { paths: ["\(pagesFolder)"], index: sources.csv }
              - extract-text
              - \(cleaners)
              - tag-words
              - tag-language
              - tag-addresses
              - tag-sentences
              - tag-numbers
              - tag-ranges
              - tag-dates
              - tag-ages
              - tag-counts
              - emit-csv
            output: { folder: "\(folder.path)/\(output)" }
            """
        let loader = PipelineLoader(
            catalog: stageCatalog, resources: try Corpus.codeLists(), environment: [:])
        return try loader.load(yaml, file: "learning.yaml")
    }

    private func texts(_ pipeline: Pipeline) throws -> [String] {
        let locations = try pipeline.reader.locations()
        let processor = DocumentProcessor(
            try CorpusLearning(pipeline, workers: 2).taught(locations), toolVersion: "1")
        return try locations.map { location in
            let record = processor.record(of: try pipeline.reader.page(at: location))
            return String(decoding: record.document?.text ?? [], as: UTF8.self)
        }
    }

    @Test func learningAloneLeavesTheStories() throws {
        let bodies = PortSite.stories.enumerated().map { PortSite.body(of: $1, number: $0) }
        let left = try texts(pipeline())
        #expect(left.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" } == bodies)
    }

    @Test func withoutLearningTheNavigationStays() throws {
        let pipeline = try pipeline()
        let page = try pipeline.reader.page(at: PageLocation(rawValue: "0.txt"))
        let record = DocumentProcessor(pipeline, toolVersion: "1").record(of: page)
        #expect(record.document?.text == page.body)
    }

    // What the navigation counts is nobody's figure; every figure of a story stays, on its bytes.
    @Test func figuresOfTheStoriesStay() throws {
        let locations = try pipeline().reader.locations()
        let taught = try CorpusLearning(try pipeline(), workers: 1).taught(locations)
        let processor = DocumentProcessor(taught, toolVersion: "1")
        for location in locations {
            let page = try taught.reader.page(at: location)
            let document = try #require(processor.record(of: page).document)
            for count in document[.counts] {
                let source = document.offsets.source(of: count.span).range
                #expect(
                    Array(document.text[count.span.range]).filter { $0 > 0x20 }
                        == page.body[source].filter { $0 > 0x20 })
            }
            let text = String(decoding: document.text, as: UTF8.self)
            #expect(!text.contains("1974") && !text.contains("58"))
            let remark = try #require(document.remarks.first)
            #expect(remark.code == "SITE_BOILERPLATE")
            #expect(remark.source?.lowerBound == 0)
        }
    }

    @Test func isTheSameForAnyNumberOfWorkers() throws {
        func files(_ workers: Int) throws -> [String: Data] {
            let output = "out-\(workers)"
            _ = try Engine(try pipeline(to: output), toolVersion: "1", workers: workers).run()
            let path = "\(folder.path)/\(output)"
            return Dictionary(
                uniqueKeysWithValues: try FileManager.default.subpathsOfDirectory(atPath: path)
                    .compactMap { file in
                        FileManager.default.contents(atPath: "\(path)/\(file)").map { (file, $0) }
                    })
        }
        let first = try files(1)
        #expect(
            first["warnings.csv"].map { String(decoding: $0, as: UTF8.self) }?
                .contains("SITE_BOILERPLATE") == true)
        #expect(try files(2) == first)
        #expect(try files(8) == first)
        let locations = try pipeline().reader.locations()
        let profiles = try [1, 2, 8].map { workers in
            try CorpusLearning(try pipeline(), workers: workers).profile(locations)
        }
        #expect(Set(profiles).count == 1)
    }

    @Test func aSavedProfileDoesTheSame() throws {
        let pipeline = try pipeline()
        let locations = try pipeline.reader.locations()
        let profile = try #require(
            try CorpusLearning(pipeline, workers: 2).profile(locations))
        let path = "\(folder.path)/profile.csv"
        try Data(profile).write(to: URL(filePath: path))
        let saved = try self.pipeline("clean-boilerplate: { profile: \"\(path)\" }")
        #expect(!CorpusLearning(saved, workers: 2).mustLearn)
        #expect(try texts(saved) == texts(pipeline))
    }

    @Test func aMissingProfileIsAFaultOfThePipeline() throws {
        let error = try #require(throws: InvalidPipeline.self) {
            try pipeline("clean-boilerplate: { profile: nowhere.csv }")
        }
        #expect(
            error.diagnostics.map(\.description) == [
                "learning.yaml:4:5: “clean-boilerplate”: the profile “nowhere.csv” is not there: "
                    + "write it with “quipu learn”, or leave “profile” empty"
            ])
    }
}
