import DocumentModel
import Lexicons

/// A country, region or place, and what the words around it make of it on a way.
struct MarkedArea {
    enum Mark {
        case origin, destination, via
        /// Nothing says what it is: the subject of a sentence, or somebody's police.
        case none
    }

    /// ISO alpha-3 or M49.
    let code: String
    let span: TextSpan
    let mark: Mark
    /// Whether an origin is only where a way starts from, and not said of persons: "taken from X".
    var isPath = false
}

/// Reads what each area of a sentence is: where people come from, where they are taken, or neither.
///
/// A name is what the preposition before it says, or what the name before it in a list is. An
/// adjective is an origin where it stands beside a word for persons who are no officials, or for
/// persons itself.
struct AreaMarks {
    private let sentence: SentenceReading
    private let discourse: Discourse
    /// What a list may have between two names, in bytes: a comma, "and" and a preposition.
    private static let listGap = 18
    /// How far from "of" the word before it that places something may stand: "in the bars of".
    private static let placeReach = 45

    init(_ sentence: SentenceReading, _ discourse: Discourse) {
        self.sentence = sentence
        self.discourse = discourse
    }

    /// The areas in reading order.
    func areas() -> [MarkedArea] {
        var found: [MarkedArea] = []
        for mention in mentions {
            if let demonym = mention.demonym {
                let read = mark(ofAdjective: demonym, at: mention.span)
                found.append(MarkedArea(code: mention.code, span: mention.span, mark: read))
                continue
            }
            let read = mark(ofName: mention.span, after: found.last)
            found.append(
                MarkedArea(
                    code: mention.code, span: mention.span, mark: read,
                    isPath: read == .origin && isPath(mention.span, after: found.last)))
        }
        return found
    }

    /// Whether `span` is a country that people are taken to or exploited in.
    func isDestination(_ span: TextSpan) -> Bool {
        areas().contains { $0.span == span && $0.mark == .destination }
    }

    /// The country that opens the sentence with a preposition before `span`: "In X, 12 women were …".
    func fronted(before span: TextSpan) -> String? {
        let first = sentence.namedCountries.first { $0.value.kind == .name }
        guard let first, first.span.upperBound <= span.lowerBound,
            first.span.lowerBound - sentence.span.lowerBound <= 12,
            preposition(before: first.span)?.mark == .destination,
            discourse.document.text[first.span.upperBound] == 0x2C
        else { return nil }
        return first.value.iso3
    }

    private var mentions: [(code: String, span: TextSpan, demonym: CountryReading?)] {
        let countries = sentence.countries.filter { $0.value.kind != .organisationPart }
            .map { ($0.value.iso3, $0.span, $0.value.kind == .demonym ? $0.value : nil) }
        let groups = sentence.regions.filter(\.value.isM49)
            .map { ($0.value.code, $0.span, CountryReading?.none) }
        let located = sentence.places.map { ($0.value.iso3, $0.span, CountryReading?.none) }
        return (countries + groups + located).sorted { $0.1 < $1.1 }
    }

    // MARK: Names

    private func mark(ofName span: TextSpan, after last: MarkedArea?) -> MarkedArea.Mark {
        let listed = last.flatMap { isListed(span, after: $0) ? $0.mark : nil }
        guard let cue = preposition(before: span) else { return listed ?? .none }
        switch cue.mark {
        case .destination, .via: return cue.mark
        default: break
        }
        guard sentence.has(.genitive, at: cue.span) else {
            return person(before: cue.span.lowerBound, within: 2) == .official ? .none : .origin
        }
        if let listed, listed != .none { return listed }
        if let place = placing(before: cue.span) { return place }
        if sentence.ends(.movement, before: cue.span) || sentence.ends(.from, before: cue.span)
            || sentence.ends(.journey, before: cue.span)
            || sentence.ends(.returning, before: cue.span) || isCount(before: cue.span)
        {
            return .origin
        }
        return person(before: cue.span.lowerBound, within: 4) == .people ? .origin : .none
    }

    /// "12 of X": a count without a noun of its own.
    private func isCount(before span: TextSpan) -> Bool {
        sentence.counts.contains { (0...1).contains(span.lowerBound - $0.span.upperBound) }
    }

