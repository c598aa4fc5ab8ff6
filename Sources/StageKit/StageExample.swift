public import DocumentModel

/// A short text that shows what a stage does. It is printed in the reference and run as a test.
public struct StageExample: Sendable, Codable {
    /// What comes of the text.
    public enum Outcome: Hashable, Sendable, Codable {
        /// What is read in each marked span, as the values describe themselves; where no span is
        /// marked, only the values count.
        case values([String])
        /// The text that remains.
        case text(String)
    }

    public let text: MarkedText
    public let language: LanguageCode
    public let outcome: Outcome

    /// A tagger's or relator's: what is read where.
    public init(_ text: MarkedText, in language: LanguageCode = .english, reads values: [String]) {
        self.text = text
        self.language = language
        self.outcome = .values(values)
    }

    /// An extractor's or a cleaner's: the text that remains.
    public init(_ text: MarkedText, in language: LanguageCode = .english, leaves rest: String) {
        self.text = text
        self.language = language
        self.outcome = .text(rest)
    }
}

/// Text in which ⟦brackets⟧ mark spans, so that a test shows its spans instead of counting them.
public struct MarkedText: Sendable, Codable, ExpressibleByStringLiteral {
    /// The text with its brackets.
    public let marked: String
    public let text: String
    public let spans: [TextSpan]

    public init(_ marked: String) {
        self.marked = marked
        var text = ""
        var spans: [TextSpan] = []
        var opened: [Int] = []
        for character in marked {
            switch character {
            case "⟦":
                opened.append(text.utf8.count)
            case "⟧":
                guard let start = opened.popLast() else {
                    preconditionFailure("⟧ without ⟦ in “\(marked)”")
                }
                spans.append(TextSpan(start..<text.utf8.count))
            default:
                text.append(character)
            }
        }
        precondition(opened.isEmpty, "⟦ without ⟧ in “\(marked)”")
        self.text = text
        self.spans = spans.sorted()
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }
}
