import CodeLists
package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags contact blocks: whom to write to or ring, kept without what is personal in them.
///
/// A block is a run of short lines (a person's name, a post, an office, addresses) with at least
/// one mail address or telephone number; or what follows "for further information contact" in a
/// sentence. Each person or office is a contact of its own. The words that open the block belong
/// to no contact.
package struct ContactTagger: Tagger {
    package static let name: StageName = "tag-contacts"
    package static let summary = "Tags contact blocks, without what is personal in them."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.addresses.name,
        LayerKey.organisations.name, LayerKey.countries.name,
    ]
    package static let provides = LayerKey<ContactReading>.contacts
    package static let examples = [
        StageExample(
            "For further information contact:\n⟦Rosa Campos\nIOM Quito\nTel: +593 2 555 0198⟧",
            reads: ["iom-quito, person, phone"]),
        StageExample("The hotline had 116 calls in 2008.", reads: []),
    ]

    private let geography: GeographyResources
    private let words: ContactPhrasesByLanguage
    private let mailProviders: [String]
    private let heads: OrganisationNames

    package init(settings: NoSettings, resources: StageResources) throws(StageError) {
        geography = try resources.geography
        words = try resources.shared { () throws(StageError) in
            ContactPhrasesByLanguage(resources.lexicons)
        }
        heads = try resources.organisationNames
        mailProviders = resources.codeLists["mail_providers"]["domain"]
    }

    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<ContactReading>] {
        let addresses = document[.addresses]
        guard addresses.contains(where: { $0.value != .web }) else { return [] }
        let matcher = GeographyMatcher(document, geography)
        let reader = ContactReader(
            text: matcher.text, rules: matcher.rules, phrases: words[document.language],
            heads: heads, addresses: addresses, organisations: document[.organisations],
            geography: matcher.matches())
        let describer = ContactDescriber(
            document, matcher, reader.geography, mailProviders: mailProviders)
        return reader.contacts().map { contact in
            Mention(contact.span, describer.reading(of: contact))
        }
    }
}

/// The phrases of contact blocks in each language.
struct ContactPhrasesByLanguage: Sendable {
    private var byLanguage: [LanguageCode: ContactPhrases] = [:]
    private var all = ContactPhrases()

    init(_ lexicons: Lexicons) {
        for language in lexicons.languages {
            guard let words = lexicons[language]?.contact else { continue }
            var phrases = ContactPhrases()
            phrases.add(words)
            all.add(words)
            byLanguage[language] = phrases
        }
    }

    subscript(language: LanguageCode) -> ContactPhrases { byLanguage[language] ?? all }
}

struct ContactPhrases: Sendable {
    private(set) var opening = PhraseTable<Bool>()
    /// What stands before an address.
    private(set) var labels = PhraseTable<Bool>()
    private(set) var posts = PhraseTable<Bool>()

    mutating func add(_ words: ContactWords) {
        for phrase in words.opening { opening.insert(phrase, true) }
        for phrase in words.phoneLabels + words.emailLabels + words.otherLabels {
            labels.insert(phrase, true)
        }
        for phrase in words.posts { posts.insert(phrase, true) }
    }
}

/// Says what a contact is, without what is personal in it.
private struct ContactDescriber {
    private let text: WordView
    private let names: GeographyNames
    private let mailProviders: [String]
    private let geography: [GeographyMatcher.Match]
    private let addresses: [Mention<AddressKind>]
    private let organisations: [Mention<Organisation>]
    private let chooser: PlaceChooser

    init(
        _ document: Document, _ matcher: GeographyMatcher, _ geography: [GeographyMatcher.Match],
        mailProviders: [String]
    ) {
        text = matcher.text
        names = matcher.names
        self.mailProviders = mailProviders
        self.geography = geography
        addresses = document[.addresses]
        organisations = document[.organisations]
        chooser = PlaceChooser(
            matcher.names, countries: document[.countries].map(\.value.iso3), matches: geography)
    }

    func reading(of contact: ContactReader.Contact) -> ContactReading {
        let inside = addresses.elements(inside: contact.span)
        let organisation =
            organisations.elements(inside: contact.span).first?.value
            ?? organisation(before: contact.span)
        let office = place(in: contact.span)
        return ContactReading(
            organisation: organisation, place: office?.name,
            country: office?.iso3 ?? organisation?.country ?? country(in: contact.span)
                ?? inside.lazy.compactMap(dialledCountry).first,
            hasPerson: contact.hasPerson, hasPhone: inside.contains { $0.value == .phone },
            hasEmail: inside.contains { $0.value == .email },
            emailDomain: inside.lazy.compactMap(mailDomain).first)
    }

    /// The organisation in the words that open the contact: "Press office of …:".
    private func organisation(before span: TextSpan) -> Organisation? {
        let index = organisations.partitioningIndex { $0.span.upperBound > span.lowerBound } - 1
        guard index >= 0 else { return nil }
        let between = organisations[index].span.upperBound..<span.lowerBound
        guard between.count <= 60, text.text[between].count(where: { $0 == 0x0A }) <= 1 else {
            return nil
        }
        return organisations[index].value
    }

    private func place(in span: TextSpan) -> Place? {
        matches(in: span).lazy.filter { $0.kind == .place }
            .compactMap { chooser.place(among: $0.forms) }.first
    }

    private func country(in span: TextSpan) -> String? {
        matches(in: span).first { $0.kind == .country }
            .map { names.countries[$0.forms[0].row].iso3 }
    }

    private func matches(in span: TextSpan) -> ArraySlice<GeographyMatcher.Match> {
        let first = geography.partitioningIndex {
            text.span($0.words).lowerBound >= span.lowerBound
        }
        let end = geography.partitioningIndex { text.span($0.words).upperBound > span.upperBound }
        return first < end ? geography[first..<end] : []
    }

    /// The one country whose code an international number starts with.
    private func dialledCountry(_ address: Mention<AddressKind>) -> String? {
        guard address.value == .phone else { return nil }
        let bytes = text.text[address.span.range]
        var digits = String(
            decoding: bytes.filter { (0x30...0x39).contains($0) }, as: UTF8.self)
        if digits.hasPrefix("00") {
            digits.removeFirst(2)
        } else if !bytes.prefix(2).contains(UInt8(ascii: "+")) {
            return nil
        }
        var best: (length: Int, codes: [String]) = (0, [])
        for country in names.countries {
            for code in country.dialling where digits.hasPrefix(code) {
                if code.utf8.count > best.length { best = (code.utf8.count, []) }
                if code.utf8.count == best.length { best.codes.append(country.iso3) }
            }
        }
        return best.codes.count == 1 ? best.codes[0] : nil
    }

    /// The domain of an organisation's mail address.
    private func mailDomain(_ address: Mention<AddressKind>) -> String? {
        guard address.value == .email else { return nil }
        let bytes = text.text[address.span.range]
        guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let domain = String(decoding: bytes[(sign + 1)...], as: UTF8.self).lowercased()
        let isProvider = mailProviders.contains { provider in
            provider.hasSuffix(".") ? domain.hasPrefix(provider) : domain == provider
        }
        return isProvider ? nil : domain
    }
}
