/// The words of a language that make numbers. Case and accents do not matter.
public struct NumberWords: Sendable, Codable {
    /// After which words a joiner goes on with the number.
    public enum Joining: String, Sendable, Codable {
        /// "one hundred and two"
        case hundreds
        /// "treinta y dos", "vingt et un"
        case tens
        /// "vinte e dois", "duzentos e dois"
        case any
    }

    /// Words that add: "twelve", "seventy", "doscientos".
    public let values: [String: Double]
    /// Words that multiply what stands before them: "hundred", "thousand", "mil", "million".
    public let multipliers: [String: Double]
    /// Whether sixty and eighty take the numbers up to nineteen, and four twenties make eighty.
    public let countsByTwenties: Bool
    public let joiners: [String]
    public let joinAfter: Joining
    /// The indefinite articles: alone no number, before a multiplier or a share one.
    public let articles: [String]
    /// Words after which "one" is a pronoun.
    public let beforePronoun: [String]
    /// Nouns for so many: "dozen", "centena".
    public let collectives: [String: Double]
    /// The half of what follows: "half a", "medio", and a half added: "and a half".
    public let halfOf: [String]
    public let andHalf: [String]
    /// Words for the decimal mark and the sign.
    public let point: [String]
    public let minus: [String]

    /// Words for numbers of an order of magnitude: "hundreds", "dozens".
    public let magnitudes: [String: Double]
    /// What joins magnitudes: "of".
    public let of: [String]
    /// Words for more than half: "the majority".
    public let majorities: [String]
    /// Words for more than half where a counted noun follows: "most".
    public let mostBeforeNoun: [String]
    /// Phrases in which those words mean something else: "at most".
    public let notMajorities: [String]

    public let ordinals: [String: Double]
    /// After digits: "th", "º".
    public let ordinalSuffixes: [String]
    /// Ordinals without a number: "last".
    public let ranks: [String]
    /// Words for parts of one: "third", "quarto".
    public let denominators: [String: Double]
    /// Whether an ordinal with an "s" is a part: "fifths".
    public let ordinalsPlural: Bool
    /// Whether only the last word of an ordinal is one: "twenty-first", "cent deuxième".
    public let ordinalsEndCardinals: Bool
    /// Whether tens and units are also written as one word: "twentyfifth".
    public let gluesTens: Bool
    /// Endings that make a number word an ordinal of thousands or more: "dos" + "milésimo".
    public let gluedOrdinals: [String: Double]
    /// Endings that make a number word a part, and what joins tens and units before them:
    /// "treinta" + "ai" + "cinco" + "avos".
    public let partEndings: [String]
    public let partJoiners: [String]
    /// Words that make the number before them a denominator: "vinte e um avos".
    public let partNouns: [String]
    /// Between a whole number and a fraction added to it: "three and a fifth".
    public let fractionJoiners: [String]
    /// Nouns that are a half by themselves: "la mitad".
    public let halves: [String]
    /// "two out of three", and the ambiguous "one in four", which needs both numbers in words.
    public let ratios: [String]
    public let looseRatios: [String]

    public let percent: [String]
    /// Nouns that mean per cent after a number, but not after an article alone: "percentage".
    public let percentNouns: [String]
    public let percentPoints: [String]
    /// Names of currencies, by ISO 4217 code; XXX where the country decides.
    public let currencies: [String: [String]]
    /// Signs of currencies, before or after the digits.
    public let currencySigns: [String: [String]]
    /// Spans of time, by unit.
    public let durations: [String: [String]]
    /// Letters glued to digits: "k", "bn".
    public let suffixes: [String: Double]

    /// The decimal marks in use; where several or none, only the page can tell.
    public let decimalMarks: [String]
    /// The decimal mark of the language's own rule.
    public let decimalMark: String
    /// Whether a plain space parts thousands.
    public let spacesThousands: Bool
    /// What a number follows that is a name, not an amount: "law", "no.", "page".
    public let numbered: [String]
    /// What joins the two ends of a range: "to", "and".
    public let rangeJoiners: [String]
    public let loose: LooseNumberWords
}

/// Words that other programs read as numbers, and that statistics must not: they are read only
/// where everything is asked for.
public struct LooseNumberWords: Sendable, Codable {
    /// Whether the indefinite article alone is one.
    public let articlesAreOne: Bool
    public let minus: [String]
    public let point: [String]
    /// "one over three"
    public let divisions: [String]
    /// Ordinals that point: "the one before the last".
    public let ranks: [String]
    public let percentAlone: [String]
    public let multipliers: [String: Double]
    /// Numbers nothing is added to: "a couple".
    public let wholes: [String: Double]
    public let suffixes: [String: Double]
}
