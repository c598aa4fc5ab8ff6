import DocumentModel
import Lexicons
import TextAnalysis

// Parts of a year, and many years.
extension TimeReader {
    /// "Q1 2017", "2019 H2", "first quarter of 2019", "next year's first quarter".
    func partOfYear(at index: Int, depth: Int) -> DateRead? {
        if let part = quarter(at: index) {
            var end = part.end
            var position = next(end)
            if let mark = position, view.isHyphen(mark) || view.mark(mark) == UInt8(ascii: ",") {
                position = mark + 1
            }
            if let start = position.map({ skip(.connector, at: $0) }).flatMap({ next($0) }),
                let outer = plainPeriod(at: start, depth: depth),
                outer.date.grain == .year
            {
                guard let year = outer.date.point?.year else {
                    return outer.date.timex == nil
                        ? (TimeDate(timex: nil, grain: .month), outer.end) : nil
                }
                return (quarter(part.value, part.length, of: year), outer.end)
            }
            guard part.isName else { return nil }
            end = part.end
            let month = (part.value - 1) * part.length + 1
            let after = month + part.length
            let timex =
                "(XXXX-\(CalendarPoint.padded(month, 2))-01,XXXX-\(CalendarPoint.padded(after > 12 ? 1 : after, 2))-01,P\(part.length)M)"
            return (TimeDate(timex: timex, grain: .month), end)
        }
        guard
            let outer = year(at: index).map({
                (date: TimeDate(CalendarPoint(year: $0.value)), end: $0.end)
            }) ?? movedYear(at: index),
            var position = next(outer.end), let year = outer.date.point?.year
        else { return nil }
        if view.isHyphen(position) { position += 1 }
        if let possessive = possessive(at: position) { position = possessive }
        guard position < view.count, let part = quarter(at: position) else { return nil }
        return (quarter(part.value, part.length, of: year), part.end)
    }

    func movedYear(at index: Int) -> DateRead? {
        movedUnit(at: index).flatMap { $0.date.grain == .year && $0.date.point != nil ? $0 : nil }
    }

    /// The word behind an apostrophe and its letter.
    func possessive(at index: Int) -> Int? {
        view.plainMark(index) == UInt8(ascii: "'") && view.isGlued(index + 1) ? index + 2 : nil
    }

    func quarter(_ number: Int, _ length: Int, of year: Int) -> TimeDate {
        months(
            from: CalendarDay(year: year, month: (number - 1) * length + 1, day: 1), count: length)
    }

    /// "Q1", "H2", "first quarter", "trimestre1": which, how many months long, and whether a name.
    func quarter(at index: Int) -> (value: Int, length: Int, isName: Bool, end: Int)? {
        for (role, length) in [(Role.quarter, 3), (.halfYear, 6)] {
            guard let sign = end(role, at: index), view.isGlued(sign),
                let number = integer(at: sign), number.digits == 1,
                number.value >= 1, number.value <= 12 / length,
                !view.isGlued(number.end) || view.kind(number.end) == .mark
            else { continue }
            return (number.value, length, length == 3, number.end)
        }
        let start = end(.rankArticle, at: index) ?? index
        guard let rank = end(.final, at: start).map({ (value: -1, end: $0) }) ?? ordinal(at: start),
            let following = next(rank.end),
            let unit = unit(at: following) ?? end(.half, at: following).map({ (.halfYear, $0) }),
            unit.value == .quarter || unit.value == .halfYear, let length = unit.value.months
        else { return nil }
        let value = rank.value < 0 ? 12 / length : rank.value
        return (1...12 / length).contains(value) ? (value, length, false, unit.end) : nil
    }

    func seasonCode(at index: Int) -> (value: String, end: Int)? {
        token(.season, at: index) { if case .season(let code) = $0 { code } else { nil } }
    }

    func season(at index: Int, depth: Int) -> DateRead? {
        guard let season = seasonCode(at: index) else { return nil }
        if let start = next(season.end),
            let year = plainPeriod(at: skip(.connector, at: start), depth: depth),
            year.date.grain == .year,
            let timex = year.date.timex
        {
            return (TimeDate(timex: "\(timex)-\(season.value)", grain: .month), year.end)
        }
        var date = TimeDate(timex: season.value, grain: .month)
        date.isSure = !isAmbiguous(index..<season.end)
        return (date, season.end)
    }

    /// "the 1990s", "90s", "la década de 1990", "les années 80".
    func decade(at index: Int) -> DateRead? {
        if let name = token(
            .decade, at: index, { if case .decade(let year) = $0 { year } else { nil } })
        {
            let end = name.value == 90 ? "XX00" : "XX\(name.value + 10)"
            return (
                TimeDate(
                    timex: "(XX\(CalendarPoint.padded(name.value, 2))-01-01,\(end)-01-01,P10Y)",
                    grain: .year), name.end
            )
        }
        let lead = end(.decadeLead, at: index)
        let start = lead ?? index
        if lead != nil, let number = integer(at: start), number.digits == 2, isCounted(number.end) {
            return nil
        }
        guard start < view.count, let number = integer(at: start), number.digits > 0 || lead != nil,
            number.value.isMultiple(of: 10),
            number.digits == 4 && (1500..<2100).contains(number.value)
                || number.digits % 2 == 0 && (1..<100).contains(number.value), !isTied(start)
        else { return nil }
        var end = number.end
        if lead == nil {
            guard view.isGlued(end) || number.digits == 2,
                let suffix = after(.decadeSuffix, at: end)
            else { return nil }
            end = suffix
        }
        let century = number.digits == 4 ? "\(number.value / 100)" : "XX"
        let next =
            number.value % 100 == 90
            ? (number.digits == 4 ? "\(number.value / 100 + 1)00" : "XX00")
            : "\(century)\(number.value % 100 + 10)"
        let first = number.digits == 4 ? CalendarDay(year: number.value, month: 1, day: 1) : nil
        let timex =
            "(\(century)\(CalendarPoint.padded(number.value % 100, 2))-01-01,\(next)-01-01,P10Y)"
        return (TimeDate(timex: timex, grain: .year, first: first), end)
    }

    /// "fiscal year 2008", "last fiscal year", "SY18", "this calendar year".
    func fiscal(at index: Int, shift: Int?) -> DateRead? {
        for (role, prefix) in [(Role.fiscal, "FY"), (.school, "SY"), (.calendar, "")] {
            var end: Int
            if let adjective = self.end(role, at: index) {
                end = adjective
                let isShort = view.words[index].span.length == 2
                if let year = next(end).flatMap({ unit(at: $0) }), year.value == .year {
                    end = year.end
                } else if !isShort {
                    continue
                }
            } else if let year = unit(at: index), year.value == .year,
                let adjective = after(role, at: year.end)
            {
                end = adjective
            } else {
                continue
            }
            if let shift {
                return (
                    TimeDate(timex: thisYear.map { "\(prefix)\($0 + shift)" }, grain: .year), end
                )
            }
            if let start = next(end) {
                let connected = skip(.connector, at: start)
                if let year = next(connected).flatMap({ year(at: $0) }) {
                    return (TimeDate(timex: "\(prefix)\(year.value)", grain: .year), year.end)
                }
                if view.isGlued(start), let number = integer(at: start), number.digits == 2 {
                    return (
                        TimeDate(
                            timex: "\(prefix)20\(CalendarPoint.padded(number.value, 2))",
                            grain: .year), number.end
                    )
                }
            }
            if !prefix.isEmpty, end > index + 1 {
                return (TimeDate(timex: "\(prefix)XXXX", grain: .year), end)
            }
        }
        return nil
    }
}
