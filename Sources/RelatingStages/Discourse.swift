import DocumentModel
import Lexicons

/// A document as relators read it: its sentences with all that was tagged in each.
struct Discourse {
    let document: Document
    let words: [Mention<Word>]
    /// In reading order; sentences of contact blocks and of links to other stories are left out.
    let sentences: [SentenceReading]
    /// The cells of its tables.
    let tables: TableCells
    /// For each sentence, the number of its story; 0 on a page that holds one.
    let stories: [Int]
    /// What each story is about.
    let topics: StoryTopics
    /// For each sentence, the country it speaks of: the main one, else its own or the last before it
    /// under the same heading.
    let focus: [String?]
    /// The nationality of all victims that the page counts, where it says so once for all: "the number
    /// of Peruvian victims"; and whether they were counted abroad too.
    let population: [String]
    let isAbroad: Bool
    /// Endings of words for women.
    let feminineEndings: [[UInt8]]
    /// The words for persons of its language.
    let persons: PersonNouns
    let qualifiers: QualifierPhrases

    /// Whether a sentence is a row of a table whose caption speaks of trafficking.
    func isCaptioned(_ index: Int) -> Bool {
        sentences[index].isTableRow && caption(ofRow: index)?.isAboutTrafficking ?? false
    }

    /// Where the text has semicolons and colons, in rising order.
    private let clauseMarks: [Int]
    /// The longest list of countries in each sentence or before it, the first among equals.
    private let lists: [[String]]
    /// By story, the country it is about, where one stands out.
    private let mainCountries: [Int: String]
    /// By story, the countries it names, those named most often first.
    private let countries: [Int: [RankedCountry]]
    /// The stories with two sentences or more about trafficking.
    private let talkative: Set<Int>

    /// In words. Longer sentences, rare in prose, are read in pieces, so that no page takes more
    /// than time in proportion to its length.
    private static let longestSentence = 64

    init(_ document: Document, _ tables: SignTables) {
        self.document = document
        persons = tables.persons(document.language)
        qualifiers = tables.qualifiers(document.language)
        let words = document[.words]
        self.words = words
        clauseMarks = words.lazy.map(\.span).filter {
            $0.length == 1 && [0x3A, 0x3B].contains(document.text[$0.lowerBound])
        }.map(\.lowerBound)
        var cursors = Cursors(document)
        var sentences: [SentenceReading] = []
        for sentence in document[.sentences] {
            let zone = document.zone(of: sentence.span)
            for words in sentence.value.words.pieces(of: Self.longestSentence) {
                let span = TextSpan(
                    self.words[words.lowerBound]
                        .span.lowerBound..<self.words[words.upperBound - 1].span.upperBound)
                let signs =
                    zone.isEvidence
                    ? tables.signs(in: self.words, range: words, language: document.language) : []
                let reading = cursors.reading(of: span, words: words, zone: zone, signs: signs)
                if zone.isEvidence { sentences.append(reading) }
            }
        }
        self.sentences = sentences
        self.tables = TableCells(document)
        feminineEndings = tables.feminineEndings(document.language)
        let stated = sentences.first { $0.counted(document.text) != nil }
        population = stated?.counted(document.text).map { [$0] } ?? []
        isAbroad = stated?.has(.abroad) ?? false
        let stories = Self.stories(of: sentences, document)
        self.stories = stories
        topics = StoryTopics(sentences, stories)
        let mainCountries = Self.mainCountries(of: sentences, stories)
        self.mainCountries = mainCountries
        talkative = Self.talkative(of: sentences, stories)
        countries = Self.countries(of: sentences, stories)
        lists = Self.lists(of: sentences, stories)
        var last: (country: String, story: Int)?
        focus = zip(sentences, stories).map { sentence, story in
            if last?.story != story || sentence.zone == .heading { last = nil }
            if let own = sentence.ownCountry { last = (own, story) }
            let main = mainCountries[story]
            return sentence.isTableRow ? sentence.ownCountry ?? main : main ?? last?.country
        }
    }

