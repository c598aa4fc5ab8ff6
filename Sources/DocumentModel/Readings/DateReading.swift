/// A date or period, as far as the text itself says it.
public struct DateReading: Hashable, Sendable, Codable {
    /// How the reading is to be resolved.
    public enum Basis: String, Hashable, Sendable, Codable {
        /// Says its year.
        case absolute
        /// "last year", "so far this year", "in July": needs the date of the page or a year nearby.
        case relative
    }

    /// ISO 8601 of any precision, first and last day, month or year, both included. Nil where a
    /// relative date cannot be placed, and at the open end of "since 2008".
    public let start: String?
    public let end: String?
    public let basis: Basis
    /// Code list `time_basis`: ANNUAL for a year, CUMULATIVE for "since …", PERIOD for a range of
    /// years, YTD for "so far this year", POINT for a day, HALF_YEAR for months, quarters and halves.
    public let timeBasis: String
    /// For a relative date, years from the page's: -1 for "last year".
    public let yearOffset: Int?
    /// TIMEX3 value, where there is one.
    public let timex: String?

    public init(
        start: String?, end: String?, basis: Basis, timeBasis: String, yearOffset: Int? = nil,
        timex: String? = nil
    ) {
        self.start = start
        self.end = end
        self.basis = basis
        self.timeBasis = timeBasis
        self.yearOffset = yearOffset
        self.timex = timex
    }
}

extension DateReading: CustomStringConvertible {
    public var description: String {
        if basis == .relative { return "\(timeBasis) \(yearOffset.map(String.init) ?? "?")" }
        return start == end ? start ?? "?" : "\(start ?? "…")/\(end ?? "…")"
    }
}

extension LayerKey where Value == DateReading {
    /// Sorted, without overlap.
    public static let dates = LayerKey("dates")
}
