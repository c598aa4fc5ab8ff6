/// An age or a range of ages, in completed years, both ends included.
public struct AgeReading: Hashable, Sendable, Codable {
    public enum Statistic: String, Hashable, Sendable, Codable {
        /// One person's age, or the age of each.
        case single
        case mean = "MEAN"
        case median = "MEDIAN"
        case range = "RANGE"
        /// "18 or over": low alone.
        case minimum = "MIN"
        /// "under 16": high alone.
        case maximum = "MAX"
        /// A word for an age group, "minors".
        case group = "GROUP"
    }

    /// The age, for a single age, a mean or a median; may have a fraction in a mean.
    public let value: Double?
    public let low: Int?
    public let high: Int?
    public let statistic: Statistic

    public init(value: Double?, low: Int?, high: Int?, statistic: Statistic) {
        self.value = value
        self.low = low
        self.high = high
        self.statistic = statistic
    }
}

extension AgeReading: CustomStringConvertible {
    public var description: String {
        let bound = { (bound: Int?) in bound.map(String.init) ?? "…" }
        let base = value.map(Figure.plain) ?? "\(bound(low))–\(bound(high))"
        return switch statistic {
        case .mean: "mean \(base)"
        case .median: "median \(base)"
        default: base
        }
    }
}

extension LayerKey where Value == AgeReading {
    /// Sorted, without overlap.
    public static let ages = LayerKey("ages")
}
