import Foundation
import Glibc
import StageKit

/// The folder a run writes to: under another name beside it until the run has succeeded, then in
/// one step under its own.
final class OutputFolder {
    /// Where the datasets will be.
    let path: String
    /// Where they are written.
    let partialPath: String
    private let replaces: Bool
    private var isSettled = false
    /// Held while the folder is being written, so that a later run knows it from one left behind.
    private var lock: Int32 = -1

    /// - Throws: ``RunError`` where datasets are there already and are not to be replaced, where
    ///   something else is there, or where the folder cannot be created.
    init(_ settings: OutputSettings) throws(RunError) {
        path = OutputFolder.resolved(settings.folder)
        replaces = settings.replace
        partialPath = "\(path).partial-\(getpid())"
        try checkTarget()
        let parent = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw RunError(
                .cannotCreateOutput, "cannot create the folder “\(parent)”: name another output")
        }
        OutputFolder.removeLeftovers(of: path, in: parent)
        guard mkdir(partialPath, 0o777) == 0 else {
            throw .failure("create the output folder", path, code: .cannotCreateOutput)
        }
        lock = open(partialPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        flock(lock, LOCK_EX | LOCK_NB)
    }

    deinit {
        discard()
        if lock >= 0 { close(lock) }
    }

    /// Removes what runs to `path` that were killed have left: folders that nobody has locked.
    private static func removeLeftovers(of path: String, in parent: String) {
        let prefix = URL(filePath: path).lastPathComponent + ".partial-"
        for name in (entries(of: parent) ?? []).sorted() where name.hasPrefix(prefix) {
            guard Int(name.dropFirst(prefix.count)) != nil else { continue }
            let descriptor = open("\(parent)/\(name)", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
            }
        }
    }

    /// Gives the folder its name. What was there before is gone only then.
    func commit() throws(RunError) {
        try writeList()
        try sync(partialPath)
        if replaces, OutputFolder.entries(of: path)?.isEmpty == false {
            try checkTarget()
            try exchange()
        } else {
            // Renaming onto an empty folder replaces it; onto anything else fails.
            guard rename(partialPath, path) == 0 else {
                throw .failure("create the output folder", path, code: .cannotCreateOutput)
            }
        }
        isSettled = true
        try sync(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// Removes what was written, unless it was committed.
    func discard() {
        guard !isSettled else { return }
        isSettled = true
        try? FileManager.default.removeItem(atPath: partialPath)
    }

    /// Puts the new folder in the old one's place, then removes the old one.
    private func exchange() throws(RunError) {
        let aside = "\(path).replaced-\(getpid())"
        guard rename(path, aside) == 0 else {
            throw .failure("replace", path, code: .cannotCreateOutput)
        }
        guard rename(partialPath, path) == 0 else {
            let error = RunError.failure("replace", path, code: .cannotCreateOutput)
            rename(aside, path)
            throw error
        }
        isSettled = true
        do {
            try FileManager.default.removeItem(atPath: aside)
        } catch {
            throw RunError(
                .inputOutput,
                "the new datasets are in “\(path)”, but the old ones stay in “\(aside)”: remove them"
            )
        }
    }

    /// Refuses to write where something is that a run must not remove.
    private func checkTarget() throws(RunError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard let entries = OutputFolder.entries(of: path) else {
            throw RunError(
                .cannotCreateOutput, "“\(path)” is there and is no folder: name another output")
        }
        guard !entries.isEmpty else { return }
        guard replaces else {
            throw RunError(
                .cannotCreateOutput,
                "“\(path)” is there already: name another output, or ask to replace it (--replace)")
        }
        guard let files = OutputFolder.datasetFiles(in: path) else {
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

    /// The file that lists what a run has written, so that a later one removes nothing else.
    private static let list = ".quipu-files"

    private func writeList() throws(RunError) {
        let names = (OutputFolder.entries(of: partialPath) ?? []).sorted()
        let text = names.map { $0 + "\n" }.joined()
        do {
            try Data(text.utf8).write(to: URL(filePath: "\(partialPath)/\(OutputFolder.list)"))
        } catch {
            throw .failure("write", "\(path)/\(OutputFolder.list)")
        }
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

    private func sync(_ folder: String) throws(RunError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .failure("write", folder) }
    }
}
