import DocumentModel
import StageKit
import Testing

/// Ages in the forms that pages use, and what only looks like them.
@Suite struct AgeTaggerTests {
    typealias Case = FigureCase

    @Test(arguments: [
        Case("a ⟦17-year-old⟧ girl and a man ⟦forty-one years of age⟧", .english, "17", "41"),
        Case("sold at the ⟦age of nine⟧; a ⟦32 yo⟧ woman", .english, "9", "32"),
        Case(
            "girls ⟦aged 14⟧, ⟦15⟧ and ⟦17⟧; she was barely ⟦thirteen⟧.", .english, "14", "15",
            "17", "13"),
        Case("the ⟦12 to 15 age group⟧; boys ⟦no older than 16⟧", .english, "12–15", "…–16"),
        Case("women ⟦in their thirties⟧, a boy ⟦in his early teens⟧", .english, "30–39", "13–19"),
        Case("una niña que tenía ⟦siete años⟧ y otra de ⟦12 años de edad⟧", .spanish, "7", "12"),
        Case("Tengo ⟦19 años⟧; ella tiene apenas ⟦quince años⟧", .spanish, "19", "15"),
        Case("Rosa, de ⟦18 años⟧, y una mujer de unos ⟦treinta años⟧", .spanish, "18", "30"),
        Case("⟦menores de cinco años⟧ y ⟦mayores de 60 años⟧", .spanish, "…–4", "60–…"),
        Case("La víctima más joven tenía ⟦nueve años⟧", .spanish, "9–…"),
        Case("dos jóvenes ⟦veinteañeras⟧", .spanish, "20–29"),
        Case("uma menina que tinha ⟦onze anos⟧; ele só tem ⟦20 anos⟧", .portuguese, "11", "20"),
        Case("uma jovem de ⟦16 anos de idade⟧", .portuguese, "16"),
        Case("Elle avait à peine ⟦treize ans⟧; j'ai ⟦22 ans⟧", .french, "13", "22"),
        Case(
            "Rose, ⟦18 ans⟧, est partie; l'âge moyen est de ⟦28 ans⟧ pour elles", .french, "18",
            "mean 28"),
        Case("une femme ⟦quadragénaire⟧", .french, "40–49"),
    ])
    func readsAgesOfPersons(_ given: Case) throws {
        try given.expect(of: "tag-ages")
    }

    @Test(arguments: [
        Case("a child ⟦10 months old⟧", .english, "10 MONTHS"),
        Case("El niño tenía tan solo ⟦cinco meses⟧", .spanish, "5 MONTHS"),
        Case("los niños, que tenían menos de ⟦dos semanas⟧", .spanish, "2 WEEKS"),
        Case("uma criança de ⟦oito meses de idade⟧", .portuguese, "8 MONTHS"),
        Case(
            "un bebé de ⟦nueve meses⟧ y una niña de ⟦6 semanas de edad⟧", .spanish, "9 MONTHS",
            "6 WEEKS"),
        Case("des enfants ⟦âgés de 3 semaines⟧", .french, "3 WEEKS"),
    ])
    func readsAgesOfBabies(_ given: Case) throws {
        try given.expect(of: "tag-ages")
    }

    @Test(arguments: [
        Case("a bridge more than ⟦300 years old⟧", .english, "300 of a thing"),
        Case("a ⟦45-day-old⟧ invoice", .english, "45 DAYS of a thing"),
        Case("La muralla tiene más de ⟦400 años⟧", .spanish, "400 of a thing"),
        Case("una factura vencida por ⟦60 días⟧", .spanish, "60 DAYS of a thing"),
        Case("num prazo de ⟦dez dias⟧", .portuguese, "10 DAYS of a thing"),
        Case("Le pont a plus de ⟦300 ans⟧", .french, "300 of a thing"),
    ])
    func marksAgesOfThings(_ given: Case) throws {
        try given.expect(of: "tag-ages")
    }

    @Test(arguments: [
        Case("They worked there for 3 years, then 8 months in jail.", .english),
        Case("The total was only 15. A term of nine months, older houses, 12 older men.", .english),
        Case("two days later, within 90 days, every 2 weeks", .english),
        Case("Trabajó durante tres años; hace dos meses; tiene 30 días para apelar", .spanish),
        Case("la pena es de 15 años; fue condenado a 20 años", .spanish),
        Case("há três meses; condenado a 8 anos de prisão; em dois dias", .portuguese),
        Case("à trois jours du procès, il y a deux mois, pendant dix ans", .french),
        Case("une peine de 10 ans; il a trois mois pour payer", .french),
    ])
    func leavesSpansOfTimeAlone(_ given: Case) throws {
        try given.expect(of: "tag-ages")
    }
}
