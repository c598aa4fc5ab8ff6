import DocumentModel

/// When something was counted, with its time basis.
struct Period: Hashable, Sendable {
    /// ISO 8601 of any precision, both included; nil where it is not known or open.
    var start: String?
    var end: String?
    /// Code list `time_basis`.
    var basis: String
    /// TEXT, RELATIVE_TO_PUBLICATION, CONTEXT or NONE.
    var source = "TEXT"
    /// Whether it hangs on the date of the page or on a year that the text names elsewhere.
    var isRelative = false

    /// A period of whole years, months or days from one point to another.
    init(_ start: String?, _ end: String?, basis: String, source: String = "TEXT") {
        self.start = start
        self.end = end
        self.basis = basis
        self.source = source
    }

    /// A date that nothing places: its kind is known, its days are not.
    static func unplaced(_ basis: String) -> Period {
        Period(nil, nil, basis: basis, source: "NONE")
    }

    var isPlaced: Bool { start != nil || end != nil }

    /// The year it begins in, else the one it ends in.
    var year: Int? { (start ?? end).flatMap { Int($0.prefix(4)) } }

    var lastYear: Int? { (end ?? start).flatMap { Int($0.prefix(4)) } }

    /// Whether figures of later sentences may be of it too.
    var isTopic: Bool {
        isPlaced && ["ANNUAL", "HALF_YEAR", "PERIOD", "REPORTING_PERIOD", "YTD"].contains(basis)
    }

    /// Whether both ends are one day or one month.
    var isDay: Bool { start == end && start?.utf8.count == 10 }
    var isMonth: Bool { start == end && start?.utf8.count == 7 }

    /// The time basis of a span of months: a year, a half or less, another twelve months, or longer.
    static func basis(from start: String?, to end: String?, else basis: String) -> String {
        guard let first = start.flatMap(monthNumber), let last = end.flatMap(monthNumber) else {
            return basis
        }
        switch last - first + 1 {
        case 12: return first.isMultiple(of: 12) ? "ANNUAL" : "REPORTING_PERIOD"
        case ...6: return "HALF_YEAR"
        default: return "PERIOD"
        }
    }

    /// Months since year 0; nil for what is no month.
    private static func monthNumber(_ text: String) -> Int? {
        guard text.utf8.count == 7, let year = Int(text.prefix(4)), let month = Int(text.suffix(2))
        else { return nil }
        return year * 12 + month - 1
    }

    /// "2019-04", so many months from year 0.
    static func month(number: Int) -> String {
        let month = number % 12 + 1
        return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
    }
}

/// The date of a page, as far as it is known.
struct PageDate: Sendable {
    let year: Int
    let month: Int?
    let day: Int?

    init?(_ text: String?) {
        let parts = (text ?? "").prefix(10).split(separator: "-").map { Int($0) }
        guard let first = parts.first, let year = first else { return nil }
        self.year = year
        month = parts.count > 1 ? parts[1] : nil
        day = parts.count > 2 ? parts[2] : nil
    }

    private init(dayNumber: Int) {
        // After H. Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * month + 2) / 5 + 1
        self.month = month < 10 ? month + 3 : month - 9
        year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    }

    /// Days since 1 January 1970, of the years since 1600.
    private var dayNumber: Int? {
        guard let month, let day, year > 1600 else { return nil }
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 for Monday to 7 for Sunday.
    private static func weekday(_ number: Int) -> Int { (number + 3) % 7 + 1 }

    private var iso: String {
        let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(padded(month ?? 1))-\(padded(day ?? 1))"
    }

    /// The last such weekday that is not after the page's date.
    func last(weekday: Int) -> String? {
        guard let number = dayNumber, number > 0 else { return nil }
        return Self(dayNumber: number - (Self.weekday(number) - weekday + 7) % 7).iso
    }

    func moved(days: Int) -> String? {
        dayNumber.flatMap { $0 > 0 ? Self(dayNumber: $0 + days).iso : nil }
    }

    /// The months of a week so many weeks on: weeks are told no nearer than that.
    func months(ofWeek offset: Int) -> (start: String, end: String)? {
        guard let number = dayNumber, number > 0 else { return nil }
        let monday = number - Self.weekday(number) + 1 + 7 * offset
        let last = offset == 0 ? number : monday + 6
        return (
            String(Self(dayNumber: monday).iso.prefix(7)),
            String(Self(dayNumber: last).iso.prefix(7))
        )
    }

    func moved(months: Int) -> String? {
        month.map { Period.month(number: year * 12 + $0 - 1 + months) }
    }

    /// The last year in which such a month was over or under way.
    func year(ofMonth wanted: Int) -> Int? {
        month.map { wanted <= $0 ? year : year - 1 }
    }
}
