/// Learns a site's profile from its pages.
struct SiteLearning {
    private let pages: [[CountedLine]]
    /// Lines whose numbers differ anywhere on the site, also on pages that are near copies: tables of
    /// one form with other figures are that.
    private var numbers: [UInt64: LineRecord.Numbers] = [:]
    private var counts: [UInt64: Int] = [:]
    private var floor = 0

    /// - Parameter pages: sorted by digest.
    init(_ pages: [[CountedLine]]) {
        self.pages = NearCopies.leftOut(of: pages)
        for line in pages.joined() {
            let found: LineRecord.Numbers = line.digits == 0 ? .none : .constant(line.digits)
            if let known = numbers[line.key], known != found {
                numbers[line.key] = .varying
            } else {
                numbers[line.key] = found
            }
        }
    }

    /// Nil where the site has too few pages to tell what recurs.
    mutating func profile() -> SiteProfile? {
        guard pages.count >= RecurrenceLimits.fewestPages else { return nil }
        floor = RecurrenceLimits.held(of: pages.count)
        for page in pages {
            for key in Set(page.map(\.key)) { counts[key, default: 0] += 1 }
        }
        var drafts: [UInt64: Draft] = [:]
        for (key, count) in counts where count >= min(floor, RecurrenceLimits.enoughPages) {
            drafts[key] = Draft(pages: count)
        }
        guard !drafts.isEmpty else { return nil }
        for page in pages { look(at: page, &drafts) }
        var profile = SiteProfile(pageCount: pages.count, lines: drafts.mapValues(\.record))
        var runs: [UInt64: [Int]] = [:]
        for page in pages { measureRuns(on: page, profile, &runs) }
        for (key, numbers) in numbers { profile.lines[key]?.numbers = numbers }
        for (key, lengths) in runs { profile.lines[key]?.block = lengths.median }
        profile.lines = profile.lines.filter { isHeld($0.value) }
        return profile.lines.isEmpty ? nil : profile
    }

    private func isHeld(_ record: LineRecord) -> Bool {
        record.pages >= floor || record.head >= RecurrenceLimits.enoughPages
    }

    /// What the pages show of one line, while they are looked at.
    private struct Draft {
        let pages: Int
        var parts = [0, 0, 0]
        var before: [UInt64: Int] = [:]
        var after: [UInt64: Int] = [:]
        var times: [Int] = []

        init(pages: Int) {
            self.pages = pages
        }

        var record: LineRecord {
            let first = Draft.commonest(before)
            let last = Draft.commonest(after)
            return LineRecord(
                pages: pages, head: parts[PagePart.head.rawValue],
                body: parts[PagePart.body.rawValue], foot: parts[PagePart.foot.rawValue],
                before: first.key, beforePages: first.pages, after: last.key,
                afterPages: last.pages, block: 1, times: times.median, numbers: .none)
        }

        /// Of those that are equally common, the one with the smallest key.
        private static func commonest(_ counts: [UInt64: Int]) -> (key: UInt64, pages: Int) {
            counts.map { (key: $0.key, pages: $0.value) }
                .max { ($0.pages, $1.key) < ($1.pages, $0.key) } ?? (CountedLine.edge, 0)
        }
    }

    private func parts(of page: [CountedLine]) -> PageParts {
        PageParts(of: page) { (counts[$0.key] ?? 0) < floor }
    }

    private func look(at page: [CountedLine], _ drafts: inout [UInt64: Draft]) {
        let parts = parts(of: page)
        var found:
            [UInt64: (parts: Set<Int>, before: Set<UInt64>, after: Set<UInt64>, times: Int)] =
                [:]
        let neighbours = page.neighbours
        for (index, line) in page.enumerated() where drafts[line.key] != nil {
            var line = found[line.key] ?? ([], [], [], 0)
            line.parts.insert(parts[index].rawValue)
            line.before.insert(neighbours[index].before)
            line.after.insert(neighbours[index].after)
            line.times += 1
            found[page[index].key] = line
        }
        for (key, line) in found {
            for part in line.parts { drafts[key]?.parts[part] += 1 }
            for other in line.before { drafts[key]?.before[other, default: 0] += 1 }
            for other in line.after { drafts[key]?.after[other, default: 0] += 1 }
            drafts[key]?.times.append(line.times)
        }
    }

    /// Notes for each line on the page how long the longest run is that it stands in.
    private func measureRuns(
        on page: [CountedLine], _ profile: SiteProfile, _ runs: inout [UInt64: [Int]]
    ) {
        var longest: [UInt64: Int] = [:]
        let least = min(floor, RecurrenceLimits.enoughPages)
        let parts = parts(of: page)
        let limits = RecurrenceLimits()
        for run in profile.runs(of: page, parts, least: least, strictShare: limits.strictShare) {
            for index in run where profile.lines[page[index].key] != nil {
                longest[page[index].key] = max(longest[page[index].key] ?? 0, run.count)
            }
        }
        for (key, length) in longest { runs[key, default: []].append(length) }
    }
}

/// Pages that say nearly the same: the same story under two addresses, its print view. They count
/// once, or a story that is published three times would be taken for furniture.
enum NearCopies {
    /// The part of the prose that two pages share from which they count as one.
    private static let share = 0.8
    /// A page with less prose, in characters, is compared by all of its lines,
    private static let leastProse = 120
    /// more strictly.
    private static let shareOfAll = 0.9

    /// - Parameter pages: in an order that depends on what they hold alone: of copies the first
    ///   stays.
    static func leftOut(of pages: [[CountedLine]]) -> [[CountedLine]] {
        var kept: [[CountedLine]] = []
        var prose = Kept()
        var all = Kept()
        for page in pages {
            let parts = widths(page.filter { $0.traits.contains(.prose) })
            if parts.values.reduce(0, +) >= leastProse {
                guard prose.add(parts, unlessShared: share) else { continue }
            } else {
                guard all.add(widths(page), unlessShared: shareOfAll) else { continue }
            }
            kept.append(page)
        }
        return kept
    }

    private static func widths(_ lines: [CountedLine]) -> [UInt64: Int] {
        Dictionary(lines.map { ($0.key, Int($0.width)) }) { first, _ in first }
    }

    private struct Kept {
        private var totals: [Int] = []
        private var pagesByLine: [UInt64: [Int]] = [:]

        /// Whether no page kept before shares that much of the larger one.
        mutating func add(_ lines: [UInt64: Int], unlessShared share: Double) -> Bool {
            let total = lines.values.reduce(0, +)
            var shared = totals.map { _ in 0 }
            for (key, width) in lines {
                for page in pagesByLine[key] ?? [] { shared[page] += width }
            }
            for (page, width) in shared.enumerated()
            where Double(width) >= share * Double(max(total, totals[page])) { return false }
            for key in lines.keys { pagesByLine[key, default: []].append(totals.count) }
            totals.append(total)
            return true
        }
    }
}

extension [Int] {
    /// The lower median; 0 of none.
    fileprivate var median: Int { isEmpty ? 0 : sorted()[(count - 1) / 2] }
}
