import ArgumentParser
import PipelineConfig
import StageCatalog
import StageKit

struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages",
        abstract: "List the stages, or show one.",
        discussion: """
            Without a name, prints each stage with its kind and what it does, in the order a \
            pipeline would name them. With a name, shows what the stage reads and provides, its \
            settings and examples.

            EXAMPLES:
              quipu stages
              quipu stages --kind tagger
              quipu stages tag-ages
            """)

    @Argument(
        help: "The stage to show.",
        completion: .list(stageCatalog.map(\.manifest.name.rawValue)))
    var name: String?

    @Option(
        name: .shortAndLong, help: "List only the stages of this kind.",
        completion: .list(StageKind.allCases.map(\.rawValue)), transform: Self.kind)
    var kind: StageKind?

    func validate() throws {
        if name != nil, kind != nil {
            throw ValidationError("name a stage or a kind, not both")
        }
    }

    func run() throws {
        let manifests = stageCatalog.map(\.manifest)
        guard let name else {
            let listed = manifests.filter { kind == nil || $0.kind == kind }
            return try Console.write(StageListing.table(of: listed))
        }
        guard let manifest = manifests.first(where: { $0.name.rawValue == name }) else {
            throw CommandFailure(
                .usage,
                unknown(
                    "stage", name, among: manifests.map(\.name.rawValue),
                    otherwise: "“quipu stages” lists them"))
        }
        try Console.write(StageListing.page(of: manifest))
    }

    private static func kind(_ name: String) throws -> StageKind {
        if let kind = StageKind(rawValue: name) { return kind }
        throw ValidationError(unknown("kind", name, among: StageKind.allCases.map(\.rawValue)))
    }
}
