import DocumentModel
package import StageKit
import Synchronization

/// Takes every page a pipeline lists from its bytes to the datasets.
///
/// The same pages give the same bytes for any number of workers, parts and stops: results are taken
/// in the order of the listing, kept on disk shard by shard, and written in that of their keys.
package struct Engine {
    /// What to do about an earlier run that was stopped.
    package enum Start: Sendable {
        /// Refuse to begin where there is one.
        case anew
        /// Go on with it; begin where there is none.
        case resuming
        /// Forget it.
        case afresh
    }

    /// One of several runs that share the work; its output is a folder for ``merge(_:cancellation:)``.
    package struct Part: Hashable, Codable, Sendable {
        /// From 1 to `count`.
        package let number: Int
        package let count: Int

        package init(number: Int, count: Int) {
            self.number = number
            self.count = count
        }
    }

    private let pipeline: Pipeline
    private let toolVersion: String
    private let workers: Int

    /// - Parameters:
    ///   - toolVersion: the program's version and a hash of its rules, for every document's row.
    ///   - workers: how many threads read and annotate; at least one.
    package init(_ pipeline: Pipeline, toolVersion: String, workers: Int) {
        self.pipeline = pipeline
        self.toolVersion = toolVersion
        self.workers = max(1, workers)
    }

    /// Runs the pipeline over every page it lists; twice where cleaners learn from the corpus.
    ///
    /// A page that a stage cannot handle is set aside with a row in `documents`; the run goes on.
    ///
    /// - Parameter part: which shards to do; all of them where nil.
    /// - Throws: ``RunError`` where the pages cannot be listed, the output cannot be written, or the
    ///   run was asked to stop. What was there before is untouched then, and what was done is kept
    ///   in the work folder for a run that resumes.
    package func run(
        _ start: Start = .anew, part: Part? = nil, cancellation: Cancellation = Cancellation(),
        progress report: (RunProgress) -> Void = { _ in }
    ) throws(RunError) -> RunSummary {
        let output = OutputFolder(pipeline.output)
        if start == .anew { try output.check() }
        let work = try WorkFolder(for: output)
        defer { work.leave() }
        if start == .resuming, let summary = try ended(work) { return summary }
        try output.check()
        if start == .afresh { try work.clear() }
        if start == .anew { try refuse(toForget: work) }
        do throws(RunError) {
            return try run(in: work, part, cancellation, report)
        } catch {
            throw work.doneCount > 0 ? error.toBeResumed : error
        }
    }

    private func refuse(toForget work: WorkFolder) throws(RunError) {
        guard work.isBegun else { return }
        throw RunError(
            .tryAgain,
            "an earlier run to “\(work.output.path)” was stopped: “quipu run” goes on with it (--resume) or starts anew (--fresh)"
        )
    }

    /// The end of a run that was stopped when its datasets had their name already.
    private func ended(_ work: WorkFolder) throws(RunError) -> RunSummary? {
        let isCommitted = work.isCommitted
        guard
            isCommitted || (!work.isBegun && work.output.holdsDatasets && !pipeline.output.replace)
        else { return nil }
        try work.remove()
        var summary = RunSummary()
        summary.folder = work.output.path
        summary.wasComplete = true
        return summary
    }

    private func run(
        in work: WorkFolder, _ part: Part?, _ cancellation: Cancellation,
        _ report: (RunProgress) -> Void
    ) throws(RunError) -> RunSummary {
        let clock = ContinuousClock()
        let start = clock.now
        let listing = try PageListing(
            of: pipeline.reader, at: work.newListingPath,
            identity: RunPlan.identity(pipeline, toolVersion: toolVersion))
        let plan = RunPlan(pipeline, toolVersion: toolVersion, listing, part: part)
        let known = try work.begin(plan)
        let shards = listing.shards.enumerated().filter { part?.has($0.offset) ?? true }
            .map(\.element)
        let pages = ListedPages(listing, try pending(shards, known, in: work))
        let learning = CorpusLearning(pipeline, workers: workers)
        let taught =
            learning.mustLearn
            ? try learning.taught(listing.locations(), cancellation, progress: report) : pipeline
        let processing = ShardProcessing(
            reader: pipeline.reader,
            processor: DocumentProcessor(taught, toolVersion: toolVersion), workers: workers)
        var progress = RunProgress()
        progress.total = shards.reduce(0) { $0 + $1.pageCount }
        progress.resumedCount = progress.total - pages.count
        try processing.run(pages, into: work, cancellation) { result in
            progress.documentCount += 1
            progress.byteCount += result.byteCount
            if result.setAside != nil { progress.setAsideCount += 1 }
            progress.seconds = (clock.now - start).seconds
            report(progress)
        }
        var summary = try finish(shards, isPart: part != nil, progress, in: work, cancellation)
        summary.folder = work.output.path
        summary.resumedCount = progress.resumedCount
        summary.seconds = (clock.now - start).seconds
        return summary
    }

    /// The shards that no earlier run has done.
    private func pending(
        _ shards: [PageListing.Shard], _ known: [String: Journal.Entry], in work: WorkFolder
    ) throws(RunError) -> [PageListing.Shard] {
        var pending: [PageListing.Shard] = []
        for shard in shards {
            if let entry = known[shard.key],
                try ShardFile.isSound(work.shardPath(shard.key), entry)
            {
                continue
            }
            pending.append(shard)
        }
        return pending
    }

    /// Leaves the datasets under their name, or the rows of a part.
    private func finish(
        _ shards: [PageListing.Shard], isPart: Bool, _ progress: RunProgress, in work: WorkFolder,
        _ cancellation: Cancellation
    ) throws(RunError) -> RunSummary {
        guard !isPart else {
            var summary = RunSummary()
            summary.pageCount = progress.total
            summary.byteCount = progress.byteCount
            try work.commitAsPart()
            return summary
        }
        let writing = DatasetWriting(pipeline, toolVersion: toolVersion, cancellation)
        try work.makeDatasetsFolder()
        let summary = try writing.write(
            shards.map { work.shardPath($0.key) }, to: work.datasetsPath)
        try work.commit()
        return summary
    }

    /// Writes the datasets of a run whose parts were done apart.
    ///
    /// - Parameter folders: the outputs of all parts, in any order.
    /// - Throws: ``RunError`` where parts are missing, are of another run, or are damaged.
    package func merge(
        _ folders: [String], cancellation: Cancellation = Cancellation()
    ) throws(RunError) -> RunSummary {
        let clock = ContinuousClock()
        let start = clock.now
        let shards = try shards(of: folders)
        let output = OutputFolder(pipeline.output)
        try output.check()
        for shard in shards {
            guard try ShardFile.isSound(shard.path, shard.entry) else { throw .damaged(shard.path) }
        }
        let work = try WorkFolder(for: output)
        defer { work.leave() }
        try refuse(toForget: work)
        try work.clear()
        try work.makeDatasetsFolder()
        let writing = DatasetWriting(pipeline, toolVersion: toolVersion, cancellation)
        var summary = try writing.write(shards.map(\.path), to: work.datasetsPath)
        try work.commit()
        summary.folder = output.path
        summary.seconds = (clock.now - start).seconds
        return summary
    }

    /// The files of all shards of a run, sorted by key, from the folders of its parts.
    private func shards(
        of folders: [String]
    ) throws(RunError) -> [(path: String, entry: Journal.Entry)] {
        var entries: [String: (path: String, entry: Journal.Entry)] = [:]
        var first: (folder: String, plan: RunPlan)?
        for folder in folders {
            let (plan, journal) = try WorkFolder.part(in: folder)
            if let first, !plan.isOfOneRun(with: first.plan) {
                throw RunError(
                    .refused,
                    "“\(folder)” and “\(first.folder)” are parts of different runs: "
                        + (plan.differences(from: first.plan).first ?? "their pages differ"))
            }
            first = first ?? (folder, plan)
            for entry in journal {
                entries[entry.shard] = ("\(folder)/shards/\(entry.shard)", entry)
            }
        }
        guard let plan = first?.plan else {
            throw RunError(.noInput, "no part is named: name folders that --shard has written")
        }
        try check(plan)
        guard entries.count == plan.shardCount else {
            throw RunError(
                .noInput,
                "\(plan.shardCount - entries.count) of \(plan.shardCount) shards are in none of the parts: name all \(plan.part?.count ?? 0) parts"
            )
        }
        return entries.keys.sorted().compactMap { entries[$0] }
    }

    /// Refuses parts that another program or pipeline has made; only what is read may differ, since
    /// the parts say that.
    private func check(_ plan: RunPlan) throws(RunError) {
        let reader = "\(pipeline.reader.manifest.name) "
        let differences = RunPlan.differences(
            tool: toolVersion, pipeline.configuration.filter { !$0.hasPrefix(reader) },
            from: plan.tool, plan.configuration.filter { !$0.hasPrefix(reader) })
        guard let first = differences.first else { return }
        throw RunError(.refused, "the parts are not of this pipeline: \(first)")
    }
}

extension Engine.Part {
    /// Whether the shard at `index` of the listing is this part's.
    func has(_ index: Int) -> Bool { index % count == number - 1 }
}

extension RunError {
    static let stopped = RunError(
        .interrupted, "stopped before the end; nothing was written")

    /// This error of a run that has done work which is kept.
    fileprivate var toBeResumed: RunError {
        switch code {
        case .interrupted:
            RunError(
                code, "stopped before the end; what was done is kept: --resume goes on with it")
        case .inputOutput:
            RunError(code, "\(message); what was done is kept: --resume goes on with it")
        default: self
        }
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
