/// What is known of a site's lines: how many of its pages each stands on, where, and beside what.
struct SiteProfile: Sendable, Hashable {
    /// The pages that were counted, copies left out.
    var pageCount: Int
    var lines: [UInt64: LineRecord]
}

/// One line that recurs over the pages of a site. All counts are of pages.
struct LineRecord: Sendable, Hashable {
    var pages: Int
    /// Before the first prose that is a page's own, between such prose, and behind the last.
    var head: Int
    var body: Int
    var foot: Int
    /// The other line that most often stands before this one: its key, or ``CountedLine/edge``.
    var before: UInt64
    var beforePages: Int
    var after: UInt64
    var afterPages: Int
    /// How many lines the run of recurring lines around it has on most pages.
    var block: Int
    /// How often it stands on one page, on most pages.
    var times: Int
    var numbers: Numbers

    /// The numbers in the line over all pages.
    enum Numbers: Sendable, Hashable {
        case none
        /// The hash of the only ones there are.
        case constant(UInt32)
        case varying
    }
}

/// How often is often enough.
struct RecurrenceLimits: Sendable {
    var leastPages = 3
    var share = 0.5
    var strictShare = 0.8
    var leastLines = 4

    /// At the head of a page, a run of short lines on so many pages is furniture whatever the share:
    /// a large site has many templates.
    static let enoughPages = 20
    /// Less than this no profile holds.
    static let leastShare = 0.2
    static let fewestPages = 3

    /// The pages a line must stand on that is short and holds no number.
    func needed(of pageCount: Int, atHead: Bool) -> Int {
        let needed = max(leastPages, (share * Double(pageCount)).roundedUp)
        return atHead ? min(needed, max(leastPages, Self.enoughPages)) : needed
    }

    /// The pages a line must stand on that would be missed if it were the page's own. Behind the
    /// head more are needed: background that a series of stories shares stands there.
    func neededStrictly(of pageCount: Int, atHead: Bool) -> Int {
        max(
            atHead ? leastPages : 2 * leastPages,
            (strictShare * Double(pageCount)).roundedUp)
    }

    /// The pages from which a profile holds a line.
    static func held(of pageCount: Int) -> Int {
        max(fewestPages, (leastShare * Double(pageCount)).roundedUp)
    }
}

extension Double {
    /// The whole number next to this, with room for what division leaves behind.
    fileprivate var roundedUp: Int { Int((self - 1e-9).rounded(.up)) }
}

/// The part of a page a line stands in.
enum PagePart: Int, Sendable, CaseIterable {
    case head, body, foot
}

/// Parts a page at the prose that is its own.
struct PageParts {
    /// The first and the last line of own prose; nil where the page has none.
    private(set) var own: ClosedRange<Int>?

    init(of lines: [CountedLine], isOwn: (CountedLine) -> Bool) {
        let isOwnProse = { (line: CountedLine) in line.traits.contains(.prose) && isOwn(line) }
        if let first = lines.firstIndex(where: isOwnProse),
            let last = lines.lastIndex(where: isOwnProse)
        {
            own = first...last
        }
    }

    subscript(index: Int) -> PagePart {
        guard let own, index >= own.lowerBound else { return .head }
        return index > own.upperBound ? .foot : .body
    }
}

extension SiteProfile {
    /// Cuts a page into runs of lines that stand side by side on `least` pages.
    ///
    /// Behind the head each must also nearly always stand beside the other: what follows a label on
    /// some pages only is a list that pages fill in.
    func runs(
        of page: [CountedLine], _ parts: PageParts, least: Int, strictShare: Double
    ) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for index in page.indices {
            let next = index + 1
            if next < page.count, page[index].traits.isDisjoint(with: .fixed),
                page[next].traits.isDisjoint(with: .fixed)
            {
                let (first, second) = (page[index].key, page[next].key)
                let pages = pages(with: first, before: second)
                let most = max(lines[first]?.pages ?? 0, lines[second]?.pages ?? 0)
                let isSure = Double(pages) >= strictShare * Double(most)
                if pages >= least, isSure || parts[next] == .head { continue }
            }
            runs.append(start..<next)
            start = next
        }
        return runs
    }

    /// On how many pages the two lines stand side by side, as far as the profile knows: each holds
    /// its commonest neighbours.
    func pages(with first: UInt64, before second: UInt64) -> Int {
        guard first != second else { return lines[first]?.pages ?? 0 }
        var pages = 0
        if let record = lines[first], record.after == second { pages = record.afterPages }
        if let record = lines[second], record.before == first {
            pages = max(pages, record.beforePages)
        }
        return pages
    }
}
