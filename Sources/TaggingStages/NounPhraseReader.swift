import DocumentModel
import TextAnalysis

/// The noun phrase after a number, and what it says of what is counted.
struct NounPhrase {
    enum Kind {
        /// A noun that a class is known for.
        case known(CountedClass)
        /// "of them": what was counted before, as refined by what is said after a copula.
        case inherited(CountedClass?)
        /// A demonym alone: persons.
        case persons
        /// A noun of no known class.
        case unknown
        /// No noun: a verb, a mark, the end of the line. What is said after a copula refines it.
        case absent(CountedClass?)
        /// A unit of measure, or a name: no count at all.
        case measure
    }

    let kind: Kind
    /// The words of the phrase; empty where there is none.
    let words: Range<Int>

    /// Whether the phrase itself names persons.
    var isPersons: Bool {
        switch kind {
        case .known(let counted): counted.unit == "PERSONS"
        case .persons: true
        case .inherited, .unknown, .absent, .measure: false
        }
    }
}

/// Reads noun phrases of one text.
struct NounPhraseReader {
    let table: CountedTable
    let view: WordView
    /// The numbers, by first word, with their ends: a noun phrase ends at one.
    let numbers: [Int: Int]
    /// Where dates start: a noun phrase ends there too.
    let dateStarts: Set<Int>

    /// The phrase that starts at word `start`.
    func phrase(at start: Int) -> NounPhrase {
        if isEnd(start) { return NounPhrase(kind: .absent(nil), words: start..<start) }
        if end(.measure, start) != nil { return NounPhrase(kind: .measure, words: start..<start) }
        if let end = end(.ofThem, start) {
            return NounPhrase(kind: .inherited(predicate(after: end)), words: start..<end)
        }
        var scan = Scan(index: start)
        while scan.index < view.count, scan.index < start + 12,
            scan.index == start || !view.startsBlock(scan.index),
            step(&scan, from: start)
        {}
        return phrase(scan, from: start)
    }

    private struct Scan {
        var index: Int
        /// The nouns before any coordination, then those coordinated.
        var groups: [[CountedClass]] = [[]]
        var isPresumed = false
        var isVictimizing = false
        var hasDemonym = false
        var unknown: Range<Int>?
        var unknownCount = 0
        var end = 0

        var hasNoun: Bool { groups.contains { !$0.isEmpty } }
    }

    private func isEnd(_ index: Int) -> Bool {
        index >= view.count || view.startsBlock(index) || numbers[index] != nil
            || dateStarts.contains(index)
    }

    /// Reads one word or phrase; false where the noun phrase ends.
    private func step(_ scan: inout Scan, from start: Int) -> Bool {
        let index = scan.index
        if isEnd(index) && index > start || view.kind(index) == .digits { return false }
        if let noun = table.noun(at: index, in: view) {
            scan.groups[scan.groups.count - 1].append(noun.value)
            scan.index = noun.end
            scan.end = noun.end
            return true
        }
        if let end = end(.presumed, index) {
            scan.isPresumed = true
            scan.index = end
            return true
        }
        if let end = end(.victimizing, index) {
            scan.isVictimizing = true
            scan.index = end
            scan.end = max(scan.end, scan.hasNoun ? end : 0)
            return true
        }
        if end(.conjunction, index) != nil || view.mark(index) == UInt8(ascii: ",") {
            return coordinate(&scan)
        }
        if let end = end(.linker, index) {
            guard !scan.hasNoun, scan.unknown == nil else { return false }
            scan.index = end
            return true
        }
        if end(.stop, index) != nil { return false }
        if view.kind(index) == .mark {
            let isTie = view.isHyphen(index) || "\"'".utf8.contains(view.mark(index) ?? 0)
            scan.index += 1
            return isTie
        }
        if let end = end(.demonym, index) {
            scan.hasDemonym = true
            scan.index = end
            scan.end = max(scan.end, end)
            return true
        }
        if scan.unknown == nil { scan.unknown = index..<index + 1 }
        scan.unknownCount += 1
        scan.index += 1
        return scan.unknownCount <= 4
    }

