import Lexicons
import TextAnalysis

/// What the phrases that start with a word may be in a time, as bits.
///
/// Kinds that stand for each other in no rule share a bit; the tokens tell them apart.
struct TimeKinds: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    @inline(__always)
    func meets(_ other: TimeKinds) -> Bool { rawValue & other.rawValue != 0 }

    static let weekday = TimeKinds(bit: 0)
    static let month = TimeKinds(bit: 1)
    static let season = TimeKinds(bit: 2)
    static let part = TimeKinds(bit: 3)
    static let unit = TimeKinds(bit: 4)
    static let day = TimeKinds(bit: 5)
    static let dayPart = TimeKinds(bit: 6)
    static let repeated = TimeKinds(bit: 7)
    static let hour = TimeKinds(bit: 8)
    static let holiday = TimeKinds(bit: 9)
    static let decade = TimeKinds(bit: 10)
    static let number = TimeKinds(bit: 11)
    static let ordinal = TimeKinds(bit: 12)
    static let ordinalSuffix = TimeKinds(bit: 13)
    static let article = TimeKinds(bit: 14)
    static let connector = TimeKinds(bit: 15)
    static let link = TimeKinds(bit: 16)
    static let hourLead = TimeKinds(bit: 17)
    static let partLead = TimeKinds(bit: 18)
    static let dayLead = TimeKinds(bit: 19)
    static let dateLead = TimeKinds(bit: 20)
    static let moving = TimeKinds(bit: 21)
    static let movingAfter = TimeKinds(bit: 22)
    static let same = TimeKinds(bit: 23)
    static let yearToDate = TimeKinds(bit: 24)
    static let shift = TimeKinds(bit: 25)
    static let shiftLead = TimeKinds(bit: 26)
    static let within = TimeKinds(bit: 27)
    static let shiftDate = TimeKinds(bit: 28)
    static let every = TimeKinds(bit: 29)
    static let bound = TimeKinds(bit: 30)
    static let boundAfter = TimeKinds(bit: 31)
    static let edge = TimeKinds(bit: 32)
    static let opener = TimeKinds(bit: 33)
    static let joiner = TimeKinds(bit: 34)
    static let looseJoiner = TimeKinds(bit: 35)
    static let comparison = TimeKinds(bit: 36)
    static let lasting = TimeKinds(bit: 37)
    static let starting = TimeKinds(bit: 38)
    static let half = TimeKinds(bit: 39)
    static let hourMark = TimeKinds(bit: 40)
    static let beforeHour = TimeKinds(bit: 41)
    static let minutes = TimeKinds(bit: 42)
    static let afterHour = TimeKinds(bit: 43)
    static let few = TimeKinds(bit: 44)
    static let one = TimeKinds(bit: 45)
    static let plus = TimeKinds(bit: 46)
    static let final = TimeKinds(bit: 47)
    static let quarter = TimeKinds(bit: 48)
    static let fiscal = TimeKinds(bit: 49)
    static let decadeLead = TimeKinds(bit: 50)
    static let decadeSuffix = TimeKinds(bit: 51)
    static let now = TimeKinds(bit: 52)
    static let weekOf = TimeKinds(bit: 53)
    static let never = TimeKinds(bit: 54)
    /// Of a word itself: that it is a run of digits, or an ordinal in Roman figures.
    static let digits = TimeKinds(bit: 62)
    static let roman = TimeKinds(bit: 63)
}

// What the rules may start with.
extension TimeKinds {
    static let amounts: TimeKinds = [.digits, .number, .few, .one]
    static let clocks: TimeKinds = [.digits, .number, .hour, .beforeHour]
    static let movedUnits: TimeKinds = [
        .moving, .same, .article, .unit, .weekday, .month, .season, .fiscal,
    ]
    static let plainDates: TimeKinds = [
        .digits, .number, .ordinal, .month, .article, .dayLead,
    ]
    static let rankedDates: TimeKinds = [
        .digits, .number, .ordinal, .weekOf, .unit, .article, .final, .roman,
    ]
    static let yearParts: TimeKinds = [.quarter, .final, .digits, .number, .ordinal, movedUnits]
    static let dates: TimeKinds = [
        movedUnits, plainDates, rankedDates, yearParts, amounts, .edge, .day, .now, .decade,
        .decadeLead, .holiday, .shiftLead, .yearToDate,
    ]
    static let moments: TimeKinds = [
        dates, clocks, .hourLead, .partLead, .part, .dayPart, .opener,
    ]
    static let times: TimeKinds = [
        moments, .lasting, .starting, .bound, .repeated, .every, .within, .comparison, .never,
    ]
}

extension TimeWords.Role {
    var kinds: TimeKinds {
        switch self {
        case .article, .unitArticle, .rankArticle, .movedArticle: .article
        case .connector: .connector
        case .link: .link
        case .hourLead: .hourLead
        case .partLead, .partLink: .partLead
        case .yearLead, .dayLead: .dayLead
        case .dateLead: .dateLead
        case .next, .last, .this: .moving
        case .nextAfter, .lastAfter, .thisAfter: .movingAfter
        case .same: .same
        case .yearToDate: .yearToDate
        case .ago, .later: .shift
        case .agoLead, .laterLead: .shiftLead
        case .within: .within
        case .afterDate, .beforeDate: .shiftDate
        case .every: .every
        case .bound: .bound
        case .boundAfter: .boundAfter
        case .start, .middle, .end, .late: .edge
        case .opener, .between: .opener
        case .joiner: .joiner
        case .looseJoiner: .looseJoiner
        case .moreThan, .lessThan: .comparison
        case .lasting: .lasting
        case .starting: .starting
        case .am, .pm: .half
        case .oclock, .hourMark: .hourMark
        case .halfPast, .quarterPast, .quarterTo: .beforeHour
        case .minutesPast, .minutesTo, .minuteMark: .minutes
        case .andHalf, .andQuarter, .lessQuarter, .and, .less: .afterHour
        case .few, .couple, .half: .few
        case .one: .one
        case .plusHalf, .plusQuarter: .plus
        case .final: .final
        case .quarter, .halfYear: .quarter
        case .fiscal, .school, .calendar: .fiscal
        case .decadeLead: .decadeLead
        case .decadeSuffix: .decadeSuffix
        case .now, .nowEnd: .now
        case .weekOf: .weekOf
        case .never: .never
        }
    }
}

extension TimeToken: PhraseKinded {
    var kinds: TimeKinds {
        switch self {
        case .role(let role): role.kinds
        case .weekday: .weekday
        case .month: .month
        case .season: .season
        case .part: .part
        case .unit: .unit
        case .day: .day
        case .dayPart: .dayPart
        case .repeated: .repeated
        case .hour: .hour
        case .holiday: .holiday
        case .decade: .decade
        case .number: .number
        case .ordinal: .ordinal
        case .ordinalSuffix: .ordinalSuffix
        }
    }

    var phraseKind: Int { kinds.rawValue.trailingZeroBitCount }
}
