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
        let starts = starts(at: index)
        guard starts.meets(.times) else { return nil }
        if starts.meets(.moments) {
            take(range(at: index))
            take(lasting(at: index))
            take(moment(at: index))
        } else if starts.meets([.lasting, .starting]) {
            take(lasting(at: index))
        }
        if starts.meets([.moments, .bound]) { take(bounded(at: index)) }
        if starts.meets([.repeated, .every]) { take(repeated(at: index)) }
        if starts.meets([.within, .comparison, .amounts]) { take(span(at: index)) }
        if let never = end(.never, at: index), never >= best?.end ?? 0 {
            return (TimeReading(form: .date, timex: nil), never..<never)
        }
        guard let best, best.point.isSure || isPlaced(index, best) else { return nil }
        return (best.point.reading, index..<best.end)
    }

    /// Whether a word before the doubtful reading says that it is a time: "in May".
    private func isPlaced(_ index: Int, _ read: Read) -> Bool {
        if read.point.date?.weekday != nil, isListed(index, read.end) { return true }
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

    /// Whether another weekday stands beside one, before or behind a comma: "Mon, Wed and Sat".
    private func isListed(_ index: Int, _ end: Int) -> Bool {
        let comma = view.mark(end) == UInt8(ascii: ".") ? end + 1 : end
        if view.mark(comma) == UInt8(ascii: ","), let start = next(comma + 1),
            weekday(at: start) != nil
        {
            return true
        }
        guard view.mark(index - 1) == UInt8(ascii: ",") else { return false }
        let before = view.mark(index - 2) == UInt8(ascii: ".") ? index - 2 : index - 1
        return (max(0, before - 3)..<before).contains { weekday(at: $0)?.end == before }
    }

    /// "since 2008", "no later than Friday", "2018 or later".
    private func bounded(at index: Int) -> Read? {
        if let bound = end(.bound, at: index), let inner = next(bound) {
            var start = skip(.yearLead, or: .article, at: inner)
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
        let starts = starts(at: index)
        guard starts.meets(.moments) else { return nil }
        return afterBound
            ? newMoment(at: index, starts, afterBound: true)
            : memo.moment(at: index) { newMoment(at: index, starts, afterBound: false) }
    }

    func date(at index: Int, depth: Int = 0) -> DateRead? {
        let starts = starts(at: index)
        guard depth < 3, starts.meets(.dates) else { return nil }
        return memo.date(at: index, depth: depth) { newDate(at: index, starts, depth: depth) }
    }

    func clock(at index: Int) -> ClockRead? {
        guard starts(at: index).meets(.clocks) else { return nil }
        return memo.clock(at: index) { newClock(at: index) }
    }

    func movedUnit(at index: Int) -> DateRead? {
        let starts = starts(at: index)
        guard starts.meets(.movedUnits) else { return nil }
        return memo.movedUnit(at: index) { newMovedUnit(at: index, starts) }
    }

    /// What may start at word `index`; nothing where there is no such word.
    func starts(at index: Int) -> TimeKinds {
        guard index >= 0, index < view.count else { return [] }
        let word = view.words[index].value
        var kinds = TimeKinds()
        if table.phrases.mayStart(with: word) {
            kinds = TimeKinds(rawValue: table.phrases.kinds(startingWith: word))
        }
        switch word.kind {
        case .digits: kinds.formUnion(.digits)
        case .letters: if word.shape != .lower, isRomanOrdinal(index) { kinds.formUnion(.roman) }
        case .mark: break
        }
        return kinds
    }

    private func mayStart(at index: Int) -> Bool {
        let word = view.words[index].value
        return word.kind == .digits || table.mayStart(with: word)
            || word.shape != .lower && isRomanOrdinal(index)
    }

    /// Whether word `index` is "XXIe", which no lexicon holds.
    private func isRomanOrdinal(_ index: Int) -> Bool {
        let span = view.words[index].span
        guard view.kind(index) == .letters, span.length < 9 else { return false }
        switch view.text[span.lowerBound] {
        case UInt8(ascii: "I"), UInt8(ascii: "V"), UInt8(ascii: "X"): break
        default: return false
        }
        return Self.roman(view.text[span.range], hasEnding: true) != nil
    }

    // MARK: Words

    /// The word after a constituent that ended, unless a new block begins there.
    func next(_ index: Int) -> Int? {
        index < view.count && !view.startsBlock(index) ? index : nil
    }

    /// Whether a phrase of the kinds may start at word `index`.
    @inline(__always)
    private func mayBe(_ kinds: TimeKinds, at index: Int) -> Bool {
        guard index >= 0, index < view.count else { return false }
        let word = view.words[index].value
        return table.phrases.mayStart(kinds.rawValue, with: word)
            && table.phrases.mayStart(with: word)
    }

    @inline(__always)
    func end(_ role: Role, at index: Int) -> Int? {
        mayBe(role.kinds, at: index) ? longestEnd(role, at: index) : nil
    }

    private func longestEnd(_ role: Role, at index: Int) -> Int? {
        var last: Int?
        table.phrases.forEachPayload(at: index, in: view.words) { token, end in
            if token.role == role { last = end }
        }
        return last
    }

    /// Where all phrases of a role at word `index` end, shortest first.
    @inline(__always)
    func ends(_ role: Role, at index: Int) -> [Int] {
        mayBe(role.kinds, at: index) ? allEnds(role, at: index) : []
    }

    private func allEnds(_ role: Role, at index: Int) -> [Int] {
        var ends: [Int] = []
        table.phrases.forEachPayload(at: index, in: view.words) { token, end in
            if token.role == role { ends.append(end) }
        }
        return ends
    }

    /// Whether a phrase of the role ends just before word `end`.
    func follows(_ role: Role, before end: Int) -> Bool {
        guard end > 0, end <= view.count else { return false }
        for start in max(0, end - 4)..<end where mayBe(role.kinds, at: start) {
            if allEnds(role, at: start).contains(end) { return true }
        }
        return false
    }

    /// The end of a role's phrase that goes on from word `index`.
    func after(_ role: Role, at index: Int) -> Int? {
        next(index).flatMap { end(role, at: $0) }
    }

    func skip(_ role: Role, at index: Int) -> Int { after(role, at: index) ?? index }

    func skip(_ first: Role, or second: Role, at index: Int) -> Int {
        after(first, at: index) ?? skip(second, at: index)
    }

    /// The last token of the kinds that `pick` takes, of the longest phrase at word `index` with one.
    @inline(__always)
    func token<Value>(
        _ kinds: TimeKinds, at index: Int, _ pick: (TimeToken) -> Value?
    ) -> (value: Value, end: Int)? {
        guard mayBe(kinds, at: index) else { return nil }
        var found: (value: Value, end: Int)?
        table.phrases.forEachPayload(at: index, in: view.words) { token, end in
            if let value = pick(token) { found = (value, end) }
        }
        return found
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
    func times(_ slots: WordSlots) -> [Mention<TimeReading>] {
        var found: [Mention<TimeReading>] = []
        var next = 0
        var anchor = table.anchorStarts.next(in: slots, from: 0)
        while anchor < view.count {
            guard isAnchor(anchor) else {
                anchor = table.anchorStarts.next(in: slots, from: anchor + 1)
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
            anchor = table.anchorStarts.next(in: slots, from: end)
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
