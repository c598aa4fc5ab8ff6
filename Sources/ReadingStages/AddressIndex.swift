import CodeLists
import StageKit
import Synchronization

/// The addresses that a CSV file gives for pages, read when they are first asked for.
final class AddressIndex: Sendable {
    private let name: String
    private let roots: [InputListing.Root]
    private let addresses = Mutex<Result<[String: String], RunError>?>(nil)

    /// - Parameter name: the path of the CSV file, or its bare name where it lies in each folder of
    ///   pages or beside it; empty for none.
    init(named name: String, roots: [InputListing.Root]) {
        self.name = name
        self.roots = roots
    }

    /// The addresses by path, from where the run is started.
    func load() throws(RunError) -> [String: String] {
        guard !name.isEmpty else { return [:] }
        let result = addresses.withLock { addresses in
            if let addresses { return addresses }
            let result = Result { () throws(RunError) in try read() }
            addresses = result
            return result
        }
        return try result.get()
    }

    private func read() throws(RunError) -> [String: String] {
        var found: [String: String] = [:]
        var isFound = false
        for root in roots {
            for path in candidates(for: root) where FileSystem.kind(of: path) == .file {
                isFound = true
                let bases = [path.folder, root.folder.isEmpty ? "." : root.folder]
                for (file, url) in try rows(of: path) {
                    for base in bases {
                        let key = base == "." ? file : "\(base)/\(file)"
                        found[key] = found[key] ?? url
                    }
                }
                break
            }
        }
        // A bare name is looked for; a path is a promise.
        guard isFound || !name.contains("/") else {
            throw RunError(.noInput, "the index “\(name)” is not there: name a file that is")
        }
        return found
    }

    /// Where the index may lie: the path named, else in the folder of pages or beside it.
    private func candidates(for root: InputListing.Root) -> [String] {
        guard !name.contains("/") else { return [name] }
        let folder = root.folder.isEmpty ? "." : root.folder
        let above = folder == "." ? ".." : folder.folder
        return ["\(folder)/\(name)", above == "." ? name : "\(above)/\(name)"]
    }

    private func rows(of path: String) throws(RunError) -> [(String, String)] {
        do {
            guard let bytes = try FileSystem.contents(of: path, limit: 1 << 30) else {
                throw RunError(.noInput, "“\(path)” is larger than 1 GB")
            }
            let table = try CodeTable(csv: bytes, named: path)
            guard table.index(of: "file") != nil, table.index(of: "url") != nil else {
                throw RunError(.noInput, "“\(path)” lacks a column “file” or “url”")
            }
            return Array(zip(table["file"], table["url"])).filter { !$0.1.isEmpty }
        } catch let error as RunError {
            throw error
        } catch {
            throw RunError(.noInput, "cannot read “\(path)”: \(error)")
        }
    }
}

extension String {
    /// The folder that the path lies in.
    fileprivate var folder: String {
        let parts = split(separator: "/", omittingEmptySubsequences: false).dropLast()
        guard !parts.isEmpty else { return "." }
        return parts == [""] ? "/" : parts.joined(separator: "/")
    }
}
