import CICU

/// Classes and folded forms of scalars, filled from ICU once.
///
/// Scalars up to U+2FFF are held in arrays, which covers the scripts of our languages; the rest is
/// asked of ICU each time.
package struct CharacterTable: Sendable {
    package enum Class: UInt8, Sendable {
        case space = 0
        case letter = 1
        case digit = 2
        /// Soft hyphen, zero-width characters: they belong to what surrounds them.
        case format = 3
        case other = 4
    }

    package static let shared = CharacterTable()

    private static let held: UInt32 = 0x3000
    /// What is known of each scalar, in one word so that a text asks once for each character.
    private let entries: [Entry]

    /// The class, whether it is a capital, and the folded scalar: 0 where that is not a single one.
    struct Entry: Sendable {
        fileprivate let bits: UInt32

        fileprivate init(_ kind: Class, isUpper: Bool, folded: UInt32) {
            bits = UInt32(kind.rawValue) | (isUpper ? 8 : 0) | folded << 8
        }

        @inline(__always)
        var kind: Class { Class(rawValue: UInt8(truncatingIfNeeded: bits & 7)) ?? .other }
        @inline(__always)
        var isUpper: Bool { bits & 8 != 0 }
        @inline(__always)
        var folded: UInt32 { bits >> 8 }

        @inline(__always)
        func isOf(_ kind: Class) -> Bool { bits & 7 == UInt32(kind.rawValue) }
    }

    private init() {
        entries = (0..<Self.held).map { scalar in
            let form = Self.icuFold(scalar)
            return Entry(
                Self.icuClass(scalar), isUpper: quipu_icu_is_upper(scalar) != 0,
                folded: form.count == 1 ? form[0] : 0)
        }
    }

    /// The entries of the scalars up to U+2FFF, for a loop over a text.
    @inline(__always)
    func withEntries<Result>(_ body: (UnsafeBufferPointer<Entry>) -> Result) -> Result {
        entries.withUnsafeBufferPointer(body)
    }

    @inline(__always)
    package func `class`(of scalar: UInt32) -> Class {
        scalar < Self.held ? entries[Int(scalar)].kind : Self.icuClass(scalar)
    }

    @inline(__always)
    package func isUppercase(_ scalar: UInt32) -> Bool {
        scalar < Self.held ? entries[Int(scalar)].isUpper : quipu_icu_is_upper(scalar) != 0
    }

    /// Calls `body` with each scalar of `scalar`'s form without case and accents.
    @inline(__always)
    package func fold(_ scalar: UInt32, _ body: (UInt32) -> Void) {
        if scalar < Self.held {
            let single = entries[Int(scalar)].folded
            if single != 0 {
                body(single)
                return
            }
        }
        Self.icuFold(scalar).forEach(body)
    }

    private static func icuClass(_ scalar: UInt32) -> Class {
        Class(rawValue: quipu_icu_class(scalar)) ?? .other
    }

    /// ICU's folded form; punctuation that only looks different becomes its ASCII likeness.
    private static func icuFold(_ scalar: UInt32) -> [UInt32] {
        switch scalar {
        case 0x2018, 0x2019, 0x201B, 0x02BC, 0x00B4, 0x0060: return [0x27]
        case 0x201C...0x201F, 0x00AB, 0x00BB: return [0x22]
        case 0x2010...0x2015, 0x2212: return [0x2D]
        default: break
        }
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 24) { buffer in
            let count = quipu_icu_fold(scalar, buffer.baseAddress, Int32(buffer.count))
            return Array(buffer[0..<Int(count)])
        }
    }
}
