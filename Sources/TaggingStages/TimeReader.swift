import DocumentModel
import Lexicons
import TextAnalysis

/// Reads dates, times of day, spans of time and what is repeated in one text.
///
/// Constituents are read bottom-up — numbers and units, dates, clock times, then two dates that make
/// a range or a date and a time that stand beside each other — and the longest reading wins.
struct TimeReader {
    let table: TimeTable
    let view: WordView
    /// The day of the page and the second in it, where they are known.
    let today: CalendarDay?
    let second: Int
    /// The year of the page, which may be known without the day.
    let thisYear: Int?
    private let memo = TimeMemo()

    typealias Read = (point: TimePoint, end: Int)
    typealias Role = TimeWords.Role

    init(table: TimeTable, view: WordView, published: String?) {
        self.table = table
        self.view = view
        today = published.flatMap { CalendarDay(iso: $0) }
        let clock = (published ?? "").utf8.dropFirst(11).prefix(8).split(separator: 0x3A)
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        second = zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        thisYear = published.flatMap { Int($0.prefix(4)) }
    }

    // MARK: Whole readings

    /// The time that starts at word `index`; nil where none does.
    func time(at index: Int) -> (reading: TimeReading, range: Range<Int>)? {
        var best: Read?
        func take(_ read: Read?) {
            guard let read, read.end > best?.end ?? index else { return }
            best = read
        }
        take(range(at: index))
        take(lasting(at: index))
        take(moment(at: index))
        take(bounded(at: index))
        take(repeated(at: index))
        take(span(at: index))
        if let never = end(.never, at: index), never >= best?.end ?? 0 {
            return (TimeReading(form: .date, timex: nil), never..<never)
        }
        guard let best, best.point.isSure || isPlaced(index, best) else { return nil }
        return (best.point.reading, index..<best.end)
    }

    /// Whether a word before the doubtful reading says that it is a time: "in May".
    private func isPlaced(_ index: Int, _ read: Read) -> Bool {
        guard read.point.date != nil || read.point.part != nil, index > 0, !view.startsBlock(index)
        else { return false }
        if view.kind(index) != .letters { return follows(.dateLead, before: index) }
        if read.point.part != nil {
            return [Role.article, .partLead, .partLink].contains { follows($0, before: index) }
        }
        let isSeason = read.point.date?.timex?.utf8.count == 2
        return [Role.opener, .between, .bound, .this, .next, .last, isSeason ? .article : .opener]
            .contains { follows($0, before: index) }
    }

    /// "since 2008", "no later than Friday", "2018 or later".
    private func bounded(at index: Int) -> Read? {
        if let bound = end(.bound, at: index), let inner = next(bound) {
            var start = skip([.yearLead, .article], at: inner)
            if let word = unit(at: start), word.value == .year, next(word.end) != nil {
                start = word.end
            }
            guard
                let read = moment(at: start, afterBound: true)
                    ?? (start > inner ? moment(at: inner) : nil)
            else { return nil }
            if read.point.until != nil { return nil }
            return (sure(read.point), end(after: read.end))
        }
        guard let read = moment(at: index) else { return nil }
        let end = end(after: read.end)
        return end > read.end ? (read.point, end) : nil
    }

    /// The end of "or later" unless another date follows it: "before 2010 or after 2018".
    private func end(after index: Int) -> Int {
        guard let after = after(.boundAfter, at: index) else { return index }
        return next(skip(.article, at: after)).map { moment(at: $0) == nil } ?? true ? after : index
    }

    func sure(_ point: TimePoint) -> TimePoint {
        var point = point
        point.date?.isSure = true
        point.clock?.isSure = true
        return point
    }

    // MARK: Constituents, each read once

    /// A date, a time of day, or both in any order.
    func moment(at index: Int, afterBound: Bool = false) -> Read? {
        afterBound
            ? newMoment(at: index, afterBound: true)
            : memo.moment(at: index) { newMoment(at: index, afterBound: false) }
    }

    func date(at index: Int, depth: Int = 0) -> DateRead? {
        guard index < view.count, depth < 3, isKnown(index) else { return nil }
        return memo.date(at: index, depth: depth) { newDate(at: index, depth: depth) }
    }

    func clock(at index: Int) -> ClockRead? {
        guard index < view.count, isKnown(index) else { return nil }
        return memo.clock(at: index) { newClock(at: index) }
    }

    func movedUnit(at index: Int) -> DateRead? {
        guard index < view.count, isKnown(index) else { return nil }
        return memo.movedUnit(at: index) { newMovedUnit(at: index) }
    }

    /// Whether a time may start with word `index`.
    func isKnown(_ index: Int) -> Bool {
        view.words[index].value.kind == .digits
            || table.phrases.mayStart(with: view.words[index].value) || isRomanOrdinal(index)
    }

    private func mayStart(at index: Int) -> Bool {
        view.words[index].value.kind == .digits || table.mayStart(with: view.words[index].value)
            || isRomanOrdinal(index)
    }

    /// Whether word `index` is "XXIe", which no lexicon holds.
    private func isRomanOrdinal(_ index: Int) -> Bool {
        let span = view.words[index].span
        guard view.kind(index) == .letters, span.length < 9,
            "IVX".utf8.contains(view.text[span.lowerBound])
        else {
            return false
        }
        return Self.roman(view.text[span.range], hasEnding: true) != nil
    }

