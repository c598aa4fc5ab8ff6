import DocumentModel

/// A document type as a page declares it (HTML, sections 13.2.5.53 to 13.2.5.68).
package struct HTMLDoctype: Hashable, Sendable {
    /// In small letters; nil where none is given.
    package let name: [UInt8]?
    package let publicID: [UInt8]?
    package let systemID: [UInt8]?
    /// Whether it is written as the standard wants it; if not, the page is read as an old one.
    package let isCorrect: Bool

    /// - Parameter range: What stands between "<!DOCTYPE" and ">".
    init(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isClosed: Bool) {
        var reader = Reader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        reader.skipSpace()
        name = reader.name()
        reader.skipSpace()
        var publicID: [UInt8]?
        var systemID: [UInt8]?
        var isCorrect = name != nil
        if !reader.isAtEnd {
            if reader.skip("public") {
                reader.skipSpace()
                publicID = reader.quoted(&isCorrect)
                reader.skipSpace()
                if publicID != nil, !reader.isAtEnd { systemID = reader.quoted(&isCorrect) }
            } else if reader.skip("system") {
                reader.skipSpace()
                systemID = reader.quoted(&isCorrect)
            } else {
                isCorrect = false
            }
            reader.skipSpace()
        }
        // What follows an identifier does no harm, unless the page ends before it.
        if reader.isAtEnd, !isClosed { isCorrect = false }
        self.publicID = publicID
        self.systemID = systemID
        self.isCorrect = isCorrect
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var position: Int
        let end: Int

        var isAtEnd: Bool { position >= end }

        mutating func skipSpace() {
            while !isAtEnd, bytes[position].isASCIIWhitespace { position += 1 }
        }

        mutating func name() -> [UInt8]? {
            let start = position
            while !isAtEnd, !bytes[position].isASCIIWhitespace { position += 1 }
            return start < position ? bytes.name(in: start..<position) : nil
        }

        /// Passes over `word`, given in small letters, where it stands here in any case.
        mutating func skip(_ word: StaticString) -> Bool {
            let length = word.utf8CodeUnitCount
            guard position + length <= end else { return false }
            let isHere = word.withUTF8Buffer { word in
                word.indices.allSatisfy { bytes[position + $0].asciiLowered == word[$0] }
            }
            if isHere { position += length }
            return isHere
        }

        /// A text in quotes; what is no such text, or is cut off, makes the doctype a wrong one.
        mutating func quoted(_ isCorrect: inout Bool) -> [UInt8]? {
            guard !isAtEnd, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[position])
            else {
                isCorrect = false
                return nil
            }
            let quote = bytes[position]
            let start = position + 1
            position = start
            while !isAtEnd, bytes[position] != quote { position += 1 }
            let text = bytes.characters(in: start..<position, nul: .replaced)
            if isAtEnd { isCorrect = false } else { position += 1 }
            return text
        }
    }
}
