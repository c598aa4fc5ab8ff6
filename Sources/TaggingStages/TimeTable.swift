import DocumentModel
import Lexicons
import TextAnalysis

/// What a word or phrase can be in a time.
enum TimeToken: Hashable, Sendable {
    case role(TimeWords.Role)
    case weekday(Int), month(Int)
    case season(String), part(String)
    case unit(TimeUnit)
    /// Days from today, and a part of that day.
    case day(Int), dayPart(Int, String)
    case repeated(String)
    /// The hour that "noon" stands for.
    case hour(Int)
    case holiday(Holiday)
    case decade(Int)
    case number(Int), ordinal(Int), ordinalSuffix

    var role: TimeWords.Role? {
        if case .role(let role) = self { role } else { nil }
    }
}

/// A span of time that can be counted.
enum TimeUnit: String, Hashable, Sendable {
    case second = "S"
    case minute = "MIN"
    case hour = "H"
    case day = "D"
    case week = "W"
    case month = "M"
    case quarter = "Q"
    case halfYear = "HY"
    case year = "Y"
    case decade = "DEC"
    case century = "CENT"
    case night = "NIGHT"
    case weekend = "WE"
    case businessDay = "BD"
    case fortnight = "FN"

    /// The letter of TIMEX durations, and how many of it make one.
    var timex: (letter: String, factor: Double) {
        switch self {
        case .second: ("S", 1)
        case .minute: ("M", 1)
        case .hour: ("H", 1)
        case .day, .night: ("D", 1)
        case .week: ("W", 1)
        case .fortnight: ("W", 2)
        case .month: ("M", 1)
        case .quarter: ("M", 3)
        case .halfYear: ("M", 6)
        case .year: ("Y", 1)
        case .decade: ("Y", 10)
        case .century: ("Y", 100)
        case .weekend: ("WE", 1)
        case .businessDay: ("BD", 1)
        }
    }

    var isTime: Bool { self == .second || self == .minute || self == .hour }

    /// Seconds of a unit of time, days of one of days, months of one of months.
    var seconds: Int { self == .hour ? 3600 : self == .minute ? 60 : 1 }
    var days: Int? {
        switch self {
        case .day, .night, .businessDay: 1
        case .week, .weekend: 7
        case .fortnight: 14
        default: nil
        }
    }
    var months: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        case .decade: 120
        case .century: 1200
        default: nil
        }
    }
}

/// A day that returns each year.
struct Holiday: Hashable, Sendable {
    private enum Rule: Hashable, Sendable {
        case fixed(month: Int, day: Int)
        case easter(Int)
        /// The n-th such weekday of a month, the fifth being the last, and days on.
        case weekday(month: Int, weekday: Int, rank: Int, offset: Int)
    }

    private let rule: Rule

    /// "12-25", "E+39", "11-4-4" or "11-4-4+1": see ``TimeWords/holidays``.
    init?(_ rule: String) {
        let parts = rule.split(separator: "+")
        if rule.hasPrefix("E") {
            guard let days = Int(rule.dropFirst()) else { return nil }
            self.rule = .easter(days)
            return
        }
        let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
        switch numbers.count {
        case 2: self.rule = .fixed(month: numbers[0], day: numbers[1])
        case 3:
            self.rule = .weekday(
                month: numbers[0], weekday: numbers[1], rank: numbers[2],
                offset: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        default: return nil
        }
    }

    /// The day of every year, nil where it moves.
    var fixed: CalendarPoint? {
        if case .fixed(let month, let day) = rule {
            CalendarPoint(month: month, day: day)
        } else {
            nil
        }
    }

    func day(in year: Int) -> CalendarDay {
        switch rule {
        case .fixed(let month, let day): return CalendarDay(year: year, month: month, day: day)
        case .easter(let days): return .easter(in: year) + days
        case .weekday(let month, let weekday, let rank, let offset):
            let first = CalendarDay(year: year, month: month, day: 1)
            let day = first + (weekday - first.weekday + 7) % 7 + (rank - 1) * 7
            return (day.month == month ? day : day + -7) + offset
        }
    }
}

/// A lexicon's words for times, ready to be looked up.
struct TimeTable: Sendable {
    private(set) var phrases = PhraseTable<TimeToken>()
    /// One bit for each word that stands in a phrase, by the low bits of its hash.
    private var words = [UInt64](repeating: 0, count: 1024)
    /// The same for the words that a time may start with.
    private var starts = [UInt64](repeating: 0, count: 1024)
    /// The words without which there is no time; false for numbers, which want another word.
    private(set) var anchors = PhraseTable<Bool>()
    /// The first words of these, and digits.
    private(set) var anchorStarts = WordStarts(digits: true)
    /// Names of days and months that mean something else more often.
    private(set) var ambiguous = PhraseTable<Bool>()
    /// Whether 03/04 is the fourth of March.
    let monthFirst: Bool
    private let segmenter = WordSegmenter()

