import CodeLists
import DocumentModel
import TextAnalysis

/// Reads the places of one page: whether a name is a place at all, and which of several it is.
///
/// One name means one place on a page. Where a comma or bracket says which ("Paris, Texas"), that
/// counts; else what the page says of countries and subdivisions, and the number of people.
struct PlaceReader {
    struct Found {
        let words: Range<Int>
        let reading: PlaceReading
    }

    /// One place that a name may mean.
    struct Candidate: Sendable {
        let name: String?
        let iso3: String
        let subdivision: String?
        /// Ten times the logarithm of the people.
        var magnitude: Int
        /// Whether the table of places has it.
        let isListed: Bool
        /// Whether it is to be taken where nothing on the page decides.
        let isDefault: Bool
        let isSubdivision: Bool
    }

    /// What the page's mentions of one name say together.
    private struct Group {
        var mentions: [Int] = []
        var candidates: [Candidate]
        let isListed: Bool
        let isAmbiguous: Bool
        let isWord: Bool
        let isPersonName: Bool
        /// Mentions with words beside them that places have, and that persons have.
        var cues = 0
        /// Of the cues, those that stand before it or tell where it lies.
        var strongCues = 0
        var persons = 0
        /// Mentions that do not open a sentence, where any word has a capital.
        var capitals = 0
        /// What commas and brackets put the name in.
        var told: Candidate?
    }

    private let matcher: GeographyMatcher
    private let names: GeographyNames
    private let text: WordView
    private let matches: [GeographyMatcher.Match]
    private var groups: [Group] = []
    /// The group of each match, -1 where it is no place.
    private var groupOfMatch: [Int] = []
    private var toldByMatch: [Int: (candidate: Candidate, code: Range<Int>?)] = [:]
    /// How often the page speaks of a country or subdivision, and of which through each group.
    private var countries: [String: Int] = [:]
    private var subdivisions: [String: Int] = [:]
    private var sure: [Int: Candidate] = [:]
    /// The subdivision that most names of the page have a place in.
    private var neighbours: String?

    init(_ matcher: GeographyMatcher, _ matches: [GeographyMatcher.Match], countries: [String]) {
        self.matcher = matcher
        self.matches = matches
        names = matcher.names
        text = matcher.text
        for code in countries { self.countries[code, default: 0] += 2 }
        makeGroups()
        for index in matches.indices where groupOfMatch[index] >= 0 { look(at: index) }
        for index in groups.indices { weigh(index) }
        weighNeighbours()
    }

    /// The places, sorted, without overlap.
    var found: [Found] {
        let chosen = groups.indices.map { choice($0) }
        var result: [Found] = []
        for (index, match) in matches.enumerated() where groupOfMatch[index] >= 0 {
            let group = groupOfMatch[index]
            let told = toldByMatch[index]
            guard let candidate = told?.candidate ?? chosen[group] else { continue }
            if told == nil, !groups[group].isListed,
                isPersonal(match.words) || isStreet(match.words)
            {
                continue
            }
            result.append(Found(words: match.words, reading: reading(candidate, match.words)))
            if let code = told?.code {
                let part = PlaceReading(
                    name: candidate.subdivision ?? "", iso3: candidate.iso3,
                    subdivision: candidate.subdivision)
                result.append(Found(words: code, reading: part))
            }
        }
        return result
    }

    private func reading(_ candidate: Candidate, _ words: Range<Int>) -> PlaceReading {
        PlaceReading(
            name: candidate.name ?? text.surface(words), iso3: candidate.iso3,
            subdivision: candidate.subdivision)
    }

    // MARK: Names and what they may mean

    private mutating func makeGroups() {
        var byKey: [UInt64: Int] = [:]
        groupOfMatch = [Int](repeating: -1, count: matches.count)
        for (index, match) in matches.enumerated() where match.kind == .place {
            var key = NameKey()
            for word in match.words where text.kind(word) != .mark {
                key.add(text.words[word].value)
            }
            let group =
                byKey[key.value]
                ?? {
                    groups.append(
                        Group(
                            candidates: candidates(of: match), isListed: !match.forms.isEmpty,
                            isAmbiguous: match.forms.contains { names.places[$0.row].isAmbiguous },
                            isWord: match.isWord, isPersonName: match.isPersonName))
                    return groups.count - 1
                }()
            byKey[key.value] = group
            groups[group].mentions.append(index)
            groupOfMatch[index] = group
        }
    }

