import DocumentModel
import TextAnalysis

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
        let word = view.words[index].value
        let kinds = table.phrases.kinds(startingWith: word)
        let isDigits = word.kind == .digits
        if isDigits, kinds & DateToken.openingKinds == 0, !mayBeDate(index) { return nil }
        guard isDigits || kinds & DateToken.openingKinds != 0 else { return nil }
        if kinds & DateToken.wordedKinds != 0, let found = worded(at: index) { return found }
        if isDigits || kinds & DateToken.decadePrefix.phraseKinds != 0,
            let found = decade(at: index)
        {
            return found
        }
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
        guard isDigits || kinds & DateToken.pointKinds != 0 else { return nil }
        if let range = range(at: index) { return range }
        guard let point = point(at: index) else { return nil }
        return Found(reading: reading(point.date), end: point.end)
    }

    /// Whether the digits at word `index` may be of a date, by how many they are and what follows:
    /// "12 women" are none.
    private func mayBeDate(_ index: Int) -> Bool {
        let length = view.words[index].span.length
        guard length < 4, index + 1 < view.count else { return length <= 4 }
        let next = view.words[index + 1].value
        switch next.kind {
        case .letters: return table.phrases.mayStart(DateToken.afterDayKinds, with: next)
        case .mark: return true
        case .digits: return false
        }
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
        let relative = table.phrases.longest(like: .relativeYear(0), at: index, in: view) {
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
        let found = table.phrases.longest(like: .half(0), at: index, in: view) {
            token -> ClosedRange<Int>? in
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
}
