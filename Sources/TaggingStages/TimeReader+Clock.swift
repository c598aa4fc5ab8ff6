import DocumentModel
import Lexicons
import TextAnalysis

// Times of day.
extension TimeReader {
    typealias ClockRead = (clock: ClockTime, end: Int)

    /// A part of the day, with the words that lead to it: "in the morning".
    func part(at index: Int, isAlone: Bool) -> (part: String, end: Int, isDoubtful: Bool)? {
        guard starts(at: index).meets([.part, .partLead]) else { return nil }
        var best: (part: String, end: Int, isDoubtful: Bool)?
        func take(from start: Int?) {
            guard let start, let found = partToken(at: start) else { return }
            // "Lunch" alone is a meal and no time.
            if start == index, found.value.utf8.count == 3, found.end == index + 1 { return }
            if found.end > best?.end ?? 0 {
                best = (found.value, found.end, start == index && found.end == index + 1)
            }
        }
        take(from: index)
        for end in ends(.partLead, at: index) { take(from: next(end)) }
        if !isAlone { for end in ends(.partLink, at: index) { take(from: next(end)) } }
        return best
    }

    func partToken(at index: Int) -> (value: String, end: Int)? {
        token(.part, at: index) { if case .part(let part) = $0 { part } else { nil } }
    }

    func dayPart(at index: Int) -> (day: Int, part: String, end: Int)? {
        token(.dayPart, at: index) {
            if case .dayPart(let day, let part) = $0 { (day, part) } else { nil }
        }
        .map { ($0.value.0, $0.value.1, $0.end) }
    }

    /// A time of day that says that it is one, or an hour behind the word that leads to hours.
    func ledClock(at index: Int, afterBound: Bool) -> ClockRead? {
        if let start = end(.hourLead, at: index).flatMap({ next($0) }),
            let clock = clock(at: start), clock.clock.isDotted,
            clock.clock.hasHalf || isLast(clock.end)
        {
            // "at 8.30": without the word it may be any number.
            return sure(clock)
        }
        guard let clock = clock(at: index) ?? bareHour(at: index) else { return nil }
        if clock.clock.isSure { return clock }
        if clock.clock.isDotted, !isLast(clock.end) { return nil }
        let isLed = isLed(from: index)
        guard
            isLed
                || afterBound
                    && (clock.clock.minute != nil
                        || clock.end > index + 1 && clock.clock.hour > 12),
            isLast(clock.end) || clock.clock.minute != nil || clock.end > index + 1
        else { return nil }
        return sure(clock)
    }

    /// Whether a word that leads to hours stands before word `index`.
    func isLed(from index: Int) -> Bool {
        follows(.hourLead, before: index)
    }

    private func sure(_ read: ClockRead) -> ClockRead {
        var clock = read.clock
        clock.isSure = true
        return (clock, read.end)
    }

    /// Whether the text, sentence or clause ends at word `index`.
    func isLast(_ index: Int) -> Bool {
        guard index < view.count, !view.startsBlock(index) else { return true }
        guard let mark = view.mark(index), ".,;?!)".utf8.contains(mark) else { return false }
        return !(view.isGlued(index + 1) && view.kind(index + 1) == .digits)
    }

    /// A time of day beside a date, an hour only behind the word that leads to it.
    func bareClock(at index: Int) -> ClockRead? {
        let lead = end(.hourLead, at: index).flatMap { next($0) }
        if let clock = clock(at: lead ?? index), clock.clock.minute != nil || lead != nil {
            return clock
        }
        return lead.flatMap { bareHour(at: $0) }
    }

    /// A number that may be an hour: "7", "seven", "0730".
    func bareHour(at index: Int) -> ClockRead? {
        guard let number = integer(at: index), !isTied(index) else { return nil }
        if number.digits == 4 {
            guard number.value / 100 < 24, number.value % 100 < 60,
                !(1900..<2100).contains(number.value)
            else { return nil }
            return (
                ClockTime(hour: number.value / 100, minute: number.value % 100, isSure: false),
                number.end
            )
        }
        guard (0...24).contains(number.value), !followsOn(number.end), month(at: number.end) == nil,
            month(at: skip(.connector, at: number.end)) == nil, !isAmount(number.end)
        else { return nil }
        return (ClockTime(hour: number.value % 24, isSure: false), number.end)
    }

