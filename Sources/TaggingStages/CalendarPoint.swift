/// A calendar date of any precision; a year that is not said is nil.
struct CalendarPoint: Equatable {
    // Small, as dates are copied from rule to rule; 0 for what is not said.
    private var held: (year: Int16, month: Int8, day: Int8) = (0, 0, 0)

    init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
        self.year = year
        self.month = month
        self.day = day
    }

    var year: Int? {
        get { held.year == 0 ? nil : Int(held.year) }
        set { held.year = newValue.map { Int16(clamping: $0) } ?? 0 }
    }
    var month: Int? {
        get { held.month == 0 ? nil : Int(held.month) }
        set { held.month = newValue.map { Int8(clamping: $0) } ?? 0 }
    }
    var day: Int? {
        get { held.day == 0 ? nil : Int(held.day) }
        set { held.day = newValue.map { Int8(clamping: $0) } ?? 0 }
    }

    static func == (one: CalendarPoint, other: CalendarPoint) -> Bool { one.held == other.held }

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
