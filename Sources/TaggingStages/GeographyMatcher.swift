import CodeLists
import DocumentModel
import StageKit
import TextAnalysis

/// What the stages about countries, places, regions and organisations share.
struct GeographyResources: Sendable {
    let names: GeographyNames
    let rules: NameRulesByLanguage

    init(_ resources: StageResources) {
        names = GeographyNames(resources.codeLists)
        rules = NameRulesByLanguage(
            resources.lexicons, givenNames: resources.codeLists["given_names"]["name"])
    }
}

extension StageResources {
    /// The names of countries, regions and places, made once.
    var geography: GeographyResources {
        get throws(StageError) {
            try shared { () throws(StageError) in GeographyResources(self) }
        }
    }
}

/// Finds the names of countries, regions and places in one text: the longest at each word, and
/// among equal ones what the words around and the page leave.
struct GeographyMatcher {
    struct Match: Sendable {
        let words: Range<Int>
        /// What the name may mean here, all of one kind; empty where only cities have the name.
        let forms: [GeographyNames.Form]
        /// What the gazetteer of cities adds to a place; empty where it was not asked.
        var cities: [City] = []
        /// Whether the cities' name is also an ordinary word, or a person's name.
        var isWord = false
        var isPersonName = false
        var kind: GeographyNames.Form.Kind {
            let kind = forms.first?.kind ?? .place
            return kind == .placeAbbreviation ? .place : kind
        }
    }

    let text: WordView
    let names: GeographyNames
    let rules: NameRules
    let language: UInt32
    let isUndetermined: Bool
    let evidence = PageEvidence()
    let document: Document

    init(_ document: Document, _ resources: GeographyResources) {
        self.document = document
        text = WordView(document)
        names = resources.names
        rules = resources.rules[document.language]
        language = names.mask(of: document.language)
        isUndetermined = language == .max
    }

    /// The longest name of the table at word `index`.
    ///
    /// - Parameter end: Names that end before it are not asked for.
    func match(at index: Int, endingAtOrAfter end: Int = 0) -> Match? {
        var candidates: [PhraseTable<GeographyNames.Form>.Match] = []
        names.table.forEachMatch(at: index, in: text.words) { candidates.append($0) }
        for candidate in candidates.reversed() {
            guard candidate.words.upperBound >= end else { return nil }
            guard isUnbroken(candidate.words) else { continue }
            let forms = candidate.payloads.filter {
                isWritten($0, candidate.words) && !isFoundWithoutArticle($0, candidate.words)
            }
            guard !forms.isEmpty else { continue }
            if let match = resolve(forms, candidate.words) { return match }
        }
        return nil
    }

    /// Whether no tab or line break that ends a block stands inside `range`.
    func isUnbroken(_ range: Range<Int>) -> Bool {
        range.dropFirst().allSatisfy { text.follows($0) }
    }

    /// Whether the name of a country opens with an article that its bare form lacks.
    private func isFoundWithoutArticle(
        _ form: GeographyNames.Form, _ range: Range<Int>
    ) -> Bool {
        let first = range.lowerBound
        guard range.count > 1, form.isCountry,
            rules.articles.contains(text.words[first].value.folded)
        else { return false }
        var isFound = false
        names.table.forEachMatch(at: first + 1, in: text.words, before: range.upperBound) { match in
            isFound =
                isFound
                || match.words.upperBound == range.upperBound
                    && match.payloads.contains { $0.kind == form.kind && $0.row == form.row }
                    && ambiguities(at: match.words).isEmpty
        }
        return isFound
    }

    // MARK: How it is written

    /// Whether `form` may be read in `range` as it is written there.
    func isWritten(_ form: GeographyNames.Form, _ range: Range<Int>) -> Bool {
        if let letters = form.letters {
            guard text.letters(range) == letters else {
                return form.kind == .place && text.shape(range.lowerBound) == .upper
            }
        }
        let isOwn = form.languages & language != 0
        switch form.kind {
        case .abbreviation:
            return isOwn && !isPrice(range)
                && !(range.count == 1 && text.isAllCapitals(around: range.lowerBound))
        case .placeAbbreviation:
            return isOwn && isPlaceAbbreviation(range)
        case .demonym:
            if isUndetermined { return hasCapital(range) }
            return isOwn && (hasCapital(range) || !text.capitalisesAdjectives(language, names))
        case .regionAdjective:
            return isOwn
        case .country:
            return hasCapital(range) && !startsWithDirection(range)
                && (isOwn || isSafelyForeign(range))
        case .region:
            return hasCapital(range) && (isOwn || isSafelyForeign(range))
        case .place:
            return hasCapital(range) && startsWithCapital(range) && !isAcronym(range)
                && (isOwn || isSafelyForeign(range))
        }
    }

