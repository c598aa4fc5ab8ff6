import ArgumentParser
import Foundation
import PipelineConfig
import StageCatalog
import StageKit

/// The pipeline whose stages are checked.
struct PipelineOptions: ParsableArguments {
    @Option(
        name: .customLong("pipeline"), help: "The pipeline file whose stages read the pages.",
        completion: .file(extensions: ["yaml", "yml"]))
    var file = "Pipelines/regional-statistics.yaml"

    /// The pipeline of the file, to read `folder`.
    func pipeline(reading folder: String, _ resources: StageResources) throws -> Pipeline {
        let yaml = try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
        return try PipelineLoader(catalog: stageCatalog, resources: resources)
            .load(yaml, file: file, overrides: PipelineOverrides(inputs: [folder]))
    }
}

extension Pipeline {
    /// The pipeline up to where the text is fixed.
    var untilCleaned: Pipeline {
        Pipeline(
            name: name, reader: reader, extractors: extractors, cleaners: cleaners,
            annotators: [], collators: [], emitters: emitters, output: output)
    }
}
