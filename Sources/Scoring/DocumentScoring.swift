/// Scores one page.
struct DocumentScoring {
    private(set) var scores = Scores()
    private(set) var mistakes: [Mistake] = []
    private(set) var judged: [(row: RunDatasets.ObservationRow, isRight: Bool)] = []
    private let gold: GoldDocument
    private let rows: RunDatasets.DocumentRows

    init(_ gold: GoldDocument, in run: RunDatasets) {
        self.gold = gold
        rows = run.rowsByPage[gold.id] ?? RunDatasets.DocumentRows()
        scores.documents = 1
        if run.rowsByPage[gold.id] == nil { scores.missing = [gold.id] }
        scoreCountries()
        scoreOrganisations(run.organisationNames)
        scoreFigures()
        scoreObservations()
        scoreRoles()
        scoreFlows()
    }

    // MARK: Mentions

    /// Countries are sets a page; those present through a place alone are counted apart.
    private mutating func scoreCountries() {
        let named = Set(gold.countries.filter { !$0.isPlaceOnly }.map(\.iso3))
        let placed = Set(gold.countries.filter(\.isPlaceOnly).map(\.iso3))
        let texts = rows.mentions.filter(\.isInText)
        let mentions = texts.filter { $0.type == "COUNTRY" && $0.kind != "PLACE" }
        let given = Set(mentions.map(\.code))
        let places = texts.filter { $0.type == "PLACE" && !$0.code.isEmpty }
        let givenByPlace = Set(places.map(\.code)).subtracting(given)
        scores[.countries] = Tally(
            right: given.intersection(named).count, given: given.subtracting(placed).count,
            gold: named.count)
        scores[.placeCountries] = .set(givenByPlace, placed)
        for code in named.subtracting(given).sorted() {
            let surfaces = gold.countries.filter { $0.iso3 == code }.flatMap { $0.surfaces ?? [] }
            note("country missed", .countries, gold: code, quoted(surfaces.map(\.surface)))
        }
        for code in given.subtracting(named).subtracting(placed).sorted() {
            let evidence = mentions.first { $0.code == code }?.evidence.text
            note("country wrong", .countries, given: code, evidence ?? "")
        }
    }

    /// An organisation is found where any of its names is tagged, under whatever key.
    private mutating func scoreOrganisations(_ registry: [String: Set<FoldedText>]) {
        var given: [String: Set<FoldedText>] = [:]
        var evidence: [String: String] = [:]
        for mention in rows.mentions where mention.type == "ORG" && mention.isInText {
            let surface = FoldedText(mention.surface)
            let key = mention.code.isEmpty ? surface.text : mention.code
            given[key, default: []].insert(surface)
            given[key, default: []].formUnion(registry[mention.code] ?? [])
            if evidence[key] == nil { evidence[key] = mention.evidence.text }
        }
        var used: Set<String> = []
        var right = 0
        for organisation in gold.organisations {
            let names = Set(
                (organisation.surfaces + [organisation.name, organisation.acronym ?? ""])
                    .filter { !$0.isEmpty }.map { FoldedText($0) })
            let keys = given.filter { !$0.value.isDisjoint(with: names) }.keys
            used.formUnion(keys)
            if keys.isEmpty {
                note(
                    "organisation missed", .organisations, gold: organisation.name,
                    quoted(organisation.surfaces))
            } else {
                right += 1
            }
        }
        let wrong = given.keys.filter { !used.contains($0) }.sorted()
        scores[.organisations] = Tally(
            right: right, given: right + wrong.count, gold: gold.organisations.count)
        for key in wrong {
            note("organisation wrong", .organisations, given: key, evidence[key] ?? "")
        }
    }

    private struct Count: Hashable {
        let figure: FigureFacts
        let qualifier: String
        var text: String { "\(figure.text) \(qualifier)" }
    }

    private mutating func scoreFigures() {
        let counts = rows.mentions.filter { $0.type == "COUNT" && $0.isInText }
        let given = counts.map { Count(figure: $0.figure, qualifier: $0.qualifier) }
        let counted = gold.counts.map { Count(figure: $0.figure, qualifier: $0.qualifier) }
        scores[.counts] = .multiset(given, counted)
        scores[.countsValue] = .multiset(
            given.map(\.figure.withoutBoundsOfValue), counted.map(\.figure.withoutBoundsOfValue))
        noteDifference(
            "count", .counts, given: zip(given, counts.map(\.evidence.text)),
            gold: zip(counted, gold.counts.map { quoted([$0.surface ?? ""]) }), text: \.text)
        let ages = rows.mentions.filter { $0.type == "AGE" }
        scores[.ages] = .multiset(ages.map(\.figure), gold.ages.map(\.figure))
        noteDifference(
            "age", .ages, given: zip(ages.map(\.figure), ages.map(\.evidence.text)),
            gold: zip(gold.ages.map(\.figure), gold.ages.map { quoted([$0.surface ?? ""]) }),
            text: \.text)
    }

    // MARK: Observations

