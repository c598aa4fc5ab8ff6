import ArgumentParser

/// The program's version, as `--version` and every dataset give it.
let quipuVersion = "0.1.0"

@main struct Quipu: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu", abstract: "Turns scraped pages into datasets.",
        version: quipuVersion, subcommands: [RunCommand.self, ExplainCommand.self])
}
