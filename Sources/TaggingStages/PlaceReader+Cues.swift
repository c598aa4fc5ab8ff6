import CodeLists
import DocumentModel
import TextAnalysis

/// What stands beside a name: the words that places have, and those that persons have.
extension PlaceReader {
    /// The candidate that "…, Ohio", "… (PE)" or "…, KY" tells, and the words of such a code.
    func told(_ index: Int) -> (candidate: Candidate, code: Range<Int>?)? {
        let match = matches[index]
        let mark = match.words.upperBound
        let candidates = groups[groupOfMatch[index]].candidates
        guard let sign = text.plainMark(mark), ",(/-".utf8.contains(sign), text.follows(mark),
            text.follows(mark + 1)
        else { return nil }
        guard matches.indices.contains(index + 1), matches[index + 1].words.lowerBound == mark + 1
        else { return toldByCode(mark + 1, candidates) }
        let next = matches[index + 1]
        guard sign != UInt8(ascii: "-") else { return nil }
        if next.isCountry, next.kind != .demonym {
            let iso3 = names.countries[next.forms[0].row].iso3
            let inside = candidates.filter { $0.iso3 == iso3 }
            let largest = candidates.map(\.magnitude).max() ?? 0
            // "Paris, Canada and Peru" is a list, for all that Canada has a Paris.
            return inside.max { $0.magnitude < $1.magnitude }
                .flatMap { $0.isListed || $0.magnitude + 22 >= largest ? ($0, nil) : nil }
        }
        let parts = Set(
            next.forms.compactMap { form -> String? in
                let place = names.places[form.row]
                return place.kind == "subdivision" ? place.subdivision : nil
            })
        let inside = candidates.filter { !$0.isSubdivision && $0.isInside(parts) }
        if let largest = inside.max(by: { $0.magnitude < $1.magnitude }) { return (largest, nil) }
        // "Paris, Idaho" lies in Idaho, though no list knows it.
        guard parts.count == 1, groups[groupOfMatch[index]].isAmbiguous,
            let part = next.forms.first.map({ names.places[$0.row] })
        else { return nil }
        let unknown = Candidate(
            name: nil, iso3: part.iso3, subdivision: part.subdivision, magnitude: 30,
            isListed: false, isDefault: false, isSubdivision: false)
        return (unknown, nil)
    }

    /// Two capitals after a city that are the code of the subdivision it lies in.
    private func toldByCode(
        _ word: Int, _ candidates: [Candidate]
    ) -> (candidate: Candidate, code: Range<Int>?)? {
        guard text.shape(word) == .upper, text.words[word].span.length <= 3 else { return nil }
        let letters = text.text[text.words[word].span.range]
        let found = candidates.first { candidate in
            guard let code = candidate.subdivision?.utf8 else { return false }
            return !candidate.isSubdivision && code.dropFirst(3).elementsEqual(letters)
        }
        return found.map { ($0, word..<word + 1) }
    }

    func hasCueBefore(_ words: Range<Int>) -> Bool {
        let before = words.lowerBound - 1
        guard before >= 0, text.follows(words.lowerBound) else { return false }
        let word = text.words[before].value.folded
        if matcher.rules.placeCues.contains(word) { return true }
        // "the city of …", "north of …".
        guard before > 0, matcher.rules.genitives.contains(word) else { return false }
        let head = text.words[before - 1].value.folded
        return matcher.rules.civic.contains(head) || matcher.rules.directions.contains(head)
    }

    func hasCueAfter(_ words: Range<Int>) -> Bool {
        let next = words.upperBound
        return text.follows(next) && text.isLetters(next)
            && matcher.rules.civic.contains(text.words[next].value.folded)
    }

    /// Whether the name opens a line and a dash or bracket follows: "LIMA (AP) –".
    func isDateline(_ words: Range<Int>) -> Bool {
        guard text.startsBlock(words.lowerBound), let mark = text.plainMark(words.upperBound),
            text.shape(words.lowerBound) == .upper
        else { return false }
        return "(-,".utf8.contains(mark)
    }

    /// Whether a person's name is likelier: a title or forename before, a surname or verb of speech
    /// after.
    func isPersonal(_ words: Range<Int>) -> Bool {
        let before = words.lowerBound - 1
        let next = words.upperBound
        if text.follows(words.lowerBound) {
            if isForename(before) { return true }
            // An initial: "John F. Lima".
            if text.plainMark(before) == UInt8(ascii: "."), before > 0,
                text.words[before - 1].span.length == 1, text.isCapital(before - 1)
            {
                return true
            }
        }
        guard text.follows(next), text.isLetters(next) else { return false }
        let word = text.words[next].value.folded
        if matcher.rules.speech.contains(word) { return true }
        let last = text.words[words.upperBound - 1].value.folded
        if words.count > 1, matcher.rules.civic.contains(last) { return false }
        return text.isCapital(next) && !matcher.rules.civic.contains(word)
            && !matcher.rules.openers.contains(word) && !matcher.mayBeName(at: next)
            && !matcher.isPreceded(by: matcher.rules.placeCues, words.lowerBound)
    }

    /// Whether the word at `index` is a forename or title, or a capitalised word that only a name
    /// can be.
    private func isForename(_ index: Int) -> Bool {
        guard text.isCapital(index) else { return false }
        let word = text.words[index].value.folded
        if matcher.rules.givenNames.contains(word) { return true }
        return matcher.isTellingName(index) && !matcher.rules.civic.contains(word)
    }

    /// Whether a street's name goes on after the words.
    func isStreet(_ words: Range<Int>) -> Bool {
        let next = words.upperBound
        return text.follows(next) && text.isCapital(next)
            && matcher.rules.streets.contains(text.words[next].value.folded)
    }
}

extension PlaceReader.Candidate {
    fileprivate func isInside(_ parts: Set<String>) -> Bool {
        subdivision.map(parts.contains) ?? false
    }
}

extension GeographyMatcher {
    /// Whether a name of the table stands at word `index`.
    func mayBeName(at index: Int) -> Bool {
        names.table.longestMatch(at: index, in: text.words) != nil
    }
}
