import DocumentModel
import StageKit
import TaggingStages
import Testing

/// Dates, times of day, spans of time and what is repeated, on a page of 7 November 2016.
@Suite struct TimeTaggerTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let text: MarkedText
        let language: LanguageCode
        let values: [String]

        init(_ text: String, _ language: LanguageCode = .english, _ values: String...) {
            self.text = MarkedText(text)
            self.language = language
            self.values = values
        }

        var testDescription: String { text.marked }
    }

    /// Made once: the tables take longest.
    private static let stages = Result {
        let resources = try StageResources.bundled()
        return (
            WordTagger(settings: .init(), resources: resources),
            TimeTagger(settings: .init(), resources: resources)
        )
    }

    private func expect(_ example: Case, published: String? = "2016-11-07T16:12:00") throws {
        let (words, times) = try Self.stages.get()
        let bytes = Array(example.text.text.utf8)
        var document = Document(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(
                publishedDate: published, declaredLanguage: example.language), text: bytes,
            offsets: .identity(length: bytes.count), zones: [])
        document = try words.annotating(document)
        let found = try times.mentions(in: document)
        #expect(found.map(\.value.description) == example.values)
        #expect(found.map { document[$0.span] } == example.text.spans.map { document[$0] })
    }

    @Test(arguments: [
        Case(
            "⟦22 April 2015⟧, ⟦May 3⟧, ⟦2015-06-04⟧", .english, "2015-04-22", "XXXX-05-03",
            "2015-06-04"),
        Case("⟦3/4/2015⟧ and ⟦June 1987⟧", .english, "2015-03-04", "1987-06"),
        Case("⟦3/4/2015⟧ y ⟦abril del 87⟧", .spanish, "2015-04-03", "1987-04"),
        Case("el ⟦jueves 3 de mayo de 2012⟧", .spanish, "2012-05-03"),
        Case("⟦1º de outubro de 2016⟧", .portuguese, "2016-10-01"),
        Case("le ⟦1er octobre 2016⟧", .french, "2016-10-01"),
        Case("⟦nineteen eighty six⟧; ⟦June two thousand and ten⟧", .english, "1986", "2010-06"),
        Case("⟦dos mil dieciséis⟧", .spanish, "2016"),
        // What is no date.
        Case("call +86 2010-2015-86, version 3.2015.1, 2,015 women, may they march"),
        Case("il a été aidé; la mer", .french),
        Case("el mar y la segunda casa", .spanish),
    ])
    func readsDates(_ example: Case) throws { try expect(example) }

    @Test(arguments: [
        Case(
            "⟦yesterday⟧, ⟦the day after tomorrow⟧, ⟦last Friday⟧", .english, "2016-11-06",
            "2016-11-09", "2016-11-04"),
        Case("⟦next week⟧ or ⟦last month⟧; ⟦this year⟧", .english, "2016-W46", "2016-10", "2016"),
        Case(
            "⟦three weeks ago⟧, ⟦in two months⟧, ⟦5 minutes from now⟧", .english, "2016-10-17",
            "2017-01-07", "2016-11-07T16:17:00"),
        Case("⟦two days after Christmas⟧", .english, "2016-12-27"),
        Case(
            "the ⟦last 3 months⟧, the ⟦next two quarters⟧", .english, "(2016-08-07,2016-11-07,P3M)",
            "(2017-01-01,2017-07-01,P6M)"),
        Case(
            "⟦hace dos meses⟧, la ⟦próxima semana⟧, ⟦anteayer por la noche⟧", .spanish,
            "2016-09-07", "2016-W46", "2016-11-05TNI"),
        Case("⟦há cinco anos⟧; ⟦semana que vem⟧", .portuguese, "2011-11-07", "2016-W46"),
        Case(
            "⟦il y a 2 semaines⟧; ⟦l'année prochaine⟧; les ⟦3 derniers jours⟧", .french,
            "2016-10-24", "2017", "(2016-11-04,2016-11-07,P3D)"),
    ])
    func countsFromThePagesDay(_ example: Case) throws { try expect(example) }

    @Test func leavesRelativeTimesOpenWithoutThePagesDay() throws {
        try expect(
            Case(
                "⟦last year⟧ and ⟦three days ago⟧ but in ⟦May 2015⟧", .english, "?", "?", "2015-05"),
            published: nil)
        try expect(Case("⟦last year⟧, ⟦last month⟧", .english, "2015", "?"), published: "2016")
    }

    @Test(arguments: [
        Case(
            "⟦7:30 pm⟧, ⟦half past eight⟧, ⟦noon⟧, ⟦8 in the evening⟧", .english, "T19:30",
            "T08:30", "T12", "T20"),
        Case("⟦siete y media de la tarde⟧", .spanish, "T19:30"),
        Case("às ⟦oito e vinte da noite⟧", .portuguese, "T20:20"),
        Case(
            "à ⟦huit heures vingt du soir⟧, ⟦huit heures moins le quart⟧", .french, "T20:20",
            "T07:45"),
        Case("⟦tomorrow at 9 am⟧, ⟦Monday morning⟧", .english, "2016-11-08T09", "XXXX-WXX-1TMO"),
        Case("⟦entre las 2 y las 5 de la tarde⟧", .spanish, "(T14,T17,PT3H)"),
        Case("⟦demain de 9h à 11h⟧", .french, "(2016-11-08T09,2016-11-08T11,PT2H)"),
        Case("⟦for 2 hours from 2 pm⟧", .english, "(T14,T16:00:00,PT2H)"),
        // Numbers that are no times of day.
        Case("at 5 police stations, from 9 to 12 girls, 5 in 40"),
        Case("de 12 a ⟦17 años⟧, a las 5 víctimas", .spanish, "P17Y"),
        Case("de 12 à ⟦17 ans⟧", .french, "P17Y"),
    ])
    func readsTimesOfDay(_ example: Case) throws { try expect(example) }

    @Test(arguments: [
        Case(
            "⟦three years⟧ in prison, ⟦an hour and a half⟧, ⟦2 days and 4 hours⟧", .english, "P3Y",
            "PT1.5H", "P2DT4H"),
        Case("⟦media hora⟧ o ⟦unos minutos⟧", .spanish, "PT0.5H", "PT3M"),
        Case(
            "⟦each week⟧, ⟦every other Friday⟧, ⟦every weekend⟧", .english, "P1W", "XXXX-WXX-5",
            "XXXX-WXX-WE"),
        Case("⟦cada dos semanas⟧, ⟦trimestral⟧", .spanish, "P2W", "P3M"),
        Case("⟦tous les matins⟧", .french, "TMO"),
        Case("⟦toda terça às 9h⟧, ⟦a cada dois meses⟧", .portuguese, "XXXX-WXX-2T09", "P2M"),
    ])
    func readsSpansAndWhatIsRepeated(_ example: Case) throws { try expect(example) }

    @Test(arguments: [
        Case(
            "⟦between 2007 and 2009⟧; in ⟦2007⟧ and ⟦2009⟧", .english,
            "(2007-01-01,2009-01-01,P2Y)", "2007", "2009"),
        Case("⟦from November to February 2017⟧", .english, "(2016-11-01,2017-02-01,P3M)"),
        Case(
            "⟦4 to 12 May⟧, ⟦from Monday to Friday⟧", .english, "(XXXX-05-04,XXXX-05-12,P8D)",
            "(XXXX-WXX-1,XXXX-WXX-5,P4D)"),
        Case(
            "⟦from the end of 2007 to the middle of March 2009⟧", .english,
            "(2008-01-01,2009-03-16,P14M)"),
        Case(
            "⟦the first half of 2019⟧, ⟦Q2 2018⟧, ⟦2019 H2⟧", .english,
            "(2019-01-01,2019-07-01,P6M)", "(2018-04-01,2018-07-01,P3M)",
            "(2019-07-01,2020-01-01,P6M)"),
        Case(
            "the ⟦1990s⟧, ⟦21st century⟧, ⟦spring 2016⟧, ⟦fiscal year 2008⟧", .english,
            "(1990-01-01,2000-01-01,P10Y)", "(2000-01-01,2100-01-01,P100Y)", "2016-SP", "FY2008"),
        Case(
            "⟦siglo XXI⟧, ⟦mediados de mayo⟧", .spanish, "(2000-01-01,2100-01-01,P100Y)", "XXXX-05"),
        Case(
            "⟦since 2008⟧, ⟦no later than Friday⟧, ⟦2018 or later⟧", .english, "2008", "XXXX-WXX-5",
            "2018"),
    ])
    func readsPeriods(_ example: Case) throws { try expect(example) }

    @Test(arguments: [
        // What is "ago" is no part of the span before it.
        Case(
            "open for the ⟦last 3 months⟧ and ⟦2 days ago⟧ closed", .english,
            "(2016-08-07,2016-11-07,P3M)", "2016-11-05"),
        Case(
            "⟦dez meses⟧; a escola abre ⟦dom⟧, ⟦qua⟧", .portuguese, "P10M", "XXXX-WXX-7",
            "XXXX-WXX-3"),
        Case("deve ter, de novo, 20 alunas", .portuguese),
        Case("nasceu em ⟦9 de 8 de 1971⟧, 9 de 12 alunas", .portuguese, "1971-08-09"),
        Case("dans les ⟦dix derniers mois⟧", .french, "(2016-01-07,2016-11-07,P10M)"),
        Case("⟦plus d'une heure⟧, il est ⟦sept heures et demie⟧", .french, "PT1H", "T07:30"),
    ])
    func tellsTimesThatStandTogetherApart(_ example: Case) throws { try expect(example) }
}
