import DocumentModel
import Testing

/// What countries are said to be, over commas, clauses and sentences.
@Suite struct CountryRoleTests {
    @Test(arguments: [
        RelatedCase(
            "Latvia is a country of origin and, less often, of destination for victims of trafficking.",
            .english,
            ["LVA DESTINATION ASSERTED", "LVA ORIGIN ASSERTED"]),
        RelatedCase(
            "México es país de tránsito y, sin que se sepa, de destino de víctimas de trata.",
            .spanish,
            ["MEX DESTINATION ASSERTED", "MEX TRANSIT ASSERTED"]),
        RelatedCase(
            "Belice podría ser un destino para mujeres víctimas de trata.", .spanish,
            ["BLZ DESTINATION HEDGED"]),
        RelatedCase(
            "Segundo o relatório, o Brasil é um país de origem de vítimas de tráfico; não há registo de que seja usado como trânsito.",
            .portuguese,
            ["BRA ORIGIN ASSERTED", "BRA TRANSIT NEGATED"]),
        RelatedCase(
            "Ghana is a source country for trafficking. Some reports call Togo a transit country, but there is no evidence that it is one.",
            .english,
            ["GHA ORIGIN ASSERTED", "TGO TRANSIT NEGATED"]),
        RelatedCase(
            "El Paraguay es un país de origen de víctimas de trata. También se dice que sería un lugar de tránsito hacia Brasil.",
            .spanish,
            ["PRY ORIGIN ASSERTED", "PRY TRANSIT HEDGED"]),
        RelatedCase(
            "Le Mali est un pays d'origine de victimes de traite et, dans une moindre mesure, de transit.",
            .french,
            ["MLI ORIGIN ASSERTED", "MLI TRANSIT ASSERTED"]),
        RelatedCase(
            "Trafficking is a crime. Spain is a destination for tourists.", .english,
            []),
        RelatedCase(
            "La trata es un delito. Chile es país de destino de migrantes.", .spanish,
            []),
    ])
    func findsRoles(_ example: RelatedCase) throws {
        let document = try RelatedText.document(example.text, example.language)
        #expect(
            document[.countryRoles].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }
}
