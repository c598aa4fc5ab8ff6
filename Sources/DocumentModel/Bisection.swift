extension RandomAccessCollection {
    /// The first index whose element, and all after it, are as `isLate` says; the end where none is.
    ///
    /// - Precondition: Elements that are late stand behind all that are not.
    /// - Complexity: O(log *n*).
    @inlinable
    package func partitioningIndex(where isLate: (Element) -> Bool) -> Index {
        var low = startIndex
        var rest = count
        while rest > 0 {
            let half = rest / 2
            let middle = index(low, offsetBy: half)
            if isLate(self[middle]) {
                rest = half
            } else {
                low = index(after: middle)
                rest -= half + 1
            }
        }
        return low
    }
}
