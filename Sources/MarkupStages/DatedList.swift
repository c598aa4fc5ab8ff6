import HTMLScanning

/// Tells a page that lists stories one after another in one element: a linked heading, a line with a
/// date, some text, and so on. Where each story has an element of its own, that shows it already.
enum DatedList {
    typealias NodeID = HTMLTree.NodeID

    /// Stories that make a list.
    private static let fewest = 3

    /// Whether three stories or more stand so, and hold most of the page's prose.
    static func isFound(_ metrics: PageMetrics, _ tree: borrowing HTMLTree) -> Bool {
        var list = HTMLTree.none
        var count = 0
        var prose: UInt32 = 0
        for id in metrics.headings where isLinkedHeading(id, metrics, tree) {
            if tree[id].parent != list {
                list = tree[id].parent
                count = 0
                prose = 0
            }
            guard let text = datedText(after: id, metrics, tree) else { continue }
            count += 1
            prose += text
            if count >= fewest, prose * 2 > metrics[HTMLTree.document].prose { return true }
        }
        return false
    }

    /// Whether a heading is the link to a story of its own.
    static func isLinkedHeading(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        switch tree[id].tag {
        case .h2, .h3, .h4:
            let node = metrics[id]
            return !node.isDropped && node.text >= 10 && node.link * 10 >= node.text * 8
        default: return false
        }
    }

    /// The prose between a heading and the next, if a short line with a year stands there too.
    private static func datedText(
        after heading: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> UInt32? {
        var prose: UInt32 = 0
        var isDated = false
        var next = tree[heading].next
        var steps = 0
        while next != HTMLTree.none, steps < 64, !isHeading(tree[next].tag) {
            let node = metrics[next]
            prose += node.prose
            if !isDated, tree[next].kind == .element, node.text > 0, node.text <= 60 {
                isDated = holdsYear(next, tree)
            }
            next = tree[next].next
            steps += 1
        }
        return isDated && prose > 0 ? prose : nil
    }

    private static func isHeading(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .h1, .h2, .h3, .h4: true
        default: false
        }
    }

    private static func holdsYear(_ root: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        var current: NodeID? = root
        while let id = current {
            let node = tree[id]
            if node.kind == .text,
                tree.source.withUnsafeBufferPointer({ DateLine.mayHoldDate($0, node.range) })
            {
                return true
            }
            current = tree.successor(id, in: root)
        }
        return false
    }
}
