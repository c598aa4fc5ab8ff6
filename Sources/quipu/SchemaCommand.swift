import ArgumentParser
import PipelineConfig
import StageCatalog
import StageKit

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of pipeline files, for editors.",
        discussion: """
            With this first line in a pipeline file, an editor completes names and marks mistakes:

              # yaml-language-server: $schema=schema.json

            EXAMPLES:
              quipu schema > Pipelines/schema.json
            """)

    func run() throws {
        try Console.write(try PipelineConfig.schema(of: stageCatalog.map(\.manifest)))
    }
}
