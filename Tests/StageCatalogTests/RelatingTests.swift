import DocumentModel
import Foundation
import StageCatalog
import StageKit
import Testing

/// What relators make of short texts when all taggers have run before them.
@Suite struct RelatingTests {
    private static let annotators: [any Annotator] = {
        guard let resources = try? StageResources.bundled() else { return [] }
        return stageCatalog.filter { [.tagger, .relator].contains($0.manifest.kind) }.compactMap {
            try? $0.make(settings: Data("{}".utf8), resources: resources) as? any Annotator
        }
    }()

    private func document(
        _ text: String, _ language: LanguageCode, published: String? = nil
    ) throws -> Document {
        let bytes = Array(text.utf8)
        var zones: [Mention<Zone>] = []
        var start = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let span = TextSpan(start..<(start + line.count))
            if span.length > 0 {
                zones.append(Mention(span, line.contains(UInt8(ascii: "\t")) ? .tableRow : .body))
            }
            start = span.upperBound + 1
        }
        var document = Document(
            location: PageLocation(rawValue: "example"),
            metadata: DocumentMetadata(
                publishedDate: published, publishedDateSource: published == nil ? .none : .page,
                declaredLanguage: language),
            text: bytes, offsets: .identity(length: bytes.count), zones: zones)
        for annotator in Self.annotators { document = try annotator.annotating(document) }
        return document
    }

    struct Case: Sendable {
        let text: String
        let language: LanguageCode
        let expected: [String]

        init(_ text: String, _ language: LanguageCode, _ expected: [String]) {
            self.text = text
            self.language = language
            self.expected = expected
        }

        /// In English.
        init(_ text: String, _ expected: [String]) {
            self.init(text, .english, expected)
        }
    }

    @Test(arguments: [
        // Victims, by what was done for them.
        Case(
            "Police rescued 12 women victims of trafficking in Peru.",
            ["VIC_RESCUED 12 PERSONS VICTIM F"]),
        Case(
            "La fundación atendió a más de 40 víctimas de trata en Bolivia.", .spanish,
            ["VIC_ASSISTED ≥ 40 PERSONS VICTIM _T"]),
        Case(
            "Foram resgatadas 15 vítimas de tráfico de pessoas no Brasil.", .portuguese,
            ["VIC_RESCUED 15 PERSONS VICTIM _T"]),
        Case(
            "La police a identifié 23 victimes de la traite au Bénin.", .french,
            ["VIC_DETECTED 23 PERSONS VICTIM _T"]),
        // Parts of a whole.
        Case(
            "The shelter assisted 90 victims of trafficking. Of these, 62 were women and 28 were men.",
            [
                "VIC_ASSISTED 90 PERSONS VICTIM _T", "VIC_ASSISTED 62 PERSONS VICTIM F part",
                "VIC_ASSISTED 28 PERSONS VICTIM M part",
            ]),
        // Shares, with the whole they are shares of.
        Case(
            "The shelter assisted 90 victims of trafficking. Thirty per cent were minors.",
            ["VIC_ASSISTED 90 PERSONS VICTIM _T", "VIC_SHARE 30 PCT VICTIM _T part"]),
        // Perpetrators and cases.
        Case(
            "Prosecutors opened 21 investigations into human trafficking and convicted four traffickers.",
            ["CASE_INVESTIGATED 21 CASES NONE _T", "PERS_CONVICTED 4 PERSONS PERPETRATOR _T"]),
        Case(
            "No país, a polícia não informou o número de condenações por tráfico de pessoas.",
            .portuguese, ["CASE_CONVICTED not reported CASES NONE _T"]),
        // Officials and participants are no victims.
        Case(
            "The course trained 40 judges on human trafficking.",
            ["TRAINED 40 PERSONS OFFICIAL _T"]),
        Case(
            "A meeting in Lima of more than 60 officials discussed human trafficking.",
            ["PARTICIPANTS ≥ 60 PERSONS PARTICIPANT _T"]),
        // The law's years and the courts'.
        Case(
            "The law against trafficking prescribes penalties of 8 to 15 years.",
            ["LAW_PENALTY 8–15 YEARS NONE _T"]),
        // Nothing to relate.
        Case("The museum opened 12 rooms to visitors.", []),
        Case("Human trafficking is a crime. The bridge is 300 metres long.", []),
        Case("A trata é crime. O município tem 12 escolas.", .portuguese, []),
    ])
    func relatesFigures(_ example: Case) throws {
        let document = try document(example.text, example.language)
        let found = document[.observations].map { mention in
            let observation = mention.value
            return
                ([
                    "\(observation)", observation.populationRole, observation.sex,
                ] + (observation.parent == nil ? [] : ["part"])).joined(separator: " ")
        }
        #expect(found == example.expected, "\(example.text)")
    }

    @Test func readsTableRowsWithTheirTotals() throws {
        let document = try document(
            """
            Victims of trafficking identified in Chile
            Year\tWomen\tMen\tTotal
            2018\t30\t12\t42
            """, .english)
        let observations = document[.observations].map(\.value)
        #expect(observations.map { $0.figure.value } == [30, 12, 42])
        #expect(observations.map(\.indicator) == Array(repeating: "VIC_DETECTED", count: 3))
        #expect(observations.map(\.parent) == [2, 2, nil])
        #expect(observations.map(\.periodStart) == ["2018", "2018", "2018"])
    }

    @Test func datesFiguresByTheirOwnClause() throws {
        let document = try document(
            "Chile identified 93 victims of trafficking in 2015, compared with 67 in 2014.",
            .english)
        #expect(document[.observations].map(\.value.periodStart) == ["2015", "2014"])
    }

    @Test func resolvesRelativeYearsOnlyOnDatedPages() throws {
        let text = "Last year 93 victims of trafficking were identified in Chile."
        let dated = try document(text, .english, published: "2016-03-01")
        #expect(dated[.observations].first?.value.periodStart == "2015")
        #expect(dated[.observations].first?.value.flags.contains("YEAR_RELATIVE") == true)
        let undated = try document(text, .english)
        #expect(undated[.observations].first?.value.periodStart == nil)
    }

    @Test(arguments: [
        Case(
            "Peru is a country of origin and transit for victims of trafficking.",
            ["PER ORIGIN ASSERTED", "PER TRANSIT ASSERTED"]),
        Case(
            "Experts from Chile, Peru and Bolivia met on trafficking. All countries represented are countries of transit.",
            ["BOL TRANSIT ASSERTED", "CHL TRANSIT ASSERTED", "PER TRANSIT ASSERTED"]),
        Case(
            "El Perú no es un país de tránsito para las víctimas de trata.", .spanish,
            ["PER TRANSIT NEGATED"]),
        Case(
            "Victims of trafficking get help. Peru is a country of origin for migrants.", []),
        Case("La trata preocupa. El Perú es un destino turístico.", .spanish, []),
    ])
    func findsCountryRoles(_ example: Case) throws {
        let document = try document(example.text, example.language)
        #expect(
            document[.countryRoles].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }

    @Test(arguments: [
        Case(
            "Women from Peru and Bolivia are trafficked to Chile for sexual exploitation.",
            ["BOL → CHL", "PER → CHL"]),
        Case(
            "Mulheres bolivianas são exploradas no Brasil em trabalho forçado.", .portuguese,
            ["BOL → BRA"]),
        Case(
            "Le Gabon est un pays de destination pour les victimes de la traite venues du Togo et du Bénin.",
            .french, ["BEN → GAB", "TGO → GAB"]),
        Case("Women from Peru moved to Chile to study.", []),
    ])
    func findsFlows(_ example: Case) throws {
        let document = try document(example.text, example.language)
        #expect(
            document[.flows].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }

    @Test func warnsWherePartsDoNotSum() throws {
        let document = try document(
            "The shelter assisted 90 victims of trafficking. Of these, 60 were women and 28 were men.",
            .english)
        #expect(document[.warnings].map(\.value.code) == ["SUM_MISMATCH"])
        #expect(document[.warnings].first?.value.message.contains("60 + 28 = 88, not 90") == true)
    }

    @Test(arguments: [
        ("Die Polizei befreite in der Nacht zwölf Frauen aus einem Haus am Rande der Stadt.", true),
        ("Lima, 12.03.2019", false),
    ])
    func saysWhereNoLexiconKnowsTheLanguage(text: String, expected: Bool) throws {
        let document = try document(text, LanguageCode(rawValue: "de"))
        #expect(document[.warnings].contains { $0.value.code == "LANGUAGE_UNKNOWN" } == expected)
    }
}
