import DocumentModel
import TextAnalysis

/// Reads the counts of one text.
struct CountReader {
    let document: Document
    let view: WordView
    let table: CountedTable
    private let nouns: NounPhraseReader
    private let items: [Item]
    /// For each zone that is a table row, the zones that head its table.
    private let tables: [TableHeadings]
    private let rows = TableRows()
    /// What the last count of persons or cases counted, and in which block.
    private var last: CountedClass?
    private var lastPersons: CountedClass?
    /// What the last count counted, of any class.
    private var lastOfAny: CountedClass?
    /// Where the last count stands, as a word index.
    private var lastIndex = -1
    /// The exact values counted so far.
    private var values: Set<Double> = []

    /// A figure to find the noun of.
    private struct Item {
        let words: Range<Int>
        let figure: Figure
        let form: NumberReading.Form
        let unit: String?
        let isQualified: Bool
    }

    init(document: Document, view: WordView, table: CountedTable) {
        self.document = document
        self.view = view
        self.table = table
        items = Self.items(of: document, view)
        tables = TableHeadings.all(of: document.zones)
        nouns = NounPhraseReader(
            table: table, view: view,
            numbers: items.reduce(into: [:]) { $0[$1.words.lowerBound] = $1.words.upperBound },
            dateStarts: Set(
                document[.dates].map { view.words(in: $0.span).lowerBound }))
    }

    /// The counts, sorted, without overlap.
    mutating func counts() -> [Mention<CountReading>] {
        var found: [Mention<CountReading>] = []
        var previous: (reading: CountReading, end: Int, isQualified: Bool)?
        for item in items {
            guard let (counted, head) = counted(item) else { continue }
            var figure = item.figure
            if let previous, !item.isQualified, previous.isQualified,
                isCoordinated(previous.end, item.words.lowerBound)
            {
                figure = figure.qualified(like: previous.reading.figure)
            }
            let reading = reading(of: figure, counted, head)
            found.append(Mention(view.span(item.words), reading))
            let isQualified = item.isQualified || figure.qualifier != item.figure.qualifier
            let end = head?.upperBound ?? item.words.upperBound
            previous = (reading, end, isQualified)
            if let value = figure.value { values.insert(value) }
            if item.form != .money { remember(counted, at: item.words.lowerBound) }
            if counted.unit == "PERSONS", let one = coordinatedOne(at: end) {
                found.append(one)
            }
        }
        return found
    }

    private func reading(
        of figure: Figure, _ counted: CountedClass, _ head: Range<Int>?
    ) -> CountReading {
        CountReading(
            figure: figure, unit: counted.unit,
            role: counted.role ?? (counted.unit == "PERSONS" ? "OTHER" : "NONE"),
            sex: counted.sex ?? "_T", ageGroup: counted.ageGroup ?? "_T",
            head: head.map(view.span))
    }

    /// "y una peruana" after a count of persons: there the word that is mostly an article is a one.
    private func coordinatedOne(at index: Int) -> Mention<CountReading>? {
        let next = view.mark(index) == UInt8(ascii: ",") ? index + 1 : index
        guard let one = nouns.end(.conjunction, next), !view.startsBlock(one),
            nouns.numbers[one] == nil, let end = nouns.end(.one, one), !view.startsBlock(end)
        else { return nil }
        let phrase = nouns.phrase(at: end)
        let counted: CountedClass
        switch phrase.kind {
        case .known(let known) where known.unit == "PERSONS": counted = known
        case .persons: counted = CountedClass(unit: "PERSONS", role: lastPersons?.role)
        default: return nil
        }
        return Mention(view.span(one..<end), reading(of: .exact(1), counted, phrase.words))
    }

    // MARK: Items

