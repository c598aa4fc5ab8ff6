import HTMLScanning

/// Takes page furniture out: navigation, forms, share bars, comments, related stories.
struct Furniture {
    typealias NodeID = HTMLTree.NodeID

    /// Drops what is furniture by its tag, its role, or its class and id. What holds most of the
    /// page's prose is never dropped, whatever it is called.
    static func drop(
        in metrics: inout PageMetrics, _ tree: borrowing HTMLTree, _ rules: ProfileRules
    ) {
        let page = metrics[HTMLTree.document]
        for id in metrics.order where tree[id].kind == .element {
            let parent = tree[id].parent
            if metrics[parent].isDropped {
                metrics.nodes[Int(id)].isDropped = true
                continue
            }
            let node = metrics[id]
            switch tree[id].tag {
            case .html, .body, .main, .article: continue
            default: break
            }
            guard isFurniture(id, node, metrics, tree, rules) else { continue }
            // A word in a class or id weighs less than a tag: headings become ids too.
            let isByWord =
                (tree[id].tag == .div || tree[id].tag == .section)
                && !node.concepts.isDisjoint(with: [.furniture, .layout])
                && !node.concepts.contains(.comments)
                && node.linkDensity < 0.2
            let isMostOfPage =
                page.prose > 200
                ? node.prose * (isByWord ? 4 : 2) > page.prose : node.text * 2 > page.text
            if !isMostOfPage || isDialog(id, node, page, tree) {
                metrics.drop(id, tree)
            }
        }
    }

    /// Whether a part is a dialog over a page that says something without it: what it says of
    /// cookies is often longer than the page.
    private static func isDialog(
        _ id: NodeID, _ node: PageMetrics.Node, _ page: PageMetrics.Node,
        _ tree: borrowing HTMLTree
    ) -> Bool {
        guard page.text >= node.text + 200 else { return false }
        if node.concepts.contains(.dialog) || tree[id].tag == .dialog { return true }
        guard node.mayHaveRole, let role = role(of: id, tree) else { return false }
        return role == "dialog" || role == "alertdialog"
    }

    /// Drops what is shown only where scripts do not run, unless it is most of the page.
    static func dropUnscripted(in metrics: inout PageMetrics, _ tree: borrowing HTMLTree) {
        let page = metrics[HTMLTree.document]
        for id in metrics.order where tree[id].tag == .noscript {
            if metrics[id].text * 2 <= page.text { metrics.drop(id, tree) }
        }
    }

    private static func isFurniture(
        _ id: NodeID, _ node: PageMetrics.Node, _ metrics: PageMetrics, _ tree: borrowing HTMLTree,
        _ rules: ProfileRules
    ) -> Bool {
        switch tree[id].tag {
        case .h1, .h2, .h3, .h4, .h5, .h6:
            // Headings become ids too: "navigating-the-law" is no navigation.
            if node.linkDensity < 0.5, node.concepts.isDisjoint(with: [.hidden, .comments]) {
                return false
            }
        case .nav, .aside, .footer, .select, .textarea, .menu, .dialog, .search: return true
        case .button: return !(rules.keepsFolded && isUnfolding(id, node, tree))
        case .form: return node.controls > 0 && node.prose < 400
        case .label, .input, .noscript: return true
        case .header:
            if rules.keepsLinkBlocks, isInItem(id, tree) { return false }
            if rules.hasManyWriters, isShortByline(node) { return false }
            return node.prose == 0 && node.text > 0 && node.linkDensity > 0.5
        default: break
        }
        if node.mayHaveRole, let role = role(of: id, tree), roles.contains(role) {
            return !(rules.keepsFolded && unfolding.contains(role) && holdsProse(node))
        }
        let concepts = node.concepts
        guard !concepts.isEmpty else { return false }
        if !concepts.isDisjoint(with: [.hidden, .folded]) {
            return !(rules.keepsFolded && isUnfolded(tree[id].tag, node))
        }
        if concepts.contains(.reviews), rules.dropsReviews { return true }
        if rules.hasManyWriters {
            if concepts.contains(.poster) { return true }
            if isShortByline(node) { return false }
        }
        if concepts.contains(.layout), concepts.isDisjoint(with: [.furniture, .comments]) {
            if rules.keepsProseInPlaces, holdsProse(node) { return false }
            return concepts.isDisjoint(with: [.content, .maybeBody])
                ? !concepts.contains(.body) : node.prose < 300 || node.linkDensity > 0.5
        }
        if concepts.contains(.furniture) || concepts.contains(.comments) {
            if concepts.contains(.content) || concepts.contains(.maybeBody) {
                // "content-nav-section": the name says both, so the text decides.
                return node.prose < 300 || node.linkDensity > 0.5
            }
            return !concepts.contains(.body)
        }
        if concepts.contains(.byline), !concepts.contains(.body) {
            return isByline(id, node, metrics, tree)
        }
        if concepts.contains(.maybeHidden), !rules.keepsFolded { return node.prose < 400 }
        if concepts.contains(.maybeFurniture), concepts.isDisjoint(with: [.body, .maybeBody]) {
            if rules.keepsLinkBlocks, isInItem(id, tree, orMain: true) { return false }
            return node.prose < 100 && node.linkDensity > 0.3
        }
        return false
    }

