import CodeLists
package import DocumentModel
import HTMLScanning
package import StageKit
import TextAnalysis
import XMLTrees

/// Reads pages of sites whose make-up is known, by rules of their own.
package struct XPathExtractor: Extractor {
    package static let name: StageName = "extract-xpath"
    package static let summary =
        "Reads the parts of an HTML page that XPath expressions name, for sites whose pages are known."

    package struct Settings: StageSettings {
        @Setting("The elements that hold the text, as an XPath 1.0 expression.")
        package var body = "//body"

        @Setting(
            "The title: an element, an attribute or a text; empty to find it as extract-html does.")
        package var title = ""

        @Setting(
            "The publication date in ISO 8601: an element, an attribute or a text; empty to look in the page's metadata."
        )
        package var date = ""

        @Setting("What is left out of the text, as a list of XPath expressions.")
        package var remove: [String] = []

        @Setting(
            "The hosts whose pages the rules fit, without “www.”; all where the list is empty.")
        package var sites: [String] = []

        @Setting("The charset of the pages by its WHATWG label, or “auto” to find it out.")
        package var charset = "auto"

        @Setting("The largest page read, in megabytes.", in: 1...400)
        package var maximumMegabytes = 200

        @Setting(
            "How many elements may be open at a time; deeper ones lose their nesting, not their text.",
            in: 32...4096)
        package var maximumDepth = 512

        package init() {}
    }

    package static let examples = [
        StageExample(
            "<h1>Report</h1><p>In 2019, 12 people were helped.",
            leaves: "Report\nIn 2019, 12 people were helped.")
    ]

    private let body: XPath
    private let title: XPath?
    private let date: XPath?
    private let removed: [XPath]
    private let sites: Set<String>
    private let decoder: PageDecoder
    private let maximumDepth: Int
    private let tokens: ConceptTokens
    private let facts: PageFacts

    /// - Throws: ``StageError`` where there is no such charset, and with libxml2's message where an
    ///   expression is wrong.
    package init(settings: Settings, resources: StageResources) throws(StageError) {
        body = try Self.path(settings.body, "body")
        title = settings.title.isEmpty ? nil : try Self.path(settings.title, "title")
        date = settings.date.isEmpty ? nil : try Self.path(settings.date, "date")
        var removed: [XPath] = []
        for expression in settings.remove { removed.append(try Self.path(expression, "remove")) }
        self.removed = removed
        sites = Set(settings.sites.map { $0.lowercased() })
        decoder = try PageDecoder(charset: settings.charset, megabytes: settings.maximumMegabytes)
        maximumDepth = settings.maximumDepth
        tokens = ConceptTokens(resources.codeLists["boilerplate_tokens"])
        facts = PageFacts(resources)
    }

    private static func path(_ expression: String, _ setting: String) throws(StageError) -> XPath {
        do {
            return try XPath(expression)
        } catch {
            throw StageError(
                .malformedInput, "“\(setting)” is no XPath expression: \(error.message)")
        }
    }

    package func accepts(_ page: Page) -> Bool {
        guard PageDecoder.accepts(page) else { return false }
        guard !sites.isEmpty else { return true }
        return DocumentMetadata(url: page.url).site.map(sites.contains) ?? false
    }

    package func document(from page: Page) throws(StageError) -> Document {
        let source = try decoder.result(for: page, keepingNUL: false)
        let tree = HTMLTree(parsing: source.decoded.text, maximumDepth: maximumDepth)
        var document: Document
        do {
            document = try self.document(of: tree, page, source)
        } catch {
            throw StageError(
                .limitExceeded, "the rules cannot be applied to the page: \(error.message)")
        }
        guard document.zones.contains(where: { $0.value != .title }) else {
            throw StageError(.empty, "“body” selects no text on the page: its make-up may be new")
        }
        var metadata = document.metadata
        metadata.charset = source.reading.charset.name
        metadata.flags = tree.limits.map { "truncated:\($0)" }
        document = document.with(metadata)
        return document
    }

    private func document(
        of tree: borrowing HTMLTree, _ page: Page, _ source: PageDecoder.Result
    ) throws(XMLError) -> Document {
        let paths = try XPathTree(tree)
        let whole = PageMetrics(tree, tokens)
        var metrics = whole
        for path in removed {
            for id in try paths.outermost(path, tree) { metrics.drop(id, tree) }
        }
        let own = PageMetadata(tree)
        let found = PageTitle(own, whole, tree)
        let given = try title.flatMap { path throws(XMLError) in try paths.first(path) }
        let heading = title == nil ? found.heading : given?.node
        var renderer = TextRenderer(metrics: metrics, skipping: heading)
        if let heading {
            renderer.writeTitle(heading, tree)
        } else if title == nil, let range = found.titleRange {
            renderer.writeTitle(range, tree)
        }
        for root in try paths.outermost(body, tree) { renderer.write(root, tree) }
        var metadata = facts.metadata(of: tree, own, found, whole, fetchedFrom: page.url)
        if title != nil { metadata.title = given.map { PageMetadata.collapsed($0.text) } }
        if let date, let place = try paths.first(date), let day = PageDate.iso(place.text) {
            metadata.publishedDate = day
            metadata.publishedDateSource = .page
        }
        return Document(
            location: page.location, metadata: metadata, text: renderer.writer.text,
            offsets: renderer.writer.offsets.composed(onto: source.decoded.offsets),
            zones: renderer.writer.zones,
            cells: renderer.cells.found, literals: renderer.writer.literals,
            remarks: source.remarks)
    }
}
