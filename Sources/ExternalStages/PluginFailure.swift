import DocumentModel
import Glibc
import StageKit

/// How a plugin's process ended.
enum PluginEnding: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It closed its output and went on running, or was ended by us.
    case killed
}

extension PluginEnding: CustomStringConvertible {
    var description: String {
        switch self {
        case .exited(let status): "it ended with exit status \(status)"
        case .signalled(let signal): "it was ended by signal \(signal)"
        case .killed: "it closed its output"
        }
    }
}

/// Why a plugin's process gave no answer that can be used. The process is of no more use.
enum PluginFailure: Error {
    /// With the C error number.
    case notStarted(Int32)
    case ended(PluginEnding)
    case timedOut(Duration)
    case tooLong(limit: Int)
    /// With what is wrong with the answer.
    case garbled(String)
    /// It answered that it cannot do with its settings.
    case refused(StageError)
}

extension PluginFailure {
    /// - Parameter activity: What the plugin was at, after "while": "reading a document".
    func stageError(of program: PluginProgram, doing activity: String) -> StageError {
        let name = program.name
        let command = program.command.first ?? ""
        return switch self {
        case .refused(let error): error
        case .notStarted(ENOENT):
            StageError(
                .unavailable,
                "the command “\(command)” of “\(name)” is not there: check how it is spelled, or "
                    + "install it")
        case .notStarted(EACCES):
            StageError(
                .unavailable,
                "the command “\(command)” of “\(name)” may not be run: make the file executable")
        case .notStarted(let number):
            StageError(
                .unavailable,
                "“\(name)” cannot be started: \(String(cString: strerror(number)))")
        case .ended(let ending):
            StageError(
                .unavailable,
                "“\(name)” stopped while \(activity) (\(ending)): its log may say why")
        case .timedOut(let duration):
            StageError(
                .limitExceeded,
                "“\(name)” took more than \(duration.inSeconds) s while \(activity): raise "
                    + "“timeoutSeconds”, or see to it that the plugin flushes each answer")
        case .tooLong(let limit):
            StageError(
                .limitExceeded,
                "“\(name)” gave more than \(limit) bytes while \(activity): mend the plugin")
        case .garbled(let phrase):
            StageError(
                .malformedInput,
                "“\(name)” gave an answer that breaks the protocol while \(activity): \(phrase); "
                    + "standard output is for answers, standard error for messages")
        }
    }
}

extension Duration {
    /// In decimal notation, to the millisecond.
    fileprivate var inSeconds: String {
        let (seconds, attoseconds) = components
        let milliseconds = Double(attoseconds / 1_000_000_000_000_000)
        return Figure.plain(Double(seconds) + milliseconds / 1_000)
    }
}
