/// What a proper name names, as far as telling organisations from the rest takes.
package enum NameKind: Int, Sendable, CaseIterable {
    case organisation, person, place, other
}

/// What a word is to a name: outside any, the first word of one, or a later word.
package struct NameLabel: Hashable, Sendable {
    package let index: Int

    package static let outside = NameLabel(index: 0)
    package static let count = 1 + 2 * NameKind.allCases.count

    package static func opens(_ kind: NameKind) -> NameLabel {
        NameLabel(index: 1 + 2 * kind.rawValue)
    }

    package static func continues(_ kind: NameKind) -> NameLabel {
        NameLabel(index: 2 + 2 * kind.rawValue)
    }

    var kind: NameKind? { index == 0 ? nil : NameKind(rawValue: (index - 1) / 2) }
    var isContinuing: Bool { index > 0 && index.isMultiple(of: 2) }

    /// Whether the label may stand after `previous`, nil at the start of a stretch.
    func mayFollow(_ previous: NameLabel?) -> Bool {
        guard isContinuing else { return true }
        return previous?.kind == kind && previous != .outside
    }
}
