import DocumentModel
import HTMLScanning

/// What a page says of itself in its head, its markup and its address.
struct PageMetadata {
    typealias NodeID = HTMLTree.NodeID

    private(set) var properties: [String: String] = [:]
    private(set) var language: String?
    private(set) var canonicalURL: String?
    private(set) var titleElement: NodeID?
    private(set) var times: [String] = []
    /// JSON-LD texts, UTF-8.
    private(set) var linkedData: [[UInt8]] = []

    /// Properties that are read, in lower case.
    private static let known: Set<String> = [
        "og:title", "og:site_name", "og:url", "og:type", "og:locale", "article:published_time",
        "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
        "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
        "sailthru.date", "parsely-pub-date", "article.published", "content-language", "language",
        "dc.language", "application-name", "twitter:title", "dc.title", "dc.publisher",
    ]

    /// Properties that hold a publication date, the surest first.
    private static let dates = [
        "article:published_time", "datepublished", "dcterms.issued", "dc.date.issued",
        "parsely-pub-date", "sailthru.date", "article.published", "pubdate", "publishdate",
        "publish-date", "publish_date", "dcterms.created", "dcterms.date", "dc.date", "date",
    ]

    init(_ tree: borrowing HTMLTree) {
        if let html = tree.first(.html) {
            language = tree.value("lang", of: html) ?? tree.value("xml:lang", of: html)
        }
        var current: NodeID? = HTMLTree.document
        while let id = current {
            let node = tree[id]
            switch node.tag {
            case .meta where node.kind == .element: readMeta(id, tree)
            case .link where node.kind == .element:
                if canonicalURL == nil, tree.value("rel", of: id)?.lowercased() == "canonical" {
                    canonicalURL = tree.value("href", of: id)
                }
            case .title where titleElement == nil && node.namespace == .html: titleElement = id
            case .time:
                if times.count < 16, let time = tree.value("datetime", of: id) {
                    times.append(time)
                }
            case .script: readScript(id, tree)
            default: break
            }
            current = tree.successor(id)
        }
    }

    private mutating func readMeta(_ id: NodeID, _ tree: borrowing HTMLTree) {
        let name =
            tree.value("property", of: id) ?? tree.value("name", of: id)
            ?? tree.value("itemprop", of: id) ?? tree.value("http-equiv", of: id)
        guard let name = name?.lowercased(), Self.known.contains(name), properties[name] == nil,
            let content = tree.value("content", of: id), !content.isEmpty
        else { return }
        properties[name] = content
    }

    private mutating func readScript(_ id: NodeID, _ tree: borrowing HTMLTree) {
        guard linkedData.count < 8, tree[id].firstChild != HTMLTree.none,
            tree.value("type", of: id)?.lowercased() == "application/ld+json"
        else { return }
        let range = tree[tree[id].firstChild].range
        linkedData.append(Array(tree.source[range].prefix(1 << 20)))
    }

    // MARK: What follows from it

    var siteName: String? { properties["og:site_name"].map(Self.collapsed) }

    /// Whether the page calls itself a story.
    var saysArticle: Bool {
        let threads = ["DiscussionForumPosting", "QAPage"]
        if linkedData.contains(where: { data in
            threads.contains { data.contains(Array($0.utf8)) }
        }) {
            return false
        }
        if properties["article:published_time"] != nil { return true }
        if properties["og:type"]?.lowercased() == "article" { return true }
        let types = ["NewsArticle\"", "\"Article\"", "BlogPosting\""]
        return linkedData.contains { data in types.contains { data.contains(Array($0.utf8)) } }
    }

    var url: String? {
        [canonicalURL, properties["og:url"]].compactMap { $0 }.first { $0.contains("://") }
    }

    var declaredLanguage: LanguageCode? {
        let declared =
            language ?? properties["content-language"] ?? properties["language"]
            ?? properties["dc.language"] ?? properties["og:locale"]
        guard let declared else { return nil }
        let primary = declared.lowercased().utf8.drop { $0.isASCIIWhitespace }.prefix {
            $0.isASCIILetter
        }
        guard (2...3).contains(primary.count) else { return nil }
        return LanguageCode(rawValue: String(decoding: primary, as: UTF8.self))
    }

