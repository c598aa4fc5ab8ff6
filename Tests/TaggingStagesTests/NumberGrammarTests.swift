import DocumentModel
import Lexicons
import StageKit
import TaggingStages
import Testing

/// The number grammar by its forms: as statistics read them, and as other programs do.
@Suite struct NumberGrammarTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: MarkedText
        let language: LanguageCode
        let values: [String]

        init(_ text: MarkedText, _ language: LanguageCode = .english, _ values: String...) {
            self.text = text
            self.language = language
            self.values = values
        }

        var testDescription: String { text.marked }
    }

    private static let resources = Result { try StageResources.bundled() }

    private func numbers(_ given: Case, everything: Bool) throws -> [Mention<NumberReading>] {
        let resources = try Self.resources.get()
        var settings = NumberTagger.Settings()
        settings.everything = everything
        let document = try WordTagger(settings: .init(), resources: resources)
            .annotating(Document(given.text.text, in: given.language))
        return try NumberTagger(settings: settings, resources: resources).mentions(in: document)
    }

    private func expect(_ given: Case, everything: Bool) throws {
        let found = try numbers(given, everything: everything)
        let comment = Comment(rawValue: given.text.marked)
        #expect(found.map { "\($0.value)" } == given.values, comment)
        let document = Document(given.text.text, in: given.language)
        #expect(found.map { document[$0.span] } == given.text.spans.map { document[$0] }, comment)
    }

    @Test(arguments: [
        // Ordinals of several words.
        Case("the ⟦one hundred twenty-first⟧ case", .english, "121."),
        Case("the ⟦two hundred fifth⟧ and the ⟦ninth⟧", .english, "205.", "9."),
        Case("⟦cuarenta y dos milésimo⟧ caso", .spanish, "0.042 of 1"),
        Case("⟦cuatro milésimo ducentésimo tercero⟧", .spanish, "4203."),
        Case("⟦dosmilésimo⟧ y ⟦décimo segundo⟧", .spanish, "2000.", "12."),
        Case("⟦três milhões e dois milésimo ducentésimo⟧", .portuguese, "3002200."),
        Case("la ⟦cent vingt-deuxième⟧ et la ⟦soixante et unième⟧", .french, "122.", "61."),
        Case("⟦quatre-vingt-dixième⟧", .french, "90."),
        // Parts.
        Case(
            "⟦three twenty-firsts⟧ and ⟦five sixteenths⟧", .english, "0.14285714285714285 of 1",
            "0.3125 of 1"),
        Case("⟦a quarter of a million⟧ people", .english, "250000"),
        Case("⟦trois quarts de million de francs⟧", .french, "750000 XXX"),
        Case("⟦siete treintaicincoavos⟧", .spanish, "0.2 of 1"),
        Case("⟦tres quintos por ciento⟧", .spanish, "0.6 %"),
        Case("⟦dois vinte avos⟧", .portuguese, "0.1 of 1"),
        Case("⟦⅜⟧ of it, ⟦2 1/2⟧ of that, ⟦1/4⟧", .english, "0.375 of 1", "2.5", "0.25 of 1"),
        Case("⟦vingt cinquièmes⟧", .french, "4 of 1"),
        // Mixed.
        Case("⟦4 thousand 3 hundred⟧ girls", .english, "4300"),
        Case("⟦sixty-two (62)⟧ victims, ⟦12⟧ (⟦14⟧)", .english, "62", "12", "14"),
        Case("⟦6.2x10^3⟧ and ⟦2^4⟧", .english, "6200", "16"),
    ])
    func readsForms(_ given: Case) throws {
        try expect(given, everything: false)
    }

    @Test(arguments: [
        Case("Law ⟦28950⟧, call ⟦555⟧-⟦0133⟧", .english, "28950", "555", "133"),
        Case("version ⟦10⟧.⟦4⟧.⟦2⟧", .english, "10", "4", "2"),
        Case("compró ⟦una⟧ casa", .spanish, "1"),
        Case("⟦3e4⟧ and ⟦7.5 k⟧ but 30ml", .english, "30000", "7500"),
        Case(
            "⟦one over seven⟧, ⟦a couple⟧, ⟦percent of 30⟧", .english, "0.14285714285714285 of 1",
            "2", "30 %"),
        Case("⟦ocho con veinte⟧", .spanish, "8.2"),
        Case("the ⟦current one⟧ and ⟦the second to last⟧", .english, "?.", "?."),
        Case("⟦- 40⟧ and ⟦minus sixty⟧", .english, "-40", "-60"),
    ])
    func readsEverything(_ given: Case) throws {
        try expect(given, everything: true)
    }

    @Test(arguments: [
        Case("Law 28950, call 555-0133, version 10.4.2, 3e4"),
        Case("compró una casa", .spanish),
        Case("a couple from Peru, few of the girls"),
        Case("siete con dolor", .spanish, "7"),
    ])
    func leavesOtherReadingsOut(_ given: Case) throws {
        let found = try numbers(given, everything: false)
        #expect(found.map { "\($0.value)" } == given.values)
    }

    /// What goes on and on costs as much as it is long, and nests nothing.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "siete con ", "1.", "uno sobre ", "mil y ", "tres quintos de ", "millones de ", "1/",
            "menos ",
            "y medio ", "un ", "3e", "punto cinco ", "veinte-", "(5) cinco ", "12 34 ",
            "por ciento de ",
        ])
    func bearsRepetition(_ part: String) throws {
        let text = String(repeating: part, count: 1500)
        for everything in [false, true] {
            let found = try numbers(Case(MarkedText(text), .spanish), everything: everything)
            var end = 0
            for mention in found {
                #expect(mention.span.lowerBound >= end && mention.span.length > 0)
                end = mention.span.upperBound
            }
            #expect(end <= text.utf8.count)
        }
    }
}
