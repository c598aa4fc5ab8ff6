import DocumentModel
import Lexicons

/// Numbers in words: "one hundred and two", "ciento veintiséis", "quatre-vingt-dix mille".
///
/// One grammar for all languages: values add where the place before them is free, multipliers
/// multiply the group before them, and what differs is in the lexicon.
struct SpelledNumber {
    /// Groups already multiplied: rising scales never follow each other.
    private var segments: [(scale: Double, value: Double)] = []
    private var group = 0.0
    /// What may still be added is smaller than this.
    private var room = Double.infinity
    private var lastAdded = 0.0
    private(set) var usesMultiplier = false

    init() {}

    /// A number that starts with digits, of which multipliers may follow.
    init(digits value: Double) {
        group = value
        room = 0
    }

    var value: Double { segments.reduce(group) { $0 + $1.value } }

    /// The value of the last multiplier: what "and a half" is the half of.
    var lastScale: Double { group == 0 ? segments.last?.scale ?? 1 : 1 }

    var takesJoinedTens: Bool { room == 10 || room == 20 }
    var takesJoinedHundreds: Bool { room >= 100 && room.isFinite }

    mutating func add(_ value: Double, countingByTwenties: Bool) -> Bool {
        if countingByTwenties, value == 20, lastAdded == 4, room == 0 {
            group += 76
            lastAdded = 80
            room = 20
            return true
        }
        guard value < room, value > 0 || room == .infinity else { return false }
        group += value
        lastAdded = value
        switch value {
        case ..<20: room = 0
        case ..<100:
            room =
                countingByTwenties && value == 60
                ? 20 : value.remainder(dividingBy: 10) == 0 ? 10 : 0
        case ..<1000: room = 100
        default: room = 1000
        }
        return true
    }

    mutating func add(collective value: Double) {
        group = max(group, 1) * value
        room = 0
        usesMultiplier = true
    }

    /// Adds what is smaller than all read so far: the half million of "a billion and a half million".
    mutating func add(part value: Double) {
        segments.append((value, value))
        room = 0
    }

    mutating func addHalf() {
        let half = lastScale / 2
        group += half
        room = 0
    }

    mutating func multiply(by scale: Double) -> Bool {
        if scale == 100 {
            guard group >= 1, group < 100, group == group.rounded() else { return false }
            group *= 100
            room = 100
            usesMultiplier = true
            return true
        }
        var sum = group
        var rest = segments
        while let last = rest.last, last.scale < scale {
            sum += last.value
            rest.removeLast()
        }
        guard sum > 0, rest.last.map({ $0.scale > scale }) ?? true else { return false }
        segments = rest + [(scale, sum * scale)]
        group = 0
        room = scale
        lastAdded = 0
        usesMultiplier = true
        return true
    }
}

extension NumberTables {
    /// The number in words that starts at word `start`, grown from what has been read already.
    func spelled(
        from start: Int, in view: WordView, after begun: SpelledNumber? = nil
    ) -> (number: SpelledNumber, end: Int)? {
        var number = begun ?? SpelledNumber()
        var end = start
        var hasRead = begun != nil
        var beforeJoiner: (SpelledNumber, Int)?
        var position = start
        while position < view.count, position == start || !view.startsBlock(position) {
            var attempt = number
            if hasRead, let next = multiplied(&attempt, at: position, in: view) {
                number = attempt
                end = next
            } else if hasRead, multiplier(at: position, in: view) != nil, let before = beforeJoiner
            {
                // "one million and two | million": the joiner joined two numbers.
                return before
            } else if let next = added(&attempt, at: position, in: view) {
                number = attempt
                end = next
            } else {
                break
            }
            hasRead = true
            position = end
            if view.isHyphen(position), view.isGlued(position), view.kind(position + 1) == .letters
            {
                position += 1
            } else if let joined = tokens.end(of: .joiner, at: position, in: view),
                joins(number), value(at: joined, in: view) != nil
            {
                beforeJoiner = (number, end)
                position = joined
            }
        }
        return hasRead && (end > start || begun != nil) ? (number, end) : nil
    }

    private func joins(_ number: SpelledNumber) -> Bool {
        switch joinAfter {
        case .hundreds: number.takesJoinedHundreds
        case .tens: number.takesJoinedTens
        case .any: number.takesJoinedTens || number.takesJoinedHundreds
        }
    }

    private func multiplied(
        _ number: inout SpelledNumber, at index: Int, in view: WordView
    ) -> Int? {
        if let found = tokens.end(of: .andHalf, at: index, in: view),
            number.value > 0, number.value < 1000 || number.lastScale > 1
        {
            if number.lastScale > 1, let next = multiplier(at: found, in: view),
                next.value < number.lastScale
            {
                number.add(part: next.value / 2)
                return next.end
            }
            number.addHalf()
            return found
        }
        if let found = multiplier(at: index, in: view), number.multiply(by: found.value) {
            return found.end
        }
        if let found = collective(at: index, in: view), number.value > 0, number.value < 1000,
            !number.usesMultiplier
        {
            number.add(collective: found.value)
            return found.end
        }
        return nil
    }

    private func added(_ number: inout SpelledNumber, at index: Int, in view: WordView) -> Int? {
        guard let found = value(at: index, in: view),
            number.add(found.value, countingByTwenties: countsByTwenties)
        else { return nil }
        return found.end
    }
}
