/// The words of a language that make dates, besides the names of months.
public struct DateWords: Sendable, Codable {
    public let weekdays: [String]
    /// What may stand between day, month and year: "of", "de".
    public let connectors: [String]
    /// After the number of a day: "st", "º".
    public let daySuffixes: [String]
    /// Whether 03/04 is the fourth of March.
    public let monthFirst: Bool
    /// Whether months are written with a capital.
    public let capitalizesMonths: Bool
    /// Before a month without a year or a bare year: "in".
    public let prepositions: [String]
    public let since: [String]
    public let until: [String]
    /// What opens a range of dates, and what joins its ends.
    public let rangeOpeners: [String]
    public let rangeJoiners: [String]
    /// "last year", by its distance from the page's year.
    public let relativeYears: [String: Int]
    /// "the year before": from a year that the text names elsewhere.
    public let otherYears: [String]
    public let yearToDate: [String]
    /// "first half of", by number; likewise quarters, and "first six months of" by months.
    public let halves: [String: Int]
    public let quarters: [String: Int]
    public let firstMonths: [String: Int]
    /// Before or after a decade's year: "années", "s".
    public let decadePrefixes: [String]
    public let decadeSuffixes: [String]
    /// Before the date on which a page was last changed: "last updated".
    public let updateLeads: [String]
    /// Before the date on which somebody copied or looked at a page: "retrieved on", "scraped".
    public let copyLeads: [String]
}
