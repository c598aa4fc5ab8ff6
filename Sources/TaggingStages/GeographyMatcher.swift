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
        rules = NameRulesByLanguage(resources.lexicons)
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
        /// What the name may mean here, all of one kind; not empty.
        let forms: [GeographyNames.Form]
        var kind: GeographyNames.Form.Kind { forms[0].kind }
    }

    let text: WordView
    let names: GeographyNames
    let rules: NameRules
    let language: UInt32
    let isUndetermined: Bool
    let evidence = PageEvidence()
    private let document: Document

    init(_ document: Document, _ resources: GeographyResources) {
        self.document = document
        text = WordView(document)
        names = resources.names
        rules = resources.rules[document.language]
        language = names.mask(of: document.language)
        isUndetermined = language == .max
    }

    /// The matches, sorted, without overlap; found once for all stages that ask.
    func matches() -> [Match] {
        document.shared { SharedMatches(matches: newMatches()) }.matches
    }

    private struct SharedMatches: Sendable {
        let matches: [Match]
    }

    private func newMatches() -> [Match] {
        var matches: [Match] = []
        var index = 0
        // Where a language was named: "in Spanish, Portuguese and French" names three.
        var languageEnd = -2
        while index < text.words.count {
            if !names.table.mayStart(with: text.words[index].value) {
                index += 1
            } else if isLanguage(at: index, afterOneEndingAt: languageEnd) {
                index += 1
                languageEnd = index
            } else if let match = match(at: index) {
                matches.append(match)
                index = match.words.upperBound
            } else {
                index += 1
            }
        }
        return matches
    }

    private func match(at index: Int) -> Match? {
        var candidates: [PhraseTable<GeographyNames.Form>.Match] = []
        names.table.forEachMatch(at: index, in: text.words) { candidates.append($0) }
        for candidate in candidates.reversed() {
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
    private func isUnbroken(_ range: Range<Int>) -> Bool {
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
    private func isWritten(_ form: GeographyNames.Form, _ range: Range<Int>) -> Bool {
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
        case .demonym:
            if isUndetermined { return hasCapital(range) }
            return isOwn && (hasCapital(range) || !text.capitalisesAdjectives(language, names))
        case .regionAdjective:
            return isOwn
        case .country, .region:
            return hasCapital(range) && (isOwn || isSafelyForeign(range))
        case .place:
            return hasCapital(range) && startsWithCapital(range) && !isAcronym(range)
                && (isOwn || isSafelyForeign(range))
        }
    }

    /// Whether a currency sign stands right after an abbreviation: "US$".
    private func isPrice(_ range: Range<Int>) -> Bool {
        text.touches(range.upperBound) && text.plainMark(range.upperBound) == UInt8(ascii: "$")
    }

    /// Whether a short word all in capitals among others that are not is an acronym.
    private func isAcronym(_ range: Range<Int>) -> Bool {
        range.count == 1 && text.shape(range.lowerBound) == .upper
            && text.words[range.lowerBound].span.length <= 4
            && !text.isAllCapitals(around: range.lowerBound)
    }

    func hasCapital(_ range: Range<Int>) -> Bool {
        range.contains { text.isCapital($0) }
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
            && !isPreceded(by: rules.locatives, range.lowerBound)
    }

    /// Whether the word at `index` is a capitalised word that nothing but a name can be.
    private func isTellingName(_ index: Int, _ shape: Word.Shape? = .capitalized) -> Bool {
        guard let shape, shape == .capitalized || shape == .upper, text.shape(index) == shape,
            !text.startsSentence(index)
        else { return false }
        let word = text.words[index].value.folded
        if rules.persons.contains(word) { return true }
        return !rules.openers.contains(word) && !rules.inside.contains(word)
            && !rules.directions.contains(word)
            && names.table.longestMatch(at: index, in: text.words) == nil
    }

    private func isPreceded(by set: Set<UInt64>, _ index: Int) -> Bool {
        index > 0 && set.contains(text.words[index - 1].value.folded)
    }

    /// Whether the demonym at `index` names a language: "in Spanish.", "habla portugués".
    ///
    /// - Parameter last: Where a language named before ends, which this one may be listed with.
    private func isLanguage(at index: Int, afterOneEndingAt last: Int) -> Bool {
        let next = index + 1
        let isListed =
            index == last + 1 && last >= 0
            && (text.plainMark(last) == UInt8(ascii: ",")
                || rules.joining.contains(text.words[last].value.folded))
        let isNamed =
            text.isLetters(next)
            && rules.languageNouns.contains(text.words[next].value.folded)
        guard isListed || isNamed || isPreceded(by: rules.languageCues, index),
            let match = names.table.longestMatch(at: index, in: text.words),
            match.words.count == 1,
            match.payloads.contains(where: { $0.kind == .demonym && $0.languages & language != 0 })
        else { return false }
        return isNamed || !text.isLetters(next)
            || rules.joining.contains(text.words[next].value.folded)
    }

    private func isLineOfTwo(endingAt index: Int) -> Bool {
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
        let next = range.upperBound
        // A line of nothing but two words with capitals is a person's name or a heading.
        if range.count == 1, isLineOfTwo(endingAt: range.lowerBound) { return true }
        guard text.follows(next), text.isLetters(next) else { return false }
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
