import DocumentModel
import TextAnalysis

/// What was already read around one place of a text, so that no rule reads it again.
///
/// The rules of a time ask for the same constituents over and over: a date is tried alone, beside a
/// time of day, and as either end of a range. All answers hang on the text alone.
final class TimeMemo {
    private var dates = Answers<TimeReader.DateRead?>()
    private var nestedDates = Answers<TimeReader.DateRead?>()
    private var moments = Answers<TimeReader.Read?>()
    private var clocks = Answers<TimeReader.ClockRead?>()
    private var movedUnits = Answers<TimeReader.DateRead?>()

    /// Makes room from word `index` on; answers that are still in reach stay.
    func move(to index: Int) {
        dates.move(to: index)
        nestedDates.move(to: index)
        moments.move(to: index)
        clocks.move(to: index)
        movedUnits.move(to: index)
    }

    func date(at index: Int, depth: Int, _ read: () -> TimeReader.DateRead?) -> TimeReader.DateRead?
    {
        guard depth < 2 else { return read() }
        if depth == 0 {
            if let place = dates.place(of: index) { return dates.answers[place] }
            let found = read()
            dates.add(found, for: index)
            return found
        }
        if let place = nestedDates.place(of: index) { return nestedDates.answers[place] }
        let found = read()
        nestedDates.add(found, for: index)
        return found
    }

    func moment(at index: Int, _ read: () -> TimeReader.Read?) -> TimeReader.Read? {
        if let place = moments.place(of: index) { return moments.answers[place] }
        let found = read()
        moments.add(found, for: index)
        return found
    }

    func clock(at index: Int, _ read: () -> TimeReader.ClockRead?) -> TimeReader.ClockRead? {
        if let place = clocks.place(of: index) { return clocks.answers[place] }
        let found = read()
        clocks.add(found, for: index)
        return found
    }

    func movedUnit(at index: Int, _ read: () -> TimeReader.DateRead?) -> TimeReader.DateRead? {
        if let place = movedUnits.place(of: index) { return movedUnits.answers[place] }
        let found = read()
        movedUnits.add(found, for: index)
        return found
    }
}

/// Answers by the words they were asked for, within a stretch of the text.
private struct Answers<Answer> {
    /// Words kept; answers further off are made anew.
    private static var size: Int { 64 }

    private var base = 0
    /// By word from `base` on, one more than the place of its answer; 0 for none.
    private var places = [Int16](repeating: 0, count: 64)
    private(set) var answers: [Answer] = []

    mutating func move(to index: Int) {
        guard index < base || index >= base + Self.size / 2 else { return }
        base = index
        guard !answers.isEmpty else { return }
        for slot in 0..<Self.size { places[slot] = 0 }
        answers.removeAll(keepingCapacity: true)
    }

    func place(of index: Int) -> Int? {
        let slot = index - base
        guard slot >= 0, slot < Self.size, places[slot] > 0 else { return nil }
        return Int(places[slot]) - 1
    }

    mutating func add(_ answer: Answer, for index: Int) {
        let slot = index - base
        guard slot >= 0, slot < Self.size else { return }
        answers.append(answer)
        places[slot] = Int16(answers.count)
    }
}
