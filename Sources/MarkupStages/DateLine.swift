import DocumentModel
import Lexicons
import TextAnalysis

/// Finds the dates in a line of text that names a day or a month with its year.
///
/// Only dates that can be read one way count: "3 March 2019", "March 3, 2019", "28/01/2019",
/// "03.02.2019", and "01/02/2019" where the language of the page says which comes first. Words
/// between the parts may be of three letters at most, such as the "de" of Spanish.
struct DateLine: Sendable {
    /// A date and the words that say it.
    struct Found {
        /// ISO 8601: a day, or a month.
        let date: String
        let words: Range<Int>

        var isDay: Bool { date.utf8.count == 10 }
    }

    /// What a line says of its date besides it.
    enum Role {
        /// Of publication, or nothing.
        case published
        /// Of a change.
        case updated
        /// Of the day on which a page was copied: it says nothing about the page.
        case copied
    }

    /// A line of text, its words, and the dates in it.
    struct Line {
        let words: [Mention<Word>]
        let dates: [Found]
        let role: Role

        /// The words that say more than a date does: longer than three bytes, and no weekdays.
        fileprivate let telling: [Int]

        /// The number of telling words outside of a date, and of those before it.
        func others(than date: Found) -> (all: Int, before: Int) {
            (
                telling.count { !date.words.contains($0) },
                telling.count { $0 < date.words.lowerBound }
            )
        }
    }

    private enum Lead: Sendable { case updated, copied, field }

    private var months: [UInt64: Int] = [:]
    private var weekdays: Set<UInt64> = []
    private var leads = PhraseTable<Lead>()
    /// The languages in which the day comes before the month.
    private var dayFirst: Set<LanguageCode> = []
    private let segmenter = WordSegmenter()

    init(_ lexicons: Lexicons) {
        for code in lexicons.languages {
            guard let lexicon = lexicons[code] else { continue }
            for (index, forms) in lexicon.language.months.enumerated() {
                for form in forms {
                    if let hash = segmenter.folded(form).first { months[hash] = index + 1 }
                }
            }
            for day in lexicon.dates.weekdays {
                if let hash = segmenter.folded(day).first { weekdays.insert(hash) }
            }
            for phrase in lexicon.dates.updateLeads { leads.insert(phrase, .updated) }
            for phrase in lexicon.dates.copyLeads { leads.insert(phrase, .copied) }
            for phrase in lexicon.furniture.scrapedFields { leads.insert(phrase, .field) }
            if !lexicon.dates.monthFirst { dayFirst.insert(code) }
        }
    }

    /// Whether a text can hold a date at all: it has a year's four digits.
    static func mayHoldDate(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var digits = 0
        let start = bytes.skipping(from: range.lowerBound, before: range.upperBound) {
            ($0 &- SIMD16(repeating: 0x30)) .< SIMD16(repeating: 10)
        }
        for offset in start..<range.upperBound {
            if bytes[offset].isASCIIDigit {
                digits += 1
                let first = digits == 4 ? bytes[offset - 3] : 0
                if first == UInt8(ascii: "1") || first == UInt8(ascii: "2") { return true }
            } else {
                digits = 0
            }
        }
        return false
    }

    /// - Parameter language: Of the page, where it is known: it says whether 3/4 is in March.
    func line(_ text: [UInt8], in language: LanguageCode? = nil) -> Line {
        let words = segmenter.words(in: text)
        let reader = Reader(
            text: text, words: words, months: months,
            isDayFirst: language.map(dayFirst.contains) ?? false)
        let dates = reader.dates()
        let telling = words.indices.filter { index in
            words[index].value.kind == .letters && words[index].span.length > 3
                && !weekdays.contains(words[index].value.folded)
        }
        return Line(words: words, dates: dates, role: role(words, dates), telling: telling)
    }

    /// Whether a line opens with the name of a field that scrapers write.
    func opensWithField(_ line: Line) -> Bool {
        guard !line.words.isEmpty else { return false }
        return leads.longestMatch(at: 0, in: line.words)?.payloads.contains(.field) ?? false
    }

    private func role(_ words: [Mention<Word>], _ dates: [Found]) -> Role {
        guard let first = dates.first else { return .published }
        var role = Role.published
        for index in 0..<first.words.lowerBound {
            guard let match = leads.longestMatch(at: index, in: words) else { continue }
            if match.payloads.contains(.copied) { return .copied }
            if match.payloads.contains(.updated) { role = .updated }
        }
        return role
    }

    /// The first date in a line of text; a month with its year where no day stands by.
    func date(_ text: [UInt8], in language: LanguageCode? = nil) -> String? {
        let dates = line(text, in: language).dates
        return (dates.first(where: \.isDay) ?? dates.first)?.date
    }

    /// Reads the dates of one line.
    private struct Reader {
        let text: [UInt8]
        let words: [Mention<Word>]
        let months: [UInt64: Int]
        let isDayFirst: Bool

