import DocumentModel
import Lexicons
import TextAnalysis

// What lies so far from the page's day.
extension TimeReader {
    // MARK: Last, this and next

    /// "next week", "el año pasado", "this Monday", "the month".
    func newMovedUnit(at index: Int, _ starts: TimeKinds) -> DateRead? {
        var best: DateRead?
        func take(_ read: DateRead?) {
            if let read, read.end > best?.end ?? index { best = read }
        }
        if starts.meets(.moving) { take(directed(at: index)) }
        if starts.meets(.same) { take(sameUnit(at: index)) }
        if starts.meets(.article), let start = following(.movedArticle, at: index),
            unit(at: start) != nil, let moved = moved(after: start),
            moved.date.point != nil || moved.date.grain == .week || today == nil
        {
            take(moved)
        }
        if starts.meets([.unit, .weekday, .month, .season]) { take(moved(after: index)) }
        if starts.meets([.fiscal, .unit]) { take(fiscal(at: index, shift: nil)) }
        if best == nil, starts.meets([.article, .unit]) { take(plainUnit(at: index)) }
        return best
    }

    /// The word after a role's phrase at word `index`.
    func following(_ role: Role, at index: Int) -> Int? {
        end(role, at: index).flatMap { next($0) }
    }

    /// "next week", "this Monday", "este próximo viernes".
    private func directed(at index: Int) -> DateRead? {
        var best: DateRead?
        func take(_ read: DateRead?) {
            if let read, read.end > best?.end ?? index { best = read }
        }
        for (role, shift) in Self.directions {
            for end in ends(role, at: index) {
                guard var start = next(end) else { continue }
                if shift == 0, let following = following(.next, at: start) { start = following }
                if let found = named(at: start, shift: shift) {
                    take((found.date, shift == 0 ? skip(.thisAfter, at: found.end) : found.end))
                }
                take(fiscal(at: start, shift: shift))
            }
        }
        return best
    }

    static let directions = [(Role.next, 1), (.last, -1), (.this, 0)]

    /// "the same week".
    private func sameUnit(at index: Int) -> DateRead? {
        guard let start = following(.same, at: index), let unit = unit(at: start) else {
            return nil
        }
        let timex: String? =
            switch unit.value {
            case .year: "XXXX"
            case .month: "XXXX-XX"
            case .week: "XXXX-WXX"
            case .day: "XXXX-XX-XX"
            default: nil
            }
        return timex.map { (TimeDate(timex: $0, grain: .year), unit.end) }
    }

    /// "the week", "weekend", and "the week after next".
    private func plainUnit(at index: Int) -> DateRead? {
        if let unit = unit(at: index), unit.value == .weekend {
            return shifted(.weekend, by: 0).map { ($0, unit.end) }
        }
        guard let start = following(.unitArticle, at: index) ?? bareUnit(at: index),
            let unit = unit(at: start),
            [.week, .month, .year, .weekend, .fortnight].contains(unit.value)
                || unit.value == .day && isLast(unit.end), !isDated(unit.end),
            fiscal(at: start, shift: nil) == nil
        else { return nil }
        if unit.value == .week, let next = after(.afterDate, at: unit.end).flatMap({ next($0) }),
            let end = end(.next, at: next), let date = shifted(.week, by: 2)
        {
            return (date, end)
        }
        return shifted(unit.value, by: 0).map { ($0, unit.end) }
    }

    /// Word `index` where it is a unit behind an article that is no part of the time.
    func bareUnit(at index: Int) -> Int? {
        follows(.article, before: index) ? index : nil
    }

    /// Whether a year follows, or stands behind what connects: "the year 2008", "the year of 2008".
    func isDated(_ index: Int) -> Bool {
        guard let start = next(index) else { return false }
        return integer(at: start) != nil || year(at: skip(.connector, at: start)) != nil
    }

