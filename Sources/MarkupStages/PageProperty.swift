import DocumentModel
import HTMLScanning

/// The properties that are read from `meta` elements.
enum PageProperty: String, CaseIterable {
    case title = "og:title"
    case twitterTitle = "twitter:title"
    case dublinCoreTitle = "dc.title"
    case siteName = "og:site_name"
    case applicationName = "application-name"
    case dublinCorePublisher = "dc.publisher"
    case dublinCoreTermsPublisher = "dcterms.publisher"
    case publisher = "publisher"
    case citationPublisher = "citation_publisher"
    case copyright = "copyright"
    case url = "og:url"
    case type = "og:type"
    case locale = "og:locale"
    case contentLanguage = "content-language"
    case language = "language"
    case dublinCoreLanguage = "dc.language"
    case generator = "generator"

    case articlePublished = "article:published_time"
    case openGraphPublished = "og:published_time"
    case published = "datepublished"
    case termsIssued = "dcterms.issued"
    case dublinCoreIssued = "dc.date.issued"
    case citationDate = "citation_publication_date"
    case citationOnline = "citation_online_date"
    case parselyDate = "parsely-pub-date"
    case sailthruDate = "sailthru.date"
    case articlePublishedPoint = "article.published"
    case pubdate = "pubdate"
    case publishdate = "publishdate"
    case publishDate = "publish-date"
    case publishDateLine = "publish_date"
    case publicationDate = "publication_date"
    case articleDateOriginal = "article_date_original"
    case originalPublication = "originalpublicationdate"
    case termsCreated = "dcterms.created"
    case dublinCoreCreated = "dc.date.created"
    case created = "datecreated"
    case termsDate = "dcterms.date"
    case dublinCoreDate = "dc.date"
    case date = "date"

    case articleModified = "article:modified_time"
    case openGraphUpdated = "og:updated_time"
    case modified = "datemodified"
    case termsModified = "dcterms.modified"
    case dublinCoreModified = "dc.date.modified"
    case lastModified = "last-modified"
    case revised = "revised"

    /// Those that hold a date of publication and are set for nothing else, the surest first.
    static let surePublications: [PageProperty] = [
        .articlePublished, .openGraphPublished, .published, .termsIssued, .dublinCoreIssued,
        .citationDate, .citationOnline, .parselyDate, .sailthruDate, .articlePublishedPoint,
        .pubdate, .publishdate, .publishDate, .publishDateLine, .publicationDate,
        .articleDateOriginal, .originalPublication,
    ]

    /// Those that may as well say when a file was written.
    static let otherPublications: [PageProperty] = [
        .termsCreated, .dublinCoreCreated, .created, .termsDate, .dublinCoreDate, .date,
    ]

    /// Those that hold a date of change, the surest first.
    static let modifications: [PageProperty] = [
        .articleModified, .modified, .termsModified, .dublinCoreModified, .openGraphUpdated,
        .lastModified, .revised,
    ]

    /// The property of a `meta` element; nil where it is none that is read.
    static func of(_ id: HTMLTree.NodeID, _ tree: borrowing HTMLTree) -> PageProperty? {
        for name in ["property", "name", "itemprop", "http-equiv"] as [StaticString] {
            guard let attribute = tree.attribute(name, of: id) else { continue }
            let range = Int(attribute.valueStart)..<Int(attribute.valueEnd)
            return tree.source.withUnsafeBufferPointer { Names.shared.property($0, range) }
        }
        return nil
    }

    /// Finds a property by its name in a page, without making a string of it.
    private struct Names: Sendable {
        static let shared = Names()

        private static let size = 256
        private var slots = [PageProperty?](repeating: nil, count: size)
        private var names = [[UInt8]](repeating: [], count: size)

        init() {
            for property in PageProperty.allCases {
                let name = Array(property.rawValue.utf8)
                var slot = name.withUnsafeBufferPointer { Self.hash($0, 0..<$0.count) }
                while slots[slot] != nil { slot = (slot + 1) % Self.size }
                slots[slot] = property
                names[slot] = name
            }
        }

        func property(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> PageProperty? {
            guard (4...32).contains(range.count) else { return nil }
            var slot = Self.hash(bytes, range)
            while let property = slots[slot] {
                let name = names[slot]
                if name.count == range.count,
                    name.indices.allSatisfy({
                        bytes[range.lowerBound + $0].asciiLowered == name[$0]
                    })
                {
                    return property
                }
                slot = (slot + 1) % Self.size
            }
            return nil
        }

        private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
            var hash: UInt32 = 0x811C_9DC5
            for offset in range {
                hash = (hash ^ UInt32(bytes[offset].asciiLowered)) &* 0x0100_0193
            }
            return Int((hash ^ hash >> 16) % UInt32(size))
        }
    }
}

/// An element that gives a date for machines.
struct PageTime {
    enum Kind {
        case published, modified
        /// It does not say of what it is the date.
        case unsaid
        /// The date of an event, a comment or the like.
        case other
    }

    let node: HTMLTree.NodeID
    let kind: Kind
    /// The value of its attribute; nil where its text has to be read.
    let text: String?

    static func kind(
        of id: HTMLTree.NodeID, _ node: HTMLTree.Node, _ tree: borrowing HTMLTree
    ) -> Kind {
        let first = Int(node.firstAttribute)
        return tree.source.withUnsafeBufferPointer { bytes in
            for index in first..<(first + min(Int(node.attributeCount), 100)) {
                let attribute = tree.attributes[index]
                let length = attribute.nameEnd - attribute.nameStart
                guard length == 7 || length == 8 else { continue }
                let initial = bytes[Int(attribute.nameStart)].asciiLowered
                guard initial == UInt8(ascii: "i") || initial == UInt8(ascii: "p") else {
                    continue
                }
                if attribute.isNamed("itemprop", in: bytes) {
                    let value = bytes.lowered(Int(attribute.valueStart)..<Int(attribute.valueEnd))
                    if value.elementsEqual("datepublished".utf8) { return .published }
                    if value.elementsEqual("datemodified".utf8) { return .modified }
                    if node.tag == .time, value.starts(with: "date".utf8) { return .unsaid }
                    if node.tag == .time { return .other }
                }
                if attribute.isNamed("pubdate", in: bytes), node.tag == .time { return .published }
            }
            return .unsaid
        }
    }
}
