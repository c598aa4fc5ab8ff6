import StageKit

/// Finds the files under paths that a person named: files, folders and patterns.
struct InputListing {
    /// A path as given, and the folder that the paths of its pages are relative to.
    struct Root {
        let given: String
        /// Empty for the folder the run is started in.
        let folder: String
        let pattern: Glob?

        init(_ path: String) {
            let tidy = Root.tidied(path)
            given = tidy
            let parts = tidy.split(separator: "/", omittingEmptySubsequences: false)
            if let wild = parts.firstIndex(where: { Glob.isPattern($0) }) {
                folder = parts[..<wild].joined(separator: "/")
                pattern = Glob(parts[wild...].joined(separator: "/"), isAnchored: true)
            } else if FileSystem.kind(of: tidy) == .folder {
                folder = tidy
                pattern = nil
            } else {
                folder = parts.dropLast().joined(separator: "/")
                pattern = nil
            }
        }

        /// `path` without needless slashes and dots, so that a page has one location.
        private static func tidied(_ path: String) -> String {
            let parts = path.split(separator: "/").filter { $0 != "." }
            let tidy = parts.joined(separator: "/")
            return path.hasPrefix("/") ? "/" + tidy : tidy.isEmpty ? "." : tidy
        }
    }

    let patterns: [Glob]
    /// The patterns as given, for messages.
    let names: [String]

    /// The files under `root`, as paths from where the run is started.
    ///
    /// - Throws: ``RunError`` where nothing is there, or nothing that matches.
    func files(under root: Root) throws(RunError) -> [String] {
        if root.pattern == nil, let kind = FileSystem.kind(of: root.given), kind != .folder {
            return [root.given]
        }
        let folder = root.folder.isEmpty ? "." : root.folder
        guard FileSystem.kind(of: folder) == .folder,
            root.pattern != nil || root.folder == root.given
        else {
            throw RunError(
                .noInput, "“\(root.given)” is not there: name a folder or file that is")
        }
        var found: [String] = []
        try walk(folder) { path in
            let relative = Self.relative(path, to: folder)
            if let pattern = root.pattern {
                if pattern.matches(relative) { found.append(path) }
            } else if patterns.contains(where: { $0.matches(relative) }) {
                found.append(path)
            }
        }
        guard !found.isEmpty else {
            let wanted = root.pattern == nil ? names.joined(separator: ", ") : root.given
            throw RunError(.noInput, "“\(folder)” holds no page that matches \(wanted)")
        }
        return folder == "." ? found.map { Self.relative($0, to: ".") } : found
    }

    static func relative(_ path: String, to folder: String) -> String {
        guard !folder.isEmpty, path.hasPrefix(folder + "/") else {
            return folder == "/" && path.hasPrefix("/") ? String(path.dropFirst()) : path
        }
        return String(path.dropFirst(folder.utf8.count + 1))
    }

    /// Visits every file under `folder` once. Folders reached through links come last, so that a
    /// page is found under its own path, and links in a circle end.
    private func walk(_ folder: String, visit: (String) -> Void) throws(RunError) {
        var seen: Set<FileSystem.Identity> = []
        var pending = [folder]
        var linked: [String] = []
        while let next = pending.popLast() ?? linked.popFirst() {
            guard let identity = FileSystem.identity(of: next), seen.insert(identity).inserted
            else { continue }
            let entries: [FileSystem.Entry]
            do {
                entries = try FileSystem.entries(of: next)
            } catch {
                throw RunError(.noInput, "cannot list “\(next)”: \(error)")
            }
            for entry in entries {
                let path = next == "/" ? "/" + entry.name : "\(next)/\(entry.name)"
                switch entry.kind {
                case .file, .other: visit(path)
                case .folder: entry.isLink ? linked.append(path) : pending.append(path)
                }
            }
        }
    }
}

extension [String] {
    fileprivate mutating func popFirst() -> String? {
        isEmpty ? nil : removeFirst()
    }
}
