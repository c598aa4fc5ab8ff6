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
        if view.kind(index) != .letters {
            return table.phrases.start(
                of: .role(.dateLead), endingBefore: index, in: view, atMost: 2) != nil
        }
        if read.point.part != nil {
            return [Role.article, .partLead, .partLink].contains {
                table.phrases.start(of: .role($0), endingBefore: index, in: view, atMost: 3) != nil
            }
        }
        let isSeason = read.point.date?.timex?.utf8.count == 2
        return [Role.opener, .between, .bound, .this, .next, .last, isSeason ? .article : .opener]
            .contains {
                table.phrases.start(of: .role($0), endingBefore: index, in: view, atMost: 2) != nil
            }
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

    private func sure(_ point: TimePoint) -> TimePoint {
        var point = point
        point.date?.isSure = true
        point.clock?.isSure = true
        return point
    }

    // MARK: Dates and times side by side

    /// A date, a time of day, or both in any order.
    func moment(at index: Int, afterBound: Bool = false) -> Read? {
        var best: Read?
        func take(_ point: TimePoint, _ end: Int) {
            let read = extended((point, end))
            if read.end > best?.end ?? index { best = read }
        }
        if let date = date(at: index) { take(TimePoint(date: date.date), date.end) }
        if let range = clockRange(at: index) {
            var point = TimePoint(clock: range.first, until: range.second)
            if isLed(from: index), view.kind(index) == .digits { point.clock?.isSure = true }
            take(point, range.end)
        }
        if let clock = ledClock(at: index, afterBound: afterBound) {
            take(TimePoint(clock: clock.clock), clock.end)
        }
        if let part = part(at: index, isAlone: true) {
            var point = TimePoint(part: part.part)
            point.isDoubtful = part.isDoubtful
            take(point, part.end)
        }
        if let clock = clock(at: index) ?? bareHour(at: index), !clock.clock.isSure,
            let start = next(clock.end), clock.clock.minute != nil || isLed(at: start)
        {
            let read = extended((TimePoint(clock: clock.clock), clock.end))
            if read.point.part != nil || read.point.date != nil, read.end > best?.end ?? index {
                best = read
            }
        }
        if let moved = movedPart(at: index) { take(moved.point, moved.end) }
        if let (day, part, end) = dayPart(at: index) {
            take(
                TimePoint(date: today.map { TimeDate($0 + day) } ?? Self.unknownDay, part: part),
                end)
        }
        if let moved = movedSpan(at: index), moved.end > best?.end ?? index { best = moved }
        return best
    }

    /// Whether a part of the day follows with its lead, so that an hour may stand before it.
    func isLed(at index: Int) -> Bool {
        part(at: index, isAlone: false).map { !$0.isDoubtful } ?? false || dayPart(at: index) != nil
    }

    /// "this morning", "next evening".
    private func movedPart(at index: Int) -> Read? {
        for (role, shift) in [(Role.this, 0), (.next, 1), (.last, -1)] {
            for end in ends(role, at: index) {
                guard let start = next(end),
                    let part = token(
                        at: start, { if case .part(let part) = $0 { part } else { nil } })
                else { continue }
                guard part.value.utf8.count == 2 else { continue }
                return (
                    TimePoint(
                        date: today.map { TimeDate($0 + shift) } ?? Self.unknownDay,
                        part: part.value), part.end
                )
            }
        }
        return nil
    }

    static let unknownDay = TimeDate(timex: nil, grain: .day)

    /// The reading with what follows it of the other kinds.
    func extended(_ read: Read) -> Read {
        var read = read
        while let longer = extendedOnce(read) { read = longer }
        if let clock = read.point.clock, let part = read.point.part {
            read.point.clock = clock.inPart(part)
            // "in the morning from 10 to 12".
            if read.point.until?.hour != 12 { read.point.until = read.point.until?.inPart(part) }
        }
        return read
    }

    private func extendedOnce(_ read: Read) -> Read? {
        guard let direct = next(read.end) else { return nil }
        // "22 May (Tue)".
        if view.mark(direct) == UInt8(ascii: "("), read.point.date?.grain == .day,
            direct + 1 < view.count,
            let weekday = weekday(at: direct + 1), view.mark(weekday.end) == UInt8(ascii: ")")
        {
            return (read.point, weekday.end + 1)
        }
        var starts = [(direct, false)]
        for end in ends(.bound, at: direct) {
            guard read.point.date != nil, let linked = next(end) else { continue }
            starts.append((linked, true))
        }
        for end in ends(.link, at: direct) {
            guard let linked = next(end) else { continue }
            starts.append((linked, false))
            // ", at": a comma and a word.
            if view.mark(direct) != nil, let second = self.end(.link, at: linked),
                let third = next(second)
            {
                starts.append((third, false))
            }
        }
        var best: Read?
        for (start, isBound) in starts {
            guard let longer = joined(read.point, at: start, isTimeOnly: isBound) else { continue }
            if longer.end > best?.end ?? 0 { best = longer }
        }
        return best
    }

    private func joined(_ point: TimePoint, at index: Int, isTimeOnly: Bool) -> Read? {
        var point = point
        var best: Read?
        func take(_ point: TimePoint, _ end: Int) {
            if end > best?.end ?? index { best = (point, end) }
        }
        if point.clock == nil, point.date.map({ $0.grain == .day }) ?? (point.part != nil) {
            if let range = clockRange(at: index) {
                var longer = point
                longer.clock = range.first
                longer.until = range.second
                take(longer, range.end)
            }
            if let clock = ledClock(at: index, afterBound: false) ?? bareClock(at: index)
                ?? bareHour(at: index).flatMap({ read in
                    next(read.end).flatMap { isLed(at: $0) ? read : nil }
                })
            {
                var longer = point
                longer.clock = clock.clock
                take(longer, clock.end)
            }
        }
        if isTimeOnly { return best }
        let bare = point
        if let date = date(at: index) {
            if point.date == nil {
                guard date.date.grain == .day else { return best }
                point.date = date.date
                take(point, date.end)
            } else if let year = date.date.point, year.month == nil, date.date.grain == .year,
                point.clock != nil,
                var old = point.date?.point, old.year == nil, old.day != nil
            {
                // "Oct 26 15:50:06 2016".
                old.year = year.year
                point.date = TimeDate(old)
                take(point, date.end)
            } else if let old = point.date, let both = Self.combined(old, date.date) {
                point.date = both
                take(point, date.end)
            }
        } else if point.date == nil, point.clock != nil, let (day, part, end) = dayPart(at: index) {
            point.date = today.map { TimeDate($0 + day) } ?? Self.unknownDay
            point.part = part
            take(point, end)
        }
        if bare.date == nil, bare.clock != nil, let moved = movedPart(at: index) {
            var longer = bare
            longer.date = moved.point.date
            longer.part = moved.point.part
            take(longer, moved.end)
        }
        if let old = bare.part, bare.clock != nil, let part = part(at: index, isAlone: false),
            part.part == old
        {
            take(bare, part.end)
        }
        if bare.part == nil, bare.date.map({ $0.grain == .day }) ?? (bare.clock != nil),
            let part = part(at: index, isAlone: false)
        {
            var longer = bare
            longer.part = part.part
            take(longer, part.end)
        }
        return best
    }

    /// "Wednesday" and "next week"; "tomorrow" and "13/04/21"; "Friday" and "three days from now".
    private static func combined(_ first: TimeDate, _ second: TimeDate) -> TimeDate? {
        if let weekday = first.weekday, let start = second.first, second.grain == .week {
            return TimeDate(start + (weekday - 1))
        }
        if let weekday = second.weekday, let start = first.first, first.grain == .week {
            return TimeDate(start + (weekday - 1))
        }
        if let weekday = first.weekday ?? second.weekday,
            let day = first.isCounted ? first.first : second.isCounted ? second.first : nil
        {
            return TimeDate(day.monday + (weekday - 1))
        }
        if let weekday = first.weekday, second.grain == .day, let day = second.first,
            day.weekday == weekday
        {
            return second
        }
        if first.grain == .day, let day = first.first, let weekday = second.weekday,
            day.weekday == weekday
        {
            return first
        }
        return nil
    }

    // MARK: Words

    /// The word after a constituent that ended, unless a new block begins there.
    func next(_ index: Int) -> Int? {
        index < view.count && !view.startsBlock(index) ? index : nil
    }

    func end(_ role: Role, at index: Int) -> Int? {
        table.phrases.end(of: .role(role), at: index, in: view)
    }

    /// Where all phrases of a role at word `index` end, shortest first.
    func ends(_ role: Role, at index: Int) -> [Int] {
        var ends: [Int] = []
        table.phrases.forEachMatch(at: index, in: view.words) { match in
            if match.payloads.contains(.role(role)) { ends.append(match.words.upperBound) }
        }
        return ends
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
        table.phrases.longest(at: index, in: view, pick)
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
        var index = 0
        var anchor = 0
        while index < view.count {
            anchor = max(anchor, index)
            while anchor < view.count, !isAnchor(anchor) { anchor += 1 }
            guard anchor < view.count else { break }
            index = max(index, anchor - Self.reach)
            guard
                view.kind(index) == .digits
                    || table.phrases.mayStart(with: view.words[index].value),
                let time = time(at: index)
            else {
                index += 1
                continue
            }
            if !time.range.isEmpty {
                found.append(Mention(view.span(time.range), time.reading))
            }
            index = max(index + 1, time.range.upperBound)
        }
        return found
    }

    private func isAnchor(_ index: Int) -> Bool {
        let word = view.words[index].value
        return word.kind == .digits
            || table.anchors.mayStart(with: word)
                && table.anchors.longestMatch(at: index, in: view.words) != nil
    }
}
