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
    struct Group {
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

    let matcher: GeographyMatcher
    let names: GeographyNames
    let text: WordView
    let matches: [GeographyMatcher.Match]
    private(set) var groups: [Group] = []
    /// The group of each match, -1 where it is no place.
    private(set) var groupOfMatch: [Int] = []
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
