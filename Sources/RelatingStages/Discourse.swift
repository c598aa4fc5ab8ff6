import DocumentModel
import Lexicons

/// A document as relators read it: its sentences with all that was tagged in each.
struct Discourse {
    let document: Document
    let words: [Mention<Word>]
    /// In reading order; sentences of contact blocks and of links to other stories are left out.
    let sentences: [SentenceReading]
    /// The country most of the page is about, where one stands out.
    let mainCountry: String?
    /// For each sentence, the country it speaks of: the main one, else its own or the last before it.
    let focus: [String?]

    init(_ document: Document, _ tables: SignTables) {
        self.document = document
        words = document[.words]
        var cursors = Cursors(document)
        var sentences: [SentenceReading] = []
        for sentence in document[.sentences] {
            let zone = document.zone(of: sentence.span)
            let reading = cursors.reading(
                of: sentence, zone: zone,
                signs: zone.isEvidence
                    ? tables.signs(
                        in: words, range: sentence.value.words, language: document.language) : [])
            if zone.isEvidence { sentences.append(reading) }
        }
        self.sentences = sentences
        let main = Self.mainCountry(of: sentences)
        mainCountry = main
        var last: String?
        focus = sentences.map { sentence in
            last = sentence.ownCountry ?? last
            return main ?? last
        }
    }

    /// Whether anything on the page is about trafficking.
    var isAboutTrafficking: Bool {
        sentences.contains { $0.isAboutTrafficking }
    }

    /// The countries that a list before sentence `index` names: at least two joined by nothing but
    /// commas and a word or two. The longest such list, the first among equals.
    func countryList(before index: Int) -> [String] {
        var longest: [String] = []
        for sentence in sentences[..<index] {
            for run in sentence.countryRuns(in: document) where run.count > longest.count {
                longest = run
            }
        }
        return longest.count >= 2 ? longest : []
    }

    /// The country with more mentions than all others together, or twice the next one's.
    private static func mainCountry(of sentences: [SentenceReading]) -> String? {
        var counts: [String: Int] = [:]
        for sentence in sentences {
            for country in sentence.countries {
                counts[country.value.iso3, default: 0] += sentence.zone == .title ? 2 : 1
            }
            for place in sentence.places { counts[place.value.iso3, default: 0] += 1 }
        }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first, first.value >= 2 else {
            return ranked.count == 1 ? ranked.first?.key : nil
        }
        let next = ranked.dropFirst().first?.value ?? 0
        let total = counts.values.reduce(0, +)
        return first.value >= 2 * next || first.value * 2 > total ? first.key : nil
    }
}

/// Walks all layers side by side, so that each sentence gets its own mentions in one pass.
private struct Cursors {
    private let document: Document
    private var places: [Int] = Array(repeating: 0, count: 8)

    init(_ document: Document) {
        self.document = document
    }

    mutating func reading(
        of sentence: Mention<Sentence>, zone: Zone, signs: [SignHit]
    ) -> SentenceReading {
        SentenceReading(
            span: sentence.span, words: sentence.value.words, zone: zone, signs: signs,
            counts: take(.counts, 0, sentence.span),
            numbers: take(.numbers, 1, sentence.span),
            ranges: take(.ranges, 2, sentence.span),
            ages: take(.ages, 3, sentence.span),
            countries: take(.countries, 4, sentence.span),
            places: take(.places, 5, sentence.span),
            organisations: take(.organisations, 6, sentence.span),
            dates: take(.dates, 7, sentence.span),
            regions: document[.regions].filter { sentence.span.covers($0.span) })
    }

