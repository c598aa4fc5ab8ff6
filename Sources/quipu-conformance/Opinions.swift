import DocumentModel
import HTMLScanning
import StageKit
import TextAnalysis
import XMLTrees

/// What a page says by three readings: the scanner's tree, libxml2's events, and the stage that
/// reads whole texts.
struct Opinions {
    typealias Word = VisibleText.Word

    let tree: [Word]
    let second: [Word]
    let stage: [String]
    /// The page both parsers are given: UTF-8 without NUL.
    let source: [UInt8]

    /// - Returns: nil where the page is none of HTML or cannot be read.
    init?(_ page: Page, stage extractor: any Extractor) {
        let page = page.withoutCodedAddresses
        guard let document = try? extractor.document(from: page) else { return nil }
        let reading = CharsetSniffer().reading(of: page, isMarkup: true)
        let decoded = TextDecoder(keepingNUL: true).decode(page.body, as: reading.charset).text
        source = decoded.filter { $0 != 0 }
        tree = Self.tree(source)
        guard let second = Self.second(source) else { return nil }
        self.second = second
        var text = VisibleText()
        text.add(document.text)
        stage = text.finish().map(\.text)
    }

    /// The words that the two parsers read; none of libxml2's where it does not take the page.
    static func words(_ source: [UInt8]) -> (first: [String], second: [String]) {
        (tree(source).map(\.text), second(source)?.map(\.text) ?? [])
    }

    /// Whether the two parsers read the same words.
    static func agree(on source: [UInt8]) -> Bool {
        let words = words(source)
        return Agreement(words.first, words.second).isEnough
    }

    private static func tree(_ source: [UInt8]) -> [Word] {
        let tree = HTMLTree(parsing: source)
        var text = VisibleText()
        let root = tree.first(.body) ?? HTMLTree.document
        var current: HTMLTree.NodeID? = root
        var open: [HTMLTree.NodeID] = []
        while let id = current {
            let parent = tree[id].parent
            while let last = open.last, last != parent {
                open.removeLast()
                text.end()
            }
            switch tree[id].kind {
            case .element:
                let attributes = tree.attributes(of: id).map {
                    (
                        String(decoding: $0.name, as: UTF8.self),
                        String(decoding: $0.value, as: UTF8.self)
                    )
                }
                text.start(String(decoding: tree.characters(of: id), as: UTF8.self), attributes)
                open.append(id)
            case .text: text.add(tree.characters(of: id))
            case .document, .comment, .doctype: break
            }
            current = tree.successor(id, in: root)
        }
        return text.finish()
    }

    private static func second(_ source: [UInt8]) -> [Word]? {
        var text = VisibleText()
        let isTaken = HTMLEventParse.forEachEvent(of: source) { event in
            switch event {
            case .start(let name, let attributes): text.start(name, attributes)
            case .end(let name): text.end(name)
            case .text(let bytes): text.add(bytes)
            }
        }
        return isTaken ? text.finish() : nil
    }
}

extension Page {
    /// The page without the code of addresses, as long as before: only our whole text reads them,
    /// where both parsers see what stands in for them.
    fileprivate var withoutCodedAddresses: Page {
        var masked = body
        for mark in ["data-cfemail", "email-protection#"].map({ Array($0.utf8) }) {
            for offset in masked.indices.dropLast(mark.count)
            where masked[offset] == mark[0] && masked[offset...].starts(with: mark) {
                masked[offset] = UInt8(ascii: "x")
            }
        }
        return Page(
            location: location, url: url, mediaType: mediaType,
            transportCharset: transportCharset, body: masked)
    }
}
