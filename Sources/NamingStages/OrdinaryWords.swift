import Foundation
import TextAnalysis

/// Which words are also ordinary ones, written in lower case: a filter that says so of few others.
package struct OrdinaryWords: Sendable {
    private var bits: [UInt8]

    private static let size = 1 << 16

    /// The filter of `words`.
    package init(_ words: [String]) {
        bits = Array(repeating: 0, count: Self.size)
        let segmenter = WordSegmenter()
        for word in words {
            for folded in segmenter.folded(word) {
                let places = Self.places(of: folded)
                for bit in [places.0, places.1] { bits[bit >> 3] |= 1 << UInt8(bit & 7) }
            }
        }
    }

    /// The filter as a file.
    package var file: [UInt8] { bits }

    /// The filter that ships with the package, empty where it is missing.
    static var bundled: OrdinaryWords {
        let file = Bundle.module.resourceURL?.appending(path: "Weights/words.filter")
        var words = OrdinaryWords([])
        if let data = file.flatMap({ try? Data(contentsOf: $0) }), data.count == size {
            words.bits = [UInt8](data)
        }
        return words
    }

    @inline(__always)
    func contains(_ folded: UInt64) -> Bool {
        let places = Self.places(of: folded)
        return bits[places.0 >> 3] & (1 << UInt8(places.0 & 7)) != 0
            && bits[places.1 >> 3] & (1 << UInt8(places.1 & 7)) != 0
    }

    @inline(__always)
    private static func places(of folded: UInt64) -> (Int, Int) {
        let mask = size * 8 - 1
        return (
            Int(truncatingIfNeeded: folded) & mask, Int(truncatingIfNeeded: folded >> 24) & mask
        )
    }
}
