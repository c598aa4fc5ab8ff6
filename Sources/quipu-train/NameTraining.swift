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
        var runs = 1
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
        /// The largest weight of a feature that is left out, in steps of the file.
        var least = 1
    }

    private(set) var keys: [UInt32] = []
    private var placeByKey: [UInt32: Int32] = [:]
    private var counts: [Int32] = []
    private(set) var examples: [Example] = []

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

    /// Trains, and gives the weights as a file: the mean of several runs, which agree on what is
    /// no accident of the order of texts.
    func train(_ options: Options, seed: UInt64, report: (String) -> Void) -> [UInt8] {
        let isKept = counts.map { $0 >= options.rarest }
        var weights = [Float](repeating: 0, count: keys.count * NameLabel.count)
        var transitions = [Float](repeating: 0, count: (NameLabel.count + 1) * NameLabel.count)
        for run in 0..<options.runs {
            var random = SeededRandom(seed: seed &+ UInt64(run) &* 1000)
            var perceptron = Perceptron(features: keys.count)
            var order = Array(examples.indices)
            for epoch in 0..<options.epochs {
                for index in order.indices.reversed() where index > 0 {
                    order.swapAt(index, random.below(index + 1))
                }
                var wrong = 0
                for place in order {
                    let kept = examples[place].features.map { features in
                        features.filter { isKept[Int($0)] && !random.chance(options.dropout) }
                    }
                    if !perceptron.learn(kept, examples[place].labels, options) { wrong += 1 }
                }
                report("run \(run + 1), epoch \(epoch + 1): \(wrong) of \(order.count) wrong")
            }
            perceptron.addAverages(to: &weights, &transitions)
        }
        return file(weights, transitions, options, report: report)
    }

    /// The weights in one signed byte each, those near nothing left out.
    private func file(
        _ weights: [Float], _ transitions: [Float], _ options: Options, report: (String) -> Void
    ) -> [UInt8] {
        // The few largest weights may be cut off.
        let sizes = weights.map(abs).filter { $0 > 0 }.sorted()
        let largest = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9995 / 10000)]
        let labels = NameLabel.count
        let scale = 127 / max(largest, (transitions.map(abs).max() ?? 1))
        func byte(_ weight: Float) -> Int8 {
            Int8(max(-127, min(127, (weight * scale).rounded())))
        }
        var features: [(key: UInt32, weights: [Int8])] = []
        for place in keys.indices {
            let row = (0..<labels).map { byte(weights[place * labels + $0]) }
            if row.contains(where: { abs(Int($0)) > options.least }) {
                features.append((keys[place], row))
            }
        }
        report("\(features.count) of \(keys.count) features kept, scale \(scale)")
        return NameModel.file(
            features: features, transitions: transitions.map(byte), caution: options.caution)
    }
}

/// Weights that are mended where they are wrong, and their averages over all steps.
private struct Perceptron {
    private var weights: [Float]
    private var sums: [Float]
    private var transitionSums: [Float]
    private var decoder: LabelDecoder<Float>
    private var step: Float = 1
    private let labels = NameLabel.count

    init(features: Int) {
        weights = Array(repeating: 0, count: features * labels)
        sums = weights
        transitionSums = Array(repeating: 0, count: (labels + 1) * labels)
        decoder = LabelDecoder(transitions: transitionSums)
    }

    /// Looks at one stretch, and mends the weights where the best labels are not the right ones.
    ///
    /// - Returns: Whether they were.
    mutating func learn(
        _ words: [[Int32]], _ right: [NameLabel], _ options: NameTraining.Options
    ) -> Bool {
        decoder.decode(scores(words, right, options))
        let guess = decoder.labels
        step += 1
        guard guess != right else { return true }
        var before = labels
        var guessBefore = labels
        for (word, features) in words.enumerated() {
            let (own, other) = (right[word].index, guess[word].index)
            if own != other || before != guessBefore {
                move(transition: before * labels + own, by: 1)
                move(transition: guessBefore * labels + other, by: -1)
            }
            (before, guessBefore) = (own, other)
            guard own != other else { continue }
            for feature in features {
                let start = Int(feature) * labels
                weights[start + own] += 1
                sums[start + own] += step
                weights[start + other] -= 1
                sums[start + other] -= step
            }
        }
        return false
    }

    private mutating func move(transition: Int, by change: Float) {
        decoder.transitions[transition] += change
        transitionSums[transition] += change * step
    }

    /// The scores of all labels, those of wrong ones raised by the margin.
    private func scores(
        _ words: [[Int32]], _ right: [NameLabel], _ options: NameTraining.Options
    ) -> [Float] {
        var scores = [Float](repeating: 0, count: words.count * labels)
        for (word, features) in words.enumerated() {
            for feature in features {
                let start = Int(feature) * labels
                for label in 0..<labels { scores[word * labels + label] += weights[start + label] }
            }
            for label in 0..<labels where label != right[word].index {
                scores[word * labels + label] += options.margin
            }
            let organisation = NameLabel.opens(.organisation)
            if organisation != right[word] {
                scores[word * labels + organisation.index] += options.organisationMargin
            }
        }
        return scores
    }

    func addAverages(to all: inout [Float], _ transitions: inout [Float]) {
        for place in weights.indices { all[place] += weights[place] - sums[place] / step }
        for place in transitions.indices {
            transitions[place] += decoder.transitions[place] - transitionSums[place] / step
        }
    }
}
