/// A day of the Gregorian calendar, as a number that can be counted with.
struct CalendarDay: Hashable, Comparable {
    private let held: Int32

    init(number: Int) { held = Int32(clamping: number) }

    /// Days since 1 January 1970.
    var number: Int { Int(held) }

    /// The day so many days, months and years on; a day that the month lacks is its last.
    init(year: Int, month: Int, day: Int) {
        let months = year * 12 + month - 1
        let year = months.flooredQuotient(by: 12)
        let month = months - year * 12 + 1
        // After H. Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let last = Self.length(ofMonth: month, in: year)
        self.init(number: era * 146_097 + dayOfEra - 719_468 + min(day, last) - 1)
    }

    /// An ISO 8601 date, whatever follows it.
    init?(iso: some StringProtocol) {
        let parts = iso.utf8.prefix(10).split(separator: 0x2D, omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        let isLeap =
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    static func < (first: CalendarDay, second: CalendarDay) -> Bool { first.number < second.number }

    var components: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    var year: Int { components.year }
    var month: Int { components.month }

    /// 1 for Monday to 7 for Sunday.
    var weekday: Int { number + 3 - (number + 3).flooredQuotient(by: 7) * 7 + 1 }

    /// The ISO 8601 week, and the year it counts in.
    var week: (year: Int, week: Int) {
        let thursday = self + (4 - weekday)
        let first = CalendarDay(year: thursday.year, month: 1, day: 1)
        return (thursday.year, (thursday.number - first.number) / 7 + 1)
    }

    var monday: CalendarDay { self + (1 - weekday) }

    /// The Monday of a year's first ISO week.
    static func firstMonday(of year: Int) -> CalendarDay {
        CalendarDay(year: year, month: 1, day: 4).monday
    }

    static func + (day: CalendarDay, days: Int) -> CalendarDay {
        CalendarDay(number: day.number + days)
    }

    func adding(months: Int) -> CalendarDay {
        let (year, month, day) = components
        return CalendarDay(year: year, month: month + months, day: day)
    }

    var iso: String {
        let (year, month, day) = components
        return CalendarPoint(year: year, month: month, day: day).timex
    }

    /// Easter Sunday; after the anonymous Gregorian computus.
    static func easter(in year: Int) -> CalendarDay {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let epact =
            (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * late + 114
        return CalendarDay(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}

extension Int {
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
    }
}
