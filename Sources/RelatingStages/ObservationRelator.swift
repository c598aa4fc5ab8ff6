package import DocumentModel
import Lexicons
package import StageKit

/// Turns figures into observations.
///
/// Each rule looks at one kind of figure (a count, a share, an age, a rating) and at the signs of
/// its sentence; what the sentence leaves out comes from the observation it is part of. What no
/// rule can place is left out: a missing row is better than a wrong one.
package struct ObservationRelator: Relator {
    package static let name: StageName = "relate-observations"
    package static let summary = "Turns counts, shares, ages and ratings into observations."
    package static let provides = LayerKey<Observation>.observations
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.sentences.name, LayerKey.languages.name,
        LayerKey.numbers.name, LayerKey.ranges.name, LayerKey.counts.name, LayerKey.ages.name,
        LayerKey.countries.name, LayerKey.places.name, LayerKey.regions.name,
        LayerKey.organisations.name, LayerKey.dates.name, LayerKey.contacts.name,
        LayerKey.cells.name, LayerKey.stories.name,
    ]
    package static let rules = ObservationRule.allCases.map(\.description)
    package static let examples = [
        StageExample(
            "Police rescued 12 women victims of trafficking in Peru.",
            reads: ["VIC_RESCUED 12 PERSONS"]),
        StageExample(
            "The workshop trained 40 judges on human trafficking.", reads: ["TRAINED 40 PERSONS"]),
        StageExample("The museum opened 12 rooms to visitors.", reads: []),
    ]

    private let tables: SignTables
    private let times: LongestSigns<TimeSign>
    private let claims: LongestSigns<ClaimRole>
    private let model: ConfidenceModel

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        tables = SignTables(resources.lexicons)
        times = LongestSigns(resources.lexicons, \.timeSigns)
        claims = LongestSigns(resources.lexicons, \.claimSigns)
        model = try resources.calibration.model
    }

    package func findings(in document: Document) throws(StageError) -> [Mention<Observation>] {
        guard tables.covers(document.language) else { return [] }
        let discourse = Discourse(document, tables)
        guard discourse.isAboutTrafficking else { return [] }
        var builder = ObservationBuilder(
            discourse, Timeline(discourse, times), Claims(discourse, claims))
        return builder.observations().map { mention in
            var observation = mention.value
            observation.confidence = model.confidence(
                ConfidenceSigns(observation, in: document.language))
            return Mention(mention.span, observation)
        }
    }
}

/// The rules that make observations. Their names stand in `rule_id`.
enum ObservationRule: String, CaseIterable {
    case victimCount = "observation-victims"
    case victimAssumed = "observation-victims-assumed"
    case victimPart = "observation-part"
    case perpetratorCount = "observation-perpetrators"
    case perpetratorAssumed = "observation-perpetrators-assumed"
    case caseCount = "observation-cases"
    case caseAssumed = "observation-cases-assumed"
    case eventCount = "observation-events"
    case calls = "observation-calls"
    case share = "observation-share"
    case change = "observation-change"
    case age = "observation-age"
    case penalty = "observation-penalty"
    case tier = "observation-tier"
    case notReported = "observation-not-reported"
    case none = "observation-none"
    case ratio = "observation-ratio"
    case duration = "observation-duration"

    var id: RuleID { RuleID(rawValue: rawValue) }

    var description: RuleDescription {
        let summary =
            switch self {
            case .victimCount: "A count of victims, with what was done for or with them."
            case .victimAssumed:
                "A count of victims where no word says what was done with them: taken as detected."
            case .perpetratorAssumed:
                "A count of perpetrators where no word says what was done with them: taken as suspected."
            case .caseAssumed:
                "A count of cases where no word says what became of them: taken as reported."
            case .victimPart: "A count that is a part of the victims counted before it."
            case .perpetratorCount: "A count of persons suspected, arrested, tried or convicted."
            case .caseCount: "A count of complaints, cases, investigations, trials or convictions."
            case .eventCount: "A count of persons trained, present or reached, or of operations."
            case .calls: "A count of calls to a hotline."
            case .share: "A share of the victims counted before it, or of victims at large."
            case .change: "A change of a figure from one period to another."
            case .age: "The mean age or the range of ages of victims."
            case .penalty: "The penalty that a law or a sentence names."
            case .tier: "The tier a country stands on in the Trafficking in Persons Report."
            case .notReported: "A figure that, as the page says, was not reported."
            case .none: "A figure of zero, said in words: “none of them”."
            case .ratio: "How many times as many victims as before, or as are known."
            case .duration: "The time that victims spent in exploitation."
            }
        return RuleDescription(id, summary)
    }
}
