import DocumentModel
import TextAnalysis

/// The organisations that the model names in one text, each name read alike throughout.
struct NamedRuns {
    /// A run of words that names an organisation.
    struct Run {
        let words: Range<Int>
        /// By how much its words are more of an organisation's name than of anything else.
        let lead: Int
        /// Whether it is one only because the same name is one elsewhere in the text.
        var isRepeated = false
    }

    /// Sorted, without overlap.
    private(set) var spans: [(span: TextSpan, run: Run)] = []
    /// Names that do not lead by enough, sorted: they count where another stage found them too.
    private var unsure: [TextSpan] = []
    private let covered: [TextSpan]

    /// How often a name stands in the text, and how often the model says it is an organisation.
    private struct Tally {
        let words: [UInt64]
        var total = 0
        var named = 0
        var lead = 0
    }

    init(_ reader: NameReader, _ model: NameModel) {
        let words = reader.text.words
        covered = reader.stretches.map {
            words[$0.lowerBound].span.joined(with: words[$0.upperBound - 1].span)
        }
        let features = NameFeatures(reader)
        var rows = FeatureRows()
        var runs: [[Run]] = []
        for index in reader.stretches.indices {
            features.collect(stretch: index, into: &rows)
            guard let (labels, leads) = model.labels(rows) else {
                runs.append([])
                continue
            }
            runs.append(Self.runs(labels, leads, reader.stretches[index].lowerBound))
        }
        let tallies = Self.tallies(runs, reader)
        for (index, stretch) in reader.stretches.enumerated() {
            let all = Self.consistent(runs[index], in: stretch, tallies, words)
            for run in all {
                let least = Self.leastLead(of: run, reader, index, model.caution)
                let span = reader.text.span(Self.wholeWords(run.words, reader.text))
                if run.lead >= least {
                    spans.append((span, run))
                } else {
                    unsure.append(span)
                }
            }
        }
    }

    /// By how much a run must lead: known names need nothing more, short unknown ones most, since
    /// they are as often a person's or a work's.
    private static func leastLead(
        of run: Run, _ reader: NameReader, _ stretch: Int, _ caution: Int
    ) -> Int {
        let first = run.words.lowerBound - reader.stretches[stretch].lowerBound
        let tokens = reader.tokens[stretch][first..<first + run.words.count]
        let isKnown =
            tokens.count == 1
            ? tokens.first?.knownPart == .whole
            : tokens.first?.knownPart == .first
                && tokens.dropFirst().allSatisfy { $0.knownPart == .later }
        if isKnown { return isAmbiguous(tokens) ? caution : 0 }
        if run.isRepeated { return caution }
        let letters = tokens.filter { NameReader.isName($0.form) || $0.form == .digits }
        switch letters.count {
        case 0, 1: return isAcronym(tokens.first?.form) ? caution : caution * 3 / 2
        case 2: return caution * 13 / 10
        default: return caution
        }
    }

    /// Whether a known name of one word is also a word, a place or a person's name.
    private static func isAmbiguous(_ tokens: ArraySlice<NameText.Token>) -> Bool {
        guard tokens.count == 1, let token = tokens.first else { return false }
        return token.isOrdinary || token.geography != .none
            || !token.classes.isDisjoint(with: [.givenName, .surname])
    }

    private static func isAcronym(_ form: NameText.Form?) -> Bool {
        form == .upper2 || form == .upper3 || form == .upper5
    }

    /// The run with what a hyphen, or the stop of a web site's name, ties to it: "al-Qaeda".
    private static func wholeWords(_ run: Range<Int>, _ text: NameText) -> Range<Int> {
        var (lower, upper) = (run.lowerBound, run.upperBound)
        if lower > 1, text.mark(lower - 1) == UInt8(ascii: "-"), text.form(lower - 2) == .low,
            !text.words[lower].value.followsSpace, !text.words[lower - 1].value.followsSpace
        {
            lower -= 2
        }
        let mark = text.mark(upper)
        if mark == UInt8(ascii: "-") || mark == UInt8(ascii: "."), upper + 1 < text.words.count,
            text.form(upper + 1) == .low, !text.words[upper].value.followsSpace,
            !text.words[upper + 1].value.followsSpace
        {
            upper += 2
        }
        return lower..<upper
    }

