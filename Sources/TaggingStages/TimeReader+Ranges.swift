import DocumentModel
import Lexicons
import TextAnalysis

// Two dates or times that make a range.
extension TimeReader {
    /// "from 2014 to 2018", "3 to 12 September", "between today and Friday", "2 pm till tomorrow 4 pm".
    func range(at index: Int) -> Read? {
        var best: Read?
        forEachOpening(at: index) { start, isLoose in
            if let read = range(from: start, isOpened: start > index, isLoose),
                read.end > best?.end ?? index
            {
                best = read
            }
        }
        return best
    }

    private func range(from index: Int, isOpened: Bool, _ isLoose: Bool) -> Read? {
        let day = bareRangeDay(at: index)
        let first =
            moment(at: index)
            ?? (isOpened ? after(.article, at: index).flatMap { moment(at: $0) } : nil)
        var best: Read?
        func join(from end: Int?) {
            guard let end, let joining = next(end),
                starts(at: joining).meets([.joiner, .looseJoiner])
            else { return }
            for joiner in ends(.joiner, at: joining)
                + (isLoose ? ends(.looseJoiner, at: joining) : [])
            {
                guard let start = next(joiner) else { continue }
                if let day, day.end == end, let read = days(from: day.value, to: start),
                    read.end > best?.end ?? index
                {
                    best = read
                }
                if let first, first.end == end,
                    let read = range(from: first, to: start, isOpened: isOpened),
                    read.end > best?.end ?? index
                {
                    best = read
                }
            }
        }
        join(from: first?.end)
        join(from: day?.end)
        return best
    }

    /// The longest range of a moment and what starts at word `start`.
    private func range(from first: Read, to start: Int, isOpened: Bool) -> Read? {
        guard first.point.until == nil, first.point.fixed == nil else { return nil }
        var best: Read?
        if let second = rangeEnd(at: start),
            second.point.until == nil, second.point.fixed == nil,
            let point = joined(first.point, second.point, isOpened: isOpened)
        {
            best = (point, second.end)
        }
        guard let date = first.point.date, first.point.clock == nil else { return best }
        if let read = days(after: date, at: start), read.end > best?.end ?? start { best = read }
        if let read = shortYear(after: date, at: start, first.end), read.end > best?.end ?? start {
            best = read
        }
        return best
    }

    /// The second date of a range, which may be now.
    private func rangeEnd(at index: Int) -> Read? {
        if let now = end(.nowEnd, at: index) {
            var date = TimeDate(timex: "PRESENT_REF", grain: .day, first: today)
            date.isNow = true
            return (TimePoint(date: date), now)
        }
        return moment(at: index) ?? after(.article, at: index).flatMap { moment(at: $0) }
    }

    private func bareRangeDay(at index: Int) -> (value: Int, end: Int)? {
        let start = skip(.dayLead, at: end(.article, at: index) ?? index)
        guard start < view.count else { return nil }
        if let rank = ordinal(at: start), (1...31).contains(rank.value) { return rank }
        guard let number = integer(at: start), (1...31).contains(number.value), number.digits <= 2,
            !isTied(start), !followsOn(number.end)
        else { return nil }
        return (number.value, number.end)
    }

    /// "3 to 12 September": the month stands behind the second day.
    private func days(from first: Int, to index: Int) -> Read? {
        guard let second = date(at: index), let point = second.date.point, let day = point.day,
            let month = point.month
        else { return nil }
        guard first < day else { return nil }
        let start = CalendarPoint(year: point.year, month: month, day: first)
        return (.fixed("(\(start.timex),\(point.timex),P\(day - first)D)", .date), second.end)
    }

