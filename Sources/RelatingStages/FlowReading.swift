import DocumentModel
import Lexicons

/// People carried from one area to another, as one sentence says it.
struct FlowReading {
    struct Flow: Hashable {
        let origin: String
        let destination: String
        var transit: [String] = []
        let span: TextSpan
        var stance = Stance.asserted
        var rule = FlowRule.stated
    }

    private let discourse: Discourse
    /// The most flows of one sentence: more are a list of countries, not of ways.
    private static let most = 60
    /// How many sentences before one may name whom it speaks of.
    private static let memory = 3

    init(_ discourse: Discourse) {
        self.discourse = discourse
    }

    /// The flows of a sentence, each pair of areas once.
    func flows(in sentence: SentenceReading, at index: Int) -> [Flow] {
        guard !sentence.isTableRow, sentence.zone != .tableHeader, hasAreas(sentence) else {
            return []
        }
        let areas = AreaMarks(sentence, discourse).areas()
        let reading = FlowSubjects(discourse)
        let bySubject =
            reading.flowsByRole(areas, in: sentence, at: index)
            + reading.flowsByReceiving(areas, in: sentence, at: index)
        let carried =
            speaksOfWays(sentence)
            ? FlowClauseReader(sentence, discourse).clauses(of: areas)
                .flatMap { flows(of: $0, in: sentence, at: index) } : []
        var known: Set<[String]> = []
        return (bySubject + carried).filter { flow in
            flow.origin != flow.destination
                && known.insert([flow.origin, flow.destination]).inserted
        }.prefix(Self.most).map { $0 }
    }

    private func hasAreas(_ sentence: SentenceReading) -> Bool {
        !(sentence.countries.isEmpty && sentence.regions.isEmpty && sentence.places.isEmpty)
    }

    private func speaksOfWays(_ sentence: SentenceReading) -> Bool {
        sentence.isAboutTrafficking || sentence.has(.movement) || sentence.has(.journey)
            || sentence.has(.returning)
    }

    // MARK: Clauses

    private func flows(
        of clause: FlowClause, in sentence: SentenceReading, at index: Int
    ) -> [Flow] {
        guard let verb = clause.verb else { return [] }
        var clause = clause
        var rule = FlowRule.stated
        if clause.origins.isEmpty, !clause.destinations.isEmpty {
            clause.origins = antecedents(of: clause, in: sentence, at: index)
            rule = .antecedent
        }
        if clause.destinations.isEmpty, verb.kind == .carrying || verb.kind == .going {
            clause.destinations = clause.fronted
        }
        if clause.destinations.isEmpty { settle(&clause, in: sentence, at: index) }
        guard isOfTrafficking(clause, in: sentence, at: index) else { return [] }
        if verb.kind == .returning { turnBack(&clause) }
        let stance = FlowStance(sentence).stance(of: clause)
        let transit = unique(clause.via.map(\.code))
        return clause.origins.flatMap { origin in
            clause.destinations.filter { $0.code != origin.code }.map { destination in
                Flow(
                    origin: origin.code, destination: destination.code,
                    transit: transit.filter { $0 != origin.code && $0 != destination.code },
                    span: origin.span.joined(with: destination.span)
                        .joined(with: verb.span), stance: stance, rule: rule)
            }
        }
    }

    /// "The others came from X": where the text speaks of is where they came to; "… are exploited in
    /// the country": so is the country.
    private func settle(_ clause: inout FlowClause, in sentence: SentenceReading, at index: Int) {
        guard let verb = clause.verb, verb.kind == .carrying || verb.kind == .going else { return }
        let country = sentence.hits(.theCountry).first {
            $0.span.lowerBound >= verb.span.upperBound
                && $0.span.upperBound <= clause.span.upperBound + 80
        }
        if let country, !clause.origins.isEmpty,
            let area = discourse.mainCountry(at: index, besides: Set(clause.origins.map(\.code)))
        {
            clause.destinations = [MarkedArea(code: area, span: country.span, mark: .destination)]
            return
        }
        guard let area = discourse.focus[index],
            let first = clause.origins.first,
            (0...16).contains(first.span.lowerBound - verb.span.upperBound),
            sentence.has(.rest) || sentence.has(.partOf),
            !clause.origins.contains(where: { $0.code == area })
        else { return }
        clause.destinations = [MarkedArea(code: area, span: verb.span, mark: .destination)]
    }

    /// "returned to X from Y": X is where they come from, Y where they had been.
    ///
    /// Where persons are said to be of a country, that is their origin.
    private func turnBack(_ clause: inout FlowClause) {
        let homes = clause.destinations
        clause.destinations = clause.origins.filter(\.isPath)
        let persons = clause.origins.filter { !$0.isPath }
        clause.origins = persons.isEmpty ? homes : persons
    }

