package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags the field's terms by the codes of the code lists.
///
/// The wordings are those that relating looks for too; here they stand for themselves, so what says
/// too little alone ("found", "plantations") is left out.
package struct TermTagger: Tagger {
    package static let name: StageName = "tag-terms"
    package static let summary =
        "Tags terms of exploitation, roles of persons and countries, means of control and legal stages."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name,
    ]
    package static let provides = LayerKey<TermReading>.terms
    package static let examples = [
        StageExample(
            "⟦victims⟧ of ⟦sexual exploitation⟧ in ⟦debt bondage⟧",
            reads: ["population_role VICTIM", "exploitation SEX", "means_of_control DEBT"]),
        StageExample(
            "⟦possible victims⟧; two ⟦convictions⟧, one ⟦acquittal⟧",
            reads: [
                "population_role VICTIM_PRESUMED", "legal_stage CONVICTION",
                "legal_stage ACQUITTAL",
            ]),
        StageExample(
            "a ⟦country of origin⟧, ⟦transit⟧ and ⟦destination⟧",
            reads: [
                "country_role ORIGIN", "country_role TRANSIT", "country_role DESTINATION",
            ]),
        StageExample(
            "a ⟦source⟧, ⟦transit⟧ and ⟦destination country⟧",
            reads: [
                "country_role ORIGIN", "country_role TRANSIT", "country_role DESTINATION",
            ]),
        StageExample("the source of the river, in transit, their employers found it", reads: []),
        StageExample(
            "⟦tratantes⟧ con ⟦condena⟧ por ⟦trabajo forzoso⟧", in: .spanish,
            reads: ["population_role PERPETRATOR", "legal_stage CONVICTION", "exploitation LAB"]),
        StageExample(
            "⟦países de origem⟧ e ⟦destino⟧; ⟦servidão doméstica⟧", in: .portuguese,
            reads: ["country_role ORIGIN", "country_role DESTINATION", "exploitation DOM"]),
        StageExample(
            "⟦pays de transit⟧, ⟦mendicité forcée⟧, une ⟦plainte⟧", in: .french,
            reads: ["country_role TRANSIT", "exploitation BEG", "legal_stage COMPLAINT"]),
    ]

    private let tables: LexiconTables<TermTable>

    package init(settings: NoSettings, resources: StageResources) {
        tables = LexiconTables(resources.lexicons) { TermTable($0) }
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<TermReading>] {
        guard let table = tables[document.language] else { return [] }
        return TermReader(table: table, view: WordView(document)).terms(document.wordSlots)
    }
}

/// What a word or phrase can be among terms.
enum TermToken: Hashable, Sendable {
    case term(TermReading)
    /// A role of a country, which needs a word for one beside it.
    case countryRole(TermReading)
    case countryHead, link, conjunction
}

/// A lexicon's wordings of the code lists, ready to be looked up.
struct TermTable: Sendable {
    private(set) var phrases = PhraseTable<TermToken>()
    /// The words that a term, or several roles of countries, may start with.
    private(set) var starts = WordStarts()

    init(_ lexicon: Lexicon) {
        let relations = lexicon.relations
        let words = lexicon.terms
        let segmenter = WordSegmenter()
        let notAlone = Set(words.notAlone.map(segmenter.folded))
        func add(_ wordings: [String: [String]], _ list: TermReading.List) {
            for (code, phrases) in wordings.sorted(by: { $0.key < $1.key }) {
                let reading = TermReading(list: list, code: code)
                for phrase in phrases.flatMap(\.alternatives) {
                    let folded = segmenter.folded(phrase)
                    guard !notAlone.contains(folded) else { continue }
                    let isRole = list == .countryRole && folded.count == 1
                    self.phrases.insert(phrase, isRole ? .countryRole(reading) : .term(reading))
                }
            }
        }
        add(relations.exploitation, .exploitation)
        add(relations.meansOfControl, .meansOfControl)
        add(words.meansOfControl, .meansOfControl)
        add(words.legalStages, .legalStage)
        add(relations.roles, .countryRole)
        add(words.roles, .populationRole)
        for counted in lexicon.counted.classes {
            if let role = counted.role { add([role: counted.words], .populationRole) }
        }
        let heads = relations.cues[.countryHead] ?? []
        phrases.insert(heads.flatMap(\.alternatives), as: .countryHead)
        phrases.insert(words.links, as: .link)
        phrases.insert(words.conjunctions + [",", "/", "-"], as: .conjunction)
        starts.insert(firstWordsOf: phrases, of: TermToken.openingKinds)
    }
}

