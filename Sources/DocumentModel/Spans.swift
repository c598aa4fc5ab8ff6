/// A range of UTF-8 offsets into ``Document/text``, half-open.
///
/// Offsets in the fetched bytes are a different type, ``SourceSpan``, so that the compiler stops
/// one from being passed for the other.
public struct TextSpan: Hashable, Sendable, Codable {
    public let lowerBound: Int
    public let upperBound: Int

    @inlinable
    public init(_ range: Range<Int>) {
        lowerBound = range.lowerBound
        upperBound = range.upperBound
    }

    /// The number of UTF-8 code units covered.
    @inlinable
    public var length: Int { upperBound - lowerBound }

    @inlinable
    public var range: Range<Int> { lowerBound..<upperBound }

    @inlinable
    public func covers(_ other: TextSpan) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }

    @inlinable
    public func overlaps(_ other: TextSpan) -> Bool {
        lowerBound < other.upperBound && other.lowerBound < upperBound
    }

    /// The smallest span that covers this one and `other`.
    @inlinable
    public func joined(with other: TextSpan) -> TextSpan {
        TextSpan(min(lowerBound, other.lowerBound)..<max(upperBound, other.upperBound))
    }
}

extension TextSpan: Comparable {
    /// Orders spans as they are read: by start, and the longer one first where two start together.
    @inlinable
    public static func < (lhs: TextSpan, rhs: TextSpan) -> Bool {
        (lhs.lowerBound, rhs.upperBound) < (rhs.lowerBound, lhs.upperBound)
    }
}

extension [TextSpan] {
    /// The first of these spans, sorted and without overlap, that shares a byte with `span`.
    ///
    /// - Complexity: O(log *n*).
    package func first(overlapping span: TextSpan) -> TextSpan? {
        let index = partitioningIndex { $0.upperBound > span.lowerBound }
        return index < count && self[index].overlaps(span) ? self[index] : nil
    }
}

/// A range of byte offsets into ``Page/body``, half-open.
public struct SourceSpan: Hashable, Sendable, Codable {
    public let lowerBound: Int
    public let upperBound: Int

    public init(_ range: Range<Int>) {
        lowerBound = range.lowerBound
        upperBound = range.upperBound
    }

    public var range: Range<Int> { lowerBound..<upperBound }
}
