import Digests
import Foundation
import Glibc
import StageKit

/// The shards whose rows are safe on disk, a line each.
///
/// A line is eight digits of the SHA-256 of what follows, a blank, and a JSON object. A line that
/// was cut off or damaged ends the journal: it and what follows is taken off before anything is
/// added.
final class Journal {
    struct Entry: Codable, Hashable {
        let shard: String
        let byteCount: Int
        let sha256: String
    }

    private(set) var entries: [Entry]
    private let path: String
    private let descriptor: Int32

    init(at path: String) throws(RunError) {
        self.path = path
        let bytes = try DurableFile.contents(of: path) ?? []
        let kept = Self.entries(in: bytes)
        entries = kept.entries
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw RunError.failure("create", path) }
        guard ftruncate(descriptor, off_t(kept.length)) == 0 else {
            throw RunError.failure("write", path)
        }
        try DurableFile.syncFolder(of: path)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The entries of the journal at `path`, without changing it.
    static func entries(at path: String) throws(RunError) -> [Entry] {
        Self.entries(in: try DurableFile.contents(of: path) ?? []).entries
    }

    /// Adds a line and brings it to the disk.
    func add(_ entry: Entry) throws(RunError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(entry) else { return }
        let line = Array("\(Self.check(of: [UInt8](data))) ".utf8) + data + [UInt8(ascii: "\n")]
        var written = 0
        while written < line.count {
            let count = line.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw RunError.failure("write", path) }
            written += count
        }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw RunError.failure("write", path)
        }
        entries.append(entry)
    }

    /// The sound lines at the start of `bytes`, and how many bytes they take.
    private static func entries(in bytes: [UInt8]) -> (entries: [Entry], length: Int) {
        var entries: [Entry] = []
        var length = 0
        while let end = bytes[length...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = bytes[length..<end]
            let json = Array(line.dropFirst(9))
            guard line.count > 9,
                String(decoding: line.prefix(8), as: UTF8.self) == check(of: json),
                let entry = try? JSONDecoder().decode(Entry.self, from: Data(json))
            else { break }
            entries.append(entry)
            length = end + 1
        }
        return (entries, length)
    }

    private static func check(of bytes: [UInt8]) -> String {
        String(SHA256(of: bytes).hexadecimal.prefix(8))
    }
}
