import CodeLists
import DocumentModel
import TextAnalysis

extension GeographyMatcher {
    /// The readings of the form in `range`, where the code list tells any.
    func ambiguities(at range: Range<Int>, inAnyLanguage: Bool = false) -> [AmbiguityRule] {
        var rules: [AmbiguityRule] = []
        names.ambiguities.forEachMatch(
            at: range.lowerBound, in: text.words, before: range.upperBound
        ) { match in
            if match.words == range { rules = Array(match.payloads) }
        }
        return rules.filter { isUndetermined || inAnyLanguage || $0.languages & language != 0 }
    }

    /// The country that `forms` stand for in `range`, nil where they stand for none here.
    ///
    /// A reading that the page has evidence for goes before the default one, and one that nothing
    /// speaks for is taken only if it is the default.
    func country(
        among forms: [GeographyNames.Form], _ range: Range<Int>, _ rules: [AmbiguityRule]
    ) -> GeographyNames.Form? {
        guard let first = forms.first else { return nil }
        if rules.isEmpty || isWholeText(range) {
            let isShared = forms.contains { $0.row != first.row }
            return isShared ? forms.first { mentions($0.row) } ?? first : first
        }
        if rules.contains(where: \.isPersonName), isPerson(range) { return nil }
        let allowed = rules.filter { allows($0, range) }
        let evident = allowed.filter { hasEvidence($0, outside: range) }
        guard
            let chosen = evident.first(where: \.isDefault) ?? evident.first
                ?? allowed.first(where: \.isDefault)
        else {
            // Readings the list does not speak of stand as they are.
            let codes = Set(rules.map(\.iso3))
            return forms.first {
                !codes.contains(names.countries[$0.row].iso3) && !codes.contains("")
            }
        }
        guard chosen.subdivision == nil else { return nil }
        return forms.first { names.countries[$0.row].iso3 == chosen.iso3 }
    }

    /// Whether the words in and around `range` allow the reading.
    func allows(_ rule: AmbiguityRule, _ range: Range<Int>) -> Bool {
        if rule.requiresCapital && !hasCapital(range) { return false }
        if let length = rule.accentedLength, text.letters(range).count < length { return false }
        return !rule.blockedBefore.contains { text.has($0, endingBefore: range.lowerBound) }
            && !rule.blockedAfter.contains { text.has($0, at: range.upperBound) }
    }

    private func hasEvidence(_ rule: AmbiguityRule, outside range: Range<Int>) -> Bool {
        if rule.evidence.contains(where: { evidence.has($0, outside: range, in: text) }) {
            return true
        }
        guard rule.subdivision == nil, let row = names.countryByCode[rule.iso3] else {
            return false
        }
        return mentions(row)
    }

    /// Whether a name of the country that is no other country's, and has no other reading, stands
    /// on the page.
    private func mentions(_ row: Int) -> Bool {
        if let rows = evidence.countries { return rows.contains(row) }
        var rows: Set<Int> = []
        for index in text.words.indices where text.isCapital(index) {
            guard names.table.mayStart(with: text.words[index].value),
                let match = names.table.longestMatch(at: index, in: text.words),
                let country = match.payloads.first(where: \.isCountry),
                match.payloads.allSatisfy({ !$0.isCountry || $0.row == country.row }),
                ambiguities(at: match.words).isEmpty
            else { continue }
            rows.insert(country.row)
        }
        evidence.countries = rows
        return rows.contains(row)
    }
}

/// What a page has been found to say, so that no question is asked of the whole text twice.
final class PageEvidence {
    /// The rows of countries that the page names beyond doubt; nil until asked for.
    var countries: Set<Int>?
    /// Where each phrase stands first and last.
    private var phrases: [[UInt64]: (first: Int, last: Int)?] = [:]

    /// Whether `phrase` stands anywhere but in `range`.
    func has(_ phrase: [UInt64], outside range: Range<Int>, in text: WordView) -> Bool {
        guard let first = phrase.first else { return false }
        let places: (first: Int, last: Int)?
        if let known = phrases[phrase] {
            places = known
        } else {
            func stands(at index: Int) -> Bool {
                text.words[index].value.folded == first && text.has(phrase, at: index)
            }
            let start = text.words.indices.first(where: stands)
            let end = start == nil ? nil : text.words.indices.last(where: stands)
            places = start.map { ($0, end ?? $0) }
            phrases[phrase] = .some(places)
        }
        guard let places else { return false }
        return !range.contains(places.first) || !range.contains(places.last)
    }
}
