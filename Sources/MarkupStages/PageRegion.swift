import HTMLScanning

/// Finds the region of a page that holds its content, where that is not one story.
struct PageRegion {
    typealias NodeID = HTMLTree.NodeID

    let root: NodeID

    /// The element that the page calls its main part, where it holds much of the text; then on
    /// down while one child holds nearly all of it.
    init(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) {
        let body = tree.first(.body) ?? HTMLTree.document
        var region = Self.main(metrics, tree) ?? body
        while let child = Self.heir(of: region, metrics, tree) { region = child }
        root = region
    }

    /// The largest element marked as the page's main part.
    private static func main(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> NodeID? {
        let page = metrics[HTMLTree.document]
        var found: NodeID?
        for id in metrics.order where tree[id].kind == .element {
            let node = metrics[id]
            guard !node.isDropped, node.text * 10 > page.text * 4 else { continue }
            guard tree[id].tag == .main || tree.value("role", of: id) == "main" else { continue }
            if let found, metrics[found].text >= node.text { continue }
            found = id
        }
        return found
    }

    /// The child that holds all but a trifle of the text.
    private static func heir(
        of region: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> NodeID? {
        let whole = metrics[region].text
        var child = tree[region].firstChild
        while child != HTMLTree.none {
            let node = metrics[child]
            if tree[child].kind == .element, !node.isDropped, node.text > 0,
                Int(node.text) * 100 >= Int(whole) * 95
            {
                switch tree[child].tag {
                case .div, .section, .main, .article, .body, .html, .center: return child
                default: return nil
                }
            }
            child = tree[child].next
        }
        return nil
    }
}
