import ArgumentParser
import Foundation

/// A file of tests, and what it is called in results.
struct TestFile {
    let name: String
    let bytes: [UInt8]

    /// The files under `paths` with one of the endings, sorted by their paths.
    ///
    /// - Throws: where a path is not there, or a file cannot be read.
    static func all(under paths: [String], endings: Set<String>) throws -> [TestFile] {
        try self.paths(under: paths, endings: endings).map { path in
            let folder = paths.first { path.hasPrefix($0 + "/") }
            let name = folder.map { String(path.dropFirst($0.count + 1)) } ?? path
            return try TestFile(name: name, at: path)
        }
    }

    /// The paths of those files.
    static func paths(under paths: [String], endings: Set<String>) throws -> [String] {
        try paths.flatMap { path in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw ValidationError("“\(path)” is not there")
            }
            guard isFolder.boolValue else { return [path] }
            return try FileManager.default.subpathsOfDirectory(atPath: path)
                .filter { endings.contains(($0 as NSString).pathExtension) }.sorted()
                .map { "\(path)/\($0)" }
        }
    }

    private init(name: String, at path: String) throws {
        self.name = name
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// One test of a `.dat` file: sections that each begin with a line "#name".
struct SectionedTest {
    /// By name; the lines of a section without the line feed of the last.
    private(set) var sections: [String: [UInt8]] = [:]

    subscript(name: String) -> [UInt8]? { sections[name] }

    /// The tests of a file. Each begins with a section "#data"; where a section's name stands in
    /// data, the format cannot tell.
    static func all(in bytes: [UInt8], named names: Set<String>) -> [SectionedTest] {
        var tests: [SectionedTest] = []
        var name = ""
        var lines: [ArraySlice<UInt8>] = []
        func finish() {
            guard !name.isEmpty, !tests.isEmpty else { return }
            let content = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            tests[tests.count - 1].sections[name] = content
        }
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let heading = heading(of: line)
            guard heading == "data" || name != "" && names.contains(heading) else {
                lines.append(line)
                continue
            }
            finish()
            if heading == "data" { tests.append(SectionedTest()) }
            name = heading
            lines = []
        }
        finish()
        return tests
    }

    private static func heading(of line: ArraySlice<UInt8>) -> String {
        guard line.first == UInt8(ascii: "#") else { return "" }
        return String(decoding: line.dropFirst(), as: UTF8.self)
    }
}
