import DocumentModel
import MarkupStages
import StageKit
import Testing

/// Pages and texts through extractor and cleaners, damage by damage.
@Suite struct ArtefactTests {
    private static let artefacts =
        addressArtefacts + characterArtefacts + lineArtefacts + furnitureArtefacts

    @Test(arguments: artefacts)
    func mends(_ artefact: Artefact) throws {
        let document = try Self.cleaned(artefact)
        #expect(string(document) == artefact.rest, "\(artefact.kind), \(artefact.language)")
        if artefact.form == .text { expectVerbatimRuns(document, of: Array(artefact.given.utf8)) }
    }

    @Test(arguments: keptText + keptCode)
    func leaves(_ artefact: Artefact) throws {
        let document = try Self.cleaned(artefact)
        #expect(string(document) == artefact.rest, "\(artefact.kind), \(artefact.language)")
    }

    /// One line for each kind of damage, so that a change shows what it breaks.
    @Test func mendsAllOfEachKind() throws {
        var failures: [String: Int] = [:]
        for artefact in Self.artefacts + keptText + keptCode
        where string(try Self.cleaned(artefact)) != artefact.rest {
            failures[artefact.kind, default: 0] += 1
        }
        let listed = failures.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        #expect(listed == [])
    }

    @Test func listsEnough() {
        #expect(Self.artefacts.count >= 60)
        #expect(keptText.count + keptCode.count >= 25)
        for language in ["en", "es", "fr", "pt"] {
            #expect(Self.artefacts.count { $0.language == language } >= 12)
        }
    }

    /// The address is text, and its way back leads to the attribute that holds it in code.
    @Test func leadsBackToTheCodedAddress() throws {
        let code = coded("desk@example.org")
        let html = "<p>Write to <a data-cfemail=\"\(code)\">[email&#160;protected]</a>, please."
        let document = try Self.cleaned(Artefact("", "en", html: html, ""))
        let span = TextSpan(9..<9 + "desk@example.org".utf8.count)
        #expect(document[span] == "desk@example.org")
        let source = Array(html.utf8)[document.offsets.source(of: span).range]
        #expect(source.elementsEqual(code.utf8))
    }

    private static let cleaners: [any Cleaner] = [
        EncodingCleaner(settings: NoSettings(), resources: .shipped),
        MailtoCleaner(settings: NoSettings(), resources: .shipped),
        LineCleaner(settings: NoSettings(), resources: .shipped),
    ]
    private static let html = try? HTMLExtractor(
        settings: HTMLExtractor.Settings(), resources: .shipped)
    private static let text = try? TextExtractor(
        settings: TextExtractor.Settings(), resources: .shipped)

    private static func cleaned(_ artefact: Artefact) throws -> Document {
        let extractor: (any Extractor)? = artefact.form == .html ? html : text
        let page = Page(
            location: PageLocation(rawValue: "page"),
            mediaType: artefact.form == .html ? "text/html" : "text/plain",
            transportCharset: "utf-8", body: Array(artefact.given.utf8))
        var document = try #require(try extractor?.document(from: page))
        for cleaner in cleaners { document = document.applying(try cleaner.cleaning(of: document)) }
        return document
    }
}
