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

    /// `number` in decimal notation with a point and without an exponent: the fewest digits that
    /// read back as the same number, and no fraction where it is whole.
    ///
    /// "inf" and "nan" where it is not finite, which datasets and JSON have no word for.
    public static func plain(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
        let text = "\(number)"
        guard let mark = text.firstIndex(where: { $0 == "e" }),
            let exponent = Int(text[text.index(after: mark)...])
        else { return text }
        let mantissa = text[..<mark]
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
        let whole = String(parts[0])
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = whole + fraction
        let point = whole.count + exponent
        if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
        if point >= digits.count {
            return sign + digits + String(repeating: "0", count: point - digits.count)
        }
        return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
}
