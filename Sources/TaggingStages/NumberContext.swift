import DocumentModel

extension WordView {
    /// Where the run of digits at word `index` ends, if it is no number at all: a telephone number,
    /// a time, a law, a version, part of an address or of a code.
    func endOfUnreadable(at index: Int, _ tables: NumberTables) -> Int? {
        if isInAddress(index) { return endOfChunk(index) }
        if tables.readsEverything { return endOfLetters(at: index, tables) }
        let run = DigitRun(at: index, in: self, spacesThousands: tables.spacesThousands)
        if isSpoiledBefore(index) { return endOfCode(run.end) }
        if isNumbered(index, tables) { return endOfNumbered(endOfCode(run.end), tables) }
        if case .none = run.shape { return endOfCode(run.end) }
        if run.startsWithZero, !run.isDecimalFraction { return endOfGroups(endOfCode(run.end)) }
        if !isMixed(run), let end = endOfTelephone(after: run, at: index) { return end }
        return isSpoiledAfter(run, at: index, tables) ? endOfCode(run.end) : nil
    }

    /// Where digits end that letters are tied to: "B2B", "180ml".
    private func endOfLetters(at index: Int, _ tables: NumberTables) -> Int? {
        if isGlued(index) {
            switch kind(index - 1) {
            case .letters: if !isCurrencyBefore(index) { return endOfCode(index + 1) }
            case .mark:
                switch mark(index - 1) {
                case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "\\"): return index + 1
                default: break
                }
            case .digits, nil: break
            }
        }
        var end = index + 1
        // Two groups are enough: no unit follows a longer chain.
        while end <= index + 5, isGlued(end), isGlued(end + 1), kind(end + 1) == .digits,
            mark(end) == UInt8(ascii: ".") || mark(end) == UInt8(ascii: ",")
        {
            end += 2
        }
        let isTied = isGlued(end) && kind(end) == .letters && !takesLetters(at: end, tables)
        let isPower =
            kind(end + 1) == .digits
            || isGlued(end + 1) && (isHyphen(end + 1) || mark(end + 1) == UInt8(ascii: "+"))
                && kind(end + 2) == .digits && isGlued(end + 2)
        return isTied && !isPower ? endOfCode(end) : nil
    }

    private func isInAddress(_ index: Int) -> Bool {
        let span = words[index].span
        var lower = span.lowerBound
        var upper = span.upperBound
        while lower > 0, span.lowerBound - lower < 200, !Self.isBlank(text[lower - 1]) {
            lower -= 1
        }
        while upper < text.count, upper - span.upperBound < 200, !Self.isBlank(text[upper]) {
            upper += 1
        }
        guard upper - lower > span.length + 3 else { return false }
        return (lower..<upper).contains { offset in
            let byte = text[offset]
            if byte == UInt8(ascii: "@") { return true }
            return Self.addressMarkers.contains { marker in
                marker[0] == byte && offset + marker.count <= upper
                    && marker.indices.allSatisfy { text[offset + $0] == marker[$0] }
            }
        }
    }

    private static let addressMarkers = ["://", "www.", ".com", ".org", ".html", ".htm"].map {
        Array($0.utf8)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    private func endOfChunk(_ index: Int) -> Int {
        var end = index + 1
        while end < count, isGlued(end) { end += 1 }
        return end
    }

    /// Whether what stands directly before word `index` makes its digits something else.
    private func isSpoiledBefore(_ index: Int) -> Bool {
        guard isGlued(index) else {
            // "+51 1 …"
            return mark(index - 1) == UInt8(ascii: "+")
        }
        if kind(index - 1) == .letters {
            // A currency's letters may touch the number.
            return !isCurrencyBefore(index)
        }
        guard let before = mark(index - 1) else { return isHyphenInCode(index - 1) }
        switch before {
        case UInt8(ascii: "-"): return isHyphenInCode(index - 1)
        case UInt8(ascii: "."), UInt8(ascii: ","):
            return isGlued(index - 1) && kind(index - 2) != .mark
        case UInt8(ascii: "/"), UInt8(ascii: ":"):
            return isGlued(index - 1) && kind(index - 2) == .digits
        case UInt8(ascii: "["): return mark(index + 1) == UInt8(ascii: "]")
        case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "&"),
            UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "+"),
            UInt8(ascii: "^"):
            // "<=100" is a bound, "id=100" part of an address.
            return before != UInt8(ascii: "=") || kind(index - 2) != .mark
        default: return false
        }
    }

    /// Whether a fraction follows, of which `run` is the whole: "2 1/4".
    private func isMixed(_ run: DigitRun) -> Bool {
        run.isPlain && run.digitCount <= 3 && kind(run.end) == .digits
            && mark(run.end + 1) == UInt8(ascii: "/") && isGlued(run.end + 1)
            && kind(run.end + 2) == .digits && isGlued(run.end + 2)
    }

    private func isCurrencyBefore(_ index: Int) -> Bool {
        words[index - 1].value.shape == .upper && words[index - 1].span.length == 3
    }

    /// Whether the hyphen at word `index` ties digits to letters before it: "COVID-19".
    private func isHyphenInCode(_ index: Int) -> Bool {
        isHyphen(index) && isGlued(index) && kind(index - 1) == .letters
            && words[index - 1].value.shape != .lower
    }

    private func isNumbered(_ index: Int, _ tables: NumberTables) -> Bool {
        guard !startsBlock(index) else { return false }
        var before = index
        if mark(before - 1) == UInt8(ascii: ".") {
            before -= 1
        }
        return tables.tokens.start(of: .numbered, endingBefore: index, in: self) != nil
            || (before != index
                && tables.tokens.start(of: .numbered, endingBefore: before, in: self) != nil)
    }

    /// The end of a code that starts with digits: all that is tied on.
    private func endOfCode(_ end: Int) -> Int {
        var end = end
        while end < count, isGlued(end) {
            if kind(end) == .mark {
                let isTie =
                    isHyphen(end) || mark(end) == UInt8(ascii: "/")
                    || mark(end) == UInt8(ascii: ":") || mark(end) == UInt8(ascii: ".")
                guard isTie, isGlued(end + 1), kind(end + 1) != .mark else { break }
                end += 2
            } else {
                end += 1
            }
        }
        return end
    }

    /// The end of "page 3 of 12", "articles 3 and 4".
    private func endOfNumbered(_ end: Int, _ tables: NumberTables) -> Int {
        guard !startsBlock(end) else { return end }
        let joiner =
            tables.end(of: .of, at: end, in: self)
            ?? tables.end(of: .rangeJoiner, at: end, in: self)
        guard let joiner, kind(joiner) == .digits, kind(joiner + 1) != .letters else { return end }
        return endOfCode(joiner + 1)
    }

    /// The end of the groups of digits that go on after a telephone number's first.
    private func endOfGroups(_ end: Int) -> Int {
        var end = end
        while kind(end) == .digits, gap(before: end).elementsEqual([0x20]) { end += 1 }
        return end
    }

    /// Groups of digits parted by spaces that make no thousands.
    private func endOfTelephone(after run: DigitRun, at index: Int) -> Int? {
        var end = run.end
        var groups = 1
        var hasZero = false
        if !run.isPlain {
            guard run.isSpaced, kind(end) == .digits, gap(before: end).elementsEqual([0x20]) else {
                return nil
            }
            return endOfGroups(end)
        }
        while kind(end) == .digits, !isGlued(end), gap(before: end).elementsEqual([0x20]) {
            hasZero = hasZero || (digits(end)?.first == 0x30 && words[end].span.length > 1)
            groups += 1
            end += 1
        }
        guard groups == 2, !hasZero else { return groups > 2 ? end : hasZero ? end : nil }
        // "In 2009 300 women": a year may stand before a number.
        let first = digits(index).map { Array($0) } ?? []
        return first.count == 4 && (first[0] == 0x31 || first[0] == 0x32) ? nil : end
    }

    /// Whether what is tied to the end of `run` makes its digits something else.
    private func isSpoiledAfter(_ run: DigitRun, at index: Int, _ tables: NumberTables) -> Bool {
        let end = run.end
        guard isGlued(end) else { return false }
        if isTimes(end) || mark(end) == UInt8(ascii: "^") { return false }
        if kind(end) == .letters, words[end].span.length == 1, mark(end + 2) == UInt8(ascii: "^"),
            isGlued(end + 1), isGlued(end + 2)
        {
            // "6.2x10^4"
            return text[words[end].span.lowerBound] | 0x20 != UInt8(ascii: "x")
        }
        if kind(end) == .letters { return !takesLetters(at: end, tables) }
        if mark(end) == UInt8(ascii: "/") {
            guard let below = digits(end + 1), isGlued(end + 1) else {
                return kind(end + 1) == .letters && isGlued(end + 1)
            }
            let isShort = run.isPlain && run.digitCount <= 2 && below.count <= 2
            let isChained =
                isGlued(end + 2) && kind(end + 2) == .mark && isGlued(end + 3)
                && kind(end + 3) == .digits
            return !isShort || isChained
                || !(words[index].span.length < below.count
                    || text[words[index].span.range].lexicographicallyPrecedes(below))
        }
        if isHyphen(end), isGlued(end + 1), kind(end + 1) == .digits {
            return isCodePair(run, at: index, end + 1)
        }
        switch mark(end) {
        case UInt8(ascii: ":"): return isGlued(end + 1) && kind(end + 1) == .digits
        case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "="): return true
        default: return false
        }
    }

    func takesLetters(at end: Int, _ tables: NumberTables) -> Bool {
        if tables.glued.end(of: .ordinalSuffix, at: end, in: self) != nil { return true }
        if tables.multiplier(at: end, in: self) != nil { return true }
        if tables.currency(at: end, in: self) != nil { return true }
        if tables.end(of: .percent, at: end, in: self) != nil { return true }
        // "5m" are metres; "5M" and "5k" are not.
        return tables.suffix(at: end, in: self) != nil
            && (words[end].span.length > 1 || words[end].value.shape != .lower
                || text[words[end].span.lowerBound] == UInt8(ascii: "k")
                || text[words[end].span.lowerBound] == UInt8(ascii: "b"))
    }

    /// Whether digits tied by a hyphen are a code, not a range: "555-0133", "137-03", "225-4-1".
    private func isCodePair(_ run: DigitRun, at index: Int, _ second: Int) -> Bool {
        guard run.isPlain, let other = digits(second) else { return false }
        let otherRun = DigitRun(at: second, in: self, spacesThousands: false)
        let isChained =
            isHyphen(otherRun.end) && isGlued(otherRun.end)
            && isGlued(otherRun.end + 1) && kind(otherRun.end + 1) == .digits
        if isChained || (other.first == 0x30 && other.count > 1) { return true }
        guard otherRun.isPlain else { return false }
        let first = text[words[index].span.range]
        let isRising =
            first.count < other.count
            || (first.count == other.count && first.lexicographicallyPrecedes(other))
        let isYears = first.count == 4 && (other.count == 2 || other.count == 4)
        return !isRising && !isYears
    }
}

extension DigitRun {
    /// Whether spaces part its thousands.
    var isSpaced: Bool { if case .grouped(0x20) = shape { true } else { false } }

    /// Whether the run is a decimal fraction of one: "0.5".
    var isDecimalFraction: Bool { if case .decimal = shape { true } else { false } }
}
