import DocumentModel
import Lexicons

/// A date of a sentence, resolved as far as the page allows.
struct Moment {
    let span: TextSpan
    let period: Period
    /// Whether it is what another figure is compared with: "than in 2014".
    let isCompared: Bool
    /// Whether it opens its clause: "In 2018 …, and in 2019 …".
    let isFronted: Bool
}

/// The dates of a document, sentence by sentence.
struct Timeline {
    /// By sentence, each sorted by place.
    private(set) var moments: [[Moment]] = []
    private(set) var hits: [[TimeHit]] = []
    /// The period that the title or the opening of the page is about.
    private(set) var pagePeriod: Period?
    /// The sentences that open a story of their own, on pages that hold several.
    let storyStarts: Set<Int>

    init(_ discourse: Discourse, _ tables: LongestSigns<TimeSign>) {
        let document = discourse.document
        let starts = Set(
            discourse.sentences.indices.dropFirst().filter { !discourse.isOneStory($0 - 1, $0) })
        storyStarts = starts
        var reader = MomentReader(discourse)
        for (index, sentence) in discourse.sentences.enumerated() {
            let found = tables.hits(
                in: discourse.words, range: sentence.words, language: document.language)
            hits.append(found)
            if starts.contains(index) { reader.forgetTopic() }
            moments.append(reader.moments(of: sentence, found))
        }
        pagePeriod = !starts.isEmpty ? nil : period(ofPage: discourse)
    }

    /// The moment that tells what a sentence is about: the first that is no comparison.
    func topic(of index: Int) -> Period? {
        moments[index].first { !$0.isCompared && $0.period.isTopic && !$0.period.isMonth }?.period
    }

    func has(_ role: PeriodWords.Role, in index: Int, near span: TextSpan, within reach: Int)
        -> Bool
    {
        hits[index].contains { hit in
            hit.sign == .role(role)
                && max(hit.span.lowerBound - span.upperBound, span.lowerBound - hit.span.upperBound)
                    <= reach
        }
    }

    /// The years of a title that names one period; else those of the first sentence with any.
    private func period(ofPage discourse: Discourse) -> Period? {
        let titles = discourse.sentences.indices.filter { discourse.sentences[$0].zone == .title }
        for index in titles {
            let named = moments[index].filter { $0.period.isTopic && !$0.period.isMonth }
            if named.count == 1 { return named[0].period }
        }
        let body = discourse.sentences.indices.filter { discourse.sentences[$0].zone != .title }
        return body.prefix(3).lazy.compactMap { topic(of: $0) }.first
    }
}

extension SentenceReading {
    /// The comparison words that stand before `offset`, at most `reach` bytes: "compared with".
    ///
    /// What also says where people come from compares only where something rose or fell.
    func comparison(before offset: Int, within reach: Int) -> SignHit? {
        signs.last { hit in
            guard hit.sign == .cue(.comparison),
                (0...reach).contains(offset - hit.span.upperBound)
            else { return false }
            let isLoose = signs.contains { $0.sign == .cue(.from) && $0.span.overlaps(hit.span) }
            return !isLoose || hasChange(before: hit.span.lowerBound)
        }
    }

    /// Whether something rises or falls before `offset`.
    func hasChange(before offset: Int) -> Bool {
        signs.contains { hit in
            (hit.sign == .cue(.increase) || hit.sign == .cue(.decrease))
                && hit.span.lowerBound < offset
        }
    }
}
