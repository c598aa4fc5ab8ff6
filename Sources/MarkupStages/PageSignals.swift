import CodeLists
import DocumentModel
import HTMLScanning

/// The signals on a page that tell its profile.
struct PageSignals: Sendable {
    /// What a page declares for machines, and what it speaks for, in the order of the table.
    private var schemas: [String: PageProfile] = [:]
    private var types: [String: PageProfile] = [:]
    private var generators: [(prefix: String, profile: PageProfile)] = []

    init(_ table: CodeTable) {
        guard let signal = table.index(of: "signal"), let value = table.index(of: "value"),
            let profile = table.index(of: "profile")
        else { return }
        for row in table.rows {
            guard let profile = PageProfile(rawValue: row[profile]) else { continue }
            switch row[signal] {
            case "schema": schemas[row[value]] = profile
            case "opengraph": types[row[value]] = profile
            case "generator": generators.append((row[value], profile))
            default: break
            }
        }
    }

    /// The profiles that a page declares.
    private func declared(by metadata: PageMetadata) -> Set<PageProfile> {
        var found: Set<PageProfile> = []
        if let profile = types[metadata.properties[.type]?.lowercased() ?? ""] {
            found.insert(profile)
        }
        if let name = metadata.properties[.generator]?.lowercased() {
            for generator in generators where name.hasPrefix(generator.prefix) {
                found.insert(generator.profile)
            }
        }
        for name in metadata.linkedData.typeNames {
            if let profile = schemas[name] { found.insert(profile) }
        }
        return found
    }

    /// The profile that the signals speak for: what the page declares, then how its body is built.
    ///
    /// A template may declare every page an article, or hold teasers beside a story: whether a
    /// listing or an offer is none, its story must tell.
    func profile(
        of tree: borrowing HTMLTree, _ metadata: PageMetadata, _ metrics: PageMetrics
    ) -> PageProfile {
        let declared = declared(by: metadata)
        let build = PageBuild(metrics, tree)
        if declared.contains(.forum) || build.isThread { return .forum }
        if declared.contains(.documentation) || build.isManual && !metadata.isDatedArticle {
            return .documentation
        }
        if declared.contains(.product), !build.isCatalogue { return .product }
        if build.isTeasers || declared.contains(.listing) && build.hasFewProse { return .listing }
        if build.isShop { return build.isCatalogue ? .listing : .product }
        if metadata.saysArticle { return .article }
        if declared.contains(.service) || declared.contains(.listing) { return .service }
        return .article
    }
}

/// How a page's body is built, counted in one pass over its visible nodes.
private struct PageBuild {
    private var text: UInt32 = 0
    private var prose: UInt32 = 0
    private var headings = 0
    private var linkedHeadings = 0
    private var codeBlocks = 0
    private var threadParts = 0
    private var shopParts = 0
    private var prices = 0

    init(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) {
        let page = metrics[HTMLTree.document]
        (text, prose) = (page.text, page.prose)
        for id in metrics.order where tree[id].kind == .element {
            let node = metrics[id]
            if !node.concepts.isDisjoint(with: [.thread, .shop, .price]) {
                if node.concepts.contains(.thread) { threadParts += 1 }
                if node.concepts.contains(.shop) { shopParts += 1 }
                if node.concepts.contains(.price) { prices += 1 }
            }
            switch tree[id].tag {
            case .pre: codeBlocks += 1
            case .h1, .h2, .h3, .h4:
                guard node.text >= 4 else { break }
                headings += 1
                if metrics.isTeaserHeading(id, tree) { linkedHeadings += 1 }
            default: break
            }
        }
    }

    var isThread: Bool { threadParts >= 4 }
    var isManual: Bool { codeBlocks >= 3 && linkedHeadings < 6 }
    /// Whether teasers with linked headings hold much of the page.
    var isTeasers: Bool { linkedHeadings >= 6 && linkedHeadings * 2 > headings }
    var isShop: Bool { shopParts > 0 }
    /// Whether many things are on sale.
    var isCatalogue: Bool { shopParts >= 6 || prices >= 16 }
    var hasFewProse: Bool { prose * 2 < text }
}

extension PageMetrics {
    /// Whether a heading leads to another page: nearly all of it is a link, and not to a place on
    /// its own page.
    func isTeaserHeading(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        let node = self[id]
        guard node.text >= 10, node.link * 10 >= node.text * 8 || node.isInLink else {
            return false
        }
        var link = node.isInLink ? tree[id].parent : tree.first(.a, in: id) ?? HTMLTree.none
        while link > HTMLTree.document, tree[link].tag != .a { link = tree[link].parent }
        return link > HTMLTree.document && tree.leadsAway(link)
    }
}

extension HTMLTree {
    /// Whether a link leads to another page, not to a place on its own.
    func leadsAway(_ link: NodeID) -> Bool {
        guard let target = attribute("href", of: link) else { return false }
        return target.valueEnd > target.valueStart
            && source[Int(target.valueStart)] != UInt8(ascii: "#")
    }
}

extension PageMetadata {
    /// Whether the page gives the day its story was published as only articles do.
    var isDatedArticle: Bool { properties[.articlePublished] != nil }
}
