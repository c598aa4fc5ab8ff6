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

    /// Whether the page is one of those that browsers read as they did before the standards.
    package var isQuirky: Bool {
        guard isCorrect, name.map({ $0.elementsEqual("html".utf8) }) == true else { return true }
        let publicID = String(decoding: publicID ?? [], as: UTF8.self).lowercased()
        let systemID = systemID.map { String(decoding: $0, as: UTF8.self).lowercased() }
        if Self.quirkyPublicIDs.contains(publicID) || systemID == Self.quirkySystemID {
            return true
        }
        if Self.quirkyPrefixes.contains(where: { publicID.hasPrefix($0) }) { return true }
        return systemID == nil && Self.prefixesWithoutSystem.contains { publicID.hasPrefix($0) }
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

// Public and system identifiers of old pages (HTML, section 13.2.6.4.1), in small letters.
extension HTMLDoctype {
    private static let quirkyPublicIDs: Set<String> = [
        "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
    ]

    private static let quirkySystemID =
        "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"

    private static let prefixesWithoutSystem = [
        "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
    ]

    private static let quirkyPrefixes = [
        "+//silmaril//dtd html pro v0r11 19970101//",
        "-//as//dtd html 3.0 aswedit + extensions//",
        "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
        "-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//",
        "-//ietf//dtd html 2.0 strict level 1//", "-//ietf//dtd html 2.0 strict level 2//",
        "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//", "-//ietf//dtd html 2.1e//",
        "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//",
        "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//",
        "-//ietf//dtd html level 2//", "-//ietf//dtd html level 3//",
        "-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//",
        "-//ietf//dtd html strict level 2//", "-//ietf//dtd html strict level 3//",
        "-//ietf//dtd html strict//", "-//ietf//dtd html//",
        "-//metrius//dtd metrius presentational//",
        "-//microsoft//dtd internet explorer 2.0 html strict//",
        "-//microsoft//dtd internet explorer 2.0 html//",
        "-//microsoft//dtd internet explorer 2.0 tables//",
        "-//microsoft//dtd internet explorer 3.0 html strict//",
        "-//microsoft//dtd internet explorer 3.0 html//",
        "-//microsoft//dtd internet explorer 3.0 tables//",
        "-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//",
        "-//o'reilly and associates//dtd html 2.0//",
        "-//o'reilly and associates//dtd html extended 1.0//",
        "-//o'reilly and associates//dtd html extended relaxed 1.0//",
        "-//sq//dtd html 2.0 hotmetal + extensions//",
        "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
        "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
        "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava html//",
        "-//sun microsystems corp.//dtd hotjava strict html//",
        "-//w3c//dtd html 3 1995-03-24//", "-//w3c//dtd html 3.2 draft//",
        "-//w3c//dtd html 3.2 final//", "-//w3c//dtd html 3.2//", "-//w3c//dtd html 3.2s draft//",
        "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
        "-//w3c//dtd html experimental 19960712//", "-//w3c//dtd html experimental 970421//",
        "-//w3c//dtd w3 html//", "-//w3o//dtd w3 html 3.0//",
        "-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
    ]
}
