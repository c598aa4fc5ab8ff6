import DocumentModel
import TextAnalysis

/// What was already read around one place of a text, so that no rule reads it again.
///
/// The rules of a time ask for the same words and constituents over and over: a date is tried alone,
/// beside a time of day, and as either end of a range. All answers hang on the text alone.
final class TimeMemo {
    struct Hit {
        let token: TimeToken
        let end: Int
    }

    /// Places kept; readings further off are made anew.
    private static let size = 64

    private var base = 0
    private var used = 0
    private var hits = [[Hit]?](repeating: nil, count: size)
    private var dates = [TimeReader.DateRead??](repeating: nil, count: size)
    private var nestedDates = [TimeReader.DateRead??](repeating: nil, count: size)
    private var moments = [TimeReader.Read??](repeating: nil, count: size)
    private var clocks = [TimeReader.ClockRead??](repeating: nil, count: size)
    private var movedUnits = [TimeReader.DateRead??](repeating: nil, count: size)

    /// Makes room from word `index` on; answers that are still in reach stay.
    func move(to index: Int) {
        guard index < base || index >= base + Self.size / 2 else { return }
        for slot in 0..<used {
            hits[slot] = nil
            dates[slot] = nil
            nestedDates[slot] = nil
            moments[slot] = nil
            clocks[slot] = nil
            movedUnits[slot] = nil
        }
        base = index
        used = 0
    }

    private func slot(_ index: Int) -> Int? {
        let slot = index - base
        guard slot >= 0, slot < Self.size else { return nil }
        if slot >= used { used = slot + 1 }
        return slot
    }

    func hits(at index: Int, _ find: () -> [Hit]) -> [Hit] {
        guard let slot = slot(index) else { return find() }
        if let known = hits[slot] { return known }
        let found = find()
        hits[slot] = found
        return found
    }

    func date(at index: Int, depth: Int, _ read: () -> TimeReader.DateRead?) -> TimeReader.DateRead?
    {
        guard depth < 2, let slot = slot(index) else { return read() }
        if let known = depth == 0 ? dates[slot] : nestedDates[slot] { return known }
        let found = read()
        if depth == 0 { dates[slot] = .some(found) } else { nestedDates[slot] = .some(found) }
        return found
    }

    func moment(at index: Int, _ read: () -> TimeReader.Read?) -> TimeReader.Read? {
        guard let slot = slot(index) else { return read() }
        if let known = moments[slot] { return known }
        let found = read()
        moments[slot] = .some(found)
        return found
    }

    func clock(at index: Int, _ read: () -> TimeReader.ClockRead?) -> TimeReader.ClockRead? {
        guard let slot = slot(index) else { return read() }
        if let known = clocks[slot] { return known }
        let found = read()
        clocks[slot] = .some(found)
        return found
    }

    func movedUnit(at index: Int, _ read: () -> TimeReader.DateRead?) -> TimeReader.DateRead? {
        guard let slot = slot(index) else { return read() }
        if let known = movedUnits[slot] { return known }
        let found = read()
        movedUnits[slot] = .some(found)
        return found
    }
}
