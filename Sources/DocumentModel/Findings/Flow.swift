/// People trafficked from one area to another: a row of `flows`.
public struct Flow: Hashable, Sendable, Codable {
    /// ISO alpha-3 or M49.
    public var origin: String
    public var destination: String
    /// In the order of the journey.
    public var transit: [String] = []
    /// Sorted; empty if not stated.
    public var exploitation: [String] = []
    public var sex: String?
    public var ageGroup: String?
    /// The figure of the flow, as its index in the layer of observations.
    public var observation: Int?
    public var stance = Stance.asserted
    /// 0 to 1.
    public var confidence: Double

    public init(origin: String, destination: String, confidence: Double) {
        self.origin = origin
        self.destination = destination
        self.confidence = confidence
    }
}

extension Flow: CustomStringConvertible {
    public var description: String {
        ([origin] + transit + [destination]).joined(separator: " → ")
    }
}

extension LayerKey where Value == Flow {
    public static let flows = LayerKey("flows")
}
