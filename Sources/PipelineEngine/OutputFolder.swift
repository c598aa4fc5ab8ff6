import CFiles
import Foundation
import Glibc
import StageKit

/// Where datasets end up: a folder that appears whole, in one step.
struct OutputFolder {
    let path: String
    private let replaces: Bool

    /// The file that lists what a run has written, so that a later one removes nothing else.
    private static let list = ".quipu-files"

    init(_ settings: OutputSettings) {
        path = Self.resolved(settings.folder)
        replaces = settings.replace
    }

    /// The folder's inode; nil where it is not there.
    var inode: UInt64? { Self.inode(of: path) }

    static func inode(of path: String) -> UInt64? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// Whether a run has written datasets here.
    var holdsDatasets: Bool { Self.datasetFiles(in: path) != nil }

    /// Refuses to write where something is that a run must not remove.
    func check() throws(RunError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard let entries = Self.entries(of: path) else {
            throw RunError(
                .cannotCreateOutput, "“\(path)” is there and is no folder: name another output")
        }
        guard !entries.isEmpty else { return }
        guard replaces else {
            throw RunError(
                .cannotCreateOutput,
                "“\(path)” is there already: name another output, or ask to replace it (--replace)")
        }
        guard let files = Self.datasetFiles(in: path) else {
            throw RunError(
                .cannotCreateOutput,
                "“\(path)” holds no datasets of an earlier run, so it is not replaced: name another output"
            )
        }
        for entry in entries.sorted() where !files.contains(entry) {
            throw RunError(
                .cannotCreateOutput,
                "“\(path)” holds “\(entry)”, which no run wrote, so it is not replaced: move it away"
            )
        }
    }

    /// Writes the list of what `folder`, which is to become the output, holds.
    func writeList(in folder: String) throws(RunError) {
        let names = (Self.entries(of: folder) ?? []).filter { $0 != Self.list }.sorted()
        let sink = try FileSink(creating: "\(folder)/\(Self.list)")
        try sink.write { bytes in
            for name in names { bytes += Array("\(name)\n".utf8) }
        }
        try sink.close()
        for name in names where Self.entries(of: "\(folder)/\(name)") != nil {
            try DurableFile.sync(folder: "\(folder)/\(name)")
        }
        try DurableFile.sync(folder: folder)
    }

    /// Gives `folder` the output's name. Where datasets are to be replaced, they are in `folder`
    /// then; a kill at any moment leaves the old ones or the new ones under the name.
    func take(_ folder: String) throws(RunError) {
        try check()
        if Self.entries(of: path)?.isEmpty == false {
            guard quipu_exchange(folder, path) == 0 else {
                throw RunError.failure("replace", path, code: .cannotCreateOutput)
            }
        } else {
            // Renaming onto an empty folder replaces it; onto anything else fails.
            guard rename(folder, path) == 0 else {
                throw RunError.failure("create the output folder", path, code: .cannotCreateOutput)
            }
        }
        try DurableFile.syncFolder(of: path)
    }

    /// The names at the top of a folder that a run wrote; nil where none did.
    private static func datasetFiles(in folder: String) -> Set<String>? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(list)") else {
            return nil
        }
        let names = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return Set(names + [list])
    }

    private static func entries(of folder: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder)
    }

    /// The path without slashes at its end, and past a link to where the datasets really are.
    private static func resolved(_ path: String) -> String {
        var tidy = path
        while tidy.count > 1, tidy.hasSuffix("/") { tidy.removeLast() }
        var status = stat()
        guard lstat(tidy, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
            let real = realpath(tidy, nil)
        else { return tidy }
        defer { free(real) }
        return String(cString: real)
    }
}
