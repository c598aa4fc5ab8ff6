package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags dates, times of day, spans of time and what is repeated, with TIMEX values.
package struct TimeTagger: Tagger {
    package static let name: StageName = "tag-times"
    package static let summary =
        "Tags dates, times of day, spans of time and what is repeated, with TIMEX values."
    package static let reads: Set<LayerName> = [LayerKey.words.name, LayerKey.languages.name]
    package static let provides = LayerKey<TimeReading>.times
    package static let examples = [
        StageExample(
            "on ⟦14 March 2008⟧, ⟦March 3⟧ and in ⟦July⟧",
            reads: ["2008-03-14", "XXXX-03-03", "XXXX-07"]),
        StageExample("⟦from 2014 to 2018⟧", reads: ["(2014-01-01,2018-01-01,P4Y)"]),
        StageExample("⟦Monday at 7:30 pm⟧", reads: ["XXXX-WXX-1T19:30"]),
        StageExample("⟦from 9 to 10:30⟧", reads: ["(T09,T10:30,PT1H30M)"]),
        StageExample(
            "held for ⟦three months⟧, ⟦an hour and a half⟧ from here", reads: ["P3M", "PT1.5H"]),
        StageExample(
            "⟦every Monday⟧, ⟦every two weeks⟧, ⟦daily⟧", reads: ["XXXX-WXX-1", "P2W", "P1D"]),
        StageExample("⟦the third quarter of 2019⟧", reads: ["(2019-07-01,2019-10-01,P3M)"]),
        StageExample(
            "⟦entre el 4 y el 12 de mayo⟧", in: .spanish, reads: ["(XXXX-05-04,XXXX-05-12,P8D)"]),
        StageExample("às ⟦15h30⟧", in: .portuguese, reads: ["T15:30"]),
        StageExample("⟦tous les mardis⟧", in: .french, reads: ["XXXX-WXX-2"]),
        StageExample("She may call the third of 2,500 women on line 3", reads: []),
    ]

    private let tables: LexiconTables<TimeTable>
    private let plain = TimeTable(nil)

    package init(settings: NoSettings, resources: StageResources) {
        tables = LexiconTables(resources.lexicons) { TimeTable($0) }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<TimeReading>] {
        TimeReader(
            table: tables[document.language] ?? plain, view: WordView(document),
            published: document.metadata.publishedDate
        ).times(document.wordSlots)
    }
}
