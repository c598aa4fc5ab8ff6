import CodeLists
import DocumentModel
import Lexicons
import StageKit
import Testing

/// A document as extracted from plain text, with one zone where none are given.
func document(_ text: String, _ zones: [Mention<Zone>]? = nil) -> Document {
    let length = text.utf8.count
    return Document(
        location: PageLocation(rawValue: "page"), text: Array(text.utf8),
        offsets: .identity(length: length),
        zones: zones ?? [Mention(TextSpan(0..<length), .body)])
}

/// A document as extracted from markup: one zone a block.
func document(of blocks: [(zone: Zone, text: String)]) -> Document {
    var text = ""
    var zones: [Mention<Zone>] = []
    for block in blocks {
        if !text.isEmpty { text += "\n" }
        let start = text.utf8.count
        text += block.text
        zones.append(Mention(TextSpan(start..<text.utf8.count), block.zone))
    }
    return document(text, zones)
}

func string(_ document: Document) -> String {
    String(decoding: document.text, as: UTF8.self)
}

/// Every verbatim run is, byte for byte, what its source says.
func expectVerbatimRuns(_ document: Document, of source: [UInt8]) {
    let runs = document.offsets.runs
    for (index, run) in runs.enumerated() where run.isVerbatim {
        let end = index + 1 < runs.count ? Int(runs[index + 1].textStart) : document.text.count
        let text = document.text[Int(run.textStart)..<end]
        let start = Int(run.sourceStart)
        #expect(text.elementsEqual(source[start..<start + Int(run.sourceLength)]))
    }
}

extension StageResources {
    static var none: StageResources {
        StageResources(lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))
    }

    /// What ships with the package, read once for all tests: empty lexicons fail them.
    static let shipped = (try? StageResources.bundled()) ?? none
}
