import CodeLists
import DocumentModel
import TextAnalysis

/// Finds where names of organisations stand: registered ones, and ones built around a head word.
struct OrganisationReader {
    struct Candidate {
        enum Source {
            /// Rows of the registry that share the name.
            case registered([Int])
            /// A name around a head word, and its type.
            case built(type: String)
        }

        var words: Range<Int>
        let source: Source
        /// The words of the head of a built name.
        var head: Range<Int>?
        /// Whether it was found by an acronym.
        var isAcronym = false
    }

    let text: WordView
    let rules: NameRules
    let names: OrganisationNames
    let language: LanguageCode
    /// Sorted, without overlap.
    let geography: [GeographyMatcher.Match]
    /// The place in ``geography`` of the match that covers each word, -1 for none.
    private let geographyOfWord: [Int32]
    private let titles: [Mention<Zone>]
    private let slots: WordSlots

    init(_ document: Document, _ matcher: GeographyMatcher, _ names: OrganisationNames) {
        text = matcher.text
        rules = matcher.rules
        self.names = names
        language = document.language
        slots = document.wordSlots
        titles = document.zones.filter { $0.value == .title || $0.value == .heading }
        geography = matcher.matches()
        var covering = [Int32](repeating: -1, count: text.words.count)
        for (index, match) in geography.enumerated() {
            for word in match.words { covering[word] = Int32(index) }
        }
        geographyOfWord = covering
    }

    func geography(at word: Int) -> GeographyMatcher.Match? {
        guard geographyOfWord.indices.contains(word), geographyOfWord[word] >= 0 else { return nil }
        return geography[Int(geographyOfWord[word])]
    }

    // MARK: Registered names

    func registered() -> [Candidate] {
        var result: [Candidate] = []
        var index = names.starts.next(in: slots, from: 0)
        while index < text.words.count {
            var next = index + 1
            if let candidate = registered(at: index) {
                result.append(candidate)
                next = candidate.words.upperBound
            }
            index = names.starts.next(in: slots, from: next)
        }
        return result
    }

    func registered(at index: Int) -> Candidate? {
        guard names.table.mayStart(with: text.words[index].value) else { return nil }
        var found: Candidate?
        names.table.forEachMatch(at: index, in: text.words) { match in
            let forms = match.payloads.filter { isWritten($0, match.words) }
            guard !forms.isEmpty else { return }
            found = Candidate(
                words: withoutPossessor(match.words), source: .registered(forms.map(\.row)),
                isAcronym: forms.allSatisfy { $0.acronym != nil })
        }
        return found
    }

    private func isWritten(_ form: OrganisationNames.Form, _ range: Range<Int>) -> Bool {
        guard range.dropFirst().allSatisfy({ text.follows($0) }) else { return false }
        if let acronym = form.acronym {
            return text.letters(range) == acronym.filter { $0 != 0x2E && $0 != 0x2F }
                && !(range.count == 1 && text.isAllCapitals(around: range.lowerBound))
        }
        if range.count <= 2 {
            return text.isCapital(range.lowerBound)
                && (form.endsLow || text.isCapital(range.upperBound - 1))
        }
        return range.contains { text.isCapital($0) }
            && (text.isCapital(range.lowerBound) || text.isCapital(range.upperBound - 1)
                || range.count > 3)
    }

    /// The words of a name without "Peru's" before it.
    private func withoutPossessor(_ range: Range<Int>) -> Range<Int> {
        let first = geography(at: range.lowerBound)?.words.upperBound ?? range.lowerBound
        guard text.plainMark(first) == UInt8(ascii: "'"), first + 2 < range.upperBound,
            text.words[first + 1].span.length == 1
        else { return range }
        return (first + 2)..<range.upperBound
    }

    // MARK: Built names

    func built() -> [Candidate] {
        var result: [Candidate] = []
        var index = names.headStarts.next(in: slots, from: 0)
        while index < text.words.count {
            var next = index + 1
            if text.isLetters(index),
                let match = names.heads.longestMatch(at: index, in: text.words),
                let candidate = built(around: match)
            {
                result.append(candidate)
                next = max(match.words.upperBound, candidate.words.upperBound)
            }
            index = names.headStarts.next(in: slots, from: next)
        }
        return result
    }

    private func built(
        around match: PhraseTable<OrganisationNames.Head>.Match
    ) -> Candidate? {
        let heads = match.payloads.filter { isAtHome($0, match.words) }
        let isCapital = text.isCapital(match.words.lowerBound)
        guard isCapital || heads.contains(where: \.isWrittenLow) else { return nil }
        let leading = heads.filter { $0.position == .start && (isCapital || $0.isWrittenLow) }
        let closing = heads.filter { $0.position == .end }
        if isCapital, let head = closing.first, let start = start(before: match.words.lowerBound) {
            let end =
                leading.isEmpty
                ? nil : self.end(after: match.words.upperBound, needsLink: true)
            let first = end == nil ? start : self.withoutNationality(start, match.words.lowerBound)
            return built(
                first..<(end ?? match.words.upperBound), match.words, head.type)
        }
        guard let head = leading.first,
            isCapital || head.isWrittenLow,
            let end = end(
                after: match.words.upperBound, needsLink: !closing.isEmpty || !isCapital)
        else { return nil }
        if !isCapital, geography(at: firstCapital(in: match.words.upperBound..<end)) != nil {
            return nil
        }
        return built(match.words.lowerBound..<end, match.words, head.type)
    }