    /// Whether a unit follows, so that the number is no hour: "17 years".
    private func isAmount(_ index: Int) -> Bool {
        guard let unit = next(index).flatMap({ unit(at: $0) }) else { return false }
        return unit.value != .hour && unit.value != .night
    }

    /// Whether a mark and digits go on with the number that ended before word `index`.
    func followsOn(_ index: Int) -> Bool {
        guard view.isGlued(index), let mark = view.mark(index) else { return false }
        if mark == UInt8(ascii: "%") { return true }
        if mark == UInt8(ascii: "-"), view.isGlued(index + 1), view.kind(index + 1) == .digits {
            if view.isGlued(index - 1), view.isHyphen(index - 2), view.isGlued(index - 2),
                view.kind(index - 3) == .digits
            {
                return true
            }
            return view.isGlued(index + 2) && view.mark(index + 2) == mark
                && view.isGlued(index + 3) && view.kind(index + 3) == .digits
        }
        return "./,:".utf8.contains(mark) && view.isGlued(index + 1)
            && view.kind(index + 1) == .digits
    }

    /// A time of day: "7:30 pm", "half past seven", "19h30", "noon".
    func newClock(at index: Int) -> ClockRead? {
        if let hour = token(
            .hour, at: index, { if case .hour(let hour) = $0 { hour } else { nil } })
        {
            var clock = ClockTime(hour: hour.value)
            clock.hasHalf = true
            return withMinutes((clock, hour.end), isMarked: false)
        }
        if let relative = minutesBeforeHour(at: index) {
            return withHalf((relative.clock, after(.oclock, at: relative.end) ?? relative.end))
        }
        guard let number = integer(at: index), !isTied(index) else { return nil }
        if number.digits > 0, let dotted = digital(number, at: index) { return dotted }
        guard number.value <= 24 else {
            // "1140 a.m."
            guard number.digits >= 3, number.value / 100 < 24, number.value % 100 < 60,
                let half = half(at: number.end)
            else { return nil }
            let clock = ClockTime(hour: number.value / 100, minute: number.value % 100)
            return (apply(half.isAfternoon, to: clock), half.end)
        }
        guard number.digits <= 2 else { return nil }
        var clock = ClockTime(hour: number.value % 24, isSure: false)
        var end = number.end
        var isMarked = false
        if let following = next(end), let marked = self.end(.hourMark, at: following) {
            clock.isSure =
                view.isGlued(following) && marked == following + 1
                && view.words[following].span.length == 1
            end = marked
            isMarked = !clock.isSure
            if let minute = minutes(at: end) {
                clock.minute = minute.value
                // "8 hours 20 minutes" may as well be a span.
                clock.isSure = clock.isSure || !minute.isMarked
                end = minute.end
            }
        } else if number.digits == 0, let following = next(end),
            let minute = integer(at: view.isHyphen(following) ? following + 1 : following),
            minute.digits == 0,
            (10..<60).contains(minute.value)
        {
            clock.minute = minute.value
            end = minute.end
        }
        if let oclock = after(.oclock, at: end) {
            clock.isSure = true
            end = oclock
        }
        var read = withMinutes(
            withHalf(withMinutes((clock, end), isMarked: isMarked)), isMarked: isMarked)
        if let oclock = after(.oclock, at: read.end) { read.end = oclock }
        return read.end > number.end ? read : nil
    }

