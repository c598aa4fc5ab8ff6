import CodeLists
package import DocumentModel
import HTMLScanning
package import StageKit
package import TextAnalysis

/// Reads an HTML page: its bytes in, its main text with the way back to the bytes out.
package struct MainText: Sendable {
    /// How much of a page is taken.
    package enum Extent: Sendable {
        /// The story or stories, without page furniture.
        case mainText
        /// Everything a reader sees.
        case wholeText
    }

    private let extent: Extent
    private let charset: Charset?
    private let maximumBytes: Int
    private let maximumDepth: Int
    private let tokens: ConceptTokens
    private let dateLine: DateLine

    /// - Parameters:
    ///   - charset: The charset pages are read in, whatever they say; nil to find out.
    ///   - maximumBytes: Pages beyond it are refused.
    package init(
        _ extent: Extent = .mainText, charset: Charset? = nil, maximumBytes: Int = 200_000_000,
        maximumDepth: Int = 512, resources: StageResources
    ) {
        self.extent = extent
        self.charset = charset
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        tokens = ConceptTokens(resources.codeLists["boilerplate_tokens"])
        dateLine = DateLine(resources.lexicons)
    }

    /// - Throws: ``StageError`` where the page is empty, is not text, is too large, or shows nothing.
    package func document(from page: Page) throws(StageError) -> Document {
        guard !page.body.isEmpty else { throw StageError(.empty, "the page holds no bytes") }
        guard page.body.count <= maximumBytes else {
            throw StageError(
                .limitExceeded,
                "the page has \(page.body.count) bytes, more than the \(maximumBytes) allowed")
        }
        if let format = PageFormat.binary(page.body) {
            throw StageError(.unsupported, "the page is \(format), not HTML")
        }
        let reading = CharsetSniffer().reading(of: page, isMarkup: true, forced: charset)
        let decoded = TextDecoder(keepingNUL: true).decode(page.body, as: reading.charset)
        let tree = HTMLTree(parsing: decoded.text, maximumDepth: maximumDepth)
        let rendered = rendered(tree, page)
        guard !rendered.text.isEmpty else {
            throw StageError(.empty, "the page shows no text")
        }
        var metadata = rendered.metadata
        metadata.charset = reading.charset.name
        metadata.flags = tree.limits.map { "truncated:\($0)" }
        return Document(
            location: page.location, metadata: metadata, text: rendered.text,
            offsets: rendered.offsets.composed(onto: decoded.offsets), zones: rendered.zones,
            remarks: Self.remarks(reading, decoded))
    }

    private struct Rendered {
        let metadata: DocumentMetadata
        let text: [UInt8]
        let offsets: OffsetMap
        let zones: [Mention<Zone>]
    }

    private func rendered(_ tree: borrowing HTMLTree, _ page: Page) -> Rendered {
        var metrics = PageMetrics(tree, tokens)
        let own = PageMetadata(tree)
        var roots = [tree.first(.body) ?? HTMLTree.document]
        var isListing = false
        let whole = metrics
        let title: PageTitle
        switch extent {
        case .mainText:
            Furniture.drop(in: &metrics, tree)
            title = PageTitle(own, metrics, tree)
            let chosen = ContentRoot(
                &metrics, tree, saysArticle: own.saysArticle, heading: title.heading)
            isListing = chosen.isListing
            if !chosen.isWide {
                for root in chosen.roots { Furniture.dropLinkBlocks(in: root, &metrics, tree) }
            }
            roots = chosen.roots
        case .wholeText:
            Furniture.dropUnscripted(in: &metrics, tree)
            title = PageTitle(own, metrics, tree)
        }
        var writer = render(roots, title, metrics, tree)
        if !writer.hasBody {
            // What the rules took for furniture was all there is.
            writer = render([tree.first(.body) ?? HTMLTree.document], title, whole, tree)
        }
        var metadata = DocumentMetadata()
        metadata.url = page.url ?? own.url
        metadata.title = title.text
        let published = own.published(at: page.url) {
            isListing ? nil : dateLine.date(in: tree, whole, after: title.heading)
        }
        if let published {
            metadata.publishedDate = published.date
            metadata.publishedDateSource = published.source
        }
        metadata.declaredLanguage = own.declaredLanguage
        metadata.siteName = own.siteName
        metadata.isListing = isListing
        return Rendered(
            metadata: metadata, text: writer.text, offsets: writer.offsets, zones: writer.zones)
    }

    private func render(
        _ roots: [HTMLTree.NodeID], _ title: PageTitle, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> BlockWriter {
        var renderer = TextRenderer(
            metrics: metrics, skipping: extent == .mainText ? title.heading : nil)
        if extent == .mainText {
            if let heading = title.heading {
                renderer.writeTitle(heading, tree)
            } else if let range = title.titleRange {
                renderer.writeTitle(range, tree)
            }
        }
        for root in roots { renderer.write(root, tree) }
        return renderer.writer
    }

    private static func remarks(
        _ reading: CharsetSniffer.Reading, _ decoded: DecodedText
    ) -> [Document.SourceRemark] {
        var messages: [String] = []
        if let disproved = reading.disproved {
            messages.append(
                "the page declares \(disproved), but its bytes are read as \(reading.charset)")
        }
        if decoded.replacements > 0 {
            messages.append(
                "\(decoded.replacements) bytes or sequences are not \(reading.charset)")
        }
        return messages.map { Document.SourceRemark(code: "ENCODING", message: $0, source: nil) }
    }
}

extension BlockWriter {
    /// Whether more than the title has been written.
    fileprivate var hasBody: Bool { zones.contains { $0.value != .title } }
}

/// What the first bytes of a page show it to be.
enum PageFormat {
    /// The name of the format, where the page is no text.
    static func binary(_ bytes: [UInt8]) -> String? {
        for (name, magic) in signatures where bytes.starts(with: magic) { return name }
        // UTF-16 has NULs too, and HTML with NULs in it is damaged, not another format.
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]),
            !bytes.starts(with: [0x3C, 0]), !bytes.starts(with: [0, 0x3C]), !isHTML(bytes)
        else { return nil }
        let head = bytes.prefix(4096)
        let zeroes = head.count { $0 == 0 }
        return zeroes * 20 > head.count ? "binary" : nil
    }

    /// Whether the first bytes look like HTML.
    static func isHTML(_ bytes: [UInt8]) -> Bool {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < min(bytes.count, 4096), isHTMLSpace(bytes[start]) { start += 1 }
        let head = bytes[start..<min(bytes.count, start + 2048)].map(asciiLowered)
        guard head.first == UInt8(ascii: "<") else { return false }
        return [
            "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<table", "<p>",
            "<p ", "<h1", "<script", "<!--",
        ].contains { head.starts(with: $0.utf8) }
            || head.starts(with: "<?xml".utf8) && head.contains(Array("<html".utf8))
    }

    private static let signatures: [(String, [UInt8])] = [
        ("a PNG image", [0x89, 0x50, 0x4E, 0x47]), ("a GIF image", Array("GIF8".utf8)),
        ("a JPEG image", [0xFF, 0xD8, 0xFF]), ("a PDF file", Array("%PDF-".utf8)),
        ("a ZIP archive", [0x50, 0x4B, 0x03, 0x04]), ("gzip data", [0x1F, 0x8B]),
        ("an OLE file", [0xD0, 0xCF, 0x11, 0xE0]), ("a RAR archive", Array("Rar!".utf8)),
        ("an ELF program", [0x7F, 0x45, 0x4C, 0x46]), ("an RTF file", Array("{\\rtf".utf8)),
    ]
}
