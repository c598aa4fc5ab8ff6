import DocumentModel

/// How a page parts thousands and decimals, by what its unambiguous numbers show.
struct SeparatorHabit: Sendable {
    private var thousands: [UInt8: Int] = [:]
    private var decimals: [UInt8: Int] = [:]

    /// The habit of a page, found out when first asked for.
    final class Lazy {
        private let view: WordView
        private let tables: NumberTables
        private(set) lazy var value = SeparatorHabit(of: view, tables)

        init(of view: WordView, _ tables: NumberTables) {
            self.view = view
            self.tables = tables
        }
    }

    /// The habit shown by the numbers of `view`.
    init(of view: WordView, _ tables: NumberTables) {
        var index = 0
        while index < view.count {
            guard view.kind(index) == .digits else {
                index += 1
                continue
            }
            let run = DigitRun(at: index, in: view, spacesThousands: false)
            if !view.isHyphen(run.end) || !view.isGlued(run.end) {
                switch run.shape {
                case .grouped(let mark): thousands[mark, default: 0] += 1
                case .decimal(let mark, let group):
                    decimals[mark, default: 0] += 1
                    if let group { thousands[group, default: 0] += 1 }
                case .ambiguous(let mark):
                    // Nobody counts thousandths of a person.
                    if tables.end(of: .countedNoun, at: run.end, in: view) != nil {
                        thousands[mark, default: 0] += 1
                    }
                case .plain, .none: break
                }
            }
            index = max(run.end, index + 1)
        }
    }

    /// Whether `mark` parts thousands on the page, nil where the page does not tell.
    func partsThousands(_ mark: UInt8) -> Bool? {
        let other = mark == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
        let isThousands = thousands[mark] ?? 0 > 0 || decimals[other] ?? 0 > 0
        let isDecimal = decimals[mark] ?? 0 > 0 || thousands[other] ?? 0 > 0
        return isThousands == isDecimal ? nil : isThousands
    }

    /// Whether the page uses the mark both ways.
    func isMixed(_ mark: UInt8) -> Bool {
        let other = mark == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ",")
        return (thousands[mark] ?? 0 > 0 || decimals[other] ?? 0 > 0)
            && (decimals[mark] ?? 0 > 0 || thousands[other] ?? 0 > 0)
    }
}

/// A run of digits with the marks between them.
struct DigitRun {
    enum Shape {
        case plain
        /// Thousands parted by this mark, without decimals.
        case grouped(UInt8)
        /// Decimals after this mark, thousands parted by the other one, if any.
        case decimal(UInt8, grouped: UInt8?)
        /// One mark before three digits.
        case ambiguous(UInt8)
        /// No number: a date, a version, an identifier.
        case none
    }

    private(set) var end: Int
    private(set) var shape = Shape.plain
    private let first: ArraySlice<UInt8>
    /// All groups of digits where there are several; most runs have one.
    private var groups: [ArraySlice<UInt8>] = []
    private var marks: [UInt8] = []
    private static let space: UInt8 = 0x20
    /// No number has more groups parted by spaces; a longer run is a list, and bounding it keeps
    /// lists of three digits each cheap.
    private static let mostSpaces = 8

    /// The run that starts at word `start`.
    init(at start: Int, in view: WordView, spacesThousands: Bool) {
        end = start + 1
        guard let first = view.digits(start) else {
            self.first = []
            shape = .none
            return
        }
        self.first = first
        while let (mark, next) = continuation(at: end, in: view, spacesThousands),
            marks.count < Self.mostSpaces || mark != Self.space, let digits = view.digits(next)
        {
            if groups.isEmpty { groups = [first] }
            marks.append(mark)
            groups.append(digits)
            end = next + 1
        }
        shape = Self.shape(marks, groups)
    }

    /// The digits of word `index` alone, whatever is tied to them.
    init(single index: Int, in view: WordView) {
        end = index + 1
        first = view.digits(index) ?? []
        if first.isEmpty { shape = .none }
    }

