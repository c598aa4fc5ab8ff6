import DocumentModel
import Lexicons

/// Reads the dates of one sentence after the other and places those that hang on another.
struct MomentReader {
    private let text: [UInt8]
    private let page: PageDate?
    /// The year that "this year" is, where the text says it: "so far in 2019".
    private var currentYear: Int?
    /// The period that the text speaks of.
    private var topic: Period?
    /// The last date that is no comparison, whatever its kind: "the same period" means it.
    private var last: Period?

    init(_ discourse: Discourse) {
        text = discourse.document.text
        page = PageDate(discourse.document.metadata.publishedDate)
        currentYear = page?.year
    }

    mutating func forgetTopic() {
        topic = nil
        last = nil
    }

    /// The moments of a sentence by place; what they hang on is read in that order.
    mutating func moments(of sentence: SentenceReading, _ hits: [TimeHit]) -> [Moment] {
        guard !sentence.dates.isEmpty || !hits.isEmpty else { return [] }
        var moments: [Moment] = []
        var main: Period?
        var first: Period?
        for candidate in candidates(in: sentence, hits) {
            guard let period = period(of: candidate, in: sentence, hits, main ?? topic) else {
                continue
            }
            let isCompared = isCompared(candidate, in: sentence, after: moments.last?.span)
            moments.append(
                Moment(
                    span: candidate.span, period: period, isCompared: isCompared,
                    isFronted: isFronted(candidate.span, in: sentence)))
            if !isCompared, main == nil, period.isTopic { main = period }
            if !isCompared, first == nil, period.isPlaced, period.basis != "EVENT" {
                first = period
            }
            if period.basis == "YTD", currentYear == nil { currentYear = period.year }
        }
        if let main { topic = main }
        if let first { last = first }
        return moments
    }

    // MARK: What is a date

    private struct Candidate {
        var span: TextSpan
        /// Nil where only signs tell it: "on Tuesday", "the same period".
        let date: DateReading?
        let sign: TimeSign?
    }

    /// Dates and signs of time by place; a sign inside or beside a date belongs to it.
    private func candidates(in sentence: SentenceReading, _ hits: [TimeHit]) -> [Candidate] {
        var found: [Candidate] = []
        for date in sentence.dates where isPeriod(date, in: sentence, hits) {
            if let last = found.last, let joined = joined(last, date) {
                found[found.count - 1] = joined
            } else {
                found.append(Candidate(span: date.span, date: date.value, sign: nil))
            }
        }
        for hit in hits {
            guard hit.sign.isMoment, !isReport(hit, in: sentence, hits),
                !found.contains(where: {
                    $0.date != nil && $0.span.lowerBound <= hit.span.upperBound + 4
                        && hit.span.lowerBound <= $0.span.upperBound + 4
                })
            else { continue }
            found.append(Candidate(span: hit.span, date: nil, sign: hit.sign))
        }
        for number in sentence.numbers where isLongTime(number, hits) {
            found.append(Candidate(span: number.span, date: nil, sign: .role(.during)))
        }
        return found.sorted { $0.span < $1.span }
    }

    /// "in eleven years": several years that nothing places.
    private func isLongTime(_ number: Mention<NumberReading>, _ hits: [TimeHit]) -> Bool {
        number.value.form == .duration && number.value.unit == "YEARS"
            && number.value.value ?? 0 >= 2
            && hits.contains {
                $0.sign == .role(.during)
                    && (0...1).contains(number.span.lowerBound - $0.span.upperBound)
            }
    }

    /// "so far in" and "2019", "January to March" and "this year": one date that is tagged as two.
    private func joined(_ first: Candidate, _ second: Mention<DateReading>) -> Candidate? {
        guard let date = first.date, date.basis == .relative,
            (0...6).contains(second.span.lowerBound - first.span.upperBound)
        else { return nil }
        let span = first.span.joined(with: second.span)
        if date.timeBasis == "YTD", second.value.basis == .absolute {
            return Candidate(
                span: span,
                date: DateReading(
                    start: second.value.start, end: second.value.end, basis: .absolute,
                    timeBasis: "YTD"), sign: nil)
        }
        return nil
    }

    /// Whether a date may say when something was counted: not when a page, a report or a law is of.
    private func isPeriod(
        _ date: Mention<DateReading>, in sentence: SentenceReading, _ hits: [TimeHit]
    ) -> Bool {
        if isDateline(date, in: sentence) { return false }
        return !hits.contains { hit in
            switch hit.sign {
            case .role(.law):
                (0...5).contains(date.span.lowerBound - hit.span.upperBound)
                    || (0...1).contains(hit.span.lowerBound - date.span.upperBound)
            case .role(.reporting):
                (0...6).contains(date.span.lowerBound - hit.span.upperBound)
                    && !sentence.counts.contains { $0.span.upperBound <= hit.span.lowerBound }
            default: false
            }
        }
    }

