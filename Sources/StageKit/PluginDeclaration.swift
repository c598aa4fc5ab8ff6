/// A stage in another process, as the `plugins:` section of a pipeline file declares it.
///
/// What the stage reads and provides, and its settings, its program says: see its manifest.
package struct PluginDeclaration: Hashable, Sendable {
    package let name: StageName
    /// The program and its arguments; not empty. A program without a slash is looked for as a shell
    /// would.
    package let command: [String]
    /// How long one document may take, in seconds.
    package let timeoutSeconds: Double

    package init(name: StageName, command: [String], timeoutSeconds: Double) {
        self.name = name
        self.command = command
        self.timeoutSeconds = timeoutSeconds
    }
}