    /// The mark at word `index` and the word of the digits after it, where the run goes on.
    private func continuation(
        at index: Int, in view: WordView, _ spacesThousands: Bool
    ) -> (UInt8, Int)? {
        if view.isGlued(index), view.isGlued(index + 1), view.kind(index + 1) == .digits,
            let mark = view.mark(index), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")
        {
            return (mark, index + 1)
        }
        guard let digits = view.digits(index), digits.count == 3, (1...3).contains(first.count),
            first.first != 0x30, marks.count <= Self.mostSpaces,
            marks.allSatisfy({ $0 == Self.space })
        else { return nil }
        let gap = view.gap(before: index)
        let isSpace = spacesThousands && gap.elementsEqual([Self.space])
        return isSpace || Self.isHardSpace(gap) ? (Self.space, index) : nil
    }

    /// Whether the bytes are a no-break, narrow no-break, thin or figure space.
    private static func isHardSpace(_ gap: ArraySlice<UInt8>) -> Bool {
        guard let last = gap.last else { return false }
        switch gap.count {
        case 2: return gap.first == 0xC2 && last == 0xA0
        case 3:
            return gap.starts(with: [0xE2, 0x80]) && (last == 0xAF || last == 0x89 || last == 0x87)
        default: return false
        }
    }

    private static func shape(_ marks: [UInt8], _ groups: [ArraySlice<UInt8>]) -> Shape {
        guard let first = marks.first, let last = marks.last else { return .plain }
        let isGrouped = { (from: Int, to: Int) in
            groups[0].count <= 3 && groups[from..<to].allSatisfy { $0.count == 3 }
        }
        if marks.allSatisfy({ $0 == first }) {
            if first == space { return .grouped(first) }
            if marks.count > 1 {
                let isIndian =
                    groups[1..<(groups.count - 1)].allSatisfy { $0.count == 2 }
                    && groups[groups.count - 1].count == 3
                return isGrouped(1, groups.count) || isIndian ? .grouped(first) : .none
            }
            let isOpen = groups[1].count == 3 && groups[0].count <= 3 && groups[0].first != 0x30
            return isOpen ? .ambiguous(first) : .decimal(first, grouped: nil)
        }
        guard marks.dropLast().allSatisfy({ $0 == first }), first != last, last != space
        else { return .none }
        let isIndian = groups[1..<(groups.count - 1)].allSatisfy { (2...3).contains($0.count) }
        return isGrouped(1, groups.count - 1) || isIndian
            ? .decimal(last, grouped: first) : .none
    }

    /// The number written, where `decimal` says whether an ambiguous mark parts decimals.
    func value(ambiguousIsDecimal decimal: Bool) -> Double? {
        if groups.isEmpty {
            if case .none = shape { return nil }
            return first.count <= 24 ? Self.number(first, 0) : nil
        }
        var fraction: ArraySlice<UInt8> = []
        var whole = groups
        switch shape {
        case .none: return nil
        case .plain, .grouped: break
        case .decimal: fraction = whole.removeLast()
        case .ambiguous: if decimal { fraction = whole.removeLast() }
        }
        let digits = whole.reduce(into: [UInt8]()) { $0 += $1 } + fraction
        return digits.count <= 24 ? Self.number(digits[...], fraction.count) : nil
    }

    /// The number of so many digits, the last ones of which are decimals.
    private static func number(_ digits: ArraySlice<UInt8>, _ decimals: Int) -> Double? {
        // So many digits, and the power of ten that divides them, are exact.
        guard digits.count > 15 else {
            let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
            return digits.reduce(0.0) { $0 * 10 + Double($1 - 0x30) } / scale
        }
        let whole = String(decoding: digits.dropLast(decimals), as: UTF8.self)
        return Double(whole + "." + String(decoding: digits.suffix(decimals), as: UTF8.self) + "0")
    }

    /// Keeps of a run that is no number, an address or a version, the first number in it.
    mutating func dropUnreadable(decimalMark: UInt8?) {
        guard case .none = shape, let mark = marks.first else { return }
        let isGroup =
            mark != decimalMark && groups.count > 1 && groups[1].count == 3
            && first.count <= 3 && first.first != 0x30
        let count = isGroup ? 2 : 1
        end -= marks[(count - 1)...].reduce(0) { $0 + ($1 == Self.space ? 1 : 2) }
        groups.removeLast(groups.count - count)
        marks.removeLast(marks.count - count + 1)
        shape = isGroup ? .grouped(mark) : .plain
    }

    var startsWithZero: Bool { first.count > 1 && first.first == 0x30 }
    var digitCount: Int { groups.isEmpty ? first.count : groups.reduce(0) { $0 + $1.count } }
    var isPlain: Bool { if case .plain = shape { true } else { false } }
}