    /// "April 9 through 17", "April twenty-seventh to the third".
    private func days(after first: TimeDate, at index: Int) -> Read? {
        guard let point = first.point, let day = point.day, let month = point.month else {
            return nil
        }
        let start = skip(.article, at: index)
        guard start < view.count,
            let second = ordinal(at: start) ?? integer(at: start).map({ ($0.value, $0.end) }),
            (1...31).contains(second.0), !followsOn(second.1), self.month(at: second.1) == nil
        else { return nil }
        var last = CalendarPoint(year: point.year, month: month, day: second.0)
        if second.0 <= day { last.month = month % 12 + 1 }
        let year = point.year ?? 2001
        let length =
            CalendarDay(year: year, month: last.month ?? 1, day: second.0).number
            - CalendarDay(year: year, month: month, day: day).number
        guard length > 0 else { return nil }
        var end = second.1
        if point.year == nil, let comma = next(end), view.mark(comma) == UInt8(ascii: ","),
            let read = next(comma + 1).flatMap({ self.year(at: $0) })
        {
            last.year = read.value
            end = read.end
        }
        let from = CalendarPoint(year: last.year, month: month, day: day)
        return (.fixed("(\(from.timex),\(last.timex),P\(length)D)", .date), end)
    }

    /// "2008-12" and "2008/09".
    private func shortYear(after first: TimeDate, at index: Int, _ end: Int) -> Read? {
        guard first.grain == .year, let year = first.point?.year, view.isHyphen(end),
            view.isGlued(index),
            let number = integer(at: index), number.digits == 2, number.value > year % 100,
            !followsOn(number.end)
        else { return nil }
        let last = year / 100 * 100 + number.value
        return (.fixed("(\(year)-01-01,\(last)-01-01,P\(last - year)Y)", .date), number.end)
    }

    // MARK: Values

    private func joined(_ first: TimePoint, _ second: TimePoint, isOpened: Bool) -> TimePoint? {
        if first.part != nil && first.clock == nil || second.part != nil && second.clock == nil {
            return nil
        }
        if first.clock == nil, second.clock == nil {
            guard let from = first.date, let to = second.date else { return nil }
            // A doubtful day alone, "the 3rd", opens no range.
            return dates(from, to, isOpened: isOpened).map { .fixed($0, .date) }
        }
        return clocks(first, second).map { .fixed($0, .time) }
    }

    private func dates(_ from: TimeDate, _ to: TimeDate, isOpened: Bool) -> String?? {
        guard from.isSure || from.point != nil || from.weekday != nil && to.weekday != nil,
            to.isSure || to.point != nil || from.weekday != nil && to.weekday != nil
        else { return nil }
        if !isOpened, !from.isSure, !to.isSure, from.point?.day == nil { return nil }
        var (start, end) = (from.edge ?? from.point, to.edge ?? to.point)
        var (first, last) = (from, to)
        if to.weekday != nil, let day = from.first, let weekday = to.weekday {
            last = TimeDate(day + (weekday - day.weekday + 7) % 7)
            end = last.point
        }
        // The first borrows its year from the second, the second from the first.
        if var point = start, point.year == nil, let year = end?.year, point.month != nil {
            point.year =
                (point.month ?? 1, point.day ?? 1) > (end?.month ?? 12, end?.day ?? 31)
                ? year - 1 : year
            start = point
            first = TimeDate(point)
        } else if var point = end, point.year == nil, let year = start?.year, point.month != nil,
            !to.isSure || from.grain < .year
        {
            point.year =
                (point.month ?? 1, point.day ?? 1) < (start?.month ?? 1, start?.day ?? 1)
                ? year + 1 : year
            if from.point?.year != nil, first.first != today { end = point; last = TimeDate(point) }
        }
        if first.isNow || last.isNow, today == nil { return .some(nil) }
        guard let text = ends(first, start, isFirst: true),
            let endText = ends(last, end, isFirst: false)
        else {
            return from.timex == nil || to.timex == nil ? .some(nil) : nil
        }
        guard let length = length(from: first, start, to: last, end) else {
            return today == nil ? .some(nil) : nil
        }
        return "(\(text),\(endText),\(length))"
    }

