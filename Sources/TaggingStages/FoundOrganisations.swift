import DocumentModel

/// The organisations found in a text so far, without overlap, each to be had by its words.
struct FoundOrganisations {
    struct Found {
        var words: Range<Int>
        var value: Organisation
    }

    private var items: [Found?] = []
    /// The item that covers each word, -1 for none.
    private var itemOfWord: [Int32]

    init(wordCount: Int) {
        itemOfWord = Array(repeating: -1, count: wordCount)
    }

    /// The items, in reading order.
    var inOrder: [Found] {
        items.compactMap { $0 }.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    func item(at word: Int) -> Found? {
        guard itemOfWord.indices.contains(word), itemOfWord[word] >= 0 else { return nil }
        return items[Int(itemOfWord[word])]
    }

    /// Adds an item in the place of those it overlaps.
    mutating func insert(_ found: Found) {
        remove(overlapping: found.words)
        for word in found.words { itemOfWord[word] = Int32(items.count) }
        items.append(found)
    }

    private mutating func remove(overlapping words: Range<Int>) {
        for word in words where itemOfWord[word] >= 0 {
            let index = Int(itemOfWord[word])
            for word in items[index]?.words ?? 0..<0 { itemOfWord[word] = -1 }
            items[index] = nil
        }
    }
}
