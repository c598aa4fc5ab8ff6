import CodeLists
import StageKit
import Synchronization

/// The addresses that a CSV file gives for pages, read when they are first asked for.
final class AddressIndex: Sendable {
    private let name: String
    private let roots: [InputListing.Root]
    private let addresses = Mutex<Result<[String: String], RunError>?>(nil)

    /// - Parameter name: the name of the CSV file, in each folder of pages or beside it; empty for
    ///   none.
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
            let folder = root.folder.isEmpty ? "." : root.folder
            let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
            let above =
                folder.hasPrefix("/") ? "/" + parent : folder == "." ? ".." : parent
            for place in [folder, above.isEmpty ? "." : above] {
                let path = "\(place)/\(name)"
                guard FileSystem.kind(of: path) == .file else { continue }
                isFound = true
                for (file, url) in try rows(of: path) {
                    for base in [place, folder] {
                        let key = base == "." ? file : "\(base)/\(file)"
                        found[key] = found[key] ?? url
                    }
                }
                break
            }
        }
        guard isFound else {
            throw RunError(.noInput, "“\(name)” is neither in the folder of pages nor beside it")
        }
        return found
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
