import CodeLists
import DocumentModel
import StageKit
import TextAnalysis

/// The names of countries, regions and places of all languages in one phrase table, so that the
/// longest name wins whatever it names: "Guinea-Bissau", "Mexico City".
struct GeographyNames: Sendable {
    struct Form: Sendable, Hashable {
        enum Kind: UInt8, Sendable {
            case country, demonym, abbreviation, region, regionAdjective, place, placeAbbreviation

            /// Whether a text may write it without a capital.
            var mayBeLow: Bool {
                switch self {
                case .demonym, .abbreviation, .regionAdjective, .placeAbbreviation: true
                case .country, .region, .place: false
                }
            }
        }

        let kind: Kind
        /// The row in ``countries``, ``regions`` or ``places``.
        let row: Int
        /// One bit a language, as in ``languages``.
        let languages: UInt32
        /// The letters as they must be written; nil where case and accents do not matter.
        let letters: [UInt8]?
        var isCountry: Bool { kind == .country || kind == .demonym || kind == .abbreviation }
    }

    let countries: [Country]
    let regions: [Region]
    let places: [Place]
    private(set) var cities = CityTable([])
    let countryByCode: [String: Int]
    /// ISO 3166-1 alpha-3 by alpha-2, as the gazetteer of cities gives them.
    let alpha3: [String: String]
    private(set) var languages: [LanguageCode] = []
    /// The languages all of whose demonyms are given with a capital.
    private(set) var capitalisedAdjectives: UInt32 = .max
    /// Words that are demonyms with a plural's ending, of the languages that give them a capital.
    private(set) var pluralDemonyms: Set<UInt64> = []
    private(set) var table = PhraseTable<Form>()
    /// The words that names which need no capital start with: demonyms, and short forms.
    private(set) var lowStarts = WordStarts()
    private(set) var ambiguities = PhraseTable<AmbiguityRule>()

    init(_ codeLists: CodeLists) {
        codeLists.prepareCities()
        countries = codeLists.countries
        regions = codeLists.regions
        places = codeLists.places
        countryByCode = Dictionary(
            countries.enumerated().map { ($1.iso3, $0) }, uniquingKeysWith: { first, _ in first })
        alpha3 = Dictionary(
            countries.map { ($0.iso2, $0.iso3) }, uniquingKeysWith: { first, _ in first })
        table.reserveCapacity(countries.count * 100 + places.count * 12)
        for (row, country) in countries.enumerated() {
            insert(country.names, .country, row)
            insert(country.demonyms, .demonym, row)
            insertPlurals(country.demonyms)
            insert(country.abbreviations, .abbreviation, row, isExact: true)
        }
        for (row, region) in regions.enumerated() {
            insert(region.names, .region, row)
            insert(region.adjectives, .regionAdjective, row)
        }
        for (row, place) in places.enumerated() {
            let letters = place.requiresAccents ? place.name.letters : nil
            if !place.requiresDesignation {
                table.insert(
                    place.name, Form(kind: .place, row: row, languages: .max, letters: letters))
            }
            insert(place.names, .place, row, isExact: place.requiresAccents)
            insert(place.abbreviations, .placeAbbreviation, row, isExact: true)
        }
        for ambiguity in codeLists.ambiguousNames {
            ambiguities.insert(
                ambiguity.form,
                AmbiguityRule(ambiguity, languages: ambiguity.language.map { bit(of: $0) } ?? .max))
        }
        cities = codeLists.cities
    }

    /// The bit of `language`; all bits for a language that no name is given in.
    func mask(of language: LanguageCode) -> UInt32 {
        languages.firstIndex(of: language).map { 1 << UInt32($0) } ?? .max
    }

    private mutating func bit(of language: LanguageCode) -> UInt32 {
        if let index = languages.firstIndex(of: language) { return 1 << UInt32(index) }
        languages.append(language)
        return 1 << UInt32(languages.count - 1)
    }

