package import DocumentModel
import Lexicons
package import StageKit

/// Finds statements that a country is of origin, transit or destination for trafficking.
///
/// A role is a word like "origin" in a group around a word like "country"; who has it is named
/// before the group, or is what "all countries participating" or "they" stand for. Roles in
/// migration or tourism are no roles in trafficking.
package struct CountryRoleRelator: Relator {
    package static let name: StageName = "relate-country-roles"
    package static let summary =
        "Finds which countries are said to be of origin, transit or destination, or to have internal trafficking."
    package static let provides = LayerKey<CountryRole>.countryRoles
    package static let reads: Set<LayerName> = ObservationRelator.reads
    package static let examples = [
        StageExample(
            "Peru is a country of origin and transit for victims of trafficking.",
            reads: ["PER ORIGIN ASSERTED", "PER TRANSIT ASSERTED"]),
        StageExample(
            "Victims of trafficking are helped. Peru is a country of origin for migrants.",
            reads: []),
    ]

    private let tables: SignTables

    package init(settings: NoSettings, resources: StageResources) {
        tables = SignTables(resources.lexicons)
    }

    package func findings(in document: Document) throws(StageError) -> [Mention<CountryRole>] {
        guard tables.covers(document.language) else { return [] }
        let discourse = Discourse(document, tables)
        guard discourse.isAboutTrafficking else { return [] }
        var seen: Set<CountryRole> = []
        return discourse.sentences.indices.flatMap { index in
            RoleReading(discourse).roles(in: discourse.sentences[index], at: index)
        }.filter { mention in
            // A role is a row once for each way it is said, not once a sentence.
            var statement = mention.value
            statement.exploitation = []
            return seen.insert(statement).inserted
        }.sorted { $0.span < $1.span }
    }
}

/// Reads the roles that one sentence states.
struct RoleReading {
    private let discourse: Discourse

    init(_ discourse: Discourse) {
        self.discourse = discourse
    }

    /// Role words that belong together, with the word for country beside them.
    struct Group {
        var roles: [(role: CountryRole.Role, span: TextSpan)]
        var span: TextSpan
    }

    func roles(in sentence: SentenceReading, at index: Int) -> [Mention<CountryRole>] {
        groups(in: sentence).flatMap { group -> [Mention<CountryRole>] in
            let (countries, basis) = subjects(of: group, in: sentence, at: index)
            return countries.flatMap { country in
                group.roles.map { role in
                    var statement = CountryRole(
                        iso3: country.iso3, role: role.role,
                        confidence: basis == .explicit ? 0.8 : 0.7)
                    statement.basis = basis
                    statement.exploitation = sentence.exploitation
                    statement.stance = stance(of: role.span, in: sentence)
                    statement.assertedBy =
                        sentence.has(.attribution) ? sentence.organisations.first?.value : nil
                    let evidence = country.span.map { group.span.joined(with: $0) } ?? group.span
                    return Mention(evidence, statement)
                }
            }
        }
    }

    /// The groups of a sentence. Internal trafficking makes one by itself.
    func groups(in sentence: SentenceReading) -> [Group] {
        var groups: [Group] = []
        for hit in sentence.signs {
            guard case .role(let role) = hit.sign else { continue }
            if role == .internal {
                groups.append(Group(roles: [(role, hit.span)], span: hit.span))
            } else if let last = groups.last, last.roles.last?.role != .internal,
                belongs(hit.span, to: last.span, in: sentence)
            {
                groups[groups.count - 1].roles.append((role, hit.span))
                groups[groups.count - 1].span = last.span.joined(with: hit.span)
            } else {
                groups.append(Group(roles: [(role, hit.span)], span: hit.span))
            }
        }
        var accepted: [Group] = []
        for group in groups {
            if group.roles.first?.role == .internal {
                accepted.append(group)
            } else if let found = withHead(group, in: sentence)
                ?? elliptical(group, in: sentence, after: accepted)
            {
                accepted.append(found)
            }
        }
        return accepted
    }

