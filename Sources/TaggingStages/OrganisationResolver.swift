import CodeLists
import DocumentModel
import TextAnalysis

/// Decides which candidates are organisations, and which organisations they are.
struct OrganisationResolver {
    private typealias Candidate = OrganisationReader.Candidate
    private typealias Found = FoundOrganisations.Found

    private let reader: OrganisationReader
    private let names: OrganisationNames
    private let geography: GeographyNames
    private let sentences: [Mention<Sentence>]
    private let chooser: PlaceChooser
    /// The country that the page names most, the first of them where several are.
    private let commonest: String?
    private let countsByCountry: [String: Int]
    /// Acronyms that the text introduces, by their folded word.
    private var introduced: [UInt64: Organisation] = [:]

    private var text: WordView { reader.text }

    init(_ document: Document, _ reader: OrganisationReader, _ geography: GeographyNames) {
        self.reader = reader
        self.geography = geography
        names = reader.names
        sentences = document[.sentences]
        let codes = reader.geography.compactMap { match in
            match.isCountry ? geography.countries[match.forms[0].row].iso3 : nil
        }
        chooser = PlaceChooser(geography, countries: codes, matches: reader.geography)
        let counts = codes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        commonest = codes.first { counts[$0] == most }
        countsByCountry = counts
    }

    /// The mentions, sorted, without overlap.
    mutating func mentions() -> [Mention<Organisation>] {
        var found = FoundOrganisations(wordCount: text.words.count)
        for item in resolved() { found.insert(item) }
        introduceAcronyms(&found)
        addCarriedAcronyms(&found)
        return found.inOrder.map { item in
            let office = withOffice(item, among: found)
            return Mention(text.span(office.words), office.value)
        }
    }

    // MARK: Choosing

    /// The longest candidates, each as an organisation, in reading order.
    private func resolved() -> [Found] {
        let registered = reader.registered()
        var nameStart = [Int32](repeating: -1, count: text.words.count)
        for name in registered where !name.isAcronym && name.words.count > 1 {
            for word in name.words { nameStart[word] = Int32(name.words.lowerBound) }
        }
        let built = reader.built().filter { candidate in
            // A registered name with its own head is no piece of a longer one.
            candidate.head?.contains { Int(nameStart[$0]) > candidate.words.lowerBound } != true
        }
        let candidates = (registered + built).sorted {
            ($0.words.lowerBound, $1.words.upperBound) < ($1.words.lowerBound, $0.words.upperBound)
        }
        var result: [Found] = []
        for candidate in candidates {
            guard let value = organisation(candidate) else { continue }
            if let last = result.last, last.words.overlaps(candidate.words) {
                guard candidate.words.count > last.words.count else { continue }
                result.removeLast()
            }
            result.append(Found(words: candidate.words, value: value))
        }
        return result
    }

    private func organisation(_ candidate: Candidate) -> Organisation? {
        switch candidate.source {
        case .registered(let rows):
            return registered(rows, candidate).map(names.organisation)
        case .built(let type):
            return built(candidate.words, type: type)
        }
    }

    /// The row that is meant: the body of a country the page names where it is a country's.
    private func registered(_ rows: [Int], _ candidate: Candidate) -> Int? {
        let entries = rows.map { names.organisations[$0] }
        func weight(_ row: Int) -> Int {
            names.organisations[row].country.flatMap { countsByCountry[$0] } ?? 0
        }
        if rows.count == 1, !isNational(entries[0].type) || !candidate.isAcronym { return rows[0] }
        if let country = reader.owner(of: candidate.words).flatMap(code)
            ?? sentenceCountry(candidate.words),
            let row = rows.first(where: { names.organisations[$0].country == country })
        {
            return row
        }
        if let free = rows.first(where: { names.organisations[$0].country == nil }) { return free }
        let best = rows.max { weight($0) < weight($1) }
        return best.flatMap { weight($0) > 0 ? $0 : nil }
    }

    private func isNational(_ type: String) -> Bool { type == "GOV" || type == "LEA" }

    private func built(_ range: Range<Int>, type: String) -> Organisation? {
        let named = range.lazy.compactMap { reader.geography(at: $0) }.first
        var country = named.flatMap(code)
        if country == nil, isNational(type) {
            country = reader.owner(of: range).flatMap(code) ?? sentenceCountry(range) ?? commonest
        }
        return unregistered(range, type: type, country: country)
    }

    /// An organisation that no registry knows, named as the text names it.
    private func unregistered(
        _ range: Range<Int>, type: String, country: String?
    ) -> Organisation {
        let core = withoutCountry(range)
        let name = text.surface(range)
        var id = text.slug(core)
        if isNational(type), let country, let row = geography.countryByCode[country] {
            id = geography.countries[row].iso2.lowercased() + "-" + id
        }
        return Organisation(id: id, name: name, acronym: nil, type: type, country: country)
    }

    /// The words of a name without "of Peru" at its end or "Peruvian" at its start.
    private func withoutCountry(_ range: Range<Int>) -> Range<Int> {
        var core = range
        if let last = reader.geography(at: range.upperBound - 1), last.isCountry {
            core = core.lowerBound..<max(core.lowerBound, last.words.lowerBound)
        }
        if !core.isEmpty, let first = reader.geography(at: core.lowerBound), first.isCountry {
            core = min(core.upperBound, first.words.upperBound)..<core.upperBound
        }
        while let last = core.last,
            !text.isLetters(last) || reader.rules.inside.contains(text.words[last].value.folded)
        {
            core = core.dropLast()
        }
        let full = core.filter {
            text.isLetters($0) && !reader.rules.inside.contains(text.words[$0].value.folded)
        }
        return full.count >= 2 ? core : range
    }