    private mutating func insertPlurals(_ demonyms: FormsByLanguage) {
        let segmenter = WordSegmenter()
        for (_, forms) in demonyms where forms[0].utf8.first.map({ $0 <= 0x5A }) ?? false {
            for form in forms where form.hasSuffix("s") && forms.contains(String(form.dropLast())) {
                let words = segmenter.folded(form)
                if words.count == 1 { pluralDemonyms.insert(words[0]) }
            }
        }
    }

    private mutating func insert(
        _ names: FormsByLanguage, _ kind: Form.Kind, _ row: Int, isExact: Bool = false
    ) {
        // Few enough for a search by hash to beat a dictionary of strings.
        let segmenter = WordSegmenter()
        var distinct: [(form: String, languages: UInt32)] = []
        var hashes: [UInt64] = []
        for (language, forms) in names {
            let bit = bit(of: language)
            if kind == .demonym, let first = forms.first?.utf8.first, 0x61...0x7A ~= first {
                capitalisedAdjectives &= ~bit
            }
            for form in forms {
                var hash = FoldedHash()
                for byte in form.utf8 { hash.add(UInt32(byte)) }
                if let index = hashes.firstIndex(of: hash.value) {
                    distinct[index].languages |= bit
                } else {
                    distinct.append((form, bit))
                    hashes.append(hash.value)
                }
            }
        }
        for (form, languages) in distinct {
            if kind.mayBeLow, let word = segmenter.folded(form).first { lowStarts.insert(word) }
            table.insert(
                form,
                Form(
                    kind: kind, row: row, languages: languages,
                    letters: isExact ? form.letters : nil))
        }
    }
}

/// One reading of a form that has several, and what speaks for and against it.
struct AmbiguityRule: Sendable {
    let iso3: String
    let subdivision: String?
    let languages: UInt32
    let isPersonName: Bool
    let requiresCapital: Bool
    /// The length of the letters as they must be written, accents and all.
    let accentedLength: Int?
    let blockedBefore: [[UInt64]]
    /// What the list gives in capitals blocks only so: "CONTACT US".
    let blockedBeforeInCapitals: [[UInt64]]
    let blockedAfter: [[UInt64]]
    let evidence: [[UInt64]]
    let isDefault: Bool

    init(_ name: AmbiguousName, languages: UInt32) {
        let segmenter = WordSegmenter()
        iso3 = name.iso3
        subdivision = name.subdivision
        self.languages = languages
        isPersonName = name.isPersonName
        requiresCapital = name.requiresCapital
        accentedLength = name.requiresAccents ? name.form.letters.count : nil
        let isInCapitals = { (phrase: String) in
            phrase.utf8.allSatisfy { 0x41...0x5A ~= $0 || $0 == 0x20 } && phrase.utf8.count > 1
        }
        blockedBefore = name.blockedBefore.filter { !isInCapitals($0) }.map(segmenter.folded)
        blockedBeforeInCapitals = name.blockedBefore.filter(isInCapitals).map(segmenter.folded)
        blockedAfter = name.blockedAfter.map(segmenter.folded)
        evidence = name.evidence.map(segmenter.folded)
        isDefault = name.isDefault
    }
}

extension String {
    /// The letters and digits of this text, without blanks and marks.
    fileprivate var letters: [UInt8] {
        let bytes = Array(utf8)
        return WordSegmenter().words(in: bytes).flatMap { word in
            word.value.kind == .mark ? [] : Array(bytes[word.span.range])
        }
    }
}

extension WordView {
    /// Whether the words before `index` end with `phrase`.
    func has(_ phrase: [UInt64], endingBefore index: Int) -> Bool {
        guard !phrase.isEmpty, phrase.count <= index else { return false }
        return zip(words[(index - phrase.count)..<index], phrase)
            .allSatisfy { $0.value.folded == $1 }
    }

    /// Whether the words from `index` on start with `phrase`.
    func has(_ phrase: [UInt64], at index: Int) -> Bool {
        guard !phrase.isEmpty, index + phrase.count <= words.count else { return false }
        return zip(words[index...], phrase).allSatisfy { $0.value.folded == $1 }
    }
}
