import DocumentModel
import Lexicons
import TextAnalysis

// Parts of a period, and what has a rank in it.
extension TimeReader {
    /// "early March", "end of 2008", "mid-November", "fin de mes".
    func edgedDate(at index: Int, depth: Int) -> DateRead? {
        // "fin de semana".
        if unit(at: index)?.value == .weekend { return nil }
        var best: DateRead?
        for role in [Role.start, .middle, .end, .late] {
            for end in ends(role, at: index) {
                guard let start = next(end) else { continue }
                guard
                    let inner = date(at: start, depth: depth) ?? thisUnit(at: start)
                        ?? after(.article, at: start).flatMap({ thisUnit(at: $0) }),
                    inner.end > best?.end ?? 0
                else { continue }
                guard inner.date.grain != .day || role == .end || role == .late else { continue }
                var date = inner.date
                date.isSure = true
                if date.grain == .day {
                    guard role == .end else {
                        best = (date, inner.end)
                        continue
                    }
                    guard inner.date.weekday != nil || inner.date.first != nil else { continue }
                    date.timex = date.timex.map { $0 + "T23:59:59" }
                } else {
                    date.edge = edge(role, of: inner.date)
                }
                best = (date, inner.end)
            }
        }
        return best
    }

    func thisUnit(at index: Int) -> DateRead? {
        guard let unit = unit(at: index), [.week, .month, .year, .quarter].contains(unit.value)
        else { return nil }
        return shifted(unit.value, by: 0).map { ($0, unit.end) }
    }

    func edge(_ role: Role, of date: TimeDate) -> CalendarPoint? {
        guard var point = date.point, date.grain >= .month else { return nil }
        switch role {
        case .start: return CalendarPoint(year: point.year, month: point.month ?? 1, day: 1)
        case .middle:
            return date.grain == .year
                ? CalendarPoint(year: point.year, month: 7, day: 2)
                : CalendarPoint(year: point.year, month: point.month, day: 16)
        default:
            if let month = point.month, month < 12 {
                point.month = month + 1
            } else {
                point.year = point.year.map { $0 + 1 }
                point.month = 1
            }
            point.day = 1
            return point
        }
    }

    /// "the first week of 2015", "last week of July", "the third month of 2021", "week 3 of 2027",
    /// "the second Monday of May".
    func rankedDate(at index: Int, depth: Int) -> DateRead? {
        if let found = weekOf(at: index, depth: depth) ?? numberedWeek(at: index, depth: depth)
            ?? romanCentury(at: index)
        {
            return found
        }
        let start = end(.rankArticle, at: index) ?? index
        guard start < view.count else { return nil }
        let rank: (value: Int, end: Int)
        if let final = end(.final, at: start) {
            rank = (-1, final)
        } else if let ordinal = ordinal(at: start) {
            rank = ordinal
        } else {
            return nil
        }
        guard var position = next(rank.end) else { return nil }
        if let century = unit(at: position), century.value == .century, rank.value > 0,
            rank.value < 30
        {
            return (Self.century(rank.value), century.end)
        }
        var count: Int?
        if let number = integer(at: position), number.value > 1, let following = next(number.end) {
            count = number.value
            position = following
        }
        let weekday = weekday(at: position)
        guard let unitEnd = weekday?.end ?? unit(at: position)?.end, let following = next(unitEnd)
        else { return nil }
        let starts = [following] + ends(.connector, at: following)
        guard
            let outer = starts.compactMap({ next($0) }).compactMap({
                plainPeriod(at: $0, depth: depth)
            }).first
        else { return nil }
        if let weekday {
            guard outer.date.grain == .month, rank.value > 0 else { return nil }
            return (
                TimeDate(
                    timex: outer.date.timex.map { "\($0)-WXX-\(weekday.value)-#\(rank.value)" },
                    grain: .day), outer.end
            )
        }
        guard let unit = unit(at: position)?.value,
            let date = ranked(rank.value, count, unit, in: outer.date)
        else { return nil }
        return (date, outer.end)
    }

    static func century(_ number: Int) -> TimeDate {
        let first = CalendarDay(year: (number - 1) * 100, month: 1, day: 1)
        return TimeDate(from: first, to: first.adding(months: 1200), "P100Y", grain: .year)
    }