    /// Whether a verb, or no word for persons and no count, stands before the preposition of an origin.
    private func isPath(_ span: TextSpan, after last: MarkedArea?) -> Bool {
        if let last, last.mark == .origin, isListed(span, after: last) { return last.isPath }
        guard let cue = preposition(before: span) else { return false }
        return sentence.ends(.movement, before: cue.span)
            || sentence.ends(.returning, before: cue.span)
            || person(before: cue.span.lowerBound, within: 4) == nil && !isCount(before: cue.span)
    }

    private typealias Preposition = (mark: MarkedArea.Mark, span: TextSpan)

    /// The last word for "from", "to" or "through" right before `span`, an article aside.
    private func preposition(before span: TextSpan) -> Preposition? {
        var found: Preposition?
        for hit in sentence.signs(from: span.lowerBound - 24, to: span.lowerBound) {
            guard (0...5).contains(span.lowerBound - hit.span.upperBound),
                let mark = hit.sign.direction,
                found.map({ $0.span.upperBound <= hit.span.upperBound }) ?? true
            else { continue }
            // Of two that end together the longer one says more.
            if let found, found.span.upperBound == hit.span.upperBound,
                found.span.length >= hit.span.length
            {
                continue
            }
            found = (mark, hit.span)
        }
        return found
    }

    /// "in the bars of X" places something in X: the preposition before the noun counts.
    private func placing(before genitive: TextSpan) -> MarkedArea.Mark? {
        let start = genitive.lowerBound - Self.placeReach
        let hit = sentence.signs(from: start, to: genitive.lowerBound).last { hit in
            hit.sign == .cue(.toward) && hit.span.upperBound <= genitive.lowerBound
        }
        guard let hit, hit.span.upperBound < genitive.lowerBound - 1 else { return nil }
        let between = hit.span.upperBound..<genitive.lowerBound
        let isBroken =
            discourse.document.text[between].contains { [0x2C, 0x28, 0x3B, 0x3A].contains($0) }
            || sentence.signs(from: between.lowerBound, to: between.upperBound).contains {
                [.cue(.movement), .cue(.returning)].contains($0.sign)
            }
            || person(before: genitive.lowerBound, within: 2) != nil && !isRecipient(hit.span)
        return isBroken ? nil : .destination
    }

    /// "sold to fishermen of X": the preposition follows the verb at once, so the persons after it are
    /// those who take.
    private func isRecipient(_ toward: TextSpan) -> Bool {
        sentence.ends(.movement, before: toward)
    }

    private func isListed(_ span: TextSpan, after last: MarkedArea) -> Bool {
        let gap = last.span.upperBound..<max(last.span.upperBound, span.lowerBound)
        guard gap.count <= Self.listGap else { return false }
        return !sentence.signs(from: gap.lowerBound, to: gap.upperBound).contains {
            [.cue(.movement), .cue(.returning)].contains($0.sign)
        }
    }

    // MARK: Adjectives

    private func mark(ofAdjective reading: CountryReading, at span: TextSpan) -> MarkedArea.Mark {
        let word = discourse.words.partitioningIndex { $0.span.lowerBound >= span.lowerBound }
        let end = discourse.words.partitioningIndex { $0.span.lowerBound >= span.upperBound }
        switch person(beside: word..<end) {
        case .people: return .origin
        case .official: return .none
        case nil: break
        }
        if isOfInstitution(span) { return .none }
        if isOfPlace(span, word..<end) { return .destination }
        return reading.use == .persons || isCounted(span) || standsAlone(word..<end)
            ? .origin : .none
    }

    /// "in Indian brothels", "dans des ateliers jordaniens": the adjective of a thing behind a
    /// preposition says where it is.
    private func isOfPlace(_ span: TextSpan, _ words: Range<Int>) -> Bool {
        guard !standsAlone(words), !isCounted(span) else { return false }
        if preposition(before: span)?.mark == .destination { return true }
        guard discourse.persons.comeFirst else { return false }
        let hit = sentence.signs(from: span.lowerBound - 32, to: span.lowerBound).last {
            $0.sign == .cue(.toward) && $0.span.upperBound < span.lowerBound - 1
        }
        guard let hit else { return false }
        return !discourse.document.text[hit.span.upperBound..<span.lowerBound].contains(0x2C)
            && !sentence.signs(from: hit.span.upperBound, to: span.lowerBound).contains {
                $0.sign.isVerb
            }
    }

