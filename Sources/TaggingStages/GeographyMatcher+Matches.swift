import DocumentModel
import TextAnalysis

// All names of one text.
extension GeographyMatcher {
    /// The matches, sorted, without overlap; found once for all stages that ask.
    ///
    /// - Parameter withCities: Whether names that only the gazetteer of cities has are matches too:
    ///   then a match may be no place at all, which the words around it and the page must tell.
    func matches(withCities: Bool = false) -> [Match] {
        guard withCities else { return tableMatches.matches }
        return document.shared {
            let known = tableMatches
            return MatchesWithCities(
                matches: newMatches(orCity: mayStartCity) {
                    matchWithCities(at: $0, known)
                })
        }.matches
    }

    private var tableMatches: TableMatches {
        document.shared {
            var known = TableMatches(places: [Int32](repeating: 0, count: text.words.count))
            known.matches = newMatches { index in
                let match = match(at: index)
                known.places[index] = match == nil ? -1 : 1
                return match
            }
            for (place, match) in known.matches.enumerated() {
                known.places[match.words.lowerBound] = Int32(place + 1)
            }
            return known
        }
    }

    /// The matches of the table alone, and which words were asked for one.
    struct TableMatches: Sendable {
        fileprivate(set) var matches: [Match] = []
        /// By word: the place of its match, counted from 1; -1 for none, 0 where none was asked.
        fileprivate var places: [Int32]
    }

    private struct MatchesWithCities: Sendable {
        let matches: [Match]
    }

    private func newMatches(
        orCity mayStartCity: (Int) -> Bool = { _ in false }, _ match: (Int) -> Match?
    ) -> [Match] {
        var matches: [Match] = []
        var index = 0
        // Where a language was named: "in Spanish, Portuguese and French" names three.
        var languageEnd = -2
        while index < text.words.count {
            let isInTable = mayStartName(at: index)
            if !isInTable, !mayStartCity(index) {
                index += 1
            } else if isInTable, isLanguage(at: index, afterOneEndingAt: languageEnd) {
                index += 1
                languageEnd = index
            } else if let match = match(index) {
                matches.append(match)
                index = match.words.upperBound
            } else {
                index += 1
            }
        }
        return matches
    }

    /// Whether a name of the table may start with word `index`: one in small letters only where it
    /// needs no capital, or one follows: "the Gambia".
    @inline(__always)
    private func mayStartName(at index: Int) -> Bool {
        let word = text.words[index].value
        guard names.table.mayStart(with: word) else { return false }
        return word.shape != .lower || names.lowStarts.mayContain(word) || precedesCapital(index)
    }

    private func precedesCapital(_ index: Int) -> Bool {
        (index + 1..<max(index + 1, min(index + 9, text.words.count))).contains {
            text.words[$0].value.kind == .letters && text.words[$0].value.shape != .lower
        }
    }

    /// As ``match(at:endingAtOrAfter:)``, without looking again for what is known.
    func match(at index: Int, endingAtOrAfter end: Int = 0, _ known: TableMatches) -> Match? {
        let place = Int(known.places[index])
        guard place != 0 else { return match(at: index, endingAtOrAfter: end) }
        guard place > 0, known.matches[place - 1].words.upperBound >= end else { return nil }
        return known.matches[place - 1]
    }
}
