import DocumentModel
import StageKit
import Testing

@Suite struct QuantityTaggerTests {
    typealias Case = FigureCase

    @Test(arguments: [
        Case("⟦12 kg of rice⟧, ⟦3lbs of tea⟧ and ⟦a litre⟧", .english, "12 kg", "3 [lb_av]", "1 L"),
        Case("⟦750g of flour⟧ and ⟦.5 oz⟧", .english, "750 g", "0.5 [oz_av]"),
        Case("⟦about 40 kilometres⟧ in ⟦38 °C⟧", .english, "≈ 40 km", "38 Cel"),
        Case("⟦at least 3 tonnes of coal⟧; ⟦5 litres or more⟧", .english, "≥ 3 t", "≥ 5 L"),
        Case("⟦between 4 kg and about 9 kg⟧", .english, "4–9 kg"),
        Case("⟦from 20 to 30 cm⟧, ⟦around 3 -8 g⟧", .english, "20–30 cm", "3–8 g"),
        Case("⟦12 km²⟧ of forest, ⟦80 hectares⟧, ⟦16 GB⟧", .english, "12 km2", "80 har", "16 GBy"),
        Case("⟦cuatro kilos de harina⟧ y ⟦2 toneladas⟧", .spanish, "4 kg", "2 t"),
        Case("⟦menos que cinco libras de pan⟧ a ⟦90 km/h⟧", .spanish, "≤ 5 [lb_av]", "90 km/h"),
        Case("⟦um quilo de sal⟧ e ⟦200 gramas de café⟧", .portuguese, "1 kg", "200 g"),
        Case("⟦2 cuillères à soupe de sucre⟧", .french, "2 [tbs_us]"),
        Case("⟦entre 10 et 12 mètres⟧, ⟦une tonne⟧", .french, "10–12 m", "1 t"),
    ])
    func readsQuantities(_ given: Case) throws {
        try given.expect(of: "tag-quantities")
    }

    @Test(arguments: [
        // Money, time, persons, other meanings.
        Case("fined 20 pounds after 3 days, 12 women, 5 per cent", .english),
        Case("a cup final, a foot in the door, the 4 G network, 2 mi", .english),
        Case("pagó 500 libras; los 3 mil casos; una taza rota", .spanish),
        Case("il a payé 20 livres; une once espoir", .french),
    ])
    func leavesOthersAlone(_ given: Case) throws {
        try given.expect(of: "tag-quantities")
    }
}
