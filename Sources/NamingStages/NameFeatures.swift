import DocumentModel
import TextAnalysis

/// The features of the words of a stretch, each as a hash.
///
/// A feature is a template and what fills it. Features of a word's own identity and of the lists of
/// names can be left out, so that training does not lean on the names it happens to know.
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

    package init(_ reader: NameReader, hiding: Hiding = []) {
        self.reader = reader
        self.hiding = hiding
    }

    /// What stands around a stretch, and where its heads are: the same for all its words.
    private struct Surroundings {
        var before: UInt64 = 0
        var beforeThat: UInt64 = 0
        var after: UInt64 = 0
        var afterThat: UInt64 = 0
        var startsSentence = false
        var isInBrackets = false
        var isInQuotes = false
        var isShouted = false
        var isWholeLine = false
    }

    /// Replaces `rows` with the features of each word of stretch `index`, in order.
    package func collect(stretch index: Int, into rows: inout FeatureRows) {
        let tokens = reader.tokens[index]
        rows.removeAll()
        let surroundings = surroundings(of: reader.stretches[index])
        for place in tokens.indices {
            addOwn(tokens, place, surroundings, to: &rows)
            addNeighbours(tokens, place, surroundings, to: &rows)
            addRun(tokens, place, surroundings, to: &rows)
            rows.endRow()
        }
    }

    private func surroundings(of range: Range<Int>) -> Surroundings {
        let text = reader.text
        func word(_ index: Int, _ isBefore: Bool) -> UInt64 {
            guard text.words.indices.contains(index),
                isBefore ? text.follows(index + 1) : text.follows(index)
            else { return 1 }
            return text.words[index].value.kind == .digits ? 2 : text.words[index].value.folded
        }
        var result = Surroundings()
        result.before = word(range.lowerBound - 1, true)
        result.beforeThat = result.before == 1 ? 1 : word(range.lowerBound - 2, true)
        result.after = word(range.upperBound, false)
        result.afterThat = result.after == 1 ? 1 : word(range.upperBound + 1, false)
        result.startsSentence = text.startsSentence(range.lowerBound)
        result.isInBrackets =
            text.mark(range.lowerBound - 1) == UInt8(ascii: "(")
            && text.mark(range.upperBound) == UInt8(ascii: ")")
        result.isInQuotes =
            text.mark(range.lowerBound - 1) == UInt8(ascii: "\"")
            && text.mark(range.upperBound) == UInt8(ascii: "\"")
        result.isWholeLine = result.before == 1 && result.after == 1
        var shouted = 0
        for index in range where text.form(index) == .upper5 { shouted += 1 }
        result.isShouted = shouted > 2
        return result
    }

    // MARK: Templates

    private func addOwn(
        _ tokens: [NameText.Token], _ place: Int, _ around: Surroundings, to sink: inout FeatureRows
    ) {
        let token = tokens[place]
        let word = reader.text.words[token.word].value
        let form = UInt64(token.form.rawValue)
        let isOwn = NameReader.isName(token.form)
        let opens = place == 0 && around.startsSentence
        sink.add(1, form)
        sink.add(2, form, opens ? 1 : 0)
        if around.isShouted { sink.add(3, form) }
        if around.isWholeLine { sink.add(4, form, UInt64(min(tokens.count, 6))) }
        if !isOwn || !hiding.contains(.words) {
            sink.add(5, word.folded)
            sink.add(6, word.folded, form)
        }
        if isOwn {
            let letters = ends(of: token.word)
            if !hiding.contains(.words) {
                sink.add(7, letters.suffix3)
                sink.add(9, letters.prefix3)
            }
            sink.add(8, letters.suffix2, form)
            sink.add(10, UInt64(min(reader.text.words[token.word].span.length, 12)), form)
        }
        sink.add(11, summary(token))
        sink.add(12, summary(token), form)
        sink.add(13, summary(token), opens ? 1 : 0)
        if !hiding.contains(.organisations), token.known > 0 {
            sink.add(14, UInt64(token.known), UInt64(token.knownPart.rawValue))
            sink.add(15, UInt64(token.knownPart.rawValue), form)
        }
        if !hiding.contains(.organisations), token.found != .none {
            sink.add(16, UInt64(token.found.rawValue), form)
            sink.add(17, UInt64(token.found.rawValue), token.head > 0 ? 1 : 0)
        }
        if token.head > 0 { sink.add(18, UInt64(token.head), token.isStartHead ? 1 : 0) }
        for bit in 0..<11 where token.evidence.rawValue & (1 << UInt16(bit)) != 0 {
            sink.add(19, UInt64(bit))
            sink.add(20, UInt64(bit), form)
            if tokens.count == 1 { sink.add(21, UInt64(bit), summary(token)) }
        }
        if isOwn, token.evidence.isDisjoint(with: .isLow), opens { sink.add(22, form) }
        if isOwn {
            if token.isOtherName { sink.add(26, form) }
            sink.add(23, token.isOrdinary ? 1 : 0, opens ? 1 : 0)
            sink.add(24, token.isOrdinary ? 1 : 0, summary(token) << 8 | form)
            if tokens.count == 1 { sink.add(25, token.isOrdinary ? 1 : 0, opens ? 1 : 0) }
        }
    }

    private func addNeighbours(
        _ tokens: [NameText.Token], _ place: Int, _ around: Surroundings, to sink: inout FeatureRows
    ) {
        let token = tokens[place]
        let form = UInt64(token.form.rawValue)
        let previous = place > 0 ? identity(tokens[place - 1]) : around.before
        let next = place + 1 < tokens.count ? identity(tokens[place + 1]) : around.after
        let beforeThat =
            place > 1
            ? identity(tokens[place - 2]) : place == 1 ? around.before : around.beforeThat
        let afterThat =
            place + 2 < tokens.count
            ? identity(tokens[place + 2])
            : place + 2 == tokens.count ? around.after : around.afterThat
        sink.add(30, previous)
        sink.add(31, next)
        sink.add(32, previous, form)
        sink.add(33, next, form)
        sink.add(34, previous, beforeThat)
        sink.add(35, next, afterThat)
        sink.add(36, previous, next)
        sink.add(37, beforeThat)
        sink.add(38, afterThat)
        let previousSummary = place > 0 ? summary(tokens[place - 1]) : 0x1000
        let nextSummary = place + 1 < tokens.count ? summary(tokens[place + 1]) : 0x1000
        sink.add(39, previousSummary, summary(token))
        sink.add(40, nextSummary, summary(token))
        sink.add(41, previousSummary, nextSummary)
        let previousForm = place > 0 ? UInt64(tokens[place - 1].form.rawValue) : 20
        let nextForm = place + 1 < tokens.count ? UInt64(tokens[place + 1].form.rawValue) : 20
        sink.add(42, previousForm << 8 | nextForm, form)
    }

    private func addRun(
        _ tokens: [NameText.Token], _ place: Int, _ around: Surroundings, to sink: inout FeatureRows
    ) {
        let token = tokens[place]
        // The run of words with capitals that this word is in.
        var lower = place
        while lower > 0, NameReader.isName(tokens[lower - 1].form) { lower -= 1 }
        var upper = place + 1
        while upper < tokens.count, NameReader.isName(tokens[upper].form) { upper += 1 }
        let size = UInt64(min(upper - lower, 5))
        let position: UInt64 =
            upper - lower == 1 ? 0 : place == lower ? 1 : place == upper - 1 ? 2 : 3
        sink.add(50, position, size)
        if NameReader.isName(token.form) {
            let last = tokens[upper - 1]
            let first = tokens[lower]
            if last.head > 0 {
                sink.add(51, UInt64(last.head), position)
                sink.add(52, UInt64(last.head), summary(token))
            }
            if !hiding.contains(.words) { sink.add(53, identity(last), position) }
            if first.head > 0 { sink.add(54, UInt64(first.head), position) }
            sink.add(55, summary(first), summary(last) << 4 | position)
        }
        // The last head before this word, and the next after it.
        if let head = tokens[..<place].last(where: { $0.head > 0 }) {
            sink.add(56, UInt64(head.head), head.isStartHead ? 1 : 0)
            sink.add(57, UInt64(head.isStartHead ? 1 : 0), UInt64(token.form.rawValue))
        }
        if let head = tokens[(place + 1)...].first(where: { $0.head > 0 }) {
            sink.add(58, UInt64(head.head), head.isStartHead ? 1 : 0)
        }
        var ordinary = 0
        for token in tokens[lower..<upper] where token.isOrdinary { ordinary += 1 }
        let share: UInt64 = ordinary == 0 ? 0 : ordinary == upper - lower ? 2 : 1
        sink.add(68, share, size << 3 | position)
        sink.add(69, share << 1 | (lower == 0 && around.startsSentence ? 1 : 0), size)
        if around.isWholeLine { sink.add(70, share, size) }
        let isEdge = place == lower
        let before = lower > 0 ? identity(tokens[lower - 1]) : around.before
        let after = upper < tokens.count ? identity(tokens[upper]) : around.after
        sink.add(59, before, size << 3 | position)
        sink.add(60, after, size << 3 | position)
        if lower == 0 { sink.add(61, around.before, around.beforeThat &+ position) }
        if upper == tokens.count { sink.add(62, around.after, around.afterThat &+ position) }
        sink.add(63, before, summary(token))
        sink.add(64, after, summary(token))
        if around.isInBrackets { sink.add(65, UInt64(token.form.rawValue), size) }
        if around.isInQuotes { sink.add(66, UInt64(token.form.rawValue), size) }
        if isEdge, lower > 0 { sink.add(67, summary(tokens[lower - 1]), size) }
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

    /// The first and last letters of a word in lower case.
    private func ends(of word: Int) -> (prefix3: UInt64, suffix2: UInt64, suffix3: UInt64) {
        let span = reader.text.words[word].span
        let text = reader.text.text
        func letters(_ range: Range<Int>) -> UInt64 {
            var value: UInt64 = UInt64(range.count)
            for offset in range { value = value << 8 | UInt64(text[offset] | 0x20) }
            return value
        }
        let upper = span.upperBound
        return (
            letters(span.lowerBound..<min(upper, span.lowerBound + 3)),
            letters(max(span.lowerBound, upper - 2)..<upper),
            letters(max(span.lowerBound, upper - 3)..<upper)
        )
    }
}
