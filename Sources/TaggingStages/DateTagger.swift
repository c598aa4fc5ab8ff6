package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags dates and periods as far as the text itself says them.
package struct DateTagger: Tagger {
    package static let name: StageName = "tag-dates"
    package static let summary = "Tags dates and periods, as far as the text itself says them."
    package static let reads: Set<LayerName> = [LayerKey.words.name, LayerKey.languages.name]
    package static let provides = LayerKey<DateReading>.dates
    package static let examples = [
        StageExample("in ⟦2018⟧ and ⟦July 2019⟧", reads: ["2018", "2019-07"]),
        StageExample("⟦since 2008⟧", reads: ["2008/…"]),
        StageExample("the ⟦first half of 2019⟧", reads: ["2019-01/2019-06"]),
        StageExample("⟦so far this year⟧", reads: ["YTD 0"]),
        StageExample("⟦2008-2012⟧ and 2009 victims", reads: ["2008/2012"]),
        StageExample("el ⟦14 de marzo de 2008⟧", in: .spanish, reads: ["2008-03-14"]),
    ]

    private let tables: LexiconTables<DateTable>
    private let plain = DateTable(nil)

    package init(settings: NoSettings, resources: StageResources) {
        tables = LexiconTables(resources.lexicons) { DateTable($0) }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<DateReading>] {
        let view = WordView(document)
        let reader = DateReader(table: tables[document.language] ?? plain, view: view)
        let slots = document.wordSlots
        var found: [Mention<DateReading>] = []
        var index = reader.table.starts.next(in: slots, from: 0)
        while index < view.count {
            var next = index + 1
            if let date = reader.period(at: index) {
                found.append(Mention(view.span(index..<date.end), date.reading))
                next = date.end
            }
            index = reader.table.starts.next(in: slots, from: next)
        }
        return found
    }
}

/// What a word or phrase can be in a date.
enum DateToken: Hashable, Sendable {
    case month(Int), shortMonth(Int)
    /// The number of a day in words.
    case day(Int)
    case weekday, connector, daySuffix, preposition, since, opener, joiner
    case relativeYear(Int)
    case otherYear, yearToDate
    case half(Int), quarter(Int), firstMonths(Int)
    case decadePrefix, decadeSuffix
    case countedNoun
}

/// A lexicon's date words, ready to be looked up.
struct DateTable: Sendable {
    private(set) var phrases = PhraseTable<DateToken>()
    /// The words that a date or period may start with.
    private(set) var starts = WordStarts(digits: true)
    let monthFirst: Bool
    let capitalizesMonths: Bool

    init(_ lexicon: Lexicon?) {
        monthFirst = lexicon?.dates.monthFirst ?? false
        capitalizesMonths = lexicon?.dates.capitalizesMonths ?? false
        phrases.insert(["-"], as: .joiner)
        guard let lexicon else { return }
        for (index, forms) in lexicon.language.months.enumerated() {
            for form in forms {
                phrases.insert(
                    form,
                    form.count > 4 || form == forms[0] ? .month(index + 1) : .shortMonth(index + 1))
            }
        }
        let words = lexicon.dates
        for (word, value) in lexicon.numbers.values.merging(
            lexicon.numbers.ordinals, uniquingKeysWith: { $1 })
        where (1...31).contains(value) {
            phrases.insert(word, .day(Int(value)))
        }
        phrases.insert(words.weekdays, as: .weekday)
        phrases.insert(words.connectors, as: .connector)
        phrases.insert(words.daySuffixes, as: .daySuffix)
        phrases.insert(words.prepositions, as: .preposition)
        phrases.insert(words.since, as: .since)
        phrases.insert(words.rangeOpeners, as: .opener)
        phrases.insert(words.rangeJoiners, as: .joiner)
        phrases.insert(words.otherYears, as: .otherYear)
        phrases.insert(words.yearToDate, as: .yearToDate)
        phrases.insert(words.decadePrefixes, as: .decadePrefix)
        phrases.insert(words.decadeSuffixes, as: .decadeSuffix)
        for (phrase, offset) in words.relativeYears {
            phrases.insert(phrase, .relativeYear(offset))
        }
        for (phrase, number) in words.halves { phrases.insert(phrase, .half(number)) }
        for (phrase, number) in words.quarters { phrases.insert(phrase, .quarter(number)) }
        for (phrase, months) in words.firstMonths { phrases.insert(phrase, .firstMonths(months)) }
        for counted in lexicon.counted.classes { phrases.insert(counted.words, as: .countedNoun) }
        starts.insert(firstWordsOf: phrases, of: DateToken.openingKinds)
    }
}
