import DocumentModel
import StageKit
import Testing

/// Which period each figure of a text gets: value, period and time basis.
@Suite struct PeriodTests {
    struct Case: Sendable, CustomStringConvertible {
        let text: String
        let language: LanguageCode
        let published: String?
        let expected: [String]
        var description: String { text }

        init(
            _ text: String, in language: LanguageCode = .english, on published: String? = nil,
            _ expected: [String]
        ) {
            self.text = text
            self.language = language
            self.published = published
            self.expected = expected
        }
    }

    private func periods(_ example: Case, hasTitle: Bool = false) throws -> [String] {
        try RelatedText.document(
            example.text, example.language, published: example.published, hasTitle: hasTitle
        )[.observations].map(\.value).map { observation in
            let value =
                (observation.figure.value ?? observation.figure.low).map(Figure.plain)
                ?? observation.valueText ?? "?"
            let period = "\(observation.periodStart ?? "")..\(observation.periodEnd ?? "")"
            return "\(value) \(period) \(observation.timeBasis)"
        }
    }

    @Test(arguments: [
        // The date of the clause, before the figure or behind it.
        Case(
            "Chile identified 93 victims of trafficking in 2015, compared with 67 in 2014.",
            ["93 2015..2015 ANNUAL", "67 2014..2014 ANNUAL"]),
        Case(
            "In 2017 the shelter assisted 80 victims of trafficking, and in 2018 it assisted 95 victims.",
            ["80 2017..2017 ANNUAL", "95 2018..2018 ANNUAL"]),
        Case(
            "En 2019 la policía rescató a 70 víctimas de trata, frente a 52 en 2018.", in: .spanish,
            ["70 2019..2019 ANNUAL", "52 2018..2018 ANNUAL"]),
        Case(
            "Em 2016 foram identificadas 44 vítimas de tráfico de pessoas, contra 31 no ano anterior.",
            in: .portuguese, ["44 2016..2016 ANNUAL", "31 2015..2015 ANNUAL"]),
        Case(
            "En 2014, la police a identifié 60 victimes de la traite, contre 48 l'année précédente.",
            in: .french, ["60 2014..2014 ANNUAL", "48 2013..2013 ANNUAL"]),
        // Where people come from compares nothing.
        Case(
            "The shelter assisted 93 victims of trafficking from Peru in 2015.",
            ["93 2015..2015 ANNUAL"]),
        // What is compared with does not become what the text speaks of.
        Case(
            "Kenya identified 90 victims of trafficking in 2018, up from 70 in 2017. Prosecutors opened 12 investigations.",
            ["90 2018..2018 ANNUAL", "70 2017..2017 ANNUAL", "12 2018..2018 ANNUAL"]),
        // Half-years, other twelve months, several years.
        Case(
            "Kenya identified 30 victims of trafficking in the first half of 2019.",
            ["30 2019-01..2019-06 HALF_YEAR"]),
        Case(
            "La línea recibió 800 llamadas sobre trata de personas entre julio de 2010 y junio de 2011.",
            in: .spanish, ["800 2010-07..2011-06 REPORTING_PERIOD"]),
        Case(
            "Entre 2012 et 2015, l'association a assisté 300 victimes de la traite.", in: .french,
            ["300 2012..2015 PERIOD"]),
        // Since a date; the year of a law is no period.
        Case(
            "Since the opening of the line in 2012 it has received 12,000 calls about trafficking.",
            ["12000 2012.. CUMULATIVE"]),
        Case(
            "Desde la apertura del refugio, en 2008, la fundación atendió a 640 víctimas de trata.",
            in: .spanish, ["640 2008.. CUMULATIVE"]),
        Case(
            "Under the Anti-Trafficking Act 2005 the shelter assisted 25 victims of trafficking.",
            ["25 .. UNKNOWN"]),
    ])
    func takesTheDateOfTheClause(_ example: Case) throws {
        #expect(try periods(example) == example.expected)
    }

