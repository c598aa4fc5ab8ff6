package import DocumentModel
import Foundation
package import StageKit

/// Shows a pipeline's pages to those of its cleaners that learn from the corpus.
///
/// Pages are handed out to workers and their tallies added up in the order of the listing, by one
/// thread.
package struct CorpusLearning: Sendable {
    private let pipeline: Pipeline
    private let workers: Int

    package init(
        _ pipeline: Pipeline, workers: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.pipeline = pipeline
        self.workers = max(1, workers)
    }

    /// Whether a run has to look at its pages before it cleans them.
    package var mustLearn: Bool {
        pipeline.cleaners.contains { ($0 as? any CorpusCleaner)?.learnsFromCorpus == true }
    }

    /// The pipeline with cleaners that know the corpus; as it was where none has to learn.
    ///
    /// Pages that cannot be read or handled teach nothing: the run itself sets them aside.
    package func taught(
        _ locations: [PageLocation], _ cancellation: Cancellation = Cancellation(),
        progress report: (RunProgress) -> Void = { _ in }
    ) throws(RunError) -> Pipeline {
        var cleaners = pipeline.cleaners
        for index in cleaners.indices {
            guard let learner = cleaners[index] as? any CorpusCleaner, learner.learnsFromCorpus
            else { continue }
            cleaners[index] = try taught(
                learner, after: Array(cleaners[..<index]), locations, cancellation, report)
        }
        return pipeline.with(cleaners: cleaners)
    }

    /// The profile that the first cleaner that learns makes of the pages; nil where the pipeline
    /// has no such cleaner.
    package func profile(
        _ locations: [PageLocation], _ cancellation: Cancellation = Cancellation(),
        progress report: (RunProgress) -> Void = { _ in }
    ) throws(RunError) -> [UInt8]? {
        for (index, cleaner) in pipeline.cleaners.enumerated() {
            guard let learner = cleaner as? any CorpusCleaner else { continue }
            return try profile(
                of: learner, after: Array(pipeline.cleaners[..<index]), locations, cancellation,
                report)
        }
        return nil
    }

    private func taught<C: CorpusCleaner>(
        _ learner: C, after earlier: [any Cleaner], _ locations: [PageLocation],
        _ cancellation: Cancellation, _ report: (RunProgress) -> Void
    ) throws(RunError) -> any Cleaner {
        learner.knowing(try tally(learner, after: earlier, locations, cancellation, report))
    }

    private func profile<C: CorpusCleaner>(
        of learner: C, after earlier: [any Cleaner], _ locations: [PageLocation],
        _ cancellation: Cancellation, _ report: (RunProgress) -> Void
    ) throws(RunError) -> [UInt8] {
        learner.profile(
            of: try tally(learner, after: earlier, locations, cancellation, report))
    }

    private func tally<C: CorpusCleaner>(
        _ learner: C, after earlier: [any Cleaner], _ locations: [PageLocation],
        _ cancellation: Cancellation, _ report: (RunProgress) -> Void
    ) throws(RunError) -> C.Tally {
        let clock = ContinuousClock()
        let start = clock.now
        let queue = WorkQueue<Look<C.Tally.PageTally>>(
            count: locations.count, window: workers * 8, cancellation: cancellation)
        defer { queue.stop() }
        let processor = DocumentProcessor(pipeline.with(cleaners: earlier), toolVersion: "")
        let reader = pipeline.reader
        queue.start(threads: min(workers, locations.count)) { index in
            Look(at: locations[index], reader, processor, learner)
        }
        var tally = C.Tally()
        var progress = RunProgress()
        progress.total = locations.count
        progress.isLearning = true
        for index in locations.indices {
            guard let look = queue.result(at: index) else { throw .stopped }
            if let page = look.tally { tally.add(page) }
            progress.documentCount += 1
            progress.byteCount += look.byteCount
            progress.seconds = (clock.now - start).seconds
            report(progress)
        }
        return tally
    }
}

/// What one page has shown; nothing where it cannot be read or handled.
private struct Look<PageTally: Sendable>: Sendable {
    var byteCount = 0
    var tally: PageTally?

    init<C: CorpusCleaner>(
        at location: PageLocation, _ reader: any Reader, _ processor: DocumentProcessor,
        _ learner: C
    ) where C.Tally.PageTally == PageTally {
        do throws(StageError) {
            let page = try reader.page(at: location)
            byteCount = page.body.count
            tally = try learner.tally(of: processor.cleaned(page))
        } catch {
            tally = nil
        }
    }
}

extension Pipeline {
    func with(cleaners: [any Cleaner]) -> Pipeline {
        Pipeline(
            name: name, reader: reader, extractors: extractors, cleaners: cleaners,
            annotators: annotators, collators: collators, emitters: emitters, output: output,
            configuration: configuration)
    }
}
