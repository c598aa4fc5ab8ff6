import Digests
import Foundation
import StageKit

/// What a run is to do, as it stands in its work folder: a run that was stopped goes on only where
/// the plan is the same.
struct RunPlan: Codable, Hashable {
    let format: Int
    let pipeline: String
    let tool: String
    /// A line a stage.
    let configuration: [String]
    let pageCount: Int
    /// The digest of the listing.
    let listing: String
    let shardCount: Int
    let part: Engine.Part?

    init(_ pipeline: Pipeline, toolVersion: String, _ listing: PageListing, part: Engine.Part?) {
        format = 1
        self.pipeline = pipeline.name
        tool = toolVersion
        configuration = pipeline.configuration
        pageCount = listing.pageCount
        self.listing = listing.digest
        shardCount = listing.shards.count
        self.part = part
    }

    /// What decides the rows of a page beside its bytes.
    static func identity(_ pipeline: Pipeline, toolVersion: String) -> String {
        ([toolVersion] + pipeline.configuration).joined(separator: "\n")
    }

    /// Whether runs of both plans are parts of one.
    func isOfOneRun(with other: RunPlan) -> Bool {
        tool == other.tool && configuration == other.configuration && listing == other.listing
            && shardCount == other.shardCount
    }

    /// How the plan differs from that of an earlier run, a line each, but for the pages.
    func differences(from earlier: RunPlan) -> [String] {
        var lines = Self.differences(
            tool: tool, configuration, from: earlier.tool, earlier.configuration)
        if part != earlier.part {
            lines.append("the part: was \(earlier.part.text), is \(part.text)")
        }
        return lines
    }

    /// How a program and a pipeline differ from earlier ones, a line each.
    static func differences(
        tool: String, _ configuration: [String], from earlierTool: String, _ earlier: [String]
    ) -> [String] {
        var lines: [String] = []
        if tool != earlierTool {
            lines.append("the program or its rules: was \(earlierTool), is \(tool)")
        }
        let gone = earlier.filter { !configuration.contains($0) }
        let added = configuration.filter { !earlier.contains($0) }
        lines += gone.map { "the pipeline no longer has: \($0)" }
        lines += added.map { "the pipeline has now: \($0)" }
        if gone.isEmpty, added.isEmpty, configuration != earlier {
            lines.append("the order of the pipeline's stages")
        }
        return lines
    }

    // MARK: On disk

    init?(keptAt path: String) throws(RunError) {
        guard let bytes = try DurableFile.contents(of: path) else { return nil }
        guard let plan = try? JSONDecoder().decode(RunPlan.self, from: Data(bytes)),
            plan.format == 1
        else { throw RunError.damaged(path) }
        self = plan
    }

    func write(to path: String) throws(RunError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            throw RunError(.inputOutput, "cannot write “\(path)”: it has no JSON form")
        }
        try DurableFile.write(path) { sink throws(RunError) in
            try sink.write { $0 += data }
        }
    }
}

extension Engine.Part? {
    fileprivate var text: String { map { "\($0.number)/\($0.count)" } ?? "the whole" }
}