    /// Goes on over "and" or a comma where another noun without a number of its own follows.
    private func coordinate(_ scan: inout Scan) -> Bool {
        var next = scan.index + 1
        if end(.conjunction, next) != nil { next += 1 }
        if let linker = end(.linker, next) { next = linker }
        guard scan.hasNoun, !isEnd(next) else { return false }
        var last = next
        while last < next + 3, !isEnd(last), table.noun(at: last, in: view) == nil,
            view.kind(last) == .letters, end(.stop, last) == nil
        {
            last += 1
        }
        guard !isEnd(last), last < next + 3, table.noun(at: last, in: view) != nil else {
            return false
        }
        scan.groups.append([])
        scan.index = next
        return true
    }

    private func phrase(_ scan: Scan, from start: Int) -> NounPhrase {
        if scan.hasNoun {
            return NounPhrase(
                kind: .known(merged(scan)), words: start..<max(scan.end, start + 1))
        }
        if scan.hasDemonym {
            return NounPhrase(kind: .persons, words: start..<max(scan.end, start + 1))
        }
        if scan.isVictimizing {
            return NounPhrase(kind: .persons, words: start..<scan.index)
        }
        if scan.unknown == nil, scan.index > start, let next = numbers[scan.index],
            case .known(let whole) = phrase(at: next).kind
        {
            // "eighteen of the 46 children".
            return NounPhrase(kind: .known(whole), words: start..<start)
        }
        if let unknown = scan.unknown, unknown.lowerBound == start, isName(start) {
            // "19 Main Street".
            return NounPhrase(kind: .measure, words: start..<start)
        }
        if let unknown = scan.unknown, view.words[unknown.lowerBound].value.shape == .lower,
            (unknown.lowerBound..<scan.index).contains(where: { table.isPlural($0, in: view) })
        {
            return NounPhrase(kind: .unknown, words: unknown)
        }
        return NounPhrase(kind: .absent(predicate(after: start)), words: start..<start)
    }

    /// Whether word `index` is written as names are, in a text that is not all capitals.
    private func isName(_ index: Int) -> Bool {
        view.kind(index) == .letters
            && (view.words[index].value.shape == .capitalized
                || view.words[index].value.shape == .upper)
    }

    /// The noun that a verb just after the number leads to: "62 were girls".
    private func predicate(after start: Int) -> CountedClass? {
        for index in start..<min(start + 4, view.count) {
            if index > start, isEnd(index) { return nil }
            if let noun = table.noun(at: index, in: view) { return noun.value }
            guard view.kind(index) == .letters else { return nil }
        }
        return nil
    }

    private func merged(_ scan: Scan) -> CountedClass {
        let groups = scan.groups.filter { !$0.isEmpty }
        let first = groups[0]
        let head = (table.headFirst ? first.first : first.last) ?? first[0]
        var result = CountedClass(unit: head.unit, role: head.role)
        guard head.unit == "PERSONS" else { return result }
        let persons = first.filter { $0.unit == "PERSONS" }
        result.role =
            persons.contains { $0.role == "VICTIM" } ? "VICTIM" : persons.compactMap(\.role).first
        if scan.isVictimizing { result.role = "VICTIM" }
        if scan.isPresumed, result.role == "VICTIM" { result.role = "VICTIM_PRESUMED" }
        result.sex = common(groups) { $0.sex }
        result.ageGroup = common(groups) { $0.ageGroup }
        return result
    }

    /// What all coordinated nouns say, nil where they differ or one does not say.
    private func common(
        _ groups: [[CountedClass]], _ code: (CountedClass) -> String?
    ) -> String? {
        let codes = groups.map { $0.compactMap(code).first }
        return codes.allSatisfy { $0 == codes[0] } ? codes[0] : nil
    }

    func end(_ token: CountToken, _ index: Int) -> Int? {
        index >= 0 && index < view.count ? table.phrases.end(of: token, at: index, in: view) : nil
    }
}
