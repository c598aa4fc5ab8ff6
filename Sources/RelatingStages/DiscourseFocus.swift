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

    /// By story, the country it is about.
    static func mainCountries(
        of sentences: [SentenceReading], _ stories: [Int]
    ) -> [Int: String] {
        Dictionary(grouping: zip(stories, sentences), by: \.0)
            .compactMapValues { members in mainCountry(of: members.map(\.1)) }
    }

    /// The country that weighs more than all others together, or twice the next one.
    ///
    /// Where people are from weighs nothing: a page on one country counts the nationals of others.
    private static func mainCountry(of sentences: [SentenceReading]) -> String? {
        var weights: [String: Int] = [:]
        // What a story opens with counts more than what it mentions.
        let heads =
            sentences.filter { $0.zone == .title || $0.zone == .heading }.prefix(2)
            + sentences.filter { $0.words.count >= 10 && $0.zone == .body }.prefix(1)
        let opened = unique(heads.flatMap { $0.placings.map(\.country) })
        let opening =
            opened.count <= 1 ? opened.first ?? heads.lazy.compactMap(\.ownCountry).first : nil
        if let opening { weights[opening] = 2 }
        for sentence in sentences {
            for (country, weight) in sentence.placings {
                let isHead = sentence.zone == .title || sentence.zone == .heading
                weights[country, default: 0] += isHead ? 2 * weight : weight
            }
        }
        let ranked = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let first = ranked.first, first.value >= 2 else {
            return ranked.count == 1 ? ranked.first?.key : nil
        }
        let next = ranked.dropFirst().first?.value ?? 0
        let total = weights.values.reduce(0, +)
        let isOpening = first.key == opening && first.value > next
        return isOpening || first.value >= 2 * next || first.value * 2 > total ? first.key : nil
    }

    /// The stories with two sentences or more about trafficking.
    static func talkative(of sentences: [SentenceReading], _ stories: [Int]) -> Set<Int> {
        var counts: [Int: Int] = [:]
        for (sentence, story) in zip(sentences, stories) where sentence.isAboutTrafficking {
            counts[story, default: 0] += 1
        }
        return Set(counts.filter { $0.value > 1 }.keys)
    }

    typealias RankedCountry = (iso3: String, mentions: Int)

    /// By story, the countries named, those named most often first.
    static func countries(
        of sentences: [SentenceReading], _ stories: [Int]
    ) -> [Int: [RankedCountry]] {
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
        return counts.mapValues { counts in
            counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }
    }
}
