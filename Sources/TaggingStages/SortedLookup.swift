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
        let index = partitioningIndex { $0.span.lowerBound > span.lowerBound } - 1
        guard index >= 0, self[index].span.covers(span) else { return nil }
        return self[index]
    }

    /// The mentions inside `span`, of mentions that are sorted and do not overlap.
    ///
    /// - Complexity: O(log *n*).
    func elements<Value>(inside span: TextSpan) -> ArraySlice<Element>
    where Element == Mention<Value> {
        let first = partitioningIndex { $0.span.lowerBound >= span.lowerBound }
        let end = partitioningIndex { $0.span.upperBound > span.upperBound }
        return first < end ? self[first..<end] : []
    }
}

extension [Mention<Sentence>] {
    /// The words of the sentence that has word `index`, of sentences that are sorted.
    func words(around index: Int) -> Range<Int>? {
        let next = partitioningIndex { $0.value.words.upperBound > index }
        return next < count && self[next].value.words.contains(index)
            ? self[next].value.words : nil
    }
}