    /// The numbers that can be counts, with the words that qualify them.
    private static func items(of document: Document, _ view: WordView) -> [Item] {
        var blocked = document[.dates].map(\.span) + document[.ages].map(\.span)
        blocked += document[.addresses].map(\.span)
        blocked = blocked.sorted().joined
        let ranges = document[.ranges]
        var items: [Item] = []
        var next = 0
        var coveredTo = 0
        for (number, slot) in zip(document[.numbers], NumberSlot.all(of: document, in: view)) {
            while next < ranges.count, ranges[next].span.upperBound <= number.span.lowerBound {
                next += 1
            }
            guard number.span.lowerBound >= coveredTo, number.value.mayCount,
                blocked.first(overlapping: number.span) == nil
            else { continue }
            let range = next < ranges.count ? ranges[next] : nil
            if let range, range.span.covers(number.span) {
                coveredTo = range.span.upperBound
                guard blocked.first(overlapping: range.span) == nil else { continue }
                items.append(
                    Item(
                        words: view.words(in: range.span), figure: range.value.figure,
                        form: number.value.form, unit: range.value.unit ?? number.value.unit,
                        isQualified: number.value.form != .magnitude))
            } else if let value = number.value.value {
                items.append(
                    Item(
                        words: slot.words, figure: .exact(value),
                        form: number.value.form, unit: number.value.unit, isQualified: false))
            }
        }
        return items
    }

    private func counted(_ item: Item) -> (CountedClass, Range<Int>?)? {
        if item.form == .money || item.unit.map({ $0.utf8.count == 3 }) ?? false {
            return (CountedClass(unit: item.unit ?? "XXX"), nil)
        }
        if nouns.table.phrases.start(
            of: .notBefore, endingBefore: item.words.lowerBound, in: view) != nil
        {
            return nil
        }
        if isCompound(item) || followsSign(item) { return nil }
        if let cell = cell(item) { return cell.map { ($0, nil) } }
        let phrase = nouns.phrase(at: item.words.upperBound)
        if isSingle(item),
            !phrase.isPersons || nouns.end(.linker, item.words.upperBound) != nil
        {
            return nil
        }
        if isRepeated(item, phrase) { return nil }
        switch phrase.kind {
        case .measure: return nil
        case .known(let counted):
            return (counted, phrase.words.isEmpty ? nil : phrase.words)
        case .inherited(let refinement):
            return (last ?? lastOfAny).map { (refined($0, by: refinement), nil) }
        case .persons:
            let role = lastPersons?.role
            return (CountedClass(unit: "PERSONS", role: role), phrase.words)
        case .unknown:
            if let label = label(before: item.words.lowerBound) { return (label, nil) }
            return (CountedClass(unit: "THINGS"), phrase.words)
        case .absent(let refinement):
            if let label = label(before: item.words.lowerBound) {
                return (refined(label, by: refinement), nil)
            }
            return absent(item, refinement).map { ($0, nil) }
        }
    }

    /// Whether a hyphen ties the number to an adjective: "two-state", "12-kilogram".
    private func isCompound(_ item: Item) -> Bool {
        let next = item.words.upperBound
        if view.mark(next) == UInt8(ascii: "'"), view.isGlued(next), view.isGlued(next + 1) {
            // "in his 90's".
            return true
        }
        return view.isHyphen(next) && view.isGlued(next) && view.span(next..<next + 1).length == 1
            && view.kind(next + 1) == .letters
    }

    /// Whether an equals sign or a sign of multiplication stands before the number: "800 x 600".
    private func followsSign(_ item: Item) -> Bool {
        let before = item.words.lowerBound - 1
        if view.mark(before) == UInt8(ascii: "=") { return true }
        return view.kind(before - 1) == .digits && view.kind(before) == .letters
            && view.span(before..<before + 1).length == 1
            && nouns.end(.measure, before) == before + 1
    }

