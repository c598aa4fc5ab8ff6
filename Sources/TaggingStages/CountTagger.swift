import CodeLists
package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags how many of what: cardinals with the noun they count.
package struct CountTagger: Tagger {
    package static let name: StageName = "tag-counts"
    package static let summary =
        "Tags counts of persons, cases, calls, bodies, things and money, with what they count."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.numbers.name,
        LayerKey.ranges.name, LayerKey.dates.name, LayerKey.ages.name, LayerKey.sentences.name,
        LayerKey.addresses.name,
    ]
    package static let provides = LayerKey<CountReading>.counts
    package static let examples = [
        StageExample(
            "⟦12⟧ women and ⟦three⟧ children",
            reads: ["12 PERSONS OTHER F ADULT", "3 PERSONS OTHER CHILD"]),
        StageExample(
            "⟦1,148⟧ victims; of these, ⟦62⟧ were girls",
            reads: ["1148 PERSONS VICTIM", "62 PERSONS VICTIM F CHILD"]),
        StageExample(
            "⟦more than 150⟧ migration officials and judges", reads: ["≥ 150 PERSONS OFFICIAL"]),
        StageExample("⟦USD 1.4 million⟧", reads: ["1400000 USD"]),
        StageExample(
            "⟦93⟧ victims; of the 93, ⟦54⟧ were men; the two series, 800 x 600",
            reads: ["93 PERSONS VICTIM", "54 PERSONS VICTIM M ADULT"]),
        StageExample("20 per cent, 15 years, 3 kilometres, Law 2005", reads: []),
        StageExample(
            "⟦17⟧ peruanas y ⟦una⟧ boliviana", in: .spanish,
            reads: ["17 PERSONS OTHER", "1 PERSONS OTHER"]),
        StageExample(
            "⟦decenas de miles⟧ de mujeres", in: .spanish,
            reads: ["10000–… PERSONS OTHER F ADULT"]),
    ]
    package static let rules = [
        RuleDescription("count-noun", "A cardinal before the noun it counts."),
        RuleDescription("count-inherited", "A cardinal whose noun is left out: of these, 62."),
        RuleDescription("count-labelled", "A cardinal after what it counts and a colon."),
        RuleDescription("count-cell", "A number alone in a table cell, by the headings around it."),
        RuleDescription("count-money", "An amount of money."),
    ]

    private let tables: LexiconTables<CountedTable>

    package init(settings: NoSettings, resources: StageResources) {
        let countries = resources.codeLists["countries"]
        tables = LexiconTables(resources.lexicons) { language, lexicon in
            let demonyms = countries["demonyms_\(language)"].flatMap { cell in
                cell.split(separator: "|").map(String.init)
            }
            let numbers = lexicon.numbers
            return CountedTable(
                lexicon.counted, demonyms: demonyms,
                ones: numbers.articles.filter { numbers.values[$0] == 1 })
        }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<CountReading>] {
        let view = WordView(document)
        var reader = CountReader(
            document: document, view: view, table: tables[document.language] ?? CountedTable())
        return reader.counts()
    }
}

/// What a count counts, by the codes of its noun.
struct CountedClass: Hashable, Sendable {
    var unit: String
    var role: String?
    var sex: String?
    var ageGroup: String?
}

/// What a word or phrase can be around a count.
enum CountToken: Hashable, Sendable {
    case noun(CountedClass)
    case one, definite, demonym, presumed, victimizing, linker, ofThem, conjunction, stop, measure,
        notBefore
}

/// A lexicon's counted nouns, ready to be looked up.
struct CountedTable: Sendable {
    private(set) var phrases = PhraseTable<CountToken>()
    private(set) var headFirst = false
    private var pluralEndings: [[UInt8]] = []

    init() {}

    /// - Parameters:
    ///   - demonyms: Nouns for the people of countries.
    ///   - ones: Articles that are also the number one.
    init(_ words: CountedNouns, demonyms: [String], ones: [String]) {
        headFirst = words.headFirst
        pluralEndings = words.pluralEndings.map { Array($0.utf8) }
        for counted in words.classes {
            let found = CountedClass(
                unit: counted.unit, role: counted.role, sex: counted.sex,
                ageGroup: counted.ageGroup)
            phrases.insert(counted.words, as: .noun(found))
        }
        phrases.insert(demonyms, as: .demonym)
        phrases.insert(ones, as: .one)
        phrases.insert(words.presumed, as: .presumed)
        phrases.insert(words.victimizing, as: .victimizing)
        phrases.insert(words.linkers, as: .linker)
        phrases.insert(words.ofThem, as: .ofThem)
        phrases.insert(words.conjunctions, as: .conjunction)
        phrases.insert(words.stops, as: .stop)
        phrases.insert(words.measures, as: .measure)
        phrases.insert(words.notBefore, as: .notBefore)
        phrases.insert(words.definites, as: .definite)
    }

    /// Whether word `index`, of no known class, may be a noun in the plural.
    func isPlural(_ index: Int, in view: WordView) -> Bool {
        let word = view.text[view.words[index].span.range]
        return pluralEndings.contains {
            word.count > $0.count + 1 && word.suffix($0.count).elementsEqual($0)
        }
    }

    func noun(at index: Int, in view: WordView) -> (value: CountedClass, end: Int)? {
        phrases.longest(like: .noun(CountedClass(unit: "")), at: index, in: view) {
            if case .noun(let counted) = $0 { counted } else { nil }
        }
    }
}
