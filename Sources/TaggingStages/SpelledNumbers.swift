import DocumentModel
import Lexicons
import TextAnalysis

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
    private(set) var lastAdded = 0.0
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
    /// Whether a multiplier was read last, so that a group in digits may follow it.
    var takesDigits: Bool { group == 0 && !segments.isEmpty && room >= 100 }
    private var isEmpty: Bool { group == 0 && segments.isEmpty && room == .infinity }

    mutating func add(_ value: Double, countingByTwenties: Bool) -> Bool {
        if countingByTwenties, value == 20, lastAdded == 4, room == 0 {
            group += 76
            lastAdded = 80
            room = 20
            return true
        }
        guard value < room, value > 0 || room == .infinity else { return false }
        let isOverTens = countingByTwenties && value == 10 && group >= 20
        group += value
        lastAdded = value
        switch value {
        // "quatre-vingt-dix | neuf"
        case ..<20: room = isOverTens ? 10 : 0
        case ..<100:
            room =
                countingByTwenties && value == 60
                ? 20 : value.remainder(dividingBy: 10) == 0 ? 10 : 0
        case ..<1000: room = 100
        default: room = 1000
        }
        return true
    }

    /// Adds an ordinal: the last word of a number, or one of several, "décimo segundo".
    mutating func add(ordinal value: Double, countingByTwenties: Bool) -> Bool {
        if !isEmpty, value >= 1000 || value == 100 && group > 0 { return multiply(by: value) }
        guard add(value, countingByTwenties: countingByTwenties) else { return false }
        if value == 10 { room = 10 }
        return true
    }

    /// Adds a group in digits after a multiplier: "4 thousand 300".
    mutating func add(digits value: Double) -> Bool {
        guard value > 0, value < room, value == value.rounded() else { return false }
        group += value
        lastAdded = value
        room = 0
        return true
    }

    /// Multiplies what has been added since the number was `base`: "three hundred and | two dozen".
    mutating func add(collective value: Double, since base: Double = 0) {
        let added = self.value - base
        group = added < group ? group - added + added * value : max(group, 1) * value
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
            // "322 hundred", but never hundreds of hundreds.
            guard group >= 1, group < (usesMultiplier ? 100 : 1000), group == group.rounded()
            else { return false }
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
        // "three lakh crore": a group that is all multiplied may be multiplied again.
        guard sum > 0, rest.last.map({ $0.scale > scale }) ?? true else { return false }
        segments = rest + [(scale, sum * scale)]
        group = 0
        room = scale
        lastAdded = 0
        usesMultiplier = true
        return true
    }
}

/// A number in words as read, with the places it may have to be given back to.
struct SpelledWords {
    /// The number as it was at some word.
    typealias Earlier = (number: SpelledNumber, end: Int)

    var number: SpelledNumber
    var end: Int
    /// Before the last joiner: "two hundred | and fifty-four".
    var beforeJoiner: Earlier?
    /// Before tens that were added last and without a joiner: "one hundred | thirty".
    var beforeTens: Earlier?
}

extension NumberTables {
    /// The number in words that starts at word `start`, grown from what has been read already.
    func spelled(
        from start: Int, in view: WordView, after begun: SpelledNumber? = nil
    ) -> SpelledWords? {
        var read = SpelledWords(number: begun ?? SpelledNumber(), end: start)
        var hasRead = begun != nil
        var position = start
        var isJoined = false
        while position < view.count, position == start || !view.startsBlock(position) {
            let before = (read.number, read.end)
            var attempt = read.number
            if hasRead,
                let next = multiplied(&attempt, since: read.beforeJoiner, at: position, in: view)
            {
                (read.number, read.end) = (attempt, next)
                read.beforeTens = nil
            } else if hasRead, let joined = read.beforeJoiner,
                multiplier(at: position, in: view) != nil
            {
                // "one million and two | million": the joiner joined two numbers.
                return SpelledWords(number: joined.number, end: joined.end)
            } else if let next = added(&attempt, at: position, isJoined, in: view) {
                (read.number, read.end) = (attempt, next)
                let isTens = hasRead && !isJoined && (20...90).contains(attempt.lastAdded)
                read.beforeTens = isTens ? before : nil
            } else {
                break
            }
            hasRead = true
            position = read.end
            isJoined = false
            if let next = tied(position, in: view) {
                position = next
            } else if let joined = tokens.end(of: .joiner, at: position, in: view),
                joins(read.number), isValue(at: joined, in: view)
            {
                read.beforeJoiner = (read.number, read.end)
                position = joined
                isJoined = true
            }
        }
        return hasRead && (read.end > start || begun != nil) ? read : nil
    }

    /// Whether a number in digits may go on at word `index`: by what multiplies it.
    func mayGrow(at index: Int, in view: WordView) -> Bool {
        index < view.count
            && tokens.mayStart(NumberToken.multiplyingKinds, with: view.words[index].value)
    }

    /// The word after a hyphen that ties number words: "fifty-two", where all is read "fifty - two".
    func tied(_ position: Int, in view: WordView) -> Int? {
        guard view.isHyphen(position), view.kind(position + 1) == .letters else { return nil }
        if view.isGlued(position), view.isGlued(position + 1) {
            // "vingt-et-un"
            guard let joined = tokens.end(of: .joiner, at: position + 1, in: view),
                view.isHyphen(joined), view.isGlued(joined), view.isGlued(joined + 1)
            else { return position + 1 }
            return joined + 1
        }
        guard readsEverything, !view.isGlued(position), !view.isGlued(position + 1),
            let next = value(at: position + 1, in: view), next.value < 10
        else { return nil }
        return position + 1
    }

    private func isValue(at index: Int, in view: WordView) -> Bool {
        value(at: index, in: view) != nil || readsEverything && view.kind(index) == .digits
    }

    private func joins(_ number: SpelledNumber) -> Bool {
        switch joinAfter {
        case .hundreds: number.takesJoinedHundreds
        case .tens: number.takesJoinedTens
        case .any: number.takesJoinedTens || number.takesJoinedHundreds
        }
    }

    private func multiplied(
        _ number: inout SpelledNumber, since joined: SpelledWords.Earlier?, at index: Int,
        in view: WordView
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
        if readsEverything, number.value > 0, number.value < 1000, !number.usesMultiplier,
            let found = magnitude(at: index, in: view), found.value >= 100,
            number.multiply(by: found.value)
        {
            // "five hundreds"
            return found.end
        }
        if let found = collective(at: index, in: view), number.value > 0, number.value < 1000,
            readsEverything || !number.usesMultiplier
        {
            number.add(
                collective: found.value, since: readsEverything ? joined?.number.value ?? 0 : 0)
            return found.end
        }
        return nil
    }

    private func added(
        _ number: inout SpelledNumber, at index: Int, _ isJoined: Bool, in view: WordView
    ) -> Int? {
        if view.kind(index) == .digits {
            guard !view.isGlued(index), let digits = view.digits(index), digits.count <= 3,
                !view.isGlued(index + 1) || view.kind(index + 1) == .mark,
                isJoined
                    || number.takesDigits && multiplier(at: index + 1, in: view) != nil,
                number.add(digits: digits.reduce(0) { $0 * 10 + Double($1 - 0x30) })
            else { return nil }
            return index + 1
        }
        guard let found = value(at: index, in: view),
            number.add(found.value, countingByTwenties: countsByTwenties)
        else { return nil }
        return found.end
    }
}