    /// The country most of the page is about, where one stands out; of a page of several stories the
    /// country of the story that sentence `index` stands in.
    func mainCountry(at index: Int) -> String? { mainCountries[stories[index]] }

    /// The country that the story of sentence `index` names most often, those in `others` aside.
    func mainCountry(at index: Int, besides others: Set<String>) -> String? {
        countries[stories[index]]?.first { !others.contains($0.iso3) }?.iso3
    }

    /// Whether two sentences belong to one story: what one story says is not said of the next.
    func isOneStory(_ index: Int, _ other: Int) -> Bool { stories[index] == stories[other] }

    /// The sentence that the text at `offset` stands in.
    func sentence(at offset: Int) -> SentenceReading? {
        let index = sentences.partitioningIndex { $0.span.lowerBound > offset } - 1
        guard index >= 0, sentences[index].span.upperBound > offset else { return nil }
        return sentences[index]
    }

    /// Whether anything on the page is about trafficking.
    var isAboutTrafficking: Bool {
        sentences.contains { $0.isAboutTrafficking }
    }

    /// The countries that the longest list before sentence `index` names, or the sentence before it
    /// where that names more; empty where neither names two.
    func countryList(before index: Int) -> [String] {
        guard index > 0, isOneStory(index, index - 1) else { return [] }
        let listed = lists[index - 1]
        let named = unique(sentences[index - 1].namedCountries.map(\.value.iso3))
        let longest = named.count > listed.count ? named : listed
        return longest.count >= 2 ? longest : []
    }

    /// Whether a sentence is about trafficking or stands among sentences that are.
    func isNearTrafficking(_ index: Int) -> Bool {
        (max(0, index - 2)..<min(index + 3, sentences.count)).contains { other in
            isOneStory(index, other) && sentences[other].isAboutTrafficking
        }
    }

    /// Whether a sentence is a line of a list: an item, or a few words, a colon and a figure.
    func isLabelled(_ index: Int) -> Bool {
        let sentence = sentences[index]
        if sentence.zone == .listItem { return true }
        guard let count = sentence.counts.first, sentence.words.count <= 14 else { return false }
        return marks(in: sentence.span.lowerBound..<count.span.lowerBound) > 0
    }

    /// The sentence before the lines of a list that `index` is one of.
    func listLead(before index: Int) -> Int {
        var lead = index
        while lead > 0, index - lead < 60, isLabelled(lead) { lead -= 1 }
        return lead
    }

    /// Whether the story of a sentence speaks of trafficking in more than passing.
    func isStoryAboutTrafficking(_ index: Int) -> Bool {
        isNearTrafficking(index) || talkative.contains(stories[index])
    }

    /// The sentence that says what a table row is of: the last before its table.
    func caption(ofRow index: Int) -> SentenceReading? {
        sentences[max(0, index - 60)..<index].last {
            $0.zone != .tableRow && $0.zone != .tableHeader
        }
    }

    /// Where the text has semicolons and colons in `span`.
    func clauseMarks(in span: TextSpan) -> ArraySlice<Int> {
        let first = clauseMarks.partitioningIndex { $0 >= span.lowerBound }
        let end = clauseMarks.partitioningIndex { $0 >= span.upperBound }
        return clauseMarks[first..<max(first, end)]
    }

    /// Where the text has semicolons in `range`, in rising order.
    func semicolons(in range: Range<Int>) -> [Int] {
        clauseMarks(in: TextSpan(range)).filter { document.text[$0] == 0x3B }
    }

    /// Where the clause of `span` ends: at a semicolon or colon, at `limit` or with the sentence.
    func clauseEnd(after span: TextSpan, in sentence: SentenceReading, before limit: Int?) -> Int {
        let end = min(limit ?? Int.max, sentence.span.upperBound)
        guard span.upperBound < end else { return end }
        return clauseMarks(in: TextSpan(span.upperBound..<end)).first ?? end
    }

