import DocumentModel
import Lexicons
import TextAnalysis

// Days by their weekday, their distance or their name.
extension TimeReader {
    /// "Monday", "Friday, 6 July", "this Friday (Jun-15)", "Monday the twenty-seventh".
    func weekdayDate(at index: Int) -> DateRead? {
        if let prefix = ends(.this, at: index).last ?? ends(.next, at: index).last,
            let start = next(prefix),
            let read = weekdayWithDay(at: start)
                ?? (view.kind(start) == .digits ? numericDate(at: start) : nil)
        {
            return read
        }
        if let read = weekdayWithDay(at: index) { return read }
        guard let weekday = weekday(at: index) else { return nil }
        var date = TimeDate(weekday: weekday.value)
        date.isSure = !isAmbiguous(index..<weekday.end)
        return (date, weekday.end)
    }

    func weekdayWithDay(at index: Int) -> DateRead? {
        guard let weekday = weekday(at: index) else { return nil }
        var position = weekday.end
        guard let following = next(position) else { return nil }
        position = following
        let isBracketed = view.mark(position) == UInt8(ascii: "(")
        if isBracketed || view.mark(position) == UInt8(ascii: ",") || view.isHyphen(position) {
            position += 1
        }
        position = skip(.article, at: position)
        position = skip(.dayLead, at: position)
        guard position < view.count, !view.startsBlock(position) else { return nil }
        var read: DateRead?
        // "Monday 6-8" is rather two hours.
        if view.kind(position) == .digits, !view.isHyphen(position + 1) {
            read = numericDate(at: position)
        }
        read = read ?? dayMonth(at: position) ?? monthDay(at: position)
        if let read, read.date.grain == .day {
            if isBracketed {
                guard view.mark(read.end) == UInt8(ascii: ")") else { return nil }
                return (read.date, read.end + 1)
            }
            var date = read.date
            date.isSure = true
            return (date, read.end)
        }
        // "Friday 31", "Monday the twenty-seventh": resolved where this month has that day.
        guard !isBracketed, let day = day(at: position),
            day.value > 12 || ordinal(at: position) != nil,
            !isCounted(day.end) || view.kind(position) == .letters
        else { return nil }
        var date = TimeDate(weekday: weekday.value)
        if let today {
            let (year, month, _) = today.components
            let there = CalendarDay(year: year, month: month, day: day.value)
            if there.weekday == weekday.value, there.components.day == day.value {
                date = TimeDate(there)
            }
        }
        return (date, day.end)
    }

    func relativeDay(at index: Int) -> DateRead? {
        if let now = end(.now, at: index) {
            var date = TimeDate(
                timex: "PRESENT_REF", grain: .day, first: today, after: today.map { $0 + 1 })
            date.isNow = true
            return (date, now)
        }
        guard
            let found = token(.day, at: index, { if case .day(let day) = $0 { day } else { nil } })
        else { return nil }
        return (today.map { TimeDate($0 + found.value) } ?? Self.unknownDay, found.end)
    }

    func yearToDate(at index: Int) -> DateRead? {
        end(.yearToDate, at: index).map {
            (
                thisYear.map { TimeDate(CalendarPoint(year: $0)) }
                    ?? TimeDate(timex: nil, grain: .year), $0
            )
        }
    }

    func holiday(at index: Int) -> DateRead? {
        var position = index
        var shift: Int?
        for (role, offset) in [(Role.next, 1), (.last, -1), (.this, 0)] {
            if let end = end(role, at: index), let start = next(end) {
                (position, shift) = (start, offset)
            }
        }
        guard
            let found = token(
                .holiday, at: position, { if case .holiday(let day) = $0 { day } else { nil } })
        else { return nil }
        if let start = next(found.end) {
            let connected = skip(.connector, at: start)
            if shift == nil, let year = next(connected).flatMap({ year(at: $0) }) {
                return (TimeDate(found.value.day(in: year.value)), year.end)
            }
            if connected > start, let moved = next(connected).flatMap({ movedUnit(at: $0) }),
                let year = moved.date.point?.year,
                moved.date.grain == .year
            {
                return (TimeDate(found.value.day(in: year)), moved.end)
            }
        }
        guard let shift else {
            if let fixed = found.value.fixed { return (TimeDate(fixed), found.end) }
            guard let thisYear else { return (Self.unknownDay, found.end) }
            var date = TimeDate(found.value.day(in: thisYear))
            date.timex = date.timex.map { "XXXX" + $0.dropFirst(4) }
            return (date, found.end)
        }
        guard let today else { return (Self.unknownDay, found.end) }
        let days = (-1...1).map { found.value.day(in: today.year + $0) }
        let day =
            shift > 0 ? days.first { $0 > today } : shift < 0 ? days.last { $0 < today } : days[1]
        return (day.map { TimeDate($0) } ?? Self.unknownDay, found.end)
    }
}