    /// Whether a currency sign stands right after or before an abbreviation: "US$", "$US".
    private func isPrice(_ range: Range<Int>) -> Bool {
        let dollar = UInt8(ascii: "$")
        return text.touches(range.upperBound) && text.plainMark(range.upperBound) == dollar
            || text.touches(range.lowerBound) && text.plainMark(range.lowerBound - 1) == dollar
    }

    /// Whether a short word all in capitals among others that are not is an acronym.
    func isAcronym(_ range: Range<Int>) -> Bool {
        range.count == 1 && text.shape(range.lowerBound) == .upper
            && text.words[range.lowerBound].span.length <= 4
            && !text.isAllCapitals(around: range.lowerBound)
    }

    func hasCapital(_ range: Range<Int>) -> Bool {
        range.contains { text.isCapital($0) }
    }

    /// Whether a short form of a place's name stands where only that can stand: "Ames, Ia.",
    /// "(D-N.Y.)". Those of several letters with stops, and long ones, may stand anywhere but
    /// after a year: "300 B.C."
    private func isPlaceAbbreviation(_ range: Range<Int>) -> Bool {
        let before = range.lowerBound - 1
        if let mark = text.plainMark(before), ",(-/".utf8.contains(mark) { return true }
        let letters = range.filter { text.isLetters($0) }
        return
            (letters.count > 1
            || text.words[letters[0]].span.length > 2 && letters.count == range.count)
            && text.kind(before) != .digits
    }

    /// Whether a direction in lower case opens the name, and the rest names a country by itself:
    /// "south Sudan" is a part of Sudan.
    private func startsWithDirection(_ range: Range<Int>) -> Bool {
        guard range.count > 1, text.shape(range.lowerBound) == .lower,
            rules.directions.contains(text.words[range.lowerBound].value.folded),
            let rest = names.table.longestMatch(
                at: range.lowerBound + 1, in: text.words, before: range.upperBound)
        else { return false }
        return rest.words.upperBound == range.upperBound
            && rest.payloads.contains(where: \.isCountry)
    }

    private func startsWithCapital(_ range: Range<Int>) -> Bool {
        text.isCapital(range.lowerBound) || !text.isLetters(range.lowerBound)
            || text.isCapital(range.upperBound - 1)
    }

    /// A name in another language than the text's: long enough to be no word of this one, and with
    /// a capital that is not a sentence's.
    private func isSafelyForeign(_ range: Range<Int>) -> Bool {
        if isWholeText(range) { return true }
        guard ambiguities(at: range, inAnyLanguage: true).isEmpty else { return false }
        if range.count > 1 { return true }
        return text.words[range.lowerBound].span.length >= 5
            && !text.startsSentence(range.lowerBound)
    }

    /// Whether the text is nothing but the name, so that only its spelling counts.
    func isWholeText(_ range: Range<Int>) -> Bool { text.words.count == range.count }

    // MARK: What it means

    private func resolve(_ forms: [GeographyNames.Form], _ range: Range<Int>) -> Match? {
        let own = forms.filter { $0.languages & language != 0 }
        let best = own.isEmpty ? forms : own
        let ambiguities = ambiguities(at: range)
        let countries = best.filter { $0.isCountry }
        if let country = country(among: countries, range, ambiguities) {
            return Match(words: range, forms: [country])
        }
        if let region = best.first(where: { $0.kind == .region || $0.kind == .regionAdjective }) {
            return Match(words: range, forms: [region])
        }
        let abbreviations = best.filter { $0.kind == .placeAbbreviation }
        if !abbreviations.isEmpty { return Match(words: range, forms: abbreviations) }
        let places = best.filter { form in
            form.kind == .place
                && !ambiguities.contains { rule in
                    // What a comma puts elsewhere, "Paris, Texas", is still a place.
                    rule.subdivision != nil && rule.iso3 == names.places[form.row].iso3
                        && !allows(rule, range)
                        && text.plainMark(range.upperBound) != UInt8(ascii: ",")
                }
        }
        guard !places.isEmpty, !isPartOfLongerName(range, places) else { return nil }
        return Match(words: range, forms: places)
    }

    // MARK: What is no place

    /// Whether the name stands where a person's surname or forename stands.
    func isPerson(_ range: Range<Int>) -> Bool {
        let before = range.lowerBound - 1
        let shape = text.shape(range.lowerBound)
        if text.follows(range.lowerBound), isTellingName(before, shape) { return true }
        let after = range.upperBound
        return text.follows(after) && isTellingName(after, shape)
            && !rules.civic.contains(text.words[after].value.folded)
            && !isPreceded(by: rules.locatives, range.lowerBound)
            && !isPreceded(by: rules.articles, range.lowerBound)
    }

