import DocumentModel
import TextAnalysis

extension DateReader {
    // MARK: Points

    /// The single date that starts at word `index`.
    func point(at index: Int) -> Point? {
        guard index < view.count else { return nil }
        if let numeric = numericDate(at: index) { return numeric }
        if let weekday = end(.weekday, at: index) {
            var next = weekday
            if view.mark(next) == UInt8(ascii: ",") { next += 1 }
            if let connector = end(.connector, at: next) { next = connector }
            if let point = dayMonth(at: next) ?? monthDay(at: next), point.date.day != nil {
                return point
            }
        }
        if let point = dayMonth(at: index) ?? monthDay(at: index) { return point }
        return year(at: index).flatMap {
            isPlainYear(index) ? (CalendarPoint(year: $0.value), $0.end) : nil
        }
    }

    /// "14 March 2008", "14 de marzo".
    private func dayMonth(at index: Int) -> Point? {
        guard let day = dayNumber(at: index), !view.startsBlock(day.end) else { return nil }
        var next = day.end
        if view.isHyphen(next) || view.mark(next) == UInt8(ascii: ".") { next += 1 }
        if let connector = end(.connector, at: next) { next = connector }
        guard let month = month(at: next, alone: false) else { return nil }
        return withYear(CalendarPoint(month: month.value, day: day.value), after: month.end)
    }

    /// "March 14, 2008", "March 2008", "March".
    private func monthDay(at index: Int) -> Point? {
        guard let month = month(at: index, alone: false) else { return nil }
        // "Jan. 19".
        let next = view.mark(month.end) == UInt8(ascii: ".") ? month.end + 1 : month.end
        if let day = dayNumber(at: next), !view.startsBlock(next), !view.isGlued(next),
            !isTied(day.end), table.monthFirst
        {
            return withYear(CalendarPoint(month: month.value, day: day.value), after: day.end)
        }
        let point = withYear(CalendarPoint(month: month.value), after: month.end)
        if point.date.year != nil { return point }
        guard let alone = self.month(at: index, alone: true),
            table.phrases.start(of: .preposition, endingBefore: index, in: view) != nil
        else { return nil }
        return (point.date, alone.end)
    }

    private func withYear(_ date: CalendarPoint, after end: Int) -> Point {
        var date = date
        var next = end
        guard next < view.count, !view.startsBlock(next) else { return (date, end) }
        if view.mark(next) == UInt8(ascii: ",") || view.mark(next) == UInt8(ascii: ".")
            || view.mark(next) == UInt8(ascii: "/") || view.isHyphen(next)
        {
            next += 1
        }
        if let connector = self.end(.connector, at: next) { next = connector }
        guard let year = year(at: next) else { return (date, end) }
        date.year = year.value
        return (date, year.end)
    }

    func month(at index: Int, alone: Bool) -> (value: Int, end: Int)? {
        guard index < view.count, view.kind(index) == .letters,
            !table.capitalizesMonths || view.words[index].value.shape != .lower || !alone
        else { return nil }
        return table.phrases.longest(like: .month(0), at: index, in: view) {
            switch $0 {
            case .month(let month): month
            case .shortMonth(let month): alone ? nil : month
            default: nil
            }
        }
    }

