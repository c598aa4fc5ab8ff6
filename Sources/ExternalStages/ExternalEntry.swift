package import DocumentModel
package import StageKit

/// The entry of a plugin.
///
/// The plugin is run once, to print its manifest; that process has ended when this returns. The
/// processes that read documents are started when the first document comes.
///
/// - Parameters:
///   - reserved: The layers of our own stages, which plugins may not provide.
///   - log: Takes what plugins write to their standard error, a line at a time, behind the
///     plugin's name. Called from any thread.
/// - Throws: ``StageError`` that names the plugin and says what to do: where its command is not
///   there, fails or does not end, and where its manifest breaks a rule.
package func externalEntry(
    for declaration: PluginDeclaration, reserving reserved: Set<LayerName>,
    log: @escaping @Sendable (String) -> Void
) throws(StageError) -> StageEntry {
    try externalEntry(
        for: declaration, within: PluginLimits(timeoutSeconds: declaration.timeoutSeconds),
        reserving: reserved, log: log)
}

func externalEntry(
    for declaration: PluginDeclaration, within limits: PluginLimits,
    reserving reserved: Set<LayerName>, log: @escaping @Sendable (String) -> Void
) throws(StageError) -> StageEntry {
    let program = PluginProgram(
        name: declaration.name, command: declaration.command, limits: limits, log: log)
    let plugin = try PluginManifest(printedBy: program)
    let manifest = try plugin.manifest(of: program.name, reserving: reserved)
    return StageEntry(manifest: manifest) { given, _ in
        ExternalStage(
            manifest, program: program, settings: try plugin.settings(overlaidWith: given))
    }
}

/// A plugin's program, and what it is allowed.
struct PluginProgram: Sendable {
    let name: StageName
    let command: [String]
    let limits: PluginLimits
    let log: @Sendable (String) -> Void
}

/// How long, how much and how often.
struct PluginLimits: Sendable {
    /// For one document.
    var timeout: Duration
    /// For printing the manifest, and for starting: a plugin may load a large model.
    var startTimeout: Duration
    /// Of one answer, in bytes.
    var answerLength = 16 << 20
    var processes = 8
    /// After this many failures in a window no process is started until the window has passed.
    var restarts = 3
    var restartWindow = Duration.seconds(60)
    /// Before the first restart in a window; four times as long before each one after it.
    var pause = Duration.milliseconds(100)

    init(timeoutSeconds: Double) {
        timeout = .seconds(timeoutSeconds)
        startTimeout = .seconds(max(30, timeoutSeconds))
    }
}
