import DocumentModel
import Lexicons
import TextAnalysis

/// What a word or phrase can be in a number.
enum NumberToken: Hashable, Sendable {
    case value(Double)
    case multiplier(Double)
    case joiner, article, beforePronoun
    case collective(Double)
    case halfOf, andHalf, point, minus
    case magnitude(Double)
    case of, majority, most, notMajority
    case ordinal(Double)
    case rank
    case denominator(Double)
    case half, ratio, looseRatio, fractionJoiner
    /// A fraction in one character.
    case part(Double)
    case percent, percentPoints
    case currency(String)
    case sign(String)
    case duration(String)
    case numbered, rangeJoiner
    case ordinalSuffix
    case suffix(Double)
    case countedNoun
}

/// A lexicon's number words, ready to be looked up.
struct NumberTables: Sendable {
    private(set) var tokens = PhraseTable<NumberToken>()
    /// Letters glued to digits are looked up apart: alone they are ordinary words.
    private(set) var glued = PhraseTable<NumberToken>()
    let countsByTwenties: Bool
    let joinAfter: NumberWords.Joining
    /// The mark that parts decimals where the page does not tell; nil where both are in use.
    let decimalMark: UInt8?
    let spacesThousands: Bool

    /// The tables of a language; without one, digits are still read.
    init(_ lexicon: Lexicon?) {
        let words = lexicon?.numbers
        countsByTwenties = words?.countsByTwenties ?? false
        joinAfter = words?.joinAfter ?? .hundreds
        decimalMark = words?.decimalMarks.first?.utf8.first
        spacesThousands = words?.spacesThousands ?? true
        tokens.insert(["%"], as: .percent)
        tokens.insert(["-"], as: .rangeJoiner)
        for (index, part) in Self.parts { tokens.insert(index, .part(part)) }
        guard let words else { return }
        insertWords(words)
        insertUnits(words)
        for counted in lexicon?.counted.classes ?? [] {
            tokens.insert(counted.words, as: .countedNoun)
        }
    }

    private static let parts: KeyValuePairs = [
        "½": 0.5, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅙": 1.0 / 6,
        "⅛": 0.125,
    ]

    private mutating func insertWords(_ words: NumberWords) {
        insert(words.values) { .value($0) }
        insert(words.multipliers) { .multiplier($0) }
        insert(words.collectives) { .collective($0) }
        insert(words.magnitudes) { .magnitude($0) }
        insert(words.ordinals) { .ordinal($0) }
        insert(words.denominators) { .denominator($0) }
        tokens.insert(words.joiners, as: .joiner)
        tokens.insert(words.articles, as: .article)
        tokens.insert(words.beforePronoun, as: .beforePronoun)
        tokens.insert(words.halfOf, as: .halfOf)
        tokens.insert(words.andHalf, as: .andHalf)
        tokens.insert(words.point, as: .point)
        tokens.insert(words.minus, as: .minus)
        tokens.insert(words.of, as: .of)
        tokens.insert(words.majorities, as: .majority)
        tokens.insert(words.mostBeforeNoun, as: .most)
        tokens.insert(words.notMajorities, as: .notMajority)
        tokens.insert(words.ranks, as: .rank)
        tokens.insert(words.halves, as: .half)
        tokens.insert(words.ratios, as: .ratio)
        tokens.insert(words.looseRatios, as: .looseRatio)
        tokens.insert(words.numbered, as: .numbered)
        tokens.insert(words.fractionJoiners, as: .fractionJoiner)
        tokens.insert(words.rangeJoiners, as: .rangeJoiner)
    }

    private mutating func insertUnits(_ words: NumberWords) {
        tokens.insert(words.percent, as: .percent)
        tokens.insert(words.percentPoints, as: .percentPoints)
        insert(words.currencies) { .currency($0) }
        insert(words.currencySigns) { .sign($0) }
        insert(words.durations) { .duration($0) }
        glued.insert(words.ordinalSuffixes, as: .ordinalSuffix)
        for (suffix, factor) in words.suffixes { glued.insert(suffix, .suffix(factor)) }
    }

    private mutating func insert(
        _ words: [String: Double], _ token: (Double) -> NumberToken
    ) {
        for (word, value) in words { tokens.insert(word, token(value)) }
    }

    private mutating func insert(
        _ words: [String: [String]], _ token: (String) -> NumberToken
    ) {
        for (code, forms) in words { tokens.insert(forms, as: token(code)) }
    }

    // MARK: Looking up

    func end(of token: NumberToken, at index: Int, in view: WordView) -> Int? {
        tokens.end(of: token, at: index, in: view)
    }

    func value(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .value(let value) = $0 { value } else { nil }
        }
    }

    func multiplier(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .multiplier(let value) = $0 { value } else { nil }
        }
    }

    func collective(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .collective(let value) = $0 { value } else { nil }
        }
    }

    func magnitude(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .magnitude(let value) = $0 { value } else { nil }
        }
    }

    func ordinal(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .ordinal(let value) = $0 { value } else { nil }
        }
    }

    func denominator(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .denominator(let value) = $0 { value } else { nil }
        }
    }

    /// A currency after the number, by word or sign.
    func currency(at index: Int, in view: WordView) -> (value: String, end: Int)? {
        tokens.longest(at: index, in: view) {
            switch $0 {
            case .currency(let code), .sign(let code): code
            default: nil
            }
        }
    }

    func part(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .part(let part) = $0 { part } else { nil }
        }
    }

    func duration(at index: Int, in view: WordView) -> (value: String, end: Int)? {
        tokens.longest(at: index, in: view) {
            if case .duration(let unit) = $0 { unit } else { nil }
        }
    }
}
