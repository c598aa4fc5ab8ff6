/// Whether a statement is made, made with reserve, or denied.
public enum Stance: String, Hashable, Sendable, Codable {
    case asserted = "ASSERTED"
    case hedged = "HEDGED"
    case negated = "NEGATED"
}

/// A statement that a country is of origin, transit or destination: a row of `country_roles`.
public struct CountryRole: Hashable, Sendable, Codable {
    public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        case origin = "ORIGIN"
        case transit = "TRANSIT"
        case destination = "DESTINATION"
        case `internal` = "INTERNAL"
    }

    public enum Basis: String, Hashable, Sendable, Codable {
        case explicit = "EXPLICIT"
        /// "All countries participating".
        case byReference = "BY_REFERENCE"
        case derivedFromFlow = "DERIVED_FROM_FLOW"
    }

    /// ISO 3166-1 alpha-3.
    public var iso3: String
    /// ISO 3166-2, if the statement is about a part of the country.
    public var subdivision: String?
    public var role: Role
    /// Sorted; empty if not stated.
    public var exploitation: [String] = []
    public var stance = Stance.asserted
    public var basis = Basis.explicit
    public var assertedBy: Organisation?
    /// 0 to 1.
    public var confidence: Double

    public init(iso3: String, role: Role, confidence: Double) {
        self.iso3 = iso3
        self.role = role
        self.confidence = confidence
    }
}

extension CountryRole: CustomStringConvertible {
    public var description: String { "\(iso3) \(role.rawValue) \(stance.rawValue)" }
}

extension LayerKey where Value == CountryRole {
    public static let countryRoles = LayerKey("country-roles")
}
