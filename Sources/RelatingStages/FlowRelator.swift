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
    package static let rules = FlowRule.allCases.map(\.description)
    package static let examples = [
        StageExample(
            "Women from Peru are trafficked to Chile for sexual exploitation.",
            reads: ["PER → CHL"]),
        StageExample(
            "Chile is a destination for victims of trafficking from Peru and Bolivia.",
            reads: ["BOL → CHL", "PER → CHL"]),
        StageExample(
            "Nepali girls are trafficked through India to brothels in Oman.",
            reads: ["NPL → IND → OMN"]),
        StageExample("Women from Peru moved to Chile to study.", reads: []),
        StageExample(
            "Peruvian police spoke of trafficking at a meeting in Chile.", reads: []),
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
        }
        return merged(inWords + counted(in: document, beside: inWords))
    }

    private func stated(
        in sentence: SentenceReading, at index: Int, _ discourse: Discourse
    ) -> [Mention<Flow>] {
        FlowReading(discourse).flows(in: sentence, at: index).map { reading in
            var flow = Flow(
                origin: reading.origin, destination: reading.destination,
                confidence: reading.rule.confidence)
            flow.transit = reading.transit
            flow.exploitation = sentence.exploitation
            flow.stance = reading.stance
            return Mention(reading.span, flow)
        }
    }

    /// The flows that observations with an origin and a destination make, with the reserve of the
    /// words around them.
    private func counted(
        in document: Document, beside stated: [Mention<Flow>]
    ) -> [Mention<Flow>] {
        document[.observations].enumerated().compactMap { index, mention in
            guard let origin = mention.value.originArea,
                let destination = mention.value.destinationArea, origin != destination
            else { return nil }
            var flow = Flow(
                origin: origin, destination: destination, confidence: FlowRule.counted.confidence)
            flow.observation = index
            flow.exploitation = mention.value.exploitation
            flow.sex = mention.value.sex
            flow.ageGroup = mention.value.ageGroup
            let around = stated.first {
                $0.value.origin == origin && $0.value.destination == destination
                    && $0.span.overlaps(mention.span)
            }
            if let around { flow.stance = around.value.stance }
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
            if known.transit.isEmpty { known.transit = flow.transit }
            if known.observation == nil, flow.observation != nil {
                known.observation = flow.observation
                known.sex = flow.sex
                known.ageGroup = flow.ageGroup
            }
            result[place] = Mention(result[place].span, known)
        }
        return result.sorted { $0.span < $1.span }
    }
}

/// The rules that make flows.
enum FlowRule: String, CaseIterable {
    case stated = "flow-stated"
    case antecedent = "flow-antecedent"
    case role = "flow-role"
    case receiving = "flow-receiving"
    case counted = "flow-counted"

    /// How sure the rule is beside the others: a rank, not a measured share.
    var confidence: Double {
        switch self {
        case .stated, .role, .receiving: 0.7
        case .counted: 0.6
        case .antecedent: 0.5
        }
    }

    var description: RuleDescription {
        let summary =
            switch self {
            case .stated: "People from one area are said to be taken to or exploited in another."
            case .antecedent:
                "People are said to be taken somewhere, and their origin is that of the persons before."
            case .role:
                "A country is said to be of destination, transit or origin for people of others."
            case .receiving: "A country is said to receive victims from others."
            case .counted: "Victims from one area are counted in another."
            }
        return RuleDescription(RuleID(rawValue: rawValue), summary)
    }
}
