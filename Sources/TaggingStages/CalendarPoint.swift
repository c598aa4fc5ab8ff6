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