    @Test(arguments: [
        // Days, weeks and months from the date of the page: events.
        Case(
            "Police rescued 31 victims of trafficking in raids on Tuesday.", on: "2017-09-21",
            ["31 2017-09-19..2017-09-19 EVENT"]),
        Case(
            "La policía rescató el martes a 58 víctimas de trata.", in: .spanish, on: "2019-05-16",
            ["58 2019-05-14..2019-05-14 EVENT"]),
        Case(
            "A polícia prendeu nesta quinta-feira nove suspeitos de tráfico de pessoas.",
            in: .portuguese, on: "2014-10-16", ["9 2014-10-16..2014-10-16 EVENT"]),
        Case(
            "La semaine dernière, 40 victimes de la traite ont été rapatriées.", in: .french,
            on: "2004-11-23", ["40 2004-11..2004-11 EVENT"]),
        // An event stays one where the page has no date.
        Case(
            "Police rescued 31 victims of trafficking in raids on Tuesday.",
            ["31 .. EVENT"]),
        // When somebody said it is not when it happened.
        Case(
            "Chile identified 31 victims of trafficking in 2018, the police said on Monday.",
            on: "2019-03-05", ["31 2018..2018 ANNUAL"]),
        // The dateline is the day of the page.
        Case(
            "Quito, 21 de febrero de 2022.- La fundación atendió a 214 víctimas de trata durante 2021.",
            in: .spanish, on: "2022-02-21", ["214 2021..2021 ANNUAL"]),
        // Months and parts of this year.
        Case(
            "The line received 310 calls about trafficking between January and March.",
            on: "2012-05-03", ["310 2012-01..2012-03 HALF_YEAR"]),
        Case(
            "No primeiro trimestre deste ano a linha recebeu 640 chamadas sobre tráfico de pessoas.",
            in: .portuguese, on: "2018-06-14", ["640 2018-01..2018-03 HALF_YEAR"]),
        Case(
            "So far this year the police have rescued 40 victims of trafficking.", on: "2011-08-02",
            ["40 2011..2011 YTD"]),
        Case(
            "En lo que va de 2019 se rescató a 412 víctimas de trata. El año pasado fueron rescatadas 300 víctimas.",
            in: .spanish, ["412 2019..2019 YTD", "300 2018..2018 ANNUAL"]),
        // Nothing places "last year" on a page without any date.
        Case("Last year the shelter assisted 30 victims of trafficking.", ["30 .. ANNUAL"]),
    ])
    func placesWhatHangsOnThePage(_ example: Case) throws {
        #expect(try periods(example) == example.expected)
    }

    @Test(arguments: [
        Case(
            "Kenya identified 90 victims of trafficking in 2018. In the same year the courts convicted 11 traffickers.",
            ["90 2018..2018 ANNUAL", "11 2018..2018 ANNUAL"]),
        Case(
            "A linha recebeu 90 chamadas sobre tráfico de pessoas entre 2009 e 2011. No mesmo período a polícia prendeu 22 suspeitos.",
            in: .portuguese, ["90 2009..2011 PERIOD", "22 2009..2011 PERIOD"]),
        // How things stand is not what a year brought.
        Case(
            "In 2018 the police arrested 22 traffickers. None of them has been convicted.",
            ["22 2018..2018 ANNUAL", "0 .. POINT"]),
        Case(
            "En 2018 la policía detuvo a 22 tratantes. Hasta ahora 4 tratantes han sido procesados.",
            in: .spanish, ["22 2018..2018 ANNUAL", "4 .. POINT"]),
        // Averages, estimates and samples take no year from the text around them.
        Case(
            "In 2018 the shelter assisted 90 victims of trafficking. The line takes some 40 calls a week.",
            ["90 2018..2018 ANNUAL", "40 .. PERIOD_AVERAGE"]),
        Case(
            "In 2018 the shelter assisted 90 victims of trafficking. Thousands of children are trafficked every year.",
            ["90 2018..2018 ANNUAL", "1000 .. PERIOD_AVERAGE"]),
        Case(
            "Between 2014 and 2018 the police identified 1,148 victims of trafficking, or about 230 a year.",
            ["1148 2014..2018 PERIOD", "230 2014..2018 PERIOD_AVERAGE"]),
        // Changes run from one period to the other.
        Case(
            "Kenya identified 90 victims of trafficking in 2018, 20 per cent more than in 2017.",
            ["90 2018..2018 ANNUAL", "20 2017..2018 CHANGE"]),
    ])
    func takesThePeriodSpokenOf(_ example: Case) throws {
        #expect(try periods(example) == example.expected)
    }

    @Test func totalsOfTablesCoverTheirRows() throws {
        let example = Case(
            """
            Victims of trafficking identified in Chile
            Year\tWomen\tMen\tTotal
            2016\t30\t12\t42
            2017\t20\t10\t30
            Total\t50\t22\t72
            """,
            [
                "30 2016..2016 ANNUAL", "12 2016..2016 ANNUAL", "42 2016..2016 ANNUAL",
                "20 2017..2017 ANNUAL", "10 2017..2017 ANNUAL", "30 2017..2017 ANNUAL",
                "50 2016..2017 PERIOD", "22 2016..2017 PERIOD", "72 2016..2017 PERIOD",
            ])
        #expect(try periods(example) == example.expected)
    }

    @Test func titlesHaveThePeriodOfWhatTheyRepeat() throws {
        let example = Case(
            """
            Police rescue 31 victims of trafficking
            Police rescued 31 victims of trafficking in raids on Tuesday.
            """, on: "2017-09-21",
            ["31 2017-09-19..2017-09-19 EVENT", "31 2017-09-19..2017-09-19 EVENT"])
        #expect(try periods(example, hasTitle: true) == example.expected)
    }
}
