import DocumentModel
import HTMLScanning

/// A construct that parsers read in different ways, found by taking it out: a page on which two
/// parsers agree once it is gone is one that it explains.
enum Construct: String, CaseIterable {
    case none = "the whole text differs from the tree, not the parsers"
    case numericReferences = "numeric references from 128 to 159"
    case namedReferences = "named references that libxml2 does not know or wants a semicolon of"
    case controls = "control characters"
    case namelessTags = "tags without a name"
    case comments = "comments that end early or late"
    case scripts = "markup in scripts"
    case templates = "template"
    case unscripted = "noscript"
    case texts = "markup in textarea, title or xmp"
    case forms = "forms in forms, lists or tables"
    case choices = "select and option"
    case links = "links and buttons in each other"
    case tables = "text and markup in tables that stands outside of cells"
    case lists = "lists and their items"
    case foreign = "svg and math"
    case quotedMarkup = "tags with bad attributes"
    case several = "several of these"
    case unknown = "unknown"

    /// The page without the construct; nil where this is none that can be taken out.
    func removed(from page: [UInt8]) -> [UInt8]? {
        switch self {
        case .none, .several, .unknown: nil
        case .numericReferences: Self.withoutReferences(page) { $0 == UInt8(ascii: "#") }
        case .namedReferences: Self.withoutReferences(page) { $0.isASCIILetter }
        case .controls: page.filter { $0 >= 0x20 || $0.isASCIIWhitespace }
        case .namelessTags: Self.without("</>", page)
        case .comments: Self.withoutComments(page)
        case .scripts: Self.without(elements: ["script", "style"], page)
        case .templates: Self.without(tags: ["template"], page)
        case .unscripted: Self.without(tags: ["noscript"], page)
        case .texts: Self.without(elements: ["textarea", "title", "xmp"], page)
        case .forms: Self.without(tags: ["form"], page)
        case .choices: Self.without(elements: ["select"], page)
        case .links: Self.without(tags: ["a", "button"], page)
        case .tables:
            Self.without(
                tags: ["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"], page)
        case .lists: Self.without(tags: ["ul", "ol", "li", "dl", "dt", "dd", "menu"], page)
        case .foreign: Self.without(elements: ["svg", "math"], page)
        case .quotedMarkup: Self.withoutAttributes(page)
        }
    }

    /// What explains why two readings of `page` differ: `agrees` tells whether those of another
    /// page are the same.
    static func explanation(for page: [UInt8], agrees: ([UInt8]) -> Bool) -> Construct {
        if agrees(page) { return .none }
        var all = page
        for construct in allCases {
            guard let rest = construct.removed(from: page) else { continue }
            if agrees(rest) { return construct }
            if let less = construct.removed(from: all) { all = less }
        }
        return agrees(all) ? .several : .unknown
    }
}

// How a construct is taken out. A space stands for what is gone.
extension Construct {
    private static let space = UInt8(ascii: " ")

    private static func withoutReferences(
        _ page: [UInt8], _ isWanted: (UInt8) -> Bool
    ) -> [UInt8] {
        var result = page
        for offset in page.indices.dropLast()
        where page[offset] == UInt8(ascii: "&") && isWanted(page[offset + 1]) {
            result[offset] = space
        }
        return result
    }

    private static func withoutComments(_ page: [UInt8]) -> [UInt8] {
        var result = page
        let tree = HTMLTree(parsing: page)
        for node in (0..<tree.nodes.count).map({ tree.nodes[$0] }) where node.kind == .comment {
            let low = max(0, node.range.lowerBound - 4)
            let start = page[low..<node.range.lowerBound].lastIndex(of: UInt8(ascii: "<")) ?? low
            let end = page[node.range.upperBound...].firstIndex(of: UInt8(ascii: ">"))
            for offset in start...(end ?? page.count - 1) { result[offset] = space }
        }
        return result
    }

    private static func without(_ text: StaticString, _ page: [UInt8]) -> [UInt8] {
        let wanted = text.withUTF8Buffer { Array($0) }
        var result: [UInt8] = []
        var offset = 0
        while offset < page.count {
            if page[offset...].starts(with: wanted) {
                result.append(space)
                offset += wanted.count
            } else {
                result.append(page[offset])
                offset += 1
            }
        }
        return result
    }

    private static func without(tags names: [String], _ page: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var offset = 0
        while offset < page.count {
            if page[offset] == UInt8(ascii: "<"), let name = name(at: offset, in: page),
                names.contains(name)
            {
                result.append(space)
                offset = page[offset...].firstIndex(of: UInt8(ascii: ">")) ?? page.count
            } else {
                result.append(page[offset])
            }
            offset += 1
        }
        return result
    }

    private static func without(elements names: [String], _ page: [UInt8]) -> [UInt8] {
        var result = page
        for name in names {
            var kept: [UInt8] = []
            var isInside = false
            var offset = 0
            while offset < result.count {
                if result[offset] == UInt8(ascii: "<"), Self.name(at: offset, in: result) == name {
                    isInside = offset + 1 < result.count && result[offset + 1] != 0x2F
                    kept.append(space)
                    offset = result[offset...].firstIndex(of: UInt8(ascii: ">")) ?? result.count
                } else if !isInside {
                    kept.append(result[offset])
                }
                offset += 1
            }
            result = kept
        }
        return result
    }

    /// The page with bare start tags. What is hidden by its attributes shows, to both readings.
    private static func withoutAttributes(_ page: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        let tree = HTMLTree(parsing: page)
        let nodes = (0..<tree.nodes.count).map { tree.nodes[$0] }.sorted { $0.start < $1.start }
        for node in nodes
        where node.kind == .element && node.attributeCount > 0 && Int(node.end) >= copied {
            let range =
                Int(node.firstAttribute)..<(Int(node.firstAttribute) + Int(node.attributeCount))
            let last = tree.attributes[range].map { max($0.valueEnd, $0.nameEnd) }.max() ?? 0
            guard Int(last) > node.end else { continue }
            result += page[copied..<Int(node.end)]
            copied = page[Int(last)...].firstIndex(of: UInt8(ascii: ">")) ?? page.count
        }
        return result + page[copied...]
    }

    /// The name, in small letters, of the tag at `offset`.
    private static func name(at offset: Int, in page: [UInt8]) -> String? {
        var start = offset + 1
        if start < page.count, page[start] == UInt8(ascii: "/") { start += 1 }
        var end = start
        while end < page.count, page[end].isASCIIAlphanumeric, end - start < 12 { end += 1 }
        return end > start
            ? String(decoding: page[start..<end].map(\.asciiLowered), as: UTF8.self) : nil
    }
}