    /// How many semicolons and colons the text has in `range`.
    func marks(in range: Range<Int>) -> Int {
        clauseMarks.partitioningIndex { $0 >= range.upperBound }
            - clauseMarks.partitioningIndex { $0 >= range.lowerBound }
    }
}

/// Walks all layers side by side, so that each sentence gets its own mentions in one pass.
private struct Cursors {
    private var counts: LayerCursor<CountReading>
    private var numbers: LayerCursor<NumberReading>
    private var ranges: LayerCursor<RangeReading>
    private var ages: LayerCursor<AgeReading>
    private var countries: LayerCursor<CountryReading>
    private var places: LayerCursor<PlaceReading>
    private var organisations: LayerCursor<Organisation>
    private var dates: LayerCursor<DateReading>
    private var regions: LayerCursor<RegionReading>

    init(_ document: Document) {
        counts = LayerCursor(layer: document[.counts])
        numbers = LayerCursor(layer: document[.numbers])
        ranges = LayerCursor(layer: document[.ranges])
        ages = LayerCursor(layer: document[.ages].filter { !$0.value.isOfThing })
        countries = LayerCursor(layer: document[.countries])
        places = LayerCursor(layer: document[.places].filter { !$0.value.isOrganisationPart })
        organisations = LayerCursor(layer: document[.organisations])
        dates = LayerCursor(layer: document[.dates])
        regions = LayerCursor(layer: document[.regions])
    }

    mutating func reading(
        of span: TextSpan, words: Range<Int>, zone: Zone, signs: [SignHit]
    ) -> SentenceReading {
        SentenceReading(
            span: span, words: words, zone: zone, signs: signs,
            counts: counts.take(span).settled,
            numbers: numbers.take(span), ranges: ranges.take(span), ages: ages.take(span),
            countries: countries.take(span), places: places.take(span),
            organisations: organisations.take(span), dates: dates.take(span),
            regions: regions.take(span))
    }
}

/// One layer and how far it has been walked. Looking a layer up for every sentence costs more than
/// walking it.
private struct LayerCursor<Value: LayerValue> {
    let layer: [Mention<Value>]
    private var index = 0

    init(layer: [Mention<Value>]) {
        self.layer = layer
    }

    /// The mentions that start in `span`; spans are asked for in rising order.
    mutating func take(_ span: TextSpan) -> [Mention<Value>] {
        while index < layer.count, layer[index].span.lowerBound < span.lowerBound { index += 1 }
        let first = index
        while index < layer.count, layer[index].span.lowerBound < span.upperBound { index += 1 }
        return Array(layer[first..<index])
    }
}

/// One sentence and what was tagged in it, each sorted by place.
struct SentenceReading {
    let span: TextSpan
    let words: Range<Int>
    let zone: Zone
    let signs: [SignHit]
    let counts: [Mention<CountReading>]
    let numbers: [Mention<NumberReading>]
    let ranges: [Mention<RangeReading>]
    let ages: [Mention<AgeReading>]
    let countries: [Mention<CountryReading>]
    let places: [Mention<PlaceReading>]
    let organisations: [Mention<Organisation>]
    let dates: [Mention<DateReading>]
    let regions: [Mention<RegionReading>]

    var isTableRow: Bool { zone == .tableRow }

    func has(_ cue: RelationWords.Cue) -> Bool { signs.contains { $0.sign == .cue(cue) } }

    /// Whether the sentence speaks of trafficking or of a form of it.
    var isAboutTrafficking: Bool { has(.trafficking) || !exploitation.isEmpty }

    func hits(_ cue: RelationWords.Cue) -> [SignHit] { signs.filter { $0.sign == .cue(cue) } }

    /// The codes of the signs that `code` picks, sorted, without repeats.
    func codes(_ code: (Sign) -> String?) -> [String] {
        Set(signs.compactMap { code($0.sign) }).sorted()
    }

