import DocumentModel
import TextAnalysis

/// The organisations that the model names in one text, each name read alike throughout.
struct NamedRuns {
    /// Sorted, without overlap; whether a name is one only because it is elsewhere.
    private(set) var spans: [(TextSpan, Bool)] = []
    private let covered: [TextSpan]

    /// How often a name stands in the text, and how often the model says it is an organisation.
    private struct Tally {
        let words: [UInt64]
        var total = 0
        var named = 0
    }

    init(_ reader: NameReader, _ model: NameModel, caution: Int) {
        let words = reader.text.words
        covered = reader.stretches.map {
            words[$0.lowerBound].span.joined(with: words[$0.upperBound - 1].span)
        }
        let features = NameFeatures(reader)
        var buffer: [[UInt32]] = []
        var runs: [[Range<Int>]] = []
        for index in reader.stretches.indices {
            features.collect(stretch: index, into: &buffer)
            let labels = model.labels(buffer, caution: caution)
            runs.append(Self.runs(labels, reader.stretches[index].lowerBound))
        }
        let tallies = Self.tallies(runs, reader)
        for (index, stretch) in reader.stretches.enumerated() {
            let all = Self.consistent(runs[index], in: stretch, tallies, words)
            for (run, isRepeated) in all {
                let span = words[run.lowerBound].span.joined(with: words[run.upperBound - 1].span)
                spans.append((span, isRepeated))
            }
        }
    }

    /// Whether the model has read all of `span`.
    func isRead(_ span: TextSpan) -> Bool {
        let place = covered.partitioningIndex { $0.upperBound > span.lowerBound }
        return place < covered.count && covered[place].lowerBound <= span.lowerBound
            && covered[place].upperBound >= span.upperBound
    }

    /// The words labelled as organisations.
    private static func runs(_ labels: [NameLabel], _ first: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for (place, label) in labels.enumerated() where label.kind == .organisation {
            if label.isContinuing, let last = result.last, last.upperBound == first + place {
                result[result.count - 1] = last.lowerBound..<first + place + 1
            } else {
                result.append(first + place..<first + place + 1)
            }
        }
        return result
    }

    private static func tallies(
        _ runs: [[Range<Int>]], _ reader: NameReader
    ) -> [UInt64: [Tally]] {
        let words = reader.text.words
        var tallies: [UInt64: [Tally]] = [:]
        for run in runs.joined() where run.count <= 8 {
            let key = words[run].map(\.value.folded)
            var list = tallies[key[0]] ?? []
            if let place = list.firstIndex(where: { $0.words == key }) {
                list[place].named += 1
            } else {
                list.append(Tally(words: key, total: 0, named: 1))
                list.sort { $0.words.count > $1.words.count }
            }
            tallies[key[0]] = list
        }
        guard !tallies.isEmpty else { return [:] }
        for stretch in reader.stretches {
            var index = stretch.lowerBound
            while index < stretch.upperBound {
                let length = match(at: index, in: stretch, tallies, words)
                if length > 0 {
                    let first = words[index].value.folded
                    for place in (tallies[first] ?? []).indices
                    where tallies[first]?[place].words.count == length {
                        if matches(tallies[first]?[place].words ?? [], index, stretch, words) {
                            tallies[first]?[place].total += 1
                        }
                    }
                }
                index += max(1, length)
            }
        }
        return tallies
    }

    /// The number of words of the longest name in `tallies` that stands at `index`.
    private static func match(
        at index: Int, in stretch: Range<Int>, _ tallies: [UInt64: [Tally]],
        _ words: [Mention<Word>], where isWanted: (Tally) -> Bool = { _ in true }
    ) -> Int {
        guard words[index].value.kind != .letters || words[index].value.shape != .lower,
            let list = tallies[words[index].value.folded]
        else { return 0 }
        for tally in list where matches(tally.words, index, stretch, words) && isWanted(tally) {
            return tally.words.count
        }
        return 0
    }

    private static func matches(
        _ name: [UInt64], _ index: Int, _ stretch: Range<Int>, _ words: [Mention<Word>]
    ) -> Bool {
        guard index + name.count <= stretch.upperBound else { return false }
        return name.indices.allSatisfy { name[$0] == words[index + $0].value.folded }
    }

    /// The runs of one stretch, without those that mostly are none, with those that mostly are one.
    private static func consistent(
        _ runs: [Range<Int>], in stretch: Range<Int>, _ tallies: [UInt64: [Tally]],
        _ words: [Mention<Word>]
    ) -> [(Range<Int>, Bool)] {
        var result: [(Range<Int>, Bool)] = []
        for run in runs {
            let list = tallies[words[run.lowerBound].value.folded] ?? []
            let tally = list.first { $0.words == words[run].map(\.value.folded) }
            if let tally, tally.total >= 3, tally.named * 4 < tally.total { continue }
            result.append((run, false))
        }
        var index = stretch.lowerBound
        while index < stretch.upperBound {
            if let run = result.first(where: { $0.0.contains(index) })?.0 {
                index = run.upperBound
                continue
            }
            let length = match(at: index, in: stretch, tallies, words) {
                $0.named * 2 >= $0.total && ($0.named > 1 || $0.words.count > 1)
            }
            let run = index..<index + length
            if length > 0, !result.contains(where: { $0.0.overlaps(run) }) {
                result.append((run, true))
            }
            index += max(1, length)
        }
        return result.sorted { $0.0.lowerBound < $1.0.lowerBound }
    }
}
