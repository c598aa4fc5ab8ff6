import DocumentModel
import HTMLScanning

/// When a page was published and last changed, as its metadata, its text and its address say it.
///
/// What the page says to machines is surest, unless a reader sees a day beside it: times in UTC fall
/// on the neighbouring day. What a reader sees counts as the page's even where machines are told the
/// same. The day of a copy never counts.
struct PublicationDate {
    /// ISO 8601, of any precision.
    private(set) var published: String?
    private(set) var source = DocumentMetadata.DateSource.none
    private(set) var modified: String?

    /// - Parameters:
    ///   - metrics: Those of the whole page, nothing dropped.
    ///   - address: Where the page was fetched from, else as it gives it.
    ///   - heading: The page's title: a date after it goes before others.
    ///   - readsText: Whether dates that a reader sees are looked for: on a page of several stories
    ///     each has its own.
    init(
        _ metadata: PageMetadata, _ metrics: PageMetrics, _ tree: borrowing HTMLTree,
        dateLine: DateLine, address: String?, heading: HTMLTree.NodeID?, readsText: Bool = true
    ) {
        let language = metadata.declaredLanguage
        func machine(_ text: String?) -> String? {
            text.flatMap {
                PageDate.iso($0) ?? dateLine.date(Array($0.utf8).head(64), in: language)
            }
        }
        func first(_ properties: [PageProperty]) -> String? {
            properties.lazy.compactMap { machine(metadata.properties[$0]) }.first
        }
        let visible = VisibleDates(
            metadata, metrics, tree, dateLine: dateLine, heading: heading, readsText: readsText)
        let sure =
            first(PageProperty.surePublications) ?? machine(metadata.linkedData.published)
            ?? visible.declared
        let inAddress = address.flatMap(PageDate.inAddress)
        modified =
            first(PageProperty.modifications) ?? machine(metadata.linkedData.modified)
            ?? visible.modified
        if let sure {
            settle(sure, seen: visible.days, inAddress)
        } else if let day = visible.best {
            published = day
            source = .page
        } else if let date = first(PageProperty.otherPublications) {
            settle(date, seen: visible.days, inAddress)
        } else if let inAddress {
            published = inAddress
            source = .url
        } else if let changed = visible.modified {
            // The only date that a reader sees.
            published = changed
            source = .page
        }
    }

    /// Takes a date that machines are told, or the one that a reader sees of the same day or the
    /// one beside it.
    private mutating func settle(_ date: String, seen: [String], _ address: String?) {
        if seen.contains(date) {
            published = date
            source = .page
        } else if let local = seen.first(where: { PageDate.isNear($0, date) }) {
            published = local
            source = .page
        } else if let address, address != date, PageDate.isNear(address, date) {
            published = address
            source = .url
        } else {
            published = date
            source = .metadata
        }
    }
}

/// The dates that a reader of a page sees.
struct VisibleDates {
    typealias NodeID = HTMLTree.NodeID

    /// The one the page marks as its date of publication.
    private(set) var declared: String?
    /// The likeliest date of publication: a day, else a month.
    private(set) var best: String?
    private(set) var modified: String?
    /// All days, in document order.
    private(set) var days: [String] = []

    /// Bytes of text in a block beyond which it is prose.
    private static let longest: UInt32 = 90
    /// Bytes of prose after which a date stands at the end of a story, or in a note.
    private static let mostProse: UInt32 = 300
    private static let mostDays = 64
    /// Lines with a year in them that are read.
    private static let mostLines = 2000

    init(
        _ metadata: PageMetadata, _ metrics: PageMetrics, _ tree: borrowing HTMLTree,
        dateLine: DateLine, heading: NodeID?, readsText: Bool
    ) {
        readTimes(metadata, metrics, tree, dateLine)
        guard readsText else {
            best = nil
            return
        }
        var scan = Scan(language: metadata.declaredLanguage, isAfterHeading: heading == nil)
        for id in metrics.order {
            if id == heading { scan.isAfterHeading = true }
            guard tree[id].kind == .text else { continue }
            let block = metrics[id].block
            let direct = metrics.direct[Int(block)]
            if direct.isProse, direct.text > Self.longest {
                if block != scan.block, scan.isAfterHeading {
                    if scan.prose == 0 { scan.readDateline(id, tree, dateLine) }
                    // A block counts again after each one in it: the sum has no bound of its own.
                    if scan.prose <= Self.mostProse { scan.prose += direct.text }
                }
                scan.block = block
                continue
            }
            guard direct.text >= 6, !metrics[id].isInLink, days.count < Self.mostDays,
                !metrics[block].concepts.contains(.comments),
                scan.lines < Self.mostLines, Self.mayHoldDate(id, tree),
                let text = Self.line(from: id, metrics, tree)
            else { continue }
            scan.lines += 1
            scan.read(text, isItem: tree[block].tag == .li, dateLine, &days)
        }
        best = best ?? scan.best
        modified = modified ?? scan.modified
    }

