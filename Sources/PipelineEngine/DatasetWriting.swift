import DocumentModel
import StageKit

/// Writes what all shards hold as datasets, in the order of keys.
struct DatasetWriting {
    private let pipeline: Pipeline
    private let toolVersion: String
    private let cancellation: Cancellation

    init(_ pipeline: Pipeline, toolVersion: String, _ cancellation: Cancellation) {
        self.pipeline = pipeline
        self.toolVersion = toolVersion
        self.cancellation = cancellation
    }

    /// - Parameters:
    ///   - shards: the files of all shards.
    ///   - folder: a folder that is empty.
    func write(_ shards: [String], to folder: String) throws(RunError) -> RunSummary {
        var writers: [any DatasetWriter] = []
        for emitter in pipeline.emitters { writers.append(try emitter.writer(into: folder)) }
        var merge = try ShardMerge(shards)
        var tally = RunTally(merge.organisations)
        var held: [DocumentRows] = []
        var counts: [String: Int] = [:]
        func emit(_ rows: DocumentRows) throws(RunError) {
            for (table, rows) in rows.tables { counts[table, default: 0] += rows.count }
            for writer in writers { try writer.write(rows) }
        }
        while let results = try merge.next() {
            if cancellation.isRequested { throw .stopped }
            let rows = try tally.rows(of: results)
            if pipeline.collators.isEmpty { try emit(rows) } else { held.append(rows) }
        }
        var tables = [OrganisationsTable.schema.name: OrganisationsTable.rows(tally.organisations)]
        tables[FigureClustersTable.schema.name] = try collate(&held)
        for rows in held { try emit(rows) }
        let summary = DatasetSummary(tables: tables, provenance: provenance(tally.summary))
        for writer in writers { try writer.finish(summary) }
        for (table, rows) in tables { counts[table, default: 0] += rows.count }
        tally.summary.rowCounts = datasetSchemas.map { ($0.name, counts[$0.name] ?? 0) }
        return tally.finished
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

    private func provenance(_ summary: RunSummary) -> [String: String] {
        let stages = pipeline.stages.map(\.manifest).filter { $0.kind != .emitter }
        return [
            "pipeline": pipeline.name, "tool": toolVersion,
            "stages": stages.map(\.name.rawValue).joined(separator: " "),
            "pages": "\(summary.pageCount)", "bytes": "\(summary.byteCount)",
        ]
    }
}

/// What the results of a run add up to.
private struct RunTally {
    var summary = RunSummary()
    private(set) var organisations: [Organisation: Int] = [:]
    private let organisationsByID: [String: Organisation]
    private var setAside: [String: Int] = [:]
    private var setAsidePages: [(order: Int, location: String, setAside: DocumentRecord.SetAside)] =
        []

    init(_ organisationsByID: [String: Organisation]) {
        self.organisationsByID = organisationsByID
    }

    /// The rows of pages with the same bytes: those of the first, with a warning for each other.
    mutating func rows(of results: [PageResult]) throws(RunError) -> DocumentRows {
        summary.pageCount += results.count
        summary.copyCount += results.count - 1
        for result in results { summary.byteCount += result.byteCount }
        guard let first = results.first, let bytes = first.rows,
            let rows = RowCoding.decode(bytes, organisations: organisationsByID)
        else {
            throw RunError(
                .inputOutput, "the rows kept of a page cannot be read: --fresh starts the run anew")
        }
        for organisation in rows.organisations { organisations[organisation, default: 0] += 1 }
        if let reason = first.setAside {
            setAside[reason.reason, default: 0] += 1
            setAsidePages.append((first.order, first.location, reason))
            if setAsidePages.count >= 200 { keepFirst() }
        }
        return rows.noting(copies: results.dropFirst().map(\.location))
    }

    /// Keeps the hundred pages set aside that were listed first.
    private mutating func keepFirst() {
        setAsidePages = Array(setAsidePages.sorted { $0.order < $1.order }.prefix(100))
    }

    var finished: RunSummary {
        var tally = self
        tally.keepFirst()
        var summary = summary
        summary.setAside = setAside.sorted { $0.key < $1.key }
            .map { (reason: $0.key, count: $0.value) }
        summary.setAsidePages = tally.setAsidePages.map {
            ($0.location, $0.setAside.reason, $0.setAside.message)
        }
        return summary
    }
}
