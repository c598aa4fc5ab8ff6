import Digests
import DocumentModel
import Foundation
import StageKit

/// A document's key in eight bytes: what its 16 hexadecimal digits stand for.
struct DocumentKey: Hashable, Comparable, Sendable {
    let bits: UInt64

    init(_ documentID: String) {
        bits = UInt64(documentID, radix: 16) ?? 0
    }

    fileprivate init(bits: UInt64) {
        self.bits = bits
    }

    static func < (lhs: DocumentKey, rhs: DocumentKey) -> Bool { lhs.bits < rhs.bits }
}

/// What came of one page, as it stands in the file of its shard.
struct PageResult: Sendable {
    let key: DocumentKey
    /// The page's place in the listing.
    let order: Int
    let location: String
    let byteCount: Int
    let setAside: DocumentRecord.SetAside?
    /// Coded rows; nil where an earlier page with the same bytes has them.
    let rows: [UInt8]?
}

/// The results of a shard's pages on disk, in the order of their keys.
enum ShardFile {
    private static let mark = "quipu-shard-1"

    static func write(
        _ results: [PageResult], _ organisations: Set<Organisation>, to path: String
    ) throws(RunError) -> (digest: SHA256, byteCount: Int) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let sorted = organisations.sorted { ($0.id, $0.sortKey) < ($1.id, $1.sortKey) }
        guard let names = try? encoder.encode(sorted) else {
            throw RunError(.inputOutput, "cannot write “\(path)”: a name has no JSON form")
        }
        return try DurableFile.write(path) { sink throws(RunError) in
            var head = ByteWriter()
            head.append(mark)
            head.append([UInt8](names))
            try sink.write { $0 += head.bytes }
            for result in results.sorted(by: { ($0.key, $0.order) < ($1.key, $1.order) }) {
                var frame = ByteWriter()
                frame.append(encoded(result))
                try sink.write { $0 += frame.bytes }
            }
        }
    }

    private static func encoded(_ result: PageResult) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(Int(bitPattern: UInt(result.key.bits)))
        writer.append(result.order)
        writer.append(result.location)
        writer.append(result.byteCount)
        writer.append(result.setAside?.reason ?? "")
        writer.append(result.setAside?.message ?? "")
        writer.append(tag: result.rows == nil ? 0 : 1)
        writer.append(result.rows ?? [])
        return writer.bytes
    }

    fileprivate static func decode(_ bytes: [UInt8]) -> PageResult? {
        var reader = ByteReader(bytes)
        let key = DocumentKey(bits: UInt64(UInt(bitPattern: reader.integer())))
        let order = reader.integer()
        let location = reader.text()
        let byteCount = reader.integer()
        let reason = reader.text()
        let message = reader.text()
        let hasRows = reader.tag() == 1
        let rows = Array(reader.slice())
        guard reader.isSound, reader.isAtEnd else { return nil }
        return PageResult(
            key: key, order: order, location: location, byteCount: byteCount,
            setAside: reason.isEmpty
                ? nil : DocumentRecord.SetAside(reason: reason, message: message),
            rows: hasRows ? rows : nil)
    }

    /// Whether the file at `path` is the one that `entry` of a journal tells of.
    static func isSound(_ path: String, _ entry: Journal.Entry) throws(RunError) -> Bool {
        guard let bytes = try DurableFile.contents(of: path), bytes.count == entry.byteCount
        else { return false }
        return SHA256(of: bytes).hexadecimal == entry.sha256
    }

    /// A shard's file being read from its start to its end.
    struct Reader {
        /// The organisations that its rows point to.
        let organisations: [Organisation]
        private var frames: FrameReader

        init(_ path: String) throws(RunError) {
            frames = FrameReader(try FileBytes(path))
            guard let mark = try frames.next(),
                String(decoding: mark, as: UTF8.self) == ShardFile.mark,
                let names = try frames.next(),
                let organisations = try? JSONDecoder().decode(
                    [Organisation].self, from: Data(names))
            else { throw RunError.damaged(path) }
            self.organisations = organisations
        }

        mutating func next() throws(RunError) -> PageResult? {
            guard let frame = try frames.next() else { return nil }
            guard let result = ShardFile.decode(frame) else {
                throw RunError.damaged(frames.file.path)
            }
            return result
        }
    }
}

/// Reads pieces with their length before them, a buffer at a time.
private struct FrameReader {
    let file: FileBytes
    private var offset = 0
    private var buffer: [UInt8] = []
    private var start = 0

    private static let bufferSize = 1 << 15

    init(_ file: FileBytes) {
        self.file = file
    }

    /// The next piece; nil at the end of the file.
    mutating func next() throws(RunError) -> [UInt8]? {
        try fill(10)
        guard start < buffer.count else { return nil }
        var length = 0
        var shift = 0
        while true {
            guard start < buffer.count, shift < 63 else { throw RunError.damaged(file.path) }
            let byte = buffer[start]
            start += 1
            length |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        guard length >= 0, length <= file.length else { throw RunError.damaged(file.path) }
        try fill(length)
        guard buffer.count - start >= length else { throw RunError.damaged(file.path) }
        defer { start += length }
        return Array(buffer[start..<(start + length)])
    }

    /// Makes `count` bytes ready where the file has that many.
    private mutating func fill(_ count: Int) throws(RunError) {
        guard buffer.count - start < count, offset < file.length else { return }
        buffer.removeFirst(start)
        start = 0
        let wanted = max(Self.bufferSize, count - buffer.count)
        let range = offset..<min(file.length, offset + wanted)
        buffer += try file.bytes(in: range)
        offset = range.upperBound
    }
}
