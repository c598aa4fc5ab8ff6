/// One fetched resource, exactly as it arrived.
public struct Page: Sendable {
    public let location: PageLocation
    /// The address it was fetched from, where that is known.
    public let url: String?
    /// The media type the transport or the file name gave, without parameters: "text/html".
    public let mediaType: String?
    /// The charset the transport gave, as it was written.
    public let transportCharset: String?
    public let body: [UInt8]

    public init(
        location: PageLocation, url: String? = nil, mediaType: String? = nil,
        transportCharset: String? = nil, body: [UInt8]
    ) {
        self.location = location
        self.url = url
        self.mediaType = mediaType
        self.transportCharset = transportCharset
        self.body = body
    }
}

/// Where a page is read from: a path inside a corpus, or a URL.
public struct PageLocation: Hashable, Sendable, Codable, RawRepresentable, Comparable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Orders locations by their bytes, so that the order depends on no locale.
    public static func < (lhs: PageLocation, rhs: PageLocation) -> Bool {
        lhs.rawValue.utf8.lexicographicallyPrecedes(rhs.rawValue.utf8)
    }
}

/// A language, by its BCP 47 primary tag.
public struct LanguageCode: Hashable, Sendable, Codable, RawRepresentable, Comparable,
    CustomStringConvertible
{
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let undetermined = LanguageCode(rawValue: "und")
    public static let english = LanguageCode(rawValue: "en")
    public static let spanish = LanguageCode(rawValue: "es")
    public static let portuguese = LanguageCode(rawValue: "pt")
    public static let french = LanguageCode(rawValue: "fr")

    public static func < (lhs: LanguageCode, rhs: LanguageCode) -> Bool {
        lhs.rawValue < rhs.rawValue
    }

    public var description: String { rawValue }
}
