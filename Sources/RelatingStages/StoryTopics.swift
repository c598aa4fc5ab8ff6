import DocumentModel

/// What the stories of a page are about, as their headings and first sentences say.
struct StoryTopics {
    /// By story, the purposes that its title, heading or first sentence names in words.
    private(set) var stated: [Int: [String]] = [:]
    /// By story, the purposes that they name in any way.
    private(set) var suggested: [Int: [String]] = [:]
    /// By story, the last of those sentences that names one.
    private(set) var sentence: [Int: Int] = [:]

    /// In words. A shorter line is a date, a section or a number, not a first sentence.
    private static let fewestWords = 10

    init(_ sentences: [SentenceReading], _ stories: [Int]) {
        for story in Set(stories) {
            let members = sentences.indices.filter { stories[$0] == story }
            let heads = Self.heads(of: members, in: sentences)
            let purposes = heads.flatMap { sentences[$0].purposes }
            stated[story] = unique(purposes.filter { !$0.isSetting }.map(\.code))
            suggested[story] = unique(purposes.map(\.code))
            sentence[story] = heads.last { !sentences[$0].purposes.isEmpty }
        }
    }

    /// The title, the heading over a story and its first sentence.
    private static func heads(of members: [Int], in sentences: [SentenceReading]) -> [Int] {
        let titles = members.filter { sentences[$0].zone == .title }
        let heading = members.prefix(1).filter { sentences[$0].zone == .heading }
        let first = members.first {
            [.body, .quote].contains(sentences[$0].zone)
                && sentences[$0].words.count >= fewestWords
        }
        // What a country is a source or destination for is not what its figures are of.
        return unique(titles + heading + (first.map { [$0] } ?? [])).filter { index in
            !sentences[index].signs.contains { if case .role = $0.sign { true } else { false } }
        }
    }
}
