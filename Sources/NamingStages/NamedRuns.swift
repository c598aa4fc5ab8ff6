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

    init(_ reader: NameReader, _ model: NameModel) {
        let words = reader.text.words
        covered = reader.stretches.map {
            words[$0.lowerBound].span.joined(with: words[$0.upperBound - 1].span)
        }
        let runs = Self.runs(reader, model)
        guard !runs.isEmpty else { return }
        let tallies = NameTallies(runs, reader)
        var next = 0
        for (index, stretch) in reader.stretches.enumerated() {
            let first = next
            while next < runs.count, runs[next].words.lowerBound < stretch.upperBound { next += 1 }
            guard next > first || tallies.stretches[index] else { continue }
            for run in tallies.consistent(runs[first..<next], in: stretch) {
                let span = reader.text.span(Self.wholeWords(run.words, reader, index))
                if run.lead >= Self.leastLead(of: run, reader, index, model.caution) {
                    spans.append((span, run))
                } else {
                    unsure.append(span)
                }
            }
        }
    }

    /// The runs that the model alone tells, in reading order.
    private static func runs(_ reader: NameReader, _ model: NameModel) -> [Run] {
        var features = NameFeatures(reader)
        var reading = NameModel.Reading(model)
        var runs: [Run] = []
        for index in reader.stretches.indices where !reader.isPlain(index) {
            reading.removeAll()
            features.add(stretch: index, to: &reading)
            let labels = reading.labels()
            guard !labels.isEmpty else { continue }
            add(labels, reading.leads, reader.stretches[index].lowerBound, to: &runs)
        }
        return runs
    }

    /// Adds the words labelled as organisations.
    private static func add(
        _ labels: [NameLabel], _ leads: [Int], _ first: Int, to runs: inout [Run]
    ) {
        for (place, label) in labels.enumerated() where label.isOrganisation {
            let word = first + place
            if label.isContinuing, let last = runs.last, last.words.upperBound == word {
                let words = last.words.lowerBound..<word + 1
                runs[runs.count - 1] = Run(words: words, lead: last.lead + leads[place])
            } else {
                runs.append(Run(words: word..<word + 1, lead: leads[place]))
            }
        }
    }

    /// By how much a run must lead: known names need nothing more, unknown ones the more for each
    /// word the fewer they are, since short ones are as often a person's or a work's.
    private static func leastLead(
        of run: Run, _ reader: NameReader, _ stretch: Int, _ caution: Int
    ) -> Int {
        let first = run.words.lowerBound - reader.stretches[stretch].lowerBound
        let start = reader.tokenRange(stretch).lowerBound + first
        let tokens = reader.tokens[start..<start + run.words.count]
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
        // The lead is a sum over the words.
        default: return caution * 2
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

    /// The run with what a hyphen, or the stop of a web site's name, ties to it ("al-Qaeda"), and
    /// with the stop of "Inc.".
    private static func wholeWords(
        _ run: Range<Int>, _ reader: NameReader, _ stretch: Int
    ) -> Range<Int> {
        let text = reader.text
        var (lower, upper) = (run.lowerBound, run.upperBound)
        let last = upper - 1 - reader.stretches[stretch].lowerBound
        if text.mark(upper) == UInt8(ascii: "."), !text.words[upper].value.followsSpace,
            reader.isFirmAbbreviation(reader.tokens[reader.tokenRange(stretch).lowerBound + last])
        {
            return lower..<upper + 1
        }
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
}
