import ArgumentParser
import DocumentModel
import EmittingStages
import Foundation
import StageCatalog
import StageKit

/// `quipu extract`: a folder of pages in, their main text out.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Write the main text of every page in a folder as JSON Lines.",
        discussion: """
            EXAMPLES:
              quipu extract --in Corpus/pages --out texts.jsonl
              quipu extract --in pages --out texts.jsonl --charset utf-8

            A line is {"id", "text"}: the page's path without its ending, and its main text, a block \
            a line, without the title and the captions of pictures. A page without text, or with \
            nothing but menus and a footer, gives an empty one; a page that cannot be read is named \
            on standard error, and the command then ends with 3.
            """)

    @Option(name: .customLong("in"), help: "The folder of pages.", completion: .directory)
    var folder: String

    @Option(name: .customLong("out"), help: "The file to write.", completion: .file())
    var file: String

    @Option(help: "The charset of all pages, or “auto” to find each page's own.")
    var charset = "auto"

    func run() throws {
        let reader = try stage("read-folder", ["paths": [folder]], as: (any Reader).self)
        let extractors = [
            try stage(
                "extract-html", ["charset": charset, "metadata": false],
                as: (any Extractor).self),
            try stage("extract-text", ["charset": charset], as: (any Extractor).self),
        ]
        let output = try FileSink(creating: file)
        var failures = 0
        for location in try locations(of: reader) {
            var text: [UInt8] = []
            do throws(StageError) {
                text = try mainText(at: location, reader, extractors)
            } catch {
                if error.code != .empty { failures += 1 }
                Console.note("quipu: “\(location.rawValue)”: \(error)")
            }
            let line = JSONText.object([
                ("id", .text(location.id)), ("text", .utf8(text)),
            ])
            try output.write { bytes in
                line.append(to: &bytes)
                bytes.append(UInt8(ascii: "\n"))
            }
        }
        try output.close()
        if failures > 0 {
            throw CommandFailure(.documentsSetAside, "\(failures) pages could not be read")
        }
    }

    /// The pages of the folder. A folder without any is no failure: its texts are an empty file.
    private func locations(of reader: any Reader) throws -> [PageLocation] {
        do throws(RunError) {
            return try reader.locations()
        } catch {
            guard FileManager.default.fileExists(atPath: folder) else { throw error }
            return []
        }
    }

    private func mainText(
        at location: PageLocation, _ reader: any Reader, _ extractors: [any Extractor]
    ) throws(StageError) -> [UInt8] {
        let page = try reader.page(at: location)
        guard let extractor = extractors.first(where: { $0.accepts(page) }) else {
            throw StageError(.unsupported, "no extractor reads pages of its kind")
        }
        let document = try extractor.document(from: page)
        return document.metadata.flags.contains("no-main-text") ? [] : document.storyText
    }

    private func stage<Kind>(
        _ name: String, _ settings: [String: Any], as kind: Kind.Type
    ) throws -> Kind {
        let json = try JSONSerialization.data(withJSONObject: settings)
        let entry = stageCatalog.first { $0.manifest.name.rawValue == name }
        guard
            let stage = try entry?.make(settings: json, resources: .bundled()) as? Kind
        else { throw CommandFailure(.bug, "the stage “\(name)” is missing from the catalog") }
        return stage
    }
}

extension Document {
    /// The text of the story, a block a line: without its title and what pictures are said to show.
    fileprivate var storyText: [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.count)
        for (index, zone) in zones.enumerated() where zone.value != .title {
            if zone.value == .caption, !isOfTable(captionAt: index) { continue }
            if !lines.isEmpty { lines.append(UInt8(ascii: "\n")) }
            lines.append(contentsOf: text[zone.span.range])
        }
        return lines
    }

    private func isOfTable(captionAt index: Int) -> Bool {
        guard index + 1 < zones.count else { return false }
        let next = zones[index + 1].value
        return next == .tableHeader || next == .tableRow
    }
}

extension PageLocation {
    /// The path without its ending.
    fileprivate var id: String {
        let mark = rawValue.utf8.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
        guard let mark, rawValue.utf8[mark] == UInt8(ascii: ".") else { return rawValue }
        return String(rawValue[..<mark])
    }
}
