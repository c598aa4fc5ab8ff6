import Foundation
import Glibc
import StageKit

/// The folder beside the output in which a run works, and finds again what it has done if it is
/// stopped.
///
/// It holds a lock with the process and the host, the plan, the listing, the journal, a file a
/// shard, and in the end the datasets until they get their own name. Its name is the output's with
/// ".work" at the end.
final class WorkFolder {
    let path: String
    let output: OutputFolder
    private let lock: Int32
    private var journal: Journal?
    private var isSettled = false

    /// Makes the folder, or takes the one that an earlier run has left.
    ///
    /// - Throws: ``RunError`` where another run is at work in it, or it cannot be made.
    init(for output: OutputFolder) throws(RunError) {
        self.output = output
        path = output.path + ".work"
        let parent = DurableFile.folder(of: path)
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw RunError(
                .cannotCreateOutput, "cannot create the folder “\(parent)”: name another output")
        }
        lock = try Self.locked(path, for: output.path)
    }

    deinit {
        close(lock)
    }

    private static func locked(_ path: String, for output: String) throws(RunError) -> Int32 {
        // A run that ends removes the folder, so that a lock may be on one that is gone.
        for _ in 0..<100 {
            guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
                throw RunError.failure("create the output folder", path, code: .cannotCreateOutput)
            }
            let file = "\(path)/lock"
            let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                guard errno == ENOENT else {
                    throw RunError.failure("create", file, code: .cannotCreateOutput)
                }
                continue
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                let holder = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                throw RunError(
                    .tryAgain,
                    "another run writes to “\(output)”\(holder.isEmpty ? "" : " (\(holder))"): wait for it, or name another output"
                )
            }
            var held = stat()
            var named = stat()
            guard fstat(descriptor, &held) == 0, stat(file, &named) == 0,
                held.st_ino == named.st_ino
            else {
                close(descriptor)
                continue
            }
            let name = Array("process \(getpid()) on \(ProcessInfo.processInfo.hostName)".utf8)
            ftruncate(descriptor, 0)
            _ = pwrite(descriptor, name, name.count, 0)
            return descriptor
        }
        throw RunError(.tryAgain, "another run writes to “\(output)”: wait for it")
    }

    // MARK: What a run finds

    private var planPath: String { "\(path)/plan.json" }
    private var listingPath: String { "\(path)/listing" }
    private var readyPath: String { "\(path)/ready" }
    var datasetsPath: String { "\(path)/datasets" }
    /// Where a run lists its pages before it knows whether they are those of an earlier run.
    var newListingPath: String { "\(path)/listing.new" }

    func shardPath(_ key: String) -> String { "\(path)/shards/\(key)" }

    /// Whether an earlier run has begun and not ended.
    var isBegun: Bool { access(planPath, F_OK) == 0 }

    /// Whether the datasets of an earlier run have their name already, so that only the work folder
    /// is left to be removed.
    var isCommitted: Bool {
        guard let bytes = try? DurableFile.contents(of: readyPath),
            let inode = UInt64(String(decoding: bytes, as: UTF8.self))
        else { return false }
        return output.inode == inode
    }

    /// Removes all that an earlier run has left, the plan first.
    func clear() throws(RunError) {
        unlink(planPath)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        where name != "lock" {
            do {
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            } catch {
                throw RunError(.inputOutput, "cannot remove “\(path)/\(name)”: \(error)")
            }
        }
    }

    /// Begins a run by `plan`, or goes on with an earlier one.
    ///
    /// - Returns: the entries of the journal, by shard.
    /// - Throws: ``RunError`` that tells the difference where the earlier run had another plan.
    func begin(_ plan: RunPlan) throws(RunError) -> [String: Journal.Entry] {
        if let earlier = try RunPlan(keptAt: planPath) {
            try check(plan, against: earlier)
            unlink(newListingPath)
        } else {
            guard rename(newListingPath, listingPath) == 0 else {
                throw RunError.failure("create", listingPath)
            }
            guard mkdir("\(path)/shards", 0o777) == 0 || errno == EEXIST else {
                throw RunError.failure("create", "\(path)/shards")
            }
            unlink(readyPath)
            try plan.write(to: planPath)
        }
        let journal = try Journal(at: "\(path)/journal")
        self.journal = journal
        return Dictionary(journal.entries.map { ($0.shard, $0) }) { _, last in last }
    }

    private func check(_ plan: RunPlan, against earlier: RunPlan) throws(RunError) {
        var lines = plan.differences(from: earlier)
        if plan.listing != earlier.listing,
            let before = try PageListing.pages(keptAt: listingPath),
            let now = try PageListing.pages(keptAt: newListingPath)
        {
            lines.append("the pages: " + PageListing.difference(from: before, to: now))
        }
        guard plan != earlier else { return }
        unlink(newListingPath)
        throw RunError(
            .refused,
            "the run that was stopped had another plan, so it cannot be gone on with (--fresh starts anew):\n"
                + lines.map { "  " + $0 }.joined(separator: "\n"))
    }

    // MARK: What a run leaves

    /// How many shards are safe.
    var doneCount: Int { journal?.entries.count ?? 0 }

    /// Notes that a shard's file is whole.
    func note(_ entry: Journal.Entry) throws(RunError) {
        try journal?.add(entry)
    }

    /// An empty folder for the datasets.
    func makeDatasetsFolder() throws(RunError) {
        try? FileManager.default.removeItem(atPath: datasetsPath)
        guard mkdir(datasetsPath, 0o777) == 0 else {
            throw RunError.failure("create", datasetsPath)
        }
    }

    /// Gives the datasets their name and removes the rest.
    func commit() throws(RunError) {
        try output.writeList(in: datasetsPath)
        let inode = OutputFolder.inode(of: datasetsPath) ?? 0
        try DurableFile.write(readyPath) { sink throws(RunError) in
            try sink.write { $0 += Array("\(inode)".utf8) }
        }
        try output.take(datasetsPath)
        try remove()
    }

    /// Gives the whole folder, with the shards, the output's name: what a run of a part leaves.
    func commitAsPart() throws(RunError) {
        unlink("\(path)/lock")
        try output.writeList(in: path)
        try output.take(path)
        isSettled = true
        // Where a part was replaced, the old one is here now.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Removes the folder of a run that has ended.
    func remove() throws(RunError) {
        isSettled = true
        try clear()
        unlink("\(path)/lock")
        rmdir(path)
    }

    /// Leaves the folder as it is for another run to go on with; removes it where it holds nothing
    /// that would save work.
    func leave() {
        guard !isSettled, !isBegun || journal?.entries.isEmpty == true else { return }
        try? remove()
    }
}

extension WorkFolder {
    /// The plan and the journal of a part that a run has left in `folder`.
    static func part(in folder: String) throws(RunError) -> (plan: RunPlan, [Journal.Entry]) {
        guard let plan = try RunPlan(keptAt: "\(folder)/plan.json"), plan.part != nil else {
            throw RunError(
                .noInput, "“\(folder)” is no part of a run: name folders that --shard has written")
        }
        return (plan, try Journal.entries(at: "\(folder)/journal"))
    }
}