/// Finds the terms of one text.
private struct TermReader {
    let table: TermTable
    let view: WordView

    private typealias Found = (words: Range<Int>, reading: TermReading)

    /// The terms, sorted; those of one list do not overlap.
    func terms(_ slots: WordSlots) -> [Mention<TermReading>] {
        var found: [Found] = []
        // Where the last term of each list ends.
        var ends = [Int](repeating: 0, count: TermReading.List.allCases.count)
        var next = table.starts.next(in: slots, from: 0)
        while next < view.count {
            let index = next
            next = table.starts.next(in: slots, from: index + 1)
            for one in terms(at: index).sorted(by: { $0.words.upperBound < $1.words.upperBound }) {
                let list = TermReading.List.allCases.firstIndex(of: one.reading.list) ?? 0
                guard one.words.lowerBound >= ends[list] else { continue }
                ends[list] = one.words.upperBound
                found.append(one)
            }
        }
        return found.map { Mention(view.span($0.words), $0.reading) }
    }

    /// The longest term of each list at word `index`, and the roles of countries that start there.
    private func terms(at index: Int) -> [Found] {
        var longest: [Found] = []
        var opensRoles = false
        table.phrases.forEachMatch(at: index, in: view.words) { match in
            for token in match.payloads {
                switch token {
                case .term(let reading):
                    guard !isBroken(match.words) else { continue }
                    longest.removeAll { $0.reading.list == reading.list }
                    longest.append((match.words, reading))
                case .countryHead, .countryRole: opensRoles = true
                case .link, .conjunction: break
                }
            }
        }
        return opensRoles ? longest + countryRoles(at: index) : longest
    }

    // MARK: Roles of countries

    /// "country of origin and transit", "source and destination countries".
    private func countryRoles(at index: Int) -> [Found] {
        if let head = end(.countryHead, index), !view.startsBlock(head) {
            let roles = roles(from: end(.link, head) ?? head)
            guard let first = roles.first else { return [] }
            return [(index..<first.words.upperBound, first.reading)] + roles.dropFirst()
        }
        let roles = roles(from: index)
        guard let last = roles.last, let head = end(.countryHead, last.words.upperBound),
            !view.startsBlock(last.words.upperBound)
        else { return [] }
        return roles.dropLast() + [(last.words.lowerBound..<head, last.reading)]
    }

    /// The roles from word `index` on, with conjunctions between them.
    private func roles(from index: Int) -> [Found] {
        var roles: [Found] = []
        var next = index
        while roles.count < 4, let role = role(at: next) {
            roles.append((next..<role.end, role.reading))
            next = role.end
            while let joined = end(.conjunction, next) { next = joined }
            // "país de origen y de destino".
            if let linked = end(.link, next) { next = linked }
            if view.startsBlock(next) { break }
        }
        return roles
    }

    private func role(at index: Int) -> (reading: TermReading, end: Int)? {
        let role = table.phrases.longest(at: index, in: view) {
            if case .countryRole(let reading) = $0 { reading } else { nil }
        }
        return role.map { ($0.value, $0.end) }
    }

    private func end(_ token: TermToken, _ index: Int) -> Int? {
        guard index < view.count else { return nil }
        return table.phrases.end(of: token, at: index, in: view)
    }

    /// Whether a new line or cell begins inside `words`.
    private func isBroken(_ words: Range<Int>) -> Bool {
        words.dropFirst().contains { view.startsBlock($0) }
    }
}