    private func ends(_ date: TimeDate, _ point: CalendarPoint?, isFirst: Bool) -> String? {
        if date.isNow { return today?.iso }
        if let point {
            return point.day == nil && point.month == nil && point.year == nil
                ? nil : point.firstDay
        }
        if date.weekday != nil { return date.timex }
        return date.first?.iso
    }

    private func length(
        from first: TimeDate, _ start: CalendarPoint?, to last: TimeDate, _ end: CalendarPoint?
    ) -> String? {
        if let from = first.weekday, let to = last.weekday {
            let days = (to - from + 7) % 7
            return days == 0 ? nil : "P\(days)D"
        }
        guard var from = known(first, start), var to = known(last, end) else { return nil }
        if to < from {
            guard start?.year == nil || end?.year == nil, let point = end ?? last.point,
                point.year == nil
            else { return nil }
            to = to.adding(months: 12)
        } else if start?.year == nil, end?.year != nil, to.number - from.number > 366 {
            from = CalendarDay(year: to.year, month: from.month, day: from.components.day)
        }
        let grain = min(first.grain, last.grain)
        let months = (to.year - from.year) * 12 + to.month - from.month
        switch grain {
        case .year where first.edge == nil && last.edge == nil:
            return to > from ? "P\(to.year - from.year)Y" : nil
        case .month, .year: return months > 0 ? "P\(months)M" : nil
        default: return to > from ? "P\(to.number - from.number)D" : nil
        }
    }

    /// The first day, in this year where none is said.
    private func known(_ date: TimeDate, _ point: CalendarPoint?) -> CalendarDay? {
        if let point, let month = point.month ?? (point.year != nil ? 1 : nil) {
            guard let year = point.year ?? thisYear ?? date.first?.year else {
                return CalendarDay(year: 2001, month: month, day: point.day ?? 1)
            }
            return CalendarDay(year: year, month: month, day: point.day ?? 1)
        }
        if let first = date.first { return first }
        return date.weekday != nil ? resolved(date) : nil
    }

    private func clocks(_ first: TimePoint, _ second: TimePoint) -> String?? {
        guard
            first.clock?.isSure ?? true || second.clock?.isSure ?? true || first.date != nil
                || second.date != nil
        else { return nil }
        let firstDate = first.date ?? second.date
        var secondDate = second.date ?? first.date
        if first.date?.isNow ?? false || second.date?.isNow ?? false { return now(first, second) }
        guard firstDate?.grain ?? .day == .day, secondDate?.grain ?? .day == .day else {
            return nil
        }
        var (from, to) = (first.clock ?? ClockTime(hour: 0), second.clock ?? ClockTime(hour: 0))
        guard first.clock != nil, second.clock != nil else { return nil }
        if firstDate?.timex == nil && firstDate != nil
            || secondDate?.timex == nil && secondDate != nil
        {
            return .some(nil)
        }
        if first.date == nil || second.date == nil, firstDate?.timex == secondDate?.timex {
            (from, to) = TimePoint.ordered(from, to)
        }
        var seconds = to.seconds - from.seconds
        var base = firstDate?.timex ?? ""
        if first.date == nil, second.date != nil, let today, let day = secondDate?.first,
            day != today
        {
            // "from 2 pm till tomorrow 4 pm" starts today.
            base = today.iso
            seconds += (day.number - today.number) * 86_400
        } else if let one = firstDate?.first, let other = secondDate?.first {
            seconds += (other.number - one.number) * 86_400
        }
        if secondDate == nil { secondDate = firstDate }
        if seconds <= 0 { seconds += 86_400 }
        return
            "(\(base)\(from.timex),\(secondDate?.timex ?? "")\(to.timex),\(TimeAmount.timex(seconds: seconds)))"
    }

