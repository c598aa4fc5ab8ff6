import NamingStages

/// An averaged structured perceptron over stretches.
struct NameTraining {
    struct Example {
        /// The features of each word, as places in ``keys``.
        let features: [[Int32]]
        let labels: [NameLabel]
    }

    struct Options {
        var epochs = 6
        /// Features seen less often are left out.
        var rarest: Int32 = 4
        /// By how much the right labels must lead wrong ones.
        var margin: Float = 0
        /// By how much more they must lead those of organisations.
        var organisationMargin: Float = 0
        /// Per cent of features left out each time, so that none is leant on alone.
        var dropout = 0
        /// ``NameModel/caution`` of the file.
        var caution = 0
    }

    private(set) var keys: [UInt32] = []
    private var placeByKey: [UInt32: Int32] = [:]
    private var counts: [Int32] = []
    private(set) var examples: [Example] = []

    private let labels = NameLabel.count

    mutating func add(_ rows: FeatureRows, _ labels: [NameLabel]) {
        let places = (0..<rows.count).map { row in
            rows[row].map { key in
                if let place = placeByKey[key] {
                    counts[Int(place)] += 1
                    return place
                }
                let place = Int32(keys.count)
                placeByKey[key] = place
                keys.append(key)
                counts.append(1)
                return place
            }
        }
        examples.append(Example(features: places, labels: labels))
    }

    /// Trains, and gives the weights as a file.
    ///
    mutating func train(
        _ options: Options, seed: UInt64, report: (String) -> Void
    ) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        var weights = [Float](repeating: 0, count: keys.count * labels)
        var sums = [Float](repeating: 0, count: keys.count * labels)
        var transitions = [Float](repeating: 0, count: (labels + 1) * labels)
        var transitionSums = transitions
        let isKept = counts.map { $0 >= options.rarest }
        var order = Array(examples.indices)
        var step: Float = 1
        for epoch in 0..<options.epochs {
            for index in order.indices.reversed() where index > 0 {
                order.swapAt(index, random.below(index + 1))
            }
            var wrong = 0
            var total = 0
            for place in order {
                let example = examples[place]
                let kept = example.features.map { features in
                    features.filter { isKept[Int($0)] && !random.chance(options.dropout) }
                }
                var scores = [Float](repeating: 0, count: kept.count * labels)
                for (word, features) in kept.enumerated() {
                    for feature in features {
                        let start = Int(feature) * labels
                        for label in 0..<labels {
                            scores[word * labels + label] += weights[start + label]
                        }
                    }
                    for label in 0..<labels where label != example.labels[word].index {
                        scores[word * labels + label] += options.margin
                        if label == NameLabel.opens(.organisation).index {
                            scores[word * labels + label] += options.organisationMargin
                        }
                    }
                }
                let guess = NameModel.best(scores, transitions: transitions)
                total += 1
                step += 1
                guard guess != example.labels else { continue }
                wrong += 1
                var before = labels
                var guessBefore = labels
                for (word, features) in kept.enumerated() {
                    let (right, guessed) = (example.labels[word].index, guess[word].index)
                    if right != guessed || before != guessBefore {
                        transitions[before * labels + right] += 1
                        transitionSums[before * labels + right] += step
                        transitions[guessBefore * labels + guessed] -= 1
                        transitionSums[guessBefore * labels + guessed] -= step
                    }
                    (before, guessBefore) = (right, guessed)
                    guard right != guessed else { continue }
                    for feature in features {
                        let start = Int(feature) * labels
                        weights[start + right] += 1
                        sums[start + right] += step
                        weights[start + guessed] -= 1
                        sums[start + guessed] -= step
                    }
                }
            }
            report("epoch \(epoch + 1): \(wrong) of \(total) stretches wrong")
        }
        let averages = weights.indices.map { weights[$0] - sums[$0] / step }
        let averageTransitions = transitions.indices.map {
            transitions[$0] - transitionSums[$0] / step
        }
        return file(averages, averageTransitions, options.caution, report: report)
    }

    /// The weights in one signed byte each, those near nothing left out.
    private func file(
        _ weights: [Float], _ transitions: [Float], _ caution: Int, report: (String) -> Void
    ) -> [UInt8] {
        // The few largest weights may be cut off.
        let sizes = weights.map(abs).filter { $0 > 0 }.sorted()
        let largest = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)]
        let scale = 127 / max(largest, (transitions.map(abs).max() ?? 1))
        func byte(_ weight: Float) -> Int8 {
            Int8(max(-127, min(127, (weight * scale).rounded())))
        }
        var features: [(key: UInt32, weights: [Int8])] = []
        for place in keys.indices {
            let row = (0..<labels).map { byte(weights[place * labels + $0]) }
            if row.contains(where: { abs(Int($0)) > 1 }) { features.append((keys[place], row)) }
        }
        report("\(features.count) of \(keys.count) features kept, scale \(scale)")
        return NameModel.file(
            features: features, transitions: transitions.map(byte), caution: caution)
    }
}
