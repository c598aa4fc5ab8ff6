import HTMLScanning

/// Tells a page that holds its frame and nothing in it: what scripts are to fill, or a list without
/// entries.
enum PageShell {
    typealias NodeID = HTMLTree.NodeID

    /// What such a page is flagged with.
    static let flag = "no-main-text"

    /// Bytes of text outside of a frame that say nothing yet: a link to the start, "Loading".
    private static let most: UInt32 = 200

    /// Whether nearly all that a page shows stands in its footer, menus and controls.
    ///
    /// - Complexity: O(1) for most pages: the first paragraph says that it is none.
    static func isFound(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> Bool {
        let page = metrics[HTMLTree.document]
        guard page.text > 0 else { return false }
        var outside: UInt32 = 0
        var current: NodeID? = HTMLTree.document
        while let id = current {
            let node = metrics[id]
            if node.isDropped || node.text == 0 || isFrame(id, node, tree) {
                current = tree.following(id)
                continue
            }
            if tree[id].kind == .text {
                outside += node.text
                if outside > most || metrics.direct[Int(node.block)].isProse { return false }
            }
            current = tree.successor(id)
        }
        return outside * 5 <= page.text
    }

    private static func isFrame(
        _ id: NodeID, _ node: PageMetrics.Node, _ tree: borrowing HTMLTree
    ) -> Bool {
        switch tree[id].tag {
        case .footer, .nav, .menu, .select, .button, .textarea, .dialog: true
        // What forums say to readers without scripts is the thread; what others say is short.
        case .noscript: node.text < most
        default: false
        }
    }
}
