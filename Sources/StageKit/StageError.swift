public import DocumentModel

/// Why a stage could not handle one document.
///
/// A stage error is about the document, never about the run: the engine sets the document aside
/// with this error and goes on. It holds only plain values, so that it crosses to and from a stage
/// in another process unchanged.
public struct StageError: Error, Hashable, Sendable, Codable {
    /// What kind of failure it was: a caller decides on this, never on the message.
    public enum Code: String, Sendable, Codable, CaseIterable {
        /// The page holds no bytes, or no text.
        case empty
        /// The input breaks its own format.
        case malformedInput
        /// The input is sound, but the stage does not cover it: a language, a media type.
        case unsupported
        /// The input would take more time, memory or depth than the settings allow.
        case limitExceeded
        /// A file, a network peer or a child process failed.
        case unavailable
    }

    public let code: Code
    /// What went wrong, and what can be done where something can; one sentence, lower case. It
    /// quotes nothing from the page.
    public let message: String
    /// Where in the text, if anywhere in particular.
    public let span: TextSpan?
    /// The underlying error as it described itself.
    public let cause: String?

    public init(
        _ code: Code, _ message: String, at span: TextSpan? = nil, cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.span = span
        self.cause = cause.map { String(describing: $0) }
    }
}

extension StageError: CustomStringConvertible {
    public var description: String {
        let place = span.map { " at \($0.lowerBound)..<\($0.upperBound)" } ?? ""
        let reason = cause.map { " (\($0))" } ?? ""
        return "\(message)\(place)\(reason)"
    }
}

/// Why a run cannot go on: its inputs cannot be listed or its output cannot be written.
///
/// What was written before stays as it was.
public struct RunError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// An input that was named is not there, or holds nothing to read.
        case noInput
        /// The output exists already, or cannot be created.
        case cannotCreateOutput
        /// Reading or writing failed: a full disk, a broken device.
        case inputOutput
        /// A person or the system asked the run to stop.
        case interrupted
        /// Another run holds the output, or one that was stopped is there to be gone on with.
        case tryAgain
        /// What is asked for does not go with what an earlier run has begun.
        case refused
    }

    public let code: Code
    /// What went wrong, with the file it went wrong with, and what to do; one sentence, lower case.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension RunError: CustomStringConvertible {
    public var description: String { message }
}
