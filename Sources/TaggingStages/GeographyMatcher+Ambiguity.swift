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
            if match.words == range { rules = match.payloads }
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
            return isShared ? forms.first { mentions($0.row, outside: range) } ?? first : first
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
        if rule.evidence.contains(where: { isOnPage($0, outside: range) }) { return true }
        guard rule.subdivision == nil, let row = names.countryByCode[rule.iso3] else {
            return false
        }
        return mentions(row, outside: range)
    }

    private func isOnPage(_ phrase: [UInt64], outside range: Range<Int>) -> Bool {
        guard let first = phrase.first else { return false }
        return text.words.indices.contains { index in
            text.words[index].value.folded == first && !range.contains(index)
                && text.has(phrase, at: index)
        }
    }

    /// Whether a name of the country that no other shares stands elsewhere on the page.
    private func mentions(_ row: Int, outside range: Range<Int>) -> Bool {
        text.words.indices.contains { index in
            guard !range.contains(index), text.isCapital(index),
                let match = names.table.longestMatch(at: index, in: text.words),
                match.payloads.contains(where: { $0.isCountry && $0.row == row })
            else { return false }
            return match.payloads.allSatisfy { !$0.isCountry || $0.row == row }
                && ambiguities(at: match.words).isEmpty
        }
    }
}
