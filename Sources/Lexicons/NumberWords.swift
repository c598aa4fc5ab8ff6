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
    /// Between a whole number and a fraction added to it: "three and a fifth".
    public let fractionJoiners: [String]
    /// Nouns that are a half by themselves: "la mitad".
    public let halves: [String]
    /// "two out of three", and the ambiguous "one in four", which needs both numbers in words.
    public let ratios: [String]
    public let looseRatios: [String]

    public let percent: [String]
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
    /// Whether a plain space parts thousands.
    public let spacesThousands: Bool
    /// What a number follows that is a name, not an amount: "law", "no.", "page".
    public let numbered: [String]
    /// What joins the two ends of a range: "to", "and".
    public let rangeJoiners: [String]
}
