import DocumentModel
import StageKit
import Testing

@Suite struct AddressTaggerTests {
    @Test(arguments: [
        NameCase("mail ⟦a.b+c@mail.example.org⟧.", .english, ["EMAIL"]),
        NameCase(
            "mail ⟦press [at] example [dot] org⟧ or ⟦x (at) example.org⟧", .english,
            ["EMAIL", "EMAIL"]),
        NameCase("both a..b@example.org and x@new_type.com"),
        NameCase(
            "see ⟦http://example.org/a/b?c=1⟧, then ⟦www.example.org⟧.", .english, ["URL", "URL"]),
        NameCase("see ⟦example.gob.pe⟧ but not this.is fine", .english, ["URL"]),
        NameCase("at ⟦harbour.ly⟧, ⟦port.co/a⟧ and ⟦b7.am⟧", .english, ["URL", "URL", "URL"]),
        // A stop without a blank after it, abbreviations, hours, units.
        NameCase("They left.Es decir, p.ej. a las 7.am, at 10.pm or 5.kg"),
        NameCase("wait...no, then..si, e.g.ly, Fin.Co"),
    ])
    func readsMailAndWebAddresses(_ example: NameCase) throws {
        try example.expectReads(.addresses)
    }

    @Test(arguments: [
        NameCase("Tel: ⟦+51 1 555 01 98⟧", .english, ["PHONE"]),
        NameCase("Tel. ⟦(01) 555-0198 ext. 12⟧", .english, ["PHONE"]),
        NameCase("call ⟦(541) 555-0198⟧ or ⟦541-555-0198⟧", .english, ["PHONE", "PHONE"]),
        NameCase("Teléfono ⟦555 0198⟧", .spanish, ["PHONE"]),
        NameCase("Fone: ⟦21 5555-0198⟧", .portuguese, ["PHONE"]),
        NameCase("Tél. ⟦01 55 50 19 80⟧", .french, ["PHONE"]),
        // A bracket that nothing answers.
        NameCase("ring (⟦19 55501980⟧ at night", .english, ["PHONE"]),
        NameCase("ring 19) ⟦55501980⟧ at night", .english, ["PHONE"]),
        NameCase("ring ⟦5-5-5-0-1-9-8⟧ or ⟦202.555.0198⟧- press", .english, ["PHONE", "PHONE"]),
    ])
    func readsTelephoneNumbers(_ example: NameCase) throws {
        try example.expectReads(.addresses)
    }

    @Test(arguments: [
        NameCase("between 2005-2008 and 2009/2010"),
        NameCase("on 12/03/2008, 2008-03-12 and 12.03.2008"),
        NameCase("1 250 000 or 1.250.000 or 1,250,000 persons"),
        NameCase("12345678 persons, 150 000 cases, 18-25 years"),
        NameCase("account 12345678, Ley 28950-2007"),
        NameCase("100-1000 grams, 500-1500 women"),
        NameCase("(39 (6)) 555019, section 1.2.3.4.5 of (2 150 000 persons)"),
    ])
    func leavesOtherNumbersAlone(_ example: NameCase) throws {
        try example.expectReads(.addresses)
    }
}
