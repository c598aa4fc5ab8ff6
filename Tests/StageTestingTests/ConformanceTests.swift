import CodeLists
import DocumentModel
import Lexicons
import StageKit
import StageTesting
import Testing

extension LayerKey where Value == Int {
    fileprivate static let twelves = LayerKey("twelves")
    fileprivate static let other = LayerKey("other")
}

private let resources = StageResources(
    lexicons: Lexicons(byLanguage: [:]), codeLists: CodeLists(tables: [:]))

/// How a stage misbehaves.
private enum Fault: CaseIterable {
    case wrongValue, emptySpan, outside, insideCharacter, undeclaredLayer, language, unsteady,
        throwing
}

/// Finds "12" at the start of a text and nothing else.
private struct TwelveTagger: Tagger {
    static let name: StageName = "tag-twelves"
    static let summary = "Tags the first 12."
    static let provides = LayerKey<Int>.twelves
    static let examples = [
        StageExample("⟦12⟧ niñas", in: .spanish, reads: ["12"]), StageExample("girls", reads: []),
    ]

    init(settings: NoSettings, resources: StageResources) {}

    func mentions(in document: Document) throws(StageError) -> [Mention<Int>] {
        document.text.starts(with: Array("12".utf8)) ? [Mention(TextSpan(0..<2), 12)] : []
    }
}

/// A tagger that is wrong in one way.
private struct FaultyTagger: Tagger {
    static let name: StageName = "tag-faults"
    static let summary = "Tags wrongly."
    static let provides = LayerKey<Int>.other
    static let examples = [StageExample("⟦12⟧ niñas", in: .spanish, reads: ["12"])]

    let fault: Fault
    private let calls = Counter()

    init(_ fault: Fault) { self.fault = fault }
    init(settings: NoSettings, resources: StageResources) { self.init(.wrongValue) }

    func mentions(in document: Document) throws(StageError) -> [Mention<Int>] {
        guard document.text.starts(with: Array("12".utf8)), document.text.count > 8 else {
            return []
        }
        let right = Mention(TextSpan(0..<2), 12)
        switch fault {
        case .wrongValue: return [Mention(TextSpan(0..<2), 13)]
        case .emptySpan: return [Mention(TextSpan(2..<2), 12)]
        case .outside: return [Mention(TextSpan(0..<document.text.count + 1), 12)]
        case .insideCharacter: return [Mention(TextSpan(0..<6), 12)]
        case .undeclaredLayer: return document[.twelves].isEmpty ? [] : [right]
        case .language: return document[.languages].isEmpty ? [] : [right]
        case .unsteady: return calls.next() == 0 ? [right] : []
        case .throwing: throw StageError(.unsupported, "not today")
        }
    }
}

private final class Counter: @unchecked Sendable {
    private var count = 0
    func next() -> Int {
        defer { count += 1 }
        return count
    }
}

/// Tags the language of every text.
private struct LanguageTagger: Tagger {
    static let name: StageName = "tag-languages"
    static let summary = "Tags Spanish."
    static let provides = LayerKey<LanguageCode>.languages
    init(settings: NoSettings, resources: StageResources) {}
    func mentions(in document: Document) throws(StageError) -> [Mention<LanguageCode>] {
        document.text.isEmpty ? [] : [Mention(TextSpan(0..<document.text.count), .spanish)]
    }
}

/// Finds the digits of a text, last or first first.
private struct DigitRelator: Relator {
    static let name: StageName = "relate-digits"
    static let summary = "Finds digits."
    static let provides = LayerKey<Int>.other
    static let examples = [
        StageExample("⟦1⟧ and ⟦2⟧", reads: ["1", "2"]), StageExample("1 and 2", reads: ["1", "2"]),
    ]

    let isSorted: Bool

    init(isSorted: Bool) { self.isSorted = isSorted }
    init(settings: NoSettings, resources: StageResources) { self.init(isSorted: true) }

