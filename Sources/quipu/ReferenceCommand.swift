import ArgumentParser
import DocumentModel
import PipelineConfig
import StageCatalog
import StageKit

struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference of every stage and dataset, as Markdown.",
        discussion: """
            EXAMPLES:
              quipu reference > Pipelines/REFERENCE.md
              quipu reference | less
            """)

    func run() throws {
        try Console.write(
            PipelineConfig.reference(of: stageCatalog.map(\.manifest), tables: datasetSchemas))
    }
}
