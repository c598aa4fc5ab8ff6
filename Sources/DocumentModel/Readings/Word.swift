/// One word, number or mark of a text.
public struct Word: Hashable, Sendable, Codable {
    public enum Kind: UInt8, Hashable, Sendable, Codable {
        /// Letters with their marks; an apostrophe or hyphen parts words.
        case letters
        /// A run of decimal digits, without separators.
        case digits
        /// One character that is neither: a stop, a sign, a bracket.
        case mark
    }

    public enum Shape: UInt8, Hashable, Sendable, Codable {
        case lower, capitalized, upper, other
    }

    public let kind: Kind
    public let shape: Shape
    /// Whether white space, or the start of the text, stands before the word.
    public let followsSpace: Bool
    /// A hash of the word without case and accents, the same in every run; what phrase tables match.
    public let folded: UInt64

    public init(kind: Kind, shape: Shape, followsSpace: Bool, folded: UInt64) {
        self.kind = kind
        self.shape = shape
        self.followsSpace = followsSpace
        self.folded = folded
    }
}

/// A sentence, title or cell: what figures are related within.
public struct Sentence: Hashable, Sendable, Codable {
    /// The words of the sentence, as indices into the layer ``LayerKey/words``.
    public let words: Range<Int>

    public init(words: Range<Int>) {
        self.words = words
    }
}

extension LayerKey where Value == Word {
    public static let words = LayerKey("words")
}

extension LayerKey where Value == Sentence {
    public static let sentences = LayerKey("sentences")
}

extension LayerKey where Value == LanguageCode {
    /// The language of the whole text; a single mention that covers it.
    public static let languages = LayerKey("languages")
}

extension Word: CustomStringConvertible {
    public var description: String { "\(kind)" }
}

extension Sentence: CustomStringConvertible {
    public var description: String { "\(words.count) words" }
}
