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

    /// What an age is said in.
    public enum Unit: String, Hashable, Sendable, Codable {
        case years = "YEARS"
        case months = "MONTHS"
        case weeks = "WEEKS"
        case days = "DAYS"

        /// How many of them a year has.
        public var perYear: Double {
            switch self {
            case .years: 1
            case .months: 12
            case .weeks: 365.25 / 7
            case .days: 365.25
            }
        }
    }

    /// The age in years, for a single age, a mean or a median; may have a fraction in a mean, and
    /// in the age of a baby.
    public let value: Double?
    public let low: Int?
    public let high: Int?
    public let statistic: Statistic
    /// What the text says the age in; ``value`` is in years all the same.
    public let unit: Unit
    /// Whether it is a thing's age, or how long something has stood: never a statistic of persons.
    public let isOfThing: Bool
    /// The number with its unit, where the span may also cover words that lead to it or qualify it.
    public let stated: TextSpan?

    public init(
        value: Double?, low: Int?, high: Int?, statistic: Statistic, unit: Unit = .years,
        isOfThing: Bool = false, stated: TextSpan? = nil
    ) {
        self.value = value
        self.low = low
        self.high = high
        self.statistic = statistic
        self.unit = unit
        self.isOfThing = isOfThing
        self.stated = stated
    }

    /// ``value`` in ``unit``, as the text says it.
    public var statedValue: Double? {
        // The way to years and back leaves a trace in the last digits.
        value.map { unit == .years ? $0 : ($0 * unit.perYear * 1e6).rounded() / 1e6 }
    }
}

extension AgeReading: CustomStringConvertible {
    public var description: String {
        let bound = { (bound: Int?) in bound.map(String.init) ?? "…" }
        var base = statedValue.map(Figure.plain) ?? "\(bound(low))–\(bound(high))"
        if unit != .years { base += " \(unit.rawValue)" }
        if isOfThing { base += " of a thing" }
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
