import DocumentModel
import Lexicons
import TextAnalysis

// Numbers, units and spans of time.
extension TimeReader {
    typealias Number = (value: Int, digits: Int, end: Int)

    /// A whole number in at most four digits or in words below a hundred.
    func integer(at index: Int) -> Number? {
        if let digits = view.digits(index) {
            guard digits.count <= 4 else { return nil }
            return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.count, index + 1)
        }
        guard let first = numberWord(at: index), first.value < 100 else { return nil }
        guard first.value >= 20, first.value.isMultiple(of: 10), let next = next(first.end) else {
            return (first.value, 0, first.end)
        }
        let unit = view.isHyphen(next) ? next + 1 : skip(.and, or: .looseJoiner, at: next)
        guard let rest = numberWord(at: unit),
            (1..<(first.value == 60 || first.value == 80 ? 20 : 10)) ~= rest.value,
            unit == next || view.isHyphen(next) || first.value + rest.value < 60
        else { return (first.value, 0, first.end) }
        return (first.value + rest.value, 0, rest.end)
    }

    private func numberWord(at index: Int) -> (value: Int, end: Int)? {
        token(.number, at: index) { if case .number(let value) = $0 { value } else { nil } }
    }

    /// The rank that a word or a number with its suffix says: "third", "21st", "twenty first".
    func ordinal(at index: Int) -> (value: Int, end: Int)? {
        if let digits = view.digits(index), digits.count <= 2 {
            var suffix = index + 1
            guard view.isGlued(suffix) else { return nil }
            if view.mark(suffix) == UInt8(ascii: "."), view.isGlued(suffix + 1) { suffix += 1 }
            guard
                let end = token(.ordinalSuffix, at: suffix, { $0 == .ordinalSuffix ? true : nil })?
                    .end
            else {
                return nil
            }
            return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, end)
        }
        if let word = ordinalWord(at: index) { return word }
        guard let tens = numberWord(at: index), tens.value == 20 || tens.value == 30,
            let next = next(tens.end),
            let unit = ordinalWord(at: view.isHyphen(next) ? next + 1 : next), unit.value < 10
        else { return nil }
        return (tens.value + unit.value, unit.end)
    }

    private func ordinalWord(at index: Int) -> (value: Int, end: Int)? {
        token(.ordinal, at: index) { if case .ordinal(let value) = $0 { value } else { nil } }
    }

    /// A year in words: "nineteen eighty six", "two thousand and ten", "dos mil veinte".
    func spelledYear(at index: Int) -> (value: Int, end: Int)? {
        var total = 0
        var group = 0
        var last = Int.max
        var words = 0
        var position = index
        var end = index
        while let number = numberWord(at: position) {
            switch number.value {
            case 1000:
                guard total == 0 else { return nil }
                total = max(group, 1) * 1000
                group = 0
            case 100: group = max(group, 1) * 100
            case let value
            where last == Int.max || value < last && last >= 20 && (group % 100 == 0 || value < 10):
                group += value
            case let value where words == 1 && (16...20).contains(group) && value >= 10:
                group = group * 100 + value
            case let value where value < 100 && group % 100 == 0:
                group += value
            case let value where value < 20 && group % 100 == 60 || group % 100 == 80:
                group += value
            default: return nil
            }
            last = number.value
            words += 1
            end = number.end
            guard let next = next(end) else { break }
            position = view.isHyphen(next) ? next + 1 : skip(.and, or: .looseJoiner, at: next)
        }
        let value = total + group
        return words > 1 && (1500...2100).contains(value) ? (value, end) : nil
    }

    /// An amount of units: "3.5", "a few", "half an", "two".
    func amount(at index: Int) -> (value: Double, end: Int)? {
        if let half = end(.half, at: index) { return (0.5, half) }
        if let few = end(.few, at: index) { return (3, few) }
        if let couple = end(.couple, at: index) { return (2, couple) }
        if let number = integer(at: index), !isTied(index) {
            if number.digits > 0, view.isGlued(number.end), let mark = view.mark(number.end),
                mark == 0x2E || mark == 0x2C,
                view.isGlued(number.end + 1), let rest = view.digits(number.end + 1),
                rest.count <= 2
            {
                let text = "\(number.value)." + String(decoding: rest, as: UTF8.self)
                return Double(text).map { ($0, number.end + 2) }
            }
            if let half = after(.plusHalf, at: number.end) {
                return (Double(number.value) + 0.5, half)
            }
            return (Double(number.value), number.end)
        }
        return end(.one, at: index).map { (1, $0) }
    }

    /// Whether a mark and digits are tied to the number at word `index` from before.
    func isTied(_ index: Int) -> Bool {
        guard view.isGlued(index), view.kind(index) == .digits else { return false }
        if view.kind(index - 1) == .letters { return true }
        guard let mark = view.mark(index - 1) else { return false }
        if "$#@_+".utf8.contains(mark) { return true }
        guard view.isGlued(index - 1), view.kind(index - 2) == .digits else { return false }
        // "5/1-5/7" is two dates, "123-12-1234" none.
        if mark == UInt8(ascii: "-") {
            return view.isGlued(index - 2) && view.mark(index - 3) == mark
        }
        return "./,:".utf8.contains(mark)
    }

    func unit(at index: Int) -> (value: TimeUnit, end: Int)? {
        guard
            let found = token(
                .unit, at: index, { if case .unit(let unit) = $0 { unit } else { nil } })
        else {
            return nil
        }
        // "h" and "d" are units only behind digits.
        if found.end == index + 1, view.words[index].span.length == 1 {
            guard index > 0, view.kind(index - 1) == .digits,
                view.isGlued(index) || view.words[index].value.shape == .lower
            else { return nil }
        }
        return found
    }

    /// "2 years and 3 months", "an hour and a half", "half an hour".
    ///
    /// - Parameter isDirected: Whether a word before it says which way it goes: then what is "ago"
    ///   or "later" is another: "the last 3 months and 2 days ago".
    func amountOfTime(
        at index: Int, isDirected: Bool = false
    ) -> (amount: TimeAmount, end: Int)? {
        guard let count = amount(at: index), let start = next(count.end), let unit = unit(at: start)
        else {
            return nil
        }
        var amount = TimeAmount(count.value, unit.value)
        var end = unit.end
        if let half = after(.plusHalf, at: end) {
            amount.add(part: 0.5)
            return (amount, half)
        }
        if let quarter = after(.plusQuarter, at: end) {
            amount.add(part: 0.25)
            return (amount, quarter)
        }
        while let following = next(end) {
            let start = skip(.and, or: .looseJoiner, at: following)
            guard let count = self.amount(at: start), let position = next(count.end),
                let unit = self.unit(at: position),
                Self.rank(unit.value) < Self.rank(amount.smallest),
                !isDirected || !isShifted(at: unit.end)
            else { break }
            amount.add(count.value, unit.value)
            end = unit.end
        }
        return (amount, end)
    }

    /// Whether what stands at word `index` moves the amount of time before it.
    private func isShifted(at index: Int) -> Bool {
        [Role.ago, .later, .beforeDate, .afterDate].contains { after($0, at: index) != nil }
    }

    private static func rank(_ unit: TimeUnit) -> Int {
        switch unit {
        case .second: 0
        case .minute: 1
        case .hour: 2
        case .day, .night, .businessDay, .weekend: 3
        case .week, .fortnight: 4
        case .month: 5
        case .quarter: 6
        case .halfYear: 7
        case .year: 8
        case .decade: 9
        case .century: 10
        }
    }

    /// A span of time, and what moves it from the page's day: "two years", "within three months".
    func span(at index: Int) -> Read? {
        if let within = end(.within, at: index), let start = next(within) {
            if let found = amountOfTime(at: start) {
                return (range(from: found.amount, by: 1), found.end)
            }
        }
        for role in [Role.moreThan, .lessThan] {
            guard let start = end(role, at: index).flatMap({ next($0) }) else { continue }
            if let shifted = shiftedDate(at: start, depth: 0) {
                guard role == .lessThan, let today, let date = shifted.date.first, date > today,
                    let found = amountOfTime(at: start)
                else {
                    return (TimePoint(date: shifted.date), shifted.end)
                }
                guard let first = found.amount.moved(date, 0, by: -1) else { return nil }
                return (
                    TimePoint(
                        date: TimeDate(from: first.day, to: date, found.amount.timex, grain: .day)),
                    shifted.end
                )
            }
            if let found = amountOfTime(at: start) {
                return (.fixed(found.amount.timex, .duration), found.end)
            }
        }
        guard let found = amountOfTime(at: index) else { return nil }
        return (.fixed(found.amount.timex, .duration), found.end)
    }

    /// The span of time from now on or until now.
    func range(from amount: TimeAmount, by sign: Int) -> TimePoint {
        guard let today, let moved = amount.moved(today, second, by: sign) else {
            return .fixed(nil, .date)
        }
        let here = amount.isTime ? today.iso + ClockTime(seconds: second).timex : today.iso
        let there =
            amount.isTime ? moved.day.iso + ClockTime(seconds: moved.second).timex : moved.day.iso
        let (first, last) = sign > 0 ? (here, there) : (there, here)
        return .fixed("(\(first),\(last),\(amount.timex))", .date)
    }

    /// "every Monday", "every two weeks", "daily".
    func repeated(at index: Int) -> Read? {
        if let found = token(
            .repeated, at: index, { if case .repeated(let timex) = $0 { timex } else { nil } })
        {
            return (.fixed(found.value, .repeated), found.end)
        }
        guard let every = end(.every, at: index), let start = next(every) else { return nil }
        if let found = weekday(at: integer(at: start)?.end ?? start) ?? weekday(at: start) {
            var read = extended((TimePoint(date: TimeDate(weekday: found.value)), found.end))
            read.point.form = .repeated
            return read
        }
        if let found = month(at: start) {
            return (.fixed("XXXX-\(CalendarPoint.padded(found.value, 2))", .repeated), found.end)
        }
        if let found = amountOfTime(at: start) {
            return (.fixed(found.amount.timex, .repeated), found.end)
        }
        if let found = unit(at: start) {
            let timex = found.value == .weekend ? "XXXX-WXX-WE" : TimeAmount(1, found.value).timex
            return (.fixed(timex, .repeated), found.end)
        }
        if let found = token(
            .part, at: start, { if case .part(let part) = $0 { part } else { nil } })
        {
            return (.fixed("T\(found.value)", .repeated), found.end)
        }
        return nil
    }
}
