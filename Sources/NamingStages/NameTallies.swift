import DocumentModel

/// How often each name that the model tells somewhere stands in a text, and how often it is told.
struct NameTallies {
    private struct Tally {
        let words: [UInt64]
        var total = 0
        var named = 0
        var lead = 0
    }

    private var tallies: [UInt64: [Tally]] = [:]
    /// The low bits of the first words of all names: most words start none.
    private var firsts = [UInt64](repeating: 0, count: 64)
    private let words: [Mention<Word>]
    /// Whether a name of `tallies` stands in each stretch.
    private(set) var stretches: [Bool]

    init(_ runs: [NamedRuns.Run], _ reader: NameReader) {
        words = reader.text.words
        stretches = Array(repeating: false, count: reader.stretches.count)
        for run in runs where run.words.count <= 8 { add(run) }
        for (place, stretch) in reader.stretches.enumerated() {
            var index = stretch.lowerBound
            while index < stretch.upperBound {
                let found = match(at: index, in: stretch)
                if let found {
                    stretches[place] = true
                    let first = words[index].value.folded
                    let place = tallies[first]?.firstIndex { $0.words == found.words }
                    if let place { tallies[first]?[place].total += 1 }
                }
                index += max(1, found?.words.count ?? 0)
            }
        }
    }

    private mutating func add(_ run: NamedRuns.Run) {
        let key = words[run.words].map(\.value.folded)
        var list = tallies[key[0]] ?? []
        if let place = list.firstIndex(where: { $0.words == key }) {
            list[place].named += 1
            list[place].lead = max(list[place].lead, run.lead)
        } else {
            list.append(Tally(words: key, total: 0, named: 1, lead: run.lead))
            list.sort { $0.words.count > $1.words.count }
        }
        tallies[key[0]] = list
        let (slot, bit) = Self.place(of: key[0])
        firsts[slot] |= bit
    }

    @inline(__always)
    private static func place(of word: UInt64) -> (slot: Int, bit: UInt64) {
        (Int(truncatingIfNeeded: word >> 6 & 63), 1 << (word & 63))
    }

    /// The longest name in `tallies` that stands at `index`.
    @inline(__always)
    private func match(
        at index: Int, in stretch: Range<Int>, where isWanted: (Tally) -> Bool = { _ in true }
    ) -> Tally? {
        let word = words[index].value
        let (slot, bit) = Self.place(of: word.folded)
        guard firsts[slot] & bit != 0, word.kind != .letters || word.shape != .lower,
            let list = tallies[word.folded]
        else { return nil }
        return list.first { matches($0.words, index, stretch) && isWanted($0) }
    }

    private func matches(_ name: [UInt64], _ index: Int, _ stretch: Range<Int>) -> Bool {
        guard index + name.count <= stretch.upperBound else { return false }
        return name.indices.allSatisfy { name[$0] == words[index + $0].value.folded }
    }

    /// The runs of one stretch, without those that mostly are none, with those that mostly are one.
    func consistent(
        _ runs: ArraySlice<NamedRuns.Run>, in stretch: Range<Int>
    ) -> [NamedRuns.Run] {
        var result: [NamedRuns.Run] = []
        for run in runs {
            let list = tallies[words[run.words.lowerBound].value.folded] ?? []
            let tally = list.first { $0.words == words[run.words].map(\.value.folded) }
            if let tally, tally.total >= 3, tally.named * 4 < tally.total { continue }
            result.append(
                NamedRuns.Run(words: run.words, lead: max(run.lead, tally?.lead ?? 0)))
        }
        var index = stretch.lowerBound
        while index < stretch.upperBound {
            if let run = result.first(where: { $0.words.contains(index) }) {
                index = run.words.upperBound
                continue
            }
            let tally = match(at: index, in: stretch) {
                $0.named * 2 >= $0.total && ($0.named > 1 || $0.words.count > 1)
            }
            let length = tally?.words.count ?? 0
            let range = index..<index + length
            if let tally, !result.contains(where: { $0.words.overlaps(range) }) {
                result.append(NamedRuns.Run(words: range, lead: tally.lead, isRepeated: true))
            }
            index += max(1, length)
        }
        return result.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }
}
