/// What a stage in another process read in a span: as much of a code, a number and a text as it
/// gave.
///
/// The layer is the plugin's own, named in its manifest. Its mentions are seen by the stages after
/// it and by `explain`; they make no rows, so nothing in them reaches the datasets unasked.
public struct ExternalReading: Hashable, Sendable, Codable {
    /// A value from a code list of the plugin's.
    public let code: String?
    public let number: Double?
    public let text: String?

    public init(code: String? = nil, number: Double? = nil, text: String? = nil) {
        self.code = code
        self.number = number
        self.text = text
    }
}

extension ExternalReading: CustomStringConvertible {
    public var description: String {
        let parts = [code, number.map(Figure.plain), text].compactMap(\.self)
        return parts.isEmpty ? "?" : parts.joined(separator: " ")
    }
}