    private mutating func scoreObservations() {
        let given = rows.observations.map(\.facts)
        let pairing = ObservationPairing(given: given, gold: gold.observations)
        var right: Set<Int> = []
        var wholeRows = 0
        for pair in pairing.pairs {
            let (row, facts) = (given[pair.given], gold.observations[pair.gold])
            if ObservationField.ofRight.allSatisfy({ $0.agrees(row, facts) }) {
                right.insert(pair.given)
            }
            if ObservationField.ofRow.allSatisfy({ $0.agrees(row, facts) }) { wholeRows += 1 }
            for field in ObservationField.allCases {
                let agrees = field.agrees(row, facts)
                scores[field] += Tally(right: agrees ? 1 : 0, given: 1, gold: 1)
                if !agrees {
                    note(
                        "field \(field.rawValue)", .observationsFound,
                        gold: "\(field.text(of: facts)) of “\(facts.surface)”",
                        given: field.text(of: row), rows.observations[pair.given].evidence.text)
                }
            }
        }
        let counts = (given: given.count, gold: gold.observations.count)
        func tally(_ right: Int) -> Tally {
            Tally(right: right, given: counts.given, gold: counts.gold)
        }
        scores[.observationsFound] = tally(pairing.pairs.count)
        scores[.observationsRight] = tally(right.count)
        scores[.observationsRows] = tally(wholeRows)
        let paired = Set(pairing.pairs.map(\.given))
        let unpaired = given.indices.filter { !paired.contains($0) }
        noteUnpaired(unpaired, pairing)
        scoreTraps(unpaired)
        judged = rows.observations.enumerated().map { ($1, right.contains($0)) }
    }

    private mutating func noteUnpaired(_ unpaired: [Int], _ pairing: ObservationPairing) {
        let found = Set(pairing.pairs.map(\.gold))
        for (index, facts) in gold.observations.enumerated() where !found.contains(index) {
            note(
                "observation missed", .observationsFound, gold: facts.text,
                quoted([facts.surface]))
        }
        for index in unpaired {
            let row = rows.observations[index]
            note(
                "observation wrong", .observationsFound, given: row.facts.text,
                row.evidence.text)
        }
    }

    /// A trap is sprung where an observation that stands for none of the gold has its words.
    private mutating func scoreTraps(_ unpaired: [Int]) {
        let wrong = unpaired.map { rows.observations[$0] }
            .map { (row: $0, surface: FoldedText($0.facts.surface)) }
            .filter { !$0.surface.isEmpty }
        for trap in gold.traps {
            let surface = FoldedText(trap.surface)
            let sprung = wrong.first { $0.surface.overlaps(surface) }
            scores.traps += Tally(right: 0, given: sprung == nil ? 0 : 1, gold: 1)
            if let sprung {
                note(
                    "trap", .observationsFound, given: sprung.row.facts.text,
                    sprung.row.evidence.text)
            }
        }
        let tells = { (indicator: String) in
            ["VIC_", "CASE_", "PERS_"].contains { indicator.hasPrefix($0) }
        }
        guard !gold.observations.contains(where: { tells($0.indicator) }) else { return }
        scores.quietPages = 1
        scores.falseAlarms = rows.observations.count { tells($0.facts.indicator) }
    }

    // MARK: Countries' roles, flows

    private mutating func scoreRoles() {
        let given = rows.roles.map { ("\($0.country) \($0.role) \($0.stance.stance)", $0.evidence) }
        let named = gold.roles.map { ("\($0.iso3) \($0.role) \($0.stance.stance)", $0.surface) }
        scoreSets("role", .roles, given, named)
    }

    private mutating func scoreFlows() {
        let given = rows.flows.map { row in
            ("\(row.origin) → \(row.destination) \(row.stance.stance)", row.evidence)
        }
        let named = gold.flows.map { flow in
            ("\(flow.origin) → \(flow.destination) \(flow.stance.stance)", flow.surface)
        }
        scoreSets("flow", .flows, given, named)
    }

    private mutating func scoreSets(
        _ noun: String, _ measure: Measure, _ given: [(String, Evidence)],
        _ named: [(String, String?)]
    ) {
        let (found, wanted) = (Set(given.map(\.0)), Set(named.map(\.0)))
        scores[measure] = .set(found, wanted)
        for text in wanted.subtracting(found).sorted() {
            let surface = named.first { $0.0 == text }?.1
            note("\(noun) missed", measure, gold: text, quoted([surface ?? ""]))
        }
        for text in found.subtracting(wanted).sorted() {
            let evidence = given.first { $0.0 == text }?.1.text
            note("\(noun) wrong", measure, given: text, evidence ?? "")
        }
    }

    // MARK: Mistakes

    private mutating func note(
        _ kind: String, _ measure: Measure, gold wanted: String? = nil, given: String? = nil,
        _ evidence: String
    ) {
        mistakes.append(
            Mistake(
                document: gold.id, kind: kind, gold: wanted, given: given, evidence: evidence,
                subject: measure.subject))
    }

    /// Notes what only one side has, each thing as often as it is too many there.
    private mutating func noteDifference<Thing: Hashable>(
        _ noun: String, _ measure: Measure, given: some Sequence<(Thing, String)>,
        gold wanted: some Sequence<(Thing, String)>, text: (Thing) -> String
    ) {
        var left: [Thing: Int] = [:]
        for (thing, _) in given { left[thing, default: 0] += 1 }
        for (thing, evidence) in wanted {
            if left[thing, default: 0] > 0 {
                left[thing, default: 0] -= 1
            } else {
                note("\(noun) missed", measure, gold: text(thing), evidence)
            }
        }
        var kept: [Thing: Int] = [:]
        for (thing, _) in wanted { kept[thing, default: 0] += 1 }
        for (thing, evidence) in given {
            if kept[thing, default: 0] > 0 {
                kept[thing, default: 0] -= 1
            } else {
                note("\(noun) wrong", measure, given: text(thing), evidence)
            }
        }
    }

    private func quoted(_ surfaces: [String]) -> String {
        surfaces.map { "“\($0)”" }.joined(separator: ", ")
    }
}

extension String? {
    /// Where nothing is said of it, a statement is asserted.
    fileprivate var stance: String { present ?? "ASSERTED" }
}

extension String {
    fileprivate var stance: String { isEmpty ? "ASSERTED" : self }
}