    /// "X is a country of origin, and Y, of destination": the word for country is left out.
    private func elliptical(
        _ group: Group, in sentence: SentenceReading, after accepted: [Group]
    ) -> Group? {
        guard !accepted.isEmpty else { return nil }
        let of = sentence.signs(from: group.span.lowerBound - 4, to: group.span.lowerBound).last {
            $0.sign == .cue(.genitive)
                && (0...1).contains(group.span.lowerBound - $0.span.upperBound)
        }
        guard let of, of.span.lowerBound > 2 else { return nil }
        return discourse.document.text[(of.span.lowerBound - 2)..<of.span.lowerBound]
            .elementsEqual([0x2C, 0x20]) ? group : nil
    }

    /// Whether a role follows others at once, or after a reserve between commas: "of origin and, less
    /// often, of destination".
    private func belongs(
        _ span: TextSpan, to group: TextSpan, in sentence: SentenceReading
    ) -> Bool {
        let gap = span.lowerBound - group.upperBound
        if (0...14).contains(gap) { return true }
        guard (15...80).contains(gap) else { return false }
        let between = discourse.document.text[group.upperBound..<span.lowerBound]
        let isOf = sentence.signs(from: span.lowerBound - 4, to: span.lowerBound).contains {
            $0.sign == .cue(.genitive) && (0...1).contains(span.lowerBound - $0.span.upperBound)
        }
        return isOf && between.count { $0 == 0x2C } >= 2 && !between.contains(0x3B)
            && !sentence.signs(from: group.upperBound, to: span.lowerBound).contains {
                $0.sign == .cue(.countryHead)
            }
            && !sentence.namedCountries.contains {
                $0.span.lowerBound >= group.upperBound && $0.span.upperBound <= span.lowerBound
            }
    }

    /// The group with its word for country, or nil where there is none or it is not of trafficking.
    private func withHead(_ group: Group, in sentence: SentenceReading) -> Group? {
        let head = sentence.hits(.countryHead).first { hit in
            (0...6).contains(group.span.lowerBound - hit.span.upperBound)
                || (0...2).contains(hit.span.lowerBound - group.span.upperBound)
                || group.span.covers(hit.span)
        }
        let isOfOthers = sentence.hits(.otherRoleObject).contains { hit in
            (-1...24).contains(hit.span.lowerBound - group.span.upperBound)
        }
        guard !isOfOthers else { return nil }
        if let head {
            var group = group
            group.span = group.span.joined(with: head.span)
            return group
        }
        // "a destination for women trafficked": several roles, or a role with its victims, need no head.
        let isOfVictims = sentence.hits(.trafficking).contains { hit in
            (0...48).contains(hit.span.lowerBound - group.span.upperBound)
        }
        return isOfVictims || group.roles.count > 1 || isForPersons(group, in: sentence)
            ? group : nil
    }

    /// "a destination for women": for those whom trafficking is spoken of, not for visitors.
    private func isForPersons(_ group: Group, in sentence: SentenceReading) -> Bool {
        let first = discourse.words.partitioningIndex {
            $0.span.lowerBound >= group.span.upperBound
        }
        // "for workers" says little, "for Thai workers" from where they come.
        let isOfOrigin = AreaMarks(sentence, discourse).areas().contains {
            $0.mark == .origin && (0...40).contains($0.span.lowerBound - group.span.upperBound)
        }
        return (first..<min(first + 4, discourse.words.count)).contains { index in
            let person = discourse.persons.person(at: index, in: discourse.words)
            return person.map { $0.isTelling || isOfOrigin && $0.role == "OTHER" } ?? false
        }
    }

    typealias Subject = (iso3: String, span: TextSpan?)

