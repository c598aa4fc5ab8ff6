import DocumentModel
import HeapModule
import StageKit

/// The results of all shards, in the order of keys, and among equal keys in that of the listing.
struct ShardMerge {
    private struct Head: Comparable {
        let result: PageResult
        let shard: Int

        static func < (lhs: Head, rhs: Head) -> Bool {
            (lhs.result.key, lhs.result.order) < (rhs.result.key, rhs.result.order)
        }

        static func == (lhs: Head, rhs: Head) -> Bool {
            lhs.result.key == rhs.result.key && lhs.result.order == rhs.result.order
        }
    }

    /// The organisations of all shards, by id.
    let organisations: [String: Organisation]
    private var readers: [ShardFile.Reader] = []
    private var heads = Heap<Head>()

    init(_ paths: [String]) throws(RunError) {
        var organisations: [String: Organisation] = [:]
        for (index, path) in paths.enumerated() {
            var reader = try ShardFile.Reader(path)
            for organisation in reader.organisations {
                let known = organisations[organisation.id]
                if known.map({ organisation.sortKey < $0.sortKey }) ?? true {
                    organisations[organisation.id] = organisation
                }
            }
            if let result = try reader.next() { heads.insert(Head(result: result, shard: index)) }
            readers.append(reader)
        }
        self.organisations = organisations
    }

    /// The results with the next key: the page that has the document, then its copies.
    mutating func next() throws(RunError) -> [PageResult]? {
        var results: [PageResult] = []
        while let head = heads.min, results.first?.key ?? head.result.key == head.result.key {
            results.append(head.result)
            heads.removeMin()
            if let result = try readers[head.shard].next() {
                heads.insert(Head(result: result, shard: head.shard))
            }
        }
        return results.isEmpty ? nil : results
    }
}