    /// "seventeen Ecuadorians": the adjective is what is counted.
    private func isCounted(_ span: TextSpan) -> Bool {
        sentence.counts.contains { count in
            count.value.head?.covers(span) ?? false
                || (0...1).contains(span.lowerBound - count.span.upperBound)
        }
    }

    private func isOfInstitution(_ span: TextSpan) -> Bool {
        sentence.hits(.institution).contains { gap(span, $0.span) == 1 }
    }

    private func gap(_ span: TextSpan, _ other: TextSpan) -> Int {
        max(other.lowerBound - span.upperBound, span.lowerBound - other.upperBound)
    }

    private func words(of span: TextSpan) -> Range<Int> {
        discourse.words.partitioningIndex {
            $0.span.lowerBound >= span.lowerBound
        }..<discourse.words.partitioningIndex { $0.span.lowerBound >= span.upperBound }
    }

    /// Whether no noun stands where the adjective's would: it is one itself, or a predicate.
    private func standsAlone(_ words: Range<Int>) -> Bool {
        let index = discourse.persons.comeFirst ? words.lowerBound - 1 : words.upperBound
        guard sentence.words.contains(index) else { return true }
        let word = discourse.words[index]
        return word.value.kind != .letters || word.span.length <= 3
            || sentence.signs(from: word.span.lowerBound, to: word.span.upperBound).contains {
                $0.sign.isVerb
            } || discourse.persons.isStop(at: index, in: discourse.words)
    }

    // MARK: Persons

    /// Persons who can be victims, or officials, perpetrators and participants.
    private enum Person { case people, official }

    private func person(at index: Int) -> Person? {
        guard sentence.words.contains(index) else { return nil }
        return discourse.persons.person(at: index, in: discourse.words).map { person in
            ["OFFICIAL", "PERPETRATOR", "PARTICIPANT"].contains(person.role)
                ? .official : .people
        }
    }

    /// The word for persons among the `limit` words before `offset`, the nearest first; none beyond
    /// a comma.
    private func person(before offset: Int, within limit: Int) -> Person? {
        var index = discourse.words.partitioningIndex { $0.span.lowerBound >= offset } - 1
        for _ in 0..<limit {
            guard sentence.words.contains(index), discourse.words[index].value.kind != .mark else {
                return nil
            }
            if let person = person(at: index) { return person }
            index -= 1
        }
        return nil
    }

    /// The word for persons that an adjective stands beside, at most three words off.
    private func person(beside words: Range<Int>) -> Person? {
        let after = nearest((0..<3).map { words.upperBound + $0 })
        let before = nearest((1...3).map { words.lowerBound - $0 })
        return discourse.persons.comeFirst ? before ?? after : after ?? before
    }

    private func nearest(_ indices: [Int]) -> Person? {
        for index in indices {
            guard sentence.words.contains(index), discourse.words[index].value.kind == .letters
            else { return nil }
            if let person = person(at: index) { return person }
            if discourse.persons.isStop(at: index, in: discourse.words) { return nil }
        }
        return nil
    }
}

extension Sign {
    /// What a preposition makes of the area after it.
    fileprivate var direction: MarkedArea.Mark? {
        switch self {
        case .cue(.from): .origin
        case .cue(.toward): .destination
        case .cue(.via): .via
        default: nil
        }
    }

    fileprivate var isVerb: Bool {
        switch self {
        case .cue(.movement), .cue(.journey), .cue(.returning): true
        default: false
        }
    }
}

extension SentenceReading {
    /// The signs that start in a range of the text.
    func signs(from lower: Int, to upper: Int) -> ArraySlice<SignHit> {
        let first = signs.partitioningIndex { $0.span.lowerBound >= lower }
        let end = signs.partitioningIndex { $0.span.lowerBound >= upper }
        return signs[first..<max(first, end)]
    }

    /// Whether a word of `cue` stands at `span`.
    fileprivate func has(_ cue: RelationWords.Cue, at span: TextSpan) -> Bool {
        signs(from: span.lowerBound, to: span.lowerBound + 1).contains {
            $0.sign == .cue(cue) && $0.span == span
        }
    }

    /// Whether a word of `cue` ends right before `span`.
    fileprivate func ends(_ cue: RelationWords.Cue, before span: TextSpan) -> Bool {
        signs(from: span.lowerBound - 32, to: span.lowerBound).contains {
            $0.sign == .cue(cue) && (0...1).contains(span.lowerBound - $0.span.upperBound)
        }
    }
}
