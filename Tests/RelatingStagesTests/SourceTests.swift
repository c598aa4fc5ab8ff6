import DocumentModel
import StageKit
import Testing

/// Whose figure each figure is, and what the text says against it.
@Suite struct SourceTests {
    struct Case: Sendable, CustomStringConvertible {
        let text: String
        let language: LanguageCode
        let expected: [String]
        var description: String { text }

        init(_ text: String, in language: LanguageCode = .english, _ expected: [String]) {
            self.text = text
            self.language = language
            self.expected = expected
        }
    }

    @Test(arguments: [
        // Named in the sentence.
        Case(
            "According to the National Crime Agency (NCA), 40 victims of trafficking were identified in 2016.",
            ["40 ATTRIBUTED NCA"]),
        Case(
            "In 2016 police rescued 40 victims of trafficking, the Ministry of Justice of Chile said.",
            ["40 ATTRIBUTED Ministry of Justice of Chile"]),
        Case(
            "Según la Organización Internacional para las Migraciones (OIM), en 2016 fueron rescatadas 40 víctimas de trata.",
            in: .spanish, ["40 ATTRIBUTED IOM"]),
        Case(
            "Em 2016 foram resgatadas 40 vítimas de tráfico de pessoas, informou a Organização Internacional para as Migrações (OIM).",
            in: .portuguese, ["40 ATTRIBUTED IOM"]),
        Case(
            "Selon l'Organisation internationale pour les migrations (OIM), 40 victimes de la traite ont été identifiées en 2016.",
            in: .french, ["40 ATTRIBUTED IOM"]),
        // Who did it counted it.
        Case(
            "UNICEF assisted 40 victims of trafficking in Togo in 2016.", ["40 ATTRIBUTED UNICEF"]),
        Case(
            "In 2016, 40 victims of trafficking in Togo were assisted by UNICEF.",
            ["40 ATTRIBUTED UNICEF"]),
        // Somebody without a name; nobody.
        Case(
            "Police said that 40 victims of trafficking were rescued in 2016.", ["40 ATTRIBUTED -"]
        ),
        Case("In 2016, 40 victims of trafficking were rescued in Chile.", ["40 NONE -"]),
        Case(
            "UNICEF has an office in Togo. Police rescued 40 victims of trafficking there.",
            ["40 NONE -"]),
        // The page itself.
        Case("In 2016 we assisted 40 victims of trafficking.", ["40 PUBLISHER -"]),
        Case(
            "En 2016 atendimos a 40 víctimas de trata en nuestra casa.", in: .spanish,
            ["40 PUBLISHER -"]),
        // Named sentences away.
        Case(
            "According to UNICEF, 40 victims of trafficking were identified in Togo in 2016. It also registered 12 complaints of trafficking.",
            ["40 ATTRIBUTED UNICEF", "12 ATTRIBUTED UNICEF"]),
        Case(
            "According to UNICEF, 40 victims of trafficking were identified in Togo in 2016. Of these, 30 were girls.",
            ["40 ATTRIBUTED UNICEF", "30 ATTRIBUTED UNICEF"]),
        Case(
            "According to UNICEF, 40 victims of trafficking were identified in Togo in 2016. Courts convicted 12 traffickers.",
            ["40 ATTRIBUTED UNICEF", "12 NONE -"]),
    ])
    func saysWhoCounted(_ example: Case) throws {
        let found = try RelatedText.document(example.text, example.language)[.observations].map {
            mention in
            let source = mention.value.sourceOrganisation
            return
                "\(Figure.plain(mention.value.figure.value ?? 0)) \(mention.value.attribution) \(source?.acronym ?? source?.name ?? "-")"
        }
        #expect(found == example.expected)
    }

    @Test(arguments: [
        (
            "Some 40 women are reportedly trafficked to Chile.", LanguageCode.english, "HEDGED",
            true
        ),
        ("Unas 40 víctimas de trata habrían sido llevadas a Chile.", .spanish, "HEDGED", true),
        ("Cerca de 40 mulheres teriam sido traficadas para o Chile.", .portuguese, "HEDGED", true),
        ("Quelque 40 femmes seraient victimes de la traite au Chili.", .french, "HEDGED", true),
        // A hedge of its own noun or of another clause is none of the figure.
        (
            "Police arrested 40 suspected traffickers in Chile in 2016.", .english, "HEDGED", false
        ),
        (
            "Police rescued 40 victims of trafficking in 2016; the route may have changed.",
            .english, "HEDGED", false
        ),
        (
            "The shelter assisted 40 victims of trafficking in 2016. The two counts may overlap and must not be added.",
            .english, "OVERLAP_UNKNOWN", true
        ),
        (
            "The government disputed the 40 victims of trafficking that were counted in 2016.",
            .english, "DISPUTED", true
        ),
        (
            "The shelter assisted 40 victims of trafficking in 2016.", .english, "OVERLAP_UNKNOWN",
            false
        ),
        ("The police rescued two victims of trafficking.", .english, "INDIVIDUAL_CASE", true),
        (
            "The police rescued 40 victims of trafficking in 2016.", .english, "INDIVIDUAL_CASE",
            false
        ),
    ])
    func flagsWhatTheTextSaysOfAFigure(
        text: String, language: LanguageCode, flag: String, expected: Bool
    ) throws {
        let observations = try RelatedText.document(text, language)[.observations]
        #expect(!observations.isEmpty)
        #expect(observations.contains { $0.value.flags.contains(flag) } == expected, "\(text)")
    }

    @Test(arguments: [
        ("The police did not report how many traffickers were convicted.", LanguageCode.english),
        ("La policía no informó cuántos tratantes fueron condenados.", .spanish),
        ("A polícia não informou quantos traficantes foram condenados pelo tráfico.", .portuguese),
        ("La police n'a pas indiqué combien de trafiquants ont été condamnés.", .french),
    ])
    func neverTurnsSilenceIntoZero(text: String, language: LanguageCode) throws {
        let observations = try RelatedText.document(text, language)[.observations].map(\.value)
        #expect(!observations.contains { $0.figure.value == 0 })
        #expect(observations.allSatisfy { $0.status == "M" && $0.figure.value == nil })
    }
}
