import DocumentModel

/// A time of day as far as it is said.
struct ClockTime {
    // Small, as times are copied from rule to rule; below 0 for what is not said.
    private var held: (hour: Int8, minute: Int8, second: Int8) = (0, -1, -1)
    /// Whether it can only be a time of day: it has minutes, a mark, or a part of the day.
    var isSure = true
    /// Whether the half of the day is said.
    var hasHalf = false
    /// Whether a full stop parts hour and minute, as in any decimal.
    var isDotted = false

    var hour: Int {
        get { Int(held.hour) }
        set { held.hour = Int8(clamping: newValue) }
    }
    var minute: Int? {
        get { held.minute < 0 ? nil : Int(held.minute) }
        set { held.minute = newValue.map { Int8(clamping: $0) } ?? -1 }
    }
    var second: Int? {
        get { held.second < 0 ? nil : Int(held.second) }
        set { held.second = newValue.map { Int8(clamping: $0) } ?? -1 }
    }

    var seconds: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }

    /// "T07:30"
    var timex: String {
        var text = "T" + CalendarPoint.padded(hour, 2)
        if let minute { text += ":" + CalendarPoint.padded(minute, 2) }
        if let second { text += ":" + CalendarPoint.padded(second, 2) }
        return text
    }

    init(hour: Int, minute: Int? = nil, second: Int? = nil, isSure: Bool = true) {
        self.hour = hour
        self.minute = minute
        self.second = second
        self.isSure = isSure
    }

    /// The time so many seconds into the day, to the second.
    init(seconds: Int) {
        self.init(hour: seconds / 3600 % 24, minute: seconds / 60 % 60, second: seconds % 60)
    }

    /// In the part of the day that is said beside it.
    func inPart(_ part: String) -> ClockTime {
        var result = self
        result.isSure = true
        guard !hasHalf else { return result }
        result.hasHalf = true
        switch part {
        case "AF", "EV": if hour < 12 { result.hour += 12 }
        case "NI":
            if (5..<12).contains(hour) { result.hour += 12 } else if hour == 12 { result.hour = 0 }
        case "MO": if hour == 12 { result.hour = 0 }
        default: break
        }
        return result
    }
}

/// A date of any precision, with what is needed to count from it.
struct TimeDate {
    enum Grain: UInt8, Comparable {
        case day, week, month, year

        static func < (first: Grain, second: Grain) -> Bool { first.rawValue < second.rawValue }
    }

    /// As a value of its own.
    var timex: String?
    /// The date where it is plain: its parts as they are said.
    var point: CalendarPoint?
    private var heldWeekday: Int8 = 0
    var grain: Grain
    var weekday: Int? {
        get { heldWeekday == 0 ? nil : Int(heldWeekday) }
        set { heldWeekday = Int8(clamping: newValue ?? 0) }
    }
    /// First day and day after the last, as far as they are known.
    var first: CalendarDay?
    var after: CalendarDay?
    /// What a range takes from it where that is no plain date: "the end of 2008".
    var edge: CalendarPoint?
    /// Whether it is now.
    var isNow = false
    /// Whether it is a bare name or number that needs a word beside it.
    var isSure = true
    /// Whether it was counted from another day, so that a weekday beside it says which.
    var isCounted = false

    init(_ point: CalendarPoint) {
        self.point = point
        timex = point.timex
        grain = point.day != nil ? .day : point.month != nil ? .month : .year
        guard let year = point.year else { return }
        let first = CalendarDay(year: year, month: point.month ?? 1, day: point.day ?? 1)
        self.first = first
        after =
            switch grain {
            case .day, .week: first + 1
            case .month: first.adding(months: 1)
            case .year: first.adding(months: 12)
            }
    }

    init(_ day: CalendarDay) {
        let (year, month, number) = day.components
        self.init(CalendarPoint(year: year, month: month, day: number))
    }

    init(timex: String?, grain: Grain, first: CalendarDay? = nil, after: CalendarDay? = nil) {
        self.timex = timex
        self.grain = grain
        self.first = first
        self.after = after
    }

    init(weekday: Int) {
        self.init(timex: "XXXX-WXX-\(weekday)", grain: .day)
        self.weekday = weekday
    }

    /// The days from `first` to the one before `after`, as a TIMEX range.
    init(from first: CalendarDay, to after: CalendarDay, _ duration: String, grain: Grain) {
        self.init(
            timex: "(\(first.iso),\(after.iso),\(duration))", grain: grain, first: first,
            after: after)
    }

    /// An ISO 8601 week.
    init(weekOf day: CalendarDay, suffix: String = "") {
        let (year, week) = day.week
        self.init(
            timex: "\(CalendarPoint.padded(year, 4))-W\(CalendarPoint.padded(week, 2))\(suffix)",
            grain: .week,
            first: day.monday, after: day.monday + 7)
    }
}

