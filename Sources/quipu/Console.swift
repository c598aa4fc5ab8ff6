import Glibc

/// Standard output and standard error, with every write checked.
enum Console {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes results.
    ///
    /// - Throws: ``ConsoleError`` where they cannot be written, as `print` would not say.
    static func print(_ text: String) throws(ConsoleError) {
        guard write(text + "\n", to: STDOUT_FILENO) else { throw ConsoleError() }
    }

    /// Writes what is said beside the results; that it cannot be said stops nothing.
    static func note(_ text: String, terminator: String = "\n") {
        _ = write(text + terminator, to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

/// Standard output that cannot be written to.
struct ConsoleError: Error, CustomStringConvertible {
    let description = "cannot write to standard output: " + String(cString: strerror(errno))
}