    private func candidates(of match: GeographyMatcher.Match) -> [Candidate] {
        var cities = match.cities.compactMap { city -> Candidate? in
            guard let iso3 = names.alpha3[city.country] else { return nil }
            return Candidate(
                name: nil, iso3: iso3, subdivision: city.subdivision, magnitude: city.magnitude,
                isListed: false, isDefault: false, isSubdivision: false)
        }
        let listed = match.forms.map { form -> Candidate in
            let place = names.places[form.row]
            var magnitude = Self.magnitude(of: place.kind)
            // The same place in the gazetteer of cities says how large it is.
            if let same = cities.firstIndex(where: {
                $0.iso3 == place.iso3
                    && ($0.subdivision == nil || place.subdivision == nil
                        || $0.subdivision == place.subdivision)
            }) {
                if place.kind != "subdivision" { magnitude = cities[same].magnitude }
                cities.remove(at: same)
            }
            return Candidate(
                name: place.name, iso3: place.iso3, subdivision: place.subdivision,
                magnitude: place.kind == "capital" ? magnitude + 10 : magnitude, isListed: true,
                isDefault: place.isDefault, isSubdivision: place.kind == "subdivision")
        }
        return listed + cities
    }

    /// What a place of the table counts as where the gazetteer of cities does not know it.
    private static func magnitude(of kind: String) -> Int {
        switch kind {
        case "capital": 58
        case "subdivision": 60
        case "city": 48
        default: 50
        }
    }

    // MARK: What stands beside a name

    private mutating func look(at index: Int) {
        let words = matches[index].words
        let group = groupOfMatch[index]
        if let told = told(index) {
            toldByMatch[index] = told
            groups[group].told = groups[group].told ?? told.candidate
            groups[group].cues += 1
            groups[group].strongCues += 1
        } else if isPersonal(words) {
            groups[group].persons += 1
        } else if hasCueBefore(words) || isDateline(words) {
            groups[group].cues += 1
            groups[group].strongCues += 1
        } else if hasCueAfter(words) {
            groups[group].cues += 1
        }
        if !text.startsSentence(words.lowerBound) { groups[group].capitals += 1 }
    }

