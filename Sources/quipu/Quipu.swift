import ArgumentParser
import CMemory
import Logging
import PipelineConfig

/// Runs one subcommand and turns what it throws into a plain sentence and an exit code.
@main enum Quipu {
    static let version = "0.1.0"

    static func main() {
        quipu_keep_freed_memory()
        Console.prepare()
        LoggingSystem.bootstrap { StandardErrorLog(label: $0) }
        exit(with: status(of: Array(CommandLine.arguments.dropFirst())))
    }

    private static func status(of arguments: [String]) -> ExitStatus {
        do {
            var command = try QuipuCommand.parseAsRoot(arguments)
            try command.run()
            return .success
        } catch {
            switch QuipuCommand.exitCode(for: error) {
            case .success:
                return printed(QuipuCommand.fullMessage(for: error))
            case .validationFailure:
                let misspelling = QuipuCommand.misspelling(in: arguments)
                let message = QuipuCommand.fullMessage(for: error)
                Console.complain(
                    misspelling ?? message.prefix(1).lowercased() + message.dropFirst())
                return .usage
            default:
                if let invalid = error as? InvalidPipeline {
                    Console.report(invalid.diagnostics)
                    return .configuration
                }
                let failure = CommandFailure(error)
                Console.complain(failure.message)
                return failure.status
            }
        }
    }

    /// Prints the help or the version that was asked for.
    private static func printed(_ text: String) -> ExitStatus {
        do {
            try Console.print(text)
            return .success
        } catch {
            Console.complain(error.message)
            return error.status
        }
    }
}
