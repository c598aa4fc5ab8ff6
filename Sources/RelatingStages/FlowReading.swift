import DocumentModel
import Lexicons

/// People carried from one area to another, as one sentence says it.
struct FlowReading {
    struct Flow: Hashable {
        let origin: String
        let destination: String
        let span: TextSpan
    }

    private let discourse: Discourse
    /// The most verbs, origins and destinations that are looked at in one sentence.
    private static let most = 20

    init(_ discourse: Discourse) {
        self.discourse = discourse
    }

    /// The flows of a sentence: each verb of movement with the origins before it (demonyms, or
    /// countries after a word for "from") and the destinations after it (countries after "to" or "in").
    func flows(in sentence: SentenceReading, at index: Int) -> [Flow] {
        guard sentence.isAboutTrafficking || sentence.has(.movement) else { return [] }
        let verbs = sentence.hits(.movement).prefix(Self.most)
        guard !verbs.isEmpty else { return [] }
        let from = sentence.areas(after: .from)
        let toward = sentence.areas(after: .toward)
        var known: Set<[String]> = []
        var flows: [Flow] = []
        for verb in verbs {
            let origins = origins(of: verb, from, in: sentence, at: index).prefix(Self.most)
            let destinations = toward.lazy.filter { $0.span.lowerBound >= verb.span.upperBound }
                .prefix(Self.most)
            for origin in origins {
                for destination in destinations where origin.code != destination.code {
                    guard known.insert([origin.code, destination.code]).inserted else { continue }
                    flows.append(
                        Flow(
                            origin: origin.code, destination: destination.code,
                            span: origin.span.joined(with: destination.span)))
                }
            }
        }
        return flows
    }

    private func origins(
        of verb: SignHit, _ from: [SentenceReading.Area], in sentence: SentenceReading,
        at index: Int
    ) -> [SentenceReading.Area] {
        let named = from.filter { $0.span.lowerBound < verb.span.lowerBound + 120 }
        if !named.isEmpty { return named }
        let demonyms = sentence.demonyms.filter { $0.span.upperBound <= verb.span.lowerBound }
            .map { SentenceReading.Area(code: $0.value.iso3, span: $0.span) }
        if !demonyms.isEmpty { return demonyms }
        guard
            let all = sentence.hits(.allCountries).first(where: {
                $0.span.upperBound <= verb.span.lowerBound
            })
        else { return [] }
        return discourse.countryList(before: index).map {
            SentenceReading.Area(code: $0, span: all.span)
        }
    }
}

extension SentenceReading {
    /// A country by its ISO alpha-3 code or a region by its M49 code, where it is named.
    struct Area {
        let code: String
        let span: TextSpan
    }

    /// The countries, regions and places that stand right after a word of `cue` ("from", "to"), and
    /// those listed on with commas and a short word.
    func areas(after cue: RelationWords.Cue) -> [Area] {
        let other: RelationWords.Cue = cue == .from ? .toward : .from
        var found: [Area] = []
        var end = -100
        for area in namedAreas {
            let isOther = introduces(other, area.span, from: end)
            guard
                introduces(cue, area.span, from: span.lowerBound)
                    || (area.span.lowerBound - end <= 12 && !isOther)
            else { continue }
            found.append(area)
            end = area.span.upperBound
        }
        return found
    }

    /// Whether a word of `cue` after `start` stands right before `area`, an article aside.
    private func introduces(_ cue: RelationWords.Cue, _ area: TextSpan, from start: Int) -> Bool {
        let first = signs.partitioningIndex { $0.span.lowerBound >= area.lowerBound - 24 }
        return signs[first...].prefix { $0.span.lowerBound < area.lowerBound }.contains { hit in
            hit.sign == .cue(cue) && hit.span.lowerBound >= start
                && (0...5).contains(area.lowerBound - hit.span.upperBound)
        }
    }

    private var namedAreas: [Area] {
        let countries = namedCountries.map { Area(code: $0.value.iso3, span: $0.span) }
        let groups = regions.filter(\.value.isM49).map { Area(code: $0.value.code, span: $0.span) }
        let located = places.map { Area(code: $0.value.iso3, span: $0.span) }
        return (countries + groups + located).sorted { $0.span < $1.span }
    }
}
