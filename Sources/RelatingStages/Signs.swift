import DocumentModel
import Lexicons
import StageKit
import TextAnalysis

/// What a phrase of the lexicon tells a relator.
enum Sign: Hashable, Sendable {
    case victims(String)
    case perpetrators(String)
    case cases(String)
    case others(String)
    case exploitation(String)
    case meansOfControl(String)
    case tier(String)
    case role(CountryRole.Role)
    /// "twice", "threefold": the number it says.
    case multiple(String)
    case cue(RelationWords.Cue)
}

/// A sign where it stands.
struct SignHit: Hashable, Sendable {
    let sign: Sign
    /// Indices into the layer of words.
    let words: Range<Int>
    let span: TextSpan
}

/// The signs of each language, ready to be found.
struct SignTables: Sendable {
    private let tables: LexiconTables<PhraseTable<Sign>>
    private let persons: LexiconTables<PersonNouns>
    private let qualifiers: LexiconTables<QualifierPhrases>

    init(_ lexicons: Lexicons) {
        tables = LexiconTables(lexicons) { PhraseTable($0.relations.signs) }
        persons = LexiconTables(lexicons) { PersonNouns($0) }
        qualifiers = LexiconTables(lexicons) { QualifierPhrases($0) }
    }

    /// The words for persons of a language; none where there is no lexicon.
    func persons(_ language: LanguageCode) -> PersonNouns {
        persons[language] ?? PersonNouns(nil)
    }

    /// The words that bound numbers in a language; none where there is no lexicon.
    func qualifiers(_ language: LanguageCode) -> QualifierPhrases {
        qualifiers[language] ?? QualifierPhrases(nil)
    }

    /// Whether the language has signs at all.
    func covers(_ language: LanguageCode) -> Bool { tables.covers(language) }

    /// Every sign in `range` of `words`, by place; signs may overlap, since one word can say two things.
    func signs(
        in words: [Mention<Word>], range: Range<Int>, language: LanguageCode
    ) -> [SignHit] {
        guard let table = tables[language] else { return [] }
        var hits: [SignHit] = []
        for index in range {
            var found: [SignHit] = []
            table.forEachMatch(at: index, in: words, before: range.upperBound) { match in
                let span = TextSpan(
                    words[match.words.lowerBound]
                        .span.lowerBound..<words[match.words.upperBound - 1].span.upperBound)
                for sign in match.payloads {
                    // A longer phrase says better what a shorter one of its family would.
                    found.removeAll { $0.sign.family == sign.family }
                    found.append(SignHit(sign: sign, words: match.words, span: span))
                }
            }
            hits += found
        }
        return hits
    }
}

extension Sign {
    /// Signs of one family exclude each other at one place: the longest phrase counts.
    fileprivate var family: String {
        switch self {
        case .victims: "victims"
        case .perpetrators: "perpetrators"
        case .cases: "cases"
        case .others: "others"
        case .exploitation: "exploitation"
        case .meansOfControl: "means"
        case .tier: "tier"
        case .role: "role"
        case .multiple: "multiple"
        case .cue(let cue): cue.rawValue
        }
    }
}

extension RelationWords {
    fileprivate var signs: [(String, Sign)] {
        let roles = CountryRole.Role.allCases.flatMap { role in
            phrases(self.roles[role.rawValue] ?? []).map { ($0, Sign.role(role)) }
        }
        let cues = Cue.allCases.flatMap { cue in
            phrases(self.cues[cue] ?? []).map { ($0, Sign.cue(cue)) }
        }
        return coded(victims, Sign.victims) + coded(perpetrators, Sign.perpetrators)
            + coded(cases, Sign.cases) + coded(others, Sign.others)
            + coded(exploitation, Sign.exploitation) + coded(meansOfControl, Sign.meansOfControl)
            + coded(tiers, Sign.tier) + coded(multiples, Sign.multiple) + roles + cues
    }

    private func coded(
        _ phrasesByCode: [String: [String]], _ sign: (String) -> Sign
    ) -> [(String, Sign)] {
        phrasesByCode.keys.sorted().flatMap { code in
            phrases(phrasesByCode[code] ?? []).map { ($0, sign(code)) }
        }
    }

    private func phrases(_ phrases: [String]) -> [String] { phrases.flatMap(\.alternatives) }
}
