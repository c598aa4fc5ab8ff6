import DocumentModel
import Testing
import TextAnalysis

@Suite struct WordSegmenterTests {
    private func words(_ text: String) -> [String] {
        WordSegmenter().words(in: Array(text.utf8)).map {
            String(decoding: Array(text.utf8)[$0.span.range], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("a 20-year-old", ["a", "20", "-", "year", "-", "old"]),
        ("1.786 niñas", ["1", ".", "786", "niñas"]),
        ("Côte d’Ivoire", ["Côte", "d", "’", "Ivoire"]),
        ("agri\u{AD}culture", ["agri\u{AD}culture"]),
        ("3\u{A0}012 %", ["3", "012", "%"]),
        ("", []),
    ])
    func partsText(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(arguments: [("PERÚ", "peru"), ("agri\u{AD}culture", "Agriculture"), ("ﬁn", "FIN")])
    func foldsAlike(one: String, other: String) {
        #expect(WordSegmenter().folded(one) == WordSegmenter().folded(other))
    }

    @Test func findsTheLongestPhrase() {
        let table = PhraseTable([("Costa", 1), ("Costa Rica", 2), ("Rica", 3)])
        let words = WordSegmenter().words(in: Array("En COSTA  RICA y en la costa".utf8))
        let matches = table.matches(in: words)
        #expect(matches.map(\.words) == [1..<3, 6..<7])
        #expect(matches.map { Array($0.payloads) } == [[2], [1]])
        #expect(table.longestMatch(endingBefore: 3, in: words)?.payloads.first == 2)
    }

    private enum Animal: Int, PhraseKinded {
        case cat, dog
        var phraseKind: Int { rawValue }
    }

    @Test func tellsKindsByTheFirstWord() {
        let table = PhraseTable([("black cat", Animal.cat), ("black dog", .dog), ("hound", .dog)])
        let words = WordSegmenter().words(in: Array("Black hound".utf8)).map(\.value)
        #expect(table.mayStart(Animal.cat.phraseKinds, with: words[0]))
        #expect(table.mayStart(Animal.dog.phraseKinds, with: words[0]))
        #expect(!table.mayStart(Animal.cat.phraseKinds, with: words[1]))
        #expect(table.mayStart(Animal.dog.phraseKinds, with: words[1]))
    }
}
