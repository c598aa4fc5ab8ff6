/// An organisation, as the `organisations` table lists it.
public struct Organisation: Hashable, Sendable, Codable {
    /// A stable slug: iom, unodc, pe-pnp.
    public let id: String
    /// The canonical English name, or the native name where it has none.
    public let name: String
    public let acronym: String?
    /// Code list `org_type`.
    public let type: String
    /// ISO 3166-1 alpha-3, for national bodies and offices in a country.
    public let country: String?
    /// The organisations this one is part of, nearest first.
    public let parents: [Organisation]

    public init(
        id: String, name: String, acronym: String?, type: String, country: String?,
        parents: [Organisation] = []
    ) {
        self.id = id
        self.name = name
        self.acronym = acronym
        self.type = type
        self.country = country
        self.parents = parents
    }
}

extension Organisation: CustomStringConvertible {
    public var description: String { id }
}

extension LayerKey where Value == Organisation {
    /// Sorted, without overlap.
    public static let organisations = LayerKey("organisations")
    /// The organisation that publishes the page; a single mention that covers the text, or none.
    public static let publishers = LayerKey("publishers")
}
