import DocumentModel
import StageKit
import Testing

@Suite struct OrganisationTaggerTests {
    @Test(arguments: [
        // Registered names and acronyms.
        NameCase(
            "the ⟦International Labour Organization⟧ and ⟦UNODC⟧", .english, ["ilo", "unodc"]),
        NameCase(
            "la ⟦Organización Internacional para las Migraciones⟧ (⟦OIM⟧)", .spanish,
            ["iom", "iom"]),
        NameCase("le ⟦Fonds des Nations Unies pour l’enfance⟧", .french, ["unicef"]),
        NameCase("staff of ⟦IOM Lima⟧ met", .english, ["iom-lima"]),
        // Names around a head.
        NameCase(
            "⟦Ministry of Women and Social Action⟧ of old", .english,
            ["ministry-of-women-and-social-action"]),
        NameCase("In Jordan the ⟦Ministry of Labour⟧ agreed.", .english, ["jo-ministry-of-labour"]),
        NameCase("the ⟦Northern Coast Border Agency⟧", .english, ["northern-coast-border-agency"]),
        NameCase("la ⟦Fundación Camino Nuevo⟧ abrió", .spanish, ["fundacion-camino-nuevo"]),
        NameCase(
            "En Chile, la ⟦Agencia de Recaudación del Norte⟧", .spanish,
            ["cl-agencia-de-recaudacion-del-norte"]),
        NameCase("Au Bénin, le ⟦ministère de la Famille⟧", .french, ["bj-ministere-de-la-famille"]),
        // Two names that "and" joins stay two.
        NameCase(
            "In Ghana the ⟦Ministry of Health⟧ and the ⟦Ministry of Justice⟧", .english,
            ["gh-ministry-of-health", "gh-ministry-of-justice"]),
    ])
    func readsNames(_ example: NameCase) throws {
        try example.expectReads(.organisations)
    }

    @Test(arguments: [
        NameCase(
            "⟦Harbour of Light West Africa⟧ (⟦HLWA⟧) said that ⟦HLWA⟧ had 12 beds.", .english,
            [
                "harbour-of-light-west-africa", "harbour-of-light-west-africa",
                "harbour-of-light-west-africa",
            ]),
        NameCase(
            "⟦Red Rutas Vivas⟧ (⟦RRV⟧) publicó. ⟦RRV⟧ atendió a 30.", .spanish,
            ["red-rutas-vivas", "red-rutas-vivas", "red-rutas-vivas"]),
    ])
    func carriesAcronymsThatTheTextIntroduces(_ example: NameCase) throws {
        try example.expectReads(.organisations)
    }

    @Test(arguments: [
        NameCase("The government, the police and several NGOs met."),
        NameCase("the Russian Federation"),
        NameCase("el ministerio y la policía", .spanish),
        NameCase("who we are and what we do"),
        NameCase("the Democratic Republic of the Congo (DRC)"),
    ])
    func leavesOtherThingsAlone(_ example: NameCase) throws {
        try example.expectReads(.organisations)
    }
}
