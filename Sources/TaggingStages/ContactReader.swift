import DocumentModel
import TextAnalysis

/// Finds contact blocks line by line and parts them into contacts.
struct ContactReader {
    struct Contact {
        let span: TextSpan
        let hasPerson: Bool
    }

    let text: WordView
    let rules: NameRules
    let phrases: ContactPhrases
    let heads: OrganisationNames
    let addresses: [Mention<AddressKind>]
    let organisations: [Mention<Organisation>]
    let geography: [GeographyMatcher.Match]

    /// What a line of a contact block is.
    private enum Kind {
        /// Opens a block: "For further information contact:".
        case opening
        case person, post, office
        /// Has an address or a label.
        case address
        case other
    }

    private struct Line {
        let words: Range<Int>
        var kind: Kind = .other
        /// The addresses in it.
        var addresses: Range<Int> = 0..<0
        /// The first word after the words that open a block.
        var start: Int
        var opensInside = false
    }

    /// The contacts, sorted, without overlap.
    func contacts() -> [Contact] {
        let lines = lines()
        var contacts: [Contact] = []
        var index = 0
        while index < lines.count {
            if lines[index].opensInside, !lines[index].addresses.isEmpty {
                contacts += inline(lines[index])
                index += 1
                continue
            }
            var end = index
            while end < lines.count, isBlockLine(lines[end]) { end += 1 }
            if end > index {
                let isOpened = index > 0 && lines[index - 1].kind == .opening
                contacts += block(lines[index..<end], isOpened: isOpened)
            }
            index = max(end, index + 1)
        }
        return contacts
    }

    private func isBlockLine(_ line: Line) -> Bool {
        switch line.kind {
        case .person, .post, .office, .address: true
        case .opening, .other: false
        }
    }

    // MARK: Lines

    private func lines() -> [Line] {
        var lines: [Line] = []
        var start = 0
        var next = 0
        for index in 1..<max(1, text.words.count + 1)
        where index == text.words.count || text.startsBlock(index) {
            var line = Line(words: start..<index, start: start)
            let span = text.span(start..<index)
            while next < addresses.count, addresses[next].span.upperBound <= span.lowerBound {
                next += 1
            }
            let first = next
            while next < addresses.count, addresses[next].span.lowerBound < span.upperBound {
                next += 1
            }
            line.addresses = first..<next
            classify(&line)
            lines.append(line)
            start = index
        }
        return lines
    }

    private func classify(_ line: inout Line) {
        let words = line.words
        if let opening = opening(in: words) {
            line.start = opening
            line.opensInside = !line.addresses.isEmpty && opening < words.upperBound
            line.kind = .opening
            if line.opensInside || isShort(words) { return }
            line.kind = .other
            return
        }
        guard isShort(words) else { return }
        if !line.addresses.isEmpty || labelEnd(at: words.lowerBound) != nil {
            line.kind = .address
        } else if isOffice(words) {
            line.kind = .office
        } else if isPerson(words) {
            line.kind = .person
        } else if words.contains(where: {
            phrases.posts.longestMatch(at: $0, in: text.words) != nil
        }) {
            line.kind = words.count <= 8 ? .post : .other
        }
    }

    /// Where the words after "for further information contact" start, in a line that has them.
    private func opening(in words: Range<Int>) -> Int? {
        for index in words {
            guard index == words.lowerBound || text.startsSentence(index), !isInAddress(index),
                let match = phrases.opening.longestMatch(
                    at: index, in: text.words, before: words.upperBound)
            else { continue }
            var next = match.words.upperBound
            while next < words.upperBound, text.words[next].value.kind == .mark { next += 1 }
            // One word, "contact", opens a block only where a colon or the line's end follows.
            let isSure =
                match.words.count > 1 || next > match.words.upperBound
                || next == words.upperBound
            guard isSure else { continue }
            while next < words.upperBound,
                let more = phrases.opening.longestMatch(
                    at: next, in: text.words, before: words.upperBound)
            {
                next = more.words.upperBound
                while next < words.upperBound, text.words[next].value.kind == .mark { next += 1 }
            }
            // What follows is a name, not "of the" before it.
            while next < words.upperBound, text.shape(next) == .lower,
                rules.inside.contains(text.words[next].value.folded)
            { next += 1 }
            return next
        }
        return nil
    }

    private func labelEnd(at index: Int) -> Int? {
        guard let match = phrases.labels.longestMatch(at: index, in: text.words) else { return nil }
        let next = match.words.upperBound
        let isLabel =
            text.plainMark(next) == UInt8(ascii: ":") || text.plainMark(next) == UInt8(ascii: ".")
            || next == text.words.count || text.startsBlock(next)
        return isLabel ? next : nil
    }

    private func isShort(_ words: Range<Int>) -> Bool {
        guard !words.isEmpty, text.span(words).length <= 120 else { return false }
        let letters = words.filter { text.isLetters($0) && !isInAddress($0) }
        let lower = letters.filter { text.shape($0) == .lower }
        return letters.count <= 12 && (lower.count <= 3 || letters.count <= 5)
    }

    private func isInAddress(_ word: Int) -> Bool {
        let span = text.words[word].span
        return addresses.element(covering: span) != nil
    }

