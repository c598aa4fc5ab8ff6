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
        if rules.contains(where: \.isPersonName), isPerson(range) || isPersonOnPage(range, rules) {
            return nil
        }
        if let part = rules.first(where: { $0.subdivision != nil }), isPartOnPage(range, part) {
            return nil
        }
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
            && !(isAfterCapitals(range)
                && rule.blockedBeforeInCapitals.contains {
                    text.has($0, endingBefore: range.lowerBound)
                })
    }

    private func isAfterCapitals(_ range: Range<Int>) -> Bool {
        text.shape(range.lowerBound - 1) == .upper
    }

    private func hasEvidence(_ rule: AmbiguityRule, outside range: Range<Int>) -> Bool {
        if rule.evidence.contains(where: { evidence.has($0, outside: range, in: text) }) {
            return true
        }
        guard let row = names.countryByCode[rule.iso3] else { return false }
        // Other states that are named beside "Georgia" speak for the state.
        return rule.subdivision == nil ? mentions(row) : mentionsParts(of: row)
    }

    /// Whether a city of the subdivision and a comma stand before the name: "Macon, Georgia".
    private func isInCity(_ range: Range<Int>, of rule: AmbiguityRule) -> Bool {
        let comma = range.lowerBound - 1
        guard comma > 0, text.plainMark(comma) == UInt8(ascii: ",") else { return false }
        return (max(0, comma - 3)..<comma).contains { start in
            cityRows(at: start).contains { words, row in
                words.upperBound == comma
                    && names.cities.cities(row).contains { $0.subdivision == rule.subdivision }
            }
        }
    }

    /// Whether the name is the subdivision's anywhere on the page: one name means one thing.
    private func isPartOnPage(_ range: Range<Int>, _ rule: AmbiguityRule) -> Bool {
        guard range.count == 1 else { return isInCity(range, of: rule) }
        let word = text.words[range.lowerBound].value.folded
        if let known = evidence.parts[word] { return known }
        let isPart = text.words.indices.contains {
            text.words[$0].value.folded == word && isInCity($0..<$0 + 1, of: rule)
        }
        evidence.parts[word] = isPart
        return isPart
    }

    /// Whether the page names a person so, and nothing on it speaks for a country.
    private func isPersonOnPage(_ range: Range<Int>, _ rules: [AmbiguityRule]) -> Bool {
        guard range.count == 1 else { return false }
        let word = text.words[range.lowerBound].value.folded
        if let known = evidence.persons[word] { return known }
        evidence.persons[word] = false
        var persons = 0
        for index in text.words.indices where text.words[index].value.folded == word {
            // "in Georgia", but not "in Georgia's class".
            let isPossessive = text.plainMark(index + 1) == UInt8(ascii: "'")
            if !isPossessive, isPreceded(by: self.rules.locatives, index) { return false }
            if text.isCapital(index), isPerson(index..<index + 1) { persons += 1 }
        }
        let speaksForCountry = rules.contains { rule in
            rule.evidence.contains { evidence.has($0, outside: range, in: text) }
        }
        let isPerson = persons > 0 && !speaksForCountry
        evidence.persons[word] = isPerson
        return isPerson
    }

    /// Whether a name of the country that is no other country's, and has no other reading, stands
    /// on the page.
    private func mentions(_ row: Int) -> Bool { named.countries.contains(row) }

    /// Whether the page names a subdivision of the country beyond doubt.
    private func mentionsParts(of row: Int) -> Bool { named.parts.contains(row) }

    /// The rows of the countries that the page names, and of those it names subdivisions of.
    private var named: (countries: Set<Int>, parts: Set<Int>) {
        if let named = evidence.named { return named }
        var named: (countries: Set<Int>, parts: Set<Int>) = ([], [])
        // One subdivision may be named for itself; two are what the page is about.
        var first: [Int: UInt64] = [:]
        for index in text.words.indices where text.isCapital(index) {
            guard names.table.mayStart(with: text.words[index].value),
                let match = names.table.longestMatch(at: index, in: text.words)
            else { continue }
            let country = match.payloads.first(where: \.isCountry)
            if let country, match.payloads.allSatisfy({ !$0.isCountry || $0.row == country.row }),
                ambiguities(at: match.words).isEmpty
            {
                named.countries.insert(country.row)
            } else if country == nil, let row = subdivided(match.payloads) {
                let word = text.words[index].value.folded
                if let other = first[row], other != word { named.parts.insert(row) }
                first[row] = first[row] ?? word
            }
        }
        evidence.named = named
        return named
    }

    /// The country that all `forms` are subdivisions of.
    private func subdivided(_ forms: some Collection<GeographyNames.Form>) -> Int? {
        let places = forms.filter { $0.kind == .place }.map { names.places[$0.row] }
        guard let first = places.first, places.count == forms.count,
            places.allSatisfy({
                $0.iso3 == first.iso3 && $0.kind == "subdivision" && !$0.isAmbiguous
            })
        else { return nil }
        return names.countryByCode[first.iso3]
    }
}

/// What a page has been found to say, so that no question is asked of the whole text twice.
final class PageEvidence {
    /// The rows of countries that the page names beyond doubt, and of those it names parts of; nil
    /// until asked for.
    var named: (countries: Set<Int>, parts: Set<Int>)?
    /// Whether the page has a person of each name that was asked for.
    var persons: [UInt64: Bool] = [:]
    /// Whether each name that was asked for is a subdivision on this page.
    var parts: [UInt64: Bool] = [:]
    /// Names of countries that are towns on this page, with the towns.
    var towns: [UInt64: [City]] = [:]
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
