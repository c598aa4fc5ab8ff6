/// Stages in their order, ready to run. The type is the order: there is no way to hold them that
/// lets a document go back.
public struct Pipeline: Sendable {
    public let name: String
    public let reader: any Reader
    /// Not empty; the first that accepts a page gets it.
    public let extractors: [any Extractor]
    public let cleaners: [any Cleaner]
    /// Taggers, then relators.
    public let annotators: [any Annotator]
    public let collators: [any Collator]
    /// Not empty.
    public let emitters: [any Emitter]
    public let output: OutputSettings
    /// What decides the rows beside the pages: a line a stage, with the settings that were given.
    public let configuration: [String]

    public init(
        name: String, reader: any Reader, extractors: [any Extractor], cleaners: [any Cleaner],
        annotators: [any Annotator], collators: [any Collator], emitters: [any Emitter],
        output: OutputSettings, configuration: [String] = []
    ) {
        self.name = name
        self.reader = reader
        self.extractors = extractors
        self.cleaners = cleaners
        self.annotators = annotators
        self.collators = collators
        self.emitters = emitters
        self.output = output
        self.configuration = configuration
    }
}

extension Pipeline {
    /// All stages, in their order.
    public var stages: [any Stage] {
        let kinds: [[any Stage]] = [
            [reader], extractors, cleaners, annotators, collators, emitters,
        ]
        return Array(kinds.joined())
    }
}

/// Where a run writes: the `output:` section of a pipeline file.
public struct OutputSettings: StageSettings {
    @Setting("The folder the datasets are written to; it is made if it is not there.")
    public var folder = "output"

    @Setting("Whether datasets that are already there are replaced; otherwise the run refuses.")
    public var replace = false

    public init() {}
}
