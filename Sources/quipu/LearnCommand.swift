import ArgumentParser
import DocumentModel
import EmittingStages
import Foundation
import PipelineConfig
import PipelineEngine
import StageCatalog
import StageKit

/// `quipu learn`: pages in, a profile of what recurs over them out.
struct LearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract:
            "Learn which lines recur over the pages of each site, and save them as a profile.",
        discussion: """
            A run whose pipeline has “clean-boilerplate” learns by itself, from its own pages. A \
            profile is for pages that come a few at a time, for runs split over machines, and for \
            looking at what is taken out.

            A site is the host of a page's address; pages without an address are taken together by \
            the folder they lie in. The profile is a CSV file, a line of a site a row: on how many \
            pages it stands, in which part of them, and beside which lines. Lines that hold a mail \
            address or a number to call, or stand by one, are kept as hashes alone; so are lines in \
            short runs or on less than half of the pages, as most names of authors are. Look at a \
            profile before you pass it on.

            EXAMPLES:
              quipu learn pages --index sources.csv --output profile.csv
              quipu learn Pipelines/regional-statistics.yaml --input pages --output profile.csv

            A pipeline then names it: “- clean-boilerplate: { profile: profile.csv }”.
            """)

    @Argument(
        help: ArgumentHelp(
            "A pipeline file, or a folder of pages.", valueName: "pipeline|folder"),
        completion: .file())
    var source: String

    @Option(name: .shortAndLong, help: "The file to write.", completion: .file(extensions: ["csv"]))
    var output: String

    @Option(
        name: .shortAndLong,
        help: "A folder, file or pattern to read instead of the pipeline's; may be given again.",
        completion: .file())
    var input: [String] = []

    @Option(
        help: "For a folder: a CSV file with columns “file” and “url”, the pages' addresses.",
        completion: .file(extensions: ["csv"]))
    var index: String?

    @Flag(help: "Replace the file where there is one.")
    var replace = false

    @Option(name: .shortAndLong, help: "How many threads work. (default: one a processor)")
    var workers: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but what went wrong.")
    var quiet = false

    private var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    func validate() throws {
        if let workers, !(1...1024).contains(workers) {
            throw ValidationError("--workers is \(workers), outside 1–1024")
        }
        if index != nil, !isFolder {
            throw ValidationError("--index is for a folder; a pipeline names its own")
        }
        if !input.isEmpty, isFolder {
            throw ValidationError("--input is for a pipeline; the folder is what is read")
        }
    }

    func run() throws {
        guard replace || !FileManager.default.fileExists(atPath: output) else {
            throw CommandFailure(
                .cannotCreateOutput,
                "“\(output)” is there already: name another file, or ask to replace it (--replace)")
        }
        let pipeline = try isFolder ? folderPipeline() : pipelineFromFile()
        let cancellation = stopOnSignals()
        var report = ProgressReport(isQuiet: quiet)
        let profile: [UInt8]?
        do throws(RunError) {
            let locations = try pipeline.reader.locations().sorted()
            profile = try CorpusLearning(
                pipeline, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount
            ).profile(locations, cancellation) { report.show($0) }
        } catch {
            report.clear()
            throw CommandFailure(error, signal: cancellation.requestedSignal)
        }
        report.clear()
        guard let profile else {
            throw CommandFailure(
                .configuration,
                "\(source): no stage learns from the corpus: put “clean-boilerplate” before “clean-lines”"
            )
        }
        try write(profile)
        // The file's own first line says what is in it.
        let about = profile.prefix { $0 != UInt8(ascii: "\n") }.drop { $0 < UInt8(ascii: "A") }
        if !quiet {
            try Console.print("wrote \(output): \(String(decoding: about, as: UTF8.self))")
        }
    }

    private func pipelineFromFile() throws -> Pipeline {
        try PipelineFile(source, PipelineOverrides(inputs: input)).pipeline
    }

    /// The stages that come before the learning one, over a folder.
    private func folderPipeline() throws -> Pipeline {
        let stages: [[String: [String: Any]]] = [
            ["read-folder": ["paths": [source], "index": index ?? ""]], ["extract-html": [:]],
            ["extract-text": [:]], ["clean-encoding": [:]], ["clean-mailto": [:]],
            ["clean-boilerplate": [:]], ["emit-csv": [:]],
        ]
        // JSON is YAML.
        let json = try JSONSerialization.data(withJSONObject: ["stages": stages])
        let loader = PipelineLoader(catalog: stageCatalog, resources: try .bundled())
        return try loader.load(String(decoding: json, as: UTF8.self), file: source)
    }

    /// Writes the file under another name first, so that it appears whole or not at all.
    private func write(_ profile: [UInt8]) throws {
        let partial = "\(output).partial-\(getpid())"
        let sink = try FileSink(creating: partial)
        do {
            try sink.write { $0 += profile }
            try sink.close()
        } catch {
            unlink(partial)
            throw error
        }
        guard rename(partial, output) == 0 else {
            let reason = explanation(of: errno)
            unlink(partial)
            throw CommandFailure(.cannotCreateOutput, "cannot create “\(output)”: \(reason)")
        }
    }
}
