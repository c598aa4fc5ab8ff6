import TextAnalysis

// The kinds that the tables of tokens are asked for one at a time. A token that no line names is
// found all the same, only later.

extension NumberToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .value: 0
        case .multiplier: 1
        case .joiner: 2
        case .article: 3
        case .collective: 4
        case .halfOf: 5
        case .andHalf: 6
        case .point: 7
        case .minus: 8
        case .magnitude: 9
        case .of: 10
        // The token that asks for shares of one asks for all of them.
        case .majority, .most, .notMajority: 11
        // Asked for together.
        case .ordinal, .ordinals, .partTail: 12
        case .rank: 13
        case .denominator: 14
        case .half: 15
        case .ratio: 16
        case .looseRatio: 17
        case .fractionJoiner: 18
        case .part: 19
        case .percent: 20
        case .percentPoints: 21
        case .currency, .sign: 22
        case .duration: 23
        case .numbered: 24
        case .rangeJoiner: 25
        case .countedNoun: 26
        case .partNoun: 27
        case .division: 28
        case .whole: 29
        case .percentNoun: 30
        case .percentAlone: 31
        case .qualifier: 32
        default: 63
        }
    }

    /// What multiplies the number before it.
    static let multiplyingKinds = [
        NumberToken.multiplier(0), .andHalf, .collective(0), .magnitude(0),
    ].reduce(0) { $0 | $1.phraseKinds }
}

extension DateToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .month, .shortMonth: 0
        case .day: 1
        case .weekday: 2
        case .connector: 3
        case .daySuffix: 4
        case .preposition: 5
        case .since: 6
        case .opener: 7
        case .joiner: 8
        case .relativeYear: 9
        case .otherYear: 10
        case .yearToDate: 11
        case .half, .quarter, .firstMonths: 12
        case .decadePrefix: 13
        case .decadeSuffix: 14
        default: 63
        }
    }

    /// What a date may start with; a date or period; and what stands for a year.
    static let pointKinds = kinds(.month(0), .day(0), .weekday)
    static let openingKinds =
        pointKinds | wordedKinds | kinds(.since, .opener, .half(0), .decadePrefix)
    static let wordedKinds = kinds(.relativeYear(0), .otherYear, .yearToDate)
    /// What may stand after the digits of a day.
    static let afterDayKinds = kinds(.month(0), .connector, .joiner, .daySuffix)

    private static func kinds(_ tokens: DateToken...) -> UInt64 {
        tokens.reduce(0) { $0 | $1.phraseKinds }
    }
}

extension AgeToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .strongUnit: 0
        case .weakUnit: 1
        case .strongLead: 2
        case .weakLead: 3
        case .link: 4
        case .below: 5
        case .above: 6
        case .fromLead: 7
        case .orOver: 8
        case .orUnder: 9
        case .opener: 10
        case .joiner: 11
        case .mean: 12
        case .median: 13
        case .youngest: 14
        case .oldest: 15
        case .noun: 16
        case .copula: 17
        case .andHalf: 18
        // Asked for together.
        case .group, .band: 19
        case .notBefore: 20
        case .notAfter: 21
        case .penalty: 22
        case .tail: 23
        case .verb: 24
        case .softener: 25
        case .thingLead: 26
        case .upTo: 27
        case .bareLead: 28
        case .purpose: 29
        default: 63
        }
    }
}

extension CountToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .noun: 0
        case .demonym: 1
        case .presumed: 2
        case .victimizing: 3
        case .linker: 4
        case .ofThem: 5
        case .conjunction: 6
        case .stop: 7
        case .measure: 8
        case .one: 9
        case .definite: 10
        default: 63
        }
    }
}

extension QuantityToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .unit: 0
        case .article: 1
        case .of: 2
        case .notProduct: 3
        // Asked for together.
        case .least, .most, .about: 4
        case .orMore: 5
        case .orLess: 6
        case .between: 7
        case .and: 8
        case .from: 9
        case .to: 10
        case .joiner: 11
        }
    }

    static let unitKinds: UInt64 = 0b1
}

extension TermToken: PhraseKinded {
    var phraseKind: Int {
        switch self {
        case .term: 0
        case .countryRole: 1
        case .countryHead: 2
        case .link: 3
        case .conjunction: 4
        }
    }

    /// What a term, or several roles of countries, may start with.
    static let openingKinds: UInt64 = 0b111
}