    /// "siglo XXI", "siglo 21".
    func romanCentury(at index: Int) -> DateRead? {
        if view.kind(index) == .letters, let start = next(index + 1), let unit = unit(at: start),
            unit.value == .century,
            let value = Self.roman(view.text[view.words[index].span.range], hasEnding: true),
            (1...22).contains(value)
        {
            return (Self.century(value), unit.end)
        }
        guard let unit = unit(at: index), unit.value == .century, let start = next(unit.end) else {
            return nil
        }
        if let number = integer(at: start), (1...22).contains(number.value), number.digits > 0 {
            return (Self.century(number.value), number.end)
        }
        guard view.kind(start) == .letters,
            let value = Self.roman(view.text[view.words[start].span.range], hasEnding: false),
            (1...22).contains(value)
        else { return nil }
        return (Self.century(value), start + 1)
    }

    /// The number in Roman figures; with the ending of an ordinal: "XXIe".
    static func roman(_ letters: ArraySlice<UInt8>, hasEnding: Bool) -> Int? {
        let figures = hasEnding ? letters.prefix { "IVX".utf8.contains($0) } : letters
        guard !hasEnding || (1...5).contains(letters.count - figures.count) else { return nil }
        let letters = figures
        var total = 0
        var last = 0
        for letter in letters.reversed() {
            let value: Int
            switch letter {
            case UInt8(ascii: "I"): value = 1
            case UInt8(ascii: "V"): value = 5
            case UInt8(ascii: "X"): value = 10
            default: return nil
            }
            total += value < last ? -value : value
            last = max(last, value)
        }
        return total > 0 ? total : nil
    }

    /// A year or month, as said or by its distance.
    func plainPeriod(at index: Int, depth: Int) -> DateRead? {
        let start = skip(.yearLead, at: index)
        if let year = year(at: start) {
            return (TimeDate(CalendarPoint(year: year.value)), year.end)
        }
        guard let date = date(at: index, depth: depth),
            date.date.grain == .month || date.date.grain == .year,
            date.date.point != nil || date.date.timex == nil
        else {
            return nil
        }
        return date
    }

    func ranked(_ rank: Int, _ count: Int?, _ unit: TimeUnit, in outer: TimeDate)
        -> TimeDate?
    {
        guard let point = outer.point else {
            return outer.timex == nil
                ? TimeDate(timex: nil, grain: unit == .day ? .day : .week) : nil
        }
        switch unit {
        case .week:
            if outer.grain == .month {
                guard count == nil else { return nil }
                let week = rank < 0 ? 5 : rank
                return TimeDate(
                    timex: "\(point.timex)-W\(CalendarPoint.padded(week, 2))", grain: .week)
            }
            guard let year = point.year else { return nil }
            let first = CalendarDay.firstMonday(of: year)
            if let count {
                let start = rank < 0 ? CalendarDay.firstMonday(of: year + 1) + -7 * count : first
                return TimeDate(from: start, to: start + 7 * count, "P\(count)W", grain: .day)
            }
            return TimeDate(
                weekOf: rank < 0
                    ? CalendarDay.firstMonday(of: year + 1) + -7 : first + 7 * (rank - 1))
        case .month, .quarter, .halfYear:
            guard outer.grain == .year, let year = point.year else { return nil }
            let length = (unit.months ?? 1) * (count ?? 1)
            guard length <= 12, rank <= 12 else { return nil }
            let month = rank < 0 ? 13 - length : count != nil ? 1 : (rank - 1) * length + 1
            guard month >= 1, month + length <= 13 else { return nil }
            if length == 1 { return TimeDate(CalendarPoint(year: year, month: month)) }
            return months(from: CalendarDay(year: year, month: month, day: 1), count: length)
        case .day:
            guard outer.grain == .month, count == nil, (1...31).contains(rank) else { return nil }
            return TimeDate(CalendarPoint(year: point.year, month: point.month, day: rank))
        default: return nil
        }
    }

    func weekOf(at index: Int, depth: Int) -> DateRead? {
        guard let start = end(.weekOf, at: index).flatMap({ next($0) }),
            let date = date(at: start, depth: depth) ?? bareDay(after: start),
            date.date.grain == .day
        else {
            return nil
        }
        var week = date.date
        week.isSure = true
        return (week, date.end)
    }

    func numberedWeek(at index: Int, depth: Int) -> DateRead? {
        guard let unit = unit(at: index), unit.value == .week, let start = next(unit.end),
            let number = integer(at: start),
            (1...53).contains(number.value), number.digits > 0, !followsOn(number.end)
        else { return nil }
        var end = number.end
        var year = thisYear
        if let outer = next(skip(.connector, at: end)).flatMap({ plainPeriod(at: $0, depth: depth) }
        ), outer.date.grain == .year {
            year = outer.date.point?.year
            end = outer.end
        }
        guard let year else { return (TimeDate(timex: nil, grain: .week), end) }
        return (TimeDate(weekOf: CalendarDay.firstMonday(of: year) + 7 * (number.value - 1)), end)
    }
}
