import ArgumentParser
import PipelineConfig

/// The root of the command line. A new subcommand is a file and a line in `subcommands`.
struct QuipuCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu",
        abstract: "Turns scraped pages about trafficking in persons into datasets.",
        discussion: """
            A pipeline file lists the stages that read, clean, tag and relate pages and write \
            datasets. Start from Pipelines/regional-statistics.yaml.

            EXAMPLES:
              quipu run Pipelines/regional-statistics.yaml --input pages --output datasets
              quipu check Pipelines/regional-statistics.yaml
              quipu explain Pipelines/regional-statistics.yaml pages/page.html
              quipu stages tag-ages

            COMPLETION:
              source <(quipu --generate-completion-script bash)
              Also for zsh and fish; put the line in your shell's start file.

            EXIT CODES:
            \(ExitStatus.allCases.map { "  \($0.padded)  \($0.meaning)" }.joined(separator: "\n"))
            """,
        version: "quipu \(Quipu.version)",
        subcommands: [
            RunCommand.self, MergeCommand.self,
            CheckCommand.self,
            ExplainCommand.self,
            ScoreCommand.self,
            LearnCommand.self,
            ExtractCommand.self,
            TagCommand.self,
            StagesCommand.self,
            ReferenceCommand.self,
            SchemaCommand.self,
        ])

    static let _errorPrefix = ""

    /// What to say where the subcommand is not known; nil where it is.
    static func misspelling(in arguments: [String]) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !names.contains(word) else { return nil }
        return unknown("command", word, among: names, otherwise: "“quipu --help” lists them")
    }
}
