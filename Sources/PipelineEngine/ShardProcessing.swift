import Digests
import DocumentModel
import StageKit
import Synchronization

/// Takes the pages of shards through a pipeline, and keeps the results of each shard when its last
/// page is done.
struct ShardProcessing {
    let reader: any Reader
    let processor: DocumentProcessor
    let workers: Int

    /// - Parameter take: told of every result, in the order of the listing.
    func run(
        _ pages: ListedPages, into work: WorkFolder, _ cancellation: Cancellation,
        _ take: (PageResult) -> Void
    ) throws(RunError) {
        let queue = WorkQueue<Result<Outcome, RunError>>(
            count: pages.count, window: workers * 8, cancellation: cancellation)
        defer { queue.stop() }
        let claims = Claims()
        queue.start(threads: min(workers, pages.count)) { [reader, processor] index in
            Result { () throws(RunError) in
                let (page, order) = try pages.page(at: index)
                return Outcome(of: page.location, order, reader, processor, claims)
            }
        }
        var index = 0
        for shard in pages.shards {
            var results: [PageResult] = []
            var organisations: Set<Organisation> = []
            for _ in 0..<shard.pageCount {
                guard let outcome = try queue.result(at: index)?.get() else { throw .stopped }
                index += 1
                results.append(outcome.result)
                organisations.formUnion(outcome.organisations)
                take(outcome.result)
            }
            let file = try ShardFile.write(results, organisations, to: work.shardPath(shard.key))
            try work.note(
                Journal.Entry(
                    shard: shard.key, byteCount: file.byteCount, sha256: file.digest.hexadecimal))
            pages.forget(shard)
        }
    }
}

/// The pages of some shards, by their place among all pages of these shards.
final class ListedPages: Sendable {
    let shards: [PageListing.Shard]
    let count: Int
    private let listing: PageListing
    /// For each shard, how many pages stand before it.
    private let starts: [Int]
    /// The pages of the shards that are being worked on, by their first page's place in the listing.
    private let ready = Mutex<[Int: [ListedPage]]>([:])

    init(_ listing: PageListing, _ shards: [PageListing.Shard]) {
        self.listing = listing
        self.shards = shards
        var starts: [Int] = []
        var count = 0
        for shard in shards {
            starts.append(count)
            count += shard.pageCount
        }
        self.starts = starts
        self.count = count
    }

    /// A page, and its place in the listing.
    func page(at index: Int) throws(RunError) -> (page: ListedPage, order: Int) {
        let position = starts.partitioningIndex { $0 > index } - 1
        let shard = shards[position]
        let place = index - starts[position]
        let pages = ready.withLock { $0[shard.firstPage] }
        if let pages { return (pages[place], shard.firstPage + place) }
        let read = try listing.pages(of: shard)
        guard place < read.count else { throw .damaged("listing") }
        ready.withLock { $0[shard.firstPage] = read }
        return (read[place], shard.firstPage + place)
    }

    func forget(_ shard: PageListing.Shard) {
        ready.withLock { $0[shard.firstPage] = nil }
    }
}

/// What came of one page, with what only its shard as a whole keeps.
private struct Outcome: Sendable {
    let result: PageResult
    var organisations: Set<Organisation> = []

    init(
        of location: PageLocation, _ order: Int, _ reader: any Reader,
        _ processor: DocumentProcessor, _ claims: Claims
    ) {
        let record: DocumentRecord
        let byteCount: Int
        let key: DocumentKey
        do throws(StageError) {
            let page = try reader.page(at: location)
            byteCount = page.body.count
            key = DocumentKey(DocumentProcessor.documentID(of: page.body))
            guard claims.claim(key, for: order) else {
                result = PageResult(
                    key: key, order: order, location: location.rawValue, byteCount: byteCount,
                    setAside: nil, rows: nil)
                return
            }
            record = processor.record(of: page)
        } catch {
            record = processor.record(ofUnread: location, error)
            byteCount = 0
            key = DocumentKey(record.documentID)
        }
        let rows = record.rows()
        organisations = rows.organisations
        result = PageResult(
            key: key, order: order, location: location.rawValue, byteCount: byteCount,
            setAside: record.setAside, rows: RowCoding.encode(rows))
    }
}

/// Which page came first among those with the same bytes, so that copies are not read twice.
///
/// Only so many are kept in mind: a copy of a page beyond them is annotated again, and is told for
/// a copy when the rows are written.
private final class Claims: Sendable {
    private let first = Mutex<[DocumentKey: Int]>([:])
    private static let largestCount = 1 << 18

    /// Whether no page listed before `order` is known to have these bytes.
    func claim(_ key: DocumentKey, for order: Int) -> Bool {
        first.withLock { first in
            if let known = first[key], known < order { return false }
            if first.count < Self.largestCount { first[key] = order }
            return true
        }
    }
}
