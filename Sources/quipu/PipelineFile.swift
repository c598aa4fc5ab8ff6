import ArgumentParser
import Foundation
import PipelineConfig
import PipelineEngine
import StageCatalog
import StageKit

/// A pipeline file made into stages, with the version of program and rules.
struct PipelineFile {
    let pipeline: Pipeline
    let toolVersion: String

    /// Says everything that is wrong on standard error.
    ///
    /// - Throws: the exit code.
    init(_ path: String, _ overrides: PipelineOverrides) throws(ExitCode) {
        guard let yaml = try? String(contentsOfFile: path, encoding: .utf8) else {
            Console.note("quipu: cannot read “\(path)”: name a pipeline file")
            throw .badConfiguration
        }
        do {
            let resources = try StageResources.bundled()
            let loader = PipelineLoader(catalog: stageCatalog, resources: resources)
            pipeline = try loader.load(yaml, file: path, overrides: overrides)
            toolVersion = "\(quipuVersion)+\(ruleSetHash(of: resources))"
        } catch let error as InvalidPipeline {
            Console.note(error.description)
            throw .badConfiguration
        } catch {
            Console.note("quipu: \(error)")
            throw .badConfiguration
        }
    }
}
