import DocumentModel
import Testing

/// From where to where people are said to be taken.
@Suite struct FlowTests {
    struct Case: Sendable {
        let text: String
        let language: LanguageCode
        let expected: [String]

        init(_ text: String, _ language: LanguageCode, _ expected: [String]) {
            self.text = text
            self.language = language
            self.expected = expected
        }
    }

    @Test(arguments: [
        // Several origins and several destinations, in lists.
        Case(
            "Women from Nepal, Bangladesh and Sri Lanka are trafficked to Kuwait and Oman.",
            .english,
            ["BGD → KWT", "BGD → OMN", "LKA → KWT", "LKA → OMN", "NPL → KWT", "NPL → OMN"]),
        Case(
            "Mujeres de Colombia y del Ecuador son llevadas a España, Italia y Francia para explotación sexual.",
            .spanish,
            ["COL → ESP", "COL → FRA", "COL → ITA", "ECU → ESP", "ECU → FRA", "ECU → ITA"]),
        Case(
            "Mulheres do Paraguai e da Bolívia são traficadas para a Argentina e para o Chile.",
            .portuguese,
            ["BOL → ARG", "BOL → CHL", "PRY → ARG", "PRY → CHL"]),
        Case(
            "Des femmes du Togo et du Bénin sont exploitées au Gabon et au Cameroun.", .french,
            ["BEN → CMR", "BEN → GAB", "TGO → CMR", "TGO → GAB"]),
        // Two statements in one sentence do not mix.
        Case(
            "Kenyan girls are trafficked to Oman, while Ugandan boys are forced to beg in Somalia.",
            .english,
            ["KEN → OMN", "UGA → SOM"]),
        Case(
            "Las víctimas hondureñas son llevadas a México; las nicaragüenses son explotadas en Costa Rica.",
            .spanish,
            ["HND → MEX", "NIC → CRI"]),
        // Through other countries.
        Case(
            "Burmese men are trafficked through Thailand to Malaysia.", .english,
            ["MMR → THA → MYS"]),
        Case(
            "Mujeres dominicanas son trasladadas por Panamá y Colombia hacia Chile para explotación sexual.",
            .spanish,
            ["DOM → PAN → COL → CHL"]),
        Case(
            "Meninas nigerianas são levadas através da Líbia para a Itália para exploração sexual.",
            .portuguese,
            ["NGA → LBY → ITA"]),
        Case(
            "Des Vietnamiennes victimes de traite sont acheminées par la Pologne vers la Belgique.",
            .french,
            ["VNM → POL → BEL"]),
        // A country that is a destination for, or receives, people of others.
        Case(
            "Jordan is a destination for women trafficked from Indonesia and the Philippines.",
            .english,
            ["IDN → JOR", "PHL → JOR"]),
        Case(
            "Chile es un país de destino para víctimas de trata del Perú y de Bolivia.", .spanish,
            ["BOL → CHL", "PER → CHL"]),
        Case(
            "A Espanha é um país de destino para mulheres brasileiras vítimas de tráfico.",
            .portuguese,
            ["BRA → ESP"]),
        Case(
            "Le Maroc est un pays de destination pour des femmes philippines victimes de traite.",
            .french,
            ["PHL → MAR"]),
        Case(
            "Senegal receives trafficking victims from Guinea-Bissau and Mali.", .english,
            ["GNB → SEN", "MLI → SEN"]),
        Case(
            "La Tunisie est un pays de transit pour des Ivoiriennes en route vers l'Italie, victimes de traite.",
            .french,
            ["CIV → TUN → ITA"]),
        // Adjectives of persons, and of the places where they are exploited.
        Case(
            "Police found Nepali girls trafficked to Indian brothels.", .english,
            ["NPL → IND"]),
        Case(
            "Colombian police helped Peruvian women who were trafficked to Panama.", .english,
            ["PER → PAN"]),
        Case(
            "La policía boliviana ayudó a mujeres peruanas víctimas de trata explotadas en Chile.",
            .spanish,
            ["PER → CHL"]),
        Case(
            "As autoridades portuguesas ajudaram trabalhadores nepaleses explorados em Espanha.",
            .portuguese,
            ["NPL → ESP"]),
        Case(
            "La police marocaine a aidé des femmes ivoiriennes exploitées en Tunisie.", .french,
            ["CIV → TUN"]),
        // Places stand for their countries.
        Case(
            "Las mujeres fueron llevadas desde Cali a Japón para explotación sexual.", .spanish,
            ["COL → JPN"]),
        Case(
            "Mulheres de Fortaleza foram levadas para exploração sexual em boates de Lisboa.",
            .portuguese,
            ["BRA → PRT"]),
        // Regions by their M49 codes.
        Case(
            "Women from Eastern Europe are trafficked to Israel.", .english,
            ["151 → ISR"]),
        // Back home: where they come from is where they had been taken.
        Case(
            "Forty Bangladeshi women, victims of trafficking, were repatriated from Lebanon.",
            .english,
            ["BGD → LBN"]),
        Case(
            "Douze femmes malgaches victimes de traite ont été rapatriées du Koweït.", .french,
            ["MDG → KWT"]),
        Case(
            "Fueron repatriadas de Italia nueve víctimas de trata paraguayas.", .spanish,
            ["PRY → ITA"]),
        // Supposed and denied, by their own clause alone (stance is tested below).
        // By reference to a list, or to the persons before.
        Case(
            "Victims come from Benin, Togo and Ghana. Victims from all three countries are trafficked to Gabon.",
            .english,
            ["BEN → GAB", "GHA → GAB", "TGO → GAB"]),
        Case(
            "The shelter took in 30 Moldovan women, victims of trafficking. Most had been exploited in Cyprus and Greece.",
            .english,
            ["MDA → CYP", "MDA → GRC"]),
        // Not trafficking, or nobody carried.
        Case(
            "Trafficking is a crime. Migrants from Ethiopia travel to Saudi Arabia every year.",
            .english,
            []),
        Case(
            "Goods from China are shipped to Peru. Trafficking in persons is rare.", .english,
            []),
        Case(
            "La trata es un delito. Turistas de Argentina viajan a Uruguay cada verano.", .spanish,
            []),
        Case(
            "O tráfico de pessoas é crime. Os cônsules de Angola viajaram para Portugal.",
            .portuguese,
            []),
        Case(
            "La traite est un crime. Des juges du Sénégal se sont rendus en France.", .french,
            []),
        Case(
            "Fiscales de Perú y de Ecuador se reunieron en Colombia para hablar de la trata.",
            .spanish,
            []),
        Case(
            "Officials from Ghana spoke of trafficking at a meeting in Togo.", .english,
            []),
    ])
    func findsFlows(_ example: Case) throws {
        let document = try RelatedText.document(example.text, example.language)
        #expect(
            document[.flows].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }

    @Test(arguments: [
        Case(
            "Ugandan men may also be trafficked to Iraq.", .english,
            ["UGA → IRQ HEDGED"]),
        Case(
            "Haitian children are forced to beg in the Dominican Republic, and Cuban women are reportedly exploited in Panama.",
            .english,
            ["CUB → PAN HEDGED", "HTI → DOM ASSERTED"]),
        Case(
            "Mujeres paraguayas serían explotadas en la Argentina.", .spanish,
            ["PRY → ARG HEDGED"]),
        Case(
            "Crianças guineenses estariam a ser exploradas no Senegal.", .portuguese,
            ["GNB → SEN HEDGED"]),
        Case(
            "Des Marocaines seraient exploitées dans des bars de Dubaï.", .french,
            ["MAR → ARE HEDGED"]),
        Case(
            "Women from Chile are not trafficked to Bolivia.", .english,
            ["CHL → BOL NEGATED"]),
        Case(
            "Les femmes du Niger ne sont pas exploitées en Algérie.", .french,
            ["NER → DZA NEGATED"]),
    ])
    func saysWhatIsSupposedOrDenied(_ example: Case) throws {
        let document = try RelatedText.document(example.text, example.language)
        let found = document[.flows].map { "\($0.value) \($0.value.stance.rawValue)" }
        #expect(found.sorted() == example.expected, "\(example.text)")
    }
}