    /// The dates of `time` elements and of those that microdata mark.
    private mutating func readTimes(
        _ metadata: PageMetadata, _ metrics: PageMetrics, _ tree: borrowing HTMLTree,
        _ dateLine: DateLine
    ) {
        for time in metadata.times {
            guard !Self.isInComments(time.node, metrics, tree) else { continue }
            let text = time.text ?? PageTitle.text(of: tree, under: time.node)
            guard
                let date = PageDate.iso(text)
                    ?? dateLine.date(Array(text.utf8).head(64), in: metadata.declaredLanguage)
            else { continue }
            switch time.kind {
            case .published: declared = declared ?? date
            case .modified: modified = modified ?? date
            case .unsaid: best = best ?? date
            case .other: break
            }
        }
    }

    private static func isInComments(
        _ id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> Bool {
        var ancestor = id
        var level = 0
        while ancestor > HTMLTree.document, level < 24 {
            if metrics[ancestor].concepts.contains(.comments) { return true }
            ancestor = tree[ancestor].parent
            level += 1
        }
        return false
    }

    private static func mayHoldDate(_ id: NodeID, _ tree: borrowing HTMLTree) -> Bool {
        // The year may stand in a later node of the line.
        let node = tree[id]
        if node.next != HTMLTree.none, tree[node.next].kind == .comment { return true }
        return tree.source.withUnsafeBufferPointer { DateLine.mayHoldDate($0, node.range) }
    }

    /// The text from a node on, with that of the nodes after it which only comments part from it;
    /// nil where it goes on an earlier node, or is long.
    private static func line(
        from id: NodeID, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> [UInt8]? {
        let before = tree[id].previous
        if before != HTMLTree.none, tree[before].kind == .comment,
            tree[before].previous != HTMLTree.none, metrics[tree[before].previous].text > 0,
            tree[tree[before].previous].kind == .text
        {
            return nil
        }
        guard tree[id].range.count < 400 else { return nil }
        return text(from: id, atMost: 400, tree)
    }

    /// The beginning of the text from a node on, over comments in it.
    fileprivate static func text(
        from id: NodeID, atMost limit: Int, _ tree: borrowing HTMLTree
    ) -> [UInt8] {
        var text = ""
        var next = id
        while next != HTMLTree.none, text.utf8.count < limit {
            let node = tree[next]
            guard node.kind == .text || node.kind == .comment else { break }
            if node.kind == .text {
                let end = min(node.range.upperBound, node.range.lowerBound + limit)
                text += PageTitle.text(of: tree, in: node.range.lowerBound..<end)
            }
            next = node.next
        }
        return Array(text.withoutUnseen.utf8)
    }

    /// What a walk over the page's short lines has come upon.
    private struct Scan {
        let language: LanguageCode?
        var isAfterHeading: Bool
        /// The block of prose that was read last, and how much prose there was after the heading.
        var block = HTMLTree.none
        var prose: UInt32 = 0
        var lines = 0
        var modified: String?
        private var after: String?
        private var dateline: String?
        private var before: String?
        private var month: String?

        init(language: LanguageCode?, isAfterHeading: Bool) {
            self.language = language
            self.isAfterHeading = isAfterHeading
        }

        var best: String? { after ?? dateline ?? before ?? month }

        mutating func read(
            _ text: [UInt8], isItem: Bool, _ dateLine: DateLine, _ days: inout [String]
        ) {
            let line = dateLine.line(text, in: language)
            guard let found = line.dates.first(where: \.isDay) ?? line.dates.first,
                line.role != .copied
            else { return }
            guard line.role != .updated else {
                if found.isDay { modified = modified ?? found.date }
                return
            }
            let others = line.others(than: found)
            if prose > VisibleDates.mostProse, isItem || others.all > 2 { return }
            guard found.isDay else {
                // "Lima, March 2019" over the title, or a line under it; never a calendar's entry.
                if !isItem, others.all <= 4, isAfterHeading || (1...3).contains(others.before) {
                    month = month ?? found.date
                }
                return
            }
            if others.all <= 6 { days.append(found.date) }
            if isAfterHeading {
                after = after ?? found.date
            } else {
                before = before ?? found.date
            }
        }

        /// The date that opens the first paragraph: "Lima, 3 March 2019 – ".
        mutating func readDateline(
            _ id: NodeID, _ tree: borrowing HTMLTree, _ dateLine: DateLine
        ) {
            dateline = dateLine.dateline(
                of: VisibleDates.text(from: id, atMost: 160, tree), in: language)
        }
    }
}