    /// Whether the number only points back: "of the 93" after 93, "the two series".
    private func isRepeated(_ item: Item, _ phrase: NounPhrase) -> Bool {
        guard let value = item.figure.value, item.figure.qualifier == .exact,
            table.phrases.start(of: .definite, endingBefore: item.words.lowerBound, in: view) != nil
        else { return false }
        switch phrase.kind {
        case .absent: return values.contains(value)
        case .unknown: return value < 10 && view.kind(item.words.lowerBound) == .letters
        case .known, .inherited, .persons, .measure: return false
        }
    }

    /// Whether the figure is a one in words: more often a pronoun or an article than a count.
    private func isSingle(_ item: Item) -> Bool {
        item.figure == .exact(1) && view.kind(item.words.lowerBound) == .letters
            && view.mark(item.words.lowerBound - 1) != UInt8(ascii: "(")
    }

    /// The class of a number whose noun is left out.
    private func absent(_ item: Item, _ refinement: CountedClass?) -> CountedClass? {
        guard !isFootnote(item),
            let base = subject(before: item.words.lowerBound) ?? last ?? refinement ?? lastOfAny
        else { return nil }
        return refined(base, by: refinement)
    }

    /// `base` as a noun after a copula narrows it: "62 were girls".
    private func refined(_ base: CountedClass, by refinement: CountedClass?) -> CountedClass {
        guard let refinement, refinement.unit == "PERSONS" else { return base }
        var result = base.unit == "PERSONS" ? base : lastPersons ?? refinement
        result.sex = refinement.sex
        result.ageGroup = refinement.ageGroup
        return result
    }

    /// A small number glued to the word before it, in square brackets, or before an item of a list.
    private func isFootnote(_ item: Item) -> Bool {
        let start = item.words.lowerBound
        let next = item.words.upperBound
        let isListed =
            view.startsBlock(start) && !view.startsBlock(next + 1)
            && (view.mark(next) == UInt8(ascii: ".") || view.mark(next) == UInt8(ascii: ")"))
        return isListed || view.mark(start - 1) == UInt8(ascii: "[")
            || view.kind(start) == .digits
                && view.isGlued(start) && view.kind(start - 1) != .mark
    }

    // MARK: What was counted before

    private mutating func remember(_ counted: CountedClass, at index: Int) {
        lastOfAny = counted
        lastIndex = index
        guard counted.unit == "PERSONS" || counted.unit == "CASES" || counted.unit == "CALLS" else {
            return
        }
        last = CountedClass(unit: counted.unit, role: counted.role)
        if counted.unit == "PERSONS" { lastPersons = last }
    }

    /// The first noun of the sentence, where nothing was counted in it before word `index`: "calls
    /// to the line rose to 512". Who counts is not what is counted. A subject farther than 60 words
    /// back is none, which keeps long sentences cheap.
    private func subject(before index: Int) -> CountedClass? {
        guard let sentence = sentence(at: index), lastIndex < sentence.lowerBound else {
            return nil
        }
        var position = max(sentence.lowerBound, index - 60)
        while position < index {
            guard let noun = table.noun(at: position, in: view), noun.end <= index else {
                position += 1
                continue
            }
            let counted = noun.value
            let isCounted =
                ["PERSONS", "CASES", "CALLS"].contains(counted.unit) && counted.role != "OFFICIAL"
                && counted.role != "PARTICIPANT"
            if isCounted { return CountedClass(unit: counted.unit, role: counted.role) }
            position = noun.end
        }
        return nil
    }

    private func sentence(at index: Int) -> Range<Int>? {
        document[.sentences].words(around: index)
    }

    /// What stands before a colon before the number: "Persons convicted: 11".
    private func label(before index: Int) -> CountedClass? {
        var position = index - 1
        while position > 0, view.mark(position) == UInt8(ascii: "(") { position -= 1 }
        guard position > 0, view.mark(position) == UInt8(ascii: ":"), !view.startsBlock(index)
        else { return nil }
        var result: CountedClass?
        var start = position - 1
        while start >= 0, position - start < 12 {
            if let noun = table.noun(at: start, in: view), noun.end <= position {
                result = noun.value
            }
            if view.startsBlock(start) || view.mark(start) == UInt8(ascii: ".") { break }
            start -= 1
        }
        return result ?? last
    }

