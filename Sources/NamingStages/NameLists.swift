import CodeLists
import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// What is known of words in names: lists of names, words names are built around, small words.
package struct NameLists: Sendable {
    /// A name in the code list `organisation_names`.
    struct KnownName: Sendable {
        /// The place of its kind among the kinds, from 1.
        let kind: UInt8
        /// Whether it names no organisation, though it is written like one.
        let isOther: Bool
        /// Whether it is written in capitals, and found in no other way.
        let isUpper: Bool
    }

    struct Head: Sendable {
        /// The place of its type among the types, from 1.
        let type: UInt8
        let isStart: Bool
        let language: LanguageCode
    }

    private(set) var known = PhraseTable<KnownName>()
    private(set) var heads = PhraseTable<Head>()
    private var classesByLanguage: [LanguageCode: WordClasses] = [:]
    private var allClasses = WordClasses()
    private let types: [String]
    let ordinary: OrdinaryWords

    package init(_ resources: StageResources) {
        ordinary = .bundled
        let codeLists = resources.codeLists
        let segmenter = WordSegmenter()
        let names = codeLists["organisation_names"]
        let kinds = Set(names["kind"]).sorted()
        for (name, kind) in zip(names["name"], names["kind"]) {
            let isUpper = name.utf8.allSatisfy { !(0x61...0x7A).contains($0) }
            let place = kinds.firstIndex(of: kind) ?? 0
            known.insert(
                name,
                KnownName(kind: UInt8(place + 1), isOther: kind == "other", isUpper: isUpper))
        }
        let headRows = codeLists.organisationHeads.filter { $0.position != .inside }
        types = Set(headRows.map(\.type)).sorted()
        for head in headRows {
            let type = types.firstIndex(of: head.type) ?? 0
            heads.insert(
                head.word,
                Head(
                    type: UInt8(type + 1), isStart: head.position == .start,
                    language: head.language))
        }
        var shared = WordClasses()
        func add(_ list: [String], _ classes: WordClasses.Classes, to table: inout WordClasses) {
            for word in list {
                let folded = segmenter.folded(word)
                if folded.count == 1 { table.insert(folded[0], classes) }
            }
        }
        let persons = codeLists["person_names"]
        for (name, kind) in zip(persons["name"], persons["kind"]) {
            add([name], kind == "given" ? .givenName : .surname, to: &shared)
        }
        allClasses = shared
        for language in resources.lexicons.languages {
            guard let lexicon = resources.lexicons[language] else { continue }
            var table = shared
            let ordinals = [(lexicon.numbers.ordinalSuffixes, WordClasses.Classes.ordinal)]
            for (list, classes) in Self.lists(of: lexicon.names) + ordinals {
                add(list, classes, to: &table)
                add(list, classes, to: &allClasses)
            }
            classesByLanguage[language] = table
        }
    }

    private static func lists(of words: NameWords) -> [([String], WordClasses.Classes)] {
        [
            (words.inside, .inside), (words.joining, .joining), (words.openers, .opener),
            (words.articles, [.article, .inside]), (words.persons, .title),
            (words.speech, .speech), (words.locatives, .locative),
            (words.adjectives, .direction), (words.notOrganisations, .notOrganisation),
        ]
    }

    /// The classes of words in texts of one language; of all languages together where unknown.
    func classes(in language: LanguageCode) -> WordClasses {
        classesByLanguage[language] ?? allClasses
    }

    /// Code list `org_type` for a head's ``Head/type``.
    func type(_ place: UInt8) -> String {
        place > 0 && Int(place) <= types.count ? types[Int(place) - 1] : ""
    }
}

extension StageResources {
    /// The lists of names, made once.
    package var nameLists: NameLists {
        get throws(StageError) {
            try shared { () throws(StageError) in NameLists(self) }
        }
    }
}