/// What was read: a date, a time, both, or two of them that make a range.
struct TimePoint {
    var date: TimeDate?
    var clock: ClockTime?
    /// The second clock time of a range within one day.
    var until: ClockTime?
    /// TIMEX code of a part of the day.
    var part: String?
    /// A value that is more than these: a duration, a range of dates, what is repeated.
    var fixed: String??
    var form: TimeReading.Form?
    /// Whether it is a part of the day that a plain word may be.
    var isDoubtful = false

    static func fixed(_ timex: String?, _ form: TimeReading.Form) -> TimePoint {
        TimePoint(fixed: .some(timex), form: form)
    }

    /// Whether it can be nothing but a time.
    var isSure: Bool {
        if fixed != nil || part != nil && !isDoubtful { return true }
        if clock?.isSure ?? false || until?.isSure ?? false || date?.isSure ?? false { return true }
        guard let date, clock != nil || part != nil else { return false }
        // "12 a 17" is no hour of a day.
        return date.point?.month != nil || date.point == nil
    }

    var reading: TimeReading {
        if let fixed { return TimeReading(form: form ?? .date, timex: fixed) }
        return TimeReading(
            form: form ?? (clock != nil || part != nil ? .time : .date), timex: timex)
    }

    private var timex: String? {
        var base = ""
        if let date {
            guard let timex = date.timex else { return nil }
            base = timex
        }
        if let clock, let until {
            let (start, end) = Self.ordered(clock, until)
            let seconds = (end.seconds - start.seconds + 86_400) % 86_400
            return
                "(\(base)\(start.timex),\(base)\(end.timex),\(TimeAmount.timex(seconds: seconds)))"
        }
        if let clock { return base + clock.timex }
        if let part { return base + "T" + part }
        return base
    }

    /// The two ends of a range with the half of the day that the other one says.
    static func ordered(_ first: ClockTime, _ second: ClockTime) -> (ClockTime, ClockTime) {
        var (first, second) = (first, second)
        if second.hasHalf, !first.hasHalf {
            if second.hour >= 12, first.hour < 12, (first.seconds + 43_200) < second.seconds {
                first.hour += 12
            }
        } else if second.seconds <= first.seconds, !second.hasHalf, second.hour < 12 {
            second.hour += 12
        }
        return (first, second)
    }
}

/// So much of each unit: "2 years and 3 months".
struct TimeAmount {
    private(set) var parts: [(count: Double, unit: TimeUnit)] = []

    init(_ count: Double, _ unit: TimeUnit) { parts = [(count, unit)] }

    mutating func add(_ count: Double, _ unit: TimeUnit) { parts.append((count, unit)) }

    /// Adds a part of the last unit: "and a half".
    mutating func add(part: Double) {
        guard let last = parts.popLast() else { return }
        parts.append((last.count + part, last.unit))
    }

    var smallest: TimeUnit { parts.last?.unit ?? .day }
    var isTime: Bool { parts.contains { $0.unit.isTime } }

    var timex: String {
        var days = ""
        var times = ""
        for (count, unit) in parts {
            let (letter, factor) = unit.timex
            let text = Self.text(count * factor) + letter
            if unit.isTime { times += text } else { days += text }
        }
        return "P" + days + (times.isEmpty ? "" : "T" + times)
    }

    static func text(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e9 ? "\(Int(number))" : "\(number)"
    }

    static func timex(seconds: Int) -> String {
        var text = "PT"
        if seconds >= 3600 { text += "\(seconds / 3600)H" }
        if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
        if seconds % 60 > 0 { text += "\(seconds % 60)S" }
        return text == "PT" ? "PT0S" : text
    }

    /// The day and second of the day that lie so far from a day; nil for half months and the like.
    func moved(_ day: CalendarDay, _ second: Int, by sign: Int) -> (day: CalendarDay, second: Int)?
    {
        var day = day
        var second = second
        for (count, unit) in parts {
            if unit.isTime {
                second += sign * Int(count * Double(unit.seconds))
            } else if let months = unit.months {
                let total = count * Double(months)
                guard total == total.rounded(), total < 12_000 else { return nil }
                day = day.adding(months: sign * Int(total))
            } else if unit == .businessDay, count == count.rounded(), count < 1000 {
                day = day.movedByBusinessDays(sign * Int(count))
            } else if let days = unit.days {
                guard count < 100_000 else { return nil }
                day = day + sign * Int(count * Double(days))
            }
        }
        let days = second >= 0 ? second / 86_400 : -((86_399 - second) / 86_400)
        return (day + days, second - days * 86_400)
    }
}

extension CalendarDay {
    /// The day so many working days on.
    func movedByBusinessDays(_ count: Int) -> CalendarDay {
        var day = self
        var left = count.magnitude
        while left > 0 {
            day = day + count.signum()
            if day.weekday < 6 { left -= 1 }
        }
        return day
    }
}
