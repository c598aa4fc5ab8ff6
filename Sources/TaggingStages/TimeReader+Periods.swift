import DocumentModel
import Lexicons
import TextAnalysis

// Weeks, months, parts of the year and what is counted from today.
extension TimeReader {
    // MARK: Last, this and next

    /// "next week", "el año pasado", "this Monday", "the month".
    func movedUnit(at index: Int) -> DateRead? {
        var best: DateRead?
        func take(_ read: DateRead?) {
            if let read, read.end > best?.end ?? index { best = read }
        }
        for (role, shift) in [(Role.next, 1), (.last, -1), (.this, 0)] {
            for end in ends(role, at: index) {
                guard var start = next(end) else { continue }
                // "este próximo viernes".
                if shift == 0, let again = self.end(.next, at: start), let following = next(again) {
                    start = following
                }
                if let found = named(at: start, shift: shift) {
                    take((found.date, shift == 0 ? skip(.thisAfter, at: found.end) : found.end))
                }
                take(fiscal(at: start, shift: shift))
            }
        }
        if let start = end(.same, at: index).flatMap({ next($0) }), let unit = unit(at: start) {
            let timex: String? =
                switch unit.value {
                case .year: "XXXX"
                case .month: "XXXX-XX"
                case .week: "XXXX-WXX"
                case .day: "XXXX-XX-XX"
                default: nil
                }
            if let timex { take((TimeDate(timex: timex, grain: .year), unit.end)) }
        }
        if let start = end(.movedArticle, at: index).flatMap({ next($0) }), unit(at: start) != nil,
            let moved = moved(after: start),
            moved.date.point != nil || moved.date.grain == .week || today == nil
        {
            take(moved)
        }
        take(moved(after: index))
        let article = end(.unitArticle, at: index).flatMap { next($0) }
        take(fiscal(at: index, shift: nil))
        if let unit = unit(at: index), unit.value == .weekend {
            take(shifted(.weekend, by: 0).map { ($0, unit.end) })
        }
        if let article = article ?? bareUnit(at: index), best == nil, let unit = unit(at: article),
            [.week, .month, .year, .weekend, .fortnight].contains(unit.value)
                || unit.value == .day && isLast(unit.end), !isDated(unit.end),
            fiscal(at: article, shift: nil) == nil
        {
            take(shifted(unit.value, by: 0).map { ($0, unit.end) })
            if unit.value == .week, let after = after(.afterDate, at: unit.end),
                let next = next(after), let end = end(.next, at: next)
            {
                take(shifted(.week, by: 2).map { ($0, end) })
            }
        }
        return best
    }

    /// Word `index` where it is a unit behind an article that is no part of the time.
    private func bareUnit(at index: Int) -> Int? {
        guard
            table.phrases.start(of: .role(.article), endingBefore: index, in: view, atMost: 2)
                != nil
        else { return nil }
        return index
    }

    /// Whether a year follows, or stands behind what connects: "the year 2008", "the year of 2008".
    private func isDated(_ index: Int) -> Bool {
        guard let start = next(index) else { return false }
        return integer(at: start) != nil || year(at: skip(.connector, at: start)) != nil
    }

