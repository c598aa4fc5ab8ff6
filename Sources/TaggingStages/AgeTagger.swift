package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags ages: single, ranges, means, bounds, and words for those below an age.
package struct AgeTagger: Tagger {
    package static let name: StageName = "tag-ages"
    package static let summary = "Tags ages and words for age groups, in completed years."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.sentences.name,
        LayerKey.numbers.name,
    ]
    package static let provides = LayerKey<AgeReading>.ages
    package static let examples = [
        StageExample("a ⟦14-year-old⟧ girl", reads: ["14"]),
        StageExample("boys ⟦aged 12 to 17⟧", reads: ["12–17"]),
        StageExample("girls ⟦under 16⟧ and other ⟦minors⟧", reads: ["…–15", "…–17"]),
        StageExample("their average age was ⟦22⟧", reads: ["mean 22"]),
        StageExample("15 years in prison, after 3 years", reads: []),
        StageExample("a child ⟦8 months old⟧", reads: ["8 MONTHS"]),
        StageExample(
            "a fort ⟦400 years old⟧, a ⟦60-day-old⟧ permit",
            reads: ["400 of a thing", "60 DAYS of a thing"]),
        StageExample("women ⟦in their twenties⟧", reads: ["20–29"]),
        StageExample("niñas ⟦menores de 18 años⟧", in: .spanish, reads: ["…–17"]),
        StageExample("une fille ⟦âgée de 16 ans⟧", in: .french, reads: ["16"]),
    ]

    package struct Settings: StageSettings {
        @Setting("The oldest age taken for one, in completed years.", in: 18...130)
        package var oldest = 110

        package init() {}
    }

    private let settings: Settings
    private let tables: LexiconTables<AgeTable>

    package init(settings: Settings, resources: StageResources) {
        self.settings = settings
        tables = LexiconTables(resources.lexicons) { AgeTable($0) }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<AgeReading>] {
        guard let table = tables[document.language] else { return [] }
        let view = WordView(document)
        let reader = AgeReader(
            table: table, view: view, sentences: document[.sentences],
            numbers: NumberSlot.all(of: document, in: view), oldest: settings.oldest)
        return reader.ages(document.wordSlots)
    }
}

/// What a word or phrase can be beside an age.
enum AgeToken: Hashable, Sendable {
    case strongUnit, weakUnit, strongLead, weakLead, link, below, above, fromLead, orOver, orUnder
    case opener, joiner, mean, median, youngest, oldest, noun, copula, andHalf
    case tail, verb, purpose, bareLead, softener, thingLead, upTo
    case group(Int)
    case band(Int, Int)
    case notBefore, notAfter, penalty
    case person
}

/// A lexicon's age words, ready to be looked up.
struct AgeTable: Sendable {
    private(set) var phrases = PhraseTable<AgeToken>()
    /// The words that the name of an age group may start with.
    private(set) var groupStarts = WordStarts()

    init(_ lexicon: Lexicon) {
        let words = lexicon.ages
        phrases.insert(words.strongUnits, as: .strongUnit)
        phrases.insert(words.weakUnits, as: .weakUnit)
        phrases.insert(words.strongLeads, as: .strongLead)
        phrases.insert(words.tails, as: .tail)
        phrases.insert(words.weakLeads, as: .weakLead)
        phrases.insert(words.verbs, as: .verb)
        phrases.insert(words.purposes, as: .purpose)
        phrases.insert(words.bareLeads, as: .bareLead)
        phrases.insert(words.upTo, as: .upTo)
        phrases.insert(words.softeners, as: .softener)
        phrases.insert(words.thingLeads, as: .thingLead)
        phrases.insert(words.links, as: .link)
        phrases.insert(words.below, as: .below)
        phrases.insert(words.above, as: .above)
        phrases.insert(words.fromLeads, as: .fromLead)
        phrases.insert(words.orOver, as: .orOver)
        phrases.insert(words.orUnder, as: .orUnder)
        phrases.insert(words.rangeOpeners, as: .opener)
        phrases.insert(words.rangeJoiners, as: .joiner)
        phrases.insert(["-"], as: .joiner)
        phrases.insert(words.means, as: .mean)
        phrases.insert(words.medians, as: .median)
        phrases.insert(words.youngest, as: .youngest)
        phrases.insert(words.oldest, as: .oldest)
        phrases.insert(words.nouns, as: .noun)
        phrases.insert(words.copulas, as: .copula)
        phrases.insert(words.andHalf, as: .andHalf)
        phrases.insert(words.notBefore, as: .notBefore)
        phrases.insert(words.notAfter, as: .notAfter)
        phrases.insert(words.penalties, as: .penalty)
        for (word, oldest) in words.groups { phrases.insert(word, .group(oldest)) }
        for (words, ends) in words.bands where ends.count == 2 {
            for phrase in words.alternatives { phrases.insert(phrase, .band(ends[0], ends[1])) }
        }
        for counted in lexicon.counted.classes where counted.unit == "PERSONS" {
            phrases.insert(counted.words, as: .person)
        }
        groupStarts.insert(firstWordsOf: phrases, of: AgeToken.group(0).phraseKinds)
    }
}
