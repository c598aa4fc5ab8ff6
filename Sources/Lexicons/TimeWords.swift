/// The words of a language for dates, times of day, spans of time and what is repeated.
public struct TimeWords: Sendable, Codable {
    /// What a phrase does in a time, by itself or beside other words.
    public enum Role: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        /// "the": part of the time where a bare day or unit follows.
        case article
        /// Part of the time before a bare unit: "the week"; and before a rank: "the second week".
        case unitArticle, rankArticle, movedArticle
        /// Between day, month and year: "of".
        case connector
        /// Between a date and a time of day: "at", "on", ",".
        case link
        /// Before an hour that nothing else marks: "at".
        case hourLead
        /// Before a part of the day: "in the".
        case partLead
        /// Before a part of the day beside a date or hour, never before one alone: "de la".
        case partLink
        /// Before a year, a day or a date, without a meaning of its own: "the year", "el día".
        case yearLead, dayLead
        /// Before a doubtful date that is one after all: "on 5.12".
        case dateLead
        /// Before what they move: "next", "last", "this"; and behind it: "prochain".
        case next, last, this, nextAfter, lastAfter, thisAfter
        /// "the same week": one that the text names elsewhere.
        case same
        /// The year up to now: "year to date".
        case yearToDate
        /// Behind or before a span of time: "ago", "hace"; "later", "in"; "within".
        case ago, agoLead, later, laterLead, within
        /// Between a span of time and a date: "after", "before".
        case afterDate, beforeDate
        case every
        /// Before a date or time that they bound: "since", "no later than", "around".
        case bound
        /// Behind one: "or later".
        case boundAfter
        /// A part of a period: "early", "middle of", "end of".
        case start, middle, end
        /// As the end of a period; of a day it says nothing: "later".
        case late
        /// Opens a range, joins its ends, joins them only in an opened range.
        case opener, joiner, looseJoiner
        /// Opens a range that the loose joiner may join too: "between".
        case between
        /// Before an amount that is a bound: "more than".
        case moreThan, lessThan
        /// Before the length and the start of a span: "for 2 hours", "from 9", "starting".
        case lasting, starting
        case am, pm
        /// After an hour: "o'clock"; and where minutes may follow: "heures".
        case oclock, hourMark
        /// Before or after an hour: "half past", "quarter to"; "y media", "moins le quart".
        case halfPast, quarterPast, quarterTo, minutesPast, minutesTo
        case andHalf, andQuarter, lessQuarter, and, less
        /// After minutes: "minutes".
        case minuteMark
        /// Amounts: about three, two, one, a half, "and a half".
        case few, couple, one, half, plusHalf, plusQuarter
        /// The last of a row: "last week of July".
        case final
        case quarter, halfYear
        case fiscal, school, calendar
        case decadeLead, decadeSuffix
        /// Stands for now; and only as the end of a range: "from March to date".
        case now, nowEnd
        /// Before a page's own day: "week of".
        case weekOf
        /// Phrases in which the words mean no time: "up to date".
        case never
    }

    /// Monday first, and January first; months add to those of the language.
    public let weekdays: [[String]]
    public let months: [[String]]
    /// Words of a day or month that mean something else more often: "may", "sun".
    public let ambiguous: [String]
    /// By TIMEX code: SP, SU, FA, WI; MO, AF, EV, NI, DT, MEB, MEL, MED.
    public let seasons: [String: [String]]
    public let parts: [String: [String]]
    /// By code: S, MIN, H, D, W, M, Q, HY, Y, DEC, CENT, NIGHT, WE, BD, FN.
    public let units: [String: [String]]
    /// "tomorrow", by days from today, and "tonight", as days and a part.
    public let days: [String: Int]
    public let dayParts: [String: String]
    /// "daily": the TIMEX value of what is repeated.
    public let repeated: [String: String]
    /// "noon", by its hour.
    public let hours: [String: Int]
    /// "the nineties": the first year of the decade in its century.
    public let decades: [String: Int]
    /// Days that return each year, by month and day: "12-25"; and by the days after Easter: "E+0".
    public let holidays: [String: String]
    public let roles: [Role: [String]]
    /// Numbers that only times use: "ninth", or elided forms.
    public let numbers: [String: Int]
}
