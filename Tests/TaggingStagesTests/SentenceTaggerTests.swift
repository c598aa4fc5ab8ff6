import DocumentModel
import StageKit
import TaggingStages
import Testing

/// Where sentences end, and where a stop ends none.
@Suite struct SentenceTaggerTests {
    private static let stages = Result {
        let resources = try StageResources.bundled()
        return (
            WordTagger(settings: NoSettings(), resources: resources),
            SentenceTagger(settings: NoSettings(), resources: resources)
        )
    }

    /// The sentences of `text`, parted by bars.
    private func parted(_ text: String, _ language: LanguageCode) throws -> String {
        try sentences(text, language).joined(separator: " | ")
    }

    private func sentences(_ text: String, _ language: LanguageCode) throws -> [String] {
        let (words, sentences) = try Self.stages.get()
        let bytes = Array(text.utf8)
        var document = Document(
            location: PageLocation(rawValue: "test"),
            metadata: DocumentMetadata(declaredLanguage: language), text: bytes,
            offsets: .identity(length: bytes.count), zones: [])
        document = try sentences.annotating(try words.annotating(document))
        return document[.sentences].map { document[$0.span] }
    }

    @Test(arguments: [
        // Initials and acronyms.
        "The U.S. mission spoke. | It left.",
        "She lives in the U.S. | The report came later.",
        "In Washington, D.C., they met. | J. R. Roe spoke.",
        "It was signed by J. Roe. | The rest left.",
        // Titles and other abbreviations.
        "Mr. Roe and Mrs. Poe met Dr. Low. | They spoke.",
        "See art. 12 and para. 4 of the law. | It holds.",
        "John Smith Jr. was heard. | Acme Inc. paid.",
        "The figure (see Fig. 2) fell. | Is it so? | Yes!",
        "They left at 5 p.m. | The police came at 6 a.m. on Monday.",
        // Decimals, numbers, addresses.
        "It rose by 2.5 per cent. | No. 3 was left out.",
        "Visit www.example.org. | Then call.",
        // Ellipses and quotations.
        "Wait… what? | Nothing happened… | The end.",
        "He asked why... | Nobody knew.",
        "He said: “Go!” | Then he left.",
        "\"They took us.\" | The girl wept.",
    ])
    func partsEnglish(text: String) throws {
        #expect(try parted(text.without(" |"), .english) == text)
    }

    @Test(arguments: [
        "El Sr. Ríos y la Sra. Paz hablaron con el Dr. Sol. | Luego salieron.",
        "La Ley N.º 28950 rige. | El art. 5 no.",
        "EE.UU. envió fondos. | Perú también.",
        "Volvió de EE.UU. | La policía la esperaba.",
        "Vive en la Av. La Marina. | Allí fue.",
        "¿Quién fue? | ¡Nadie! | No se sabe.",
        "Fueron 1.786 niñas. | Otras 2,5 por ciento más.",
        "pág. 12. | Véase el núm. 3.",
        "Dijo: «No fue así». | Luego calló.",
    ])
    func partsSpanish(text: String) throws {
        #expect(try parted(text.without(" |"), .spanish) == text)
    }

    @Test(arguments: [
        "O Sr. Lima e a Sra. Paz falaram. | O Dr. Sol não.",
        "A Lei n.º 13.344 vale. | O art. 149-A também.",
        "Foram 2,5 mil pessoas. | Ninguém viu.",
        "A Profa. Ana e o Exmo. Juiz. | Depois saíram.",
        "Ele disse: “Não!” | E saiu.",
    ])
    func partsPortuguese(text: String) throws {
        #expect(try parted(text.without(" |"), .portuguese) == text)
    }

    @Test(arguments: [
        "M. Roux et Mme Paix ont parlé. | Le Dr Sol aussi.",
        "M. Le Blanc est parti. | Il reviendra.",
        "La loi n° 2016-444 vaut. | L'art. 5 aussi.",
        "Il y eut 2,5 % de plus. | Personne ne vint.",
        "Cf. p. 12. | Voir aussi la p. 13.",
        "« Non ! » dit-elle. | Puis elle partit.",
        "Elle cria : « Non ! » | Puis elle partit.",
    ])
    func partsFrench(text: String) throws {
        #expect(try parted(text.without(" |"), .french) == text)
    }

    @Test(arguments: [
        ("1. Girls were found.\n2. Boys were not.", 2), ("Victims by year\nThe figures rose", 2),
        ("Age\t12\t14\nSex\tF\tM", 2), ("", 0),
    ])
    func endsSentencesWithTheirLines(text: String, expected: Int) throws {
        #expect(try sentences(text, .english).count == expected)
    }
}

extension String {
    fileprivate func without(_ mark: String) -> String {
        split(separator: mark).joined()
    }
}
