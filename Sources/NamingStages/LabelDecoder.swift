/// Finds the best labels of one stretch after another, in memory that it keeps.
package struct LabelDecoder<Score: Comparable & SignedNumeric & Sendable>: Sendable {
    /// What a label after another adds: rows of labels before, the start of a stretch last.
    package var transitions: [Score]
    /// Of the stretch decoded last.
    package private(set) var labels: [NameLabel] = []
    private var totals: [Score] = []
    private var next: [Score] = []
    /// Of each word and label, the best label before it.
    private var from: [UInt8] = []

    package init(transitions: [Score]) { self.transitions = transitions }

    /// Finds the sequence of labels with the highest sum of scores and transitions.
    ///
    /// - Parameter scores: Of each label for each word, a word's together.
    package mutating func decode(_ scores: [Score]) {
        let count = NameLabel.count
        start(scores, count)
        for row in stride(from: count, to: scores.count, by: count) {
            for label in 0..<count {
                // Only an organisation's name goes on as one.
                let isContinuing = NameLabel(index: label).isContinuing
                let upper = isContinuing ? label + 1 : count
                var previous = isContinuing ? label - 1 : 0
                var best = totals[previous] + transitions[previous * count + label]
                for candidate in previous + 1..<upper {
                    let score = totals[candidate] + transitions[candidate * count + label]
                    if score > best { (best, previous) = (score, candidate) }
                }
                from.append(UInt8(previous))
                next[label] = best + scores[row + label]
            }
            swap(&totals, &next)
        }
        finish(scores.count / count, count)
    }

    private mutating func start(_ scores: [Score], _ count: Int) {
        labels.removeAll(keepingCapacity: true)
        totals.removeAll(keepingCapacity: true)
        from.removeAll(keepingCapacity: true)
        guard !scores.isEmpty else { return }
        // A label that only goes on opens no stretch.
        let never = Score(exactly: -1 << 24) ?? .zero
        for label in 0..<count {
            let total = scores[label] + transitions[count * count + label]
            totals.append(NameLabel(index: label).isContinuing ? total + never : total)
            from.append(0)
        }
        if next.count != count { next = totals }
    }

    /// Follows the best labels back from the last word.
    private mutating func finish(_ words: Int, _ count: Int) {
        guard words > 0 else { return }
        var label = 0
        for candidate in 1..<count where totals[candidate] > totals[label] { label = candidate }
        labels.append(NameLabel(index: label))
        for row in stride(from: words - 1, to: 0, by: -1) {
            label = Int(from[row * count + label])
            labels.append(NameLabel(index: label))
        }
        labels.reverse()
    }
}
