import HTMLScanning

/// Takes out of a chosen root what stands in it like paragraphs and yet is no part of its story:
/// pointers to other stories, the day it was published, headings of what was dropped, and the
/// links after its last paragraph.
struct RootTrimming {
    typealias NodeID = HTMLTree.NodeID

    private let root: NodeID
    /// The blocks with text of their own, in document order. One whose text goes on after a block
    /// inside it stands there again.
    private var blocks: [NodeID] = []
    private var times: [NodeID] = []

    init(_ root: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree) {
        self.root = root
        var current: NodeID? = root
        while let id = current {
            let node = metrics[id]
            if tree[id].kind == .text {
                if node.text > 0, blocks.last != node.block { blocks.append(node.block) }
            } else if tree[id].tag == .time, !node.isDropped {
                times.append(id)
            }
            current = metrics.next(after: id, in: root, tree)
        }
    }

    func trim(_ metrics: inout PageMetrics, _ tree: borrowing HTMLTree) {
        for id in blocks where isPointer(id, metrics, tree) { metrics.drop(id, tree) }
        for id in times where isDateLine(id, metrics, tree) {
            metrics.drop(metrics[id].block, tree)
        }
        dropTail(&metrics, tree)
        dropHeadings(&metrics, tree)
    }

    /// Whether no other block stands in this one.
    private func isLeaf(_ id: NodeID, _ metrics: PageMetrics) -> Bool {
        id != root && metrics[id].text == metrics.direct[Int(id)].text
    }

    /// Whether a paragraph is a link with a word or two before it: "Read also: …".
    private func isPointer(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        switch tree[id].tag {
        case .p, .div, .blockquote: break
        default: return false
        }
        guard isLeaf(id, metrics), tree[tree[id].parent].tag != .li else { return false }
        let direct = metrics.direct[Int(id)]
        return direct.text < 250 && direct.text - direct.link <= 35
            && direct.link * 2 >= direct.text && direct.link > 0
    }

    /// Whether a `time` element is what its block is for.
    private func isDateLine(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        let block = metrics[id].block
        switch tree[block].tag {
        case .li, .td, .th, .dt, .dd: return false
        default: break
        }
        let direct = metrics.direct[Int(block)]
        return isLeaf(block, metrics) && direct.text < 90 && metrics[id].text * 3 > direct.text
    }

    /// Drops headings and links after the last paragraph, which are less than a third of the root.
    private func dropTail(_ metrics: inout PageMetrics, _ tree: borrowing HTMLTree) {
        var budget = metrics[root].text * 3 / 10
        for id in blocks.reversed() where !metrics[id].isDropped {
            let direct = metrics.direct[Int(id)]
            let isLink = direct.text < 150 && direct.link * 2 > direct.text
            guard isLeaf(id, metrics), direct.text < budget,
                isLink || isHeading(id, metrics, tree)
            else { return }
            budget -= direct.text
            metrics.drop(id, tree)
        }
    }

    /// Drops headings under which everything was dropped.
    private func dropHeadings(_ metrics: inout PageMetrics, _ tree: borrowing HTMLTree) {
        let left = blocks.filter { !metrics[$0].isDropped }
        for (index, id) in left.enumerated() where isHeading(id, metrics, tree) {
            var sibling = tree[id].next
            while sibling != HTMLTree.none, metrics[sibling].text == 0 {
                sibling = tree[sibling].next
            }
            guard sibling != HTMLTree.none, metrics[sibling].isDropped else { continue }
            if index + 1 == left.count || isHeading(left[index + 1], metrics, tree) {
                metrics.drop(id, tree)
            }
        }
    }

    /// Whether a block is a heading, or a short line that announces what follows.
    private func isHeading(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        switch tree[id].tag {
        case .h2, .h3, .h4, .h5, .h6: return id != root
        case .p, .div: return isLeaf(id, metrics) && metrics[id].text < 60 && endsInColon(id, tree)
        default: return false
        }
    }

    private func endsInColon(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        var last = tree[id].lastChild
        while last != HTMLTree.none {
            let node = tree[last]
            if node.kind == .text, let end = tree.source[node.range].last(where: { $0 > 0x20 }) {
                return end == UInt8(ascii: ":")
            }
            last = node.lastChild != HTMLTree.none ? node.lastChild : node.previous
        }
        return false
    }
}
