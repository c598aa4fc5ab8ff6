package import DocumentModel
import TextAnalysis

/// Reads the stretches of names in one text, with all that the lists and the text say of each word.
package struct NameReader: Sendable {
    let text: NameText
    let classes: WordClasses
    let lists: NameLists
    let language: LanguageCode
    /// Words without a gap, a stretch each.
    package let stretches: [Range<Int>]
    /// The words of all stretches, one after another.
    private(set) var tokens: [NameText.Token] = []
    /// Where in ``tokens`` the stretches start.
    private var starts: [Int] = []
    private var evidence: NameEvidence

    package init(_ document: Document, _ lists: NameLists) {
        text = NameText(document)
        self.lists = lists
        language = document.language
        classes = lists.classes(in: language)
        stretches = text.stretches(classes)
        let count = stretches.reduce(0) { $0 + $1.count }
        evidence = NameEvidence(capacity: count)
        tokens.reserveCapacity(count)
        starts.reserveCapacity(stretches.count)
        for stretch in stretches {
            starts.append(tokens.count)
            for word in stretch { tokens.append(token(word)) }
        }
        var layers = LayerParts(document, text)
        for index in stretches.indices {
            let range = tokenRange(index)
            layers.mark(&tokens, range)
            markKnown(range)
            markHeads(range)
        }
        for index in stretches.indices { collectEvidence(in: tokenRange(index)) }
        collectLowerCase()
        for index in tokens.indices {
            let word = text.words[tokens[index].word].value
            if word.kind == .letters { tokens[index].evidence = evidence[word.folded] }
        }
    }

    /// The words of stretch `index` in ``tokens``.
    func tokenRange(_ index: Int) -> Range<Int> {
        starts[index]..<starts[index] + stretches[index].count
    }

    private func token(_ index: Int) -> NameText.Token {
        let folded = text.words[index].value.folded
        let form = text.form(index)
        var token = NameText.Token(word: index, classes: classes[folded], form: form)
        token.isOrdinary = Self.isName(form) && lists.ordinary.contains(folded)
        return token
    }

    /// Whether nothing in stretch `index` hints at an organisation, so that no model need ask: only
    /// ordinary words, names of persons and countries, none of them one that names are built around.
    func isPlain(_ index: Int) -> Bool {
        let range = tokenRange(index)
        // "6PR", "139th": digits start only such a stretch.
        if tokens[range.lowerBound].form == .digits { return false }
        if range.count == 1, isHeading(tokens[range.lowerBound]) { return true }
        for index in range where !isPlain(tokens[index]) { return false }
        return true
    }

    /// Whether an unknown word in capitals has no other word beside it in its line: "NEWS".
    private func isHeading(_ token: NameText.Token) -> Bool {
        guard token.form == .upper5, token.known == 0, token.found == .none else { return false }
        return !text.hasWord(before: token.word) && !text.hasWord(after: token.word)
    }

    private func isPlain(_ token: NameText.Token) -> Bool {
        guard token.known == 0, token.head == 0, token.found == .none,
            token.evidence.isDisjoint(with: [.isIntroduced, .isInKnown])
        else { return false }
        switch token.form {
        case .low, .mark, .digits: return true
        case .upper2, .upper3, .mixed: return token.classes.contains(.notOrganisation)
        case .capital, .initial, .upper5:
            return token.isOrdinary || token.evidence.contains(.isLow) || token.isOtherName
                || token.geography == .country || token.geography == .demonym
                || token.geography == .region
                || !token.classes.isDisjoint(with: [.opener, .title, .givenName])
        }
    }

    /// Whether token `index` shortens what a firm is, so that a stop after it belongs to the name.
    func isFirmAbbreviation(_ token: NameText.Token) -> Bool {
        token.form == .capital && token.head > 0 && !token.isStartHead
            && lists.type(token.head) == "PRIV"
            && text.words[token.word].span.length <= 4
    }

    /// The span of each word in a stretch.
    package func span(_ word: Int) -> TextSpan { text.words[word].span }

    // MARK: Lists

    private mutating func markKnown(_ range: Range<Int>) {
        forEachMatch(of: lists.known, in: range) { match, tokens, found in
            let first = tokens[found.lowerBound].form
            guard
                let name = match.payloads.first(where: {
                    match.words.count > 1 || !$0.isUpper || (first != .capital && first != .initial)
                })
            else { return false }
            for index in found {
                guard !name.isOther else {
                    tokens[index].isOtherName = true
                    continue
                }
                tokens[index].known = name.kind
                tokens[index].knownPart =
                    found.count == 1 ? .whole : index == found.lowerBound ? .first : .later
            }
            return true
        }
    }

    private mutating func markHeads(_ range: Range<Int>) {
        let language = language
        forEachMatch(of: lists.heads, in: range) { match, tokens, found in
            guard
                let head = match.payloads.first(where: { $0.language == language })
                    ?? match.payloads.first
            else { return false }
            for index in found {
                tokens[index].head = head.type
                tokens[index].isStartHead = head.isStart
            }
            return true
        }
    }

    /// Gives `mark` the longest matches that start at a name, left to right, with the places of their
    /// tokens; the words of those it takes start no other.
    @inline(__always)
    private mutating func forEachMatch<Payload>(
        of table: PhraseTable<Payload>, in range: Range<Int>,
        _ mark: (PhraseTable<Payload>.Match, inout [NameText.Token], Range<Int>) -> Bool
    ) {
        guard let last = tokens[range].last else { return }
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            var length = 1
            if token.form != .low, token.form != .mark,
                let match = table.longestMatch(
                    at: token.word, in: text.words, before: last.word + 1),
                mark(match, &tokens, index..<index + match.words.count)
            {
                length = match.words.count
            }
            index += length
        }
    }

    // MARK: Evidence

    private mutating func collectEvidence(in range: Range<Int>) {
        var hasHead = false
        var capitals = 0
        for index in range {
            if tokens[index].head > 0 { hasHead = true }
            if Self.isName(tokens[index].form) { capitals += 1 }
        }
        for place in range where Self.isName(tokens[place].form) {
            let token = tokens[place]
            var found: NameEvidence.Evidence = capitals > 1 ? .isInRun : .isAlone
            let isFirst = place == range.lowerBound
            let previous = token.word - 1
            if !isFirst, token.geography == .none, token.head == 0 {
                let before = tokens[place - 1]
                let isInitial =
                    before.form == .mark && place > range.lowerBound + 1
                    && tokens[place - 2].form == .initial
                if !before.classes.isDisjoint(with: [.givenName, .title]) || isInitial {
                    found.insert(.followsPerson)
                }
            }
            if hasHead, token.head == 0 { found.insert(.hasHead) }
            if token.knownPart == .first || token.knownPart == .later
                || token.found == .first || token.found == .later
            {
                found.insert(.isInKnown)
            }
            if previous >= 0, text.words[previous].value.kind == .letters {
                let before = classes[text.words[previous].value.folded]
                if text.words[previous].value.shape == .lower {
                    if before.contains(.locative) { found.insert(.followsLocative) }
                    if before.contains(.article) { found.insert(.followsArticle) }
                } else if isFirst, before.contains(.title) {
                    found.insert(.followsPerson)
                }
            } else if isFirst, text.mark(previous) == UInt8(ascii: "("),
                text.mark(token.word + 1) == UInt8(ascii: ")"), previous > 1,
                token.form != .capital, token.form != .initial, text.isCapital(previous - 1)
            {
                found.insert(.isIntroduced)
            }
            if text.isPossessive(token.word + 2) { found.insert(.isPossessor) }
            evidence.add(found, to: text.words[token.word].value.folded)
        }
    }

    static func isName(_ form: NameText.Form) -> Bool {
        switch form {
        case .low, .digits, .mark: false
        case .capital, .initial, .upper2, .upper3, .upper5, .mixed: true
        }
    }

    private mutating func collectLowerCase() {
        guard !stretches.isEmpty else { return }
        for word in text.words where word.value.shape == .lower && word.value.kind == .letters {
            evidence.extend(.isLow, of: word.value.folded)
        }
    }
}

