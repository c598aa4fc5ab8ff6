import DocumentModel
import Testing

/// From where to where people are said to be taken.
@Suite struct FlowTests {
    @Test(arguments: [
        // Several origins and several destinations, in lists.
        RelatedCase(
            "Women from Nepal, Bangladesh and Sri Lanka are trafficked to Kuwait and Oman.",
            .english,
            ["BGD → KWT", "BGD → OMN", "LKA → KWT", "LKA → OMN", "NPL → KWT", "NPL → OMN"]),
        RelatedCase(
            "Mujeres de Colombia y del Ecuador son llevadas a España, Italia y Francia para explotación sexual.",
            .spanish,
            ["COL → ESP", "COL → FRA", "COL → ITA", "ECU → ESP", "ECU → FRA", "ECU → ITA"]),
        RelatedCase(
            "Mulheres do Paraguai e da Bolívia são traficadas para a Argentina e para o Chile.",
            .portuguese,
            ["BOL → ARG", "BOL → CHL", "PRY → ARG", "PRY → CHL"]),
        RelatedCase(
            "Des femmes du Togo et du Bénin sont exploitées au Gabon et au Cameroun.", .french,
            ["BEN → CMR", "BEN → GAB", "TGO → CMR", "TGO → GAB"]),
        // Two statements in one sentence do not mix.
        RelatedCase(
            "Kenyan girls are trafficked to Oman, while Ugandan boys are forced to beg in Somalia.",
            .english,
            ["KEN → OMN", "UGA → SOM"]),
        RelatedCase(
            "Las víctimas hondureñas son llevadas a México; las nicaragüenses son explotadas en Costa Rica.",
            .spanish,
            ["HND → MEX", "NIC → CRI"]),
        // Through other countries.
        RelatedCase(
            "Burmese men are trafficked through Thailand to Malaysia.", .english,
            ["MMR → THA → MYS"]),
        RelatedCase(
            "Mujeres dominicanas son trasladadas por Panamá y Colombia hacia Chile para explotación sexual.",
            .spanish,
            ["DOM → PAN → COL → CHL"]),
        RelatedCase(
            "Meninas nigerianas são levadas através da Líbia para a Itália para exploração sexual.",
            .portuguese,
            ["NGA → LBY → ITA"]),
        RelatedCase(
            "Des Vietnamiennes victimes de traite sont acheminées par la Pologne vers la Belgique.",
            .french,
            ["VNM → POL → BEL"]),
        // A country that is a destination for, or receives, people of others.
        RelatedCase(
            "Jordan is a destination for women trafficked from Indonesia and the Philippines.",
            .english,
            ["IDN → JOR", "PHL → JOR"]),
        RelatedCase(
            "Chile es un país de destino para víctimas de trata del Perú y de Bolivia.", .spanish,
            ["BOL → CHL", "PER → CHL"]),
        RelatedCase(
            "A Espanha é um país de destino para mulheres brasileiras vítimas de tráfico.",
            .portuguese,
            ["BRA → ESP"]),
        RelatedCase(
            "Le Maroc est un pays de destination pour des femmes philippines victimes de traite.",
            .french,
            ["PHL → MAR"]),
        RelatedCase(
            "Senegal receives trafficking victims from Guinea-Bissau and Mali.", .english,
            ["GNB → SEN", "MLI → SEN"]),
        RelatedCase(
            "La Tunisie est un pays de transit pour des Ivoiriennes en route vers l'Italie, victimes de traite.",
            .french,
            ["CIV → TUN → ITA"]),
        // Adjectives of persons, and of the places where they are exploited.
        RelatedCase(
            "Police found Nepali girls trafficked to Indian brothels.", .english,
            ["NPL → IND"]),
        RelatedCase(
            "Colombian police helped Peruvian women who were trafficked to Panama.", .english,
            ["PER → PAN"]),
        RelatedCase(
            "La policía boliviana ayudó a mujeres peruanas víctimas de trata explotadas en Chile.",
            .spanish,
            ["PER → CHL"]),
        RelatedCase(
            "As autoridades portuguesas ajudaram trabalhadores nepaleses explorados em Espanha.",
            .portuguese,
            ["NPL → ESP"]),
        RelatedCase(
            "La police marocaine a aidé des femmes ivoiriennes exploitées en Tunisie.", .french,
            ["CIV → TUN"]),
        // Places stand for their countries.
        RelatedCase(
            "Las mujeres fueron llevadas desde Cali a Japón para explotación sexual.", .spanish,
            ["COL → JPN"]),
        RelatedCase(
            "Mulheres de Fortaleza foram levadas para exploração sexual em boates de Lisboa.",
            .portuguese,
            ["BRA → PRT"]),
        // Regions by their M49 codes.
        RelatedCase(
            "Women from Eastern Europe are trafficked to Israel.", .english,
            ["151 → ISR"]),
        // Back home: where they come from is where they had been taken.
        RelatedCase(
            "Forty Bangladeshi women, victims of trafficking, were repatriated from Lebanon.",
            .english,
            ["BGD → LBN"]),
        RelatedCase(
            "Douze femmes malgaches victimes de traite ont été rapatriées du Koweït.", .french,
            ["MDG → KWT"]),
        RelatedCase(
            "Fueron repatriadas de Italia nueve víctimas de trata paraguayas.", .spanish,
            ["PRY → ITA"]),
        // Supposed and denied, by their own clause alone (stance is tested below).
        // By reference to a list, or to the persons before.
        RelatedCase(
            "Victims come from Benin, Togo and Ghana. Victims from all three countries are trafficked to Gabon.",
            .english,
            ["BEN → GAB", "GHA → GAB", "TGO → GAB"]),
        RelatedCase(
            "The shelter took in 30 Moldovan women, victims of trafficking. Most had been exploited in Cyprus and Greece.",
            .english,
            ["MDA → CYP", "MDA → GRC"]),
        // Not trafficking, or nobody carried.
        RelatedCase(
            "Trafficking is a crime. Migrants from Ethiopia travel to Saudi Arabia every year.",
            .english,
            []),
        RelatedCase(
            "Goods from China are shipped to Peru. Trafficking in persons is rare.", .english,
            []),
        RelatedCase(
            "La trata es un delito. Turistas de Argentina viajan a Uruguay cada verano.", .spanish,
            []),
        RelatedCase(
            "O tráfico de pessoas é crime. Os cônsules de Angola viajaram para Portugal.",
            .portuguese,
            []),
        RelatedCase(
            "La traite est un crime. Des juges du Sénégal se sont rendus en France.", .french,
            []),
        RelatedCase(
            "Fiscales de Perú y de Ecuador se reunieron en Colombia para hablar de la trata.",
            .spanish,
            []),
        RelatedCase(
            "Officials from Ghana spoke of trafficking at a meeting in Togo.", .english,
            []),
    ])
    func findsFlows(_ example: RelatedCase) throws {
        let document = try RelatedText.document(example.text, example.language)
        #expect(
            document[.flows].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }

