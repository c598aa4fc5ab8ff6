public import DocumentModel

/// What a stage says of itself.
///
/// Configs are checked against manifests, and the reference and the JSON Schema are made from
/// them. A plugin in another process prints its own as JSON, so it is held to the same checks.
public struct StageManifest: Sendable, Codable {
    public let name: StageName
    public let kind: StageKind
    public let summary: String
    public let reads: Set<LayerName>
    public let provides: Set<LayerName>
    public let settings: [SettingInfo]
    public let examples: [StageExample]
    public let rules: [RuleDescription]
    /// For a reader, the setting that takes the inputs named on the command line.
    public let inputSetting: String?

    public init(
        name: StageName, kind: StageKind, summary: String, reads: Set<LayerName>,
        provides: Set<LayerName>, settings: [SettingInfo], examples: [StageExample],
        rules: [RuleDescription], inputSetting: String?
    ) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.reads = reads
        self.provides = provides
        self.settings = settings
        self.examples = examples
        self.rules = rules
        self.inputSetting = inputSetting
    }
}

extension Stage {
    public var manifest: StageManifest { Self.manifest }

    public static var manifest: StageManifest {
        StageManifest(
            name: name, kind: kind, summary: summary, reads: reads, provides: providedLayers,
            settings: Settings().infos, examples: examples, rules: rules,
            inputSetting: (self as? any Reader.Type)?.inputSetting)
    }
}
