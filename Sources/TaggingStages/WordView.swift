import DocumentModel
import TextAnalysis

/// A text and its words, as taggers walk along them.
struct WordView: Sendable {
    let text: [UInt8]
    let words: [Mention<Word>]

    init(_ document: Document) {
        text = document.text
        words = document[.words]
    }

    init(text: [UInt8], words: [Mention<Word>]) {
        self.text = text
        self.words = words
    }

    var count: Int { words.count }

    /// The single ASCII character that word `index` is, nil for any other word.
    func mark(_ index: Int) -> UInt8? {
        guard words.indices.contains(index), words[index].value.kind == .mark else { return nil }
        let span = words[index].span
        return span.length == 1 ? text[span.lowerBound] : nil
    }

    /// Whether word `index` is a hyphen or a dash.
    func isHyphen(_ index: Int) -> Bool {
        guard words.indices.contains(index), words[index].value.kind == .mark else { return false }
        let span = words[index].span
        if span.length == 1 { return text[span.lowerBound] == UInt8(ascii: "-") }
        // U+2010 to U+2015, and U+2212.
        guard span.length == 3, text[span.lowerBound] == 0xE2 else { return false }
        let rest = (text[span.lowerBound + 1], text[span.lowerBound + 2])
        return (rest.0 == 0x80 && 0x90...0x95 ~= rest.1) || (rest.0 == 0x88 && rest.1 == 0x92)
    }

    func kind(_ index: Int) -> Word.Kind? {
        words.indices.contains(index) ? words[index].value.kind : nil
    }

    /// Whether word `index` is there and nothing stands between it and the word before.
    func isGlued(_ index: Int) -> Bool {
        words.indices.contains(index) && index > 0 && !words[index].value.followsSpace
    }

    /// The ASCII digits of word `index`, nil where it is no run of them.
    func digits(_ index: Int) -> ArraySlice<UInt8>? {
        guard kind(index) == .digits else { return nil }
        let bytes = text[words[index].span.range]
        return bytes.allSatisfy { 0x30...0x39 ~= $0 } ? bytes : nil
    }

    /// The bytes between word `index` and the one before it.
    func gap(before index: Int) -> ArraySlice<UInt8> {
        guard index > 0, index < words.count else { return [] }
        return text[words[index - 1].span.upperBound..<words[index].span.lowerBound]
    }

    /// Whether a new line or a new cell begins with word `index`.
    func startsBlock(_ index: Int) -> Bool {
        if index == 0 { return true }
        guard index > 0, index < words.count, words[index].value.followsSpace else { return false }
        for position in words[index - 1].span.upperBound..<words[index].span.lowerBound
        where text[position] == 0x0A || text[position] == 0x09 {
            return true
        }
        return false
    }

    /// Whether a line feed stands before word `index`, which is not the first.
    func startsLine(_ index: Int) -> Bool {
        guard words[index].value.followsSpace else { return false }
        for position in words[index - 1].span.upperBound..<words[index].span.lowerBound
        where text[position] == 0x0A {
            return true
        }
        return false
    }

    /// The span of the words in `range`, which is not empty.
    func span(_ range: Range<Int>) -> TextSpan {
        words[range.lowerBound].span.joined(with: words[range.upperBound - 1].span)
    }

    /// The words inside `span`.
    ///
    /// - Complexity: O(log *n*).
    func words(in span: TextSpan) -> Range<Int> {
        let lower = words.partitioningIndex { $0.span.lowerBound >= span.lowerBound }
        let upper = words.partitioningIndex { $0.span.lowerBound >= span.upperBound }
        return lower..<max(lower, upper)
    }
}

extension PhraseTable {
    /// The longest phrase at word `index` that carries a payload `pick` takes.
    func longest<Value>(
        at index: Int, in view: WordView, before end: Int? = nil, _ pick: (Payload) -> Value?
    ) -> (value: Value, end: Int)? {
        guard index >= 0, index < view.count else { return nil }
        return longest(at: index, in: view.words, before: end ?? view.count, pick)
    }