    /// The publication date as the page gives it, and where; the address comes last.
    ///
    /// - Parameter dateLine: The date that a reader of the page sees.
    func published(
        at address: String?, dateLine: () -> String? = { nil }
    ) -> (date: String, source: DocumentMetadata.DateSource)? {
        for name in Self.dates {
            if let date = properties[name].flatMap(PageDate.iso) { return (date, .metadata) }
        }
        for data in linkedData {
            if let date = PageDate.published(inLinkedData: data) { return (date, .metadata) }
        }
        for time in times {
            if let date = PageDate.iso(time) { return (date, .page) }
        }
        if let date = dateLine() { return (date, .page) }
        if let date = (address ?? url).flatMap(PageDate.inAddress) { return (date, .url) }
        return nil
    }

    /// `text` with its white space collapsed and without what never shows.
    static func collapsed(_ text: String) -> String {
        text.withoutUnseen.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }
}

/// Dates as machines write them: nothing in words is read here.
enum PageDate {
    /// The date of an ISO 8601 text: "2019-02-12T08:00:00Z" is "2019-02-12".
    static func iso(_ text: String) -> String? {
        let bytes = Array(text.utf8.drop { $0.isASCIIWhitespace })
        guard let year = number(bytes, 0, 4), (1990...2100).contains(year) else { return nil }
        let dash = UInt8(ascii: "-")
        if bytes.count >= 8, let month = number(bytes, 4, 2), let day = number(bytes, 6, 2),
            bytes.count == 8 || !bytes[8].isASCIIDigit
        {
            return date(year, month, day)
        }
        guard bytes.count > 4 else { return padded(year, 4) }
        let separator = bytes[4]
        guard separator == dash || separator == UInt8(ascii: "/"),
            let month = number(bytes, 5, 2), (1...12).contains(month)
        else { return nil }
        guard bytes.count > 7 else { return "\(padded(year, 4))-\(padded(month, 2))" }
        guard bytes[7] == separator, let day = number(bytes, 8, 2) else { return nil }
        return date(year, month, day)
    }

    /// The date in a path: "/2019/02/12/", "/2019-02-12-", "/20190212/"; a month without a day too.
    static func inAddress(_ address: String) -> String? {
        let bytes = Array(address.utf8)
        var offset = 0
        while offset + 8 <= bytes.count {
            defer { offset += 1 }
            guard bytes[offset] == UInt8(ascii: "/") || bytes[offset] == UInt8(ascii: "-"),
                let year = number(bytes, offset + 1, 4), (1995...2100).contains(year)
            else { continue }
            let mark = bytes[offset + 5]
            guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-") else {
                guard let month = number(bytes, offset + 5, 2),
                    let day = number(bytes, offset + 7, 2), !isDigit(bytes, offset + 9),
                    let found = date(year, month, day)
                else { continue }
                return found
            }
            guard let month = number(bytes, offset + 6, 2), !isDigit(bytes, offset + 8),
                (1...12).contains(month)
            else { continue }
            if offset + 8 < bytes.count, bytes[offset + 8] == mark,
                let day = number(bytes, offset + 9, 2), !isDigit(bytes, offset + 11),
                let found = date(year, month, day)
            {
                return found
            }
            if mark == UInt8(ascii: "/"), offset + 8 < bytes.count, bytes[offset + 8] == mark {
                return "\(padded(year, 4))-\(padded(month, 2))"
            }
        }
        return nil
    }

    /// The value of "datePublished" in a JSON-LD text.
    static func published(inLinkedData text: [UInt8]) -> String? {
        guard let key = text.offset(of: Array("\"datePublished\"".utf8)) else { return nil }
        let rest = text[(key + 15)...].drop { $0.isASCIIWhitespace || $0 == UInt8(ascii: ":") }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        return iso(String(decoding: rest.dropFirst().prefix(32), as: UTF8.self))
    }

    /// A date in ISO 8601, where there is such a day.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
        (1990...2100).contains(year) ? date(year, month, day) : nil
    }

    /// A month in ISO 8601.
    static func month(_ year: Int, _ month: Int) -> String? {
        (1990...2100).contains(year) ? "\(padded(year, 4))-\(padded(month, 2))" : nil
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int? {
        guard start + length <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<(start + length)] {
            guard byte.isASCIIDigit else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func isDigit(_ bytes: [UInt8], _ offset: Int) -> Bool {
        offset < bytes.count && bytes[offset].isASCIIDigit
    }
}
