import CodeLists
import DocumentModel
import HTMLScanning
import StageKit
import TextAnalysis

/// Reads an HTML page: its bytes in, its main text with the way back to the bytes out.
struct MainText: Sendable {
    /// How much of a page is taken.
    enum Extent: Sendable {
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
    private let facts: PageFacts

    /// - Parameters:
    ///   - charset: The charset pages are read in, whatever they say; nil to find out.
    ///   - maximumBytes: Pages beyond it are refused.
    init(
        _ extent: Extent = .mainText, charset: Charset? = nil, maximumBytes: Int = 200_000_000,
        maximumDepth: Int = 512, resources: StageResources
    ) {
        self.extent = extent
        self.charset = charset
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        tokens = ConceptTokens(resources.codeLists["boilerplate_tokens"])
        facts = PageFacts(resources)
    }

    /// - Throws: ``StageError`` where the page is empty, is not text, is too large, or shows nothing.
    func document(from page: Page) throws(StageError) -> Document {
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
            cells: rendered.cells, literals: rendered.literals,
            remarks: Self.remarks(reading, decoded))
    }

    private struct Rendered {
        let metadata: DocumentMetadata
        let text: [UInt8]
        let offsets: OffsetMap
        let zones: [Mention<Zone>]
        let cells: [Mention<TableCell>]
        let literals: [TextSpan]
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
            (roots, isListing) = stories(own, title, &metrics, tree)
        case .wholeText:
            Furniture.dropUnscripted(in: &metrics, tree)
            title = PageTitle(own, metrics, tree)
        }
        var renderer = render(roots, title, metrics, tree)
        if !renderer.writer.hasBody {
            // What the rules took for furniture was all there is.
            renderer = render([tree.first(.body) ?? HTMLTree.document], title, whole, tree)
        }
        var metadata = facts.metadata(
            of: tree, own, title, whole, fetchedFrom: page.url, readsText: !isListing)
        metadata.isListing = isListing
        let writer = renderer.writer
        let zones =
            extent == .mainText
            ? writer.zones : CommentZones.marked(writer.zones, writer.offsets, metrics, tree)
        return Rendered(
            metadata: metadata, text: writer.text, offsets: writer.offsets, zones: zones,
            cells: renderer.cells.found, literals: writer.literals)
    }

    /// The parts of the page that hold its story or stories, without what is none of them.
    private func stories(
        _ own: PageMetadata, _ title: PageTitle, _ metrics: inout PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> (roots: [HTMLTree.NodeID], isListing: Bool) {
        let chosen = ContentRoot(
            &metrics, tree, saysArticle: own.saysArticle, heading: title.heading)
        let isListing = chosen.isListing || !own.saysArticle && DatedList.isFound(metrics, tree)
        if !chosen.isWide {
            for root in chosen.roots { Furniture.dropLinkBlocks(in: root, &metrics, tree) }
        }
        var roots =
            BodyWitness(own.articleBody)?.better(than: chosen.roots, metrics, tree)
            ?? chosen.roots
        guard !chosen.isWide else { return (roots, isListing) }
        if !isListing {
            for root in roots { RootTrimming(root, metrics, tree).trim(&metrics, tree) }
        }
        if let first = roots.first {
            roots.insert(
                contentsOf: LeadBlocks.find(above: first, after: title.heading, metrics, tree),
                at: 0)
        }
        return (roots, isListing)
    }

    private func render(
        _ roots: [HTMLTree.NodeID], _ title: PageTitle, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> TextRenderer {
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
        return renderer
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
