import DocumentModel
import Lexicons
import TextAnalysis

/// What a phrase tells of the period of a figure, beside the dates that are tagged.
enum TimeSign: Hashable, Sendable {
    /// 1 for Monday to 7 for Sunday.
    case weekday(Int)
    /// Days, weeks and months from the date of the page.
    case day(Int), week(Int), month(Int)
    /// Years from the period that the text speaks of.
    case year(Int)
    /// Months of a year: a half, a quarter.
    case part(ClosedRange<Int>)
    case monthName(Int)
    case role(PeriodWords.Role)
}

/// A sign of time where it stands.
struct TimeHit: Hashable, Sendable {
    let sign: TimeSign
    let span: TextSpan
}

/// The signs of time of each language, ready to be found.
struct TimeSignTables: Sendable {
    private let tables: LexiconTables<PhraseTable<TimeSign>>

    init(_ lexicons: Lexicons) {
        tables = LexiconTables(lexicons) { PhraseTable($0.timeSigns) }
    }

    /// The longest sign at each word of `range`, by place.
    func hits(
        in words: [Mention<Word>], range: Range<Int>, language: LanguageCode
    ) -> [TimeHit] {
        guard let table = tables[language] else { return [] }
        var hits: [TimeHit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let match = table.longestMatch(at: index, in: words, before: range.upperBound)
            else {
                index += 1
                continue
            }
            let last = match.words.upperBound - 1
            let span = TextSpan(words[index].span.lowerBound..<words[last].span.upperBound)
            hits += match.payloads.map { TimeHit(sign: $0, span: span) }
            index = last + 1
        }
        return hits
    }
}

extension Lexicon {
    fileprivate var timeSigns: [(String, TimeSign)] {
        let periods = relations.periods
        var signs: [(String, TimeSign)] = []
        // The full names come first, Monday before all.
        for (index, name) in dates.weekdays.prefix(7).enumerated() {
            signs.append((name, .weekday(index + 1)))
        }
        for (index, forms) in language.months.enumerated() {
            signs += forms.prefix(1).map { ($0, .monthName(index + 1)) }
        }
        signs += moved(periods.days) { .day($0) } + moved(periods.weeks) { .week($0) }
        signs += moved(periods.months) { .month($0) } + moved(periods.years) { .year($0) }
        signs += moved(dates.halves) { .part($0 * 6 - 5...$0 * 6) }
        signs += moved(dates.quarters) { .part($0 * 3 - 2...$0 * 3) }
        signs += moved(dates.firstMonths) { .part(1...$0) }
        for role in PeriodWords.Role.allCases {
            signs += (periods.roles[role] ?? []).map { ($0, .role(role)) }
        }
        return signs
    }

    private func moved(
        _ phrases: [String: Int], _ sign: (Int) -> TimeSign
    ) -> [(String, TimeSign)] {
        phrases.keys.sorted().map { ($0, sign(phrases[$0] ?? 0)) }
    }
}
