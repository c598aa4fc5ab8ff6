import Foundation

/// What scoring compares of an observation: of a row that was given, or of one that the gold has.
package struct ObservationFacts: Hashable, Sendable {
    package var indicator: String
    package var figure: FigureFacts
    package var valueText: String?
    package var unit: String
    package var qualifier: String
    package var populationRole: String
    package var sex = "_T"
    package var ageGroup = "_T"
    package var ageLow: Double?
    package var ageHigh: Double?
    package var nationality: Set<String> = []
    package var referenceArea: Set<String> = []
    package var origin: String?
    package var destination: String?
    /// Without `_U`: not stated.
    package var exploitation: Set<String> = []
    package var periodStart: String?
    package var periodEnd: String?
    package var timeBasis: String?
    package var surface: String

    /// “VIC_RESCUED 12 PERSONS”.
    var text: String { "\(indicator) \(valueText ?? figure.text) \(unit)" }

    /// Whether both state the same: the coded value where there is one, else the value where there is
    /// one, else the bounds.
    func hasSameFigure(as other: ObservationFacts) -> Bool {
        if valueText != nil || other.valueText != nil {
            return FoldedText(valueText) == FoldedText(other.valueText)
        }
        return figure.isSame(as: other.figure)
    }
}

/// A number with its bounds, to six decimals.
package struct FigureFacts: Hashable, Sendable {
    package let value: Double?
    package let low: Double?
    package let high: Double?

    package init(value: Double?, low: Double?, high: Double?) {
        self.value = value.map(Self.rounded)
        self.low = low.map(Self.rounded)
        self.high = high.map(Self.rounded)
    }

    /// The value alone where there is one.
    var withoutBoundsOfValue: FigureFacts {
        value == nil ? self : FigureFacts(value: value, low: nil, high: nil)
    }

    func isSame(as other: FigureFacts) -> Bool {
        withoutBoundsOfValue == other.withoutBoundsOfValue
    }

    var text: String {
        guard let value else {
            return "\(low.map(plain) ?? "…")–\(high.map(plain) ?? "…")"
        }
        return plain(value)
    }

    private static func rounded(_ number: Double) -> Double {
        (number * 1e6).rounded() / 1e6
    }
}

/// A number without a needless “.0”.
func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}

/// The fields of an observation that are compared one by one.
package enum ObservationField: String, CaseIterable, Sendable {
    case indicator, qualifier
    case populationRole = "population_role"
    case sex, age, nationality
    case referenceArea = "ref_area"
    case origin, destination, exploitation, period
    case timeBasis = "time_basis"

    /// What must agree for a found observation to be right.
    package static let ofRight: [ObservationField] = [.indicator, .populationRole, .qualifier]

    /// What must agree for its whole row to be right.
    package static let ofRow: [ObservationField] =
        ofRight + [
            .sex, .age, .nationality, .referenceArea, .origin, .destination, .exploitation,
            .period,
        ]

    func agrees(_ one: ObservationFacts, _ other: ObservationFacts) -> Bool {
        text(of: one) == text(of: other)
    }

    /// What stands in the field, in one order.
    func text(of facts: ObservationFacts) -> String {
        switch self {
        case .indicator: facts.indicator
        case .qualifier: facts.qualifier
        case .populationRole: facts.populationRole
        case .sex: facts.sex
        case .age:
            "\(facts.ageGroup) \(facts.ageLow.map(plain) ?? "…")–\(facts.ageHigh.map(plain) ?? "…")"
        case .nationality: joined(facts.nationality)
        case .referenceArea: joined(facts.referenceArea)
        case .origin: facts.origin ?? ""
        case .destination: facts.destination ?? ""
        case .exploitation: joined(facts.exploitation)
        case .period: "\(facts.periodStart ?? "…")/\(facts.periodEnd ?? "…")"
        case .timeBasis: facts.timeBasis ?? ""
        }
    }

    private func joined(_ codes: Set<String>) -> String {
        codes.sorted().joined(separator: ";")
    }
}