    /// "7:30", "7:30:15", "7.30 pm".
    private func digital(_ number: Number, at index: Int) -> ClockRead? {
        guard number.digits <= 2, number.value <= 24, view.isGlued(number.end),
            let mark = view.mark(number.end),
            mark == UInt8(ascii: ":") || mark == UInt8(ascii: "."), view.isGlued(number.end + 1)
        else { return nil }
        let isColon = mark == UInt8(ascii: ":")
        guard let digits = view.digits(number.end + 1), digits.count == 2,
            let minute = integer(at: number.end + 1),
            minute.value < 60
        else {
            // "9.am"
            guard !isColon, let half = half(at: number.end + 1) else { return nil }
            return (apply(half.isAfternoon, to: ClockTime(hour: number.value)), half.end)
        }
        var clock = ClockTime(hour: number.value % 24, minute: minute.value)
        var end = minute.end
        if isColon, view.isGlued(end), view.mark(end) == mark, view.isGlued(end + 1),
            let second = integer(at: end + 1),
            second.digits == 2, second.value < 60
        {
            clock.second = second.value
            end = second.end
        }
        guard !followsOn(end) else { return nil }
        if let half = half(at: end) {
            clock.isDotted = !isColon
            return (apply(half.isAfternoon, to: clock), half.end)
        }
        if let marked = after(.hourMark, at: end) { end = marked }
        if !isColon {
            clock.isSure = false
            clock.isDotted = true
        }
        return (clock, end)
    }

    private func minutes(at index: Int) -> (value: Int, end: Int, isMarked: Bool)? {
        guard let start = next(index), let number = integer(at: start), number.value < 60,
            number.digits != 1, number.digits < 3
        else { return nil }
        if let marked = after(.minuteMark, at: number.end) { return (number.value, marked, true) }
        // "20 heures 15 femmes" is no quarter past eight.
        guard view.isGlued(start) || number.digits == 0 && (number.value >= 5) || isLast(number.end)
        else { return nil }
        return (number.value, number.end, false)
    }

    /// "half past seven", "ten to eight".
    private func minutesBeforeHour(at index: Int) -> ClockRead? {
        for (role, minutes) in [(Role.halfPast, 30), (.quarterPast, 15), (.quarterTo, -15)] {
            if let past = end(role, at: index), let start = next(past),
                let hour = integer(at: start),
                (1...12).contains(hour.value), hour.digits < 3
            {
                return shifted(hour, by: minutes)
            }
        }
        guard let minutes = integer(at: index), (1..<60).contains(minutes.value), minutes.digits < 3
        else { return nil }
        let marked =
            unit(at: minutes.end).flatMap { $0.value == .minute ? $0.end : nil } ?? minutes.end
        for (role, sign) in [(Role.minutesPast, 1), (.minutesTo, -1)] {
            guard let past = after(role, at: minutes.end) ?? after(role, at: marked),
                let start = next(past),
                let hour = integer(at: start), (1...12).contains(hour.value), hour.digits < 3
            else { continue }
            var read = shifted(hour, by: sign * minutes.value)
            // "5 to 7" is more often a range.
            let isPlain = past == minutes.end + 1 && sign < 0
            if isPlain || sign > 0 && minutes.digits > 0 { read.clock.isSure = false }
            if isPlain, minutes.digits > 0 || minutes.value < 10 { return nil }
            return read
        }
        return nil
    }

    private func shifted(_ hour: Number, by minutes: Int) -> ClockRead {
        let total = (hour.value * 60 + minutes + 1440) % 1440
        return (ClockTime(hour: total / 60, minute: total % 60), hour.end)
    }

    /// "siete y media", "huit heures moins le quart".
    private func withMinutes(_ read: ClockRead, isMarked: Bool) -> ClockRead {
        guard read.clock.minute == nil else { return read }
        let hour: Number = (read.clock.hour, 2, read.end)
        for (role, minutes) in [(Role.andHalf, 30), (.andQuarter, 15), (.lessQuarter, -15)] {
            if let end = after(role, at: read.end) {
                var clock = shifted(hour, by: minutes).clock
                clock.hasHalf = read.clock.hasHalf
                // "une heure et demie" is more often a span.
                clock.isSure = read.clock.isSure || !isMarked || minutes < 0
                return (clock, end)
            }
        }
        for (role, sign) in [(Role.and, 1), (.less, -1)] {
            guard let end = after(role, at: read.end), let start = next(end),
                let minutes = integer(at: start),
                (1..<60).contains(minutes.value), minutes.digits != 1
            else { continue }
            var clock = shifted(hour, by: sign * minutes.value).clock
            clock.isSure = read.clock.isSure
            clock.hasHalf = read.clock.hasHalf
            let marked = after(.minuteMark, at: minutes.end)
            // "between 5 and 8 pm" is no eight minutes past five.
            guard after(.hourMark, at: minutes.end) == nil,
                sign < 0 || minutes.value > 12 || minutes.digits == 0 && minutes.value >= 10
                    || half(at: minutes.end) == nil
            else { continue }
            if sign > 0, minutes.value < 5, marked == nil { continue }
            return (clock, marked ?? minutes.end)
        }
        return read
    }

