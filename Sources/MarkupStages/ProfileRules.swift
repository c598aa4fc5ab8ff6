/// What the rules of main text do on a page of one profile: data, not code paths.
struct ProfileRules: Sendable {
    /// Whether the main text is all of the page's main region, not the story found in it.
    var takesRegion = false
    /// Whether blocks made of links are content: the teasers of a list.
    var keepsLinkBlocks = false
    /// Whether text that opens on a click is content: answers, tabs, "more".
    var keepsFolded = false
    /// Whether prose in a part that is only named after its place is content: a banner, a menu of
    /// tabs, a side column.
    var keepsProseInPlaces = false
    /// Whether what customers wrote is furniture.
    var dropsReviews = false
    /// Whether each part has its own writer: the name and day belong to it, a signature does not.
    var hasManyWriters = false

    /// The rules for a page where no story stands out.
    static let scattered = {
        var rules = ProfileRules(.article)
        rules.takesRegion = true
        rules.keepsLinkBlocks = true
        rules.keepsProseInPlaces = true
        rules.keepsFolded = true
        return rules
    }()

    init(_ profile: PageProfile) {
        switch profile {
        case .auto, .article: break
        case .documentation:
            takesRegion = true
            keepsLinkBlocks = true
            keepsFolded = true
            keepsProseInPlaces = true
        case .forum:
            takesRegion = true
            hasManyWriters = true
            keepsFolded = true
            keepsProseInPlaces = true
        case .listing:
            takesRegion = true
            keepsLinkBlocks = true
            keepsFolded = true
            keepsProseInPlaces = true
            dropsReviews = true
        case .product:
            takesRegion = true
            keepsFolded = true
            keepsProseInPlaces = true
            dropsReviews = true
        case .service:
            takesRegion = true
            keepsFolded = true
            keepsProseInPlaces = true
            dropsReviews = true
        }
    }
}
