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
    private(set) var tokens: [[NameText.Token]] = []
    private var evidence: NameEvidence

    package init(_ document: Document, _ lists: NameLists) {
        text = NameText(document)
        self.lists = lists
        language = document.language
        classes = lists.classes(in: language)
        stretches = text.stretches(classes)
        evidence = NameEvidence(capacity: stretches.reduce(0) { $0 + $1.count })
        // A local array: each stretch is marked in place, and no array of all is copied for it.
        var tokens = stretches.map { stretch in
            stretch.map {
                NameText.Token(
                    word: $0, classes: classes[text.words[$0].value.folded], form: text.form($0))
            }
        }
        let layers = LayerParts(document, text)
        for index in tokens.indices {
            markOrdinary(&tokens[index])
            layers.mark(&tokens[index])
            markKnown(&tokens[index])
            markHeads(&tokens[index])
        }
        for stretch in tokens { collectEvidence(in: stretch) }
        collectLowerCase()
        for index in tokens.indices {
            for place in tokens[index].indices {
                let word = text.words[tokens[index][place].word].value
                if word.kind == .letters { tokens[index][place].evidence = evidence[word.folded] }
            }
        }
        self.tokens = tokens
    }

    /// The span of each word in a stretch.
    package func span(_ word: Int) -> TextSpan { text.words[word].span }

    private func markOrdinary(_ tokens: inout [NameText.Token]) {
        for place in tokens.indices where Self.isName(tokens[place].form) {
            tokens[place].isOrdinary = lists.ordinary.contains(
                text.words[tokens[place].word].value.folded)
        }
    }

    private func markKnown(_ tokens: inout [NameText.Token]) {
        var place = 0
        let end = (tokens.last?.word ?? -1) + 1
        while place < tokens.count {
            let token = tokens[place]
            var length = 1
            if token.form != .low, token.form != .mark,
                let match = lists.known.longestMatch(at: token.word, in: text.words, before: end),
                let name = match.payloads.first(where: {
                    match.words.count > 1 || !$0.isUpper
                        || (token.form != .capital && token.form != .initial)
                })
            {
                length = match.words.count
                for offset in 0..<length {
                    guard !name.isOther else {
                        tokens[place + offset].isOtherName = true
                        continue
                    }
                    tokens[place + offset].known = name.kind
                    tokens[place + offset].knownPart =
                        length == 1 ? .whole : offset == 0 ? .first : .later
                }
            }
            place += length
        }
    }

    private func markHeads(_ tokens: inout [NameText.Token]) {
        var place = 0
        let end = (tokens.last?.word ?? -1) + 1
        while place < tokens.count {
            let token = tokens[place]
            var length = 1
            if token.form != .low, token.form != .mark,
                let match = lists.heads.longestMatch(at: token.word, in: text.words, before: end),
                let head = match.payloads.first(where: { $0.language == language })
                    ?? match.payloads.first
            {
                length = match.words.count
                for offset in 0..<length {
                    tokens[place + offset].head = head.type
                    tokens[place + offset].isStartHead = head.isStart
                }
            }
            place += length
        }
    }

    // MARK: Evidence

    private mutating func collectEvidence(in tokens: [NameText.Token]) {
        let hasHead = tokens.contains { $0.head > 0 }
        let capitals = tokens.reduce(0) { $0 + (Self.isName($1.form) ? 1 : 0) }
        for (place, token) in tokens.enumerated() where Self.isName(token.form) {
            var found: NameEvidence.Evidence = capitals > 1 ? .isInRun : .isAlone
            let isFirst = place == 0
            let previous = isFirst ? token.word - 1 : tokens[place - 1].word
            if !isFirst, token.geography == .none, token.head == 0 {
                let before = tokens[place - 1]
                let isInitial =
                    before.form == .mark && place > 1 && tokens[place - 2].form == .initial
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

    func mark(_ tokens: inout [NameText.Token]) {
        guard let first = tokens.first?.word, let last = tokens.last?.word else { return }
        var next = geography.partitioningIndex { $0.words.upperBound > first }
        while next < geography.count, geography[next].words.lowerBound <= last {
            for word in geography[next].words where (first...last).contains(word) {
                tokens[word - first].geography = geography[next].kind
            }
            next += 1
        }
        next = organisations.partitioningIndex { $0.upperBound > first }
        while next < organisations.count, organisations[next].lowerBound <= last {
            let range = organisations[next]
            for word in range where (first...last).contains(word) {
                tokens[word - first].found =
                    range.count == 1
                    ? .whole : word == range.lowerBound || word == first ? .first : .later
            }
            next += 1
        }
    }
}
