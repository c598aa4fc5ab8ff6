import DocumentModel
import Lexicons
import TextAnalysis

/// The phrases that tell telephone numbers from other numbers.
struct PhoneWords: Sendable {
    enum Role: Sendable { case phone, other, `extension` }

    private(set) var phrases = PhraseTable<Role>()

    mutating func add(_ contact: ContactWords) {
        for label in contact.phoneLabels { phrases.insert(label, .phone) }
        for label in contact.otherNumberLabels { phrases.insert(label, .other) }
        for label in contact.extensions { phrases.insert(label, .extension) }
    }
}

/// Finds telephone numbers by how their digits are grouped and what stands before them.
struct PhoneReader {
    let text: [UInt8]
    let words: [Mention<Word>]
    /// Spans that are addresses of another kind, sorted.
    let taken: [TextSpan]
    let phrases: PhoneWords

    /// A number as it is written: groups of digits with marks between them.
    private struct Candidate {
        /// The words of the number, from its first mark or digits to its last digits.
        var words: Range<Int>
        var groups: [Int] = []
        var separators: Set<UInt8> = []
        var opensWithPlus = false
        var opensWithBracket = false
        /// Whether a bracket was opened before it, or closed in it, that nothing answers.
        var hasHalfBracket = false
        var digits: Int { groups.reduce(0, +) }
    }

    /// The telephone numbers, sorted, without overlap.
    func numbers() -> [TextSpan] {
        var spans: [TextSpan] = []
        var index = 0
        var next = 0
        while index < words.count {
            guard words[index].value.kind == .digits else {
                index += 1
                continue
            }
            let start = words[index].span.lowerBound
            while next < taken.count, taken[next].upperBound <= start { next += 1 }
            if next < taken.count, taken[next].lowerBound <= start {
                while index < words.count,
                    words[index].span.lowerBound < taken[next].upperBound
                { index += 1 }
                continue
            }
            let candidate = settlingBrackets(self.candidate(at: index))
            index = max(index + 1, candidate.words.upperBound)
            guard isPhone(candidate) else { continue }
            let first = words[candidate.words.lowerBound].span
            let last = words[withExtension(candidate).upperBound - 1].span
            spans.append(first.joined(with: last))
        }
        return spans
    }

    // MARK: Reading

    /// The number whose first digits are word `index`.
    private func candidate(at index: Int) -> Candidate {
        var candidate = Candidate(words: index..<index + 1)
        var lower = index
        for _ in 0..<2 where lower > 0 && isNear(lower - 1, lower) {
            switch mark(lower - 1) {
            case UInt8(ascii: "+") where touches(lower - 1, lower): candidate.opensWithPlus = true
            case UInt8(ascii: "("): candidate.opensWithBracket = true
            default: continue
            }
            lower -= 1
        }
        var upper = index + 1
        candidate.groups = [words[index].span.length]
        while upper < words.count {
            var position = upper
            var marks: [UInt8] = []
            while position < words.count, let mark = mark(position), isSeparator(mark),
                marks.count < 3
            {
                marks.append(mark)
                position += 1
            }
            guard position < words.count, words[position].value.kind == .digits,
                isNear(upper - 1, position), candidate.groups.count < 9,
                !isDateStart(position)
            else { break }
            candidate.separators.formUnion(marks)
            if marks.isEmpty { candidate.separators.insert(UInt8(ascii: " ")) }
            candidate.groups.append(words[position].span.length)
            upper = position + 1
        }
        candidate.words = lower..<upper
        return candidate
    }

    /// `candidate` without a bracket that nothing answers: "(19 35550198", "19) 35550198".
    private func settlingBrackets(_ candidate: Candidate) -> Candidate {
        var candidate = candidate
        let first = candidate.words.lowerBound
        let closing = candidate.words.first { mark($0) == UInt8(ascii: ")") }
        if candidate.opensWithBracket, closing == nil, mark(first) == UInt8(ascii: "(") {
            candidate.words = first + 1..<candidate.words.upperBound
            candidate.opensWithBracket = false
            candidate.hasHalfBracket = mark(candidate.words.upperBound) != UInt8(ascii: ")")
        } else if let closing, closing == first + 1, !touches(closing, closing + 1) {
            candidate.words = closing + 1..<candidate.words.upperBound
            candidate.groups.removeFirst()
            candidate.separators.remove(UInt8(ascii: ")"))
            candidate.hasHalfBracket = words[first].span.length > 1
        }
        return candidate
    }

    /// Whether a bracket is opened inside another: "(39 (6)) 345276".
    private func nestsBrackets(_ candidate: Candidate) -> Bool {
        var depth = 0
        for index in candidate.words {
            if mark(index) == UInt8(ascii: "(") { depth += 1 }
            if mark(index) == UInt8(ascii: ")") { depth -= 1 }
            if depth > 1 { return true }
        }
        return false
    }