    /// The longest phrase that ends just before word `end` and carries a payload `pick` takes.
    func longest<Value>(
        endingBefore end: Int, in view: WordView, atMost limit: Int = 6,
        _ pick: (Payload) -> Value?
    ) -> (value: Value, start: Int)? {
        guard end > 0, end <= view.count else { return nil }
        for start in max(0, end - limit)..<end {
            var found: (value: Value, start: Int)?
            forEachMatch(at: start, in: view.words, before: end) { match in
                guard match.words.upperBound == end else { return }
                for payload in match.payloads {
                    if let value = pick(payload) { found = (value, start) }
                }
            }
            if let found { return found }
        }
        return nil
    }
}

extension PhraseTable where Payload: Equatable {
    /// Where the longest phrase of one class at word `index` ends.
    func end(
        of payload: Payload, at index: Int, in view: WordView, before end: Int? = nil
    ) -> Int? {
        longest(at: index, in: view, before: end) { $0 == payload ? true : nil }?.end
    }

    /// Where the longest phrase of one class that ends just before word `end` starts.
    func start(
        of payload: Payload, endingBefore end: Int, in view: WordView, atMost limit: Int = 6
    ) -> Int? {
        longest(endingBefore: end, in: view, atMost: limit) { $0 == payload ? true : nil }?.start
    }

    mutating func insert(_ phrases: [String], as payload: Payload) {
        for phrase in phrases { insert(phrase, payload) }
    }
}

extension PhraseTable where Payload: PhraseKinded {
    /// The longest phrase at word `index` of the kind of `model` that carries a payload `pick` takes.
    func longest<Value>(
        like model: Payload, at index: Int, in view: WordView, before end: Int? = nil,
        _ pick: (Payload) -> Value?
    ) -> (value: Value, end: Int)? {
        guard index >= 0, index < view.count,
            mayStart(model.phraseKinds, with: view.words[index].value)
        else { return nil }
        return longest(at: index, in: view.words, before: end ?? view.count, pick)
    }
}

extension PhraseTable where Payload: PhraseKinded {
    /// The longest phrase of the kind of `model` that ends just before word `end` and carries a
    /// payload `pick` takes.
    func longest<Value>(
        like model: Payload, endingBefore end: Int, in view: WordView, atMost limit: Int = 6,
        _ pick: (Payload) -> Value?
    ) -> (value: Value, start: Int)? {
        guard end > 0, end <= view.count else { return nil }
        let kinds = model.phraseKinds
        for start in max(0, end - limit)..<end
        where mayStart(kinds, with: view.words[start].value) {
            var found: Value?
            forEachPayload(at: start, in: view.words) { payload, last in
                if last == end, let value = pick(payload) { found = value }
            }
            if let found { return (found, start) }
        }
        return nil
    }
}

extension PhraseTable where Payload: Equatable & PhraseKinded {
    mutating func insert(_ phrases: [String], as payload: Payload) {
        for phrase in phrases { insert(phrase, payload) }
    }

    /// Where the longest phrase of one class at word `index` ends.
    func end(
        of payload: Payload, at index: Int, in view: WordView, before end: Int? = nil
    ) -> Int? {
        longest(like: payload, at: index, in: view, before: end) { $0 == payload ? true : nil }?.end
    }

    /// Where the longest phrase of one class that ends just before word `end` starts.
    func start(
        of payload: Payload, endingBefore end: Int, in view: WordView, atMost limit: Int = 6
    ) -> Int? {
        guard end > 0, end <= view.count else { return nil }
        let kinds = payload.phraseKinds
        for start in max(0, end - limit)..<end
        where mayStart(kinds, with: view.words[start].value)
            && self.end(of: payload, at: start, in: view, before: end) == end
        {
            return start
        }
        return nil
    }
}
