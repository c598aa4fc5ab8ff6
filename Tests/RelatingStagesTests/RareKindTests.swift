import DocumentModel
import Testing

/// Figures of the rarer kinds: durations, ratios, searches, zeros in words.
@Suite struct RareKindTests {
    @Test(arguments: [
        // How long, how many times as many.
        RelatedCase(
            "The charity helped 20 men who were victims of trafficking. They had spent between ten months and four years on the boats.",
            .english,
            ["VIC_ASSISTED 20 PERSONS", "VIC_DURATION 10–48 MONTHS"]),
        RelatedCase(
            "Police identified 40 victims of trafficking, twice as many as in 2015.", .english,
            ["VIC_DETECTED 40 PERSONS", "VIC_RATIO 2 RATIO"]),
        RelatedCase(
            "En 2016 se identificaron 90 víctimas de trata, el triple que en 2014.", .spanish,
            ["VIC_DETECTED 90 PERSONS", "VIC_RATIO 3 RATIO"]),
        RelatedCase(
            "Foram identificadas 30 vítimas de tráfico em 2018, o dobro do que em 2017.",
            .portuguese,
            ["VIC_DETECTED 30 PERSONS", "VIC_RATIO 2 RATIO"]),
        RelatedCase(
            "Le foyer a accueilli 60 victimes de traite, soit trois fois plus qu'en 2012.", .french,
            ["VIC_ASSISTED 60 PERSONS", "VIC_RATIO 3 RATIO"]),
        RelatedCase(
            "Por cada víctima de trata identificada hay al menos cinco que no lo son.", .spanish,
            ["VIC_RATIO ≥ 5 RATIO"]),
        RelatedCase(
            "She was sold three times to traffickers. The course lasted two years.", .english,
            []),
        // What operations searched.
        RelatedCase(
            "Officers raided 14 brothels and freed nine victims of trafficking.", .english,
            ["OPERATIONS 14 ORGS", "VIC_RESCUED 9 PERSONS"]),
        // None, and not reported.
        RelatedCase(
            "The authorities did not identify any trafficking victims in 2015.", .english,
            ["VIC_DETECTED 0 PERSONS"]),
        RelatedCase(
            "No hubo condenas por trata.", .spanish,
            ["CASE_CONVICTED 0 CASES"]),
        RelatedCase(
            "O Suriname não divulgou o número de vítimas de tráfico.", .portuguese,
            ["VIC_DETECTED not reported PERSONS"]),
        RelatedCase(
            "Le nombre de condamnations pour traite n'a pas été communiqué.", .french,
            ["CASE_CONVICTED not reported CASES"]),
    ])
    func findsObservations(_ example: RelatedCase) throws {
        let document = try RelatedText.document(example.text, example.language)
        #expect(
            document[.observations].map { "\($0.value)" }.sorted() == example.expected,
            "\(example.text)")
    }
}
