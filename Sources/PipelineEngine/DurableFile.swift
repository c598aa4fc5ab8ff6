import Digests
import Glibc
import StageKit

/// Files that are whole or not there: written under another name, brought to the disk, then given
/// their own name in one step.
enum DurableFile {
    /// What is being written has this at the end of its name.
    static let partialSuffix = ".partial"

    /// Writes the file that `fill` fills, piece by piece, in the place of one with that name.
    ///
    /// - Returns: its SHA-256 and how many bytes it holds.
    @discardableResult
    static func write(
        _ path: String, _ fill: (FileSink) throws(RunError) -> Void
    ) throws(RunError) -> (digest: SHA256, byteCount: Int) {
        let partial = path + partialSuffix
        let sink = try FileSink(creating: partial)
        do throws(RunError) {
            try fill(sink)
            let digest = try sink.close()
            guard rename(partial, path) == 0 else { throw RunError.failure("create", path) }
            try syncFolder(of: path)
            return (digest, sink.byteCount)
        } catch {
            unlink(partial)
            throw error
        }
    }

    /// Brings what a folder lists to the disk.
    static func sync(folder: String) throws(RunError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunError.failure("open the folder", folder) }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw RunError.failure("write", folder)
        }
    }

    static func syncFolder(of path: String) throws(RunError) {
        try sync(folder: folder(of: path))
    }

    /// The folder that a path lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The bytes of a file; nil where none is there.
    static func contents(of path: String) throws(RunError) -> [UInt8]? {
        let file: FileBytes
        do throws(RunError) {
            file = try FileBytes(path)
        } catch {
            guard access(path, F_OK) != 0 else { throw error }
            return nil
        }
        return try file.bytes(in: 0..<file.length)
    }
}

/// A file that is read from any place.
final class FileBytes: Sendable {
    let path: String
    let length: Int
    private let descriptor: Int32

    init(_ path: String) throws(RunError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            length = 0
            throw RunError.failure("read", path)
        }
        var status = stat()
        length = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The bytes in `range`, which lies in the file.
    func bytes(in range: Range<Int>) throws(RunError) -> [UInt8] {
        var isComplete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = pread(
                    descriptor, rest.baseAddress, range.count - count,
                    off_t(range.lowerBound + count))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else {
                    isComplete = false
                    return
                }
                count += read
            }
        }
        guard isComplete else { throw RunError.failure("read back", path) }
        return bytes
    }
}

extension RunError {
    /// What the system last said, about a path.
    static func failure(
        _ verb: String, _ path: String, code: Code = .inputOutput
    ) -> RunError {
        RunError(code, "cannot \(verb) “\(path)”: \(String(cString: strerror(errno)))")
    }

    /// A file of a run's work folder that is not as the run wrote it.
    static func damaged(_ path: String) -> RunError {
        RunError(
            .inputOutput, "“\(path)” is not as it was written: --fresh starts the run anew")
    }
}
