/// What a page says of itself outside its body.
public struct DocumentMetadata: Hashable, Sendable {
    /// Where a publication date was found.
    public enum DateSource: String, Hashable, Sendable {
        case page = "PAGE"
        case metadata = "METADATA"
        case url = "URL"
        case none = "NONE"
    }

    /// The page's address: as fetched, else as it declares itself, in canonical form.
    public var url: String?
    /// The address the page was fetched from, as it was given; nil where it is not known.
    public var givenURL: String?
    public var title: String?
    /// ISO 8601, of any precision: 2008, 2008-07, 2008-07-04.
    public var publishedDate: String?
    public var publishedDateSource: DateSource
    /// When the page says it was last changed, in ISO 8601.
    public var modifiedDate: String?
    /// As the page declares it.
    public var declaredLanguage: LanguageCode?
    /// The name of the site or publisher as the page gives it.
    public var siteName: String?
    /// What the page calls its publisher, the surest first: its metadata, its own name for the site,
    /// the line about its rights. Bodies that are known are found by them; they stand in no dataset,
    /// for they may be persons.
    public var publisherNames: [String]
    /// The recognised page template, nil if none.
    public var template: String?
    /// What kind of page the main text was read as; nil where all text was taken.
    public var profile: String?
    /// Whether several stories stand on the page.
    public var isListing: Bool
    /// The charset the bytes were read in, by its IANA name.
    public var charset: String?
    /// What was wrong with the page: a limit that cut something off ("truncated:<limit>"), nothing
    /// but a frame ("no-main-text"). Sorted, without repeats.
    public var flags: [String]

    public init(
        url: String? = nil, givenURL: String? = nil, title: String? = nil,
        publishedDate: String? = nil, publishedDateSource: DateSource = .none,
        modifiedDate: String? = nil, declaredLanguage: LanguageCode? = nil,
        siteName: String? = nil, publisherNames: [String] = [], template: String? = nil,
        profile: String? = nil, isListing: Bool = false, charset: String? = nil,
        flags: [String] = []
    ) {
        self.url = url
        self.givenURL = givenURL
        self.title = title
        self.publishedDate = publishedDate
        self.publishedDateSource = publishedDateSource
        self.modifiedDate = modifiedDate
        self.declaredLanguage = declaredLanguage
        self.siteName = siteName
        self.publisherNames = publisherNames
        self.template = template
        self.profile = profile
        self.isListing = isListing
        self.charset = charset
        self.flags = flags
    }

    /// The host of ``url``, lower case, without "www.".
    public var site: String? {
        guard let url, let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@").last?.split(separator: ":").first ?? ""
        let lowered = host.lowercased()
        let bare = lowered.hasPrefix("www.") ? String(lowered.dropFirst(4)) : lowered
        return bare.isEmpty ? nil : bare
    }
}