    /// The candidate in `range`, nil where that is only the name of a country or place.
    private func built(
        _ range: Range<Int>, _ head: Range<Int>, _ type: String
    ) -> Candidate? {
        let trimmed = withoutPossessor(range)
        guard geography(at: range.lowerBound)?.words != range, !trimmed.isEmpty,
            !isWholeTitle(range)
        else { return nil }
        return Candidate(words: trimmed, source: .built(type: type), head: head)
    }

    /// Whether a title or heading is nothing but the name: its capitals say nothing.
    private func isWholeTitle(_ range: Range<Int>) -> Bool {
        let span = text.span(range)
        guard let title = titles.covering(span) else { return false }
        return title.span.length <= span.length + 2
    }

    /// Where a name that goes on after its head starts: not with "Kenyan" before it.
    private func withoutNationality(_ start: Int, _ head: Int) -> Int {
        guard let match = geography(at: start), match.words.lowerBound == start,
            match.words.upperBound <= head
        else { return start }
        return match.words.upperBound
    }

    private func firstCapital(in range: Range<Int>) -> Int {
        range.first { text.isCapital($0) } ?? range.lowerBound
    }

    /// A head of another language than the text's must be long enough to be no word of this one.
    private func isAtHome(_ head: OrganisationNames.Head, _ range: Range<Int>) -> Bool {
        head.language == language || language == .undetermined
            || (text.isCapital(range.lowerBound) && text.span(range).length >= 8)
    }

    /// Whether a name of its own starts at `index`, so that "and" before it joins no name.
    private func startsName(_ index: Int) -> Bool {
        if geography(at: index) != nil || registered(at: index) != nil { return true }
        if rules.persons.contains(text.words[index].value.folded) { return true }
        guard let head = names.heads.longestMatch(at: index, in: text.words) else { return false }
        return head.payloads.contains { $0.language == language && $0.position == .start }
    }

    /// The end of the name that goes on at `first`: words with capitals, with small words between.
    ///
    /// - Parameter needsLink: Whether a small word must come first: "Office of", "Fund for".
    private func end(after first: Int, needsLink: Bool) -> Int? {
        var end: Int?
        var index = first
        var links = 0
        var lastLink: UInt64 = 0
        while index < text.words.count, index - first < 16, text.follows(index) {
            let word = text.words[index].value
            if word.kind == .mark {
                guard isInsideMark(index) else { break }
                index += 1
            } else if word.kind == .digits {
                break
            } else if text.isCapital(index), !(links > 0 && rules.articles.contains(word.folded)) {
                if index == first && needsLink { break }
                if end == nil && rules.openers.contains(word.folded) { break }
                let joins = links > 0 && rules.joining.contains(lastLink)
                if joins && (end == nil || startsName(index)) { break }
                if let match = geography(at: index) {
                    if links > 0 && (joins || isLocativeOnly(lastLink)) { break }
                    index = match.words.upperBound
                    end = index
                    links = 0
                    guard match.kind == .demonym || match.kind == .regionAdjective else { break }
                    continue
                }
                index += 1
                end = index
                links = 0
            } else if rules.inside.contains(word.folded) {
                links += 1
                lastLink =
                    links == 1 || rules.joining.contains(word.folded) ? word.folded : lastLink
                guard links <= 3 else { break }
                index += 1
            } else if links == 0, end != nil, let match = geography(at: index),
                match.kind == .demonym
            {
                return match.words.upperBound
            } else {
                break
            }
        }
        return end
    }

    /// Whether a preposition says where, never whose: "in", "en".
    private func isLocativeOnly(_ word: UInt64) -> Bool {
        rules.languageCues.contains(word)
    }

    /// Whether the mark at `index` may stand inside a name: an apostrophe or hyphen between
    /// letters, an ampersand.
    private func isInsideMark(_ index: Int) -> Bool {
        switch text.plainMark(index) {
        case UInt8(ascii: "'"), UInt8(ascii: "-"):
            return text.touches(index) && text.touches(index + 1) && text.isLetters(index + 1)
        case UInt8(ascii: "&"):
            return text.isCapital(index + 1)
        default:
            return false
        }
    }

    /// The country or place named right before `range`: "Kenyan", "Ecuador's".
    func owner(of range: Range<Int>) -> GeographyMatcher.Match? {
        var index = range.lowerBound - 1
        if index > 1, text.isLetters(index), text.span(index..<index + 1).length == 1,
            text.plainMark(index - 1) == UInt8(ascii: "'")
        {
            index -= 2
        }
        guard index >= 0, text.follows(range.lowerBound) else { return nil }
        return geography(at: index)
    }

    /// The start of the name that ends with the head at `head`.
    private func start(before head: Int) -> Int? {
        var start: Int?
        var index = head - 1
        var hasLink = false
        while index >= 0, head - index < 10, text.follows(index + 1) {
            let word = text.words[index].value
            if word.kind == .mark {
                guard isInsideMark(index) else { break }
            } else if text.isCapital(index) {
                if rules.openers.contains(word.folded)
                    || rules.notOrganisations.contains(word.folded)
                {
                    break
                }
                if let match = geography(at: index) {
                    return hasLink ? start : match.words.lowerBound
                }
                start = index
                hasLink = false
            } else if word.kind == .letters, rules.joining.contains(word.folded), start != nil,
                !hasLink, index > 0, text.isCapital(index - 1)
            {
                hasLink = true
            } else if word.kind == .letters, word.shape == .lower, text.touches(index),
                text.plainMark(index - 1) == UInt8(ascii: "'"),
                text.span(index..<index + 1).length == 1
            {
                // The "s" of "Attorney General's".
            } else {
                break
            }
            index -= 1
        }
        return start
    }
}
