import DocumentModel
import StageKit
import TaggingStages
import Testing

/// What the lexicons' examples are too short for.
@Suite struct FigureTaggerTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let stage: StageName
        let text: MarkedText
        let language: LanguageCode
        let values: [String]

        init(
            _ stage: StageName, _ text: MarkedText, _ language: LanguageCode = .english,
            _ values: String...
        ) {
            self.stage = stage
            self.text = text
            self.language = language
            self.values = values
        }

        var testDescription: String { "\(stage): \(text.marked)" }
    }

    private let stages: FigureStages

    init() throws {
        stages = try FigureStages.shared()
    }

    @Test(arguments: [
        // A point before three digits is read by the page's own use.
        Case("tag-numbers", "⟦1.786⟧ women", .english, "1786"),
        Case("tag-numbers", "a rate of ⟦1.786⟧", .english, "1.786"),
        Case("tag-numbers", "⟦1.430⟧ and ⟦2.300.000⟧", .english, "1430", "2300000"),
        Case("tag-numbers", "⟦1,430⟧ y ⟦5.2 millones⟧", .spanish, "1430", "5200000"),
        Case("tag-numbers", "⟦1.430⟧ y ⟦5,2 millones⟧", .spanish, "1430", "5200000"),
        Case("tag-numbers", "⟦0.125⟧ and ⟦12,34,567.89⟧", .english, "0.125", "1234567.89"),
        Case(
            "tag-numbers", "⟦3\u{A0}012⟧ and ⟦1\u{202F}234\u{202F}567⟧", .english, "3012", "1234567"
        ),
        // A joiner that joins two numbers, not one.
        Case("tag-numbers", "⟦one million⟧ and ⟦two million⟧", .english, "1000000", "2000000"),
        Case("tag-numbers", "⟦dois mil⟧ e ⟦três mil⟧", .portuguese, "2000", "3000"),
        Case("tag-numbers", "⟦2⟧ to ⟦3 million⟧", .english, "2000000", "3000000"),
        Case("tag-numbers", "⟦two and a half million⟧", .english, "2500000"),
        Case("tag-numbers", "⟦nineteen hundred⟧", .english, "1900"),
        Case("tag-numbers", "⟦soixante et onze⟧ et ⟦quatre-vingts⟧", .french, "71", "80"),
        Case("tag-numbers", "a ⟦$500⟧ fine, ⟦A$ 300⟧", .english, "500 USD", "300 AUD"),
        // What only looks like numbers.
        Case("tag-numbers", "photo 3 of 12"),
        Case("tag-numbers", "file 225-4-1, 555-0133, 192.168.1.20, B2B, [7]"),
        Case("tag-numbers", "id=12&page=3, mail x12@example.org"),
    ])
    func readsNumbers(_ given: Case) throws {
        try stages.expect(given.stage, given.text, given.language, reads: given.values)
    }

    @Test(arguments: [
        // A qualifier covers all that is coordinated.
        Case(
            "tag-counts", "⟦more than 12⟧ women and ⟦3⟧ boys", .english,
            "≥ 12 PERSONS OTHER F ADULT", "≥ 3 PERSONS OTHER M CHILD"),
        Case("tag-counts", "⟦19⟧ in all (Peru: ⟦12⟧ victims)", .english, "12 PERSONS VICTIM"),
        Case(
            "tag-counts", "⟦46⟧ victims. In 2009 there were ⟦28⟧.", .english,
            "46 PERSONS VICTIM", "28 PERSONS VICTIM"),
        Case(
            "tag-counts", "⟦587⟧ victims: ⟦402⟧ were boys", .english, "587 PERSONS VICTIM",
            "402 PERSONS VICTIM M CHILD"),
        Case(
            "tag-counts", "Victims by year\nYear\tWomen\tMen\n2009\t⟦112⟧\t⟦41⟧", .english,
            "112 PERSONS VICTIM F ADULT", "41 PERSONS VICTIM M ADULT"),
        // No counts.
        Case("tag-counts", "1. Who they are\n2. A man in his 90's, one of the helpers"),
        Case("tag-counts", "one of them, a woman, no victims in 2009"),
        Case("tag-counts", "Law 2005-009 of 3 May 2005, Table 12"),
    ])
    func readsCounts(_ given: Case) throws {
        let spans = given.text.spans.count == given.values.count
        let text = spans ? given.text : MarkedText(given.text.text)
        try stages.expect(given.stage, text, given.language, reads: given.values)
    }

    @Test(arguments: [
        ("The police said that they had been sold by the gang and would not talk.", "en"),
        ("La policía dijo que las mujeres fueron vendidas por la banda en el puerto.", "es"),
        ("A polícia disse que as mulheres foram vendidas pela quadrilha e não falam.", "pt"),
        ("La police a dit que les femmes ont été vendues par la bande dans le port.", "fr"),
        ("12 — 14", "und"),
    ])
    func tellsTheLanguage(text: String, language: String) throws {
        let resources = try StageResources.bundled()
        let words = WordTagger(settings: .init(), resources: resources)
        let tagger = LanguageTagger(settings: .init(), resources: resources)
        let document = try words.annotating(Document(text, in: .undetermined))
        #expect(try tagger.mentions(in: document).map(\.value.rawValue) == [language])
    }

    @Test func takesTheLanguageItIsTold() throws {
        let resources = try StageResources.bundled()
        var settings = LanguageTagger.Settings()
        settings.language = .fr
        let tagger = LanguageTagger(settings: settings, resources: resources)
        #expect(try tagger.mentions(in: Document("the", in: .english)).map(\.value) == [.french])
    }
}
