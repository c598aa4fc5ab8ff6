/// Tells on one page which lines are furniture of its site.
///
/// A line that is taken out wrongly takes its figures with it, so a doubt decides for the page: what
/// recurs must recur among the same neighbours, prose and numbers on nearly all pages, and numbers
/// that differ from page to page are figures, which stay with the labels around them.
struct RecurringLines {
    /// Lines to take out, one after another, and on how many pages the rarest of them stands.
    struct Block: Hashable {
        let lines: Range<Int>
        let pages: Int
    }

    private let page: [CountedLine]
    private let profile: SiteProfile
    private let limits: RecurrenceLimits
    private let parts: PageParts
    private let records: [LineRecord?]
    private let neighbours: [(before: UInt64, after: UInt64)]

    /// Lines before and behind a figure that may be its labels: the headings of columns, the name
    /// of the row.
    private static let labelsBefore = 8
    private static let labelsBehind = 2

    init(_ page: [CountedLine], _ profile: SiteProfile, _ limits: RecurrenceLimits) {
        self.page = page
        self.profile = profile
        self.limits = limits
        records = page.map { profile.lines[$0.key] }
        neighbours = page.neighbours
        let held = RecurrenceLimits.held(of: profile.pageCount)
        parts = PageParts(of: page) { (profile.lines[$0.key]?.pages ?? 0) < held }
    }

    func blocks() -> [Block] {
        var isMarked = page.map { _ in false }
        var runLengths = page.map { _ in 0 }
        let runs = runs()
        for run in runs {
            for index in run.lines {
                runLengths[index] = run.lines.count
                isMarked[index] = isFurniture(index, in: run)
            }
        }
        spareIdleLines(&isMarked)
        spareLabels(&isMarked)
        spareRepeats(&isMarked, runLengths)
        spareOnlyProse(&isMarked)
        spareForms(runs, &isMarked)
        guard isMarked.contains(false) else { return [] }
        return blocks(of: isMarked)
    }

    // MARK: Runs

    /// Lines that stand one after another on other pages too, and the number of pages that theirs
    /// is a share of.
    private struct Run {
        let lines: Range<Int>
        let pageCount: Int
        /// The lines, and the edges of the page that they stand at as on other pages.
        var length = 0
    }

    private func runs() -> [Run] {
        let all = profile.pageCount
        let usual = profile.runs(
            of: page, parts, least: limits.needed(of: all, atHead: true),
            strictShare: limits.strictShare)
        let loose = profile.runs(
            of: page, parts, least: limits.leastPages, strictShare: limits.strictShare)
        // Both part the page, so that one pass over each is enough.
        var next = 0
        return loose.flatMap { run in
            let first = next
            while next < usual.count, usual[next].lowerBound < run.upperBound { next += 1 }
            if let pageCount = pagesOfTemplate(run) {
                return [Run(lines: run, pageCount: pageCount)]
            }
            return usual[first..<next].map { Run(lines: $0, pageCount: all) }
        }.map { run in
            var run = run
            run.length = run.lines.count + edges(of: run)
            return run
        }
    }

    /// The pages that a long run at the head is the template of: a site has several, by language,
    /// section and year, and each is a small share of it. Nil where it is none.
    private func pagesOfTemplate(_ run: Range<Int>) -> Int? {
        guard run.count >= 2 * limits.leastLines, run.allSatisfy({ parts[$0] == .head }) else {
            return nil
        }
        let pages = run.map { records[$0]?.head ?? 0 }.sorted()[run.count / 2]
        return pages >= 2 * limits.leastPages ? min(pages, profile.pageCount) : nil
    }

    // MARK: What recurs

    /// How many edges of the page the run stands at as it does on other pages.
    private func edges(of run: Run) -> Int {
        let needed = limits.needed(of: run.pageCount, atHead: false)
        let first = run.lines.lowerBound == 0 ? records[0] : nil
        let last = run.lines.upperBound == page.count ? records[page.count - 1] : nil
        let isFirst =
            first.map { $0.before == CountedLine.edge && $0.beforePages >= needed } ?? false
        let isLast = last.map { $0.after == CountedLine.edge && $0.afterPages >= needed } ?? false
        return (isFirst ? 1 : 0) + (isLast ? 1 : 0)
    }