    /// Whether the word at `index` is a capitalised word that nothing but a name can be.
    func isTellingName(_ index: Int, _ shape: Word.Shape? = .capitalized) -> Bool {
        guard let shape, shape == .capitalized || shape == .upper, text.shape(index) == shape,
            !text.startsSentence(index)
        else { return false }
        let word = text.words[index].value.folded
        if rules.persons.contains(word) { return true }
        return !rules.openers.contains(word) && !rules.inside.contains(word)
            && !rules.directions.contains(word)
            && names.table.longestMatch(at: index, in: text.words) == nil
    }

    func isPreceded(by set: Set<UInt64>, _ index: Int) -> Bool {
        index > 0 && set.contains(text.words[index - 1].value.folded)
    }

    /// Whether the demonym at `index` names a language: "in Spanish.", "habla portugués".
    ///
    /// - Parameter last: Where a language named before ends, which this one may be listed with.
    func isLanguage(at index: Int, afterOneEndingAt last: Int) -> Bool {
        let next = index + 1
        let isListed =
            index == last + 1 && last >= 0
            && (text.plainMark(last) == UInt8(ascii: ",")
                || rules.joining.contains(text.words[last].value.folded))
        let isNamed =
            text.isLetters(next)
            && rules.languageNouns.contains(text.words[next].value.folded)
        guard
            isListed || isNamed || isPreceded(by: rules.languageCues, index)
                || isBareLanguage(at: index),
            !(text.isHyphen(next) && text.touches(next) && text.touches(next + 1)),
            let match = names.table.longestMatch(at: index, in: text.words),
            match.words.count == 1,
            match.payloads.contains(where: { $0.kind == .demonym && $0.languages & language != 0 })
        else { return false }
        return isNamed || !text.isLetters(next)
            || rules.joining.contains(text.words[next].value.folded)
            || isBareLanguage(at: index)
    }

    /// Whether a language's name stands without a noun or an article: "who teach English."
    private func isBareLanguage(at index: Int) -> Bool {
        guard rules.languageNames.contains(text.words[index].value.folded), index > 0,
            !isWholeText(index..<index + 1), text.isLetters(index - 1),
            text.shape(index - 1) == .lower,
            !rules.articles.contains(text.words[index - 1].value.folded)
        else { return false }
        guard text.isLetters(index + 1), text.follows(index + 1) else {
            return index + 1 == text.words.count
                || text.plainMark(index + 1).map { ".;:)".utf8.contains($0) } ?? false
        }
        let next = text.words[index + 1].value.folded
        return rules.openers.contains(next) && !rules.joining.contains(next)
    }

    func isLineOfTwo(endingAt index: Int) -> Bool {
        guard index > 0, text.follows(index), text.startsBlock(index - 1),
            index + 1 >= text.words.count || text.startsBlock(index + 1),
            text.shape(index - 1) == .capitalized
        else { return false }
        return !rules.openers.contains(text.words[index - 1].value.folded)
            && names.table.longestMatch(at: index - 1, in: text.words) == nil
    }

    /// Whether a place's name is a piece of a person's or an organisation's.
    private func isPartOfLongerName(_ range: Range<Int>, _ forms: [GeographyNames.Form]) -> Bool {
        let isAmbiguous = forms.contains { names.places[$0.row].isAmbiguous }
        let hasLocative = isPreceded(by: rules.locatives, range.lowerBound)
        if text.follows(range.lowerBound), isTellingName(range.lowerBound - 1) { return true }
        let first = text.words[range.lowerBound].value.folded
        if range.count == 1, rules.givenNames.contains(first), text.follows(range.upperBound),
            isTellingName(range.upperBound),
            !rules.civic.contains(text.words[range.upperBound].value.folded)
        {
            return true
        }
        if !isAmbiguous, forms.contains(where: { names.places[$0.row].kind == "subdivision" }) {
            return false
        }
        let next = range.upperBound
        // A line of nothing but two words with capitals is a person's name or a heading.
        if range.count == 1, isLineOfTwo(endingAt: range.lowerBound) { return true }
        guard text.follows(next), text.isLetters(next) else { return false }
        if rules.civic.contains(text.words[next].value.folded) { return false }
        if text.shape(next) == .capitalized, !rules.openers.contains(text.words[next].value.folded),
            names.table.longestMatch(at: next, in: text.words) == nil
        {
            return isAmbiguous || !hasLocative
        }
        // "San José de Ocoa" that the table does not know is no San José.
        return isAmbiguous && rules.genitives.contains(text.words[next].value.folded)
            && text.shape(next) == .lower && text.follows(next + 1)
            && text.shape(next + 1) == .capitalized
            && names.table.longestMatch(at: next + 1, in: text.words) == nil
    }
}

extension WordView {
    /// Whether adjectives of nationality have a capital in the language: in English they do.
    fileprivate func capitalisesAdjectives(_ language: UInt32, _ names: GeographyNames) -> Bool {
        names.capitalisedAdjectives & language != 0
    }
}
