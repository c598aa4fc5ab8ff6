import DocumentModel
import Lexicons
import TextAnalysis

// Dates that are said by their parts.
extension TimeReader {
    typealias DateRead = (date: TimeDate, end: Int)

    /// The longest date that starts at word `index`.
    ///
    /// Dates inside dates, as in "the end of last year", nest at most two deep.
    func newDate(at index: Int, _ starts: TimeKinds, depth: Int) -> DateRead? {
        var best: DateRead?
        func take(_ read: DateRead?) {
            guard let read, read.end > best?.end ?? index else { return }
            best = read
        }
        take(movedUnit(at: index))
        if starts.meets(.edge) { take(edgedDate(at: index, depth: depth + 1)) }
        if starts.meets(.digits) {
            take(numericDate(at: index))
            take(connectedDate(at: index))
        }
        if starts.meets(.plainDates) { take(plainDate(at: index)) }
        if starts.meets([.weekday, .moving]) { take(weekdayDate(at: index)) }
        if starts.meets([.now, .day]) { take(relativeDay(at: index)) }
        if starts.meets(.rankedDates) { take(rankedDate(at: index, depth: depth + 1)) }
        if starts.meets(.yearParts) { take(partOfYear(at: index, depth: depth + 1)) }
        if starts.meets(.season) { take(season(at: index, depth: depth + 1)) }
        if starts.meets([.decade, .decadeLead, .digits]) { take(decade(at: index)) }
        if starts.meets([.holiday, .moving]) { take(holiday(at: index)) }
        if starts.meets([.shiftLead, .amounts]) {
            take(shiftedDate(at: index, depth: depth + 1))
        }
        if starts.meets(.yearToDate) { take(yearToDate(at: index)) }
        if starts.meets([.digits, .number, .ordinal, .article, .dayLead]) {
            take(bareDay(at: index))
        }
        return best
    }

    // MARK: Day, month and year

    func month(at index: Int) -> (value: Int, end: Int)? {
        token(.month, at: index) { if case .month(let month) = $0 { month } else { nil } }
    }

    func weekday(at index: Int) -> (value: Int, end: Int)? {
        token(.weekday, at: index) { if case .weekday(let day) = $0 { day } else { nil } }
    }

    /// A year in four digits, or in words.
    func year(at index: Int) -> (value: Int, end: Int)? {
        if let number = integer(at: index), number.digits == 4,
            (1500..<2100).contains(number.value), !isTied(index),
            !followsOn(number.end)
        {
            return (number.value, number.end)
        }
        return view.kind(index) == .letters ? spelledYear(at: index) : nil
    }

    /// A day of the month: "4", "4th", "the fourth", "twenty-second".
    func day(at index: Int) -> (value: Int, end: Int)? {
        if let rank = ordinal(at: index), (1...31).contains(rank.value) { return rank }
        guard let number = integer(at: index), (1...31).contains(number.value), number.digits <= 2,
            !isTied(index),
            !followsOn(number.end)
        else { return nil }
        return (number.value, number.end)
    }

    /// Day, month and year in the orders of running text.
    func plainDate(at index: Int) -> DateRead? {
        if let read = dayMonth(at: index) ?? monthDay(at: index) ?? joinedDay(at: index) {
            return read
        }
        if table.monthFirst, let start = end(.article, at: index).flatMap({ next($0) }),
            view.kind(start) == .digits,
            let read = dayMonth(at: start)
        {
            return read
        }
        guard let year = year(at: index) else {
            guard let lead = end(.yearLead, at: index).flatMap({ next($0) }), !table.monthFirst,
                let year = self.year(at: lead)
            else { return nil }
            return (TimeDate(CalendarPoint(year: year.value)), year.end)
        }
        // "2017 April".
        if let start = next(year.end), let month = month(at: start) {
            return (TimeDate(CalendarPoint(year: year.value, month: month.value)), month.end)
        }
        guard view.kind(index) == .digits || !isCounted(year.end) else { return nil }
        return (TimeDate(CalendarPoint(year: year.value)), year.end)
    }

    /// The first day of "18 and 19 June".
    func joinedDay(at index: Int) -> DateRead? {
        guard view.kind(index) == .digits, let first = day(at: index),
            let start = after(.looseJoiner, at: first.end).flatMap({ next($0) }),
            view.kind(start) == .digits,
            let second = dayMonth(at: start), var point = second.date.point, let last = point.day,
            first.value < last
        else { return nil }
        point.day = first.value
        return (TimeDate(point), first.end)
    }

    /// Whether what follows a number in words is neither mark nor end, so that it may be counted.
    func isCounted(_ index: Int) -> Bool {
        guard let start = next(index), view.kind(start) == .letters else { return false }
        return ![Role.hourLead, .link, .joiner, .between, .opener, .bound, .partLead].contains {
            end($0, at: start) != nil
        }
    }

