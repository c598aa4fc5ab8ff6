/// What part of a page a block of text is.
///
/// A zone is one block: a paragraph, a list item, a table row. The zones of a document are sorted
/// and do not overlap; what lies between two is white space.
public enum Zone: String, Hashable, Sendable, Codable, CaseIterable {
    case title, heading, body, listItem, quote, caption
    /// A row of header cells, and a row of data cells; cells are parted by tabs.
    case tableHeader, tableRow
    case preformatted
    case contact
    /// A link to another story inside the body.
    case link
    /// What readers wrote under the page's own text.
    case comment

    /// The zone as the `mentions` table codes it.
    public var code: String {
        switch self {
        case .title: "TITLE"
        case .heading, .body, .listItem, .quote, .tableHeader, .tableRow, .preformatted, .comment:
            "BODY"
        case .caption: "CAPTION"
        case .contact: "CONTACT"
        case .link: "LINK"
        }
    }

    /// Whether figures in the zone are the page's own statements.
    public var isEvidence: Bool { self != .contact && self != .link && self != .comment }
}