    /// The candidate that "…, Ohio", "… (PE)" or "…, KY" tells, and the words of such a code.
    private func told(_ index: Int) -> (candidate: Candidate, code: Range<Int>?)? {
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

    private func hasCueBefore(_ words: Range<Int>) -> Bool {
        let before = words.lowerBound - 1
        guard before >= 0, text.follows(words.lowerBound) else { return false }
        let word = text.words[before].value.folded
        if matcher.rules.placeCues.contains(word) { return true }
        // "the city of …", "north of …".
        guard before > 0, matcher.rules.genitives.contains(word) else { return false }
        let head = text.words[before - 1].value.folded
        return matcher.rules.civic.contains(head) || matcher.rules.directions.contains(head)
    }

    private func hasCueAfter(_ words: Range<Int>) -> Bool {
        let next = words.upperBound
        return text.follows(next) && text.isLetters(next)
            && matcher.rules.civic.contains(text.words[next].value.folded)
    }

    /// Whether the name opens a line and a dash or bracket follows: "LIMA (AP) –".
    private func isDateline(_ words: Range<Int>) -> Bool {
        guard text.startsBlock(words.lowerBound), let mark = text.plainMark(words.upperBound),
            text.shape(words.lowerBound) == .upper
        else { return false }
        return "(-,".utf8.contains(mark)
    }

    /// Whether a person's name is likelier: a title or forename before, a surname or verb of speech
    /// after.
    private func isPersonal(_ words: Range<Int>) -> Bool {
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
    private func isStreet(_ words: Range<Int>) -> Bool {
        let next = words.upperBound
        return text.follows(next) && text.isCapital(next)
            && matcher.rules.streets.contains(text.words[next].value.folded)
    }

    // MARK: What the page says

    /// Counts the subdivision that most names of the page have a place in: neighbours are named
    /// together.
    private mutating func weighNeighbours() {
        var votes: [String: Int] = [:]
        var voters = 0
        for group in groups where group.told == nil && group.persons <= group.cues && !group.isWord
        {
            let parts = Set(group.candidates.compactMap(\.subdivision))
            guard !parts.isEmpty else { continue }
            voters += 1
            for part in parts { votes[part, default: 0] += 1 }
        }
        let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first, first.value >= 3, first.value * 2 > voters,
            ranked.dropFirst().first.map({ $0.value < first.value }) ?? true
        else { return }
        neighbours = first.key
    }

    /// Counts a group that can mean only one place for its country and subdivision.
    private mutating func weigh(_ index: Int) {
        let group = groups[index]
        let best = group.told ?? plain(group)
        guard let best else { return }
        sure[index] = best
        let weight = group.mentions.count
        countries[best.iso3, default: 0] += weight
        if let subdivision = best.subdivision { subdivisions[subdivision, default: 0] += weight }
    }

    /// The candidate of a group that needs nothing else of the page.
    private func plain(_ group: Group) -> Candidate? {
        guard group.persons == 0, !group.isWord, !group.isPersonName || group.strongCues > 0,
            group.isListed ? !group.isAmbiguous : group.cues > 0
        else { return nil }
        let ranked = group.candidates.sorted { $0.magnitude > $1.magnitude }
        guard let first = ranked.first else { return nil }
        guard
            let rival = ranked.first(where: {
                $0.iso3 != first.iso3 || $0.subdivision != first.subdivision
            })
        else { return first }
        return first.magnitude - rival.magnitude >= 15 && first.magnitude >= 50 ? first : nil
    }

    /// How much the page speaks for a candidate, in units of its magnitude.
    private func support(_ candidate: Candidate, in index: Int) -> (country: Int, subdivision: Int)
    {
        var country = countries[candidate.iso3] ?? 0
        var subdivision = candidate.subdivision.flatMap { subdivisions[$0] } ?? 0
        if let neighbours, candidate.subdivision == neighbours { subdivision += 2 }
        if let own = sure[index] {
            if own.iso3 == candidate.iso3 { country -= groups[index].mentions.count }
            if own.subdivision == candidate.subdivision {
                subdivision -= groups[index].mentions.count
            }
        }
        return (country, subdivision)
    }

    private func score(_ candidate: Candidate, in index: Int) -> Int {
        let (country, subdivision) = support(candidate, in: index)
        let steps = [0, 8, 14, 16, 18, 19, 20, 21, 22]
        let full = steps[min(max(country, 0), steps.count - 1)]
        let near = [0, 15, 25, 35][min(max(subdivision, 0), 3)]
        return candidate.magnitude + (candidate.isListed ? full : full / 2) + near
            + (candidate.isDefault ? 3 : 0) - (candidate.isSubdivision ? 2 : 0)
    }

    /// The place that a name means on this page, nil where it is none.
    private func choice(_ index: Int) -> Candidate? {
        let group = groups[index]
        if let told = group.told { return told }
        guard let best = best(of: group, index) else { return nil }
        let (country, subdivision) = support(best, in: index)
        if group.isListed {
            if group.candidates.contains(where: { $0.isListed && $0.isDefault }) { return best }
            return country > 0 || subdivision > 0 || group.cues > 0 && best.magnitude >= 50
                ? best : nil
        }
        if group.persons > group.cues { return nil }
        let isPhrase = matches[group.mentions[0]].words.count > 1
        if group.isWord {
            // A single word is less certain than "Great Bend".
            return group.strongCues > 0 && (subdivision > 0 || isPhrase && country > 0) ? best : nil
        }
        if group.isPersonName, group.strongCues == 0 || group.persons > 0 { return nil }
        if group.cues > 0 { return isLikely(best, country, subdivision) ? best : nil }
        guard group.capitals > 0, group.persons == 0 else { return nil }
        if subdivision > 0 || country > 1 && best.magnitude >= 45 || best.magnitude >= 52 {
            return best
        }
        return isPhrase && best.magnitude >= 40 ? best : nil
    }

    /// The candidate with the highest score; a place of the table in a country that the page names
    /// goes before one that nothing on the page speaks for.
    private func best(of group: Group, _ index: Int) -> Candidate? {
        func highest(_ candidates: [Candidate]) -> Candidate? {
            candidates.map { (candidate: $0, score: score($0, in: index)) }
                .max { $0.score < $1.score }?.candidate
        }
        guard let best = highest(group.candidates) else { return nil }
        let support = support(best, in: index)
        guard group.isAmbiguous, support.country <= 0, support.subdivision <= 0 else { return best }
        return highest(
            group.candidates.filter { $0.isListed && self.support($0, in: index).country > 0 })
            ?? best
    }

    /// Whether a place with a word beside it that places have is large enough, or near enough to
    /// what the page speaks of, to be meant.
    private func isLikely(_ candidate: Candidate, _ country: Int, _ subdivision: Int) -> Bool {
        candidate.magnitude >= 40 || country > 0 || subdivision > 0
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