    /// The countries that have the roles of a group.
    func subjects(
        of group: Group, in sentence: SentenceReading, at index: Int
    ) -> ([Subject], CountryRole.Basis) {
        let run = run(before: group, in: sentence)
        let all = sentence.hits(.allCountries).last { $0.span.lowerBound < group.span.lowerBound }
        if let all, run.last.map({ $0.span.lowerBound < all.span.lowerBound }) ?? true {
            let list = discourse.countryList(before: index)
            return (list.map { ($0, all.span) }, .byReference)
        }
        if !run.isEmpty {
            let subjects = run.map { ($0.value.iso3, Optional($0.span)) }
            return (subjects, .explicit)
        }
        let named = CountryReference(discourse).countries(
            in: sentence, at: index, before: group.span.lowerBound)
        if !named.isEmpty { return (named.map { ($0, nil) }, .explicit) }
        let after = sentence.namedCountries.filter {
            (0...12).contains($0.span.lowerBound - group.span.upperBound)
                && !AreaMarks(sentence, discourse).isDestination($0.span)
        }
        if let first = after.first { return ([(first.value.iso3, first.span)], .explicit) }
        if group.roles.first?.role == .internal {
            return (discourse.mainCountry(at: index).map { [($0, nil)] } ?? [], .explicit)
        }
        return (subjects(before: index).map { ($0, nil) }, .explicit)
    }

    /// The list that ends with the country nearest before a group.
    private func run(
        before group: Group, in sentence: SentenceReading
    ) -> [Mention<CountryReading>] {
        let before = sentence.namedCountries.filter { $0.span.upperBound <= group.span.lowerBound }
        guard let last = before.last else { return [] }
        var run = [last]
        for country in before.dropLast().reversed() {
            guard run[0].span.lowerBound - country.span.upperBound <= 8 else { break }
            run.insert(country, at: 0)
        }
        return run
    }

    /// The one country that the sentence before says a role of: a sentence without a subject goes on
    /// with it.
    private func subjects(before index: Int) -> [String] {
        guard index > 0, discourse.isOneStory(index, index - 1) else { return [] }
        let sentence = discourse.sentences[index - 1]
        let named = groups(in: sentence).flatMap { group in
            run(before: group, in: sentence).map(\.value.iso3)
        }
        let countries = unique(named)
        return countries.count == 1 ? countries : []
    }

    /// Whether the words just before a role deny it or make a reserve.
    func stance(of span: TextSpan, in sentence: SentenceReading) -> Stance {
        let isJustBefore = { (hit: SignHit) in
            (0...60).contains(span.lowerBound - hit.span.upperBound)
                && !discourse.document.text[hit.span.upperBound..<span.lowerBound].contains(0x3B)
        }
        if isUnfounded(span, in: sentence) { return .negated }
        let negation = sentence.hits(.negation).last { hit in
            isJustBefore(hit) && !isAside(hit.span, before: span)
        }
        let hedge = sentence.hits(.hedge).last(where: isJustBefore)
        guard let negation else { return hedge == nil ? .asserted : .hedged }
        // The nearer of the two speaks of the role: "without figures, that it might be …".
        return hedge.map { $0.span.lowerBound > negation.span.lowerBound } ?? false
            ? .hedged : .negated
    }

    /// Whether the words after a role say that nothing was found of it.
    private func isUnfounded(_ span: TextSpan, in sentence: SentenceReading) -> Bool {
        sentence.hits(.unfounded).contains {
            (0...60).contains($0.span.lowerBound - span.upperBound)
        }
    }

    /// Whether a negation stands in a reserve between commas, which denies nothing outside it.
    private func isAside(_ negation: TextSpan, before span: TextSpan) -> Bool {
        let text = discourse.document.text
        var start = negation.lowerBound
        while start > 0, text[start - 1] == 0x20 { start -= 1 }
        return start > 0 && text[start - 1] == 0x2C
            && text[negation.upperBound..<span.lowerBound].contains(0x2C)
    }
}
