/// How many things a run gave, how many the gold has, and how many of them are the same.
package struct Tally: Hashable, Sendable {
    package var right: Int
    package var given: Int
    package var gold: Int

    package init(right: Int = 0, given: Int = 0, gold: Int = 0) {
        self.right = right
        self.given = given
        self.gold = gold
    }

    /// The share of what was given that is right; 0 where nothing was given.
    package var precision: Double { share(of: given) }

    /// The share of the gold that was given; 0 where there is none.
    package var recall: Double { share(of: gold) }

    /// The harmonic mean of precision and recall.
    package var f1: Double {
        given + gold == 0 ? 0 : 2 * Double(right) / Double(given + gold)
    }

    private func share(of count: Int) -> Double {
        count == 0 ? 0 : Double(right) / Double(count)
    }

    static func += (tally: inout Tally, other: Tally) {
        tally.right += other.right
        tally.given += other.given
        tally.gold += other.gold
    }

    /// How much of `given` is in `gold`, each thing as often as it stands there.
    static func multiset<Element: Hashable>(_ given: [Element], _ gold: [Element]) -> Tally {
        var left: [Element: Int] = [:]
        for element in gold { left[element, default: 0] += 1 }
        var right = 0
        for element in given where left[element, default: 0] > 0 {
            left[element, default: 0] -= 1
            right += 1
        }
        return Tally(right: right, given: given.count, gold: gold.count)
    }

    static func set<Element: Hashable>(_ given: Set<Element>, _ gold: Set<Element>) -> Tally {
        Tally(
            right: given.intersection(gold).count, given: given.count, gold: gold.count)
    }
}

/// Whether things are exactly alike; some are counted in more than one way.
package enum Measure: String, CaseIterable, Sendable {
    case countries
    case placeCountries = "place-countries"
    case organisations
    case counts
    case countsValue = "counts-value"
    case ages
    case observationsFound = "observations-found"
    case observationsRight = "observations-right"
    case observationsRows = "observations-rows"
    case roles
    case flows

    /// What `--only` calls it: the table or layer, without the way of counting.
    package var subject: String {
        String(rawValue.prefix { $0 != "-" })
    }
}
