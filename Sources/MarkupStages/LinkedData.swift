import DocumentModel
import HTMLScanning

/// What a page says of itself in JSON-LD, in the vocabulary of schema.org.
///
/// Authors and other persons are never read.
struct LinkedData {
    /// What the page is, as the thing it is mainly about says.
    enum Kind: Comparable {
        /// Nothing that is read: a breadcrumb, a shop, a person.
        case other
        /// A page that says no more than that it is one.
        case page
        /// A report, a data set, a video: some work that is no story.
        case work
        case thread
        case story
    }

    private(set) var kind = Kind.other
    /// Whether anything in it, listed or mentioned, is an article, and whether anything is a thread.
    private(set) var namesArticle = false
    private(set) var namesThread = false
    /// How many stories it lists beside each other.
    private(set) var storyCount = 0
    /// The types of all things in it, a hostile page's first ones.
    private(set) var typeNames: Set<String> = []
    private(set) var headline: String?
    /// As it stands: mostly ISO 8601.
    private(set) var published: String?
    private(set) var modified: String?
    /// The name of the body that publishes the page; never that of a person.
    private(set) var publisher: String?
    private(set) var language: String?
    /// The story's text, UTF-8, without markup.
    private(set) var articleBody: [UInt8]?
    private var taken = 0

    /// - Parameter texts: The texts of the page's JSON-LD scripts.
    init(_ texts: [[UInt8]]) {
        for text in texts { read(LenientJSON(Self.withoutReferences(text))) }
    }

    /// The text itself, unless the page escaped its quotes as in an attribute.
    private static func withoutReferences(_ text: [UInt8]) -> [UInt8] {
        func holds(_ byte: UInt8) -> Bool {
            text.withUnsafeBufferPointer { $0.nextOffset(of: byte, from: 0) < min($0.count, 4096) }
        }
        // Nearly every text has a quote in its first bytes.
        return !holds(UInt8(ascii: "\"")) && holds(UInt8(ascii: "&")) ? decoded(text) : text
    }

    private mutating func read(_ json: LenientJSON) {
        var isOutermost = [Bool](repeating: false, count: json.values.count)
        var isListed = isOutermost
        for (index, value) in json.values.enumerated() {
            let parent = value.parent
            if value.kind == .string {
                noteType(json.bytes[value.range])
                let isType = json.isNamed(index, "@type")
                if isType || parent >= 0 && json.isNamed(parent, "@type"), typeNames.count < 64 {
                    typeNames.insert(String(decoding: json.bytes[value.range], as: UTF8.self))
                }
            }
            let isOuterParent = parent < 0 || isOutermost[parent]
            isOutermost[index] = isOuterParent && Self.leadsToMain(json, index)
            isListed[index] =
                (isOuterParent || isListed[parent])
                && (isOutermost[index] || Self.leadsToList(json, index))
            guard value.kind == .object, isOutermost[index] || isListed[index] else { continue }
            let kind = Self.kind(of: index, in: json)
            if kind == .story { storyCount += 1 }
            // A page has one thing or a few that it is about; a hostile one has any number.
            guard isOutermost[index], taken < 64 else { continue }
            taken += 1
            take(index, kind, json)
        }
    }

    private mutating func noteType(_ text: ArraySlice<UInt8>) {
        // Most strings are no type: those end in one of two letters.
        guard text.count <= 64, let last = text.last,
            last == UInt8(ascii: "e") || last == UInt8(ascii: "g")
        else { return }
        func ends(_ name: StaticString) -> Bool {
            name.withUTF8Buffer { text.suffix($0.count).elementsEqual($0) }
        }
        if ends("Article") {
            namesArticle = namesArticle || text.count == 7 || ends("NewsArticle")
        } else if ends("BlogPosting") {
            namesArticle = true
        } else if ends("DiscussionForumPosting") || ends("QAPage") {
            namesThread = true
        }
    }

    /// Takes what a thing says, where nothing that is more the page's own has said it.
    private mutating func take(_ object: Int, _ kind: Kind, _ json: LenientJSON) {
        if publisher == nil || kind > self.kind, kind != .other || isSite(object, json) {
            publisher = Self.publisher(of: object, in: json) ?? publisher
        }
        guard kind > .other else { return }
        let isBetter = kind > self.kind
        self.kind = max(kind, self.kind)
        func text(_ name: StaticString) -> String? {
            json.member(name, of: object).flatMap { json.string($0) }
                .map { String(decoding: Self.plain($0), as: UTF8.self) }
        }
        if isBetter || published == nil {
            published = text("datePublished") ?? text("uploadDate") ?? published
        }
        if isBetter || modified == nil { modified = text("dateModified") ?? modified }
        if isBetter || language == nil { language = text("inLanguage") ?? language }
        if isBetter || headline == nil { headline = text("headline") ?? text("name") ?? headline }
        // The text of a thread is its first post only.
        if kind == .story, articleBody == nil {
            articleBody = json.member("articleBody", of: object)
                .flatMap { json.string($0, limit: 1 << 15) }.map(Self.plain)
        }
    }