    /// The mentions of `key` that start in `span`; spans are asked for in rising order.
    private mutating func take<Value>(
        _ key: LayerKey<Value>, _ cursor: Int, _ span: TextSpan
    ) -> [Mention<Value>] {
        let layer = document[key]
        var index = places[cursor]
        while index < layer.count, layer[index].span.lowerBound < span.lowerBound { index += 1 }
        let first = index
        while index < layer.count, layer[index].span.lowerBound < span.upperBound { index += 1 }
        places[cursor] = index
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

    func has(_ cue: RelationWords.Cue) -> Bool { signs.contains { $0.sign == .cue(cue) } }

    /// Whether the sentence speaks of trafficking or of a form of it.
    var isAboutTrafficking: Bool { has(.trafficking) || !exploitation.isEmpty }

    /// The country that the sentence places its matter in: the first it names that is nobody's
    /// origin, by name, as an adjective of something not counted, through an organisation or a place.
    var ownCountry: String? {
        let heads = counts.compactMap(\.value.head)
        let from = hits(.from)
        let named = countries.filter { country in
            guard country.value.kind != .demonym else {
                return !heads.contains { $0.overlaps(country.span) }
            }
            return !from.contains {
                (0...4).contains(country.span.lowerBound - $0.span.upperBound)
            }
        }.map { ($0.span, $0.value.iso3) }
        let bodies = organisations.compactMap { organisation in
            organisation.value.country.map { (organisation.span, $0) }
        }
        let located = places.map { ($0.span, $0.value.iso3) }
        return (named + bodies + located).min { $0.0 < $1.0 }?.1
    }

    func hits(_ cue: RelationWords.Cue) -> [SignHit] { signs.filter { $0.sign == .cue(cue) } }

    /// The codes of the signs that `code` picks, sorted, without repeats.
    func codes(_ code: (Sign) -> String?) -> [String] {
        Set(signs.compactMap { code($0.sign) }).sorted()
    }

    var exploitation: [String] {
        codes { if case .exploitation(let code) = $0 { code } else { nil } }
    }

    var meansOfControl: [String] {
        codes { if case .meansOfControl(let code) = $0 { code } else { nil } }
    }

    /// Countries by name, not inside an organisation's name and not as an adjective.
    var namedCountries: [Mention<CountryReading>] {
        countries.filter { $0.value.kind == .name || $0.value.kind == .abbreviation }
    }

    var demonyms: [Mention<CountryReading>] { countries.filter { $0.value.kind == .demonym } }

    /// Runs of named countries with at most three words' worth of bytes between neighbours and no
    /// full stop: lists.
    func countryRuns(in document: Document) -> [[String]] {
        var runs: [[String]] = []
        var end = -100
        for country in namedCountries {
            let gap = country.span.lowerBound - end
            if gap <= 8, !runs.isEmpty {
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

    /// The hit that `code` picks and that stands nearest to `span`, with its code.
    ///
    /// A figure, a semicolon or a colon in between makes the way longer: a sign belongs to its own clause.
    func nearest(
        to span: TextSpan, outside excluded: TextSpan? = nil, in discourse: Discourse,
        _ code: (Sign) -> String?
    ) -> (code: String, hit: SignHit, distance: Int)? {
        var best: (code: String, hit: SignHit, distance: Int)?
        for hit in signs where !(excluded?.covers(hit.span) ?? false) {
            guard let code = code(hit.sign) else { continue }
            let distance = distance(from: span, to: hit.span, in: discourse)
            if distance < best?.distance ?? Int.max { best = (code, hit, distance) }
        }
        return best
    }

    /// How far apart two spans of the sentence are, in bytes, with a fine for what parts clauses.
    func distance(from span: TextSpan, to other: TextSpan, in discourse: Discourse) -> Int {
        let lower = min(span.upperBound, other.upperBound)
        let upper = max(span.lowerBound, other.lowerBound)
        guard lower < upper else { return 0 }
        let between = TextSpan(lower..<upper)
        let figures = counts.count { between.covers($0.span) }
        let marks = discourse.document.text[between.range].count { $0 == 0x3B || $0 == 0x3A }
        return between.length + 40 * figures + 40 * marks
    }
}