    /// What a word of direction moves when it stands behind: "la semana pasada".
    func moved(after index: Int) -> DateRead? {
        for (role, shift) in [(Role.nextAfter, 1), (.lastAfter, -1), (.thisAfter, 0)] {
            if let unit = unit(at: index), let end = after(role, at: unit.end),
                let date = shifted(unit.value, by: shift)
            {
                return (date, end)
            }
            if let weekday = weekday(at: index), let end = after(role, at: weekday.end) {
                return (self.weekday(weekday.value, week: shift), end)
            }
            if let month = month(at: index), let end = after(role, at: month.end) {
                return (
                    TimeDate(CalendarPoint(year: thisYear.map { $0 + shift }, month: month.value)),
                    end
                )
            }
            if let season = seasonCode(at: index), let end = after(role, at: season.end) {
                return (
                    TimeDate(
                        timex: thisYear.map { "\($0 + shift)-\(season.value)" }, grain: .month), end
                )
            }
        }
        return nil
    }

    func named(at index: Int, shift: Int) -> DateRead? {
        if let weekday = weekday(at: index) {
            return (self.weekday(weekday.value, week: shift), weekday.end)
        }
        if let month = month(at: index) {
            var point = CalendarPoint(year: thisYear.map { $0 + shift }, month: month.value)
            if let day = next(month.end).flatMap({ integer(at: $0) }), day.digits > 0,
                day.value <= 31, !followsOn(day.end)
            {
                point.day = day.value
                return nil
            }
            return (TimeDate(point), month.end)
        }
        if let season = seasonCode(at: index) {
            return (
                TimeDate(timex: thisYear.map { "\($0 + shift)-\(season.value)" }, grain: .month),
                season.end
            )
        }
        guard let unit = unit(at: index), let date = shifted(unit.value, by: shift) else {
            return nil
        }
        return (date, unit.end)
    }

    func weekday(_ weekday: Int, week shift: Int) -> TimeDate {
        guard let today else { return Self.unknownDay }
        return TimeDate(today.monday + (shift * 7 + weekday - 1))
    }

    /// The unit that lies so many of it from the page's day.
    func shifted(_ unit: TimeUnit, by shift: Int) -> TimeDate? {
        if unit == .year {
            guard let thisYear else { return TimeDate(timex: nil, grain: .year) }
            return TimeDate(CalendarPoint(year: thisYear + shift))
        }
        guard let today else {
            return TimeDate(timex: nil, grain: unit.days == nil ? .month : .week)
        }
        switch unit {
        case .day: return TimeDate(today + shift)
        case .week: return TimeDate(weekOf: today + 7 * shift)
        case .weekend:
            var date = TimeDate(weekOf: today + 7 * shift, suffix: "-WE")
            date.first = today.monday + (7 * shift + 5)
            return date
        case .month:
            let (year, month, _) = today.adding(months: shift).components
            return TimeDate(CalendarPoint(year: year, month: month))
        case .fortnight:
            let first = today.monday + 14 * shift
            return TimeDate(from: first, to: first + 14, "P2W", grain: .day)
        case .quarter, .halfYear:
            let length = unit.months ?? 3
            let first = CalendarDay(
                year: today.year, month: (today.month - 1) / length * length + 1 + shift * length,
                day: 1)
            return months(from: first, count: length)
        case .decade, .century:
            let length = (unit.months ?? 120) / 12
            let first = CalendarDay(year: (today.year / length + shift) * length, month: 1, day: 1)
            return TimeDate(
                from: first, to: first.adding(months: length * 12), "P\(length)Y", grain: .year)
        case .second, .minute, .hour, .night, .businessDay, .year: return nil
        }
    }

    func months(from first: CalendarDay, count: Int) -> TimeDate {
        TimeDate(from: first, to: first.adding(months: count), "P\(count)M", grain: .month)
    }

