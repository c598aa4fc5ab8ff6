import DocumentModel
package import StageKit
import Synchronization

/// Takes every page a pipeline lists from its bytes to the datasets.
///
/// The same pages give the same bytes for any number of workers: results are taken in the order of
/// the listing and written in that of their keys.
package struct Engine {
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
    /// - Throws: ``RunError`` where the pages cannot be listed, the output cannot be written, or the
    ///   run was asked to stop. Nothing is left behind then, and what was there before is untouched.
    package func run(
        cancellation: Cancellation = Cancellation(),
        progress report: (RunProgress) -> Void = { _ in }
    ) throws(RunError) -> RunSummary {
        let clock = ContinuousClock()
        let start = clock.now
        let locations = try pipeline.reader.locations().sorted()
        let output = try OutputFolder(pipeline.output)
        defer { output.discard() }
        var writers: [any DatasetWriter] = []
        for emitter in pipeline.emitters {
            writers.append(try emitter.writer(into: output.partialPath))
        }
        var run = Run(spool: try RowSpool(in: output.partialPath))
        var progress = RunProgress()
        progress.total = locations.count
        let taught = try CorpusLearning(pipeline, workers: workers)
            .taught(locations, cancellation, progress: report)
        let processor = DocumentProcessor(taught, toolVersion: toolVersion)
        try read(locations, processor, cancellation) { location, outcome throws(RunError) in
            try run.take(outcome, at: location)
            progress.documentCount += 1
            progress.byteCount = run.summary.byteCount
            progress.setAsideCount = run.setAside.values.reduce(0, +)
            progress.seconds = (clock.now - start).seconds
            report(progress)
        }
        try write(&run, to: writers, cancellation)
        try output.commit()
        run.summary.folder = output.path
        run.summary.setAside = run.setAside.sorted { $0.key < $1.key }
            .map { (reason: $0.key, count: $0.value) }
        run.summary.seconds = (clock.now - start).seconds
        return run.summary
    }

    /// Reads and annotates all pages, handing their outcomes over in order.
    private func read(
        _ locations: [PageLocation], _ processor: DocumentProcessor, _ cancellation: Cancellation,
        _ take: (PageLocation, Outcome) throws(RunError) -> Void
    ) throws(RunError) {
        let queue = WorkQueue<Outcome>(
            count: locations.count, window: workers * 8, cancellation: cancellation)
        defer { queue.stop() }
        let claims = Claims()
        let reader = pipeline.reader
        queue.start(threads: min(workers, locations.count)) { index in
            Outcome(of: locations[index], index, reader, processor, claims)
        }
        for (index, location) in locations.enumerated() {
            guard let outcome = queue.result(at: index) else { throw .stopped }
            try take(location, outcome)
        }
    }

    /// Writes all rows in the order of their keys, and then what is the whole run's.
    private func write(
        _ run: inout Run, to writers: [any DatasetWriter], _ cancellation: Cancellation
    ) throws(RunError) {
        let organisations = run.organisationsByID
        let copies = run.copies
        var held: [DocumentRows] = []
        var counts: [String: Int] = [:]
        func emit(_ rows: DocumentRows) throws(RunError) {
            if cancellation.isRequested { throw .stopped }
            for (table, rows) in rows.tables { counts[table, default: 0] += rows.count }
            for writer in writers { try writer.write(rows) }
        }
        try run.spool.forEach { key, bytes throws(RunError) in
            let rows = RowCoding.decode(bytes, organisations: organisations)
                .noting(copies: copies[key] ?? [])
            if pipeline.collators.isEmpty { try emit(rows) } else { held.append(rows) }
        }
        var tables = [OrganisationsTable.schema.name: OrganisationsTable.rows(run.organisations)]
        tables[FigureClustersTable.schema.name] = try collate(&held)
        for rows in held { try emit(rows) }
        let summary = DatasetSummary(tables: tables, provenance: provenance(run))
        for writer in writers { try writer.finish(summary) }
        for (table, rows) in tables { counts[table, default: 0] += rows.count }
        run.summary.rowCounts = datasetSchemas.map { ($0.name, counts[$0.name] ?? 0) }
    }

    /// Looks across all documents; gives the rows of clusters, sorted by key.
    private func collate(_ held: inout [DocumentRows]) throws(RunError) -> [Row] {
        for collator in pipeline.collators {
            do throws(StageError) {
                held = try collator.collating(held)
            } catch {
                throw RunError(
                    .inputOutput, "\(collator.manifest.name) cannot collate: \(error)")
            }
        }
        let name = FigureClustersTable.schema.name
        var clusters: [Row] = []
        for index in held.indices {
            clusters += held[index].tables.removeValue(forKey: name) ?? []
        }
        return clusters.sorted { key($0) < key($1) }
    }

    private func key(_ row: Row) -> String {
        if case .text(let key)? = row.first { return key }
        return ""
    }

    private func provenance(_ run: Run) -> [String: String] {
        let stages = pipeline.stages.map(\.manifest).filter { $0.kind != .emitter }
        return [
            "pipeline": pipeline.name, "tool": toolVersion,
            "stages": stages.map(\.name.rawValue).joined(separator: " "),
            "pages": "\(run.summary.pageCount)", "bytes": "\(run.summary.byteCount)",
        ]
    }
}

