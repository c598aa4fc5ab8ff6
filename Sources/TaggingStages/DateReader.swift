import DocumentModel
import TextAnalysis

/// A calendar date of any precision; a year that is not said is nil.
struct CalendarPoint: Equatable {
    var year: Int?
    var month: Int?
    var day: Int?

    /// ISO 8601, nil without a year.
    var iso: String? { year == nil ? nil : timex }

    /// TIMEX3, with X for what is not said.
    var timex: String {
        var parts = [year.map { Self.padded($0, 4) } ?? "XXXX"]
        if month != nil || day != nil { parts.append(month.map { Self.padded($0, 2) } ?? "XX") }
        if let day { parts.append(Self.padded(day, 2)) }
        return parts.joined(separator: "-")
    }

    /// The first day of the date, in TIMEX3.
    var firstDay: String {
        CalendarPoint(year: year, month: month ?? 1, day: day ?? 1).timex
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Reads the dates of one text.
struct DateReader {
    let table: DateTable
    let view: WordView

    struct Found {
        let reading: DateReading
        let end: Int
    }

    typealias Point = (date: CalendarPoint, end: Int)

    // MARK: Periods

    /// The date or period that starts at word `index`.
    func period(at index: Int) -> Found? {
        if let found = worded(at: index) { return found }
        if let found = decade(at: index) { return found }
        if let since = end(.since, at: index), let point = point(at: since),
            point.date.year != nil || point.date.month != nil, !isRange(from: point.end)
        {
            return Found(
                reading: DateReading(
                    start: point.date.iso, end: nil, basis: basis(point.date),
                    timeBasis: "CUMULATIVE", timex: point.date.timex), end: point.end)
        }
        if let part = part(at: index) { return part }
        if let opened = end(.opener, at: index), let range = range(at: opened) { return range }
        if let range = range(at: index) { return range }
        guard let point = point(at: index) else { return nil }
        return Found(reading: reading(point.date), end: point.end)
    }

    private func isRange(from index: Int) -> Bool {
        end(.joiner, at: index).map { point(at: $0) != nil } ?? false
    }

    /// "last year", "so far this year", "the year before".
    private func worded(at index: Int) -> Found? {
        if let end = end(.yearToDate, at: index) {
            return Found(
                reading: DateReading(
                    start: nil, end: nil, basis: .relative, timeBasis: "YTD", yearOffset: 0),
                end: end)
        }
        let relative = table.phrases.longest(at: index, in: view) {
            if case .relativeYear(let offset) = $0 { offset } else { nil }
        }
        if let relative {
            return Found(
                reading: DateReading(
                    start: nil, end: nil, basis: .relative, timeBasis: "ANNUAL",
                    yearOffset: relative.value), end: relative.end)
        }
        return end(.otherYear, at: index).map {
            Found(
                reading: DateReading(
                    start: nil, end: nil, basis: .relative, timeBasis: "ANNUAL"), end: $0)
        }
    }

    /// "the 1990s", "los años 90".
    private func decade(at index: Int) -> Found? {
        var digits = index
        if let prefix = end(.decadePrefix, at: index) { digits = prefix }
        guard let number = number(at: digits), number.digits == 4 || digits > index,
            number.value.isMultiple(of: 10), number.value < 100 || isYear(number.value)
        else { return nil }
        let year = number.value < 100 ? 1900 + number.value : number.value
        var end = digits + 1
        if digits == index {
            guard view.isGlued(end), let suffix = self.end(.decadeSuffix, at: end) else {
                return nil
            }
            end = suffix
        }
        guard number.value < 100 || digits == index || number.digits == 4 else { return nil }
        return Found(
            reading: DateReading(
                start: "\(year)", end: "\(year + 9)", basis: .absolute, timeBasis: "PERIOD",
                timex: CalendarPoint.padded(year / 10, 3)), end: end)
    }

    /// "first half of 2019", "first quarter of 2019", "first six months of 2019".
    private func part(at index: Int) -> Found? {
        let found = table.phrases.longest(at: index, in: view) { token -> ClosedRange<Int>? in
            switch token {
            case .half(let half): (half - 1) * 6 + 1...half * 6
            case .quarter(let quarter): (quarter - 1) * 3 + 1...quarter * 3
            case .firstMonths(let months): 1...months
            default: nil
            }
        }
        guard let found else { return nil }
        var next = found.end
        if let connector = end(.connector, at: next) { next = connector }
        let months = found.value
        guard let year = year(at: next) else {
            guard let relative = worded(at: next) else { return nil }
            return Found(
                reading: DateReading(
                    start: nil, end: nil, basis: .relative, timeBasis: "HALF_YEAR",
                    yearOffset: relative.reading.yearOffset), end: relative.end)
        }
        let first = CalendarPoint(year: year.value, month: months.lowerBound)
        let last = CalendarPoint(year: year.value, month: months.upperBound)
        let after =
            months.upperBound == 12
            ? CalendarPoint(year: year.value + 1)
            : CalendarPoint(year: year.value, month: months.upperBound + 1)
        return Found(
            reading: DateReading(
                start: first.iso, end: last.iso, basis: .absolute, timeBasis: "HALF_YEAR",
                timex: "(\(first.firstDay),\(after.firstDay),P\(months.count)M)"), end: year.end)
    }

    /// Two dates joined, where the first may borrow month and year: "4 to 6 March 2008".
    private func range(at index: Int) -> Found? {
        if let days = dayRange(at: index) { return days }
        guard var first = point(at: index) ?? bareMonth(at: index),
            let joined = end(.joiner, at: first.end),
            let second = shortYear(at: joined, after: first) ?? rangeEnd(at: joined)
        else { return nil }
        if first.date.year == nil { first.date.year = second.date.year }
        let bothYears = first.date.month == nil && second.date.month == nil
        guard (first.date.month == nil) == (second.date.month == nil),
            !bothYears || (first.date.year ?? 0) < (second.date.year ?? 0),
            first.date.month != nil || view.isHyphen(first.end) || joined == first.end + 1
        else { return nil }
        // "in 2008 and 2009" are two years, not a period, unless something opens the range.
        if bothYears, !isOpened(index), !view.isHyphen(first.end), isLooseJoiner(first.end) {
            return nil
        }
        let years = (second.date.year ?? 0) - (first.date.year ?? 0)
        let timeBasis = bothYears ? "PERIOD" : first.date.day != nil ? "POINT" : "HALF_YEAR"
        return Found(
            reading: DateReading(
                start: first.date.iso, end: second.date.iso, basis: basis(second.date),
                timeBasis: years > 0 ? "PERIOD" : timeBasis,
                timex: bothYears
                    ? "(\(first.date.firstDay),\(second.date.firstDay),P\(years)Y)" : nil),
            end: second.end)
    }

    /// A month that gets its year from the other end: "January to June 2014".
    private func bareMonth(at index: Int) -> Point? {
        month(at: index, alone: true).map { (CalendarPoint(month: $0.value), $0.end) }
    }

    private func rangeEnd(at index: Int) -> Point? { point(at: index) }

    /// "2008-12" and "2008/09".
    private func shortYear(at index: Int, after first: Point) -> Point? {
        guard first.date.month == nil, let year = first.date.year, view.isHyphen(index - 1),
            view.isGlued(index), let number = number(at: index), number.digits == 2,
            number.value > year % 100, !isTied(index + 1)
        else { return nil }
        return (CalendarPoint(year: year / 100 * 100 + number.value), index + 1)
    }

    /// Whether a range opener stands before word `index`.
    private func isOpened(_ index: Int) -> Bool {
        table.phrases.start(of: .opener, endingBefore: index, in: view) != nil
    }

    /// Whether the joiner at word `index` may also join two dates that make no range.
    private func isLooseJoiner(_ index: Int) -> Bool { !view.isHyphen(index) }

    /// "4-6 March 2008", "del 4 al 6 de marzo".
    private func dayRange(at index: Int) -> Found? {
        guard let first = dayNumber(at: index), let joined = end(.joiner, at: first.end),
            let second = point(at: joined), let day = second.date.day, second.date.month != nil,
            first.value < day
        else { return nil }
        let start = CalendarPoint(
            year: second.date.year, month: second.date.month, day: first.value)
        return Found(
            reading: DateReading(
                start: start.iso, end: second.date.iso, basis: basis(second.date),
                timeBasis: "POINT",
                timex: "(\(start.timex),\(second.date.timex),P\(day - first.value)D)"),
            end: second.end)
    }

    private func reading(_ date: CalendarPoint) -> DateReading {
        let timeBasis = date.day != nil ? "POINT" : date.month != nil ? "HALF_YEAR" : "ANNUAL"
        return DateReading(
            start: date.iso, end: date.iso, basis: basis(date), timeBasis: timeBasis,
            timex: date.timex)
    }

    private func basis(_ date: CalendarPoint) -> DateReading.Basis {
        date.year == nil ? .relative : .absolute
    }

    // MARK: Points

    /// The single date that starts at word `index`.
    func point(at index: Int) -> Point? {
        guard index < view.count else { return nil }
        if let numeric = numericDate(at: index) { return numeric }
        if let weekday = end(.weekday, at: index) {
            var next = weekday
            if view.mark(next) == UInt8(ascii: ",") { next += 1 }
            if let connector = end(.connector, at: next) { next = connector }
            if let point = dayMonth(at: next) ?? monthDay(at: next), point.date.day != nil {
                return point
            }
        }
        if let point = dayMonth(at: index) ?? monthDay(at: index) { return point }
        return year(at: index).flatMap {
            isPlainYear(index) ? (CalendarPoint(year: $0.value), $0.end) : nil
        }
    }

    /// "14 March 2008", "14 de marzo".
    private func dayMonth(at index: Int) -> Point? {
        guard let day = dayNumber(at: index), !view.startsBlock(day.end) else { return nil }
        var next = day.end
        if view.isHyphen(next) || view.mark(next) == UInt8(ascii: ".") { next += 1 }
        if let connector = end(.connector, at: next) { next = connector }
        guard let month = month(at: next, alone: false) else { return nil }
        return withYear(CalendarPoint(month: month.value, day: day.value), after: month.end)
    }

    /// "March 14, 2008", "March 2008", "March".
    private func monthDay(at index: Int) -> Point? {
        guard let month = month(at: index, alone: false) else { return nil }
        // "Jan. 19".
        let next = view.mark(month.end) == UInt8(ascii: ".") ? month.end + 1 : month.end
        if let day = dayNumber(at: next), !view.startsBlock(next), !view.isGlued(next),
            !isTied(day.end), table.monthFirst
        {
            return withYear(CalendarPoint(month: month.value, day: day.value), after: day.end)
        }
        let point = withYear(CalendarPoint(month: month.value), after: month.end)
        if point.date.year != nil { return point }
        guard let alone = self.month(at: index, alone: true),
            table.phrases.start(of: .preposition, endingBefore: index, in: view) != nil
        else { return nil }
        return (point.date, alone.end)
    }

    private func withYear(_ date: CalendarPoint, after end: Int) -> Point {
        var date = date
        var next = end
        guard next < view.count, !view.startsBlock(next) else { return (date, end) }
        if view.mark(next) == UInt8(ascii: ",") || view.mark(next) == UInt8(ascii: ".")
            || view.mark(next) == UInt8(ascii: "/") || view.isHyphen(next)
        {
            next += 1
        }
        if let connector = self.end(.connector, at: next) { next = connector }
        guard let year = year(at: next) else { return (date, end) }
        date.year = year.value
        return (date, year.end)
    }

    private func month(at index: Int, alone: Bool) -> (value: Int, end: Int)? {
        guard index < view.count, view.kind(index) == .letters,
            !table.capitalizesMonths || view.words[index].value.shape != .lower || !alone
        else { return nil }
        return table.phrases.longest(at: index, in: view) {
            switch $0 {
            case .month(let month): month
            case .shortMonth(let month): alone ? nil : month
            default: nil
            }
        }
    }

    /// A day of the month, with its suffix.
    private func dayNumber(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index) else { return spelledDay(at: index) }
        guard (1...31).contains(number.value), number.digits <= 2,
            !view.isGlued(index) || !isTied(index)
        else { return nil }
        guard view.isGlued(index + 1), let suffix = end(.daySuffix, at: index + 1) else {
            return (number.value, index + 1)
        }
        return (number.value, suffix)
    }

    private func spelledDay(at index: Int) -> (value: Int, end: Int)? {
        table.phrases.longest(at: index, in: view) {
            if case .day(let day) = $0 { day } else { nil }
        }
    }

    private func year(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index), number.digits == 4, isYear(number.value),
            !(view.isGlued(index + 1) && view.kind(index + 1) == .letters)
        else { return nil }
        return (number.value, index + 1)
    }

