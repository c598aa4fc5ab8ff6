import DocumentModel
import Lexicons

/// Flows whose one end is the subject of the sentence: a country with a role, or one that takes
/// people in.
struct FlowSubjects {
    private let discourse: Discourse

    init(_ discourse: Discourse) {
        self.discourse = discourse
    }

    /// "X is a destination for victims from A and B", "… for B women", "X is a country of origin of
    /// women taken to C", "X is a transit country for women from A on their way to C".
    func flowsByRole(
        _ areas: [MarkedArea], in sentence: SentenceReading, at index: Int
    ) -> [FlowReading.Flow] {
        let reading = RoleReading(discourse)
        let groups = reading.groups(in: sentence)
        return groups.enumerated().flatMap { position, group -> [FlowReading.Flow] in
            let next = position + 1 < groups.count ? groups[position + 1].span.lowerBound : nil
            let end = discourse.clauseEnd(after: group.span, in: sentence, before: next)
            let after = areas.filter {
                $0.span.lowerBound >= group.span.upperBound && $0.span.lowerBound < end
            }
            let (subjects, _) = reading.subjects(of: group, in: sentence, at: index)
            guard !after.isEmpty, !subjects.isEmpty else { return [] }
            let stance = reading.stance(of: group.roles[0].span, in: sentence)
            return subjects.flatMap { subject in
                pairs(group.roles.map(\.role), subject.iso3, after).map { pair in
                    FlowReading.Flow(
                        origin: pair.origin, destination: pair.destination,
                        transit: pair.transit, span: group.span.joined(with: pair.span),
                        stance: stance, rule: .role)
                }
            }
        }
    }

    private typealias Pair = (
        origin: String, destination: String, transit: [String], span: TextSpan
    )

    private func pairs(
        _ roles: [CountryRole.Role], _ subject: String, _ areas: [MarkedArea]
    ) -> [Pair] {
        let origins = areas.filter { $0.mark == .origin && $0.code != subject }
        let destinations = areas.filter { $0.mark == .destination && $0.code != subject }
        if roles.contains(.transit), !origins.isEmpty, !destinations.isEmpty {
            return origins.flatMap { origin in
                destinations.map { destination in
                    (
                        origin.code, destination.code, [subject],
                        origin.span.joined(with: destination.span)
                    )
                }
            }
        }
        if roles.contains(.destination), destinations.isEmpty {
            return origins.map { ($0.code, subject, [], $0.span) }
        }
        if roles == [.origin], origins.isEmpty {
            return destinations.map { (subject, $0.code, [], $0.span) }
        }
        return []
    }

    /// "X receives victims from A and B": X is named before the verb, or meant by "the country".
    func flowsByReceiving(
        _ areas: [MarkedArea], in sentence: SentenceReading, at index: Int
    ) -> [FlowReading.Flow] {
        guard sentence.isAboutTrafficking else { return [] }
        return sentence.hits(.receiving).prefix(4).flatMap { verb -> [FlowReading.Flow] in
            let named = areas.last {
                $0.mark == .none && $0.span.upperBound <= verb.span.lowerBound
            }
            let after = areas.filter {
                $0.span.lowerBound >= verb.span.upperBound && $0.mark == .origin
            }
            let isMeant = sentence.hits(.sameCountries).contains {
                $0.span.upperBound <= verb.span.lowerBound
            }
            let meant =
                isMeant
                ? discourse.mainCountry(at: index, besides: Set(after.map(\.code))) : nil
            guard let subject = named?.code ?? meant else { return [] }
            let origins = after.filter { $0.code != subject }
            guard origins.contains(where: { $0.span.lowerBound - verb.span.upperBound < 60 })
            else { return [] }
            return origins.map { origin in
                flow(from: origin, to: subject, verb.span, in: sentence)
            }
        }
    }

    /// What is said of one origin stands between the origin before it and the end of its clause.
    private func flow(
        from origin: MarkedArea, to subject: String, _ verb: TextSpan, in sentence: SentenceReading
    ) -> FlowReading.Flow {
        let end = min(
            discourse.clauseEnd(after: origin.span, in: sentence, before: nil),
            origin.span.upperBound + 24)
        var denied = sentence.signs(from: origin.span.upperBound, to: end).contains {
            $0.sign == .cue(.negation)
        }
        denied =
            denied
            || FlowStance(sentence).stance(
                of: TextSpan(max(verb.lowerBound - 12, sentence.span.lowerBound)..<verb.lowerBound))
                == .negated
        return FlowReading.Flow(
            origin: origin.code, destination: subject, span: verb.joined(with: origin.span),
            stance: denied ? .negated : .asserted, rule: .receiving)
    }
}
