import CodeLists
import DocumentModel

extension GeographyMatcher {
    /// The row of the only country whose name goes on where the whole text ends: "Burkina".
    ///
    /// Only for a text that is nothing else, such as a cell of another program's table: whoever
    /// wrote it meant a country or nothing, while in running text "the Sierra" is a mountain range.
    var truncatedCountry: Int? {
        let words = text.words
        guard (1...3).contains(words.count), text.isCapital(0),
            words.allSatisfy({ $0.value.kind == .letters })
        else { return nil }
        let start = text.text[text.span(0..<words.count).range] + [UInt8(ascii: " ")]
        guard start.count > 5 else { return nil }
        var found: Int?
        for (row, country) in names.countries.enumerated() {
            let isStarted = country.names.contains { _, forms in
                forms.first?.utf8.starts(with: start) ?? false
            }
            guard isStarted else { continue }
            guard found == nil else { return nil }
            found = row
        }
        return found
    }
}
