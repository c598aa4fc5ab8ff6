/// Weights of features for each label, and the best labels of a stretch by them.
///
/// **Shape** of a file of weights: `QNW1`, the number of features, the caution, the weights of
/// transitions (rows of labels before, start of stretch last), then each feature's hash and its
/// weights, sorted by hash. Numbers and hashes are 4 bytes, little-endian; weights one signed byte.
package struct NameModel: Sendable {
    /// A word's scores, one a label.
    private typealias Scores = SIMD16<Int16>

    private var keys: [UInt32]
    /// The row of weights of the key in the same slot.
    private var rows: [UInt32]
    private var weights: [SIMD16<Int8>]
    /// One bit a key: most features have no weights, and few bytes tell so.
    private var filter: [UInt64]
    private var transitions: [Int]
    /// By how much a name of an organisation must lead all else to be told; see ``NamedRuns``.
    package var caution: Int

    private static let labels = NameLabel.count
    private static let magic: [UInt8] = Array("QNW1".utf8)
    private static let filterMask: UInt32 = 1 << 20 - 1

    /// Whether label `second` may stand after label `first`; ``NameLabel/count`` is the start.
    private static let allowed: [Bool] = {
        (0...NameLabel.count).flatMap { first in
            (0..<NameLabel.count).map { second in
                NameLabel(index: second).mayFollow(
                    first == NameLabel.count ? nil : NameLabel(index: first))
            }
        }
    }()

    /// - Returns: Nil where `file` is no file of weights.
    package init?(file: [UInt8]) {
        let head = 12 + (Self.labels + 1) * Self.labels
        let row = 4 + Self.labels
        guard file.count >= head, file.starts(with: Self.magic) else { return nil }
        let count = (0..<4).reduce(0) { $0 | Int(file[4 + $1]) << (8 * $1) }
        caution = (0..<4).reduce(0) { $0 | Int(file[8 + $1]) << (8 * $1) }
        guard file.count == head + count * row else { return nil }
        transitions = file[12..<head].map { Int(Int8(bitPattern: $0)) }
        var size = 1024
        while size < count * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        rows = Array(repeating: 0, count: size)
        filter = Array(repeating: 0, count: Int(Self.filterMask >> 6) + 1)
        weights = Array(repeating: SIMD16(), count: count)
        for index in 0..<count {
            let start = head + index * row
            let key = (0..<4).reduce(UInt32(0)) { $0 | UInt32(file[start + $1]) << (8 * $1) }
            var slot = Int(key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            rows[slot] = UInt32(index)
            let bit = (key >> 1) & Self.filterMask
            filter[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
            for label in 0..<Self.labels {
                weights[index][label] = Int8(bitPattern: file[start + 4 + label])
            }
        }
    }

    /// A file of weights.
    package static func file(
        features: [(key: UInt32, weights: [Int8])], transitions: [Int8], caution: Int
    ) -> [UInt8] {
        var file = magic
        func add(_ value: UInt32) {
            for shift in 0..<4 { file.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        add(UInt32(features.count))
        add(UInt32(max(0, caution)))
        file += transitions.map { UInt8(bitPattern: $0) }
        for feature in features.sorted(by: { $0.key < $1.key }) {
            add(feature.key)
            file += feature.weights.map { UInt8(bitPattern: $0) }
        }
        return file
    }

    /// The sums of the weights of a word's features.
    ///
    /// A word has about a hundred features, so that no sum leaves 16 bits.
    @inline(__always)
    private func scores(_ features: ArraySlice<UInt32>) -> Scores {
        let mask = keys.count - 1
        var scores = Scores()
        for feature in features {
            let bit = (feature >> 1) & Self.filterMask
            guard filter[Int(bit >> 6)] & (1 << UInt64(bit & 63)) != 0 else { continue }
            var slot = Int(feature) & mask
            while keys[slot] != 0, keys[slot] != feature { slot = (slot + 1) & mask }
            guard keys[slot] == feature else { continue }
            scores &+= Scores(truncatingIfNeeded: weights[Int(rows[slot])])
        }
        return scores
    }

    /// The best labels of a stretch, and by how much each word is more of an organisation's name
    /// than of anything else; nil where no word is.
    package func labels(_ rows: FeatureRows) -> (labels: [NameLabel], leads: [Int])? {
        let organisation = NameLabel.opens(.organisation).index
        var scores: [Int] = []
        scores.reserveCapacity(rows.count * Self.labels)
        var leads = [Int](repeating: 0, count: rows.count)
        var isAnyAhead = false
        for row in 0..<rows.count {
            let own = self.scores(rows[row])
            var other = Int.min
            for label in 0..<Self.labels {
                let score = Int(own[label])
                scores.append(score)
                if label < organisation || label > organisation + 1 { other = max(other, score) }
            }
            let best = Int(max(own[organisation], own[organisation + 1]))
            leads[row] = best - other
            isAnyAhead = isAnyAhead || best > other
        }
        guard isAnyAhead else { return nil }
        return (Self.best(scores, transitions: transitions), leads)
    }

    /// The sequence of labels with the highest sum of scores and transitions.
    ///
    /// - Parameter scores: Of each label for each word, a word's together.
    package static func best<Score: Comparable & AdditiveArithmetic>(
        _ scores: [Score], transitions: [Score]
    ) -> [NameLabel] {
        let count = scores.count / labels
        guard count > 0 else { return [] }
        // A label that only goes on may open a stretch in no text, so some have no total yet.
        var totals = (0..<labels).map { label -> Score? in
            NameLabel(index: label).isContinuing
                ? nil : scores[label] + transitions[labels * labels + label]
        }
        var next = totals
        var from = [UInt8](repeating: 0, count: scores.count)
        for row in stride(from: labels, to: scores.count, by: labels) {
            for label in 0..<labels {
                var best: Score?
                for previous in 0..<labels where allowed[previous * labels + label] {
                    guard let total = totals[previous] else { continue }
                    let score = total + transitions[previous * labels + label]
                    if let best, best >= score { continue }
                    best = score
                    from[row + label] = UInt8(previous)
                }
                next[label] = best.map { $0 + scores[row + label] }
            }
            swap(&totals, &next)
        }
        var label = 0
        for candidate in 0..<labels {
            guard let score = totals[candidate] else { continue }
            if let best = totals[label], best >= score { continue }
            label = candidate
        }
        var path = [NameLabel(index: label)]
        for row in stride(from: count - 1, to: 0, by: -1) {
            label = Int(from[row * labels + label])
            path.append(NameLabel(index: label))
        }
        return path.reversed()
    }
}