/// Where the names of places and organisations that other stages found stand, by word.
private struct LayerParts {
    private let geography: [(words: Range<Int>, kind: NameText.Geography)]
    private let organisations: [Range<Int>]
    /// The first of each that ends after the stretch marked last.
    private var next = 0
    private var nextOrganisation = 0

    init(_ document: Document, _ text: NameText) {
        func range(_ span: TextSpan) -> Range<Int> {
            let lower = text.words.partitioningIndex { $0.span.upperBound > span.lowerBound }
            var upper = lower
            while upper < text.words.count,
                text.words[upper].span.lowerBound < span.upperBound
            { upper += 1 }
            return lower..<upper
        }
        let countries = document[.countries].map {
            (
                words: range($0.span),
                kind: $0.value.kind == .demonym
                    ? NameText.Geography.demonym : NameText.Geography.country
            )
        }
        let places = document[.places].map {
            (words: range($0.span), kind: NameText.Geography.place)
        }
        let regions = document[.regions].map {
            (words: range($0.span), kind: NameText.Geography.region)
        }
        geography = (countries + places + regions).sorted {
            $0.words.lowerBound < $1.words.lowerBound
        }
        organisations = document[.organisations].map { range($0.span) }
    }

    /// Marks the words of one stretch; stretches come in reading order.
    mutating func mark(_ tokens: inout [NameText.Token], _ range: Range<Int>) {
        guard let lower = tokens[range].first?.word else { return }
        let upper = lower + range.count
        while next < geography.count, geography[next].words.upperBound <= lower { next += 1 }
        var place = next
        while place < geography.count, geography[place].words.lowerBound < upper {
            for word in geography[place].words.clamped(to: lower..<upper) {
                tokens[range.lowerBound + word - lower].geography = geography[place].kind
            }
            place += 1
        }
        while nextOrganisation < organisations.count,
            organisations[nextOrganisation].upperBound <= lower
        { nextOrganisation += 1 }
        place = nextOrganisation
        while place < organisations.count, organisations[place].lowerBound < upper {
            let words = organisations[place]
            for word in words.clamped(to: lower..<upper) {
                tokens[range.lowerBound + word - lower].found =
                    words.count == 1
                    ? .whole : word == words.lowerBound || word == lower ? .first : .later
            }
            place += 1
        }
    }
}
