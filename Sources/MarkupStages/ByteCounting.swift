import DocumentModel
import HTMLScanning

// What is asked of every text and every attribute of a page, sixteen bytes at a time.
extension UnsafeBufferPointer<UInt8> {
    /// How many bytes of `range` are above the space, and how many are commas.
    @inline(__always)
    func textCounts(in range: Range<Int>) -> (text: UInt32, commas: UInt32) {
        let space = SIMD16<UInt8>(repeating: 0x20)
        let comma = SIMD16<UInt8>(repeating: UInt8(ascii: ","))
        var text: UInt32 = 0
        var commas: UInt32 = 0
        var offset = range.lowerBound
        while offset &+ 16 <= range.upperBound {
            // A lane holds up to 255.
            let end = Swift.min(range.upperBound, offset &+ 16 * 255)
            var texts = SIMD16<UInt8>(repeating: 0)
            var marks = SIMD16<UInt8>(repeating: 0)
            while offset &+ 16 <= end {
                let bytes = sixteen(at: offset)
                texts = texts &+ (bytes .> space).ones
                marks = marks &+ (bytes .== comma).ones
                offset &+= 16
            }
            text &+= texts.sum
            commas &+= marks.sum
        }
        while offset < range.upperBound {
            text &+= self[offset] > 0x20 ? 1 : 0
            commas &+= self[offset] == UInt8(ascii: ",") ? 1 : 0
            offset &+= 1
        }
        return (text, commas)
    }

    /// On from `start` past words with one space between them. Stops, at `end` at the latest, before
    /// what may be white space to be collapsed, a control character or a character never shown.
    @inline(__always)
    func endOfPlainText(from start: Int, before end: Int) -> Int {
        let space = SIMD16<UInt8>(repeating: 0x20)
        // Characters never shown begin with one of these.
        let (latin, marks, forms) = (
            SIMD16<UInt8>(repeating: 0xC2), SIMD16<UInt8>(repeating: 0xE2),
            SIMD16<UInt8>(repeating: 0xEF)
        )
        var offset = start
        while offset &+ 17 <= end {
            let bytes = sixteen(at: offset)
            let spaces = (bytes .<= space) .& (sixteen(at: offset &+ 1) .<= space)
            let others =
                (bytes .< space) .| (bytes .== latin) .| (bytes .== marks) .| (bytes .== forms)
            let place = (spaces .| others).firstPlace
            if place < 16 { return offset &+ place }
            offset &+= 16
        }
        return offset
    }

    /// Adds the bytes in `range` but the NULs among them.
    func append(_ range: Range<Int>, withoutNULTo text: inout [UInt8]) {
        var start = range.lowerBound
        let bounded = UnsafeBufferPointer(rebasing: self[..<range.upperBound])
        while start < range.upperBound {
            let end = bounded.nextOffset(of: 0, from: start)
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bounded[start..<end]))
            start = end + 1
        }
    }

    /// The first eight bytes in `range`, the first one lowest; zeroes where it holds fewer.
    @inline(__always)
    func firstEight(of range: Range<Int>) -> UInt64 {
        var word: UInt64 = 0
        if range.lowerBound &+ 8 <= count {
            word =
                UnsafeRawBufferPointer(self).loadUnaligned(
                    fromByteOffset: range.lowerBound, as: UInt64.self
                ).littleEndian
            if range.count < 8 { word &= 1 &<< UInt64(8 &* range.count) &- 1 }
        } else {
            for offset in range.prefix(8).reversed() { word = word << 8 | UInt64(self[offset]) }
        }
        return word
    }

    /// A number that tells the bytes in `range` from others: two values of the same length with the
    /// same number are the same but by the rarest chance.
    @inline(__always)
    func fingerprint(of range: Range<Int>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(self)
        var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = range.lowerBound
        while offset < range.upperBound {
            var word: UInt64 = 0
            let left = range.upperBound &- offset
            if offset &+ 8 <= count {
                word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
                if left < 8 { word &= 1 &<< UInt64(8 &* left) &- 1 }
            } else {
                for place in offset..<range.upperBound { word = word << 8 | UInt64(self[place]) }
            }
            hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            offset &+= 8
        }
        return hash
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// One in each lane that is set.
    @inline(__always)
    fileprivate var ones: SIMD16<UInt8> {
        unsafeBitCast(self, to: SIMD16<UInt8>.self) & SIMD16<UInt8>(repeating: 1)
    }
}

extension SIMD16<UInt8> {
    /// The sum of all lanes.
    @inline(__always)
    fileprivate var sum: UInt32 {
        let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
        let even: UInt64 = 0x00FF_00FF_00FF_00FF
        let pairs =
            (halves[0] & even) &+ (halves[0] >> 8 & even) &+ (halves[1] & even)
            &+ (halves[1] >> 8 & even)
        return UInt32(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
    }
}

extension String {
    /// The bytes of the text in lower case.
    var lowercasedUTF8: [UInt8] {
        let isASCII = utf8.allSatisfy { $0 < 0x80 }
        return isASCII ? utf8.map(\.asciiLowered) : Array(lowercased().utf8)
    }
}
