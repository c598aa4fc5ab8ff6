import ArgumentParser
import PipelineConfig
import StageKit

extension ExitCode {
    /// Finished, but some documents were set aside.
    static let setAside = ExitCode(3)
    static let badData = ExitCode(65)
    static let noInput = ExitCode(66)
    static let cannotCreateOutput = ExitCode(73)
    static let inputOutput = ExitCode(74)
    static let badConfiguration = ExitCode(78)

    /// - Parameter signal: the signal that asked to stop, where one did.
    init(_ error: RunError, signal: Int32) {
        switch error.code {
        case .noInput: self = .noInput
        case .cannotCreateOutput: self = .cannotCreateOutput
        case .inputOutput: self = .inputOutput
        case .interrupted: self.init(128 + (signal == 0 ? 2 : signal))
        }
    }
}
