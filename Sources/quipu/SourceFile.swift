import DocumentModel
import Foundation
import PipelineConfig

/// A YAML file as named on the command line.
struct SourceFile {
    let path: String

    var isTests: Bool { path.hasSuffix(".test.yaml") || path.hasSuffix(".test.yml") }

    /// `NAME.test.yaml` beside `NAME.yaml`.
    var tests: SourceFile {
        let ending = [".yaml", ".yml"].first { path.hasSuffix($0) } ?? ""
        return SourceFile(path: path.dropLast(ending.count) + ".test.yaml")
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// The tests in this file; pages that they name are looked for from its folder.
    func pipelineTests() throws -> [PipelineTest] {
        let folder = URL(filePath: path).deletingLastPathComponent()
        return try PipelineTest.load(try text(), file: path, tables: datasetSchemas) { page in
            (try? Data(contentsOf: folder.appending(path: page))).map { [UInt8]($0) }
        }
    }

    func text() throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure(.noInput, "\(path): \(reason)")
        }
        if let text = String(validating: data, as: UTF8.self) { return text }
        let valid = String(decoding: data, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
        let lines = valid.split(separator: "\n", omittingEmptySubsequences: false)
        let place = Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
        throw InvalidPipeline(diagnostics: [
            Diagnostic(file: path, place: place, message: "not UTF-8: save the file as UTF-8")
        ])
    }

    /// Why the file cannot be read.
    private var reason: String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return "there is no such file"
        }
        return isFolder.boolValue
            ? "this is a folder, not a file" : "the file cannot be read: check its permissions"
    }
}
