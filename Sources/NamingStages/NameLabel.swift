/// What a proper name names, as far as telling organisations from the rest takes.
package enum NameKind: Int, Sendable, CaseIterable {
    case organisation, person, place, other
}

/// What a word is to a name: outside any, the first word of an organisation's or a later one, or
/// any word of another name. Where one person's name ends and the next starts is of no matter here.
package struct NameLabel: Hashable, Sendable {
    package let index: Int

    package static let outside = NameLabel(index: 0)
    package static let count = 2 + NameKind.allCases.count

    package static func opens(_ kind: NameKind) -> NameLabel {
        NameLabel(index: kind == .organisation ? 1 : 2 + kind.rawValue)
    }

    package static func continues(_ kind: NameKind) -> NameLabel {
        kind == .organisation ? NameLabel(index: 2) : opens(kind)
    }

    var isOrganisation: Bool { index == 1 || index == 2 }
    /// Whether it can stand only after ``opens(_:)`` of an organisation or itself.
    var isContinuing: Bool { index == 2 }
}