    func dayMonth(at index: Int) -> DateRead? {
        guard let day = day(at: index), var position = next(day.end) else { return nil }
        if view.isHyphen(position) || view.mark(position) == UInt8(ascii: "/")
            || view.mark(position) == UInt8(ascii: ".")
        {
            position += 1
        }
        // "the 15th day of June".
        if let dayWord = unit(at: position), dayWord.value == .day { position = dayWord.end }
        position = skip(.connector, at: position)
        guard position < view.count, let month = month(at: position) else { return nil }
        // "no one may": a doubtful month wants digits.
        if isAmbiguous(position..<month.end), view.kind(index) != .digits, ordinal(at: index) == nil
        {
            return nil
        }
        return withYear(CalendarPoint(month: month.value, day: day.value), after: month.end)
    }

    func monthDay(at index: Int) -> DateRead? {
        guard let month = month(at: index) else { return nil }
        if var position = next(month.end) {
            if let mark = view.mark(position), "/-.".utf8.contains(mark), view.isGlued(position) {
                position += 1
            }
            if let article = self.end(.article, at: position) { position = article }
            if position < view.count,
                view.kind(position) == .digits || spelledYear(at: position) == nil,
                let day = day(at: position), !isPlural(day.end),
                table.monthFirst || view.mark(position - 1) == UInt8(ascii: "/")
                    || year(at: skip(.connector, at: day.end)) != nil
                    || view.kind(position) == .digits && !isCounted(day.end)
            {
                return withYear(CalendarPoint(month: month.value, day: day.value), after: day.end)
            }
        }
        var read = withYear(CalendarPoint(month: month.value), after: month.end)
        read.date.isSure = read.date.point?.year != nil || !isAmbiguous(index..<month.end)
        return read
    }

    /// Whether a number that stood before word `index` goes on: "May 3.5", "March 10:30".
    func isPlural(_ index: Int) -> Bool {
        followsOn(index) && view.mark(index) != UInt8(ascii: ",")
    }

    func withYear(_ point: CalendarPoint, after end: Int) -> DateRead {
        var point = point
        guard var position = next(end) else { return (TimeDate(point), end) }
        if let mark = view.mark(position), ",./-".utf8.contains(mark) { position += 1 }
        // "26 June in 2019", "abril del 87", "4 July of this year".
        for start in [position] + ends(.connector, at: position) {
            guard start < view.count, !view.startsBlock(start) else { continue }
            if let year = year(at: start) {
                point.year = year.value
                return (TimeDate(point), year.end)
            }
            let isTwoDigits = start > position || (point.day != nil && start == end)
            if isTwoDigits, let number = integer(at: start), number.digits == 2,
                number.value > 31 || point.day != nil && start > position && number.value > 31,
                !isTied(start), !followsOn(number.end)
            {
                point.year = number.value + (number.value < 50 ? 2000 : 1900)
                return (TimeDate(point), number.end)
            }
            if start > position, let moved = movedUnit(at: start), moved.date.grain == .year,
                let year = moved.date.point?.year
            {
                point.year = year
                return (TimeDate(point), moved.end)
            }
        }
        return (TimeDate(point), end)
    }

    /// "the 4th", "el 4": a day whose month is not said.
    func bareDay(at index: Int) -> DateRead? {
        let lead =
            table.monthFirst
            ? end(.article, at: index) ?? end(.dayLead, at: index) : end(.dayLead, at: index)
        let start = lead.map { skip(.dayLead, at: $0) } ?? index
        guard start < view.count, start == index || next(start) != nil else { return nil }
        guard let day = ordinal(at: start) ?? day(at: start), (1...31).contains(day.value) else {
            return nil
        }
        // "the 21st of this month".
        for connected in [day.end] + ends(.connector, at: day.end)
        where (!table.monthFirst || ordinal(at: start) != nil) && movedSpan(at: start) == nil {
            if let moved = next(connected).flatMap({ movedUnit(at: $0) }),
                moved.date.grain == .month,
                let point = moved.date.point
            {
                return (
                    TimeDate(CalendarPoint(year: point.year, month: point.month, day: day.value)),
                    moved.end
                )
            }
        }
        let hasSuffix = view.kind(start) == .digits && day.end > start + 1
        guard !table.monthFirst || lead != nil && ordinal(at: start) != nil else { return nil }
        guard month(at: skip(.connector, at: day.end)) == nil,
            view.mark(day.end) != UInt8(ascii: "%"), !isCounted(day.end)
        else { return nil }
        // "8 da noite" is an hour.
        if let start = next(day.end), let part = part(at: start, isAlone: false), !part.isDoubtful {
            return nil
        }
        var date = TimeDate(CalendarPoint(month: nil, day: day.value))
        date.timex = "XXXX-XX-\(CalendarPoint.padded(day.value, 2))"
        // "the 2nd prize" is no day; "the 4th." may be one.
        date.isSure =
            hasSuffix && table.monthFirst || end(.dayLead, at: index) != nil
            || self.end(.dayLead, at: start) != nil
        return (date, day.end)
    }

