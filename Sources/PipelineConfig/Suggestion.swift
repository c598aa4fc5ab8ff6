/// What to say of a name that is not known: the nearest one that is, else where to find them.
package func unknown(
    _ what: String, _ name: String, among known: [String], otherwise advice: String? = nil
) -> String {
    let opening = "unknown \(what) \(quoted(name))"
    if let nearest = nearest(to: name, among: known) {
        return "\(opening); did you mean “\(nearest)”?"
    }
    if let advice { return "\(opening); \(advice)" }
    return known.isEmpty ? "\(opening): there are none" : "\(opening); known are \(listed(known))"
}

/// The known name that `name` is most likely meant to be; nil where none is near.
package func nearest(to name: String, among known: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(100))
    let limit = max(1, wanted.count / 3)
    let distances = known.map { candidate in
        editDistance(wanted, Array(candidate.lowercased().unicodeScalars))
    }
    guard let least = distances.min(), least <= limit, let index = distances.firstIndex(of: least)
    else { return nil }
    return known[index]
}

/// The number of letters to insert, remove, replace or swap with their neighbour.
///
/// - Complexity: O(*nm*).
func editDistance<Element: Equatable>(_ first: [Element], _ second: [Element]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        current.reserveCapacity(last.count)
        for column in second.indices {
            let isSame = first[row] == second[column]
            var cost = min(
                last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, first[row] == second[column - 1],
                first[row - 1] == second[column]
            {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[second.count]
}

/// “a”, “b” and “c”.
package func listed(_ names: [String], _ conjunction: String = "and") -> String {
    guard let last = names.last else { return "" }
    let first = names.dropLast().map(quoted).joined(separator: ", ")
    return first.isEmpty ? quoted(last) : "\(first) \(conjunction) \(quoted(last))"
}

/// A text from the file in quotes, on one line and not too long for a message.
package func quoted(_ text: String) -> String {
    let line = String(
        text.unicodeScalars.prefix(60).map {
            $0.properties.generalCategory == .control ? " " : Character($0)
        })
    return text.unicodeScalars.count > 60 ? "“\(line)…”" : "“\(line)”"
}
