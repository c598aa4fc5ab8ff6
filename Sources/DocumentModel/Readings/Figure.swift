/// How a figure is qualified: code list `qualifier`.
public enum Qualifier: String, Hashable, Sendable, Codable, CaseIterable {
    case exact = "EXACT"
    case minimum = "MIN"
    case maximum = "MAX"
    case approximate = "APPROX"
    case range = "RANGE"
    case magnitude = "MAGNITUDE"
    case notReported = "NOT_REPORTED"
}

/// A figure with the bounds the text supports.
///
/// `low` ≤ `value` ≤ `high` where they are there. By qualifier: EXACT has all three equal, MIN has
/// value and low, MAX value and high, APPROX a value (and high where it is "nearly"), RANGE low and
/// high, MAGNITUDE low alone (and high for shares), NOT_REPORTED nothing.
public struct Figure: Hashable, Sendable, Codable {
    public let value: Double?
    public let low: Double?
    public let high: Double?
    public let qualifier: Qualifier

    public init(value: Double?, low: Double?, high: Double?, qualifier: Qualifier) {
        self.value = value
        self.low = low
        self.high = high
        self.qualifier = qualifier
    }

    public static func exact(_ value: Double) -> Figure {
        Figure(value: value, low: value, high: value, qualifier: .exact)
    }

    public static func minimum(_ value: Double) -> Figure {
        Figure(value: value, low: value, high: nil, qualifier: .minimum)
    }

    public static func maximum(_ value: Double) -> Figure {
        Figure(value: value, low: nil, high: value, qualifier: .maximum)
    }

    public static func approximately(_ value: Double, atMost high: Double? = nil) -> Figure {
        Figure(value: value, low: nil, high: high, qualifier: .approximate)
    }

    public static func between(_ low: Double, _ high: Double) -> Figure {
        Figure(value: nil, low: low, high: high, qualifier: .range)
    }

    public static func magnitude(from low: Double, to high: Double? = nil) -> Figure {
        Figure(value: nil, low: low, high: high, qualifier: .magnitude)
    }

    public static let notReported = Figure(
        value: nil, low: nil, high: nil, qualifier: .notReported)
}

extension Figure: CustomStringConvertible {
    public var description: String {
        let number = { (number: Double?) in number.map(Figure.plain) ?? "…" }
        return switch qualifier {
        case .exact: number(value)
        case .minimum: "≥ \(number(value))"
        case .maximum: "≤ \(number(value))"
        case .approximate: "≈ \(number(value))" + (high == nil ? "" : " (at most \(number(high)))")
        case .range: "\(number(low))–\(number(high))"
        case .magnitude: "\(number(low))–\(number(high))"
        case .notReported: "not reported"
        }
    }

    /// `number` in plain decimal notation, without a fraction where it is whole.
    public static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    }
}