    private func isSite(_ object: Int, _ json: LenientJSON) -> Bool {
        Self.types(of: object, in: json).contains { $0.hasSuffix("WebSite") }
    }

    // MARK: What stands where

    /// Whether what stands there may be what the page is about, and not something it only mentions.
    private static func leadsToMain(_ json: LenientJSON, _ index: Int) -> Bool {
        json.values[index].name.isEmpty || json.isNamed(index, "@graph")
            || json.isNamed(index, "mainEntity") || json.isNamed(index, "mainEntityOfPage")
    }

    private static func leadsToList(_ json: LenientJSON, _ index: Int) -> Bool {
        json.values[index].name.isEmpty || json.isNamed(index, "itemListElement")
            || json.isNamed(index, "item") || json.isNamed(index, "blogPost")
            || json.isNamed(index, "blogPosts") || json.isNamed(index, "hasPart")
    }

    private static func kind(of object: Int, in json: LenientJSON) -> Kind {
        // What says no type but a date is the page still.
        types(of: object, in: json).map(kind).max()
            ?? (json.member("datePublished", of: object) == nil ? .other : .page)
    }

    private static func kind(_ type: String) -> Kind {
        switch type {
        case "DiscussionForumPosting", "QAPage", "Question": .thread
        case "JobPosting": .work
        case "Report", "Dataset", "CreativeWork", "VideoObject", "Book", "Recipe", "Event":
            .work
        case "WebPage", "AboutPage", "ItemPage", "FAQPage", "MedicalWebPage": .page
        case _ where type.hasSuffix("Article") || type.hasSuffix("Posting"): .story
        default: .other
        }
    }

    /// The names of an object's types, without the vocabulary's address.
    private static func types(of object: Int, in json: LenientJSON) -> [String] {
        guard let type = json.member("@type", of: object) else { return [] }
        let values = json.values[type].kind == .array ? json.children(of: type) : [type]
        return values.prefix(8).compactMap { json.string($0) }.map { name in
            let last = name.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }.last
            return String(decoding: last ?? [], as: UTF8.self)
        }
    }

    private static func publisher(of object: Int, in json: LenientJSON) -> String? {
        for name in ["publisher", "sourceOrganization", "isPartOf"] as [StaticString] {
            guard let member = json.member(name, of: object) else { continue }
            let first =
                json.values[member].kind == .array ? json.children(of: member).first : member
            if let first, let found = self.name(of: first, in: json) { return found }
        }
        return nil
    }

    /// The name of a body: a string, an object's, or that of the object it points to.
    private static func name(of value: Int, in json: LenientJSON) -> String? {
        // A bare string may be anybody's name, and nothing says whose.
        guard json.values[value].kind == .object else { return nil }
        if let found = typedName(of: value, in: json) { return found }
        guard types(of: value, in: json).isEmpty,
            let id = json.member("@id", of: value).flatMap({ json.string($0) })
        else { return nil }
        let target = json.values.indices.prefix(4096).first { index in
            json.values[index].kind == .object && index != value
                && json.member("name", of: index) != nil
                && json.member("@id", of: index).flatMap { json.string($0) } == id
        }
        return target.flatMap { typedName(of: $0, in: json) }
    }

    /// The name of an object that says what it is, and that it is no person.
    private static func typedName(of object: Int, in json: LenientJSON) -> String? {
        let types = types(of: object, in: json)
        guard !types.isEmpty, !types.contains("Person"),
            let text = json.member("name", of: object).flatMap({ json.string($0) }), !text.isEmpty
        else { return nil }
        return String(decoding: plain(text), as: UTF8.self)
    }

    // MARK: Texts

    /// A text without markup and character references, as both stand in JSON-LD.
    static func plain(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return text
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var offset = 0
        // The next ">", looked for once whatever tags are left open.
        var close = 0
        while offset < text.count {
            if opensTag(text, offset) {
                close = max(close, offset)
                while close < text.count, text[close] != UInt8(ascii: ">") { close += 1 }
                if close < min(text.count, offset + longestTag) {
                    result.append(0x20)
                    offset = close + 1
                    continue
                }
            }
            let start = offset
            repeat { offset += 1 } while offset < text.count && text[offset] != UInt8(ascii: "<")
            result.append(contentsOf: text[start..<offset])
        }
        return decoded(result)
    }

    private static let longestTag = 2048

    private static func opensTag(_ text: [UInt8], _ offset: Int) -> Bool {
        guard text[offset] == UInt8(ascii: "<"), offset + 1 < text.count else { return false }
        return text[offset + 1].isASCIILetter || text[offset + 1] == UInt8(ascii: "/")
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { bytes in
            forEachPiece(of: bytes, in: 0..<bytes.count, hasReferences: true) { piece in
                switch piece {
                case .verbatim(let range): result.append(contentsOf: bytes[range])
                case .reference(let reference, _): result.append(contentsOf: reference.utf8)
                }
            }
        }
        return result
    }
}
