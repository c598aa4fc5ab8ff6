/// A contact block, without what is personal in it.
public struct ContactReading: Hashable, Sendable, Codable {
    public let organisation: Organisation?
    /// The city of the office.
    public let place: String?
    /// ISO 3166-1 alpha-3, from the office's name or the dialling code.
    public let country: String?
    public let hasPerson: Bool
    public let hasPhone: Bool
    public let hasEmail: Bool
    /// The domain of an organisation's e-mail address; nil for mail providers.
    public let emailDomain: String?

    public init(
        organisation: Organisation?, place: String?, country: String?, hasPerson: Bool,
        hasPhone: Bool, hasEmail: Bool, emailDomain: String?
    ) {
        self.organisation = organisation
        self.place = place
        self.country = country
        self.hasPerson = hasPerson
        self.hasPhone = hasPhone
        self.hasEmail = hasEmail
        self.emailDomain = emailDomain
    }
}

extension ContactReading: CustomStringConvertible {
    public var description: String {
        var words = [organisation?.id ?? place ?? "?"]
        if hasPerson { words.append("person") }
        if hasPhone { words.append("phone") }
        if hasEmail { words.append("e-mail") }
        return words.joined(separator: ", ")
    }
}

/// A mail address, telephone number or web address: that it is one, never what it is.
public enum AddressKind: String, Hashable, Sendable, Codable, CustomStringConvertible {
    case email = "EMAIL"
    case phone = "PHONE"
    case web = "URL"

    public var description: String { rawValue }
}

extension LayerKey where Value == ContactReading {
    /// Sorted, without overlap; a span covers the whole block.
    public static let contacts = LayerKey("contacts")
}

extension LayerKey where Value == AddressKind {
    /// Sorted, without overlap.
    public static let addresses = LayerKey("addresses")
}
