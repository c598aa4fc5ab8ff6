package import DocumentModel
package import StageKit

/// Reads pages from folders and files.
package struct FolderReader: Reader {
    package static let name: StageName = "read-folder"
    package static let summary = "Reads the pages in folders and their subfolders."

    package struct Settings: StageSettings {
        @Setting(
            "Folders, files, or patterns such as `pages/**/*.html`, from where the run starts.")
        package var paths = ["Corpus/pages"]

        @Setting(
            "Which files of a folder are pages: `*` and `?` match within a name, `**` any number of folders; case does not matter."
        )
        package var patterns = ["*.html", "*.htm", "*.xhtml", "*.txt"]

        @Setting(
            "A CSV file with columns `file` and `url` that gives the pages' addresses: a path, or a bare name that is looked for in the folder of pages and beside it; empty for none."
        )
        package var index = ""

        @Setting("The largest page, in megabytes; a larger one is set aside unread.", in: 1...2000)
        package var maximumMegabytes = 64

        package init() {}
    }

    private let roots: [InputListing.Root]
    private let listing: InputListing
    private let addresses: AddressIndex
    private let maximumMegabytes: Int

    package init(settings: Settings, resources: StageResources) {
        roots = settings.paths.map(InputListing.Root.init)
        listing = InputListing(
            patterns: settings.patterns.map { Glob($0) }, names: settings.patterns)
        addresses = AddressIndex(named: settings.index, roots: roots)
        maximumMegabytes = settings.maximumMegabytes
    }

    package func list(_ take: (ListedPage) throws(RunError) -> Void) throws(RunError) {
        guard !roots.isEmpty else {
            throw RunError(.noInput, "no input is named: name a folder or file of pages")
        }
        let urls = try addresses.load()
        var found: Set<PageLocation> = []
        for root in roots {
            for file in try listing.files(under: root) {
                found.insert(location(of: file))
            }
        }
        for location in found.sorted() {
            let path = path(of: location)
            let stamp = [FileSystem.stamp(of: path), urls[path]].compactMap(\.self)
            try take(ListedPage(location, stamp: stamp.joined(separator: " ")))
        }
    }

    package func page(at location: PageLocation) throws(StageError) -> Page {
        let path = path(of: location)
        let body: [UInt8]?
        do {
            body = try FileSystem.contents(of: path, limit: maximumMegabytes * 1_000_000)
        } catch {
            throw StageError(.unavailable, "the file cannot be read", cause: error)
        }
        guard let body else {
            throw StageError(
                .limitExceeded,
                "the page is larger than \(maximumMegabytes) MB: raise “maximumMegabytes” to read it"
            )
        }
        let urls: [String: String]
        do {
            urls = try addresses.load()
        } catch {
            throw StageError(.unavailable, "the list of addresses cannot be read", cause: error)
        }
        return Page(
            location: location, url: urls[path], mediaType: mediaType(of: path), body: body)
    }

    /// With one root a page is known by its path in it, so that a corpus can be moved; with several
    /// by the whole path, so that each page has its own.
    private func location(of file: String) -> PageLocation {
        guard roots.count == 1 else { return PageLocation(rawValue: file) }
        return PageLocation(rawValue: InputListing.relative(file, to: roots[0].folder))
    }

    private func path(of location: PageLocation) -> String {
        guard roots.count == 1, !roots[0].folder.isEmpty, roots[0].folder != "." else {
            return location.rawValue
        }
        let folder = roots[0].folder
        return folder == "/" ? "/" + location.rawValue : "\(folder)/\(location.rawValue)"
    }

    private func mediaType(of path: String) -> String? {
        let mark = path.utf8.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
        guard let mark, path.utf8[mark] == UInt8(ascii: ".") else { return nil }
        return switch path[path.utf8.index(after: mark)...].lowercased() {
        case "html", "htm": "text/html"
        case "xhtml": "application/xhtml+xml"
        case "txt": "text/plain"
        default: nil
        }
    }
}
