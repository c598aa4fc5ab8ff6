package import DocumentModel
package import StageKit

/// A stage that runs in another process, as the `plugins:` section of a pipeline file declares it.
package struct PluginDeclaration: Hashable, Sendable {
    package let name: StageName
    /// The program and its arguments; not empty.
    package let command: [String]
    /// How long one document may take, in seconds.
    package let timeoutSeconds: Double
    package let reads: Set<LayerName>
    package let provides: Set<LayerName>

    package init(
        name: StageName, command: [String], timeoutSeconds: Double, reads: Set<LayerName>,
        provides: Set<LayerName>
    ) {
        self.name = name
        self.command = command
        self.timeoutSeconds = timeoutSeconds
        self.reads = reads
        self.provides = provides
    }
}

/// One item of the `plugins:` section, declared as stages declare their settings.
struct PluginSettings: StageSettings {
    @Setting("The name the stages list uses: a verb and its object, as in tag-something.")
    var name = ""

    @Setting("The program and its arguments, as in [python3, tag_something.py].")
    var command: [String] = []

    @Setting("How long one document may take, in seconds.", in: 0.1...3600)
    var timeoutSeconds = 30.0

    @Setting("The layers the stage is sent.")
    var reads: [String] = []

    @Setting("The layers the stage attaches.")
    var provides: [String] = []

    init() {}
}

extension PluginDeclaration {
    init(_ settings: PluginSettings) {
        self.init(
            name: StageName(rawValue: settings.name), command: settings.command,
            timeoutSeconds: settings.timeoutSeconds,
            reads: Set(settings.reads.map(LayerName.init)),
            provides: Set(settings.provides.map(LayerName.init)))
    }
}

extension StageName {
    /// Whether the name is a verb and its object in kebab case: "tag-ages".
    package var isVerbAndObject: Bool {
        let words = rawValue.split(separator: "-", omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                word.first?.isLowercase == true
                    && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
            }
    }
}
