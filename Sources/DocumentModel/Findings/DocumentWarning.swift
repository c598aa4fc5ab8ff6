/// What a reader should know about a page: a row of `warnings`.
public struct DocumentWarning: Hashable, Sendable, Codable {
    /// Upper snake case: DATE_UNKNOWN, SUM_MISMATCH, HTML_REMNANT, …
    public let code: String
    /// One English sentence.
    public let message: String
    /// The observation it is about, as its index in the layer.
    public let observation: Int?

    public init(_ code: String, _ message: String, observation: Int? = nil) {
        self.code = code
        self.message = message
        self.observation = observation
    }
}

extension DocumentWarning: CustomStringConvertible {
    public var description: String { "\(code): \(message)" }
}

extension LayerKey where Value == DocumentWarning {
    /// A mention with an empty span is about the whole page.
    public static let warnings = LayerKey("warnings")
}
