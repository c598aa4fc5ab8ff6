import DocumentModel
import StageKit
import Testing

/// What readers are warned of, with the arithmetic.
@Suite struct WarningTests {
    struct Case: Sendable, CustomStringConvertible {
        let text: String
        let language: LanguageCode
        /// A code and what its message must say.
        let expected: [(code: String, words: String)]
        var description: String { text }

        init(
            _ text: String, in language: LanguageCode = .english,
            _ expected: [(code: String, words: String)]
        ) {
            self.text = text
            self.language = language
            self.expected = expected
        }
    }

    @Test(arguments: [
        // Parts that do not sum.
        Case(
            "The shelter assisted 90 victims of trafficking. Of these, 60 were women and 28 were men.",
            [("SUM_MISMATCH", "60 + 28 = 88, not 90")]),
        Case(
            "El refugio atendió a 90 víctimas de trata. De ellas, 60 eran mujeres y 28 eran hombres.",
            in: .spanish, [("SUM_MISMATCH", "60 + 28 = 88, not 90")]),
        Case(
            "Police rescued 31 victims of trafficking: 18 Lithuanians, nine Romanians and five Bulgarians.",
            [("SUM_MISMATCH", "18 + 9 + 5 = 32, not 31")]),
        // A list that may leave some out; parts that sum.
        Case(
            "Police rescued 31 victims of trafficking: 18 Lithuanians and nine Romanians.", []),
        Case(
            "The shelter assisted 90 victims of trafficking. Of these, 62 were women and 28 were men.",
            []),
        Case(
            "The shelter assisted about 90 victims of trafficking. Of these, 60 were women and 28 were men.",
            []),
        // Shares with their counts.
        Case(
            "The shelter assisted 200 victims of trafficking. Of these, 60 per cent (110 persons) were women.",
            [("SHARE_MISMATCH", "110 of 200 is 55 per cent, not 60")]),
        Case(
            "The shelter assisted 200 victims of trafficking. Of these, 55 per cent (110 persons) were women.",
            []),
        // Changes with their figures.
        Case(
            "Kenya identified 120 victims of trafficking in 2018, compared with 100 in 2017, an increase of 27 per cent.",
            [("CHANGE_MISMATCH", "from 100 to 120 is 20 per cent, not 27")]),
        Case(
            "Kenya identified 120 victims of trafficking in 2018, compared with 100 in 2017, an increase of 20 per cent.",
            []),
        // One figure with two values.
        Case(
            "Kenya identified 120 victims of trafficking in 2018. The report opens with routes. In 2018 Kenya identified 150 victims of trafficking.",
            [("VALUE_CONFLICT", "120 and 150")]),
        // Two ways to part thousands.
        Case(
            "El país registró 1,430 víctimas de trata en 2015 y la línea recibió 1.786 llamadas en 2016.",
            in: .spanish, [("SEPARATOR_CONFLICT", "1430 and 1786")]),
        Case(
            "El país registró 1.430 víctimas de trata en 2015 y la línea recibió 1.786 llamadas en 2016.",
            in: .spanish, []),
    ])
    func warnsOfContradictions(_ example: Case) throws {
        let warnings = try RelatedText.document(example.text, example.language)[.warnings]
            .map(\.value)
        #expect(warnings.map(\.code) == example.expected.map(\.code))
        for (warning, expected) in zip(warnings, example.expected) {
            #expect(warning.message.contains(expected.words), "\(warning.message)")
        }
    }

    @Test func flagsTheFigureThatContradicts() throws {
        let document = try RelatedText.document(
            "The shelter assisted 90 victims of trafficking. Of these, 60 were women and 28 were men."
        )
        #expect(
            document[.observations].map { $0.value.flags.contains("PROSE_INCONSISTENT") }
                == [true, false, false])
    }

    @Test func flagsAFigureStatedAgain() throws {
        let document = try RelatedText.document(
            "Police rescued 31 victims of trafficking\nPolice rescued 31 victims of trafficking in raids.",
            hasTitle: true)
        #expect(
            document[.observations].contains { $0.value.flags.contains("SAME_FIGURE_AS") })
    }
}
