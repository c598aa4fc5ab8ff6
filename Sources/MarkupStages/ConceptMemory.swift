import HTMLScanning

/// The concepts of the `class` and `id` values met last: a page repeats few of them many times.
struct ConceptMemory {
    private struct Entry {
        var fingerprint: UInt64 = 0
        var concepts: ConceptTokens.Concepts = []
    }

    private let tokens: ConceptTokens
    private var entries = [Entry](repeating: Entry(), count: 1024)

    init(_ tokens: ConceptTokens) {
        self.tokens = tokens
    }

    @inline(__always)
    mutating func concepts(
        of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>
    ) -> ConceptTokens.Concepts {
        guard range.count <= 256 else { return tokens.concepts(of: bytes, in: range) }
        let fingerprint = bytes.fingerprint(of: range)
        let place = Int(truncatingIfNeeded: fingerprint & 1023)
        if entries[place].fingerprint == fingerprint { return entries[place].concepts }
        let concepts = tokens.concepts(of: bytes, in: range)
        entries[place] = Entry(fingerprint: fingerprint, concepts: concepts)
        return concepts
    }
}
