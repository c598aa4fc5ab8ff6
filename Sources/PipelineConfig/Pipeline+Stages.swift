import StageKit

extension Pipeline {
    /// The pipeline that `uses` make, with a line a plugin; nil where a reader, extractor
    /// or emitter is missing.
    init?(
        name: String, _ uses: [StageList.Made], plugins: [String], _ output: OutputSettings
    ) {
        let stages = uses.map(\.stage)
        let extractors = stages.compactMap { $0 as? any Extractor }
        let emitters = stages.compactMap { $0 as? any Emitter }
        guard let reader = stages.lazy.compactMap({ $0 as? any Reader }).first,
            !extractors.isEmpty, !emitters.isEmpty
        else { return nil }
        self.init(
            name: name, reader: reader, extractors: extractors,
            cleaners: stages.compactMap { $0 as? any Cleaner },
            annotators: stages.compactMap { $0 as? any Annotator },
            collators: stages.compactMap { $0 as? any Collator }, emitters: emitters,
            output: output, configuration: plugins + uses.map(\.line))
    }
}
