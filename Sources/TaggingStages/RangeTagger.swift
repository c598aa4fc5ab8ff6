package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags numbers with the words that bound or blur them.
package struct RangeTagger: Tagger {
    package static let name: StageName = "tag-ranges"
    package static let summary = "Tags numbers together with the words that bound or blur them."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.numbers.name,
    ]
    package static let provides = LayerKey<RangeReading>.ranges
    package static let examples = [
        StageExample("⟦more than 150⟧ officials", reads: ["≥ 150"]),
        StageExample("⟦between 3 and 5 per cent⟧", reads: ["3–5 %"]),
        StageExample("rose from 12 to 20", reads: []),
        StageExample("⟦casi 60⟧ peones", in: .spanish, reads: ["≈ 60 (at most 60)"]),
        StageExample("⟦une soixantaine⟧ de juges", in: .french, reads: ["≈ 60"]),
    ]
    package static let rules = [
        RuleDescription("range-before", "A qualifying word before a number: more than 150."),
        RuleDescription("range-after", "A qualifying word after a number: 150 or more."),
        RuleDescription("range-between", "Two rising numbers joined: between 3 and 5."),
        RuleDescription("range-magnitude", "An order of magnitude: hundreds, most."),
    ]

    package struct Settings: StageSettings {
        @Setting("Whether to read also bounds on ordinals and on numbers with an article.")
        package var everything = false

        package init() {}
    }

    private let tables: LexiconTables<QualifierTable>
    private let plain: QualifierTable

    package init(settings: Settings, resources: StageResources) {
        tables = LexiconTables(resources.lexicons) {
            QualifierTable($0.qualifiers, everything: settings.everything)
        }
        plain = QualifierTable(nil, everything: settings.everything)
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<RangeReading>] {
        let view = WordView(document)
        let table = tables[document.language] ?? plain
        let numbers = NumberSlot.all(of: document, in: view)
        var found: [Mention<RangeReading>] = []
        var previous: QualifierTable.Found?
        var index = 0
        var earliest = 0
        func add(_ range: QualifierTable.Found) {
            let joined = previous.flatMap { table.joined($0, range, in: view) }
            if joined != nil { found.removeLast() }
            previous = joined ?? range
            let whole = joined ?? range
            var reading = whole.reading
            if let end = whole.numeralEnd, end < view.span(whole.words).upperBound {
                let start = view.words[whole.words.lowerBound].span.lowerBound
                reading.numerals = TextSpan(start..<end)
            }
            found.append(Mention(view.span(whole.words), reading))
            earliest = range.words.upperBound
        }
        while index < numbers.count {
            let slot = numbers[index]
            let next = index + 1 < numbers.count ? numbers[index + 1] : nil
            if let next, let pair = table.pair(slot, next, in: view, from: earliest) {
                add(pair)
                index += 2
                continue
            }
            if let single = table.single(slot, before: next, in: view, from: earliest) {
                add(single)
            } else {
                earliest = slot.words.upperBound
            }
            index += 1
        }
        return found
    }
}
