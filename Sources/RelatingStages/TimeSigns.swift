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
typealias TimeHit = LongestSigns<TimeSign>.Hit

/// Signs of one kind in each language, of which the longest at a place counts.
struct LongestSigns<Sign: Hashable & Sendable>: Sendable {
    struct Hit: Hashable, Sendable {
        let sign: Sign
        let span: TextSpan
    }

    private let tables: LexiconTables<PhraseTable<Sign>>

    init(_ lexicons: Lexicons, _ phrases: @escaping @Sendable (Lexicon) -> [(String, Sign)]) {
        tables = LexiconTables(lexicons) { PhraseTable(phrases($0)) }
    }

    /// The longest signs in `range` of words, by place, without overlap.
    func hits(
        in words: [Mention<Word>], range: Range<Int>, language: LanguageCode
    ) -> [Hit] {
        guard let table = tables[language] else { return [] }
        return table.matches(in: words, range: range).flatMap { match in
            let last = match.words.upperBound - 1
            let span = TextSpan(
                words[match.words.lowerBound].span.lowerBound..<words[last].span.upperBound)
            return match.payloads.map { Hit(sign: $0, span: span) }
        }
    }
}

extension Lexicon {
    /// Who said it, and how surely.
    var claimSigns: [(String, ClaimRole)] {
        ClaimRole.allCases.flatMap { role in
            (relations.claims[role] ?? []).flatMap(\.alternatives).map { ($0, role) }
        }
    }

    /// What tells of the period of a figure.
    var timeSigns: [(String, TimeSign)] {
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
        let parts =
            moved(dates.halves) { .part($0 * 6 - 5...$0 * 6) }
            + moved(dates.quarters) { .part($0 * 3 - 2...$0 * 3) }
            + moved(dates.firstMonths) { .part(1...$0) }
        signs += parts
        // "first quarter of" stands before a year, "first quarter" before "this year".
        let connectors = Set(dates.connectors)
        for (phrase, sign) in parts {
            let words = phrase.split(separator: " ")
            guard let last = words.last, connectors.contains(String(last)) else { continue }
            signs.append((words.dropLast().joined(separator: " "), sign))
        }
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
