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
    private let decoder: PageDecoder
    private let maximumDepth: Int
    private let tokens: ConceptTokens
    private let signals: PageSignals
    private let profile: PageProfile
    /// Nil where only the text is wanted.
    private let facts: PageFacts?

    init(
        _ extent: Extent, profile: PageProfile = .auto, _ decoder: PageDecoder, maximumDepth: Int,
        resources: StageResources, readsFacts: Bool = true
    ) {
        self.extent = extent
        self.profile = profile
        self.decoder = decoder
        self.maximumDepth = maximumDepth
        tokens = ConceptTokens(resources.codeLists["boilerplate_tokens"])
        signals = PageSignals(resources.codeLists["page_signals"])
        facts = readsFacts ? PageFacts(resources) : nil
    }

    /// - Throws: ``StageError`` where the page is empty, is not text, is too large, or shows nothing.
    func document(from page: Page) throws(StageError) -> Document {
        let source = try decoder.result(for: page, keepingNUL: true)
        let tree = HTMLTree(parsing: source.decoded.text, maximumDepth: maximumDepth)
        let rendered = rendered(tree, page)
        guard !rendered.text.isEmpty else {
            throw StageError(.empty, "the page shows no text")
        }
        var metadata = rendered.metadata
        metadata.charset = source.reading.charset.name
        metadata.flags += tree.limits.map { "truncated:\($0)" }
        return Document(
            location: page.location, metadata: metadata, text: rendered.text,
            offsets: source.offsets(of: rendered.offsets), zones: rendered.zones,
            cells: rendered.cells, literals: rendered.literals,
            remarks: source.remarks)
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
        // Kept where the facts are read from it; else it is seldom wanted, and is read anew then.
        let kept = facts == nil ? nil : metrics
        let isShell = extent == .mainText && PageShell.isFound(metrics, tree)
        let own = PageMetadata(tree, readsTimes: facts != nil)
        var roots = [tree.first(.body) ?? HTMLTree.document]
        var isListing = false
        var readAs: PageProfile?
        let title: PageTitle
        switch extent {
        case .mainText:
            let parts = MainParts.chosen(profile, consume metrics, tree, own, tokens, signals)
            (metrics, title, roots) = (parts.metrics, parts.title, parts.roots)
            isListing = parts.isListing
            readAs = parts.profile
        case .wholeText:
            Furniture.dropUnscripted(in: &metrics, tree)
            title = PageTitle(own, metrics, tree)
        }
        var renderer = render(roots, title, metrics, tree)
        if !renderer.writer.hasBody, extent == .mainText {
            let parts = MainParts.scattered(
                kept ?? PageMetrics(tree, tokens), tree, own, tokens)
            renderer = render(parts.roots, parts.title, parts.metrics, tree)
        }
        if !renderer.writer.hasBody {
            // What the rules took for furniture was all there is.
            renderer = render(
                [tree.first(.body) ?? HTMLTree.document], title,
                kept ?? PageMetrics(tree, tokens), tree)
        }
        var metadata = DocumentMetadata(givenURL: page.url, title: nil)
        if let facts, let whole = kept {
            metadata = facts.metadata(
                of: tree, own, title, whole, fetchedFrom: page.url, readsText: !isListing)
        }
        metadata.isListing = isListing
        metadata.profile = readAs?.rawValue
        if isShell { metadata.flags.append(PageShell.flag) }
        let writer = renderer.writer
        let zones =
            extent == .mainText
            ? writer.zones : CommentZones.marked(writer.zones, writer.offsets, metrics, tree)
        return Rendered(
            metadata: metadata, text: writer.text, offsets: writer.offsets, zones: zones,
            cells: renderer.cells.found, literals: writer.literals)
    }

    private func render(
        _ roots: [HTMLTree.NodeID], _ title: PageTitle, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> TextRenderer {
        var renderer = TextRenderer(
            metrics: metrics, skipping: extent == .mainText ? title.heading : nil,
            expecting: roots.reduce(0) { $0 + Int(metrics[$1].text) })
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
}

extension BlockWriter {
    /// Whether more than the title has been written.
    fileprivate var hasBody: Bool { zones.contains { $0.value != .title } }
}
