import DocumentModel
import TextAnalysis

/// The features of the words of a stretch, each as a hash.
///
/// A feature is a template and what fills it. Features of a word's own identity and of the lists of
/// names can be left out, so that training does not lean on the names it happens to know. Each
/// feature costs time for every word with a capital: none says only what another says as well.
package struct NameFeatures: Sendable {
    package struct Hiding: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The words of names themselves.
        package static let words = Hiding(rawValue: 1)
        /// Lists of organisations, and what was found by them.
        package static let organisations = Hiding(rawValue: 2)
        /// Lists of persons' names.
        package static let persons = Hiding(rawValue: 4)
        package static let places = Hiding(rawValue: 8)
    }

    private let reader: NameReader
    private let hiding: Hiding
    /// The words of the stretch at hand, two of its neighbours on each side.
    private var facts: [Facts] = []
    private var around = Surroundings()

    package init(_ reader: NameReader, hiding: Hiding = []) {
        self.reader = reader
        self.hiding = hiding
    }

    /// What the features of several words ask of one word.
    private struct Facts {
        var identity: UInt64 = 1
        var summary: UInt64 = 0x1000
        var form: UInt64 = 20
        var isName = false
        /// The run of words with capitals that the word is in, as places in the stretch.
        var run = 0..<0
        /// How many words before it are ordinary.
        var ordinary = 0
        /// The last head before the word, the first after it; -1 for none.
        var headBefore = -1
        var headAfter = -1
    }

    /// What stands around a stretch: the same for all its words.
    private struct Surroundings {
        var startsSentence = false
        var isInBrackets = false
        var isInQuotes = false
        var isShouted = false
        var isWholeLine = false
    }

    /// The neighbours of a stretch on each side.
    private static let margin = 2

    /// Replaces `rows` with the features of each word of stretch `index`, in order.
    package mutating func collect(stretch index: Int, into rows: inout FeatureRows) {
        rows.removeAll()
        add(stretch: index, to: &rows)
    }

    /// Gives `sink` the features of each word of stretch `index`, in order.
    @inline(__always)
    mutating func add(stretch index: Int, to sink: inout some FeatureSink) {
        let tokens = reader.tokenRange(index)
        prepare(tokens, reader.stretches[index])
        for place in 0..<tokens.count {
            let token = reader.tokens[tokens.lowerBound + place]
            addOwn(token, place, tokens.count, to: &sink)
            addNeighbours(place, to: &sink)
            addRun(token, place, tokens, to: &sink)
            sink.endRow()
        }
    }

    // MARK: Facts

    private mutating func prepare(_ tokens: Range<Int>, _ words: Range<Int>) {
        facts.removeAll(keepingCapacity: true)
        let before = neighbour(words.lowerBound - 1, isBefore: true)
        facts.append(
            neighbourFacts(before == 1 ? 1 : neighbour(words.lowerBound - 2, isBefore: true)))
        facts.append(neighbourFacts(before))
        var ordinary = 0
        var head = -1
        var shouted = 0
        for index in tokens {
            let token = reader.tokens[index]
            let place = index - tokens.lowerBound
            var fact = Facts()
            fact.identity = identity(token)
            fact.summary = summary(token)
            fact.form = UInt64(token.form.rawValue)
            fact.isName = NameReader.isName(token.form)
            fact.ordinary = ordinary
            fact.headBefore = head
            if token.isOrdinary { ordinary += 1 }
            if token.head > 0 { head = place }
            if token.form == .upper5 { shouted += 1 }
            facts.append(fact)
        }
        let after = neighbour(words.upperBound, isBefore: false)
        var end = neighbourFacts(after)
        end.ordinary = ordinary
        facts.append(end)
        facts.append(
            neighbourFacts(after == 1 ? 1 : neighbour(words.upperBound + 1, isBefore: false)))
        findRuns(tokens)
        lookAround(words, shouted)
    }

    /// The word at `index` where it stands in the same line: 1 for none, 2 for digits.
    private func neighbour(_ index: Int, isBefore: Bool) -> UInt64 {
        let text = reader.text
        guard text.words.indices.contains(index), text.follows(isBefore ? index + 1 : index) else {
            return 1
        }
        return text.words[index].value.kind == .digits ? 2 : text.words[index].value.folded
    }

    private func neighbourFacts(_ identity: UInt64) -> Facts {
        var facts = Facts()
        facts.identity = identity
        return facts
    }

    /// The runs of names. A small word is in the run of the names on both its sides.
    private mutating func findRuns(_ tokens: Range<Int>) {
        let margin = Self.margin
        var lower = 0
        for place in 0..<tokens.count {
            if place == 0 || !facts[margin + place - 1].isName { lower = place }
            facts[margin + place].run = lower..<place + 1
        }
        var upper = tokens.count
        var head = -1
        for place in stride(from: tokens.count - 1, through: 0, by: -1) {
            if place + 1 == tokens.count || !facts[margin + place + 1].isName { upper = place + 1 }
            facts[margin + place].run = facts[margin + place].run.lowerBound..<upper
            facts[margin + place].headAfter = head
            if reader.tokens[tokens.lowerBound + place].head > 0 { head = place }
        }
    }

    private mutating func lookAround(_ words: Range<Int>, _ shouted: Int) {
        let text = reader.text
        let (before, after) = (text.mark(words.lowerBound - 1), text.mark(words.upperBound))
        around.startsSentence = text.startsSentence(words.lowerBound)
        around.isInBrackets = before == UInt8(ascii: "(") && after == UInt8(ascii: ")")
        around.isInQuotes = before == UInt8(ascii: "\"") && after == UInt8(ascii: "\"")
        around.isWholeLine =
            facts[1].identity == 1 && facts[facts.count - Self.margin].identity == 1
        around.isShouted = shouted > 2
    }

    // MARK: Templates

    @inline(__always)
    private func addOwn(
        _ token: NameText.Token, _ place: Int, _ count: Int, to sink: inout some FeatureSink
    ) {
        let own = facts[Self.margin + place]
        let opens = place == 0 && around.startsSentence
        let openBit: UInt64 = opens ? 1 : 0
        sink.add(2, own.form, openBit)
        if around.isShouted { sink.add(3, own.form) }
        if around.isWholeLine { sink.add(4, own.form, UInt64(min(count, 6))) }
        let span = reader.text.words[token.word].span
        let isShown = !hiding.contains(.words)
        if isShown || !own.isName { sink.add(5, reader.text.words[token.word].value.folded) }
        if own.isName {
            if isShown { sink.add(7, suffix(span, 3)) }
            sink.add(8, suffix(span, 2), own.form)
            sink.add(10, UInt64(min(span.length, 12)), own.form)
        }
        sink.add(12, own.summary, own.form)
        sink.add(13, own.summary, openBit)
        if !hiding.contains(.organisations) {
            if token.known > 0 {
                sink.add(14, UInt64(token.known), UInt64(token.knownPart.rawValue))
                sink.add(15, UInt64(token.knownPart.rawValue), own.form)
            }
            if token.found != .none { sink.add(16, UInt64(token.found.rawValue), own.form) }
        }
        if token.head > 0 { sink.add(18, UInt64(token.head), token.isStartHead ? 1 : 0) }
        var bits = token.evidence.rawValue
        while bits != 0 {
            let bit = UInt64(bits.trailingZeroBitCount)
            bits &= bits &- 1
            sink.add(20, bit, own.form)
            if count == 1 { sink.add(21, bit, own.summary) }
        }
        if own.isName, opens, token.evidence.isDisjoint(with: .isLow) { sink.add(22, own.form) }
    }

    @inline(__always)
    private func addNeighbours(_ place: Int, to sink: inout some FeatureSink) {
        let index = Self.margin + place
        let own = facts[index]
        let (previous, next) = (facts[index - 1], facts[index + 1])
        sink.add(30, previous.identity)
        sink.add(31, next.identity)
        sink.add(34, previous.identity, facts[index - 2].identity)
        sink.add(35, next.identity, facts[index + 2].identity)
        sink.add(36, previous.identity, next.identity)
        sink.add(39, previous.summary, own.summary)
        sink.add(40, next.summary, own.summary)
        sink.add(42, previous.form << 8 | next.form, own.form)
    }

    @inline(__always)
    private func addRun(
        _ token: NameText.Token, _ place: Int, _ tokens: Range<Int>, to sink: inout some FeatureSink
    ) {
        let own = facts[Self.margin + place]
        let (lower, upper) = (own.run.lowerBound, own.run.upperBound)
        let size = UInt64(min(upper - lower, 5))
        let position: UInt64 =
            upper - lower == 1 ? 0 : place == lower ? 1 : place == upper - 1 ? 2 : 3
        let shape = size << 3 | position
        if own.isName {
            let (first, last) = (facts[Self.margin + lower], facts[Self.margin + upper - 1])
            let firstHead = reader.tokens[tokens.lowerBound + lower].head
            let lastHead = reader.tokens[tokens.lowerBound + upper - 1].head
            if lastHead > 0 { sink.add(51, UInt64(lastHead), position) }
            if firstHead > 0 { sink.add(54, UInt64(firstHead), position) }
            if !hiding.contains(.words) { sink.add(53, last.identity, position) }
            sink.add(55, first.summary, last.summary << 4 | position)
        }
        if own.headBefore >= 0 { addHead(56, tokens.lowerBound + own.headBefore, to: &sink) }
        if own.headAfter >= 0 { addHead(58, tokens.lowerBound + own.headAfter, to: &sink) }
        let ordinary = facts[Self.margin + upper].ordinary - facts[Self.margin + lower].ordinary
        let share: UInt64 = ordinary == 0 ? 0 : ordinary == upper - lower ? 2 : 1
        sink.add(68, share, shape)
        sink.add(69, share << 1 | (lower == 0 && around.startsSentence ? 1 : 0), size)
        if around.isWholeLine { sink.add(70, share, size) }
        let before = facts[Self.margin + lower - 1].identity
        let after = facts[Self.margin + upper].identity
        sink.add(59, before, shape)
        sink.add(60, after, shape)
        if lower == 0 { sink.add(61, before, facts[0].identity &+ position) }
        if upper == tokens.count {
            sink.add(62, after, facts[Self.margin + upper + 1].identity &+ position)
        }
        sink.add(63, before, own.summary)
        sink.add(64, after, own.summary)
        if around.isInBrackets { sink.add(65, own.form, size) }
        if around.isInQuotes { sink.add(66, own.form, size) }
    }

    @inline(__always)
    private func addHead(_ template: UInt64, _ index: Int, to sink: inout some FeatureSink) {
        let head = reader.tokens[index]
        sink.add(template, UInt64(head.head), head.isStartHead ? 1 : 0)
    }

    // MARK: Values

    /// The word itself, or its form alone where it is a hidden name.
    private func identity(_ token: NameText.Token) -> UInt64 {
        if hiding.contains(.words), NameReader.isName(token.form) {
            return 3 + UInt64(token.form.rawValue)
        }
        return token.form == .digits ? 2 : reader.text.words[token.word].value.folded
    }

    /// What the lists say of a word, in one value.
    private func summary(_ token: NameText.Token) -> UInt64 {
        var bits: UInt64 = 0
        if !hiding.contains(.persons) {
            if token.classes.contains(.givenName) { bits |= 1 }
            if token.classes.contains(.surname) { bits |= 2 }
        }
        if token.classes.contains(.title) { bits |= 4 }
        if token.classes.contains(.opener) { bits |= 8 }
        if token.classes.contains(.notOrganisation) { bits |= 16 }
        if !hiding.contains(.places) { bits |= UInt64(token.geography.rawValue) << 5 }
        if token.head > 0 { bits |= token.isStartHead ? 0x100 : 0x200 }
        if !hiding.contains(.organisations), token.known > 0 {
            bits |= token.knownPart == .whole ? 0x400 : 0x800
        }
        if token.form == .low { bits |= 0x2000 }
        if token.isOrdinary { bits |= 0x4000 }
        if token.isOtherName { bits |= 0x8000 }
        return bits
    }

    /// The last letters of a word in lower case.
    @inline(__always)
    private func suffix(_ span: TextSpan, _ length: Int) -> UInt64 {
        let lower = max(span.lowerBound, span.upperBound - length)
        var value = UInt64(span.upperBound - lower)
        for offset in lower..<span.upperBound {
            value = value << 8 | UInt64(reader.text.text[offset] | 0x20)
        }
        return value
    }
}