    /// "between now and eight o'clock".
    private func now(_ first: TimePoint, _ second: TimePoint) -> String?? {
        guard let today else { return .some(nil) }
        if first.date?.isNow ?? false, var clock = second.clock, second.date == nil {
            if clock.seconds < self.second, clock.hour < 12 { clock.hour += 12 }
            let length = TimeAmount.timex(seconds: max(0, clock.seconds - self.second))
            return "(PRESENT_REF,\(today.iso)\(clock.timex),\(length))"
        }
        if second.date?.isNow ?? false, let clock = first.clock, first.date == nil {
            let length = TimeAmount.timex(seconds: max(0, self.second - clock.seconds))
            return "(\(today.iso)\(clock.timex),PRESENT_REF,\(length))"
        }
        return nil
    }
}

// A start and a length.
extension TimeReader {
    /// "for 2 hours from 2 pm", "14 February from 9:30 for 7 hours", "two weeks starting 20 May".
    func lasting(at index: Int) -> Read? {
        var start = index
        var day: TimeDate?
        if let date = date(at: index), date.date.grain == .day, let following = next(date.end) {
            day = date.date
            start = following
        }
        var best: Read?
        if let read = length(at: start), let point = spanned(day, read.start, read.amount) {
            best = (point, read.end)
        }
        if day != nil, let read = length(at: index),
            let point = spanned(nil, read.start, read.amount), read.end > best?.end ?? 0
        {
            best = (point, read.end)
        }
        return best
    }

    /// A length and its start in either order, of which one needs its word.
    private func length(at index: Int) -> (start: TimePoint, amount: TimeAmount, end: Int)? {
        let lead = end(.lasting, at: index).flatMap { next($0) }
        if let amount = amountOfTime(at: lead ?? index), let following = next(amount.end) {
            let comma = view.mark(following) == UInt8(ascii: ",") ? following + 1 : following
            // "three weeks from tomorrow" is a day.
            guard comma < view.count, lead != nil || end(.afterDate, at: comma) == nil,
                let start = after(.starting, at: comma).flatMap({ next($0) })
            else { return nil }
            return startingPoint(at: start).map { ($0.point, amount.amount, $0.end) }
        }
        let start = end(.starting, at: index).flatMap { next($0) } ?? index
        guard let point = startingPoint(at: start), start > index || point.point.clock != nil,
            let lead = after(.lasting, at: point.end).flatMap({ next($0) }),
            let amount = amountOfTime(at: lead)
        else { return nil }
        return (point.point, amount.amount, amount.end)
    }

    private func startingPoint(at index: Int) -> Read? {
        if let read = moment(at: index), read.point.until == nil, read.point.fixed == nil,
            read.point.part == nil
        {
            return read
        }
        return bareHour(at: index).map { (TimePoint(clock: $0.clock), $0.end) }
    }

    private func spanned(_ day: TimeDate?, _ start: TimePoint, _ amount: TimeAmount) -> TimePoint? {
        guard day == nil || start.date == nil else { return nil }
        let date = day ?? start.date
        if let clock = start.clock, amount.isTime {
            guard date == nil || date?.timex != nil,
                let moved = amount.moved(CalendarDay(number: 0), clock.seconds, by: 1),
                moved.day.number == 0
            else { return nil }
            let base = date?.timex ?? ""
            let length = TimeAmount.timex(seconds: moved.second - clock.seconds)
            return .fixed(
                "(\(base)\(clock.timex),\(base)\(ClockTime(seconds: moved.second).timex),\(length))",
                .time)
        }
        guard start.clock == nil, !amount.isTime, let date, date.grain == .day else { return nil }
        guard let from = date.first ?? inThisYear(date), let moved = amount.moved(from, 0, by: 1)
        else {
            return date.timex == nil || today == nil ? .fixed(nil, .date) : nil
        }
        return .fixed("(\(from.iso),\(moved.day.iso),\(amount.timex))", .date)
    }

    private func inThisYear(_ date: TimeDate) -> CalendarDay? {
        guard let thisYear, let point = date.point, let month = point.month, let day = point.day
        else { return resolved(date) }
        return CalendarDay(year: thisYear, month: month, day: day)
    }
}
