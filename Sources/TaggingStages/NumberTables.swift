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
    /// An ordinal in the plural: after a number a part of one.
    case ordinals(Double)
    /// The last word of a part of one that is no ordinal: "twenty-firsts".
    case partTail(Double)
    case rank
    case denominator(Double)
    /// After a number: the number is the denominator.
    case partNoun
    case half, ratio, looseRatio, division, fractionJoiner
    /// A fraction in one character.
    case part(Double)
    /// A number by itself, which nothing is added to.
    case whole(Double)
    case percent, percentNoun, percentAlone, percentPoints
    case currency(String)
    case sign(String)
    case duration(String)
    case numbered, rangeJoiner
    case ordinalSuffix
    case suffix(Double)
    case countedNoun, qualifier
}

/// A lexicon's number words, ready to be looked up.
struct NumberTables: Sendable {
    private(set) var tokens = PhraseTable<NumberToken>()
    /// Letters glued to digits are looked up apart: alone they are ordinary words.
    private(set) var glued = PhraseTable<NumberToken>()
    /// The words a number may start with: one test passes over all others.
    private(set) var starters = WordSet()
    private(set) var articles = WordSet()
    /// These and the next, and digits: what a text is searched for.
    private(set) var starts = WordStarts(digits: true)
    /// The words a phrase such as "the majority" may start with.
    private(set) var shareStarters = WordSet()
    let countsByTwenties: Bool
    let ordinalsEndCardinals: Bool
    let ordinalsPlural: Bool
    let joinAfter: NumberWords.Joining
    /// The mark that parts decimals where the page does not tell; nil where both are in use.
    let decimalMark: UInt8?
    let spacesThousands: Bool
    /// Whether all that is written as a number is read, also where it names or points.
    let readsEverything: Bool
    /// Whether the indefinite article alone is read as one.
    let readsArticles: Bool

    private let segmenter = WordSegmenter()

    /// The tables of a language; without one, digits are still read.
    init(_ lexicon: Lexicon?, everything: Bool = false) {
        let words = lexicon?.numbers
        countsByTwenties = words?.countsByTwenties ?? false
        ordinalsEndCardinals = words?.ordinalsEndCardinals ?? false
        ordinalsPlural = words?.ordinalsPlural ?? false
        joinAfter = everything ? .any : words?.joinAfter ?? .hundreds
        let mark = everything ? words?.decimalMark : words?.decimalMarks.first
        decimalMark = mark?.utf8.first
        spacesThousands = everything || words?.spacesThousands ?? true
        readsEverything = everything
        readsArticles = everything && words?.loose.articlesAreOne ?? false
        tokens.insert(["%"], as: .percent)
        tokens.insert(["-"], as: .rangeJoiner)
        for (text, part) in Self.parts { insert(text, .part(part)) }
        if everything { for word in segmenter.folded("-") { starts.insert(word) } }
        guard let words else { return }
        insertCardinals(words)
        insertOrdinals(words)
        insertGlued(words)
        insertUnits(words)
        for counted in lexicon?.counted.classes ?? [] {
            tokens.insert(counted.words, as: .countedNoun)
        }
        if everything {
            insertLoose(words.loose)
            insertQualifiers(lexicon?.qualifiers)
        }
    }

    private static let parts: KeyValuePairs = [
        "½": 0.5, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6,
        "⅘": 0.8, "⅙": 1.0 / 6, "⅚": 5.0 / 6, "⅐": 1.0 / 7, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625,
        "⅞": 0.875, "⅑": 1.0 / 9, "⅒": 0.1,
    ]

    private mutating func insertCardinals(_ words: NumberWords) {
        for (word, value) in words.values { insert(word, .value(value)) }
        for (word, value) in words.multipliers { insert(word, .multiplier(value)) }
        for (word, value) in words.collectives { insert(word, .collective(value)) }
        for (word, value) in words.magnitudes { insert(word, .magnitude(value)) }
        insert(words.joiners, .joiner)
        insert(words.articles, .article)
        insert(words.beforePronoun, .beforePronoun)
        insert(words.halfOf, .halfOf)
        insert(words.andHalf, .andHalf)
        insert(words.point, .point)
        insert(words.minus, .minus)
        insert(words.of, .of)
        insert(words.majorities, .majority)
        insert(words.mostBeforeNoun, .most)
        insert(words.notMajorities, .notMajority)
        insert(words.numbered, .numbered)
        insert(words.rangeJoiners, .rangeJoiner)
    }

