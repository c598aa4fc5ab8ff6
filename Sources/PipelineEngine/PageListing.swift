import Digests
import DocumentModel
import StageKit

/// The pages of a run, listed before the first is read and kept on disk, so that a listing of any
/// size needs little memory.
struct PageListing: Sendable {
    /// Consecutive pages whose rows are kept together.
    struct Shard: Sendable {
        /// A hash of its part of the listing and of all that decides its rows.
        let key: String
        /// The place of its first page in the listing.
        let firstPage: Int
        let pageCount: Int
        fileprivate let bytes: Range<Int>
    }

    let pageCount: Int
    /// The SHA-256 of the whole listing, in hexadecimal digits.
    let digest: String
    let shards: [Shard]
    private let file: FileBytes

    /// Shards are whole steps of so many pages.
    private static let step = 64
    /// So many shards at most, since each is an open file when all are merged.
    private static let largestShardCount = 500

    /// Lists the pages of `reader` into a file at `path`.
    ///
    /// - Parameter identity: what decides the rows beside the pages.
    init(of reader: any Reader, at path: String, identity: String) throws(RunError) {
        var offsets: [Int] = []
        var length = 0
        var count = 0
        let written = try DurableFile.write(path) { sink throws(RunError) in
            try reader.list { page throws(RunError) in
                if count % Self.step == 0 { offsets.append(length) }
                count += 1
                var entry = ByteWriter()
                entry.append(page.location.rawValue)
                entry.append(page.stamp)
                length += entry.bytes.count
                try sink.write { $0 += entry.bytes }
            }
        }
        offsets.append(length)
        file = try FileBytes(path)
        pageCount = count
        digest = written.digest.hexadecimal
        shards = try Self.shards(of: file, offsets, pageCount: count, identity)
    }

    private static func shards(
        of file: FileBytes, _ offsets: [Int], pageCount: Int, _ identity: String
    ) throws(RunError) -> [Shard] {
        let steps = offsets.count - 1
        let perShard = max(1, (steps + largestShardCount - 1) / largestShardCount)
        var shards: [Shard] = []
        for first in stride(from: 0, to: steps, by: perShard) {
            let bytes = offsets[first]..<offsets[min(first + perShard, steps)]
            let hasher = SHA256Hasher()
            hasher.update(Array(identity.utf8))
            hasher.update(try file.bytes(in: bytes))
            let firstPage = first * step
            shards.append(
                Shard(
                    key: String(hasher.finish().hexadecimal.prefix(20)), firstPage: firstPage,
                    pageCount: min(perShard * step, pageCount - firstPage), bytes: bytes))
        }
        return shards
    }

    /// The pages of a shard, in their order.
    func pages(of shard: Shard) throws(RunError) -> [ListedPage] {
        try Self.pages(in: file.bytes(in: shard.bytes), from: file.path)
    }

    /// The locations of all pages.
    func locations() throws(RunError) -> [PageLocation] {
        var locations: [PageLocation] = []
        for shard in shards { locations += try pages(of: shard).map(\.location) }
        return locations
    }

    /// All pages of a listing that an earlier run has kept; nil where there is none.
    static func pages(keptAt path: String) throws(RunError) -> [ListedPage]? {
        guard let bytes = try DurableFile.contents(of: path) else { return nil }
        return try pages(in: bytes, from: path)
    }

    private static func pages(in bytes: [UInt8], from path: String) throws(RunError) -> [ListedPage]
    {
        var reader = ByteReader(bytes)
        var pages: [ListedPage] = []
        while !reader.isAtEnd {
            let location = PageLocation(rawValue: reader.text())
            pages.append(ListedPage(location, stamp: reader.text()))
        }
        guard reader.isSound else { throw RunError.damaged(path) }
        return pages
    }
}

extension PageListing {
    /// How `now` differs from the pages of an earlier run, in a sentence part.
    static func difference(from earlier: [ListedPage], to now: [ListedPage]) -> String {
        let stamps = Dictionary(earlier.map { ($0.location, $0.stamp) }) { first, _ in first }
        let present = Set(now.map(\.location))
        let added = now.filter { stamps[$0.location] == nil }.map(\.location)
        let removed = earlier.map(\.location).filter { !present.contains($0) }
        let changed = now.filter { page in
            stamps[page.location].map { $0 != page.stamp } ?? false
        }.map(\.location)
        let parts = [("added", added), ("gone", removed), ("changed", changed)].compactMap {
            word, pages in
            pages.first.map { first in
                let others = pages.count == 1 ? "" : " and \(pages.count - 1) more"
                return "“\(first.rawValue)”\(others) \(word)"
            }
        }
        return parts.isEmpty ? "their order is another" : parts.joined(separator: ", ")
    }
}