    private func isYear(_ value: Int) -> Bool { (1900..<2100).contains(value) }

    /// Whether the four digits at word `index` are a year and not a count or part of a code.
    private func isPlainYear(_ index: Int) -> Bool {
        if isTied(index) || isTied(index + 1) { return false }
        if let before = view.mark(index - 1), "$+#@=_".utf8.contains(before) { return false }
        if view.mark(index + 1) == UInt8(ascii: "%") { return false }
        if end(.countedNoun, at: index + 1) != nil, !view.startsBlock(index + 1) {
            // "in 2009 women were sold", "the Games 2014 organization".
            return table.phrases.start(of: .preposition, endingBefore: index, in: view) != nil
                || (view.kind(index - 1) == .letters && !view.startsBlock(index)
                    && view.words[index - 1].value.shape == .capitalized)
        }
        return true
    }

    /// Whether digits, or a code's marks, are tied to word `index` from before.
    private func isTied(_ index: Int) -> Bool {
        guard view.isGlued(index) else { return false }
        if view.kind(index) == .digits {
            if view.kind(index - 1) == .letters { return true }
            guard let before = view.mark(index - 1) else { return false }
            let isSeparator = "./,:-".utf8.contains(before)
            return isSeparator && view.isGlued(index - 1) && view.kind(index - 2) == .digits
                && before != UInt8(ascii: "-")
                || (before == UInt8(ascii: "/") && view.isGlued(index - 1))
        }
        guard let mark = view.mark(index), "./,:".utf8.contains(mark) else { return false }
        return view.isGlued(index + 1) && view.kind(index + 1) == .digits
    }

