import DocumentModel
import HTMLScanning

/// What a page calls the body that publishes it.
enum PagePublisher {
    /// The names, the surest first, without repeats.
    static func names(
        _ metadata: PageMetadata, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [String] {
        let properties: [PageProperty] = [
            .dublinCoreTermsPublisher, .dublinCorePublisher, .citationPublisher, .publisher,
            .siteName, .applicationName, .copyright,
        ]
        var names = [metadata.linkedData.publisher].compactMap { $0 }
        names += properties.compactMap { metadata.properties[$0] }
        names += [rightsLine(metrics, tree)].compactMap { $0 }
        var seen: Set<String> = []
        return names.map(PageMetadata.collapsed).filter {
            !$0.isEmpty && $0.utf8.count <= longest && seen.insert($0).inserted
        }
    }

    /// In bytes: a longer text is no name.
    private static let longest = 200

    /// The last short text with a copyright sign in it.
    private static func rightsLine(
        _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> String? {
        // It stands at the end, among few texts.
        for id in metrics.order.reversed().prefix(400)
        where tree[id].kind == .text && tree[id].range.count <= longest && holdsSign(id, tree) {
            return PageTitle.text(of: tree, in: tree[id].range)
        }
        return nil
    }

    private static func holdsSign(_ id: HTMLTree.NodeID, _ tree: borrowing HTMLTree) -> Bool {
        let range = tree[id].range
        return tree.source.withUnsafeBufferPointer { bytes in
            for offset in range {
                if bytes[offset] == 0xA9, offset > range.lowerBound, bytes[offset - 1] == 0xC2 {
                    return true
                }
                if bytes[offset] == UInt8(ascii: "&") {
                    let rest = offset..<min(offset + 6, range.upperBound)
                    let name = bytes.lowered(rest)
                    if name.starts(with: "&copy".utf8) || name.starts(with: "&#169".utf8) {
                        return true
                    }
                }
            }
            return false
        }
    }
}