    init(_ lexicon: Lexicon?) {
        monthFirst = lexicon?.dates.monthFirst ?? false
        insert(["-", "~"], .role(.joiner))
        guard let lexicon else { return }
        let words = lexicon.times
        for (index, forms) in words.weekdays.enumerated() { anchor(forms, .weekday(index + 1)) }
        for (index, forms) in lexicon.language.months.enumerated() {
            anchor(forms, .month(index + 1))
        }
        for (index, forms) in words.months.enumerated() { anchor(forms, .month(index + 1)) }
        for (code, forms) in words.seasons.sorted(by: { $0.key < $1.key }) {
            anchor(forms, .season(code))
        }
        for (code, forms) in words.parts.sorted(by: { $0.key < $1.key }) {
            anchor(forms, .part(code))
        }
        for (code, forms) in words.units.sorted(by: { $0.key < $1.key }) {
            if let unit = TimeUnit(rawValue: code) { anchor(forms, .unit(unit)) }
        }
        for (form, offset) in words.days.sorted(by: { $0.key < $1.key }) {
            anchor([form], .day(offset))
        }
        for (form, part) in words.dayParts.sorted(by: { $0.key < $1.key }) {
            let parts = part.split(separator: " ")
            if parts.count == 2, let day = Int(parts[0]) {
                anchor([form], .dayPart(day, String(parts[1])))
            }
        }
        for (form, timex) in words.repeated.sorted(by: { $0.key < $1.key }) {
            anchor([form], .repeated(timex))
        }
        for (form, hour) in words.hours.sorted(by: { $0.key < $1.key }) {
            anchor([form], .hour(hour))
        }
        for (form, year) in words.decades.sorted(by: { $0.key < $1.key }) {
            anchor([form], .decade(year))
        }
        for (form, rule) in words.holidays.sorted(by: { $0.key < $1.key }) {
            if let holiday = Holiday(rule) { anchor([form], .holiday(holiday)) }
        }
        for (role, forms) in words.roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            insert(forms, .role(role))
            switch role {
            case .now, .fiscal, .school, .weekOf, .never, .decadeLead, .yearToDate:
                for form in forms { anchors.insert(form, true) }
            default: break
            }
        }
        for form in words.ambiguous { ambiguous.insert(form, true) }
        insertNumbers(of: lexicon)
        anchorStarts.insert(firstWordsOf: anchors)
    }

    /// Whether a word may stand in a time; few that may not say yes.
    func isWord(_ word: Word) -> Bool {
        word.kind != .letters
            || words[Int(word.folded >> 6 & 1023)] & (1 << (word.folded & 63)) != 0
    }

    /// Whether a time may start with a word; few with which none does say yes.
    func mayStart(with word: Word) -> Bool {
        starts[Int(word.folded >> 6 & 1023)] & (1 << (word.folded & 63)) != 0
    }

    private mutating func insert(_ forms: [String], _ token: TimeToken) {
        let isStart = token != .ordinalSuffix && token.role.map { !Self.inner.contains($0) } ?? true
        for form in forms {
            phrases.insert(form, token)
            if isStart, let word = segmenter.folded(form).first {
                starts[Int(word >> 6 & 1023)] |= 1 << (word & 63)
            }
            for word in segmenter.folded(form) { words[Int(word >> 6 & 1023)] |= 1 << (word & 63) }
        }
    }

    /// Roles of words that only go on with a time.
    private static let inner: Set<TimeWords.Role> = [
        .connector, .link, .partLink, .joiner, .looseJoiner, .nextAfter, .lastAfter, .thisAfter,
        .ago, .later,
        .afterDate, .beforeDate, .boundAfter, .am, .pm, .oclock, .hourMark, .minutesPast,
        .minutesTo, .andHalf,
        .andQuarter, .lessQuarter, .and, .less, .minuteMark, .plusHalf, .plusQuarter, .decadeSuffix,
        .nowEnd,
        .dateLead,
    ]

    private mutating func anchor(_ forms: [String], _ token: TimeToken) {
        for form in forms {
            insert([form], token)
            // A letter is a unit only behind digits.
            if form.utf8.count > 1 { anchors.insert(form, true) }
        }
    }

    private mutating func insertNumbers(of lexicon: Lexicon) {
        let articles = Set(lexicon.times.roles[.one] ?? [])
        for (form, value) in lexicon.numbers.values.sorted(by: { $0.key < $1.key })
        where value >= 0 && value <= 1000 {
            insert([form], .number(Int(value)))
            if !articles.contains(form) { anchors.insert(form, false) }
        }
        for (form, value) in lexicon.numbers.multipliers.sorted(by: { $0.key < $1.key })
        where value <= 1000 {
            insert([form], .number(Int(value)))
        }
        for (form, value) in lexicon.times.numbers.sorted(by: { $0.key < $1.key }) {
            insert([form], .number(value))
        }
        for (form, value) in lexicon.numbers.ordinals.sorted(by: { $0.key < $1.key })
        where value <= 31 {
            insert([form], .ordinal(Int(value)))
            anchors.insert(form, false)
        }
        insert(lexicon.numbers.ordinalSuffixes, .ordinalSuffix)
    }
}