    private func isCoordinated(_ end: Int, _ start: Int) -> Bool {
        guard start > end, start - end <= 2, !view.startsBlock(start) else { return false }
        return (end..<start).allSatisfy {
            nouns.end(.conjunction, $0) != nil || view.mark($0) == UInt8(ascii: ",")
        }
    }

    // MARK: Tables

    /// The class of a number alone in a table cell; nil where the number is not in one, a nil class
    /// where the headings say nothing.
    private func cell(_ item: Item) -> CountedClass?? {
        let span = view.span(item.words)
        guard let row = zoneIndex(of: span), document.zones[row].value == .tableRow,
            isAlone(item.words)
        else { return nil }
        let cells = rows.cells(of: row, in: document)
        let column = cells.partitioningIndex { $0.lowerBound > span.lowerBound } - 1
        var headings: [TextSpan] = []
        if let header = tables[row].header {
            let heads = rows.cells(of: header, in: document)
            if heads.indices.contains(column) { headings.append(heads[column]) }
        }
        headings += cells.prefix(1)
        if let title = tables[row].title { headings.append(document.zones[title].span) }
        let found = headings.flatMap(classes)
        guard var result = found.first(where: { $0.unit != "THINGS" }) ?? last else {
            return .some(nil)
        }
        if result.unit == "PERSONS" {
            result.role = found.compactMap(\.role).first ?? result.role
            result.sex = found.compactMap(\.sex).first
            result.ageGroup = found.compactMap(\.ageGroup).first
        }
        return .some(result)
    }

    /// What the nouns of a heading count. No heading has more words than are read here; a page can
    /// have a cell of any length above cells without number.
    private func classes(in span: TextSpan) -> [CountedClass] {
        var found: [CountedClass] = []
        let words = view.words(in: span).prefix(60)
        var index = words.startIndex
        while index < words.endIndex {
            if let noun = table.noun(at: index, in: view) {
                found.append(noun.value)
                index = noun.end
            } else {
                index += 1
            }
        }
        return found
    }

    private func isAlone(_ words: Range<Int>) -> Bool {
        let before = words.lowerBound == 0 || view.startsBlock(words.lowerBound)
        let after = words.upperBound == view.count || view.startsBlock(words.upperBound)
        return before && after
    }

    private func zoneIndex(of span: TextSpan) -> Int? {
        let next = document.zones.partitioningIndex { $0.span.lowerBound > span.lowerBound }
        return next > 0 ? next - 1 : nil
    }
}

extension NumberReading {
    /// Whether the number can be a count: a whole cardinal, money, or an order of magnitude.
    fileprivate var mayCount: Bool {
        switch form {
        case .cardinal: value.map { $0 == $0.rounded() && $0 > 0 } ?? false
        case .money: true
        case .magnitude: unit == nil || unit?.utf8.count == 3 && unit != "PCT"
        case .ordinal, .percent, .fraction, .duration: false
        }
    }
}

extension Figure {
    /// This exact figure, qualified as `other` is: a qualifier covers all that is coordinated.
    fileprivate func qualified(like other: Figure) -> Figure {
        guard let value, qualifier == .exact else { return self }
        return switch other.qualifier {
        case .minimum: .minimum(value)
        case .maximum: .maximum(value)
        case .approximate: .approximately(value, atMost: other.high == nil ? nil : value)
        default: self
        }
    }
}

extension [TextSpan] {
    /// These spans, which are sorted, with overlapping ones made one.
    fileprivate var joined: [TextSpan] {
        reduce(into: []) { spans, span in
            guard let last = spans.last, last.upperBound > span.lowerBound else {
                spans.append(span)
                return
            }
            spans[spans.count - 1] = last.joined(with: span)
        }
    }
}
