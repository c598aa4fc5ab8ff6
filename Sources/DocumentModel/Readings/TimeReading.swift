/// A date, a time of day, a span of time or what is repeated, as TIMEX says it.
///
/// Statistics read ``DateReading`` instead: it holds only periods that figures are counted over.
public struct TimeReading: Hashable, Sendable, Codable {
    public enum Form: String, Hashable, Sendable, Codable {
        case date, time, duration, repeated
    }

    public let form: Form
    /// TIMEX3 value with X for what is not said, a range as (start, end, duration); nil where it
    /// hangs on the date of the page, which is not known.
    public let timex: String?

    public init(form: Form, timex: String?) {
        self.form = form
        self.timex = timex
    }
}

extension TimeReading: CustomStringConvertible {
    public var description: String { timex ?? "?" }
}

extension LayerKey where Value == TimeReading {
    /// Sorted, without overlap.
    public static let times = LayerKey("times")
}
