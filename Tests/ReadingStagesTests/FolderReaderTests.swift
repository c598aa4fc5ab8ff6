import CodeLists
import DocumentModel
import Foundation
import Lexicons
import ReadingStages
import StageKit
import StageTesting
import Testing

@Suite struct FolderReaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func reader(
        _ paths: [String], patterns: [String]? = nil, index: String = "", maximumSize: Int = 1
    ) -> FolderReader {
        var settings = FolderReader.Settings()
        settings.paths = paths
        settings.index = index
        settings.maximumMegabytes = maximumSize
        if let patterns { settings.patterns = patterns }
        return FolderReader(
            settings: settings,
            resources: StageResources(
                lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:])))
    }

    private func locations(_ reader: FolderReader) throws -> [String] {
        try reader.locations().map(\.rawValue)
    }

    @Test func listsPagesByTheBytesOfTheirPaths() throws {
        for name in [
            "b.html", "a/z.HTM", "a/é.txt", "a.xhtml", "Z.txt", "notes.pdf", ".hidden.txt",
        ] {
            try folder.write("x", to: name)
        }
        try folder.write("x", to: ".git/page.txt")
        #expect(
            try locations(reader([folder.path])) == [
                "Z.txt", "a.xhtml", "a/z.HTM", "a/é.txt", "b.html",
            ])
    }

    @Test func readsAPage() throws {
        try folder.write("<p>Hi", to: "sub/a.htm")
        let reader = reader([folder.path + "/"])
        let page = try reader.page(at: try #require(reader.locations().first))
        #expect(page.body == Array("<p>Hi".utf8))
        #expect(page.mediaType == "text/html")
        #expect(page.location.rawValue == "sub/a.htm")
    }

    @Test func takesFilesAndPatterns() throws {
        for name in ["x/a.html", "x/y/b.html", "c.txt"] { try folder.write("x", to: name) }
        let root = folder.path
        #expect(try locations(reader(["\(root)/x/*.html"])) == ["a.html"])
        #expect(try locations(reader(["\(root)/**/*.html"])) == ["x/a.html", "x/y/b.html"])
        #expect(try locations(reader(["\(root)/c.txt"])) == ["c.txt"])
        #expect(
            try locations(reader(["\(root)/c.txt", "\(root)/x", "\(root)/x/y"])) == [
                "\(root)/c.txt", "\(root)/x/a.html", "\(root)/x/y/b.html",
            ])
        let page = try reader(["\(root)/x/*.html"]).page(at: PageLocation(rawValue: "a.html"))
        #expect(page.body == [0x78])
    }

    @Test func comesBackFromLinksInACircle() throws {
        try folder.write("x", to: "a/b/page.txt")
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: "\(folder.path)/a/b/up", withDestinationPath: folder.path)
        try files.createSymbolicLink(
            atPath: "\(folder.path)/0", withDestinationPath: "\(folder.path)/a")
        #expect(try locations(reader([folder.path])) == ["a/b/page.txt"])
    }

    // Nothing that was named is passed over.

    @Test func refusesWhatIsNotThere() {
        let error = #expect(throws: RunError.self) {
            try reader(["\(folder.path)/missing"]).locations()
        }
        #expect(error?.code == .noInput)
        #expect(error?.message.contains("missing") == true)
    }

    @Test func refusesAFolderWithoutPages() throws {
        try folder.write("x", to: "notes.pdf")
        let error = #expect(throws: RunError.self) { try reader([folder.path]).locations() }
        #expect(error?.code == .noInput)
        #expect(error?.message.contains("holds no page that matches *.html") == true)
    }

    @Test func setsAsideWhatCannotBeRead() throws {
        try folder.write(String(repeating: "x", count: 1_100_000), to: "large.txt")
        try folder.write("", to: "empty.txt")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/broken.txt", withDestinationPath: "nowhere")
        #expect(mkfifo("\(folder.path)/pipe.txt", 0o600) == 0)
        let reader = reader([folder.path])
        let codes = try reader.locations().map { location -> StageError.Code? in
            do throws(StageError) {
                _ = try reader.page(at: location)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(codes == [.unavailable, nil, .limitExceeded, .unavailable])
    }

    @Test func takesAddressesFromAnIndex() throws {
        try folder.write("x", to: "pages/a.html")
        try folder.write("x", to: "pages/b.html")
        try folder.write(
            "# made by hand\nfile,url\npages/a.html,https://example.org/a\nb.html,https://example.org/b\n",
            to: "sources.csv")
        let reader = reader(["\(folder.path)/pages"], index: "sources.csv")
        let urls = try reader.locations().map { try reader.page(at: $0).url }
        #expect(urls == ["https://example.org/a", "https://example.org/b"])
        let named = self.reader(
            ["\(folder.path)/pages"], index: "\(folder.path)/sources.csv")
        #expect(try named.page(at: PageLocation(rawValue: "b.html")).url == urls[1])
        // A bare name need not be there, a path must.
        let elsewhere = self.reader(["\(folder.path)/pages"], index: "other.csv")
        #expect(try elsewhere.page(at: PageLocation(rawValue: "a.html")).url == nil)
        #expect(throws: RunError.self) {
            try self.reader(["\(folder.path)/pages"], index: "./other.csv").locations()
        }
    }
}
