import DocumentModel
import ExternalStages
import PipelineConfig
import PipelineEngine
import StageCatalog
import StageKit

/// A pipeline file made into stages, with the version of program and rules.
struct PipelineFile {
    let pipeline: Pipeline
    let toolVersion: String

    /// - Throws: ``CommandFailure`` where the file cannot be read, ``InvalidPipeline`` where it is
    ///   wrong.
    init(_ path: String, _ overrides: PipelineOverrides = PipelineOverrides()) throws {
        try self.init(SourceFile(path: path), overrides, resources: .bundled())
    }

    init(
        _ file: SourceFile, _ overrides: PipelineOverrides = PipelineOverrides(),
        resources: StageResources
    ) throws {
        let loader = PipelineLoader(
            catalog: stageCatalog, resources: resources, plugins: Self.entry)
        pipeline = try loader.load(try file.text(), file: file.path, overrides: overrides)
        toolVersion = "\(Quipu.version)+\(ruleSetHash(of: resources))"
    }

    /// A stage in another process; what it says on standard error is passed on.
    private static func entry(
        for plugin: PluginDeclaration
    ) throws(StageError) -> StageEntry {
        let reserved = stageCatalog.reduce(into: Set<LayerName>()) {
            $0.formUnion($1.manifest.provides)
        }
        return try externalEntry(for: plugin, reserving: reserved) { Console.note($0) }
    }

    /// The rows of a page.
    func rows(for page: Page) throws(StageError) -> DocumentRows {
        try DocumentProcessor(pipeline, toolVersion: toolVersion).rows(for: page)
    }
}
