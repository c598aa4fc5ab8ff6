/// The words of a language for quantities: units of measure, and what there is so much of.
public struct QuantityWords: Sendable, Codable {
    /// Names of units, by their codes in the code list `measure`; symbols are in the list itself.
    public let units: [String: [String]]
    /// Between a unit and what there is so much of: "of".
    public let of: [String]
    /// After such a word, but only the kind of measure: "peso" in "30 kg de peso".
    public let notProducts: [String]
    /// Names of units that are money or something else too, and so need a product: "pounds".
    public let doubtful: [String]
    /// Before a number, and bounds only where a unit follows it: "mayor de", "menos que".
    public let above: [String]
    public let below: [String]
}