    /// 2008-03-14, 14/03/2008, 14.3.2008, 03/2008.
    private func numericDate(at index: Int) -> Point? {
        guard let first = number(at: index), !isTied(index), let mark = tie(at: index + 1),
            let second = number(at: index + 2)
        else { return nil }
        guard tie(at: index + 3) == mark, let third = number(at: index + 4), !isTied(index + 5)
        else {
            guard tie(at: index + 3) == nil else { return nil }
            if first.digits == 4, isYear(first.value), second.digits == 2,
                mark == UInt8(ascii: "-"),
                (1...12).contains(second.value), second.value <= first.value % 100
            {
                return (CalendarPoint(year: first.value, month: second.value), index + 3)
            }
            if second.digits == 4, isYear(second.value), (1...12).contains(first.value),
                mark == UInt8(ascii: "/")
            {
                return (CalendarPoint(year: second.value, month: first.value), index + 3)
            }
            return nil
        }
        var date = CalendarPoint()
        if first.digits == 4, isYear(first.value) {
            date = CalendarPoint(year: first.value, month: second.value, day: third.value)
        } else if third.digits == 4 && isYear(third.value)
            || third.digits == 2 && mark == UInt8(ascii: "/")
        {
            let year =
                third.digits == 4 ? third.value : third.value + (third.value < 50 ? 2000 : 1900)
            let isMonthFirst = (table.monthFirst && first.value <= 12) || second.value > 12
            date = CalendarPoint(
                year: year, month: isMonthFirst ? first.value : second.value,
                day: isMonthFirst ? second.value : first.value)
        }
        guard (1...12).contains(date.month ?? 0), (1...31).contains(date.day ?? 0) else {
            return nil
        }
        return (date, index + 5)
    }

    /// The mark that ties the digits around word `index`.
    private func tie(at index: Int) -> UInt8? {
        guard view.isGlued(index), view.isGlued(index + 1), let mark = view.mark(index),
            "/-.".utf8.contains(mark), view.kind(index + 1) == .digits
        else { return nil }
        return mark
    }

    private func number(at index: Int) -> (value: Int, digits: Int)? {
        guard let digits = view.digits(index), digits.count <= 4 else { return nil }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.count)
    }

    private func end(_ token: DateToken, at index: Int) -> Int? {
        index < view.count && !(index > 0 && view.startsBlock(index) && token == .connector)
            ? table.phrases.end(of: token, at: index, in: view) : nil
    }
}
