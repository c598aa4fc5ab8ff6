import DocumentModel
import Lexicons

/// What the countries of a document and of its stories are.
extension Discourse {
    /// For each sentence the number of its story, 0 where it belongs to none.
    static func stories(of sentences: [SentenceReading], _ document: Document) -> [Int] {
        let stories = document[.stories]
        guard !stories.isEmpty else { return sentences.map { _ in 0 } }
        return sentences.map { sentence in
            let index =
                stories.partitioningIndex { $0.span.lowerBound > sentence.span.lowerBound } - 1
            return index < 0 ? 0 : stories[index].value.number
        }
    }

    /// For each sentence the longest list of countries in it or before it in its story: in one
    /// sentence, or down the rows of a table or the items of a list.
    static func lists(of sentences: [SentenceReading], _ stories: [Int]) -> [[String]] {
        var longest: [String] = []
        var column: [String] = []
        var story: Int?
        return zip(sentences, stories).map { sentence, number in
            if number != story { (longest, column, story) = ([], [], number) }
            for run in sentence.countryRuns where run.count > longest.count { longest = run }
            if sentence.isTableRow || sentence.zone == .listItem {
                column += sentence.namedCountries.prefix(1).map(\.value.iso3)
                let named = unique(column)
                if named.count > longest.count { longest = named }
            } else {
                column = []
            }
            return longest
        }
    }

    /// By story, the country with more mentions than all others together, or twice the next one's.
    static func mainCountries(
        of sentences: [SentenceReading], _ stories: [Int]
    ) -> [Int: String] {
        var counts: [Int: [String: Int]] = [:]
        for (sentence, story) in zip(sentences, stories) {
            for country in sentence.countries {
                counts[story, default: [:]][country.value.iso3, default: 0] +=
                    sentence.zone == .title ? 2 : 1
            }
            for place in sentence.places {
                counts[story, default: [:]][place.value.iso3, default: 0] += 1
            }
        }
        return counts.compactMapValues(mainCountry)
    }

    private static func mainCountry(_ counts: [String: Int]) -> String? {
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first, first.value >= 2 else {
            return ranked.count == 1 ? ranked.first?.key : nil
        }
        let next = ranked.dropFirst().first?.value ?? 0
        let total = counts.values.reduce(0, +)
        return first.value >= 2 * next || first.value * 2 > total ? first.key : nil
    }
}
