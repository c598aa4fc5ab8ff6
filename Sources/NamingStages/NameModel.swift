/// Weights of features for each label, and the best labels of a stretch by them.
///
/// **Shape** of a file of weights: `QNW1`, the number of features, the caution, the weights of
/// transitions (rows of labels before, start of stretch last), then each feature's hash and its
/// weights, sorted by hash. Numbers and hashes are 4 bytes, little-endian; weights one signed byte.
package struct NameModel: Sendable {
    private var keys: [UInt32]
    private var weights: [Int8]
    private var transitions: [Int]
    /// By how much a name of an organisation must lead all else to be told; see ``NamedRuns``.
    package var caution: Int

    private static let labels = NameLabel.count
    private static let magic: [UInt8] = Array("QNW1".utf8)

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
        weights = Array(repeating: 0, count: size * Self.labels)
        for index in 0..<count {
            let start = head + index * row
            let key = (0..<4).reduce(UInt32(0)) { $0 | UInt32(file[start + $1]) << (8 * $1) }
            var slot = Int(key) & (size - 1)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            for label in 0..<Self.labels {
                weights[slot * Self.labels + label] = Int8(bitPattern: file[start + 4 + label])
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

    /// The scores of each label for a word with these features.
    private func add(_ features: ArraySlice<UInt32>, to scores: inout [Int]) {
        let mask = keys.count - 1
        for feature in features {
            var slot = Int(feature) & mask
            while keys[slot] != 0, keys[slot] != feature { slot = (slot + 1) & mask }
            guard keys[slot] == feature else { continue }
            let start = slot * Self.labels
            for label in 0..<Self.labels { scores[label] += Int(weights[start + label]) }
        }
    }

    /// The best labels of a stretch, and by how much each word is more of an organisation's name
    /// than of anything else.
    package func labels(_ rows: FeatureRows) -> (labels: [NameLabel], leads: [Int]) {
        let organisation = NameLabel.opens(.organisation).index
        var leads: [Int] = []
        let scores = (0..<rows.count).map { row in
            var scores = [Int](repeating: 0, count: Self.labels)
            add(rows[row], to: &scores)
            let best = max(scores[organisation], scores[organisation + 1])
            let others = scores.indices.lazy.filter { $0 < organisation || $0 > organisation + 1 }
            leads.append(best - (others.map { scores[$0] }.max() ?? 0))
            return scores
        }
        return (Self.best(scores, transitions: transitions), leads)
    }

    /// The sequence of labels with the highest sum of scores and transitions.
    package static func best<Score: Comparable & AdditiveArithmetic>(
        _ scores: [[Score]], transitions: [Score]
    ) -> [NameLabel] {
        guard let first = scores.first else { return [] }
        var totals = [Score?](repeating: nil, count: labels)
        for label in 0..<labels where allowed[labels * labels + label] {
            totals[label] = first[label] + transitions[labels * labels + label]
        }
        // A label that only goes on may open a stretch in no text.
        for label in 0..<labels where NameLabel(index: label).isContinuing { totals[label] = nil }
        var back: [[Int]] = []
        for row in scores.dropFirst() {
            var next = [Score?](repeating: nil, count: labels)
            var from = [Int](repeating: 0, count: labels)
            for label in 0..<labels {
                for previous in 0..<labels where allowed[previous * labels + label] {
                    guard let total = totals[previous] else { continue }
                    let score = total + transitions[previous * labels + label] + row[label]
                    if let best = next[label], best >= score { continue }
                    next[label] = score
                    from[label] = previous
                }
            }
            totals = next
            back.append(from)
        }
        var label = 0
        for candidate in 0..<labels {
            guard let score = totals[candidate] else { continue }
            if let best = totals[label], best >= score { continue }
            label = candidate
        }
        var path = [NameLabel(index: label)]
        for from in back.reversed() {
            label = from[label]
            path.append(NameLabel(index: label))
        }
        return path.reversed()
    }
}
