import DocumentModel
import Lexicons
import TextAnalysis

// Dates and times side by side.
extension TimeReader {
    /// See ``moment(at:afterBound:)``.
    func newMoment(at index: Int, _ starts: TimeKinds, afterBound: Bool) -> Read? {
        var best: Read?
        func take(_ point: TimePoint, _ end: Int) {
            let read = extended((point, end))
            let isSurer =
                read.end == best?.end && read.point.isSure && !(best?.point.isSure ?? true)
            if read.end > best?.end ?? index || isSurer { best = read }
        }
        if starts.meets([.clocks, .opener]), let range = clockRange(at: index) {
            var point = TimePoint(clock: range.first, until: range.second)
            if isLed(from: index), view.kind(index) == .digits { point.clock?.isSure = true }
            take(point, range.end)
        }
        if let date = date(at: index) { take(TimePoint(date: date.date), date.end) }
        if starts.meets([.clocks, .hourLead]),
            let clock = ledClock(at: index, afterBound: afterBound)
        {
            take(TimePoint(clock: clock.clock), clock.end)
        }
        if starts.meets([.part, .partLead]), let part = part(at: index, isAlone: true) {
            var point = TimePoint(part: part.part)
            point.isDoubtful = part.isDoubtful
            take(point, part.end)
        }
        if starts.meets(.clocks), let clock = clock(at: index) ?? bareHour(at: index),
            !clock.clock.isSure,
            let start = next(clock.end), clock.clock.minute != nil || isLed(at: start)
        {
            let read = extended((TimePoint(clock: clock.clock), clock.end))
            if read.point.part != nil || read.point.date != nil, read.end > best?.end ?? index {
                best = read
            }
        }
        if starts.meets(.moving), let moved = movedPart(at: index) { take(moved.point, moved.end) }
        if let (day, part, end) = dayPart(at: index) {
            take(
                TimePoint(date: today.map { TimeDate($0 + day) } ?? Self.unknownDay, part: part),
                end)
        }
        if starts.meets([.moving, .amounts, .unit]), let moved = movedSpan(at: index),
            moved.end > best?.end ?? index
        {
            best = moved
        }
        return best
    }

    /// Whether a part of the day follows with its lead, so that an hour may stand before it.
    func isLed(at index: Int) -> Bool {
        part(at: index, isAlone: false).map { !$0.isDoubtful } ?? false || dayPart(at: index) != nil
    }

    /// "this morning", "next evening".
    func movedPart(at index: Int) -> Read? {
        for (role, shift) in [(Role.this, 0), (.next, 1), (.last, -1)] {
            for end in ends(role, at: index) {
                guard let start = next(end), let part = partToken(at: start),
                    part.value.utf8.count == 2
                else { continue }
                let day = today.map { TimeDate($0 + shift) } ?? Self.unknownDay
                return (TimePoint(date: day, part: part.value), part.end)
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

    func extendedOnce(_ read: Read) -> Read? {
        guard let direct = next(read.end) else { return nil }
        // "22 May (Tue)".
        if view.mark(direct) == UInt8(ascii: "("), read.point.date?.grain == .day,
            direct + 1 < view.count,
            let weekday = weekday(at: direct + 1), view.mark(weekday.end) == UInt8(ascii: ")")
        {
            return (read.point, weekday.end + 1)
        }
        var best: Read?
        func take(from start: Int?, isTimeOnly: Bool = false) {
            guard let start, let longer = joined(read.point, at: start, isTimeOnly: isTimeOnly),
                longer.end > best?.end ?? 0
            else { return }
            best = longer
        }
        take(from: direct)
        if read.point.date != nil {
            for end in ends(.bound, at: direct) { take(from: next(end), isTimeOnly: true) }
        }
        for end in ends(.link, at: direct) {
            guard let linked = next(end) else { continue }
            take(from: linked)
            // ", at": a comma and a word.
            if view.mark(direct) != nil { take(from: following(.link, at: linked)) }
        }
        return best
    }

    func joined(_ point: TimePoint, at index: Int, isTimeOnly: Bool) -> Read? {
        guard starts(at: index).meets(.moments) else { return nil }
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
    static func combined(_ first: TimeDate, _ second: TimeDate) -> TimeDate? {
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
}