    /// Whether an element is called after a writer or a day, and says no more.
    private static func isShortByline(_ node: PageMetrics.Node) -> Bool {
        node.concepts.contains(.byline) && node.text < 150
    }

    /// Whether an element says only who wrote the story and when.
    private static func isByline(
        _ id: NodeID, _ node: PageMetrics.Node, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        guard node.text < 150, node.prose < 100, !isOfTable(tree[id].tag) else { return false }
        // The place and day that open a paragraph are part of it.
        return tree[id].tag.isBlock
            || metrics.direct[Int(node.block)].text < node.text + 60
    }

    private static func isOfTable(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption: true
        default: false
        }
    }

    /// Whether an element says something in sentences, not in links.
    private static func holdsProse(_ node: PageMetrics.Node) -> Bool {
        node.prose >= 100 && node.linkDensity < 0.3
    }

    /// Whether what a page does not show at first is text that a reader unfolds, and no dialog.
    private static func isUnfolded(_ tag: HTMLTag, _ node: PageMetrics.Node) -> Bool {
        switch tag {
        case .p, .span, .a: return false
        default: break
        }
        return holdsProse(node)
            && node.concepts.isDisjoint(with: [
                .hidden, .furniture, .maybeFurniture, .comments, .layout,
            ])
    }

    /// Whether a button is the heading of text that it unfolds.
    private static func isUnfolding(
        _ id: NodeID, _ node: PageMetrics.Node, _ tree: borrowing HTMLTree
    ) -> Bool {
        guard node.text >= 12 else { return false }
        switch tree[tree[id].parent].tag {
        case .h1, .h2, .h3, .h4, .h5, .h6, .dt, .summary: return true
        default: return false
        }
    }

    /// Whether an element stands in an item of a list, or, if asked, in the page's main part.
    private static func isInItem(
        _ id: NodeID, _ tree: borrowing HTMLTree, orMain: Bool = false
    ) -> Bool {
        var ancestor = tree[id].parent
        while ancestor > HTMLTree.document {
            switch tree[ancestor].tag {
            case .article, .li: return true
            case .main where orMain: return true
            default: break
            }
            ancestor = tree[ancestor].parent
        }
        return false
    }

    private static func role(of id: NodeID, _ tree: borrowing HTMLTree) -> String? {
        guard tree[id].attributeCount > 0 else { return nil }
        return tree.value("role", of: id)?.lowercased()
    }

    /// Those of ``roles`` that templates give to text that unfolds.
    private static let unfolding: Set<String> = ["tablist", "button"]

    /// Roles of WAI-ARIA 1.2 that no story has.
    private static let roles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
        "menu", "menubar", "toolbar", "tooltip", "tablist", "button",
    ]

    // MARK: Inside the chosen root

    /// Drops lists, divisions and tables inside `root` that are mostly links or controls; where
    /// posts have writers, not what says who they are.
    static func dropLinkBlocks(
        in root: NodeID, _ metrics: inout PageMetrics, _ tree: borrowing HTMLTree,
        keepsBylines: Bool = false
    ) {
        let whole = metrics[root]
        var current = metrics.next(after: root, in: root, tree)
        while let id = current {
            let node = metrics[id]
            if !node.isDropped, node.text > 0, tree[id].kind == .element,
                !(keepsBylines && isShortByline(node)),
                node.prose * 3 < whole.prose || whole.prose == 0, node.text * 2 < whole.text,
                isLinkBlock(tree[id].tag, node, metrics.direct[Int(id)])
            {
                metrics.drop(id, tree)
            }
            current = metrics.next(after: id, in: root, tree)
        }
    }

    private static func isLinkBlock(
        _ tag: HTMLTag, _ node: PageMetrics.Node, _ direct: PageMetrics.Direct
    ) -> Bool {
        let density = node.linkDensity
        switch tag {
        case .ul, .ol, .dl: return density > 0.6 && node.prose * 3 < node.text
        case .div, .section, .table, .fieldset, .form, .center, .header, .details:
            if node.commas >= 10 { return density > 0.8 }
            if density > 0.5 { return true }
            return density > 0.25 && node.prose * 2 < node.text && node.text < 400
        case .p, .h1, .h2, .h3, .h4, .h5, .h6: return density > 0.95 && node.text < 60 && tag == .p
        default: return false
        }
    }
}