    /// The words of `candidate` with "ext. 123" after it.
    private func withExtension(_ candidate: Candidate) -> Range<Int> {
        let end = candidate.words.upperBound
        guard end < words.count, isNear(end - 1, end),
            let match = phrases.phrases.longestMatch(at: end, in: words),
            match.payloads.contains(.extension)
        else { return candidate.words }
        var position = match.words.upperBound
        if mark(position) == UInt8(ascii: ".") { position += 1 }
        guard position < words.count, words[position].value.kind == .digits,
            words[position].span.length <= 5
        else { return candidate.words }
        return candidate.words.lowerBound..<position + 1
    }

    // MARK: Judging

    private func isPhone(_ candidate: Candidate) -> Bool {
        guard (5...17).contains(candidate.digits), isFree(candidate), !nestsBrackets(candidate)
        else { return false }
        let role = label(before: candidate.words.lowerBound)
        if candidate.opensWithPlus { return candidate.digits >= 7 }
        if role == .other { return false }
        if role == .phone { return candidate.digits <= 15 && !isDate(candidate) }
        return hasShapeOfPhone(candidate)
    }

    /// Whether what stands around `candidate` allows a number of its own.
    private func isFree(_ candidate: Candidate) -> Bool {
        let lower = candidate.words.lowerBound
        let upper = candidate.words.upperBound
        if lower > 0, touches(lower - 1, lower) {
            if words[lower - 1].value.kind == .letters { return candidate.opensWithPlus }
            if let mark = mark(lower - 1), "#*-=/.,$%".utf8.contains(mark),
                !(mark == UInt8(ascii: "-") && candidate.opensWithBracket)
            {
                return false
            }
        }
        guard upper < words.count, touches(upper - 1, upper) else { return true }
        if words[upper].value.kind == .letters {
            return withExtension(candidate).count > candidate.words.count
        }
        guard let mark = mark(upper) else { return true }
        // A dash with a blank after it ends a number: "555 0198- press office".
        let isDash =
            mark == UInt8(ascii: "-") && (upper + 1 == words.count || !touches(upper, upper + 1))
        return isDash || !"=%*-/".utf8.contains(mark) && !isMiddle(mark, upper)
    }

    /// Whether a comma or colon has digits right after it.
    private func isMiddle(_ mark: UInt8, _ index: Int) -> Bool {
        (mark == UInt8(ascii: ",") || mark == UInt8(ascii: ":") || mark == UInt8(ascii: "."))
            && index + 1 < words.count && touches(index, index + 1)
            && words[index + 1].value.kind == .digits
    }

    /// What the words just before a number say of it.
    private func label(before index: Int) -> PhoneWords.Role? {
        var end = index
        var passed = 0
        while end > 0, passed < 3, words[end - 1].value.kind == .mark, isNear(end - 1, end) {
            end -= 1
            passed += 1
        }
        for end in stride(from: end, to: max(0, end - 3), by: -1) {
            guard let match = phrases.phrases.longestMatch(endingBefore: end, in: words, atMost: 4)
            else { continue }
            let roles = match.payloads.filter { $0 != .extension }
            if roles.contains(.other) && !roles.contains(.phone) { return .other }
            if roles.contains(.phone) { return .phone }
        }
        return nil
    }

    private func hasShapeOfPhone(_ candidate: Candidate) -> Bool {
        let groups = candidate.groups
        let digits = candidate.digits
        if startsWithZeros(candidate, 2) && digits >= 10 { return true }
        if candidate.opensWithBracket {
            return hasClosingBracket(candidate) && (7...13).contains(digits)
                && groups.dropFirst().reduce(0, +) >= 6
        }
        if candidate.hasHalfBracket, groups.last ?? 0 >= 8,
            groups.count == 2 || mark(candidate.words.lowerBound - 1) == UInt8(ascii: ")")
        {
            return true
        }
        if groups.count >= 7, groups.allSatisfy({ $0 == 1 }) {
            // Digit by digit, with the same mark between all.
            return candidate.separators.count == 1
                && candidate.separators.isSubset(of: [UInt8(ascii: "."), UInt8(ascii: "-")])
        }
        guard digits >= 7, digits <= 13, !isDate(candidate), !isThousands(candidate),
            !hasYear(candidate), !isRange(candidate)
        else { return false }
        let startsWithZero = startsWithZeros(candidate, 1)
        if groups.count == 1 {
            // Nobody writes a count of billions without marks, unless it is round.
            return startsWithZero
                ? (9...11).contains(digits)
                : (10...11).contains(digits)
                    && !isRound(candidate)
        }
        let onlySpaces = candidate.separators == [UInt8(ascii: " ")]
        if onlySpaces { return startsWithZero ? digits >= 8 : digits >= 9 && groups.count >= 3 }
        if candidate.separators == [UInt8(ascii: ".")], groups.count == 2 { return false }
        return groups.count == 2 ? groups[1] >= 4 && groups[0] >= 3 : digits >= 8
    }