    /// "the next 3 months", "5 upcoming years", "los 2 últimos meses", "last minute".
    func movedSpan(at index: Int) -> Read? {
        let count = amount(at: index)
        let unit = unit(at: index)
        for (role, sign) in [(Role.next, 1), (.last, -1)] {
            for end in ends(role, at: index) {
                guard let start = next(end) else { continue }
                if let found = amountOfTime(at: start, isDirected: true),
                    self.end(.one, at: start) == nil
                {
                    return (span(found.amount, by: sign), found.end)
                }
                if let unit = self.unit(at: start), unit.value.isTime {
                    return (range(from: TimeAmount(1, unit.value), by: sign), unit.end)
                }
            }
            let afterwards: Role = sign > 0 ? .nextAfter : .lastAfter
            // The word of direction between the number and the unit, or behind both.
            if let count, let position = next(count.end) {
                if let start = following(role, at: position), let unit = self.unit(at: start) {
                    return (span(TimeAmount(count.value, unit.value), by: sign), unit.end)
                }
                if let unit = self.unit(at: position), let moved = after(afterwards, at: unit.end),
                    count.value > 1
                {
                    return (span(TimeAmount(count.value, unit.value), by: sign), moved)
                }
            }
            if let unit, unit.value.isTime, let moved = after(afterwards, at: unit.end) {
                return (range(from: TimeAmount(1, unit.value), by: sign), moved)
            }
        }
        return nil
    }

    /// So many units before today, or after it.
    func span(_ amount: TimeAmount, by sign: Int) -> TimePoint {
        guard let today, !amount.isTime else { return range(from: amount, by: sign) }
        let count = Int(amount.parts[0].count)
        if amount.smallest == .quarter || amount.smallest == .halfYear,
            let current = shifted(amount.smallest, by: 0),
            let first = current.first, let after = current.after
        {
            let length = (amount.smallest.months ?? 3) * count
            let start = sign > 0 ? after : first.adding(months: -length)
            return TimePoint(date: months(from: start, count: length))
        }
        if amount.smallest == .businessDay {
            let first = sign > 0 ? today.movedByBusinessDays(1) : today.movedByBusinessDays(-count)
            let after = sign > 0 ? today.movedByBusinessDays(count) + 1 : today
            return TimePoint(date: TimeDate(from: first, to: after, amount.timex, grain: .day))
        }
        let start = sign > 0 ? today + 1 : today
        guard let moved = amount.moved(start, 0, by: sign) else { return .fixed(nil, .date) }
        let (first, last) = sign > 0 ? (start, moved.day) : (moved.day, start)
        return TimePoint(date: TimeDate(from: first, to: last, amount.timex, grain: .day))
    }

    // MARK: Counted from a day

    /// "two years ago", "in three weeks", "hace dos meses", "3 days after Easter".
    func shiftedDate(at index: Int, depth: Int) -> DateRead? {
        for (role, sign) in [(Role.agoLead, -1), (.laterLead, 1)] {
            if let start = end(role, at: index).flatMap({ next($0) }),
                let found = amountOfTime(at: start)
            {
                return (counted(found.amount, by: sign, from: today), found.end)
            }
        }
        guard let found = amountOfTime(at: index) else { return nil }
        var best: DateRead?
        for (role, sign) in [(Role.ago, -1), (.later, 1)] {
            if let end = after(role, at: found.end) {
                best = (counted(found.amount, by: sign, from: today), end)
            }
        }
        for (role, sign) in [(Role.afterDate, 1), (.beforeDate, -1)] {
            guard let end = after(role, at: found.end).flatMap({ next($0) }) else { continue }
            let start = skip(.article, at: end)
            guard let date = date(at: start, depth: depth), date.date.grain == .day,
                !date.date.isNow || sign > 0
            else { continue }
            best = (counted(found.amount, by: sign, from: resolved(date.date)), date.end)
        }
        return best
    }

    func counted(_ amount: TimeAmount, by sign: Int, from day: CalendarDay?) -> TimeDate {
        guard let day, let moved = amount.moved(day, day == today ? second : 0, by: sign) else {
            return Self.unknownDay
        }
        var date = TimeDate(moved.day)
        date.isCounted = true
        if amount.isTime { date.timex = moved.day.iso + ClockTime(seconds: moved.second).timex }
        return date
    }

    /// The day meant: the next one where year or week are not said.
    func resolved(_ date: TimeDate) -> CalendarDay? {
        if let first = date.first { return first }
        guard let today else { return nil }
        if let weekday = date.weekday { return today + (weekday - today.weekday + 7) % 7 }
        guard let point = date.point, let month = point.month else { return nil }
        let day = CalendarDay(year: today.year, month: month, day: point.day ?? 1)
        return day < today
            ? CalendarDay(year: today.year + 1, month: month, day: point.day ?? 1) : day
    }
}