        func dates() -> [Found] {
            var found: [Found] = []
            var index = 0
            while index < words.count {
                let word = words[index].value
                var next: Found?
                if word.kind == .letters, let month = months[word.folded] {
                    next = date(around: index, month, after: found.last?.words.upperBound ?? 0)
                } else if word.kind == .digits {
                    next = date(from: index)
                }
                if let next {
                    found.append(next)
                    index = max(index + 1, next.words.upperBound)
                } else {
                    index += 1
                }
            }
            return found
        }

        /// A day before the month and a year after it, both after it, or a year alone.
        private func date(around index: Int, _ month: Int, after start: Int) -> Found? {
            let year = year(after: index)
            if let year {
                for back in 1...3 where index - back >= start {
                    let word = words[index - back]
                    if word.value.kind == .digits {
                        guard word.span.length <= 2, let day = number(index - back),
                            let date = PageDate.day(year.value, month, day)
                        else { return nil }
                        return Found(date: date, words: (index - back)..<(year.word + 1))
                    }
                    guard isFiller(word) else { break }
                }
            }
            if let day = day(after: index), let year = self.year(after: day.word),
                let date = PageDate.day(year.value, month, day.value)
            {
                return Found(date: date, words: index..<(year.word + 1))
            }
            guard let year, let date = PageDate.month(year.value, month) else { return nil }
            return Found(date: date, words: index..<(year.word + 1))
        }

        /// A date in figures that begins at word `index`: day, month, year, or year first.
        private func date(from index: Int) -> Found? {
            guard index + 4 < words.count else { return nil }
            let marks = [words[index + 1], words[index + 3]].map { Array(text[$0.span.range]) }
            guard marks[0] == marks[1], [[0x2F], [0x2D], [0x2E]].contains(marks[0]),
                let first = number(index), let second = number(index + 2),
                let third = number(index + 4)
            else { return nil }
            let range = index..<(index + 5)
            func found(_ date: String?) -> Found? { date.map { Found(date: $0, words: range) } }
            if words[index].span.length == 4 { return found(PageDate.day(first, second, third)) }
            guard words[index + 4].span.length == 4, words[index].span.length <= 2 else {
                return nil
            }
            // With points between, the day comes first wherever dates are written so.
            if first > 12 || first == second || isDayFirst || marks[0] == [0x2E] {
                return found(PageDate.day(third, second, first))
            }
            return second > 12 ? found(PageDate.day(third, first, second)) : nil
        }

        private func day(after index: Int) -> (value: Int, word: Int)? {
            for next in 1...2 where index + next < words.count {
                let word = words[index + next]
                if word.value.kind == .digits {
                    return word.span.length <= 2
                        ? number(index + next).map { ($0, index + next) } : nil
                }
                // "Sept. 3"
                guard word.value.kind == .mark else { return nil }
            }
            return nil
        }

        private func year(after index: Int) -> (value: Int, word: Int)? {
            for next in 1...3 where index + next < words.count {
                let word = words[index + next]
                if word.value.kind == .digits {
                    return word.span.length == 4
                        ? number(index + next).map { ($0, index + next) } : nil
                }
                guard isFiller(word) else { return nil }
            }
            return nil
        }

        private func isFiller(_ word: Mention<Word>) -> Bool {
            word.value.kind == .mark || word.span.length <= 3
        }

        private func number(_ index: Int) -> Int? {
            let word = words[index]
            return word.value.kind == .digits
                ? Int(String(decoding: text[word.span.range], as: UTF8.self)) : nil
        }
    }
}

extension DateLine {
    /// The date in the line that opens a story with its place: "Lima, 3 March 2019 – ", "Lima
    /// (Agencia), 3 de marzo de 2019.- ". Up to six words with capitals stand before it, and a dash
    /// or a bracket right after.
    func dateline(of text: [UInt8], in language: LanguageCode? = nil) -> String? {
        let head = text.head(160)
        let line = line(head, in: language)
        guard let found = line.dates.first, line.role == .published,
            found.words.lowerBound <= 16, line.others(than: found).before <= 6
        else { return nil }
        for index in 0..<found.words.lowerBound where line.words[index].value.kind == .letters {
            let word = line.words[index].value
            guard word.shape != .lower || line.words[index].span.length <= 3 else { return nil }
        }
        let next = found.words.upperBound
        let marks = line.words[next...].prefix(8).prefix { $0.value.kind == .mark }
        let isParted = marks.contains { mark in
            ["-", "–", "—", "―"].contains(String(decoding: head[mark.span.range], as: UTF8.self))
        }
        let opensBracket =
            marks.first.map { head[$0.span.lowerBound] == UInt8(ascii: "(") } ?? false
        return isParted || opensBracket ? found.date : nil
    }
}

extension [UInt8] {
    /// The first `length` bytes at most, made valid UTF-8 where the cut falls in a character.
    func head(_ length: Int) -> [UInt8] {
        count <= length ? self : Array(String(decoding: prefix(length), as: UTF8.self).utf8)
    }
}
