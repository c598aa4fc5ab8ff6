/// How much of what: a number with a unit of measure.
public struct QuantityReading: Hashable, Sendable, Codable {
    public let figure: Figure
    /// The code of the unit in the code list `measure`, which takes them from UCUM: kg, [lb_av].
    public let unit: String
    /// What is measured, by the code list: MASS, LENGTH, VOLUME, AREA, TEMPERATURE, SPEED, DATA, …
    public let dimension: String
    /// What there is so much of ("cocaine" in "2 kg of cocaine"); nil where it is left out.
    public let product: TextSpan?

    public init(figure: Figure, unit: String, dimension: String, product: TextSpan? = nil) {
        self.figure = figure
        self.unit = unit
        self.dimension = dimension
        self.product = product
    }
}

extension QuantityReading: CustomStringConvertible {
    public var description: String { "\(figure) \(unit)" }
}

extension LayerKey where Value == QuantityReading {
    /// Sorted, without overlap. A span covers the words that bound the number, and the product.
    public static let quantities = LayerKey("quantities")
}