    /// What a word of direction moves when it stands behind: "la semana pasada".
    private func moved(after index: Int) -> DateRead? {
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

    private func named(at index: Int, shift: Int) -> DateRead? {
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

    private func weekday(_ weekday: Int, week shift: Int) -> TimeDate {
        guard let today else { return Self.unknownDay }
        return TimeDate(today.monday + (shift * 7 + weekday - 1))
    }

    /// The unit that lies so many of it from the page's day.
    private func shifted(_ unit: TimeUnit, by shift: Int) -> TimeDate? {
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
        for (role, sign) in [(Role.next, 1), (.last, -1)] {
            for end in ends(role, at: index) {
                guard let start = next(end) else { continue }
                if let found = amountOfTime(at: start),
                    table.phrases.end(of: .role(.one), at: start, in: view) == nil
                {
                    return (span(found.amount, by: sign), found.end)
                }
                if let unit = unit(at: start), unit.value.isTime {
                    return (range(from: TimeAmount(1, unit.value), by: sign), unit.end)
                }
            }
            // The word of direction between the number and the unit, or behind both.
            if let count = amount(at: index), let position = next(count.end) {
                if let moved = end(role, at: position), let start = next(moved),
                    let unit = unit(at: start)
                {
                    return (span(TimeAmount(count.value, unit.value), by: sign), unit.end)
                }
                if let unit = unit(at: position),
                    let moved = after(sign > 0 ? .nextAfter : .lastAfter, at: unit.end),
                    count.value > 1
                {
                    return (span(TimeAmount(count.value, unit.value), by: sign), moved)
                }
            }
            if let unit = unit(at: index), unit.value.isTime,
                let moved = after(sign > 0 ? .nextAfter : .lastAfter, at: unit.end)
            {
                return (range(from: TimeAmount(1, unit.value), by: sign), moved)
            }
        }
        return nil
    }

    /// So many units before today, or after it.
    private func span(_ amount: TimeAmount, by sign: Int) -> TimePoint {
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

    private func counted(_ amount: TimeAmount, by sign: Int, from day: CalendarDay?) -> TimeDate {
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

    // MARK: Parts of a period

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

    private func thisUnit(at index: Int) -> DateRead? {
        guard let unit = unit(at: index), [.week, .month, .year, .quarter].contains(unit.value)
        else { return nil }
        return shifted(unit.value, by: 0).map { ($0, unit.end) }
    }

    private func edge(_ role: Role, of date: TimeDate) -> CalendarPoint? {
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

    private static func century(_ number: Int) -> TimeDate {
        let first = CalendarDay(year: (number - 1) * 100, month: 1, day: 1)
        return TimeDate(from: first, to: first.adding(months: 1200), "P100Y", grain: .year)
    }

    /// "siglo XXI", "siglo 21".
    private func romanCentury(at index: Int) -> DateRead? {
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
    private static func roman(_ letters: ArraySlice<UInt8>, hasEnding: Bool) -> Int? {
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
    private func plainPeriod(at index: Int, depth: Int) -> DateRead? {
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

    private func ranked(_ rank: Int, _ count: Int?, _ unit: TimeUnit, in outer: TimeDate)
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

    private func weekOf(at index: Int, depth: Int) -> DateRead? {
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

    private func numberedWeek(at index: Int, depth: Int) -> DateRead? {
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

    // MARK: Parts of a year, and many years

    /// "Q1 2017", "2019 H2", "first quarter of 2019", "next year's first quarter".
    func partOfYear(at index: Int, depth: Int) -> DateRead? {
        if let part = quarter(at: index) {
            var end = part.end
            var position = next(end)
            if let mark = position, view.isHyphen(mark) || view.mark(mark) == UInt8(ascii: ",") {
                position = mark + 1
            }
            if let start = position.map({ skip(.connector, at: $0) }).flatMap({ next($0) }),
                let outer = plainPeriod(at: start, depth: depth),
                outer.date.grain == .year
            {
                guard let year = outer.date.point?.year else {
                    return outer.date.timex == nil
                        ? (TimeDate(timex: nil, grain: .month), outer.end) : nil
                }
                return (quarter(part.value, part.length, of: year), outer.end)
            }
            guard part.isName else { return nil }
            end = part.end
            let month = (part.value - 1) * part.length + 1
            let after = month + part.length
            let timex =
                "(XXXX-\(CalendarPoint.padded(month, 2))-01,XXXX-\(CalendarPoint.padded(after > 12 ? 1 : after, 2))-01,P\(part.length)M)"
            return (TimeDate(timex: timex, grain: .month), end)
        }
        guard
            let outer = year(at: index).map({
                (date: TimeDate(CalendarPoint(year: $0.value)), end: $0.end)
            }) ?? movedYear(at: index),
            var position = next(outer.end), let year = outer.date.point?.year
        else { return nil }
        if view.isHyphen(position) { position += 1 }
        if let possessive = possessive(at: position) { position = possessive }
        guard position < view.count, let part = quarter(at: position) else { return nil }
        return (quarter(part.value, part.length, of: year), part.end)
    }

    private func movedYear(at index: Int) -> DateRead? {
        movedUnit(at: index).flatMap { $0.date.grain == .year && $0.date.point != nil ? $0 : nil }
    }

    /// The word behind an apostrophe and its letter.
    private func possessive(at index: Int) -> Int? {
        view.plainMark(index) == UInt8(ascii: "'") && view.isGlued(index + 1) ? index + 2 : nil
    }

    private func quarter(_ number: Int, _ length: Int, of year: Int) -> TimeDate {
        months(
            from: CalendarDay(year: year, month: (number - 1) * length + 1, day: 1), count: length)
    }

    /// "Q1", "H2", "first quarter", "trimestre1": which, how many months long, and whether a name.
    private func quarter(at index: Int) -> (value: Int, length: Int, isName: Bool, end: Int)? {
        for (role, length) in [(Role.quarter, 3), (.halfYear, 6)] {
            guard let sign = end(role, at: index), view.isGlued(sign),
                let number = integer(at: sign), number.digits == 1,
                number.value >= 1, number.value <= 12 / length,
                !view.isGlued(number.end) || view.kind(number.end) == .mark
            else { continue }
            return (number.value, length, length == 3, number.end)
        }
        let start = end(.rankArticle, at: index) ?? index
        guard let rank = end(.final, at: start).map({ (value: -1, end: $0) }) ?? ordinal(at: start),
            let following = next(rank.end),
            let unit = unit(at: following) ?? end(.half, at: following).map({ (.halfYear, $0) }),
            unit.value == .quarter || unit.value == .halfYear, let length = unit.value.months
        else { return nil }
        let value = rank.value < 0 ? 12 / length : rank.value
        return (1...12 / length).contains(value) ? (value, length, false, unit.end) : nil
    }

    private func seasonCode(at index: Int) -> (value: String, end: Int)? {
        token(at: index) { if case .season(let code) = $0 { code } else { nil } }
    }

    func season(at index: Int, depth: Int) -> DateRead? {
        guard let season = seasonCode(at: index) else { return nil }
        if let start = next(season.end),
            let year = plainPeriod(at: skip(.connector, at: start), depth: depth),
            year.date.grain == .year,
            let timex = year.date.timex
        {
            return (TimeDate(timex: "\(timex)-\(season.value)", grain: .month), year.end)
        }
        var date = TimeDate(timex: season.value, grain: .month)
        date.isSure = !isAmbiguous(index..<season.end)
        return (date, season.end)
    }

    /// "the 1990s", "90s", "la década de 1990", "les années 80".
    func decade(at index: Int) -> DateRead? {
        if let name = token(at: index, { if case .decade(let year) = $0 { year } else { nil } }) {
            let end = name.value == 90 ? "XX00" : "XX\(name.value + 10)"
            return (
                TimeDate(
                    timex: "(XX\(CalendarPoint.padded(name.value, 2))-01-01,\(end)-01-01,P10Y)",
                    grain: .year), name.end
            )
        }
        let lead = end(.decadeLead, at: index)
        let start = lead ?? index
        if lead != nil, let number = integer(at: start), number.digits == 2, isCounted(number.end) {
            return nil
        }
        guard start < view.count, let number = integer(at: start), number.digits > 0 || lead != nil,
            number.value.isMultiple(of: 10),
            number.digits == 4 && (1500..<2100).contains(number.value)
                || number.digits % 2 == 0 && (1..<100).contains(number.value), !isTied(start)
        else { return nil }
        var end = number.end
        if lead == nil {
            guard view.isGlued(end) || number.digits == 2,
                let suffix = after(.decadeSuffix, at: end)
            else { return nil }
            end = suffix
        }
        let century = number.digits == 4 ? "\(number.value / 100)" : "XX"
        let next =
            number.value % 100 == 90
            ? (number.digits == 4 ? "\(number.value / 100 + 1)00" : "XX00")
            : "\(century)\(number.value % 100 + 10)"
        let first = number.digits == 4 ? CalendarDay(year: number.value, month: 1, day: 1) : nil
        let timex =
            "(\(century)\(CalendarPoint.padded(number.value % 100, 2))-01-01,\(next)-01-01,P10Y)"
        return (TimeDate(timex: timex, grain: .year, first: first), end)
    }

    /// "fiscal year 2008", "last fiscal year", "SY18", "this calendar year".
    private func fiscal(at index: Int, shift: Int?) -> DateRead? {
        for (role, prefix) in [(Role.fiscal, "FY"), (.school, "SY"), (.calendar, "")] {
            var end: Int
            if let adjective = self.end(role, at: index) {
                end = adjective
                let isShort = view.words[index].span.length == 2
                if let year = next(end).flatMap({ unit(at: $0) }), year.value == .year {
                    end = year.end
                } else if !isShort {
                    continue
                }
            } else if let year = unit(at: index), year.value == .year,
                let adjective = after(role, at: year.end)
            {
                end = adjective
            } else {
                continue
            }
            if let shift {
                return (
                    TimeDate(timex: thisYear.map { "\(prefix)\($0 + shift)" }, grain: .year), end
                )
            }
            if let start = next(end) {
                let connected = skip(.connector, at: start)
                if let year = next(connected).flatMap({ year(at: $0) }) {
                    return (TimeDate(timex: "\(prefix)\(year.value)", grain: .year), year.end)
                }
                if view.isGlued(start), let number = integer(at: start), number.digits == 2 {
                    return (
                        TimeDate(
                            timex: "\(prefix)20\(CalendarPoint.padded(number.value, 2))",
                            grain: .year), number.end
                    )
                }
            }
            if !prefix.isEmpty, end > index + 1 {
                return (TimeDate(timex: "\(prefix)XXXX", grain: .year), end)
            }
        }
        return nil
    }
}
