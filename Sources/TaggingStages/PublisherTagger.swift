import CodeLists
package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags the whole text with the organisation that publishes the page.
///
/// Known by the page's host, by the code list `organisation_hosts`; else by what the page calls its
/// publisher, where that is the name of an organisation in the code list `organisations` and of one
/// only. Other names may be of persons, and nobody is told by them.
package struct PublisherTagger: Tagger {
    package static let name: StageName = "tag-publisher"
    package static let summary =
        "Tags the text with the known organisation that publishes the page, by its host or its own name for itself."
    package static let provides = LayerKey<Organisation>.publishers
    package static let examples = [
        StageExample("A text that comes from nowhere.", reads: [])
    ]

    private let names: OrganisationNames
    private let rights: PhraseTable<Bool>
    /// Rows of ``OrganisationNames/organisations`` by host.
    private let rowByHost: [String: Int]
    private let segmenter = WordSegmenter()

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        names = try resources.organisationNames
        let table = resources.codeLists["organisation_hosts"]
        var rows: [String: Int] = [:]
        for (host, id) in zip(table["host"], table["org_id"]) { rows[host] = names.row(of: id) }
        rowByHost = rows
        rights = PhraseTable(
            phrases: resources.lexicons.languages.flatMap {
                resources.lexicons[$0]?.furniture.rights ?? []
            })
    }

    package func mentions(in document: Document) throws(StageError) -> [Mention<Organisation>] {
        guard !document.text.isEmpty else { return [] }
        let metadata = document.metadata
        let row =
            metadata.site.flatMap(row(ofHost:))
            ?? metadata.publisherNames.lazy.compactMap(row(named:)).first
        guard let row else { return [] }
        return [Mention(TextSpan(0..<document.text.count), names.organisation(row))]
    }

    /// The organisation of a host, or of the next one above it that is known.
    private func row(ofHost host: String) -> Int? {
        var rest = host[...]
        while true {
            if let row = rowByHost[String(rest)] { return row }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// The organisation whose name or acronym is all that a text says, but for years, marks, short
    /// words and what it says of rights.
    private func row(named text: String) -> Int? {
        let bytes = Array(text.utf8)
        let words = segmenter.words(in: bytes)
        var found: Set<Int> = []
        var index = 0
        while index < words.count {
            if let match = names.table.longestMatch(at: index, in: words) {
                let rows = match.payloads.filter { isWritten($0, match, words, bytes) }.map(\.row)
                if !rows.isEmpty {
                    found.formUnion(rows)
                    index = match.words.upperBound
                    continue
                }
            }
            if let phrase = rights.longestMatch(at: index, in: words) {
                index = phrase.words.upperBound
                continue
            }
            if words[index].value.kind == .letters, words[index].span.length > 3 { return nil }
            index += 1
        }
        return found.count == 1 ? found.first : nil
    }

    /// Whether an acronym has its own capitals; names may be written in any.
    private func isWritten(
        _ form: OrganisationNames.Form, _ match: PhraseTable<OrganisationNames.Form>.Match,
        _ words: [Mention<Word>], _ bytes: [UInt8]
    ) -> Bool {
        guard let acronym = form.acronym, let last = match.words.last else { return true }
        let range = words[match.words.lowerBound].span.lowerBound..<words[last].span.upperBound
        return bytes[range].elementsEqual(acronym)
    }
}
