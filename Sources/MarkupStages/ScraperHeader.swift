import DocumentModel

/// The fields that a scraper wrote over a text: its address, when it was fetched, its title.
struct ScraperHeader {
    let lines: TextLines
    let furniture: FurniturePhrases

    private static let mostLines = 24

    /// What of a header goes.
    struct Part {
        let line: Int
        /// What is kept of the line: the title.
        let kept: Range<Int>
    }

    /// The fields at the head of the text, where a program wrote them; a date alone too.
    ///
    /// A scraper's date says when a page was crawled or filed, and often years after it was written:
    /// it is no date of publication.
    func parts() -> [Part] {
        var parts: [Part] = []
        var fields = 0
        var isByProgram = false
        for index in lines.lines.indices.prefix(Self.mostLines) {
            let line = lines.lines[index]
            if line.isBlank { continue }
            if isRule(line) {
                parts.append(
                    Part(line: index, kept: line.content.upperBound..<line.content.upperBound))
                // Two rules hold a header between them.
                if fields > 0 { break }
                continue
            }
            guard let field = furniture.scrapedField(line, in: lines) else { break }
            fields += 1
            isByProgram = isByProgram || isMachine(field.value)
            let end = line.content.upperBound
            parts.append(
                Part(line: index, kept: field.isTitle ? unquoted(field.value) : end..<end))
        }
        if isByProgram, fields >= 2 || fields == 1 && isAddress(parts) { return parts }
        guard let first = lines.lines.firstIndex(where: { !$0.isBlank }),
            let end = furniture.scrapedDateEnd(lines.lines[first], in: lines)
        else { return [] }
        return [Part(line: first, kept: end..<lines.lines[first].content.upperBound)]
    }

    private func unquoted(_ value: Range<Int>) -> Range<Int> {
        guard value.count >= 2, let mark = lines.text[value].first, mark == 0x22 || mark == 0x27,
            lines.text[value].last == mark
        else { return value }
        return value.lowerBound + 1..<value.upperBound - 1
    }

    private func isRule(_ line: TextLine) -> Bool {
        let bytes = lines.text[line.content]
        return bytes.count >= 3 && bytes.allSatisfy { $0 == bytes[bytes.startIndex] }
            && "-=*_#".utf8.contains(bytes[bytes.startIndex])
    }

    private func isAddress(_ parts: [Part]) -> Bool {
        parts.contains { lines.text[lines.lines[$0.line].content].contains(Array("://".utf8)) }
    }

    /// Whether a value is an address or a date as programs write them.
    private func isMachine(_ value: Range<Int>) -> Bool {
        let bytes = Array(lines.text[value].drop { $0 == 0x22 || $0 == 0x27 }.prefix(32))
        if bytes.contains(Array("://".utf8)) { return true }
        guard bytes.count >= 10 else { return false }
        return bytes.prefix(10).enumerated().allSatisfy { index, byte in
            index == 4 || index == 7 ? byte == UInt8(ascii: "-") : byte.isASCIIDigit
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(_ part: [UInt8]) -> Bool { Array(self).offset(of: part) != nil }
}
