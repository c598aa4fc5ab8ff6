import DocumentModel
import TextAnalysis

/// A line as it is counted over pages: by its words without case and accents, with every number as
/// one sign, so that dates and counters make no difference.
struct CountedLine: Sendable, Hashable {
    struct Traits: OptionSet, Sendable, Hashable {
        let rawValue: UInt8

        /// Long, or a sentence of some words: what stories are made of.
        static let prose = Traits(rawValue: 1)
        /// An address or a number to call, or a short line by one, where names stand.
        static let contact = Traits(rawValue: 2)
        /// A date, or a control with its counter: its numbers say nothing of what the page is about.
        static let idle = Traits(rawValue: 4)
        /// In a table, title or caption, or preformatted: never taken out.
        static let fixed = Traits(rawValue: 8)
    }

    let key: UInt64
    /// A hash of the numbers as they stand; 0 where there are none.
    let digits: UInt32
    let width: UInt16
    var traits: Traits

    /// Stands for the edge of a page beside its first and last line.
    static let edge: UInt64 = 0
}

extension [CountedLine] {
    /// For each line the keys of the next other ones, past repeats of itself: templates write a
    /// label twice.
    var neighbours: [(before: UInt64, after: UInt64)] {
        var neighbours = map { _ in (before: CountedLine.edge, after: CountedLine.edge) }
        for index in indices.dropFirst() {
            let (line, last) = (self[index].key, self[index - 1].key)
            neighbours[index].before = last == line ? neighbours[index - 1].before : last
        }
        for index in indices.dropLast().reversed() {
            let (line, next) = (self[index].key, self[index + 1].key)
            neighbours[index].after = next == line ? neighbours[index + 1].after : next
        }
        return neighbours
    }
}

/// Reads the lines of a document as they are counted.
struct LineCounter: Sendable {
    private let furniture: FurniturePhrases
    private let dates: DateLine

    /// Characters from which a line is prose, whatever its end: the width that text is wrapped to.
    private static let proseWidth = 60
    /// Lines above and below an address among which names stand.
    private static let namesAbove = 4
    private static let namesBelow = 1
    private static let digitsOfNumberToCall = 9

    init(_ furniture: FurniturePhrases, _ dates: DateLine) {
        self.furniture = furniture
        self.dates = dates
    }

    /// The lines that are not blank, each with its place among all.
    func lines(of text: TextLines) -> (counted: [CountedLine], places: [Int]) {
        var counted: [CountedLine] = []
        var places: [Int] = []
        for (index, line) in text.lines.enumerated() where !line.words.isEmpty {
            counted.append(self.line(line, in: text))
            places.append(index)
        }
        let addresses = counted.indices.filter { counted[$0].traits.contains(.contact) }
        for address in addresses {
            let lower = max(0, address - Self.namesAbove)
            let upper = min(counted.count - 1, address + Self.namesBelow)
            for index in lower...upper where counted[index].width <= Self.proseWidth {
                counted[index].traits.insert(.contact)
            }
        }
        return (counted, places)
    }

    private func line(_ line: TextLine, in text: TextLines) -> CountedLine {
        var key = FoldedHash()
        var digits = FoldedHash()
        var digitCount = 0
        var isNumber = false
        for index in line.words {
            let word = text.words[index]
            if word.value.followsSpace { key.add(0x20) }
            if word.value.kind == .digits {
                digitCount += word.span.length
                add(word.value.folded, to: &digits)
                if !isNumber || word.value.followsSpace { key.add(0x23) }
                isNumber = true
            } else if isNumber, isSeparator(at: index, in: line, text) {
                add(word.value.folded, to: &digits)
            } else {
                isNumber = false
                add(word.value.folded, to: &key)
            }
        }
        var traits: CountedLine.Traits = []
        let bytes = text.text[line.content]
        let hasSign = bytes.contains(UInt8(ascii: "@"))
        if isProse(line, in: text) { traits.insert(.prose) }
        if digitCount > 0, isIdle(line, in: text) {
            traits.insert(.idle)
        } else if hasSign || digitCount > 0 && text.isContact(line)
            || digitCount >= Self.digitsOfNumberToCall && !traits.contains(.prose)
        {
            traits.insert(.contact)
        }
        if line.kind.isNeverFurniture || text.isRow(line) { traits.insert(.fixed) }
        return CountedLine(
            key: max(1, key.value),
            digits: digitCount == 0 ? 0 : max(1, UInt32(truncatingIfNeeded: digits.value)),
            width: UInt16(clamping: line.width), traits: traits)
    }

    /// Whether the word at `index` parts the digits of one number, or the parts of one date.
    private func isSeparator(at index: Int, in line: TextLine, _ text: TextLines) -> Bool {
        guard index + 1 < line.words.upperBound, text.words[index].value.kind == .mark,
            !text.words[index].value.followsSpace,
            text.words[index + 1].value.kind == .digits,
            !text.words[index + 1].value.followsSpace
        else { return false }
        switch text.text[text.words[index].span.lowerBound] {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: "-"):
            return true
        default: return false
        }
    }

    private func isProse(_ line: TextLine, in text: TextLines) -> Bool {
        line.width >= Self.proseWidth
            || text.end(of: line) == .sentence && text.wordCount(of: line) >= 5
    }

    private func isIdle(_ line: TextLine, in text: TextLines) -> Bool {
        guard line.width <= Self.proseWidth else { return false }
        if furniture.isControl(line, in: text) { return true }
        let letters = line.words.count { text.words[$0].value.kind == .letters }
        return letters <= 5 && dates.date(Array(text.text[line.content]))?.utf8.count == 10
    }

    private func add(_ hash: UInt64, to other: inout FoldedHash) {
        other.add(UInt32(truncatingIfNeeded: hash))
        other.add(UInt32(truncatingIfNeeded: hash >> 32))
    }
}

extension Zone {
    /// Whether what recurs there is still the page's own: headings of columns above all.
    fileprivate var isNeverFurniture: Bool {
        switch self {
        case .title, .tableHeader, .tableRow, .preformatted, .caption: true
        case .heading, .body, .listItem, .quote, .contact, .link, .comment: false
        }
    }
}
