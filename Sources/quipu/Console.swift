import Foundation
import PipelineConfig

/// Standard output and standard error, with every write checked.
enum Console {
    /// Whether standard error is a terminal.
    static let isTerminal = isatty(STDERR_FILENO) == 1

    /// Whether standard error is a terminal that shows colours.
    static let hasColours: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && environment["NO_COLOR"] == nil
            && environment["TERM"] != "dumb"
    }()

    /// Makes a closed output an error of the write and not of the process.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        // A closed descriptor would be given to the next file opened, and written over.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Writes a text to standard output, with a line feed at its end.
    static func print(_ text: String) throws(CommandFailure) {
        try write(text.hasSuffix("\n") ? text : text + "\n")
    }

    /// Writes a text to standard output as it is.
    static func write(_ text: String) throws(CommandFailure) {
        let code = write(Array(text.utf8), to: STDOUT_FILENO)
        guard code != 0 else { return }
        // A reader that has seen enough needs no explanation.
        let reason =
            code == EPIPE ? "" : "cannot write to standard output: \(explanation(of: code))"
        throw CommandFailure(.inputOutput, reason)
    }

    /// Writes what went wrong to standard error, as the program's own words: "quipu: …".
    static func complain(_ message: String) {
        if !message.isEmpty { note("quipu: \(message)") }
    }

    /// Writes what is said beside the results to standard error; there is nowhere to say that this
    /// failed.
    static func note(_ text: String, terminator: String = "\n") {
        _ = write(Array((text + terminator).utf8), to: STDERR_FILENO)
    }

    /// Writes diagnostics to standard error, their places in bold on a terminal.
    static func report(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            let place = "\(diagnostic.file):\(diagnostic.place.line):\(diagnostic.place.column):"
            note("\(hasColours ? "\u{1B}[1m\(place)\u{1B}[0m" : place) \(diagnostic.message)")
        }
    }

    /// Writes all of `bytes`; the error number, or 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = unsafeWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR && errno != EAGAIN {
                    return errno
                }
            }
            return 0
        }
    }

    private static func unsafeWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        Foundation.write(descriptor, bytes.baseAddress, bytes.count)
    }
}

/// Ends the process.
func exit(with status: ExitStatus) -> Never {
    exit(status.rawValue)
}

/// What the system calls an error number.
func explanation(of code: Int32) -> String {
    String(cString: strerror(code))
}
