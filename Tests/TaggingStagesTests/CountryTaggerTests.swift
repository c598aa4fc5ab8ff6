import DocumentModel
import StageKit
import Testing

@Suite struct CountryTaggerTests {
    @Test(arguments: [
        // Names, also official and inverted ones.
        NameCase("women from ⟦Moldova⟧ and the ⟦Republic of Korea⟧", .english, ["MDA", "KOR"]),
        NameCase("⟦Korea, Republic of⟧", .english, ["KOR"]),
        NameCase("⟦Congo (Democratic Republic of the)⟧", .english, ["COD"]),
        NameCase("viajaron a ⟦Países Bajos⟧ y al ⟦Reino Unido⟧", .spanish, ["NLD", "GBR"]),
        NameCase("crianças da ⟦Guiné-Bissau⟧", .portuguese, ["GNB"]),
        NameCase("au ⟦Burkina Faso⟧ et en ⟦Côte d’Ivoire⟧", .french, ["BFA", "CIV"]),
        NameCase("They crossed into ⟦El Salvador⟧.", .english, ["SLV"]),
        NameCase("desde el interior", .spanish),
        // Villages are called so too.
        NameCase("El ⟦Perú⟧ no es un país de tránsito.", .spanish, ["PER"]),
        NameCase("un trabajo en ⟦Argentina⟧ sin contrato", .spanish, ["ARG"]),
        NameCase(
            "⟦Guinea⟧, ⟦Niger⟧, ⟦Nigeria⟧ met. A man from Ogun State came.", .english,
            ["GIN", "NER", "NGA"]),
        // The longest name wins.
        NameCase(
            "⟦Equatorial Guinea⟧, ⟦Papua New Guinea⟧, ⟦Guinea⟧", .english, ["GNQ", "PNG", "GIN"]),
        NameCase("the ⟦Dominican Republic⟧, not ⟦Dominica⟧", .english, ["DOM", "DMA"]),
    ])
    func readsNames(_ example: NameCase) throws {
        try example.expectReads(.countries)
    }

    @Test(arguments: [
        NameCase("⟦Nigerian⟧ women and ⟦Nigeriens⟧", .english, ["NGA DEMONYM", "NER DEMONYM"]),
        NameCase("niñas ⟦bolivianas⟧ y ⟦peruanas⟧", .spanish, ["BOL DEMONYM", "PER DEMONYM"]),
        NameCase("vítimas ⟦moçambicanas⟧", .portuguese, ["MOZ DEMONYM"]),
        NameCase("des femmes ⟦togolaises⟧", .french, ["TGO DEMONYM"]),
    ])
    func readsDemonyms(_ example: NameCase) throws {
        try example.expectReads(.countries)
    }

    @Test(arguments: [
        NameCase(
            "sent to the ⟦US⟧ and the ⟦UK⟧", .english, ["USA ABBREVIATION", "GBR ABBREVIATION"]),
        NameCase("llegó a ⟦EE. UU.⟧ ayer", .spanish, ["USA ABBREVIATION"]),
        NameCase("en ⟦RDC⟧", .french, ["COD ABBREVIATION"]),
    ])
    func readsAbbreviations(_ example: NameCase) throws {
        try example.expectReads(.countries)
    }

    @Test(arguments: [
        NameCase("he told us that it cost US$ 300"),
        NameCase("in New Mexico, near the Gulf of Mexico"),
        NameCase("a dinner of turkey on old china plates"),
        NameCase("Yesterday Michael Jordan spoke to the class."),
        NameCase("available in English, French and Portuguese"),
        NameCase("She learned English. They teach Spanish to adults."),
        NameCase("it cost $US 300"),
        NameCase("the town of Lebanon, Ohio; Lebanon has a mayor"),
        NameCase("near Macon, Georgia"),
        NameCase("Georgia Miller skates. Today Georgia is eight."),
        NameCase("CONTACT US"),
        NameCase("disponible en español y portugués", .spanish),
        NameCase("los fines de la reunión", .spanish),
        NameCase("the polish of a good text"),
    ])
    func leavesOtherThingsAlone(_ example: NameCase) throws {
        try example.expectReads(.countries)
    }

    @Test(arguments: [
        NameCase(
            "Tbilisi, ⟦Georgia⟧: the ⟦Georgian⟧ parliament voted.", .english,
            ["GEO", "GEO DEMONYM"]),
        NameCase(
            "In Kinshasa the ⟦Congolese⟧ police freed them.", .english, ["COD DEMONYM"]),
        NameCase("peace in south ⟦Sudan⟧", .english, ["SDN"]),
        NameCase("a path for ⟦US⟧ ambassadors", .english, ["USA ABBREVIATION"]),
    ])
    func decidesByThePage(_ example: NameCase) throws {
        try example.expectReads(.countries)
    }

    @Test(arguments: [
        ("twelve ⟦Peruvians⟧ came" as MarkedText, CountryReading.Use.persons),
        ("a ⟦Peruvian⟧, aged 12" as MarkedText, CountryReading.Use.persons),
        ("the ⟦Russians⟧ signed" as MarkedText, CountryReading.Use.adjective),
        ("the ⟦Peruvian⟧ police" as MarkedText, CountryReading.Use.adjective),
        ("from ⟦Peru⟧" as MarkedText, CountryReading.Use.name),
    ])
    func tellsPersonsFromTheirCountry(_ text: MarkedText, _ use: CountryReading.Use) throws {
        let countries = try NameTagging.shared.get().document(text.text, in: .english)[.countries]
        #expect(countries.map(\.span) == text.spans)
        #expect(countries.map(\.value.use) == [use])
    }

    @Test func knowsPartsOfOrganisations() throws {
        try NameCase(
            "The ⟦US⟧ State Department wrote to ⟦Ghana⟧.", .english, ["USA ORG_PART", "GHA"]
        ).expectReads(.countries)
    }
}
