import CodeLists
import DocumentModel
import StageKit
import Lexicons
import Testing

@Suite struct TermTaggerTests {
    typealias Case = FigureCase

    @Test(arguments: [
        Case(
            "⟦traffickers⟧ took ⟦possible victims⟧ for ⟦forced labour⟧", .english,
            "population_role PERPETRATOR", "population_role VICTIM_PRESUMED", "exploitation LAB"),
        Case(
            "nine ⟦prosecutions⟧ and one ⟦acquittal⟧; they were ⟦sentenced⟧", .english,
            "legal_stage PROSECUTION", "legal_stage ACQUITTAL", "legal_stage SENTENCE"),
        Case(
            "⟦source⟧, ⟦transit⟧ and ⟦destination countries⟧; ⟦countries of origin⟧", .english,
            "country_role ORIGIN", "country_role TRANSIT", "country_role DESTINATION",
            "country_role ORIGIN"),
        Case(
            "⟦presuntas víctimas⟧ en ⟦servidumbre por deudas⟧, sin ⟦denuncia⟧", .spanish,
            "population_role VICTIM_PRESUMED", "means_of_control DEBT", "legal_stage COMPLAINT"),
        Case(
            "⟦país de origen⟧, ⟦tránsito⟧ y ⟦destino⟧", .spanish, "country_role ORIGIN",
            "country_role TRANSIT", "country_role DESTINATION"),
        Case(
            "⟦vítimas de tráfico⟧; três ⟦absolvições⟧", .portuguese, "population_role VICTIM",
            "legal_stage ACQUITTAL"),
        Case(
            "⟦victimes présumées⟧ de ⟦mariage forcé⟧; ⟦confiscation des passeports⟧", .french,
            "population_role VICTIM_PRESUMED", "exploitation MAR", "means_of_control DOCS"),
    ])
    func readsTerms(_ given: Case) throws {
        try given.expect(of: "tag-terms")
    }

    @Test(arguments: [
        Case("The source of the data, in transit to the destination, found mines.", .english),
        Case("Su destino era el puerto, origen de la deuda.", .spanish),
        Case("Les domestiques des chantiers, sans destination.", .french),
    ])
    func leavesOtherWordsAlone(_ given: Case) throws {
        try given.expect(of: "tag-terms")
    }

    /// A wording for a code that the list lacks would tag what no dataset can hold.
    @Test func everyWordingHasACode() throws {
        let lists = try CodeLists.bundled()
        let lexicons = try Lexicons.bundled()
        for language in lexicons.languages {
            let words = try #require(lexicons[language])
            let wordings = [
                ("population_role", words.terms.roles), ("legal_stage", words.terms.legalStages),
                ("means_of_control", words.terms.meansOfControl),
                ("measure", words.quantities.units),
            ]
            for (list, phrases) in wordings {
                let codes = Set(lists[list]["code"])
                #expect(!codes.isEmpty, "\(list)")
                let unknown = Set(phrases.keys).subtracting(codes)
                #expect(unknown.isEmpty, "\(list) in \(language): \(unknown.sorted())")
            }
        }
    }
}
