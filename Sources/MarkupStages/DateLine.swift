import DocumentModel
import HTMLScanning
import Lexicons
import TextAnalysis

/// Finds the date line of a page: a short block under or over the title that gives a day.
///
/// Only dates that can be read one way count: "3 March 2019", "March 3, 2019", "03/03/2019" and
/// "28/01/2019", never "01/02/2019". Words between the parts may be of three letters at most, such
/// as the "de" of Spanish, so that no language has to be named here.
struct DateLine: Sendable {
    private var months: [UInt64: Int] = [:]
    private let segmenter = WordSegmenter()

    /// Bytes of text in a block beyond which it is prose.
    private static let longest: UInt32 = 90

    init(_ lexicons: Lexicons) {
        for language in lexicons.languages {
            guard let words = lexicons[language]?.language.months else { continue }
            for (index, forms) in words.enumerated() {
                for form in forms {
                    if let hash = segmenter.folded(form).first { months[hash] = index + 1 }
                }
            }
        }
    }

    /// The first date in a short block, in ISO 8601; those after the heading before others.
    func date(
        in tree: borrowing HTMLTree, _ metrics: PageMetrics, after heading: HTMLTree.NodeID?
    ) -> String? {
        var isAfterHeading = heading == nil
        var before: String?
        var month: String?
        for id in metrics.order {
            if id == heading { isAfterHeading = true }
            guard tree[id].kind == .text else { continue }
            let block = metrics[id].block
            guard (6...Self.longest).contains(metrics.direct[Int(block)].text),
                !metrics[block].concepts.contains(.comments), !metrics[id].isInLink
            else { continue }
            guard let text = Self.line(from: id, tree), let found = date(text) else { continue }
            if found.utf8.count < 10 {
                if isAfterHeading, tree[block].tag != .li { month = month ?? found }
            } else if isAfterHeading {
                return found
            } else {
                before = before ?? found
            }
        }
        return before ?? month
    }

    /// The text from a node on, with that of the nodes after it which only comments part from it;
    /// nil where it goes on an earlier node, or is long.
    private static func line(from id: HTMLTree.NodeID, _ tree: borrowing HTMLTree) -> [UInt8]? {
        let before = tree[id].previous
        if before != HTMLTree.none, tree[before].kind == .comment,
            tree[before].previous != HTMLTree.none, tree[tree[before].previous].kind == .text
        {
            return nil
        }
        var text = ""
        var next = id
        while next != HTMLTree.none, text.utf8.count < 400 {
            let node = tree[next]
            guard node.kind == .text || node.kind == .comment else { break }
            guard node.range.count < 400 else { return nil }
            if node.kind == .text { text += PageTitle.text(of: tree, in: node.range) }
            next = node.next
        }
        return Array(text.withoutUnseen.utf8)
    }

    /// The first date in a line of text; a month with its year where no day stands by.
    func date(_ text: [UInt8]) -> String? {
        let words = segmenter.words(in: text)
        var monthOnly: String?
        for (index, word) in words.enumerated() {
            if word.value.kind == .letters, let month = months[word.value.folded] {
                if let found = date(around: index, month, words, text) { return found }
                if let year = year(after: index, words, text) {
                    monthOnly = monthOnly ?? PageDate.month(year, month)
                }
            } else if word.value.kind == .digits, let found = date(from: index, words, text) {
                return found
            }
        }
        return monthOnly
    }

    /// A day before the month and a year after it, or both after it.
    private func date(
        around index: Int, _ month: Int, _ words: [Mention<Word>], _ text: [UInt8]
    ) -> String? {
        if let year = year(after: index, words, text) {
            for back in 1...3 where index - back >= 0 {
                let word = words[index - back]
                if word.value.kind == .digits {
                    let day = number(word, text)
                    return word.span.length <= 2
                        ? day.flatMap { PageDate.day(year, month, $0) } : nil
                }
                guard isFiller(word) else { break }
            }
        }
        guard index + 1 < words.count, words[index + 1].value.kind == .digits,
            words[index + 1].span.length <= 2, let day = number(words[index + 1], text),
            let year = year(after: index + 1, words, text)
        else { return nil }
        return PageDate.day(year, month, day)
    }

    /// A date in figures that begins at word `index`: day, month, year, or year first.
    private func date(from index: Int, _ words: [Mention<Word>], _ text: [UInt8]) -> String? {
        guard index + 4 < words.count else { return nil }
        let marks = [words[index + 1], words[index + 3]].map { Array(text[$0.span.range]) }
        guard marks[0] == marks[1], [[0x2F], [0x2D], [0x2E]].contains(marks[0]),
            let first = number(words[index], text), let second = number(words[index + 2], text),
            let third = number(words[index + 4], text)
        else { return nil }
        if words[index].span.length == 4 { return PageDate.day(first, second, third) }
        guard words[index + 4].span.length == 4 else { return nil }
        if first > 12 || first == second { return PageDate.day(third, second, first) }
        return second > 12 ? PageDate.day(third, first, second) : nil
    }

    private func year(after index: Int, _ words: [Mention<Word>], _ text: [UInt8]) -> Int? {
        for next in 1...2 where index + next < words.count {
            let word = words[index + next]
            if word.value.kind == .digits {
                return word.span.length == 4 ? number(word, text) : nil
            }
            guard isFiller(word) else { return nil }
        }
        return nil
    }

    private func isFiller(_ word: Mention<Word>) -> Bool {
        word.value.kind == .mark || word.span.length <= 3
    }

    private func number(_ word: Mention<Word>, _ text: [UInt8]) -> Int? {
        word.value.kind == .digits
            ? Int(String(decoding: text[word.span.range], as: UTF8.self)) : nil
    }
}
