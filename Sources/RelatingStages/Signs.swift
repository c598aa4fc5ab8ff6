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
    /// A noun that says the sex or the age of those it names, as code lists `sex` and `age_group`.
    case population(sex: String?, ageGroup: String?)
    /// A noun for calls to a hotline.
    case calls
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
    private let endings: LexiconTables<[[UInt8]]>

    init(_ lexicons: Lexicons) {
        tables = LexiconTables(lexicons) { PhraseTable($0.relations.signs + $0.counted.signs) }
        persons = LexiconTables(lexicons) { PersonNouns($0) }
        qualifiers = LexiconTables(lexicons) { QualifierPhrases($0) }
        endings = LexiconTables(lexicons) { lexicon in
            (lexicon.relations.feminineEndings ?? []).map { Array($0.utf8) }
        }
    }

    /// The words for persons of a language; none where there is no lexicon.
    func persons(_ language: LanguageCode) -> PersonNouns {
        persons[language] ?? PersonNouns(nil)
    }

    /// The words that bound numbers in a language; none where there is no lexicon.
    func qualifiers(_ language: LanguageCode) -> QualifierPhrases {
        qualifiers[language] ?? QualifierPhrases(nil)
    }

    /// How words for women end in the language; empty where no ending says so.
    func feminineEndings(_ language: LanguageCode) -> [[UInt8]] { endings[language] ?? [] }

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
        return hits.indices.filter { !isPartOfLonger($0, hits) }.map { hits[$0] }
    }

    /// Whether a sign for what was done or what for lies inside a longer one, which says better what
    /// it would: “found guilty”, “working conditions like slavery”.
    private func isPartOfLonger(_ index: Int, _ hits: [SignHit]) -> Bool {
        let hit = hits[index]
        guard hit.sign.isAction || hit.sign.isPurpose else { return false }
        let lower = hit.words.lowerBound - Self.longestPhrase
        let before = hits[..<index].reversed().prefix { $0.words.lowerBound >= lower }
        let beside = hits[index...].prefix { $0.words.lowerBound == hit.words.lowerBound }
        return (Array(before) + beside).contains { other in
            other.words.count > hit.words.count
                && other.words.lowerBound <= hit.words.lowerBound
                && other.words.upperBound >= hit.words.upperBound
                && (hit.sign.isAction
                    ? other.sign.isAction
                    : other.sign.isPurpose || other.sign == .cue(.trafficking))
        }
    }

    /// In words.
    private static let longestPhrase = 8
}

extension Sign {
    /// Whether it says what was done with those counted.
    fileprivate var isAction: Bool {
        switch self {
        case .victims, .perpetrators, .cases: true
        default: false
        }
    }

    fileprivate var isPurpose: Bool { if case .exploitation = self { true } else { false } }
}

extension CountedNouns {
    /// Nouns that say sex or age, and nouns for calls.
    fileprivate var signs: [(String, Sign)] {
        classes.flatMap { noun -> [(String, Sign)] in
            if noun.unit == "CALLS" { return noun.words.map { ($0, .calls) } }
            guard noun.unit == "PERSONS", noun.sex ?? noun.ageGroup != nil else { return [] }
            let sign = Sign.population(sex: noun.sex, ageGroup: noun.ageGroup)
            return noun.words.flatMap(\.alternatives).map { ($0, sign) }
        }
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
        case .population: "population"
        case .calls: "calls"
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