    @Test(arguments: [
        RelatedCase(
            "Ugandan men may also be trafficked to Iraq.", .english,
            ["UGA → IRQ HEDGED"]),
        RelatedCase(
            "Haitian children are forced to beg in the Dominican Republic, and Cuban women are reportedly exploited in Panama.",
            .english,
            ["CUB → PAN HEDGED", "HTI → DOM ASSERTED"]),
        RelatedCase(
            "Mujeres paraguayas serían explotadas en la Argentina.", .spanish,
            ["PRY → ARG HEDGED"]),
        RelatedCase(
            "Crianças guineenses estariam a ser exploradas no Senegal.", .portuguese,
            ["GNB → SEN HEDGED"]),
        RelatedCase(
            "Des Marocaines seraient exploitées dans des bars de Dubaï.", .french,
            ["MAR → ARE HEDGED"]),
        RelatedCase(
            "Women from Chile are not trafficked to Bolivia.", .english,
            ["CHL → BOL NEGATED"]),
        RelatedCase(
            "Les femmes du Niger ne sont pas exploitées en Algérie.", .french,
            ["NER → DZA NEGATED"]),
    ])
    func saysWhatIsSupposedOrDenied(_ example: RelatedCase) throws {
        let document = try RelatedText.document(example.text, example.language)
        let found = document[.flows].map { "\($0.value) \($0.value.stance.rawValue)" }
        #expect(found.sorted() == example.expected, "\(example.text)")
    }
}
