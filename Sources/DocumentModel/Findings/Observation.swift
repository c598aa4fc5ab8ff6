/// One normalized statistic: a row of `observations`.
///
/// Codes are those of the code lists named after the fields. Its evidence is the span of the
/// mention that carries it.
public struct Observation: Hashable, Sendable, Codable {
    public var indicator: String
    public var figure: Figure
    /// A coded value (TIP tier), where there is no figure.
    public var valueText: String?
    public var unit: String
    public var statistic = "COUNT"
    public var populationRole: String
    public var sex = "_T"
    public var ageGroup = "_T"
    /// Completed years, both ends included.
    public var ageLow: Int?
    public var ageHigh: Int?
    /// ISO alpha-3, sorted.
    public var nationality: [String] = []
    /// Where the figure was counted: ISO alpha-3 or M49, sorted; empty if the text does not say.
    public var referenceArea: [String] = []
    /// ISO 3166-2.
    public var subdivision: String?
    public var placeName: String?
    public var originArea: String?
    public var destinationArea: String?
    public var scope = "COUNTRY"
    /// Sorted; empty if not stated.
    public var exploitation: [String] = []
    public var meansOfControl: [String] = []
    public var isicSection: String?
    public var legalStage = "_Z"
    /// ISO 8601 of any precision.
    public var periodStart: String?
    public var periodEnd: String?
    public var timeBasis = "UNKNOWN"
    /// TEXT, RELATIVE_TO_PUBLICATION, CONTEXT, NONE.
    public var periodSource = "NONE"
    public var sourceOrganisation: Organisation?
    /// ATTRIBUTED, PUBLISHER, NONE.
    public var attribution = "NONE"
    /// The observation of which this is a part or share, as its index in the layer.
    public var parent: Int?
    /// The observation that states the same figure earlier on the page, as its index in the layer.
    public var sameFigure: Int?
    public var status = "A"
    /// Code list `obs_flag`, sorted.
    public var flags: [String] = []
    public var rule: RuleID
    /// 0 to 1; 0 until the whole observation is weighed.
    public var confidence: Double

    public init(
        indicator: String, figure: Figure, unit: String, populationRole: String, rule: RuleID,
        confidence: Double = 0
    ) {
        self.indicator = indicator
        self.figure = figure
        self.unit = unit
        self.populationRole = populationRole
        self.rule = rule
        self.confidence = confidence
    }
}

/// The name of the rule that made a row, as the reference lists it.
public struct RuleID: Hashable, Sendable, Codable, RawRepresentable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(stringLiteral value: String) {
        rawValue = value
    }

    public var description: String { rawValue }
}

extension Observation: CustomStringConvertible {
    public var description: String { "\(indicator) \(valueText ?? figure.description) \(unit)" }
}

extension LayerKey where Value == Observation {
    public static let observations = LayerKey("observations")
}