/// What came of one page.
private struct Outcome: Sendable {
    var byteCount: Int
    var key: DocumentKey
    /// Coded rows; nil where an earlier page with the same bytes has them.
    var rows: [UInt8]?
    var organisations: Set<Organisation> = []
    var setAside: DocumentRecord.SetAside?

    init(
        of location: PageLocation, _ index: Int, _ reader: any Reader,
        _ processor: DocumentProcessor, _ claims: Claims
    ) {
        let record: DocumentRecord
        do throws(StageError) {
            let page = try reader.page(at: location)
            byteCount = page.body.count
            key = DocumentKey(DocumentProcessor.documentID(of: page.body))
            guard claims.claim(key, for: index) else { return }
            record = processor.record(of: page)
        } catch {
            record = processor.record(ofUnread: location, error)
            byteCount = 0
            key = DocumentKey(record.documentID)
        }
        let rows = record.rows()
        self.rows = RowCoding.encode(rows)
        organisations = rows.organisations
        setAside = record.setAside
    }
}

/// Which page came first among those with the same bytes.
private final class Claims: Sendable {
    private let first = Mutex<[DocumentKey: Int]>([:])

    /// Whether no page listed before `index` is known to have these bytes.
    func claim(_ key: DocumentKey, for index: Int) -> Bool {
        first.withLock { first in
            if let known = first[key], known < index { return false }
            first[key] = index
            return true
        }
    }
}

/// What a run has gathered so far.
private struct Run {
    let spool: RowSpool
    var summary = RunSummary()
    var setAside: [String: Int] = [:]
    var organisations: [Organisation: Int] = [:]
    /// The other places of pages, by document.
    var copies: [DocumentKey: [String]] = [:]
    private var seen: Set<DocumentKey> = []

    init(spool: RowSpool) {
        self.spool = spool
    }

    mutating func take(_ outcome: Outcome, at location: PageLocation) throws(RunError) {
        summary.pageCount += 1
        summary.byteCount += outcome.byteCount
        // A later page may have been annotated before an earlier one with the same bytes was known.
        guard seen.insert(outcome.key).inserted, let rows = outcome.rows else {
            summary.copyCount += 1
            copies[outcome.key, default: []].append(location.rawValue)
            return
        }
        if let reason = outcome.setAside {
            setAside[reason.reason, default: 0] += 1
            if summary.setAsidePages.count < 100 {
                summary.setAsidePages.append(
                    (location.rawValue, reason.reason, reason.message))
            }
        }
        for organisation in outcome.organisations { organisations[organisation, default: 0] += 1 }
        try spool.add(rows, for: outcome.key)
    }

    var organisationsByID: [String: Organisation] {
        Dictionary(organisations.keys.map { ($0.id, $0) }) { first, second in
            first.name <= second.name ? first : second
        }
    }
}

extension RunError {
    static let stopped = RunError(
        .interrupted, "stopped before the end; nothing was written")
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
