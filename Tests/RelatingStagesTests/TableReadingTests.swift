import DocumentModel
import Testing

/// What the headings of a table say of the figures in its cells, and what a story keeps to itself.
@Suite struct TableReadingTests {
    @Test(arguments: [
        (
            "Victims of trafficking identified in Portugal, 2016\nNationality\tVictims\nNepal\t33\nBrazil\t21",
            LanguageCode.english
        ),
        (
            "Víctimas de trata identificadas en Portugal, 2016\nNacionalidad\tVíctimas\nNepal\t33\nBrasil\t21",
            .spanish
        ),
        (
            "Vítimas de tráfico identificadas em Portugal, 2016\nNacionalidade\tVítimas\nNepal\t33\nBrasil\t21",
            .portuguese
        ),
        (
            "Victimes de traite identifiées au Portugal, 2016\nNationalité\tVictimes\nNépal\t33\nBrésil\t21",
            .french
        ),
    ])
    func readsRowsByNationality(_ text: String, _ language: LanguageCode) throws {
        let document = try RelatedText.document(text, language)
        let observations = document[.observations].map(\.value)
        #expect(observations.map(\.nationality) == [["NPL"], ["BRA"]])
        #expect(observations.map(\.referenceArea) == [["PRT"], ["PRT"]])
        #expect(observations.map(\.periodStart) == ["2016", "2016"])
        #expect(document[.flows].map { "\($0.value)" } == ["NPL → PRT", "BRA → PRT"])
    }

    @Test func readsRowsByCountryOfExploitation() throws {
        let document = try RelatedText.document(
            """
            The ministry counts Paraguayan victims of trafficking.
            Victims assisted by country of exploitation, 2018
            Country\tVictims
            Argentina\t40
            Spain\t12
            """)
        let observations = document[.observations].map(\.value)
        #expect(observations.map(\.destinationArea) == ["ARG", "ESP"])
        #expect(observations.map(\.originArea) == ["PRY", "PRY"])
        #expect(observations.map(\.referenceArea) == [[], []])
    }

    @Test func tiesRowsToTheRowOfSums() throws {
        let document = try RelatedText.document(
            """
            Víctimas de trata identificadas en Chile
            Año\tMujeres\tNiñas\tNiños\tTotal
            2018\t30\t12\t8\t50
            2019\t20\t10\t4\t34
            Total\t50\t22\t12\t84
            """, .spanish)
        let observations = document[.observations].map(\.value)
        #expect(
            observations.map(\.sex) == [
                "F", "F", "M", "_T", "F", "F", "M", "_T", "F", "F", "M", "_T",
            ])
        #expect(observations.map(\.parent) == [3, 3, 3, 11, 7, 7, 7, 11, 11, 11, 11, nil])
        #expect(observations.suffix(4).map(\.periodStart) == Array(repeating: "2018", count: 4))
        #expect(observations.suffix(4).map(\.periodEnd) == Array(repeating: "2019", count: 4))
    }

    @Test func readsTheIndicatorOfAColumn() throws {
        let document = try RelatedText.document(
            """
            Trafficking cases in Ghana
            Year\tInvestigations\tConvictions
            2018\t74\t11
            """)
        #expect(
            document[.observations].map(\.value.indicator)
                == ["CASE_INVESTIGATED", "CASE_CONVICTED"])
    }

    @Test func readsARowsOwnYearBeforeTheCaptions() throws {
        let document = try RelatedText.document(
            """
            Victims of trafficking identified, 2009–2010
            Country\tYear\tVictims
            Belarus\t2009\t164
            """)
        #expect(document[.observations].map(\.value.periodEnd) == ["2009"])
        #expect(document[.observations].map(\.value.referenceArea) == [["BLR"]])
    }

    @Test func keepsOneStorysPlaceFromTheNext() throws {
        let document = try RelatedText.document(
            """
            Lima, 3 March 2019 – Police in Peru rescued 12 victims of trafficking.
            Quito, 4 March 2019 – Nine cases of measles were confirmed in Ecuador.
            """)
        #expect(document[.observations].map { "\($0.value)" } == ["VIC_RESCUED 12 PERSONS"])
    }
}
