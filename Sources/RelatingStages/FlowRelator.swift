package import DocumentModel
import Lexicons
package import StageKit

/// Finds from which area to which people are trafficked.
package struct FlowRelator: Relator {
    package static let name: StageName = "relate-flows"
    package static let summary = "Finds flows of trafficked people from one area to another."
    package static let provides = LayerKey<Flow>.flows
    package static let reads: Set<LayerName> =
        ObservationRelator.reads.union([LayerKey<Observation>.observations.name])
    package static let examples = [
        StageExample(
            "Women from Peru are trafficked to Chile for sexual exploitation.",
            reads: ["PER → CHL"]),
        StageExample("Women from Peru moved to Chile to study.", reads: []),
    ]

    private let tables: SignTables

    package init(settings: NoSettings, resources: StageResources) {
        tables = SignTables(resources.lexicons)
    }

    package func findings(in document: Document) throws(StageError) -> [Mention<Flow>] {
        guard tables.covers(document.language) else { return [] }
        let discourse = Discourse(document, tables)
        guard discourse.isAboutTrafficking else { return [] }
        let inWords = discourse.sentences.indices.flatMap { index in
            stated(in: discourse.sentences[index], at: index, discourse)
                + byRole(in: discourse.sentences[index], discourse)
        }
        return merged(inWords + counted(in: document))
    }

    private func stated(
        in sentence: SentenceReading, at index: Int, _ discourse: Discourse
    ) -> [Mention<Flow>] {
        guard sentence.isAboutTrafficking else { return [] }
        return FlowReading(discourse).flows(in: sentence, at: index).map { reading in
            var flow = Flow(
                origin: reading.origin, destination: reading.destination, confidence: 0.7)
            flow.exploitation = sentence.exploitation
            flow.stance = stance(of: reading.span, in: sentence)
            return Mention(reading.span, flow)
        }
    }

    /// "X is a destination for victims from A and B."
    private func byRole(
        in sentence: SentenceReading, _ discourse: Discourse
    ) -> [Mention<Flow>] {
        RoleReading(discourse).groups(in: sentence).flatMap { group -> [Mention<Flow>] in
            guard group.roles.contains(where: { $0.role == .destination }),
                let subject = sentence.namedCountries.last(where: {
                    $0.span.upperBound <= group.span.lowerBound
                })
            else { return [] }
            let origins = sentence.areas(after: .from).filter {
                $0.span.lowerBound >= group.span.upperBound && $0.code != subject.value.iso3
            }
            return origins.map { origin in
                var flow = Flow(
                    origin: origin.code, destination: subject.value.iso3, confidence: 0.7)
                flow.exploitation = sentence.exploitation
                flow.stance = stance(of: group.span, in: sentence)
                return Mention(subject.span.joined(with: origin.span), flow)
            }
        }
    }

    /// The flows that observations with an origin and a destination make.
    private func counted(in document: Document) -> [Mention<Flow>] {
        document[.observations].enumerated().compactMap { index, mention in
            guard let origin = mention.value.originArea,
                let destination = mention.value.destinationArea, origin != destination
            else { return nil }
            var flow = Flow(origin: origin, destination: destination, confidence: 0.6)
            flow.observation = index
            flow.exploitation = mention.value.exploitation
            flow.sex = mention.value.sex
            flow.ageGroup = mention.value.ageGroup
            return Mention(mention.span, flow)
        }
    }

    /// One row for each pair of areas and stance: the first that states it, with a figure if any has one.
    private func merged(_ flows: [Mention<Flow>]) -> [Mention<Flow>] {
        var places: [String: Int] = [:]
        var result: [Mention<Flow>] = []
        for mention in flows {
            let flow = mention.value
            let key = "\(flow.origin) \(flow.destination) \(flow.stance)"
            guard let place = places[key] else {
                places[key] = result.count
                result.append(mention)
                continue
            }
            var known = result[place].value
            guard known.observation == nil, flow.observation != nil else { continue }
            known.observation = flow.observation
            known.sex = flow.sex
            known.ageGroup = flow.ageGroup
            result[place] = Mention(result[place].span, known)
        }
        return result.sorted { $0.span < $1.span }
    }

    private func stance(of span: TextSpan, in sentence: SentenceReading) -> Stance {
        if sentence.hits(.negation).contains(where: { span.covers($0.span) }) { return .negated }
        return sentence.has(.hedge) ? .hedged : .asserted
    }
}
