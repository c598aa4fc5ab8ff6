import DocumentModel
import TextAnalysis
import Testing

/// Which words of a text are looked up at all.
@Suite struct WordSlotsTests {
    private func places(_ phrases: [String], digits: Bool = false, in text: String) -> [Int] {
        var starts = WordStarts(digits: digits)
        starts.insert(firstWordsOf: PhraseTable(phrases: phrases))
        return starts.indices(in: WordSlots(WordSegmenter().words(in: Array(text.utf8))))
    }

    @Test func findsTheFirstWordsOfPhrases() {
        #expect(places(["forced labour", "Á"], in: "the FORCED sale, 12 a forced") == [1, 5, 6])
        #expect(places([], in: "the forced sale") == [])
        #expect(places(["sale"], in: "") == [])
    }

    @Test func takesDigitsOnlyWhereTheyAreWanted() {
        #expect(places(["sale"], digits: true, in: "2008 was for sale 12") == [0, 3, 4])
        #expect(places(["sale"], in: "2008 was for sale 12") == [3])
    }

    /// So many phrases that the set of first words grows on the way.
    @Test func largeTablesKnowAllTheirFirstWords() {
        let phrases = (0..<20_000).map { number in
            String(
                String(number, radix: 8).map {
                    Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
                })
        }
        let table = PhraseTable(phrases: phrases)
        let words = WordSegmenter().words(in: Array(phrases.joined(separator: " ").utf8))
        #expect(words.count == phrases.count)
        #expect(words.indices.allSatisfy { table.longestMatch(at: $0, in: words) != nil })
    }
}