    /// Whether the model has read all of `span` and sees no organisation's name in it.
    func isRefused(_ span: TextSpan) -> Bool {
        let next = unsure.partitioningIndex { $0.upperBound > span.lowerBound }
        if next < unsure.count, unsure[next].lowerBound < span.upperBound { return false }
        let place = covered.partitioningIndex { $0.upperBound > span.lowerBound }
        return place < covered.count && covered[place].lowerBound <= span.lowerBound
            && covered[place].upperBound >= span.upperBound
    }

    /// The words labelled as organisations.
    private static func runs(_ labels: [NameLabel], _ leads: [Int], _ first: Int) -> [Run] {
        var result: [Run] = []
        for (place, label) in labels.enumerated() where label.kind == .organisation {
            let word = first + place
            if label.isContinuing, let last = result.last, last.words.upperBound == word {
                let words = last.words.lowerBound..<word + 1
                result[result.count - 1] = Run(words: words, lead: last.lead + leads[place])
            } else {
                result.append(Run(words: word..<word + 1, lead: leads[place]))
            }
        }
        return result
    }

    private static func tallies(
        _ runs: [[Run]], _ reader: NameReader
    ) -> [UInt64: [Tally]] {
        let words = reader.text.words
        var tallies: [UInt64: [Tally]] = [:]
        for run in runs.joined() where run.words.count <= 8 {
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
        }
        guard !tallies.isEmpty else { return [:] }
        for stretch in reader.stretches {
            var index = stretch.lowerBound
            while index < stretch.upperBound {
                let found = match(at: index, in: stretch, tallies, words)
                if let found {
                    let first = words[index].value.folded
                    let place = tallies[first]?.firstIndex { $0.words == found.words }
                    if let place { tallies[first]?[place].total += 1 }
                }
                index += max(1, found?.words.count ?? 0)
            }
        }
        return tallies
    }

    /// The longest name in `tallies` that stands at `index`.
    private static func match(
        at index: Int, in stretch: Range<Int>, _ tallies: [UInt64: [Tally]],
        _ words: [Mention<Word>], where isWanted: (Tally) -> Bool = { _ in true }
    ) -> Tally? {
        guard words[index].value.kind != .letters || words[index].value.shape != .lower,
            let list = tallies[words[index].value.folded]
        else { return nil }
        return list.first { matches($0.words, index, stretch, words) && isWanted($0) }
    }

    private static func matches(
        _ name: [UInt64], _ index: Int, _ stretch: Range<Int>, _ words: [Mention<Word>]
    ) -> Bool {
        guard index + name.count <= stretch.upperBound else { return false }
        return name.indices.allSatisfy { name[$0] == words[index + $0].value.folded }
    }

    /// The runs of one stretch, without those that mostly are none, with those that mostly are one.
    private static func consistent(
        _ runs: [Run], in stretch: Range<Int>, _ tallies: [UInt64: [Tally]],
        _ words: [Mention<Word>]
    ) -> [Run] {
        var result: [Run] = []
        for run in runs {
            let list = tallies[words[run.words.lowerBound].value.folded] ?? []
            let tally = list.first { $0.words == words[run.words].map(\.value.folded) }
            if let tally, tally.total >= 3, tally.named * 4 < tally.total { continue }
            result.append(Run(words: run.words, lead: max(run.lead, tally?.lead ?? 0)))
        }
        var index = stretch.lowerBound
        while index < stretch.upperBound {
            if let run = result.first(where: { $0.words.contains(index) }) {
                index = run.words.upperBound
                continue
            }
            let tally = match(at: index, in: stretch, tallies, words) {
                $0.named * 2 >= $0.total && ($0.named > 1 || $0.words.count > 1)
            }
            let length = tally?.words.count ?? 0
            let range = index..<index + length
            if let tally, !result.contains(where: { $0.words.overlaps(range) }) {
                result.append(Run(words: range, lead: tally.lead, isRepeated: true))
            }
            index += max(1, length)
        }
        return result.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }
}