    /// A day of the month, with its suffix.
    func dayNumber(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index) else { return spelledDay(at: index) }
        guard (1...31).contains(number.value), number.digits <= 2,
            !view.isGlued(index) || !isTied(index)
        else { return nil }
        guard view.isGlued(index + 1), let suffix = end(.daySuffix, at: index + 1) else {
            return (number.value, index + 1)
        }
        return (number.value, suffix)
    }

    private func spelledDay(at index: Int) -> (value: Int, end: Int)? {
        table.phrases.longest(like: .day(0), at: index, in: view) {
            if case .day(let day) = $0 { day } else { nil }
        }
    }

    func year(at index: Int) -> (value: Int, end: Int)? {
        guard let number = number(at: index), number.digits == 4, isYear(number.value),
            !(view.isGlued(index + 1) && view.kind(index + 1) == .letters)
        else { return nil }
        return (number.value, index + 1)
    }

    func isYear(_ value: Int) -> Bool { (1900..<2100).contains(value) }

    /// Whether the four digits at word `index` are a year and not a count or part of a code.
    private func isPlainYear(_ index: Int) -> Bool {
        if isTied(index) || isTied(index + 1) { return false }
        if let before = view.mark(index - 1), "$+#@=_".utf8.contains(before) { return false }
        if view.mark(index + 1) == UInt8(ascii: "%") { return false }
        if end(.countedNoun, at: index + 1) != nil, !view.startsBlock(index + 1) {
            // "in 2009 women were sold", "the Games 2014 organization".
            return table.phrases.start(of: .preposition, endingBefore: index, in: view) != nil
                || (view.kind(index - 1) == .letters && !view.startsBlock(index)
                    && view.words[index - 1].value.shape == .capitalized)
        }
        return true
    }

    /// Whether digits, or a code's marks, are tied to word `index` from before.
    func isTied(_ index: Int) -> Bool {
        guard view.isGlued(index) else { return false }
        if view.kind(index) == .digits {
            if view.kind(index - 1) == .letters { return true }
            guard let before = view.mark(index - 1) else { return false }
            let isSeparator = "./,:-".utf8.contains(before)
            return isSeparator && view.isGlued(index - 1) && view.kind(index - 2) == .digits
                && before != UInt8(ascii: "-")
                || (before == UInt8(ascii: "/") && view.isGlued(index - 1))
        }
        guard let mark = view.mark(index), "./,:".utf8.contains(mark) else { return false }
        return view.isGlued(index + 1) && view.kind(index + 1) == .digits
    }

    /// 2008-03-14, 14/03/2008, 14.3.2008, 03/2008.
    private func numericDate(at index: Int) -> Point? {
        guard let first = number(at: index), !isTied(index), let mark = tie(at: index + 1),
            let second = number(at: index + 2)
        else { return nil }
        guard tie(at: index + 3) == mark, let third = number(at: index + 4), !isTied(index + 5)
        else {
            guard tie(at: index + 3) == nil else { return nil }
            if first.digits == 4, isYear(first.value), second.digits == 2,
                mark == UInt8(ascii: "-"),
                (1...12).contains(second.value), second.value <= first.value % 100
            {
                return (CalendarPoint(year: first.value, month: second.value), index + 3)
            }
            if second.digits == 4, isYear(second.value), (1...12).contains(first.value),
                mark == UInt8(ascii: "/")
            {
                return (CalendarPoint(year: second.value, month: first.value), index + 3)
            }
            return nil
        }
        var date = CalendarPoint()
        if first.digits == 4, isYear(first.value) {
            date = CalendarPoint(year: first.value, month: second.value, day: third.value)
        } else if third.digits == 4 && isYear(third.value)
            || third.digits == 2 && mark == UInt8(ascii: "/")
        {
            let year =
                third.digits == 4 ? third.value : third.value + (third.value < 50 ? 2000 : 1900)
            let isMonthFirst = (table.monthFirst && first.value <= 12) || second.value > 12
            date = CalendarPoint(
                year: year, month: isMonthFirst ? first.value : second.value,
                day: isMonthFirst ? second.value : first.value)
        }
        guard (1...12).contains(date.month ?? 0), (1...31).contains(date.day ?? 0) else {
            return nil
        }
        return (date, index + 5)
    }

    /// The mark that ties the digits around word `index`.
    private func tie(at index: Int) -> UInt8? {
        guard view.isGlued(index), view.isGlued(index + 1), let mark = view.mark(index),
            "/-.".utf8.contains(mark), view.kind(index + 1) == .digits
        else { return nil }
        return mark
    }

    func number(at index: Int) -> (value: Int, digits: Int)? {
        guard let digits = view.digits(index), digits.count <= 4 else { return nil }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.count)
    }

    @inline(__always)
    func end(_ token: DateToken, at index: Int) -> Int? {
        guard index < view.count,
            table.phrases.mayStart(token.phraseKinds, with: view.words[index].value),
            token != .connector || index == 0 || !view.startsBlock(index)
        else { return nil }
        return longestEnd(token, at: index)
    }

    private func longestEnd(_ token: DateToken, at index: Int) -> Int? {
        table.phrases.end(of: token, at: index, in: view)
    }
}
