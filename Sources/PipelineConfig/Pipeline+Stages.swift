import StageKit

extension Pipeline {
    /// The pipeline that `stages` make; nil where a reader, extractor or emitter is missing.
    init?(name: String, _ stages: [any Stage], _ output: OutputSettings) {
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
            output: output)
    }
}
