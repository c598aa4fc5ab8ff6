import DocumentModel
import Glibc
import StageKit

/// The rows of a run on disk, added in the order of the listing and read back in that of their keys,
/// so that a run of any size needs little memory.
final class RowSpool {
    private struct Block {
        let key: DocumentKey
        let offset: Int
        let length: Int
    }

    private let folder: String
    private let descriptor: Int32
    private var blocks: [Block] = []
    private var length = 0

    /// Opens a file in `folder` that has no name and goes with the process.
    init(in folder: String) throws(RunError) {
        self.folder = folder
        let path = "\(folder)/.spool"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw RunError.failure("create a file in", folder) }
        unlink(path)
    }

    deinit {
        close(descriptor)
    }

    func add(_ bytes: [UInt8], for key: DocumentKey) throws(RunError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return pwrite(descriptor, rest.baseAddress, rest.count, off_t(length + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw RunError.failure("write in", folder) }
            written += count
        }
        blocks.append(Block(key: key, offset: length, length: bytes.count))
        length += bytes.count
    }

    /// Hands over what was added, in the order of keys.
    func forEach(
        _ body: (DocumentKey, [UInt8]) throws(RunError) -> Void
    ) throws(RunError) {
        blocks.sort { $0.key < $1.key }
        for block in blocks {
            try body(block.key, bytes(of: block))
        }
    }

    private func bytes(of block: Block) throws(RunError) -> [UInt8] {
        var isComplete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: block.length) { buffer, count in
            while count < block.length {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = pread(
                    descriptor, rest.baseAddress, block.length - count, off_t(block.offset + count))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else {
                    isComplete = false
                    return
                }
                count += read
            }
        }
        guard isComplete else { throw RunError.failure("read back what was written in", folder) }
        return bytes
    }
}

/// A document's key in eight bytes: what its 16 hexadecimal digits stand for.
struct DocumentKey: Hashable, Comparable, Sendable {
    let bits: UInt64

    init(_ documentID: String) {
        bits = UInt64(documentID, radix: 16) ?? 0
    }

    static func < (lhs: DocumentKey, rhs: DocumentKey) -> Bool { lhs.bits < rhs.bits }
}

extension RunError {
    /// What the system last said, about a path.
    static func failure(
        _ verb: String, _ path: String, code: Code = .inputOutput
    ) -> RunError {
        RunError(code, "cannot \(verb) “\(path)”: \(String(cString: strerror(errno)))")
    }
}
