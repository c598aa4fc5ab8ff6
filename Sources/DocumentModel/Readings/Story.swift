/// One story of a page that holds several.
public struct Story: Hashable, Sendable, Codable {
    /// Its place on the page, from 1.
    public let number: Int
    /// The heading or line that opens it; nil where it opens with its text.
    public let title: TextSpan?

    public init(number: Int, title: TextSpan?) {
        self.number = number
        self.title = title
    }
}

extension Story: CustomStringConvertible {
    public var description: String { "story \(number)" }
}

extension Story: SpanNaming {
    public var namedSpans: [(name: String, span: TextSpan)] { title.map { [("title", $0)] } ?? [] }
}

extension LayerKey where Value == Story {
    /// The stories of a page that holds several, each up to the next; empty where it holds one.
    /// Sorted, without overlap. What stands before the first belongs to none.
    public static let stories = LayerKey("stories")
}