    private func withHalf(_ read: ClockRead) -> ClockRead {
        guard let half = half(at: read.end) else { return read }
        return (apply(half.isAfternoon, to: read.clock), half.end)
    }

    private func half(at index: Int) -> (isAfternoon: Bool, end: Int)? {
        guard let start = next(index) else { return nil }
        for (role, isAfternoon) in [(Role.am, false), (.pm, true)] {
            guard let end = end(role, at: start) else { continue }
            // "9a": a letter alone belongs to the digits before it.
            if end == start + 1, view.words[start].span.length == 1,
                !(view.isGlued(start) && view.kind(start - 1) == .digits)
            {
                continue
            }
            return (isAfternoon, end)
        }
        return nil
    }

    private func apply(_ isAfternoon: Bool, to clock: ClockTime) -> ClockTime {
        var clock = clock
        clock.isSure = true
        clock.hasHalf = true
        if isAfternoon, clock.hour < 12 { clock.hour += 12 }
        if !isAfternoon, clock.hour == 12 { clock.hour = 0 }
        return clock
    }

    /// Two times of day: "from 9 to 10:30", "5-6 pm", "between 3 and 8".
    func clockRange(at index: Int) -> ClockRange? {
        var best: ClockRange?
        forEachOpening(at: index) { start, isLoose in
            let isOpened = start > index
            let hour = isOpened ? skip(.hourLead, at: start) : start
            func take(_ first: ClockRead?) {
                guard let first,
                    let range = clockRange(
                        first, from: hour, isOpened: isOpened, isLoose, after: best?.end ?? 0)
                else { return }
                best = range
            }
            guard starts(at: hour).meets(.clocks) else { return }
            take(clockWithPart(at: hour))
            take(bareHour(at: hour))
        }
        return best
    }

    typealias ClockRange = (first: ClockTime, second: ClockTime, end: Int)

    /// The range from a time of day at word `hour` that ends behind word `limit`, the longest.
    private func clockRange(
        _ first: ClockRead, from hour: Int, isOpened: Bool, _ isLoose: Bool, after limit: Int
    ) -> ClockRange? {
        guard let joining = next(first.end) else { return nil }
        var best: ClockRange?
        for end in ends(.joiner, at: joining) + (isLoose ? ends(.looseJoiner, at: joining) : []) {
            guard let following = next(end),
                let second = clockWithPart(at: skip(.hourLead, at: following))
            else { continue }
            // "de las 5 a las 7" needs no more.
            let isSure =
                isOpened && isLed(from: hour) && isLast(second.end)
                || first.clock.isSure || second.clock.isSure
                || (isOpened && first.clock.minute != nil && second.clock.minute != nil)
            guard second.end > best?.end ?? limit, isSure || !first.clock.isSure else { continue }
            var (from, until) = (first.clock, second.clock)
            from.isSure = isSure
            until.isSure = isSure
            best = (from, until, second.end)
        }
        return best
    }

    /// Calls `body` with each place where a range may begin at word `index`, and whether the loose
    /// joiner may join it.
    @inline(__always)
    func forEachOpening(at index: Int, _ body: (_ start: Int, _ isLoose: Bool) -> Void) {
        body(index, false)
        for end in ends(.opener, at: index) { if let start = next(end) { body(start, false) } }
        for end in ends(.between, at: index) { if let start = next(end) { body(start, true) } }
    }

    private func clockWithPart(at index: Int) -> ClockRead? {
        guard let read = clock(at: index) ?? bareHour(at: index) else { return nil }
        guard let start = next(read.end), let part = part(at: start, isAlone: false),
            !part.isDoubtful,
            end(.joiner, at: part.end) != nil || end(.looseJoiner, at: part.end) != nil
        else { return read }
        return (read.clock.inPart(part.part), part.end)
    }
}
