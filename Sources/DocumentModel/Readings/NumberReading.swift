/// One number as written, without the words that qualify it.
public struct NumberReading: Hashable, Sendable, Codable {
    public enum Form: String, Hashable, Sendable, Codable {
        case cardinal, ordinal, percent
        /// "two thirds", "one in four", "la mitad": `value` is the quotient.
        case fraction
        /// "hundreds", "thousands", "la mayoría": `value` is nil, `floor` the unit named.
        case magnitude
        /// An amount of money, with its currency in `unit`.
        case money
        /// A span of time ("two-day", "15 years") with its unit in `unit`: YEARS, MONTHS, DAYS, HOURS.
        case duration
    }

    public let form: Form
    /// Nil for magnitudes and for ordinals without a number ("last").
    public let value: Double?
    /// The least number a magnitude word stands for; for shares, of a hundred.
    public let floor: Double?
    /// The most a magnitude word stands for, where it says one: 100 for "most", in per cent.
    public let ceiling: Double?
    /// ISO 4217 for money, a time unit for durations, PCT for magnitudes that are shares, else nil.
    public let unit: String?
    /// Whether digits were written, wholly or in part.
    public let hasDigits: Bool
    /// The number alone, where the span also covers a currency, a unit or a sign; else nil.
    public var numeral: TextSpan?
    /// The value as an ordinal, where the words may be one or a fraction: "tres millonésimos".
    public var ordinal: Double?

    public init(
        form: Form, value: Double?, floor: Double? = nil, ceiling: Double? = nil,
        unit: String? = nil, hasDigits: Bool, numeral: TextSpan? = nil
    ) {
        self.numeral = numeral
        self.form = form
        self.value = value
        self.floor = floor
        self.ceiling = ceiling
        self.unit = unit
        self.hasDigits = hasDigits
    }
}

extension NumberReading: CustomStringConvertible {
    public var description: String {
        let number = (value ?? floor).map(Figure.plain) ?? "?"
        return switch form {
        case .cardinal: number
        case .ordinal: "\(number)."
        case .percent: "\(number) %"
        case .fraction: "\(number) of 1"
        case .magnitude: "\(number)+" + (unit.map { " \($0)" } ?? "")
        case .money, .duration: "\(number) \(unit ?? "?")"
        }
    }
}

/// A number with the words that bound it: "more than 150", "between 3 and 5".
///
/// Only numbers that something qualifies are ranges; the span covers the qualifying words.
public struct RangeReading: Hashable, Sendable, Codable {
    public let figure: Figure
    /// Whether the low end itself belongs to the range: "at least" yes, "more than" no.
    public let includesLow: Bool
    /// Whether the high end itself belongs to the range: "up to" yes, "fewer than" no.
    public let includesHigh: Bool
    /// What was written: a number's form decides what the range is of.
    public let form: NumberReading.Form
    public let unit: String?
    /// The qualifying words and the numbers alone, where the span also covers a unit; else nil.
    public var numerals: TextSpan?

    public init(
        figure: Figure, includesLow: Bool, includesHigh: Bool, form: NumberReading.Form,
        unit: String? = nil
    ) {
        self.figure = figure
        self.includesLow = includesLow
        self.includesHigh = includesHigh
        self.form = form
        self.unit = unit
    }
}

extension RangeReading: CustomStringConvertible {
    public var description: String { form == .percent ? "\(figure) %" : figure.description }
}

extension LayerKey where Value == NumberReading {
    /// Sorted, without overlap.
    public static let numbers = LayerKey("numbers")
}

extension LayerKey where Value == RangeReading {
    /// Sorted, without overlap; each covers one or two numbers.
    public static let ranges = LayerKey("ranges")
}
