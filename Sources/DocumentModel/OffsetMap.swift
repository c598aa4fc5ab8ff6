/// The way back from extracted text to the bytes it came from.
///
/// The map is a list of runs that tile the text in order. Inside a *verbatim* run text and source
/// advance together, byte for byte; a *replaced* run (an entity, a re-encoded character, a
/// collapsed blank) maps as a whole. Texts and sources are smaller than 4 GiB.
public struct OffsetMap: Hashable, Sendable {
    public struct Run: Hashable, Sendable {
        public let textStart: UInt32
        public let sourceStart: UInt32
        public let sourceLength: UInt32
        public let isVerbatim: Bool
    }

    /// Sorted by `textStart`; a run ends where the next one starts.
    public private(set) var runs: [Run]
    public private(set) var textLength: Int

    /// The map of an empty text.
    public init() {
        runs = []
        textLength = 0
    }

    /// The map of a text taken byte for byte from its source, `skipping` bytes into it.
    public static func identity(length: Int, skipping: Int = 0) -> OffsetMap {
        var map = OffsetMap()
        map.append(textLength: length, from: skipping..<(skipping + length), isVerbatim: true)
        return map
    }

    /// Adds the next run of text. Verbatim runs that continue each other become one.
    ///
    /// - Precondition: a verbatim run is as long as its source.
    public mutating func append(textLength length: Int, from source: Range<Int>, isVerbatim: Bool) {
        precondition(
            !isVerbatim || source.count == length, "a verbatim run has its source's length")
        guard length > 0 else { return }
        if isVerbatim, let last = runs.last, last.isVerbatim,
            Int(last.sourceStart + last.sourceLength) == source.lowerBound
        {
            runs[runs.count - 1] = Run(
                textStart: last.textStart, sourceStart: last.sourceStart,
                sourceLength: last.sourceLength + UInt32(length), isVerbatim: true)
        } else {
            runs.append(
                Run(
                    textStart: UInt32(textLength), sourceStart: UInt32(source.lowerBound),
                    sourceLength: UInt32(source.count), isVerbatim: isVerbatim))
        }
        textLength += length
    }

    /// The bytes that the text in `span` came from; empty at its place where `span` is empty.
    ///
    /// - Complexity: O(log *n*), where *n* is the number of runs.
    public func source(of span: TextSpan) -> SourceSpan {
        guard !runs.isEmpty else { return SourceSpan(0..<0) }
        let lower = sourceOffset(of: span.lowerBound)
        guard span.length > 0 else { return SourceSpan(lower..<lower) }
        let index = run(at: span.upperBound - 1)
        let last = runs[index]
        let end =
            last.isVerbatim
            ? Int(last.sourceStart) + (span.upperBound - Int(last.textStart))
            : Int(last.sourceStart + last.sourceLength)
        return SourceSpan(lower..<max(lower, end))
    }

    /// The map of the text after `edits`, which are sorted and do not overlap.
    ///
    /// - Complexity: O(*n* + *m*) for *n* runs and *m* edits.
    public func applying(_ edits: [TextEdit]) -> OffsetMap {
        var result = OffsetMap()
        result.runs.reserveCapacity(runs.count + 2 * edits.count)
        var cursor = 0
        var copied = 0
        for edit in edits {
            copy(copied..<edit.span.lowerBound, from: &cursor, to: &result)
            result.append(
                textLength: edit.replacement.count, from: source(of: edit.span).range,
                isVerbatim: false)
            copied = edit.span.upperBound
        }
        copy(copied..<textLength, from: &cursor, to: &result)
        return result
    }

    /// The map from this map's text to the bytes under `inner`, whose text is this map's source.
    public func composed(onto inner: OffsetMap) -> OffsetMap {
        var result = OffsetMap()
        result.runs.reserveCapacity(runs.count + inner.runs.count)
        for (index, run) in runs.enumerated() {
            let length = end(of: index) - Int(run.textStart)
            let source = Int(run.sourceStart)..<Int(run.sourceStart + run.sourceLength)
            if run.isVerbatim {
                var cursor = inner.runs.isEmpty ? 0 : inner.run(at: source.lowerBound)
                inner.copy(source, from: &cursor, to: &result)
            } else {
                result.append(
                    textLength: length, from: inner.source(of: TextSpan(source)).range,
                    isVerbatim: false)
            }
        }
        return result
    }

    /// Appends the runs under `range` of this map's text, moving `cursor` on to the run it ends in.
    private func copy(_ range: Range<Int>, from cursor: inout Int, to result: inout OffsetMap) {
        var offset = range.lowerBound
        while cursor < runs.count, offset < range.upperBound {
            let run = runs[cursor]
            let runEnd = end(of: cursor)
            let upper = min(runEnd, range.upperBound)
            if offset < upper {
                let skipped = offset - Int(run.textStart)
                let source =
                    run.isVerbatim
                    ? (Int(run.sourceStart) + skipped)..<(Int(run.sourceStart) + skipped + upper
                        - offset)
                    : Int(run.sourceStart)..<Int(run.sourceStart + run.sourceLength)
                result.append(
                    textLength: upper - offset, from: source, isVerbatim: run.isVerbatim)
                offset = upper
            }
            if runEnd <= offset { cursor += 1 }
        }
    }

    private func end(of index: Int) -> Int {
        index + 1 < runs.count ? Int(runs[index + 1].textStart) : textLength
    }

    private func sourceOffset(of textOffset: Int) -> Int {
        let run = runs[run(at: textOffset)]
        if textOffset >= textLength { return Int(run.sourceStart + run.sourceLength) }
        return Int(run.sourceStart) + (run.isVerbatim ? textOffset - Int(run.textStart) : 0)
    }

    /// The last run that starts at or before `textOffset`.
    private func run(at textOffset: Int) -> Int {
        max(0, runs.partitioningIndex { Int($0.textStart) > textOffset } - 1)
    }
}