    /// Whether the groups are two rising round numbers: "100-1000".
    private func isRange(_ candidate: Candidate) -> Bool {
        let digits = candidate.words.filter { words[$0].value.kind == .digits }
        guard digits.count == 2, candidate.separators == [UInt8(ascii: "-")],
            !startsWithZeros(candidate, 1)
        else { return false }
        let (one, other) = (text[words[digits[0]].span.range], text[words[digits[1]].span.range])
        return one.last == 0x30 && other.suffix(2).elementsEqual([0x30, 0x30])
            && other.first != 0x30
            && (one.count < other.count
                || one.count == other.count && one.lexicographicallyPrecedes(other))
    }

    private func isRound(_ candidate: Candidate) -> Bool {
        guard let last = candidate.words.last else { return false }
        return text[words[last].span.range].suffix(3).allSatisfy { $0 == 0x30 }
    }

    /// Whether a date starts at word `index`: 21/04/2020.
    private func isDateStart(_ index: Int) -> Bool {
        guard index + 4 < words.count, let first = mark(index + 1), first == mark(index + 3),
            "/-.".utf8.contains(first)
        else { return false }
        let lengths = [index, index + 2, index + 4].map { words[$0].span.length }
        return words[index + 4].value.kind == .digits && lengths[0] <= 2 && lengths[1] <= 2
            && lengths[2] == 4
    }

    /// Whether the groups look like day, month and year.
    private func isDate(_ candidate: Candidate) -> Bool {
        let groups = candidate.groups
        guard groups.count == 3, groups.allSatisfy({ $0 <= 4 }) else {
            return groups.count == 2 && hasYear(candidate) && groups.allSatisfy { $0 <= 4 }
        }
        return groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 4 || groups[2] == 2)
            || groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2
    }

    /// Whether the groups are thousands: 1.250.000.
    private func isThousands(_ candidate: Candidate) -> Bool {
        candidate.groups[0] <= 3 && candidate.groups.dropFirst().allSatisfy { $0 == 3 }
            && candidate.separators.count == 1
            && candidate.separators.isSubset(of: [UInt8(ascii: "."), UInt8(ascii: " ")])
            && !startsWithZeros(candidate, 1)
    }

    private func hasYear(_ candidate: Candidate) -> Bool {
        candidate.words.contains { index in
            let span = words[index].span
            guard words[index].value.kind == .digits, span.length == 4 else { return false }
            let century = (text[span.lowerBound], text[span.lowerBound + 1])
            return century == (0x31, 0x39)
                || century == (0x32, 0x30) && text[span.lowerBound + 2] < 0x34
        }
    }

    private func startsWithZeros(_ candidate: Candidate, _ count: Int) -> Bool {
        guard let first = candidate.words.first(where: { words[$0].value.kind == .digits }) else {
            return false
        }
        let span = words[first].span
        return span.length >= count
            && text[span.lowerBound..<span.lowerBound + count].allSatisfy { $0 == 0x30 }
    }

    private func hasClosingBracket(_ candidate: Candidate) -> Bool {
        candidate.words.contains { mark($0) == UInt8(ascii: ")") }
    }

    // MARK: Words

    /// The byte of an ASCII mark; a dash of any kind reads as a hyphen.
    private func mark(_ index: Int) -> UInt8? {
        guard index >= 0, index < words.count, words[index].value.kind == .mark else { return nil }
        let span = words[index].span
        if span.length == 1 { return text[span.lowerBound] }
        let isDash =
            span.length == 3 && text[span.lowerBound] == 0xE2
            && text[span.lowerBound + 1] == 0x80
            && (0x90...0x95).contains(text[span.lowerBound + 2])
        return isDash ? UInt8(ascii: "-") : nil
    }

    private func isSeparator(_ mark: UInt8) -> Bool { "-./()".utf8.contains(mark) }

    private func touches(_ left: Int, _ right: Int) -> Bool {
        words[left].span.upperBound == words[right].span.lowerBound
    }

    /// Whether no more than a few blanks part two words, and no line break or tab.
    private func isNear(_ left: Int, _ right: Int) -> Bool {
        let between = words[left].span.upperBound..<words[right].span.lowerBound
        return between.count <= 6 && !text[between].contains { $0 == 0x0A || $0 == 0x09 }
    }
}