    /// Whether a clause is of trafficking: its own words say so, or it says what becomes of persons
    /// in a text about victims, and nothing of migration, goods or tourists.
    private func isOfTrafficking(
        _ clause: FlowClause, in sentence: SentenceReading, at index: Int
    ) -> Bool {
        let signs = sentence.signs(from: clause.span.lowerBound, to: clause.span.upperBound)
        let isExploited = signs.contains { hit in
            if case .exploitation = hit.sign { true } else { false }
        }
        if isExploited { return true }
        guard !signs.contains(where: { $0.sign == .cue(.otherRoleObject) }) else { return false }
        if sentence.isAboutTrafficking { return true }
        switch clause.verb?.kind {
        case .carrying:
            return discourse.isStoryAboutTrafficking(index)
                || clause.origins.contains { !$0.isPath && $0.mark == .origin }
                    && discourse.stories[index] == 0
        case .going, .returning: return discourse.isNearTrafficking(index) || followsRole(index)
        case .named, nil: return false
        }
    }

    /// Whether the sentence before says what a country is in trafficking.
    private func followsRole(_ index: Int) -> Bool {
        index > 0 && discourse.isOneStory(index, index - 1)
            && !RoleReading(discourse).groups(in: discourse.sentences[index - 1]).isEmpty
    }

    // MARK: Whom a clause speaks of

    /// The origins of those whom a clause without origins speaks of: all countries of a list, or of
    /// the last persons whose one origin was named.
    private func antecedents(
        of clause: FlowClause, in sentence: SentenceReading, at index: Int
    ) -> [MarkedArea] {
        guard let verb = clause.verb else { return [] }
        let all = sentence.hits(.allCountries).last {
            clause.span.covers($0.span) && $0.span.upperBound <= verb.span.lowerBound
        }
        if let all {
            return discourse.countryList(before: index).map {
                MarkedArea(code: $0, span: all.span, mark: .origin)
            }
        }
        guard verb.kind == .carrying, !speaksOfOthers(before: verb.span, clause, in: sentence),
            clause.others.allSatisfy({ $0.span.lowerBound > verb.span.lowerBound })
        else { return [] }
        for (place, earlier) in discourse.sentences[..<index].enumerated().reversed()
            .prefix(Self.memory) where discourse.isOneStory(place, index)
        {
            let origins = AreaMarks(earlier, discourse).areas().filter { $0.mark == .origin }
            let codes = unique(origins.map(\.code))
            if codes.count > 1 { return [] }
            if let code = codes.first {
                return [MarkedArea(code: code, span: verb.span, mark: .origin)]
            }
        }
        return home(of: verb.span, at: index)
    }

    /// Whether the persons of a clause are named without an article that points back: they are others.
    private func speaksOfOthers(
        before verb: TextSpan, _ clause: FlowClause, in sentence: SentenceReading
    ) -> Bool {
        let first = discourse.words.partitioningIndex {
            $0.span.lowerBound >= clause.span.lowerBound
        }
        let end = discourse.words.partitioningIndex { $0.span.lowerBound >= verb.lowerBound }
        let noun = (first..<max(first, end)).last {
            discourse.persons.person(at: $0, in: discourse.words) != nil
        }
        guard let noun else { return false }
        return noun == first || !discourse.persons.pointsBack(before: noun, in: discourse.words)
    }

    /// Where nobody's origin has been named, those of the page are its own country's.
    private func home(of verb: TextSpan, at index: Int) -> [MarkedArea] {
        let earlier = discourse.sentences[..<index].enumerated().reversed().prefix(12)
            .filter { discourse.isOneStory($0.offset, index) }
        let namesOrigin = earlier.contains { _, sentence in
            AreaMarks(sentence, discourse).areas().contains { $0.mark == .origin }
        }
        guard !earlier.isEmpty, !namesOrigin, let main = discourse.mainCountry(at: index) else {
            return []
        }
        return [MarkedArea(code: main, span: verb, mark: .origin)]
    }
}

/// Whether what a clause says is denied or only supposed, by the words of that clause alone.
struct FlowStance {
    private let sentence: SentenceReading
    /// How far before a verb what denies it may stand.
    private static let reach = 40

    init(_ sentence: SentenceReading) {
        self.sentence = sentence
    }

    func stance(of clause: FlowClause) -> Stance {
        guard let verb = clause.verb else { return .asserted }
        let end = max(clause.span.upperBound, verb.span.upperBound)
        let signs = sentence.signs(from: clause.span.lowerBound, to: end)
        let isNegated = signs.contains { hit in
            hit.sign == .cue(.negation)
                && (0...Self.reach).contains(verb.span.lowerBound - hit.span.upperBound)
                && !signs.contains { $0.sign == .cue(.lacking) && $0.span.overlaps(hit.span) }
        }
        if isNegated { return .negated }
        return signs.contains { $0.sign == .cue(.hedge) } ? .hedged : .asserted
    }

    /// The stance of a stretch of the sentence.
    func stance(of span: TextSpan) -> Stance {
        let signs = sentence.signs(from: span.lowerBound, to: span.upperBound)
        if signs.contains(where: { $0.sign == .cue(.negation) }) { return .negated }
        return signs.contains { $0.sign == .cue(.hedge) } ? .hedged : .asserted
    }
}
