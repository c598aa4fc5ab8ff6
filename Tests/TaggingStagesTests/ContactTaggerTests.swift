import DocumentModel
import StageKit
import Testing

@Suite struct ContactTaggerTests {
    @Test(arguments: [
        NameCase(
            """
            Two days of talks ended on Friday.
            For further information contact:
            ⟦Rosa Campos
            IOM Quito
            Tel: +593 2 555 0198
            E-mail: rcampos@example.org⟧
            ⟦Juan Prado
            IOM Quito
            Tel: +593 2 555 0199⟧
            """, .english,
            ["iom-quito, person, phone, e-mail", "iom-quito, person, phone"]),
        NameCase(
            "For more information, please contact ⟦Rosa Campos, IOM Lima, Tel: +51 1 555 0198, Email: rcampos@example.org⟧",
            .english, ["iom-lima, person, phone, e-mail"]),
        NameCase(
            """
            Para más información:
            ⟦Fundación Camino Nuevo
            Teléfono: 555-0198
            Correo: prensa@example.org⟧
            """, .spanish, ["fundacion-camino-nuevo, phone, e-mail"]),
        NameCase(
            "Para más información de la ⟦Fundación Camino Nuevo, contacto: Tel. (02) 555-0133, correo: prensa [arroba] example.org⟧",
            .spanish, ["fundacion-camino-nuevo, phone, e-mail"]),
    ])
    func readsBlocks(_ example: NameCase) throws {
        try example.expectReads(.contacts)
    }

    @Test(arguments: [
        NameCase("The hotline 555-0198 had 116 calls in 2008, more than in any year before it."),
        NameCase("The report is at www.example.org."),
        NameCase("They kept in contact with the victims."),
    ])
    func leavesSentencesAlone(_ example: NameCase) throws {
        try example.expectReads(.contacts)
    }

    @Test func keepsWhatIsNotPersonal() throws {
        let text = """
            Contact:
            Rosa Campos
            IOM Lima
            Tel: +51 1 555 0198
            E-mail: rosa@example.org
            """
        let document = try NameTagging.shared.get().document(text, in: .english)
        let contact = try #require(document[.contacts].first?.value)
        #expect(contact.place == "Lima")
        #expect(contact.country == "PER")
        #expect(contact.emailDomain == "example.org")
        #expect(document.zone(of: document[.addresses][0].span) == .contact)
    }
}