    /// "Lima, 3 March 2019 – …": the day of the page, with a dash behind it.
    private func isDateline(_ date: Mention<DateReading>, in sentence: SentenceReading) -> Bool {
        guard date.span.lowerBound - sentence.span.lowerBound <= 80,
            date.value.start?.utf8.count == 10 || date.value.basis == .relative
        else { return false }
        for byte in text[date.span.upperBound...].prefix(4) {
            switch byte {
            case UInt8(ascii: "-"), 0xE2: return true
            case 0x20, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ")"): break
            default: return false
            }
        }
        return false
    }

    /// "said on Monday": when somebody spoke, not when something happened.
    private func isReport(
        _ hit: TimeHit, in sentence: SentenceReading, _ hits: [TimeHit]
    ) -> Bool {
        guard case .weekday = hit.sign else { return false }
        let isBefore = { (span: TextSpan) in
            (0...20).contains(hit.span.lowerBound - span.upperBound)
        }
        return sentence.hits(.attribution).contains { isBefore($0.span) }
            || hits.contains { $0.sign == .role(.reporting) && isBefore($0.span) }
    }

    private func isCompared(
        _ candidate: Candidate, in sentence: SentenceReading, after earlier: TextSpan?
    ) -> Bool {
        if case .year(let offset)? = candidate.sign, offset < 0 { return true }
        guard let hit = sentence.comparison(before: candidate.span.lowerBound, within: 60),
            earlier.map({ $0.upperBound <= hit.span.lowerBound }) ?? true
        else { return false }
        // "compared with 67 in 2014"; "higher than in 2014".
        let figure = sentence.figures.first { $0.span.lowerBound >= hit.span.upperBound }
        if let figure, figure.span.upperBound <= candidate.span.lowerBound {
            return figure.span.lowerBound - hit.span.upperBound <= 12
        }
        return candidate.span.lowerBound - hit.span.upperBound <= 20
            && sentence.hasChange(before: candidate.span.lowerBound)
    }

    /// Whether a date opens its sentence or clause: at most a short word or two stand before it.
    private func isFronted(_ span: TextSpan, in sentence: SentenceReading) -> Bool {
        let before = text[max(sentence.span.lowerBound, span.lowerBound - 16)..<span.lowerBound]
        if span.lowerBound - sentence.span.lowerBound <= 12 { return true }
        return before.contains { [0x2C, 0x3A, 0x3B].contains($0) }
    }

    // MARK: Which days it means

    private func period(
        of candidate: Candidate, in sentence: SentenceReading, _ hits: [TimeHit], _ topic: Period?
    ) -> Period? {
        guard let date = candidate.date else {
            return candidate.sign.flatMap { period(of: $0, topic) }
        }
        if date.basis == .absolute { return absolute(date, candidate.span, in: sentence, hits) }
        if date.timeBasis == "YTD" {
            let year = currentYear.map { "\($0 + (date.yearOffset ?? 0))" }
            return relative(year, year, basis: "YTD")
        }
        let beside = hits.filter { hit in
            (-1...14).contains(candidate.span.lowerBound - hit.span.upperBound)
                || hit.span.overlaps(candidate.span)
                || (0...8).contains(hit.span.lowerBound - candidate.span.upperBound)
        }
        let months = months(of: date, beside)
        if let moved = beside.lazy.compactMap(\.sign.yearOffset).first, date.yearOffset == nil,
            months == nil
        {
            return period(of: .year(moved), topic)
        }
        guard let months else {
            let year = date.yearOffset.flatMap { offset in currentYear.map { "\($0 + offset)" } }
            return relative(year, year, basis: date.timeBasis)
        }
        // A month that another date of the sentence has read already.
        if sentence.dates.contains(where: { other in
            other.value.basis == .relative && other.value.yearOffset != nil
                && other.value != date && date.yearOffset == nil
                && (0...16).contains(other.span.lowerBound - candidate.span.upperBound)
        }) {
            return nil
        }
        return placed(months, date, topic)
    }

    /// The months that a relative date or the words beside it name.
    private func months(of date: DateReading, _ beside: [TimeHit]) -> ClosedRange<Int>? {
        for hit in beside { if case .part(let part) = hit.sign { return part } }
        let names: [Int] = beside.compactMap {
            if case .monthName(let month) = $0.sign { month } else { nil }
        }
        guard let first = names.first, let last = names.last else { return nil }
        return first...max(first, last)
    }

    private func placed(
        _ months: ClosedRange<Int>, _ date: DateReading, _ topic: Period?
    ) -> Period {
        var year = date.yearOffset.flatMap { offset in currentYear.map { $0 + offset } }
        var source = "RELATIVE_TO_PUBLICATION"
        if year == nil, date.yearOffset == nil { year = page?.year(ofMonth: months.upperBound) }
        if year == nil, let spoken = topic?.year {
            year = spoken
            source = "CONTEXT"
        }
        let basis = months.count > 6 ? "PERIOD" : "HALF_YEAR"
        guard let year else { return .unplaced(basis) }
        let month = { (number: Int) in Period.month(number: year * 12 + number - 1) }
        if let day = date.timex?.split(separator: "-").last, date.timeBasis == "POINT",
            months.count == 1
        {
            let full = "\(month(months.lowerBound))-\(day)"
            return relative(full, full, basis: "POINT", source: source)
        }
        return relative(
            month(months.lowerBound), month(months.upperBound), basis: basis, source: source)
    }

    /// A date with its year, from which on a figure is counted where "since" stands before it.
    private func absolute(
        _ date: DateReading, _ span: TextSpan, in sentence: SentenceReading, _ hits: [TimeHit]
    ) -> Period {
        let since = hits.last { hit in
            hit.sign == .role(.since)
                && (0...60).contains(span.lowerBound - hit.span.upperBound)
        }
        if let since, date.start == date.end, !isParted(since.span, span, in: sentence) {
            return Period(date.start, nil, basis: "CUMULATIVE")
        }
        return Period(
            date.start, date.end,
            basis: date.timeBasis == "YTD" || date.start == date.end
                ? date.timeBasis
                : Period.basis(from: date.start, to: date.end, else: date.timeBasis))
    }

    /// Whether a place, a figure of persons or another date stands between two spans.
    private func isParted(
        _ first: TextSpan, _ second: TextSpan, in sentence: SentenceReading
    ) -> Bool {
        let isBetween = { (span: TextSpan) in
            span.lowerBound >= first.upperBound && span.upperBound <= second.lowerBound
        }
        return sentence.countries.contains { isBetween($0.span) }
            || sentence.places.contains { isBetween($0.span) }
            || sentence.dates.contains { isBetween($0.span) }
            || sentence.counts.contains { isBetween($0.span) && $0.value.head != nil }
    }

    /// What a sign alone says: a weekday, "last week", "the year before".
    private func period(of sign: TimeSign, _ topic: Period?) -> Period? {
        switch sign {
        case .weekday(let weekday):
            let day = page?.last(weekday: weekday)
            return relative(day, day, basis: "EVENT")
        case .day(let offset):
            let day = page?.moved(days: offset)
            return relative(day, day, basis: "EVENT")
        case .week(let offset):
            let months = page?.months(ofWeek: offset)
            return relative(months?.start, months?.end, basis: "EVENT")
        case .month(let offset):
            let month = page?.moved(months: offset)
            return relative(month, month, basis: "HALF_YEAR")
        case .year(0):
            var period = last ?? topic ?? .unplaced("UNKNOWN")
            if period.isPlaced { period.source = "CONTEXT" }
            return period
        case .year(let offset):
            let year = topic?.year.map { "\($0 + offset)" }
            return relative(year, year, basis: "ANNUAL", source: "CONTEXT")
        case .role(.during): return .unplaced("CUMULATIVE")
        case .role(.yearEnd):
            let year = topic?.lastYear ?? currentYear
            return year.map { Period("\($0)-12-31", "\($0)-12-31", basis: "POINT") }
        default: return nil
        }
    }

    private func relative(
        _ start: String?, _ end: String?, basis: String, source: String = "RELATIVE_TO_PUBLICATION"
    ) -> Period {
        guard start != nil else { return .unplaced(basis) }
        var period = Period(start, end, basis: basis, source: source)
        period.isRelative = true
        return period
    }
}

extension TimeSign {
    /// Whether it is a date by itself.
    fileprivate var isMoment: Bool {
        switch self {
        case .weekday, .day, .week, .month, .year, .role(.yearEnd): true
        case .part, .monthName, .role: false
        }
    }

    fileprivate var yearOffset: Int? {
        if case .year(let offset) = self { offset } else { nil }
    }
}
