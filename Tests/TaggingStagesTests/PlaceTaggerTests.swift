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
    ])
    func readsPlaces(_ example: NameCase) throws {
        try example.expectReads(.places)
    }

    @Test(arguments: [
        NameCase("the Palermo Protocol"),
        NameCase("Panama and Guatemala"),
        NameCase("they travelled East and North"),
        NameCase("Rosa Cortés"),
        NameCase("the University of Oxford"),
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