    /// The day of the month behind "la semana del".
    func bareDay(after index: Int) -> DateRead? {
        guard let day = day(at: index), !isCounted(day.end) else { return nil }
        return (
            TimeDate(timex: "XXXX-XX-\(CalendarPoint.padded(day.value, 2))", grain: .day), day.end
        )
    }

    /// 2008-03-14, 14/03/2008, 14.3.08, 03/2008, 14/3, 2019/aug/01, 20161016.
    func numericDate(at index: Int) -> DateRead? {
        if let digits = view.digits(index), digits.count == 8, !isTied(index), !followsOn(index + 1)
        {
            let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return dated(number / 10_000, number / 100 % 100, number % 100).map { ($0, index + 1) }
        }
        guard let first = integer(at: index), !isTied(index), let mark = tie(at: index + 1) else {
            return nil
        }
        let middle =
            month(at: index + 2).map { (value: $0.value, digits: 0, end: $0.end) }
            ?? integer(at: index + 2)
        guard let second = middle else { return nil }
        if tie(at: second.end) == mark, first.digits == 4, let month = month(at: second.end + 1) {
            // "2020/23/Sep".
            return dated(first.value, month.value, second.value).map { ($0, month.end) }
        }
        if tie(at: second.end) == mark, let third = integer(at: second.end + 1),
            !followsOn(third.end)
        {
            return ordered(first, second, third, mark).map { ($0, third.end) }
        }
        guard
            tie(at: second.end) == nil || tie(at: second.end) != mark && view.isHyphen(second.end),
            second.digits > 0
        else {
            return nil
        }
        if first.digits == 4, (1900..<2100).contains(first.value), (1...12).contains(second.value),
            second.digits <= 2,
            mark != UInt8(ascii: ".")
        {
            return (TimeDate(CalendarPoint(year: first.value, month: second.value)), second.end)
        }
        if second.digits == 4, (1900..<2100).contains(second.value), (1...12).contains(first.value),
            first.digits <= 2
        {
            return (TimeDate(CalendarPoint(year: second.value, month: first.value)), second.end)
        }
        guard first.digits <= 2, second.digits <= 2, !followsOn(second.end) else { return nil }
        let isMonthFirst = table.monthFirst && first.value <= 12 || second.value > 12
        let (month, day) = isMonthFirst ? (first.value, second.value) : (second.value, first.value)
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        var date = TimeDate(CalendarPoint(month: month, day: day))
        if let comma = next(second.end), view.mark(comma) == UInt8(ascii: ","),
            let year = next(comma + 1).flatMap({ year(at: $0) })
        {
            return (TimeDate(CalendarPoint(year: year.value, month: month, day: day)), year.end)
        }
        // "7/6" is more often a date than "7.6" or "7-6".
        date.isSure = mark == UInt8(ascii: "/")
        return (date, second.end)
    }

    /// "9 de 8 de 1971": day, month and year in digits with words between them.
    private func connectedDate(at index: Int) -> DateRead? {
        guard let day = day(at: index), let month = connectedNumber(after: day.end),
            month.digits <= 2, let year = connectedNumber(after: month.end), year.digits == 4
        else { return nil }
        return dated(year.value, month.value, day.value).map { ($0, year.end) }
    }

    private func connectedNumber(after end: Int) -> Number? {
        guard let start = after(.connector, at: end).flatMap({ next($0) }),
            view.kind(start) == .digits, let number = integer(at: start), !followsOn(number.end)
        else { return nil }
        return number
    }

    func ordered(_ first: Number, _ second: Number, _ third: Number, _ mark: UInt8)
        -> TimeDate?
    {
        if first.digits == 4 {
            return dated(first.value, second.value, third.value)
                ?? dated(first.value, third.value, second.value)
        }
        guard third.digits == 4 || third.digits == 2 else { return nil }
        let year = third.digits == 4 ? third.value : third.value + (third.value < 50 ? 2000 : 1900)
        if second.digits == 0 { return dated(year, second.value, first.value) }
        let isMonthFirst = table.monthFirst && first.value <= 12 || second.value > 12
        return isMonthFirst
            ? dated(year, first.value, second.value) : dated(year, second.value, first.value)
    }

    func dated(_ year: Int, _ month: Int, _ day: Int) -> TimeDate? {
        guard (1500..<2100).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        return TimeDate(CalendarPoint(year: year, month: month, day: day))
    }

    /// The mark that ties the words around word `index`.
    func tie(at index: Int) -> UInt8? {
        guard view.isGlued(index), view.isGlued(index + 1), let mark = view.mark(index),
            "/-.".utf8.contains(mark)
        else {
            return nil
        }
        return mark
    }
}