    /// Whether a line is the name of an organisation or a place.
    private func isOffice(_ words: Range<Int>) -> Bool {
        let span = text.span(words)
        if let organisation = organisations.elements(inside: span).first {
            return organisation.span.length * 2 >= span.length
                || organisation.span.lowerBound == span.lowerBound
        }
        let first = geography.partitioningIndex { $0.words.lowerBound >= words.lowerBound }
        let covered = geography[first...].prefix { $0.words.lowerBound < words.upperBound }
            .reduce(0) { $0 + ($1.kind == .demonym ? 0 : $1.words.count) }
        return covered > 0 && covered * 2 >= words.filter { text.isLetters($0) }.count
    }

    /// Whether a line is a person's name: two to five words with capitals, and perhaps a post.
    private func isPerson(_ words: Range<Int>) -> Bool {
        let comma = words.first { text.plainMark($0) == UInt8(ascii: ",") } ?? words.upperBound
        return isName(words.lowerBound..<comma)
    }

    private func isName(_ words: Range<Int>) -> Bool {
        let letters = words.filter { text.isLetters($0) }
        let capitals = letters.filter { text.isCapital($0) }
        guard (2...5).contains(capitals.count), letters.count <= 6,
            letters.count - capitals.count <= 2,
            words.allSatisfy({ text.words[$0].value.kind != .digits }),
            letters.allSatisfy({
                text.isCapital($0) || rules.inside.contains(text.words[$0].value.folded)
            }),
            capitals.allSatisfy({ !rules.openers.contains(text.words[$0].value.folded) })
        else { return false }
        return !letters.contains { isKnownWord($0) }
    }

    /// Whether a word belongs to offices and posts, not to names of persons.
    private func isKnownWord(_ index: Int) -> Bool {
        phrases.posts.longestMatch(at: index, in: text.words) != nil
            || phrases.labels.longestMatch(at: index, in: text.words) != nil
            || heads.heads.longestMatch(at: index, in: text.words) != nil
            || organisations.element(covering: text.words[index].span) != nil
    }

    // MARK: Contacts

    /// The contacts in lines that stand together.
    private func block(_ lines: ArraySlice<Line>, isOpened: Bool) -> [Contact] {
        guard lines.contains(where: { isReachable($0.addresses) }),
            isOpened || lines.contains(where: { $0.kind == .person || $0.kind == .office })
                || lines.filter({ isReachable($0.addresses) }).count > 1
        else { return [] }
        var contacts: [Contact] = []
        var first: Int?
        var last: Int?
        var hasPerson = false
        func close() {
            if let first, let last {
                contacts.append(Contact(span: TextSpan(first..<last), hasPerson: hasPerson))
            }
            first = nil
            last = nil
            hasPerson = false
        }
        for line in lines {
            let opensNext = line.kind == .person || line.kind == .office
            if opensNext, last != nil { close() }
            if first == nil { first = text.words[line.words.lowerBound].span.lowerBound }
            hasPerson = hasPerson || line.kind == .person || hasNameBeforeAddress(line)
            if isReachable(line.addresses) {
                last = addresses[line.addresses.upperBound - 1].span.upperBound
            }
        }
        close()
        return contacts
    }

    private func isReachable(_ range: Range<Int>) -> Bool {
        range.contains { addresses[$0].value != .web }
    }

    /// Whether a name stands in a line before its address: "Ana Ruiz, ana@example.org".
    private func hasNameBeforeAddress(_ line: Line) -> Bool {
        guard let address = line.addresses.first else { return false }
        let end = line.words.first {
            text.words[$0].span.lowerBound >= addresses[address].span.lowerBound
        }
        return nameStart(in: line.start..<(end ?? line.words.upperBound)) != nil
    }

    /// The contacts in a sentence: from the words that open them, or from the next name after an
    /// address, to an address.
    private func inline(_ line: Line) -> [Contact] {
        var contacts: [Contact] = []
        var start = line.start
        var position = start
        var last: Int?
        var hasPerson = false
        for address in line.addresses {
            let span = addresses[address].span
            guard span.lowerBound >= text.words[line.start].span.lowerBound else { continue }
            let word =
                line.words.first { text.words[$0].span.lowerBound >= span.lowerBound }
                ?? line.words.upperBound
            if let name = nameStart(in: position..<max(position, word)) {
                if let end = last {
                    contacts.append(
                        Contact(
                            span: TextSpan(text.words[start].span.lowerBound..<end),
                            hasPerson: hasPerson))
                    start = name
                    last = nil
                }
                hasPerson = true
            } else if last == nil {
                hasPerson = false
            }
            if addresses[address].value != .web || last != nil { last = span.upperBound }
            position =
                line.words.first { text.words[$0].span.lowerBound >= span.upperBound }
                ?? line.words.upperBound
        }
        if let end = last, start < line.words.upperBound {
            contacts.append(
                Contact(
                    span: TextSpan(text.words[start].span.lowerBound..<end), hasPerson: hasPerson))
        }
        return contacts
    }

    /// Where a person's name starts in `range`: two words with capitals side by side that nothing
    /// else explains.
    private func nameStart(in range: Range<Int>) -> Int? {
        range.dropLast().first { index in
            isNameWord(index) && isNameWord(index + 1) && text.follows(index + 1)
        }
    }

    private func isCountry(_ index: Int) -> Bool {
        let position = geography.partitioningIndex { $0.words.lowerBound > index } - 1
        guard position >= 0 else { return false }
        return geography[position].words.contains(index) && geography[position].kind != .place
    }

    private func isNameWord(_ index: Int) -> Bool {
        text.shape(index) == .capitalized && !isKnownWord(index)
            && !rules.openers.contains(text.words[index].value.folded)
            && !rules.persons.contains(text.words[index].value.folded)
            && !isCountry(index)
    }
}
