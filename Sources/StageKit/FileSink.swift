package import Digests
import Glibc

/// A file being written: every write is checked, bytes are counted and digested on the way.
package final class FileSink {
    /// As messages name it.
    let path: String
    /// Bytes written so far, those that wait in the buffer left out.
    package private(set) var byteCount = 0
    private let hasher = SHA256Hasher()
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 18

    /// Creates the file, which must not exist yet unless it is a device.
    package init(creating path: String) throws(RunError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileSink.failure("create", path) }
        buffer.reserveCapacity(FileSink.bufferSize + 4096)
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Adds what `fill` appends.
    package func write(_ fill: (inout [UInt8]) -> Void) throws(RunError) {
        fill(&buffer)
        if buffer.count >= FileSink.bufferSize { try flush() }
    }

    /// Writes what is left, to the disk itself, and closes the file.
    ///
    /// - Returns: the SHA-256 of the whole file.
    @discardableResult
    package func close() throws(RunError) -> SHA256 {
        try flush()
        // Devices and pipes cannot be synced, and need not be.
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
            throw FileSink.failure("write", path)
        }
        let closing = descriptor
        descriptor = -1
        guard Glibc.close(closing) == 0 else { throw FileSink.failure("write", path) }
        return hasher.finish()
    }

    private func flush() throws(RunError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileSink.failure("write", path) }
            written += count
        }
        hasher.update(buffer)
        byteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ verb: String, _ path: String) -> RunError {
        let reason = String(cString: strerror(errno))
        return RunError(.inputOutput, "cannot \(verb) “\(path)”: \(reason)")
    }
}