    // MARK: Countries

    private func code(_ match: GeographyMatcher.Match) -> String? {
        if match.isCountry { return geography.countries[match.forms[0].row].iso3 }
        return match.kind == .place ? chooser.place(among: match.forms)?.iso3 : nil
    }

    /// The country named nearest to `range` in its sentence.
    private func sentenceCountry(_ range: Range<Int>) -> String? {
        let index = sentences.partitioningIndex { $0.value.words.lowerBound > range.lowerBound } - 1
        guard index >= 0, sentences[index].value.words.contains(range.lowerBound) else {
            return nil
        }
        let bounds = sentences[index].value.words
        let next = reader.geography.partitioningIndex { $0.words.lowerBound >= range.upperBound }
        func isNamed(_ match: GeographyMatcher.Match) -> Bool {
            match.kind == .country && bounds.contains(match.words.lowerBound)
                && !range.overlaps(match.words)
        }
        let after = reader.geography[next...].prefix(Self.reach).first(where: isNamed)
        let before = reader.geography[..<next].suffix(Self.reach).last(where: isNamed)
        guard let before, let after else { return (before ?? after).flatMap(code) }
        let isAfterNearer =
            after.words.lowerBound - range.upperBound < range.lowerBound - before.words.upperBound
        return code(isAfterNearer ? after : before)
    }

    /// How many names of countries and places are looked at on either side.
    private static let reach = 32

    // MARK: Acronyms

    /// Learns the acronyms that the text introduces, and the names they stand for.
    private mutating func introduceAcronyms(_ found: inout FoundOrganisations) {
        let acronyms = AcronymReader(text: text, rules: reader.rules)
        for introduction in acronyms.introductions() {
            let key = text.words[introduction.acronym].value.folded
            let acronym = text.surface(introduction.acronym..<introduction.acronym + 1)
            let end = introduction.name.upperBound
            if var item = found.item(at: end - 1), item.words.upperBound == end {
                if introduction.name.lowerBound < item.words.lowerBound {
                    item.words = introduction.name
                }
                item.value = item.value.with(acronym: acronym)
                introduced[key] = item.value
                found.insert(item)
            } else if reader.geography(at: introduction.name.lowerBound)?.words
                != introduction.name
            {
                let value = unregistered(introduction.name, type: "OTHER", country: nil)
                    .with(acronym: acronym)
                introduced[key] = value
                found.insert(Found(words: introduction.name, value: value))
            }
        }
        learnAcronymsAfterNames(&found, acronyms)
    }

    /// Learns acronyms whose letters are not the initials: the registry's names in other languages.
    private mutating func learnAcronymsAfterNames(
        _ found: inout FoundOrganisations, _ acronyms: AcronymReader
    ) {
        for var item in found.inOrder {
            let bracket = item.words.upperBound
            guard text.plainMark(bracket) == UInt8(ascii: "("), text.follows(bracket),
                let word = acronyms.acronym(after: bracket)
            else { continue }
            let key = text.words[word].value.folded
            guard introduced[key] == nil else { continue }
            item.value = item.value.with(acronym: text.surface(word..<word + 1))
            introduced[key] = item.value
            found.insert(item)
        }
    }

    /// Finds the introduced acronyms in the whole text.
    private func addCarriedAcronyms(_ found: inout FoundOrganisations) {
        guard !introduced.isEmpty else { return }
        for index in text.words.indices where text.shape(index) == .upper {
            guard let value = introduced[text.words[index].value.folded] else { continue }
            let word = index..<index + 1
            if let item = found.item(at: index), item.words != word { continue }
            found.insert(Found(words: word, value: value))
        }
    }

    // MARK: Offices

    /// "IOM Lima": the organisation's office there, where a place stands right after its name.
    private func withOffice(_ item: Found, among found: FoundOrganisations) -> Found {
        let (range, value) = (item.words, item.value)
        let next = range.upperBound
        guard !isNational(value.type), value.country == nil, text.follows(next),
            !text.touches(next), let match = reader.geography(at: next),
            match.words.lowerBound == next, match.kind == .country || match.kind == .place,
            found.item(at: next) == nil, let country = code(match)
        else { return item }
        let stem = value.acronym ?? value.name
        let office = Organisation(
            id: value.id + "-" + text.slug(match.words),
            name: stem + " " + text.surface(match.words), acronym: nil, type: value.type,
            country: country, parents: [value.withoutParents] + value.parents)
        return Found(words: range.lowerBound..<match.words.upperBound, value: office)
    }
}

extension GeographyMatcher.Match {
    /// Whether it names a country, by its name, demonym or abbreviation.
    var isCountry: Bool { kind == .country || kind == .demonym || kind == .abbreviation }
}

extension Organisation {
    fileprivate func with(acronym: String) -> Organisation {
        guard self.acronym == nil else { return self }
        return Organisation(
            id: id, name: name, acronym: acronym, type: type, country: country, parents: parents)
    }

    fileprivate var withoutParents: Organisation {
        Organisation(id: id, name: name, acronym: acronym, type: type, country: country)
    }
}
