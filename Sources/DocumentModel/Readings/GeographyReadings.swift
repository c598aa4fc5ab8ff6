/// A country as the text names it.
public struct CountryReading: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case name = "NAME"
        case demonym = "DEMONYM"
        case abbreviation = "ABBREVIATION"
        /// Inside the name of an organisation.
        case organisationPart = "ORG_PART"
    }

    /// How the words speak of the country.
    public enum Use: String, Hashable, Sendable, Codable {
        case name = "NAME"
        case adjective = "ADJECTIVE"
        /// As persons, not as their country or state: "twelve Peruvians".
        case persons = "PERSONS"
    }

    /// ISO 3166-1 alpha-3.
    public let iso3: String
    public let kind: Kind
    public let use: Use

    /// - Parameter use: What `kind` says where it is not given.
    public init(iso3: String, kind: Kind, use: Use? = nil) {
        self.iso3 = iso3
        self.kind = kind
        self.use = use ?? (kind == .demonym ? .adjective : .name)
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            iso3: try values.decode(String.self, forKey: .iso3),
            kind: try values.decode(Kind.self, forKey: .kind),
            use: try values.decodeIfPresent(Use.self, forKey: .use))
    }
}

extension CountryReading: CustomStringConvertible {
    public var description: String { kind == .name ? iso3 : "\(iso3) \(kind.rawValue)" }
}

/// A city, subdivision or other place inside a country.
public struct PlaceReading: Hashable, Sendable, Codable {
    /// The name in the gazetteer.
    public let name: String
    /// ISO 3166-1 alpha-3.
    public let iso3: String
    /// ISO 3166-2, where it is known.
    public let subdivision: String?
    /// Whether it stands inside the name of an organisation, so that little is said of the place.
    public let isOrganisationPart: Bool

    public init(name: String, iso3: String, subdivision: String?, isOrganisationPart: Bool = false)
    {
        self.name = name
        self.iso3 = iso3
        self.subdivision = subdivision
        self.isOrganisationPart = isOrganisationPart
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        iso3 = try values.decode(String.self, forKey: .iso3)
        subdivision = try values.decodeIfPresent(String.self, forKey: .subdivision)
        isOrganisationPart =
            try values.decodeIfPresent(Bool.self, forKey: .isOrganisationPart) ?? false
    }

    /// The same place inside the name of an organisation.
    package var partOfOrganisation: PlaceReading {
        PlaceReading(name: name, iso3: iso3, subdivision: subdivision, isOrganisationPart: true)
    }
}

extension PlaceReading: CustomStringConvertible {
    public var description: String {
        (subdivision ?? iso3) + (isOrganisationPart ? " ORG_PART" : "")
    }
}

/// A group of countries: a region or an alliance.
public struct RegionReading: Hashable, Sendable, Codable {
    /// UN M49, three digits, or a group code of our own where M49 has none: ANDEAN.
    public let code: String
    /// ISO 3166-1 alpha-3, sorted.
    public let members: [String]

    public init(code: String, members: [String]) {
        self.code = code
        self.members = members
    }

    /// Whether `code` is one of M49's.
    public var isM49: Bool { code.count == 3 && code.allSatisfy { $0.isASCII && $0.isNumber } }
}

extension RegionReading: CustomStringConvertible {
    public var description: String { code }
}

extension LayerKey where Value == CountryReading {
    /// Sorted, without overlap.
    public static let countries = LayerKey("countries")
}

extension LayerKey where Value == PlaceReading {
    /// Sorted, without overlap.
    public static let places = LayerKey("places")
}

extension LayerKey where Value == RegionReading {
    /// Sorted, without overlap.
    public static let regions = LayerKey("regions")
}
