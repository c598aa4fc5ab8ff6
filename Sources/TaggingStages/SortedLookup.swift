import DocumentModel

extension [Mention<Zone>] {
    /// The zone that covers `span`, of zones that are sorted and do not overlap.
    func covering(_ span: TextSpan) -> Mention<Zone>? { element(covering: span) }
}

extension Array {
    /// The mention that covers `span`, of mentions that are sorted and do not overlap.
    ///
    /// - Complexity: O(log *n*).
    func element<Value>(covering span: TextSpan) -> Element? where Element == Mention<Value> {
        let index = partition { $0.span.lowerBound > span.lowerBound } - 1
        guard index >= 0, self[index].span.covers(span) else { return nil }
        return self[index]
    }

    /// The mentions inside `span`, of mentions that are sorted and do not overlap.
    ///
    /// - Complexity: O(log *n*).
    func elements<Value>(inside span: TextSpan) -> ArraySlice<Element>
    where Element == Mention<Value> {
        let first = partition { $0.span.lowerBound >= span.lowerBound }
        let end = partition { $0.span.upperBound > span.upperBound }
        return first < end ? self[first..<end] : []
    }

    /// The first index from which on `isLate` holds, in an array sorted by it.
    func partition(_ isLate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isLate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
