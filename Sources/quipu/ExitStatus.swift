import Foundation
import PipelineConfig
import Scoring
import StageKit

/// What the program's exit code says to the shell: the numbers of `sysexits.h` where one fits.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    case gateFailed = 1
    case documentsSetAside = 3
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case bug = 70
    case cannotCreateOutput = 73
    case inputOutput = 74
    case tryAgain = 75
    case refused = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143

    var meaning: String {
        switch self {
        case .success: "all is well"
        case .gateFailed: "a check, test or score failed"
        case .documentsSetAside: "finished, with some documents set aside"
        case .usage: "the command line is wrong"
        case .badData: "the data are not what they should be"
        case .noInput: "an input is not there"
        case .unavailable: "something the program needs is not there"
        case .bug: "a fault of the program"
        case .cannotCreateOutput: "the output cannot be created, or is there already"
        case .inputOutput: "reading or writing failed"
        case .tryAgain: "locked by another run, or to be resumed"
        case .refused: "refused, by policy or for what an earlier run has begun"
        case .configuration: "the pipeline file is wrong"
        case .interrupted: "stopped with Ctrl-C"
        case .terminated: "stopped by the system"
        }
    }

    var padded: String {
        let code = "\(rawValue)"
        return String(repeating: " ", count: 3 - code.count) + code
    }
}

/// Why a subcommand ends without success.
struct CommandFailure: Error {
    let status: ExitStatus
    /// One or more plain sentences for standard error, without a full stop; empty where all was
    /// said before.
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as InvalidPipeline: self.init(.configuration, "\(error)")
        case let error as RunError: self.init(ExitStatus(error.code), "\(error)")
        case let error as StageError: self.init(ExitStatus(error.code), "\(error)")
        case let error as ScoringError: self.init(ExitStatus(error.code), error.message)
        default: self.init(.bug, "a fault of the program, please report it: \(error)")
        }
    }
}

extension CommandFailure {
    /// - Parameter signal: The signal that asked a run to stop, where one did.
    init(_ error: RunError, signal: Int32) {
        let isTerminated = error.code == .interrupted && signal == SIGTERM
        self.init(isTerminated ? .terminated : ExitStatus(error.code), "\(error)")
    }
}

extension ExitStatus {
    init(_ code: RunError.Code) {
        self =
            switch code {
            case .noInput: .noInput
            case .cannotCreateOutput: .cannotCreateOutput
            case .inputOutput: .inputOutput
            case .interrupted: .interrupted
            case .tryAgain: .tryAgain
            case .refused: .refused
            }
    }

    init(_ code: ScoringError.Code) {
        self =
            switch code {
            case .noInput: .noInput
            case .badData: .badData
            case .usage: .usage
            }
    }

    init(_ code: StageError.Code) {
        self =
            switch code {
            case .empty, .malformedInput, .unsupported, .limitExceeded: .badData
            case .unavailable: .unavailable
            }
    }
}
