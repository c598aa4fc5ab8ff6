import DocumentModel
import StageKit
import Testing

@Suite struct PlaceTaggerTests {
    @Test(arguments: [
        NameCase("raids in ⟦Lagos⟧ and ⟦Benin City⟧", .english, ["NG-LA", "NG-ED"]),
        NameCase("de ⟦Oaxaca⟧ a ⟦Ciudad de México⟧", .spanish, ["MX-OAX", "MX-CMX"]),
        NameCase("em ⟦São Paulo⟧", .portuguese, ["BR-SP"]),
        // A place lies where the page says.
        NameCase("In Honduras, in the town of ⟦La Paz⟧", .english, ["HN-LP"]),
        NameCase("In Bolivia, in the town of ⟦La Paz⟧", .english, ["BO-L"]),
        NameCase("a shop in ⟦Paris⟧, ⟦Texas⟧", .english, ["US-TX", "US-TX"]),
        NameCase("a man from ⟦Barrie⟧, ⟦Ont.⟧", .english, ["CA-ON", "CA-ON"]),
        NameCase("a bus to ⟦Louisville⟧, ⟦KY⟧", .english, ["US-KY", "US-KY"]),
        NameCase("acolhidas em ⟦Recife⟧ (⟦PE⟧)", .portuguese, ["BR-PE", "BR-PE"]),
        NameCase("near the ⟦Laurel County⟧ Fairgrounds", .english, ["US-KY"]),
        // One name is one place on a page.
        NameCase(
            "He was held in ⟦London⟧, ⟦Ontario⟧. Police in ⟦London⟧ said so.", .english,
            ["CA-ON", "CA-ON", "CA-ON"]),
        NameCase("a farm outside ⟦Macon⟧, ⟦Georgia⟧", .english, ["US-GA", "US-GA"]),
        NameCase("the town of ⟦Lebanon⟧, ⟦Ohio⟧", .english, ["US-OH", "US-OH"]),
        // A place inside the name of an organisation says little of where anything is.
        NameCase("the University of ⟦Oxford⟧", .english, ["GB-ENG ORG_PART"]),
    ])
    func readsPlaces(_ example: NameCase) throws {
        try example.expectReads(.places)
    }

    @Test(arguments: [
        NameCase("the Palermo Protocol"),
        NameCase("Panama and Guatemala"),
        NameCase("they travelled East and North"),
        NameCase("Rosa Cortés"),
        NameCase("Yesterday Curtis McCoy spoke."),
        NameCase("at 1517 Locust Street, before dinner"),
        NameCase("They met in March at the White House."),
        NameCase("The Commerce Ministry said it did."),
        NameCase("It happened 300 B.C. or later."),
    ])
    func leavesOtherNamesAlone(_ example: NameCase) throws {
        try example.expectReads(.places)
    }

    @Test(arguments: [
        NameCase("the ⟦Andean Region⟧ and ⟦South-East Asia⟧", .english, ["ANDEAN", "035"]),
        NameCase("en ⟦América Latina⟧", .spanish, ["LATIN_AMERICA"]),
        NameCase("South Africa is a country"),
    ])
    func readsRegions(_ example: NameCase) throws {
        try example.expectReads(.regions)
    }
}
