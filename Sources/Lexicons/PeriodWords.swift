/// The words that say which period a figure is of, beside its dates.
public struct PeriodWords: Sendable, Codable {
    public enum Role: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
        /// Before a date from which on a figure was counted: "since".
        case since
        /// "so far", "under way": how things stand, not what a year brought.
        case untilNow
        /// Between a date and the figure of that date: "when there were".
        case when
        /// Before or behind the year of a law, which is nobody's period: "Act".
        case law
        /// Before the date on which a figure was made known: "presented".
        case reporting
        /// "in total": all since the date that was named before.
        case total
        /// Before several years that nothing places: "in the last" ten years.
        case during
        /// "at the end of the year".
        case yearEnd
    }

    /// "today", by its distance from the page's date in days; likewise weeks and months.
    public let days: [String: Int]
    public let weeks: [String: Int]
    public let months: [String: Int]
    /// "the year before", "the same period": by its distance in years from the period that the text
    /// speaks of.
    public let years: [String: Int]
    /// Everything else, by what it does.
    public let roles: [Role: [String]]
}
