/// Takes the features of one word after another as they are made.
protocol FeatureSink {
    mutating func add(_ key: UInt32)
    mutating func endRow()
}

extension FeatureSink {
    /// Adds a feature: a template and what fills it.
    @inline(__always)
    mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
        var hash = first &* 0x9E37_79B9_7F4A_7C15 ^ second &* 0xC2B2_AE3D_27D4_EB4F
        hash ^= template &* 0x1656_67B1_9E37_79F9
        hash ^= hash >> 31
        hash = hash &* 0xC4CE_B9FE_1A85_EC53
        // 0 marks free rows in tables of weights.
        add(UInt32(truncatingIfNeeded: hash >> 32) | 1)
    }
}

/// The features of each word of a stretch, one after another.
package struct FeatureRows: FeatureSink, Sendable {
    private var features: [UInt32] = []
    private var ends: [Int] = []

    package init() {}

    package var count: Int { ends.count }

    /// The features of one word.
    package subscript(row: Int) -> ArraySlice<UInt32> {
        features[(row > 0 ? ends[row - 1] : 0)..<ends[row]]
    }

    mutating func removeAll() {
        features.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    mutating func add(_ key: UInt32) { features.append(key) }

    mutating func endRow() { ends.append(features.count) }
}