    /// The purposes that the sentence names in words, else those that it names by their setting.
    var exploitation: [String] {
        let stated = purposes.filter { !$0.isSetting }
        return Set((stated.isEmpty ? purposes : stated).map(\.code)).sorted()
    }

    /// Each purpose where it stands, and whether only its setting is named.
    var purposes: [Purpose] {
        let settings = hits(.setting).map(\.span)
        return signs.compactMap { hit in
            guard case .exploitation(let code) = hit.sign else { return nil }
            return Purpose(code: code, span: hit.span, isSetting: settings.contains(hit.span))
        }
    }

    struct Purpose: Hashable {
        let code: String
        let span: TextSpan
        let isSetting: Bool
    }

    var meansOfControl: [String] {
        codes { if case .meansOfControl(let code) = $0 { code } else { nil } }
    }

    /// Countries by name, not inside an organisation's name and not as an adjective.
    var namedCountries: [Mention<CountryReading>] {
        countries.filter { $0.value.kind == .name || $0.value.kind == .abbreviation }
    }

    var demonyms: [Mention<CountryReading>] { countries.filter { $0.value.kind == .demonym } }

    /// Runs of named countries with no more than a comma and a short word between neighbours: lists.
    var countryRuns: [[String]] {
        var runs: [[String]] = []
        var end = -100
        for country in namedCountries {
            let gap = country.span.lowerBound - end
            if gap <= 12, !runs.isEmpty {
                runs[runs.count - 1].append(country.value.iso3)
            } else {
                runs.append([country.value.iso3])
            }
            end = country.span.upperBound
        }
        return runs.map { run in
            var seen: Set<String> = []
            return run.filter { seen.insert($0).inserted }
        }
    }

    /// The hit that `code` picks and that stands nearest to `span`, with its code; none farther than
    /// 400 bytes.
    ///
    /// A figure, a semicolon or a colon in between makes the way longer: a sign belongs to its own clause.
    /// `fineBefore` is added for a hit before the span: a figure without a noun has its verb after it.
    func nearest(
        to span: TextSpan, outside excluded: TextSpan? = nil, fineBefore: Int = 0,
        in discourse: Discourse, _ code: (Sign) -> String?
    ) -> (code: String, hit: SignHit, distance: Int)? {
        var best: (code: String, hit: SignHit, distance: Int)?
        let first = signs.partitioningIndex { $0.span.lowerBound >= span.lowerBound - 400 }
        for hit in signs[first...] {
            if hit.span.lowerBound > span.upperBound + 400 { break }
            guard let code = code(hit.sign), !(excluded?.covers(hit.span) ?? false) else {
                continue
            }
            let fine = hit.span.upperBound <= span.lowerBound ? fineBefore : 0
            let distance = distance(from: span, to: hit.span, in: discourse) + fine
            if distance < best?.distance ?? Int.max { best = (code, hit, distance) }
        }
        return best
    }

    /// How far apart two spans of the sentence are, in bytes, with a fine for what parts clauses.
    func distance(from span: TextSpan, to other: TextSpan, in discourse: Discourse) -> Int {
        let lower = min(span.upperBound, other.upperBound)
        let upper = max(span.lowerBound, other.lowerBound)
        guard lower < upper else { return 0 }
        let figures =
            counts.partitioningIndex { $0.span.lowerBound >= upper }
            - counts.partitioningIndex { $0.span.lowerBound >= lower }
        let marks = discourse.marks(in: lower..<upper)
        return upper - lower + 40 * max(0, figures) + 40 * marks
    }
}

extension Range<Int> {
    /// This range in pieces of at most `length`; none where it is empty.
    func pieces(of length: Int) -> [Range<Int>] {
        stride(from: lowerBound, to: upperBound, by: length).map {
            $0..<Swift.min($0 + length, upperBound)
        }
    }
}
