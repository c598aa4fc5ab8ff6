import DocumentModel
import HTMLScanning

/// Marks what readers wrote under a story, where all of a page is taken.
///
/// Main text leaves it out. On a page that is mostly comments, a forum's, they are the content and
/// keep their zones.
enum CommentZones {
    /// The zones, with those that lie in a part for comments marked as that.
    ///
    /// - Parameter offsets: The way back to the decoded page.
    static func marked(
        _ zones: [Mention<Zone>], _ offsets: OffsetMap, _ metrics: PageMetrics,
        _ tree: borrowing HTMLTree
    ) -> [Mention<Zone>] {
        let parts = parts(metrics, tree)
        guard !parts.isEmpty else { return zones }
        var next = 0
        return zones.map { zone in
            let source = offsets.source(of: zone.span)
            while next < parts.count, parts[next].upperBound <= source.lowerBound { next += 1 }
            guard next < parts.count, parts[next].lowerBound <= source.lowerBound,
                zone.value != .title
            else { return zone }
            return Mention(zone.span, .comment)
        }
    }

    /// The bytes of the parts whose class or id says that they hold comments, in document order.
    private static func parts(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [Range<Int>] {
        let page = metrics[HTMLTree.document]
        var found: [Range<Int>] = []
        var all: UInt32 = 0
        for id in metrics.order where metrics[id].concepts.contains(.comments) {
            let start = Int(tree[id].start)
            guard found.last.map({ start >= $0.upperBound }) ?? true else { continue }
            switch tree[id].tag {
            case .html, .body, .main, .article: continue
            default: break
            }
            let end = tree.following(id).map { Int(tree[$0].start) } ?? tree.source.count
            guard start < end else { continue }
            found.append(start..<end)
            all += metrics[id].text
        }
        return all * 2 <= page.text ? found : []
    }
}
