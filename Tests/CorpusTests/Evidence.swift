import DocumentModel
import HTMLScanning
import TextAnalysis

/// What the bytes behind a row say, read anew from the page by the simplest means.
struct Evidence {
    let page: Page
    let charset: Charset
    private let isMarkup: Bool

    init(_ page: Page) {
        self.page = page
        isMarkup = page.mediaType != "text/plain"
        charset = CharsetSniffer().reading(of: page, isMarkup: isMarkup).charset
    }

    /// The page's bytes in the range, decoded; tags and character references as they are.
    func decoded(_ range: Range<Int>) -> [UInt8] {
        TextDecoder().decode(Array(page.body[range]), as: charset).text
    }

    /// The text that shows of the bytes in the range, on one line.
    func visible(_ range: Range<Int>) -> String {
        let bytes = decoded(range)
        return Self.onOneLine(
            isMarkup ? Self.text(of: bytes) : String(decoding: bytes, as: UTF8.self))
    }

    /// `text` with blanks collapsed and without the characters that do not show.
    static func onOneLine(_ text: String) -> String {
        let shown = text.unicodeScalars.filter { !hidden.contains($0) }
        return shown.split { $0.properties.isWhitespace }.map {
            String(String.UnicodeScalarView($0))
        }
        .joined(separator: " ")
    }

    /// Soft hyphen; zero-width space, non-joiner, joiner, word joiner; byte order mark.
    private static let hidden: Set<Unicode.Scalar> = [
        "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
    ]

    /// The text of a piece of markup, with a blank where a block or a cell begins or ends.
    static func text(of markup: [UInt8], linesBetweenBlocks: Bool = false) -> String {
        let tree = HTMLTree(parsing: markup)
        let parting: Unicode.Scalar = linesBetweenBlocks ? "\n" : " "
        var text: [UInt8] = []
        // Open elements whose end parts what follows.
        var blocks: [HTMLTree.NodeID] = []
        var current: HTMLTree.NodeID? = HTMLTree.document
        while let id = current {
            let node = tree[id]
            while let block = blocks.last, !tree.isInside(id, block) {
                text += String(parting).utf8
                blocks.removeLast()
            }
            if node.kind == .element, node.tag.isBlock || node.tag == .br {
                text += String(parting).utf8
                blocks.append(id)
            }
            if node.kind == .text, !tree[node.parent].tag.isHidden {
                tree.source.withUnsafeBufferPointer { bytes in
                    forEachPiece(of: bytes, in: node.range, hasReferences: node.hasReferences) {
                        switch $0 {
                        case .verbatim(let range): text += bytes[range]
                        case .reference(let scalars, _): text += scalars.utf8
                        }
                    }
                }
            }
            current = tree.successor(id)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension HTMLTree {
    fileprivate func isInside(_ id: NodeID, _ ancestor: NodeID) -> Bool {
        var current = id
        while current != Self.none {
            if current == ancestor { return true }
            current = self[current].parent
        }
        return false
    }
}

/// A row with a place in a page.
struct Located {
    let table: String
    let record: Table.Record
    let range: Range<Int>
    let surface: String?

    /// The rows of the tables that point into pages.
    static func all(in tables: [String: Table]) -> [Located] {
        datasetSchemas.flatMap { schema -> [Located] in
            guard schema.columns.contains(where: { $0.name == "start" }) else { return [] }
            return (tables[schema.name]?.records ?? []).compactMap { record in
                guard let start = record.integer("start"), let end = record.integer("end") else {
                    return nil
                }
                return Located(
                    table: schema.name, record: record, range: start..<max(start, end),
                    surface: record.text("surface"))
            }
        }
    }
}
