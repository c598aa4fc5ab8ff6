/// How many of what: a figure and the noun it counts.
public struct CountReading: Hashable, Sendable, Codable {
    public let figure: Figure
    /// Code list `unit`: PERSONS, CASES, CALLS, …, or an ISO 4217 currency.
    public let unit: String
    /// Code list `population_role`, as the noun alone says: VICTIM, OFFICIAL, …; OTHER for persons
    /// of no stated role, NONE for what is not persons.
    public let role: String
    /// Code list `sex`, as the noun says.
    public let sex: String
    /// Code list `age_group`, as the noun says.
    public let ageGroup: String
    /// The noun phrase that is counted, with its modifiers; nil where it is left out ("of these, 62").
    public let head: TextSpan?

    public init(
        figure: Figure, unit: String, role: String, sex: String = "_T", ageGroup: String = "_T",
        head: TextSpan?
    ) {
        self.figure = figure
        self.unit = unit
        self.role = role
        self.sex = sex
        self.ageGroup = ageGroup
        self.head = head
    }
}

extension CountReading: CustomStringConvertible {
    public var description: String {
        var words = ["\(figure)", unit]
        if role != "NONE" { words.append(role) }
        if sex != "_T" { words.append(sex) }
        if ageGroup != "_T" { words.append(ageGroup) }
        return words.joined(separator: " ")
    }
}

extension LayerKey where Value == CountReading {
    /// Sorted, without overlap. A span covers number and qualifier, not the noun.
    public static let counts = LayerKey("counts")
}