    // MARK: Words

    /// The word after a constituent that ended, unless a new block begins there.
    func next(_ index: Int) -> Int? {
        index < view.count && !view.startsBlock(index) ? index : nil
    }

    /// All phrases that start at word `index`, shortest first.
    private func hits(at index: Int) -> [TimeMemo.Hit] {
        guard index < view.count, table.phrases.mayStart(with: view.words[index].value) else {
            return []
        }
        return memo.hits(at: index) {
            var hits: [TimeMemo.Hit] = []
            table.phrases.forEachMatch(at: index, in: view.words) { match in
                for token in match.payloads {
                    hits.append(TimeMemo.Hit(token: token, end: match.words.upperBound))
                }
            }
            return hits
        }
    }

    func end(_ role: Role, at index: Int) -> Int? {
        hits(at: index).last { $0.token.role == role }?.end
    }

    /// Where all phrases of a role at word `index` end, shortest first.
    func ends(_ role: Role, at index: Int) -> [Int] {
        var ends: [Int] = []
        for hit in hits(at: index) where hit.token.role == role { ends.append(hit.end) }
        return ends
    }

    /// Whether a phrase of the role ends just before word `end`.
    func follows(_ role: Role, before end: Int) -> Bool {
        guard end > 0, end <= view.count else { return false }
        for start in max(0, end - 4)..<end
        where hits(at: start).contains(where: { $0.end == end && $0.token.role == role }) {
            return true
        }
        return false
    }

    /// The end of a role's phrase that goes on from word `index`.
    func after(_ role: Role, at index: Int) -> Int? {
        next(index).flatMap { end(role, at: $0) }
    }

    func skip(_ role: Role, at index: Int) -> Int { after(role, at: index) ?? index }

    func skip(_ roles: [Role], at index: Int) -> Int {
        for role in roles { if let end = after(role, at: index) { return end } }
        return index
    }

    func token<Value>(at index: Int, _ pick: (TimeToken) -> Value?) -> (value: Value, end: Int)? {
        for hit in hits(at: index).reversed() {
            if let value = pick(hit.token) { return (value, hit.end) }
        }
        return nil
    }

    func isAmbiguous(_ range: Range<Int>) -> Bool {
        table.ambiguous.longestMatch(at: range.lowerBound, in: view.words, before: range.upperBound)
            .map { $0.words == range } ?? false
    }
}

extension TimeReader {
    /// How many words a time may have before the first that says that it is one.
    private static let reach = 8

    /// All times of the text, in reading order, without overlap.
    func times() -> [Mention<TimeReading>] {
        var found: [Mention<TimeReading>] = []
        var next = 0
        var anchor = 0
        while anchor < view.count {
            guard isAnchor(anchor) else {
                anchor += 1
                continue
            }
            var index = start(of: anchor, notBefore: next)
            memo.move(to: max(0, index - 4))
            var end = anchor + 1
            while index <= anchor {
                guard mayStart(at: index), let time = time(at: index) else {
                    index += 1
                    continue
                }
                if !time.range.isEmpty {
                    found.append(Mention(view.span(time.range), time.reading))
                }
                end = max(end, time.range.upperBound)
                break
            }
            next = end
            anchor = end
        }
        return found
    }

    /// The first word from which on all words up to an anchor belong to times.
    private func start(of anchor: Int, notBefore first: Int) -> Int {
        var start = anchor
        while start > first, anchor - start < Self.reach, !view.startsBlock(start),
            table.isWord(view.words[start - 1].value) || isRomanOrdinal(start - 1)
        {
            start -= 1
        }
        return start
    }

    /// Whether no time can do without word `index` or one like it.
    private func isAnchor(_ index: Int) -> Bool {
        let word = view.words[index].value
        if word.kind == .digits {
            guard view.words[index].span.length < 4 else { return true }
            // "Q1" and "FY18" are tied to their letters, "1,786" to other digits.
            return isCompany(index) && (!isTied(index) || view.kind(index - 1) == .letters)
        }
        guard word.kind == .letters, table.anchors.mayStart(with: word),
            let match = table.anchors.longestMatch(at: index, in: view.words)
        else { return false }
        return match.payloads.contains(true) || isCompany(match.words.upperBound - 1)
    }

    /// Whether the words beside a number leave it open that it belongs to a time: "40 women" does not.
    private func isCompany(_ index: Int) -> Bool {
        guard index + 1 < view.count else { return true }
        let next = view.words[index + 1].value
        switch next.kind {
        case .letters: return table.isWord(next)
        case .digits: return true
        case .mark:
            if view.isGlued(index + 1), view.isGlued(index + 2),
                view.kind(index + 2) == .digits || view.isHyphen(index + 1)
            {
                return true
            }
            guard index > 0 else { return view.isHyphen(index + 1) }
            return view.isHyphen(index + 1)
                || view.kind(index - 1) == .letters && table.isWord(view.words[index - 1].value)
                || view.kind(index - 1) != .letters && view.isGlued(index)
        }
    }
}
