import CodeLists
import DocumentModel
import TextAnalysis

// What the gazetteer of cities adds to the table of names.
extension GeographyMatcher {
    /// The names of the gazetteer that are no longer than so many words.
    private static var longestName: Int { 6 }

    /// Whether a name of the gazetteer may start with word `index`.
    @inline(__always)
    func mayStartCity(at index: Int) -> Bool {
        guard text.words[index].value.kind == .letters, text.words[index].value.shape != .lower
        else { return false }
        var key = NameKey()
        key.add(text.words[index].value)
        return names.cities.mayHold(key.value)
    }

    /// The longest name at word `index`, of the table or of the gazetteer of cities.
    func matchWithCities(at index: Int, _ known: TableMatches) -> Match? {
        let rows = cityRows(at: index)
        for (words, row) in rows.reversed() {
            if let match = match(at: index, endingAtOrAfter: words.upperBound, known) {
                guard match.words == words else { return match }
                return joined(match, names.cities.cities(row))
            }
            guard isCity(words, row), !isArticleAndCountry(words) else { continue }
            return Match(
                words: words, forms: [], cities: names.cities.cities(row), isWord: row.isWord,
                isPersonName: row.isPersonName)
        }
        return match(at: index, known)
    }

    /// Whether an article and the name of a country or region stand there: some village is called
    /// "El Perú", but hardly any text speaks of it.
    private func isArticleAndCountry(_ words: Range<Int>) -> Bool {
        guard words.count > 1, rules.articles.contains(text.words[words.lowerBound].value.folded),
            let rest = match(at: words.lowerBound + 1, endingAtOrAfter: words.upperBound)
        else { return false }
        return rest.kind != .place && rest.words.upperBound == words.upperBound
    }

    /// A name of the table that cities have too.
    private func joined(_ match: Match, _ cities: [City]) -> Match {
        if match.kind == .place {
            return Match(words: match.words, forms: match.forms, cities: cities)
        }
        // "Lebanon, Ohio" is no country, nor is any other Lebanon on the page.
        guard match.kind == .country, !cities.isEmpty, match.words.count == 1 else { return match }
        let word = text.words[match.words.lowerBound].value.folded
        if let towns = evidence.towns[word] {
            return towns.isEmpty ? match : Match(words: match.words, forms: [], cities: towns)
        }
        for index in text.words.indices where text.words[index].value.folded == word {
            guard let subdivisions = subdivisions(after: index..<index + 1) else { continue }
            let inside = cities.filter { $0.subdivision.map(subdivisions.contains) ?? false }
            guard !inside.isEmpty else { continue }
            evidence.towns[word] = inside
            return Match(words: match.words, forms: [], cities: inside)
        }
        evidence.towns[word] = []
        return match
    }

    /// The subdivisions that a name after a comma names, nil where none stands there.
    private func subdivisions(after words: Range<Int>) -> [String]? {
        let comma = words.upperBound
        guard text.plainMark(comma) == UInt8(ascii: ","), text.follows(comma + 1),
            let found = names.table.longestMatch(at: comma + 1, in: text.words)
        else { return nil }
        let codes = found.payloads.compactMap { form -> String? in
            guard form.kind == .place, isWritten(form, found.words) else { return nil }
            let place = names.places[form.row]
            return place.kind == "subdivision" ? place.subdivision : nil
        }
        return codes.isEmpty ? nil : codes
    }

    /// The rows of the gazetteer for the words from `index` on, shortest first.
    func cityRows(at index: Int) -> [(words: Range<Int>, row: CityTable.Row)] {
        var rows: [(Range<Int>, CityTable.Row)] = []
        guard text.isCapital(index) else { return rows }
        var key = NameKey()
        var next = index
        for _ in 0..<Self.longestName {
            key.add(text.words[next].value)
            guard let row = names.cities.row(key.value) else { break }
            next += 1
            if !row.places.isEmpty { rows.append((index..<next, row)) }
            guard row.continues else { break }
            next = afterJoiningMark(next)
            guard text.kind(next) != nil, text.kind(next) != .mark, text.follows(next) else {
                break
            }
        }
        return rows
    }

    /// Past a hyphen or an apostrophe inside a name, or the stop of a short word: "St. Louis".
    private func afterJoiningMark(_ index: Int) -> Int {
        guard text.touches(index), let mark = text.plainMark(index) else { return index }
        if mark == UInt8(ascii: "-") || mark == UInt8(ascii: "'") {
            return text.touches(index + 1) ? index + 1 : index
        }
        return mark == UInt8(ascii: ".") && text.words[index - 1].span.length <= 2
            ? index + 1 : index
    }

    /// Whether the words may be the city's name, as they are written and by what stands beside them.
    private func isCity(_ words: Range<Int>, _ row: CityTable.Row) -> Bool {
        guard !isAcronym(words), hasLettersOf(row, words) else { return false }
        let first = words.lowerBound
        // "12 Oak Street", "Miami-Dade".
        if text.kind(first - 1) == .digits, text.follows(first) { return false }
        if text.touches(first), text.isHyphen(first - 1), text.touches(first - 1) { return false }
        if words.count == 1 {
            guard text.words[first].span.length > 2,
                !rules.openers.contains(text.words[first].value.folded),
                !rules.directions.contains(text.words[first].value.folded),
                !rules.persons.contains(text.words[first].value.folded),
                !rules.civic.contains(text.words[first].value.folded)
            else { return false }
        }
        return true
    }

    /// Whether each word has its capital where the gazetteer's spelling has one.
    private func hasLettersOf(_ row: CityTable.Row, _ range: Range<Int>) -> Bool {
        if range.allSatisfy({ text.kind($0) == .mark || text.isCapital($0) }) { return true }
        let name = Array(names.cities.name(row))
        let spelling = WordView(text: name, words: WordSegmenter().words(in: name))
        var index = 0
        for position in range where text.kind(position) != .mark {
            while spelling.kind(index) == .mark { index += 1 }
            if spelling.isCapital(index), !text.isCapital(position) { return false }
            index += 1
        }
        return true
    }
}
