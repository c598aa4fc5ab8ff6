package import DocumentModel
package import StageKit

/// A stage in another process: it sends a document's text and the layers it reads, and attaches the
/// mentions that are answered.
package struct ExternalStage: Annotator {
    package static let name: StageName = "run-plugin"
    package static let summary = "Asks a program of the pipeline's author what it finds."
    package static let kind = StageKind.tagger

    /// The plugin's own.
    package let manifest: StageManifest
    private let pool: PluginPool
    private let layer: LayerKey<ExternalReading>
    private let program: PluginProgram

    /// - Throws: ``StageError`` always: what the stage is, its plugin's manifest says.
    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        throw StageError(
            .unsupported, "declare a plugin under “plugins” and list it by the name it has there")
    }

    init(_ manifest: StageManifest, program: PluginProgram, settings: [String: JSONValue]) {
        self.manifest = manifest
        self.program = program
        pool = PluginPool(program, settings: settings)
        layer = LayerKey(manifest.provides.map(\.rawValue).min() ?? manifest.name.rawValue)
    }

    /// The mentions the plugin answers, in its order.
    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<ExternalReading>] {
        let answer = try pool.answer(
            about: DocumentMessage(document, reading: manifest.reads))
        return try answer.mentions(in: document.text, from: program.name)
    }

    package func annotating(_ document: Document) throws(StageError) -> Document {
        document.adding(try mentions(in: document), to: layer)
    }
}
