/// Which observation given stands for which of the gold.
struct ObservationPairing {
    /// Indices into what was given and into the gold.
    struct Pair: Hashable {
        let given: Int
        let gold: Int
    }

    /// Best pairs first.
    let pairs: [Pair]

    /// Pairs observations of one page, each at most once, by unit and figure.
    ///
    /// Where one figure stands on a page more than once, those go together that agree in most fields;
    /// evidence of which one holds the other counts as much as two fields.
    init(given: [ObservationFacts], gold: [ObservationFacts]) {
        var candidates: [(rank: Int, pair: Pair)] = []
        for (index, facts) in gold.enumerated() {
            let surface = FoldedText(facts.surface)
            for (other, row) in given.enumerated()
            where row.unit == facts.unit && row.hasSameFigure(as: facts) {
                let agreeing = ObservationField.allCases.count { $0.agrees(row, facts) }
                let rank = agreeing + (FoldedText(row.surface).overlaps(surface) ? 2 : 0)
                candidates.append((rank, Pair(given: other, gold: index)))
            }
        }
        // Of equal ranks the last on the page goes first: a rule is needed, and this one is as
        // good as any.
        candidates.sort {
            ($1.rank, $1.pair.gold, $1.pair.given) < ($0.rank, $0.pair.gold, $0.pair.given)
        }
        var takenGiven: Set<Int> = []
        var takenGold: Set<Int> = []
        pairs = candidates.map(\.pair).filter { pair in
            guard !takenGiven.contains(pair.given), !takenGold.contains(pair.gold) else {
                return false
            }
            takenGiven.insert(pair.given)
            takenGold.insert(pair.gold)
            return true
        }
    }
}
