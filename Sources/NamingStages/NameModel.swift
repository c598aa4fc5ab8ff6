/// Weights of features for each label, and the best labels of a stretch by them.
///
/// **Shape** of a file of weights: `QNW3`, the number of features, the caution, the weights of
/// transitions (rows of labels before, start of stretch last), then each feature's hash and its
/// weights, sorted by hash. Numbers and hashes are 4 bytes, little-endian; weights one signed byte.
package struct NameModel: Sendable {
    /// A word's scores, one a label.
    typealias Scores = SIMD8<Int16>

    /// Pairs of rows: the weights of a feature in signed bytes, 16 bits of its hash above them. The
    /// other bits say the pair. All of it stays in a processor's own cache: each word asks for
    /// dozens of rows, and waiting for them is what reading names costs.
    private var rows: [SIMD2<UInt64>]
    /// How far to move a hash to get its pair.
    private let shift: UInt32
    private let transitions: [Int32]
    /// By how much a name of an organisation must lead all else to be told; see ``NamedRuns``.
    package var caution: Int

    private static let labels = NameLabel.count
    private static let magic: [UInt8] = Array("QNW3".utf8)

    /// - Returns: Nil where `file` is no file of weights.
    package init?(file: [UInt8]) {
        let head = 12 + (Self.labels + 1) * Self.labels
        let size = 4 + Self.labels
        guard file.count >= head, file.starts(with: Self.magic) else { return nil }
        let count = (0..<4).reduce(0) { $0 | Int(file[4 + $1]) << (8 * $1) }
        caution = (0..<4).reduce(0) { $0 | Int(file[8 + $1]) << (8 * $1) }
        guard file.count == head + count * size else { return nil }
        transitions = file[12..<head].map { Int32(Int8(bitPattern: $0)) }
        var bits: UInt32 = 9
        while 1 << Int(bits) < count { bits += 1 }
        shift = 32 - bits
        rows = Array(repeating: SIMD2(), count: 1 << Int(bits))
        for start in stride(from: head, to: file.count, by: size) {
            let key = (0..<4).reduce(UInt32(0)) { $0 | UInt32(file[start + $1]) << (8 * $1) }
            var row = UInt64(Self.check(key)) << 48
            for label in 0..<Self.labels {
                row |= UInt64(file[start + 4 + label]) << (8 * UInt64(label))
            }
            place(row, Int(key >> shift))
        }
    }

    @inline(__always)
    private static func check(_ key: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: key) }

    /// Puts a row into its pair; of three, the one with the smallest weights is left out.
    private mutating func place(_ row: UInt64, _ pair: Int) {
        func size(_ row: UInt64) -> Int {
            let bytes = unsafeBitCast(row, to: SIMD8<Int8>.self)
            return (0..<Self.labels).reduce(0) { $0 + abs(Int(bytes[$1])) }
        }
        var row = row
        for slot in 0..<2 where size(rows[pair][slot]) < size(row) {
            (rows[pair][slot], row) = (row, rows[pair][slot])
        }
    }

    /// A file of weights.
    package static func file(
        features: [(key: UInt32, weights: [Int8])], transitions: [Int8], caution: Int
    ) -> [UInt8] {
        var file = magic
        func add(_ value: UInt32) {
            for shift in 0..<4 { file.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        add(UInt32(features.count))
        add(UInt32(max(0, caution)))
        file += transitions.map { UInt8(bitPattern: $0) }
        for feature in features.sorted(by: { $0.key < $1.key }) {
            add(feature.key)
            file += feature.weights.map { UInt8(bitPattern: $0) }
        }
        return file
    }

    /// Reads stretches, one after another: what features say of each word, and the best labels.
    ///
    /// A word has less than a hundred features, so that no sum leaves 16 bits.
    struct Reading: FeatureSink {
        private let rows: [SIMD2<UInt64>]
        private let shift: UInt32
        private var decoder: LabelDecoder<Int32>
        private var sum = Scores()
        private var scores: [Int32] = []
        /// By how much each word is more of an organisation's name than of anything else.
        private(set) var leads: [Int] = []
        private var isAnyAhead = false

        init(_ model: NameModel) {
            rows = model.rows
            shift = model.shift
            decoder = LabelDecoder(transitions: model.transitions)
        }

        @inline(__always)
        mutating func add(_ key: UInt32) {
            let pair = rows[Int(key >> shift)]
            let check = UInt64(NameModel.check(key))
            let row =
                (pair[0] >> 48 == check ? pair[0] : 0) | (pair[1] >> 48 == check ? pair[1] : 0)
            sum &+= Scores(truncatingIfNeeded: unsafeBitCast(row, to: SIMD8<Int8>.self))
        }

        mutating func endRow() {
            let lead = NameModel.lead(sum)
            isAnyAhead = isAnyAhead || lead > 0
            leads.append(lead)
            for label in 0..<NameLabel.count { scores.append(Int32(sum[label])) }
            sum = Scores()
        }

        mutating func removeAll() {
            scores.removeAll(keepingCapacity: true)
            leads.removeAll(keepingCapacity: true)
            isAnyAhead = false
        }

        /// The best labels of the words read; empty where no word leads as an organisation's.
        mutating func labels() -> [NameLabel] {
            guard isAnyAhead else { return [] }
            decoder.decode(scores)
            return decoder.labels
        }
    }

    @inline(__always)
    private static func lead(_ scores: Scores) -> Int {
        let own = max(
            scores[NameLabel.opens(.organisation).index],
            scores[NameLabel.continues(.organisation).index])
        let others = max(
            max(scores[NameLabel.outside.index], scores[NameLabel.opens(.person).index]),
            max(scores[NameLabel.opens(.place).index], scores[NameLabel.opens(.other).index]))
        return Int(own) - Int(others)
    }
}
