import CodeLists
import DocumentModel
import StageKit
import TextAnalysis

/// The registered organisations and the words that names of organisations are built around.
struct OrganisationNames: Sendable {
    struct Form: Sendable {
        /// The row in ``organisations``.
        let row: Int
        /// The letters of an acronym as they must be written; nil for a name.
        let acronym: [UInt8]?
        /// Whether the last word is given in lower case: "Policía peruana".
        let endsLow: Bool
    }

    struct Head: Sendable {
        let type: String
        let position: OrganisationHead.Position
        let language: LanguageCode
        /// Whether the list gives it in lower case: then a text may too.
        let isWrittenLow: Bool
    }

    let organisations: [RegisteredOrganisation]
    private let rowByID: [String: Int]
    private(set) var table = PhraseTable<Form>()
    private(set) var heads = PhraseTable<Head>()
    /// The words that the names, and the heads, start with.
    private(set) var starts = WordStarts()
    private(set) var headStarts = WordStarts()

    init(_ codeLists: CodeLists) {
        organisations = codeLists.organisations
        rowByID = Dictionary(
            organisations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        table.reserveCapacity(organisations.count * 12)
        for (row, organisation) in organisations.enumerated() {
            var names = organisation.names.flatMap(\.forms)
            names.append(organisation.name)
            var seen: Set<String> = []
            for name in names where seen.insert(name).inserted {
                let last = name.utf8.split(separator: 0x20).last?.first ?? 0
                table.insert(
                    name, Form(row: row, acronym: nil, endsLow: (0x61...0x7A).contains(last)))
            }
            for acronym in organisation.acronyms {
                table.insert(
                    acronym, Form(row: row, acronym: Array(acronym.utf8), endsLow: false))
            }
        }
        for head in codeLists.organisationHeads where head.position != .inside {
            heads.insert(
                head.word,
                Head(
                    type: head.type, position: head.position, language: head.language,
                    isWrittenLow: head.word.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false))
        }
        starts.insert(firstWordsOf: table)
        headStarts.insert(firstWordsOf: heads)
    }

    /// The row of the organisation with that id.
    func row(of id: String) -> Int? { rowByID[id] }

    /// The organisation in `row` with the ones it is part of.
    func organisation(_ row: Int) -> Organisation {
        let entry = organisations[row]
        var parents: [Organisation] = []
        var next = entry.parent
        while let id = next, let row = rowByID[id], parents.count < 8 {
            let parent = organisations[row]
            parents.append(
                Organisation(
                    id: parent.id, name: parent.name, acronym: parent.acronym, type: parent.type,
                    country: parent.country))
            next = parent.parent
        }
        return Organisation(
            id: entry.id, name: entry.name, acronym: entry.acronym, type: entry.type,
            country: entry.country, parents: parents)
    }
}
