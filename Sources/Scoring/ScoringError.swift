/// Why something cannot be scored.
package struct ScoringError: Error, CustomStringConvertible {
    package enum Code: Sendable {
        /// A file is not there or cannot be read.
        case noInput
        /// A file is not what it should be.
        case badData
        /// What was asked for does not exist.
        case usage
    }

    package let code: Code
    /// Names the file and line, and says what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
