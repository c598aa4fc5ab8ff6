/// A word or phrase of the field, by its code.
public struct TermReading: Hashable, Sendable, Codable {
    /// The code lists that have wordings.
    public enum List: String, Hashable, Sendable, Codable, CaseIterable {
        case exploitation
        case populationRole = "population_role"
        case meansOfControl = "means_of_control"
        case legalStage = "legal_stage"
        case countryRole = "country_role"
    }

    public let list: List
    /// A code of ``list``: SEX, VICTIM, DEBT, CONVICTION, ORIGIN.
    public let code: String

    public init(list: List, code: String) {
        self.list = list
        self.code = code
    }
}

extension TermReading: CustomStringConvertible {
    public var description: String { "\(list.rawValue) \(code)" }
}

extension LayerKey where Value == TermReading {
    /// Sorted, without overlap.
    public static let terms = LayerKey("terms")
}
