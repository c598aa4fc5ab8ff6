import HTMLScanning

/// Finds the opening paragraphs that a page shows between its heading and the body of its story.
///
/// Many publishing systems keep them apart from the body: a lead, a standfirst, a summary.
struct LeadBlocks {
    typealias NodeID = HTMLTree.NodeID

    /// Bytes of text beyond which it is no lead but another part of the page.
    private static let longest: UInt32 = 1500

    /// The leads above `root`, in document order.
    static func find(
        above root: NodeID, after heading: NodeID?, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> [NodeID] {
        guard let heading else { return [] }
        var around: [NodeID] = []
        var ancestor = root
        while ancestor != HTMLTree.none {
            if ancestor == heading { return [] }
            around.append(ancestor)
            ancestor = tree[ancestor].parent
        }
        ancestor = heading
        while ancestor != HTMLTree.none {
            if ancestor == root { return [] }
            ancestor = tree[ancestor].parent
        }
        var found: [NodeID] = []
        var text: UInt32 = 0
        var current = tree.following(heading)
        while let id = current, id != root {
            guard tree[id].kind == .element, !isPassedOver(id, metrics, tree) else {
                current = tree.following(id)
                continue
            }
            if isLead(id, metrics, tree), !around.contains(id) {
                // One for wide screens and one for narrow ones.
                let isAgain = found.contains { isSame($0, id, tree) }
                if !isAgain {
                    found.append(id)
                    text += metrics[id].text
                }
                if text > longest { return [] }
                current = tree.following(id)
            } else {
                current = tree.successor(id)
            }
        }
        // The heading stands below the story.
        return current == nil ? [] : found
    }

    /// Whether two elements hold the same text.
    private static func isSame(
        _ id: NodeID, _ other: NodeID, _ tree: borrowing HTMLTree
    ) -> Bool {
        PageMetadata.collapsed(PageTitle.text(of: tree, under: id))
            == PageMetadata.collapsed(PageTitle.text(of: tree, under: other))
    }

    private static func isPassedOver(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        let node = metrics[id]
        if node.isDropped || node.text < 20 { return true }
        switch tree[id].tag {
        case .ul, .ol, .dl, .table, .figure, .form, .a: return true
        default: return !node.concepts.isDisjoint(with: [.caption, .byline, .comments])
        }
    }

    private static func isLead(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        let node = metrics[id]
        guard node.linkDensity < 0.3 else { return false }
        if node.concepts.contains(.lead) || says("description", id, tree) {
            return node.text <= longest
        }
        let direct = metrics.direct[Int(id)]
        return direct.text == node.text && node.text >= 75 && direct.linkDensity < 0.2
    }

    private static func says(
        _ property: String, _ id: NodeID, _ tree: borrowing HTMLTree
    ) -> Bool {
        guard tree[id].attributeCount > 0 else { return false }
        return tree.value("itemprop", of: id)?.lowercased() == property
    }
}