    private func isFurniture(_ index: Int, in run: Run) -> Bool {
        guard let record = records[index], !page[index].traits.contains(.fixed) else {
            return false
        }
        let part = parts[index]
        let pages = part == .body ? record.body : record.head + record.foot
        let strictly = limits.neededStrictly(of: run.pageCount, atHead: part == .head)
        guard run.length >= 2, run.length >= limits.leastLines || pages >= strictly,
            run.lines.count * 2 >= record.block
        else { return false }
        switch numbers(at: index) {
        case .varying:
            // Looked at once more when the lines around it are known.
            return page[index].traits.contains(.idle)
        case .none where part != .body && page[index].traits.isDisjoint(with: [.prose, .contact]):
            return pages >= limits.needed(of: run.pageCount, atHead: part == .head)
        case .none, .constant:
            guard pages >= strictly else { return false }
            return !page[index].traits.contains(.prose) || isAmongItsOwn(index, strictly)
        }
    }

    /// The numbers of the line here and on other pages.
    private func numbers(at index: Int) -> LineRecord.Numbers {
        guard page[index].digits > 0 else { return .none }
        let own = LineRecord.Numbers.constant(page[index].digits)
        return records[index]?.numbers == own ? own : .varying
    }

    /// Whether both neighbours are those of nearly all pages: the start of a story may recur as a
    /// teaser, but not with what follows it.
    private func isAmongItsOwn(_ index: Int, _ needed: Int) -> Bool {
        let key = page[index].key
        let (before, after) = neighbours[index]
        return profile.pages(with: before, before: key) >= needed
            && profile.pages(with: key, before: after) >= needed
    }

    // MARK: What stays all the same

    /// A date or counter that changes goes only with the lines on both sides of it.
    private func spareIdleLines(_ isMarked: inout [Bool]) {
        for index in page.indices where isMarked[index] && numbers(at: index) == .varying {
            let isBetween = index > 0 && isMarked[index - 1] && index + 1 < page.count
            isMarked[index] = isBetween && isMarked[index + 1] && parts[index] != .body
        }
    }

    /// Figures keep what may be their labels.
    private func spareLabels(_ isMarked: inout [Bool]) {
        for index in page.indices
        where records[index] != nil && numbers(at: index) == .varying
            && page[index].traits.isDisjoint(with: [.idle, .prose])
        {
            let lower = max(0, index - Self.labelsBefore)
            for near in lower...min(page.count - 1, index + Self.labelsBehind) {
                isMarked[near] = false
            }
        }
    }

    /// Of a line that stands here more often than on other pages, the surplus is the page's own:
    /// first what stands in the shortest runs, and of those the last.
    private func spareRepeats(_ isMarked: inout [Bool], _ runLengths: [Int]) {
        var places: [UInt64: [Int]] = [:]
        for index in page.indices { places[page[index].key, default: []].append(index) }
        for (key, places) in places {
            guard let times = profile.lines[key]?.times, places.count > times else { continue }
            let spared = places.sorted { (runLengths[$0], -$0) < (runLengths[$1], -$1) }
            for index in spared.prefix(places.count - times) { isMarked[index] = false }
        }
    }

    /// Where nothing would be left of a page's prose, what recurs on other pages is here the page.
    private func spareOnlyProse(_ isMarked: inout [Bool]) {
        guard parts.own == nil else { return }
        for index in page.indices where page[index].traits.contains(.prose) {
            isMarked[index] = false
        }
    }

    /// A run of which most stays is a form that pages fill in, not furniture.
    private func spareForms(_ runs: [Run], _ isMarked: inout [Bool]) {
        for run in runs.map(\.lines) where run.count(where: { isMarked[$0] }) * 2 < run.count {
            for index in run { isMarked[index] = false }
        }
    }

    // MARK: Blocks

    private func blocks(of isMarked: [Bool]) -> [Block] {
        var blocks: [Block] = []
        var index = 0
        while index < isMarked.count {
            let end = isMarked[index...].firstIndex(of: !isMarked[index]) ?? isMarked.count
            if isMarked[index] {
                let pages = records[index..<end].compactMap { $0?.pages }.min() ?? 0
                blocks.append(Block(lines: index..<end, pages: pages))
            }
            index = end
        }
        return blocks
    }
}