    private mutating func insertOrdinals(_ words: NumberWords) {
        for (word, value) in words.ordinals {
            let isPlural =
                word.utf8.last == UInt8(ascii: "s")
                && words.ordinals[String(word.dropLast())] == value
            insert(word, isPlural ? .ordinals(value) : .ordinal(value))
            if value >= 4 { insert(word, .denominator(value)) }
            if words.ordinalsPlural {
                insert(word + "s", .partTail(value))
                if value >= 4 { insert(word + "s", .denominator(value)) }
            }
        }
        for (word, value) in words.denominators where words.ordinals[word] != value || value < 4 {
            insert(word, .denominator(value))
        }
        insert(words.partNouns, .partNoun)
        insert(words.ranks, .rank)
        insert(words.halves, .half)
        insert(words.ratios, .ratio)
        insert(words.looseRatios, .looseRatio)
        insert(words.fractionJoiners, .fractionJoiner)
    }

    /// Numbers that a language writes as one word: "twentyfifth", "dosmilésimo", "veintiunavos".
    private mutating func insertGlued(_ words: NumberWords) {
        if words.gluesTens {
            for (tens, high) in words.values where high >= 20 && high < 100 {
                for (unit, low) in words.values where low >= 1 && low < 10 {
                    insert(tens + unit, .value(high + low))
                }
                for (unit, low) in words.ordinals where low >= 1 && low < 10 {
                    insert(tens + unit, .ordinal(high + low))
                }
            }
        }
        guard !words.gluedOrdinals.isEmpty || !words.partEndings.isEmpty else { return }
        for (word, value) in words.values where value >= 2 && value < 1000 {
            for (ending, scale) in words.gluedOrdinals {
                insert(word + ending, .ordinal(value * scale))
                insert(word + ending, .denominator(value * scale))
            }
            guard value < 100 else { continue }
            for ending in words.partEndings {
                insert(word + ending, .denominator(value))
                // "treinta" and "avos" share their "a".
                if word.utf8.last == ending.utf8.first {
                    insert(word + ending.dropFirst(), .denominator(value))
                }
            }
            guard value >= 30, value.remainder(dividingBy: 10) == 0 else { continue }
            for (unit, low) in words.values where low >= 1 && low < 10 {
                for joiner in words.partJoiners {
                    for ending in words.partEndings {
                        insert(word + joiner + unit + ending, .denominator(value + low))
                    }
                }
            }
        }
    }

    private mutating func insertUnits(_ words: NumberWords) {
        insert(words.percent, .percent)
        insert(words.percentNouns, .percentNoun)
        insert(words.percentPoints, .percentPoints)
        for (code, forms) in words.currencies { insert(forms, .currency(code)) }
        for (code, forms) in words.currencySigns { insert(forms, .sign(code)) }
        for (code, forms) in words.durations { insert(forms, .duration(code)) }
        glued.insert(words.ordinalSuffixes, as: .ordinalSuffix)
        for (suffix, factor) in words.suffixes { glued.insert(suffix, .suffix(factor)) }
    }

    private mutating func insertLoose(_ words: LooseNumberWords) {
        insert(words.minus, .minus)
        insert(words.point, .point)
        insert(words.divisions, .division)
        insert(words.ranks, .rank)
        insert(words.percentAlone, .percentAlone)
        for (word, value) in words.multipliers { insert(word, .multiplier(value)) }
        for (word, value) in words.wholes { insert(word, .whole(value)) }
        for (suffix, factor) in words.suffixes { glued.insert(suffix, .suffix(factor)) }
    }