    func findings(in document: Document) throws(StageError) -> [Mention<Int>] {
        let found = document.text.indices.compactMap { index in
            (48...57).contains(document.text[index])
                ? Mention(TextSpan(index..<index + 1), Int(document.text[index]) - 48) : nil
        }
        return isSorted ? found : found.reversed()
    }
}

/// Removes the first letter, or does so wrongly.
private struct LetterCleaner: Cleaner {
    static let name: StageName = "clean-letters"
    static let summary = "Removes the first letter."
    static let examples = [StageExample("xab", leaves: "ab")]

    let spans: [TextSpan]

    init(_ spans: TextSpan...) { self.spans = spans }
    init(settings: NoSettings, resources: StageResources) { self.init(TextSpan(0..<1)) }

    func cleaning(of document: Document) throws(StageError) -> Cleaning {
        guard document.text.first == UInt8(ascii: "x") else { return Cleaning() }
        return Cleaning(edits: spans.map(TextEdit.removing))
    }
}

/// Takes the page as its text, perhaps with a zone that is wrong.
private struct WholeExtractor: Extractor {
    static let name: StageName = "extract-whole"
    static let summary = "Takes the page as its text."
    static let examples = [StageExample("plain text", leaves: "plain text")]

    let zones: [Mention<Zone>]
    let mends: Bool

    init(zones: [Mention<Zone>] = [], mends: Bool = true) {
        self.zones = zones
        self.mends = mends
    }
    init(settings: NoSettings, resources: StageResources) { self.init() }

    func accepts(_ page: Page) -> Bool { true }

    func document(from page: Page) throws(StageError) -> Document {
        guard !mends || String(validating: page.body, as: UTF8.self) != nil else {
            throw StageError(.malformedInput, "the page is not UTF-8")
        }
        return Document(
            location: page.location, text: page.body,
            offsets: .identity(length: page.body.count), zones: page.body.isEmpty ? [] : zones)
    }
}

@Suite struct ConformanceTests {
    @Test func passesAnHonestTagger() throws {
        expectConformance(of: try TwelveTagger.withDefaults(resources))
        expectConformance(ofAny: try TwelveTagger.withDefaults(resources))
    }

    @Test(arguments: Fault.allCases)
    fileprivate func catchesAFaultyTagger(fault: Fault) throws {
        let earlier: [any Annotator] = [
            try TwelveTagger.withDefaults(resources), try LanguageTagger.withDefaults(resources),
        ]
        withKnownIssue("\(fault)") {
            expectConformance(of: FaultyTagger(fault), after: earlier)
        }
    }

    @Test func aRelatorIsSorted() {
        expectConformance(of: DigitRelator(isSorted: true))
        withKnownIssue { expectConformance(of: DigitRelator(isSorted: false)) }
    }

    @Test func cleanersStayInTheText() {
        expectConformance(of: LetterCleaner(TextSpan(0..<1)))
        for spans in [[0..<4], [0..<2, 1..<3], [0..<2]] {
            withKnownIssue("\(spans)") {
                var cleaner = LetterCleaner()
                cleaner =
                    spans.count == 1
                    ? LetterCleaner(TextSpan(spans[0]))
                    : LetterCleaner(TextSpan(spans[0]), TextSpan(spans[1]))
                expectConformance(of: cleaner)
            }
        }
    }

    @Test func extractorsAreSound() {
        expectConformance(of: WholeExtractor())
        let zone = Mention(TextSpan(0..<10), Zone.body)
        withKnownIssue { expectConformance(of: WholeExtractor(zones: [zone, zone])) }
        withKnownIssue { expectConformance(of: WholeExtractor(mends: false)) }
    }

    @Test func documentsOfExamplesHaveALanguageAndZones() {
        let document = Document("one\n\n⟦two⟧", in: .french)
        #expect(document.language == .french)
        #expect(document.zones.map(\.span) == [TextSpan(0..<3), TextSpan(5..<8)])
        #expect(document.holds(TextSpan(5..<8)))
        #expect(!document.holds(TextSpan(5..<9)))
    }
}
