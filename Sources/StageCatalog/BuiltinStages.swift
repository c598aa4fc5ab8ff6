import EmittingStages
import ReadingStages
package import StageKit

/// Every stage that ships, in the order of the reference: by kind, and within a kind in the order a
/// pipeline would run them. A new stage is a new line here.
package let builtinStages: [any Stage.Type] = [
    FolderReader.self,
    CSVEmitter.self,
    JSONLinesEmitter.self,
]

/// What a pipeline may name.
package let stageCatalog: [StageEntry] = builtinStages.map { StageEntry($0) }