    /// Phrases whose last word is no minus: "al menos", "au moins".
    private mutating func insertQualifiers(_ words: QualifierWords?) {
        guard let words else { return }
        for phrases in [words.atLeast, words.about, words.orSo, words.lessThan] {
            insert(phrases, .qualifier)
        }
    }

    private mutating func insert(_ phrases: [String], _ token: NumberToken) {
        for phrase in phrases { insert(phrase, token) }
    }

    private mutating func insert(_ phrase: String, _ token: NumberToken) {
        tokens.insert(phrase, token)
        guard let first = segmenter.folded(phrase).first else { return }
        switch token {
        case .article:
            articles.insert(first)
            starters.insert(first)
        case .majority, .most, .notMajority: shareStarters.insert(first)
        case .value, .multiplier, .halfOf, .part, .whole, .minus, .magnitude, .half, .ordinal,
            .ordinals, .rank, .denominator:
            starters.insert(first)
        case .point, .percentAlone, .percent, .percentNoun:
            guard readsEverything else { return }
            starters.insert(first)
        default: return
        }
        starts.insert(first)
    }
}

// MARK: Looking up

extension NumberTables {
    func end(of token: NumberToken, at index: Int, in view: WordView) -> Int? {
        tokens.end(of: token, at: index, in: view)
    }

    func value(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .value(0), at: index, in: view) {
            if case .value(let value) = $0 { value } else { nil }
        }
    }

    func multiplier(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .multiplier(0), at: index, in: view) {
            if case .multiplier(let value) = $0 { value } else { nil }
        }
    }

    func collective(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .collective(0), at: index, in: view) {
            if case .collective(let value) = $0 { value } else { nil }
        }
    }

    func magnitude(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .magnitude(0), at: index, in: view) {
            if case .magnitude(let value) = $0 { value } else { nil }
        }
    }

    func ordinal(at index: Int, in view: WordView) -> (value: (Double, isPlural: Bool), end: Int)? {
        tokens.longest(like: .ordinal(0), at: index, in: view) {
            switch $0 {
            case .ordinal(let value): (value, false)
            case .ordinals(let value): (value, true)
            default: nil
            }
        }
    }

    /// The last word of a part with tens before it: "first", "firsts".
    func tail(at index: Int, in view: WordView) -> (value: (Double, isPlural: Bool), end: Int)? {
        tokens.longest(like: .ordinal(0), at: index, in: view) {
            switch $0 {
            case .ordinal(let value): (value, false)
            case .ordinals(let value), .partTail(let value): (value, true)
            default: nil
            }
        }
    }

    func denominator(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .denominator(0), at: index, in: view) {
            if case .denominator(let value) = $0 { value } else { nil }
        }
    }

    /// A currency after the number, by word or sign.
    func currency(at index: Int, in view: WordView) -> (value: String, end: Int)? {
        tokens.longest(like: .currency(""), at: index, in: view) {
            switch $0 {
            case .currency(let code), .sign(let code): code
            default: nil
            }
        }
    }

    func part(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .part(0), at: index, in: view) {
            if case .part(let part) = $0 { part } else { nil }
        }
    }

    func whole(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        tokens.longest(like: .whole(0), at: index, in: view) {
            if case .whole(let value) = $0 { value } else { nil }
        }
    }

    func duration(at index: Int, in view: WordView) -> (value: String, end: Int)? {
        tokens.longest(like: .duration(""), at: index, in: view) {
            if case .duration(let unit) = $0 { unit } else { nil }
        }
    }

    /// What letters glued to digits multiply them by.
    func suffix(at index: Int, in view: WordView) -> (value: Double, end: Int)? {
        glued.longest(at: index, in: view) {
            if case .suffix(let factor) = $0 { factor } else { nil }
        }
    }
}

/// Words by their hashes, as bits: few words that are not in it are said to be.
struct WordSet: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ word: UInt64) { bits[Int(word >> 6 & 1023)] |= 1 << (word & 63) }

    @inline(__always)
    func mayContain(_ word: Word) -> Bool {
        bits[Int(word.folded >> 6 & 1023)] & (1 << (word.folded & 63)) != 0
    }
}
