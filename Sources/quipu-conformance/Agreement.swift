/// How far two lists of words agree, in any order.
struct Agreement {
    /// The words that only one of the two has, with their number there beyond the other's.
    let onlyFirst: [String: Int]
    let onlySecond: [String: Int]
    /// The harmonic mean of precision and recall; 1 where both are empty.
    let f1: Double

    /// Whether two readings of a page count as the same.
    var isEnough: Bool { f1 > 0.999 }

    init(_ first: some Sequence<String>, _ second: some Sequence<String>) {
        var counts: [String: Int] = [:]
        var total = 0
        for word in first {
            counts[word, default: 0] += 1
            total += 1
        }
        for word in second {
            counts[word, default: 0] -= 1
            total += 1
        }
        onlyFirst = counts.filter { $0.value > 0 }
        onlySecond = counts.filter { $0.value < 0 }.mapValues { -$0 }
        let different = counts.values.reduce(0) { $0 + abs($1) }
        f1 = total > 0 ? Double(total - different) / Double(total) : 1
    }
}
