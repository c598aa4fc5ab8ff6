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
    func flows(in sentence: SentenceReading) -> [Flow] {
        guard sentence.isAboutTrafficking || sentence.has(.movement) else { return [] }
        var flows: [Flow] = []
        for verb in sentence.hits(.movement).prefix(Self.most) {
            let origins = origins(of: verb, in: sentence).prefix(Self.most)
            let destinations = destinations(of: verb, in: sentence).prefix(Self.most)
            for origin in origins {
                for destination in destinations where origin.code != destination.code {
                    let span = origin.span.joined(with: destination.span)
                    let flow = Flow(
                        origin: origin.code, destination: destination.code, span: span)
                    let isKnown = flows.contains {
                        $0.origin == flow.origin && $0.destination == flow.destination
                    }
                    if !isKnown { flows.append(flow) }
                }
            }
        }
        return flows
    }

    private struct Area {
        let code: String
        let span: TextSpan
    }

    /// Countries, and M49 regions, in the order they stand.
    private func areas(in sentence: SentenceReading, demonyms: Bool) -> [Area] {
        let countries = sentence.countries.filter { country in
            demonyms
                ? country.value.kind == .demonym
                : country.value.kind == .name || country.value.kind == .abbreviation
        }.map { Area(code: $0.value.iso3, span: $0.span) }
        let regions =
            demonyms
            ? []
            : sentence.regions.filter(\.value.isM49)
                .map { Area(code: $0.value.code, span: $0.span) }
        return (countries + regions).sorted { $0.span < $1.span }
    }

    private func origins(of verb: SignHit, in sentence: SentenceReading) -> [Area] {
        let demonyms = areas(in: sentence, demonyms: true).filter {
            $0.span.upperBound <= verb.span.lowerBound
        }
        let named = lists(in: sentence, after: .from).filter {
            $0.span.lowerBound < verb.span.lowerBound + 120
        }
        return named.isEmpty ? demonyms : named
    }

    private func destinations(of verb: SignHit, in sentence: SentenceReading) -> [Area] {
        lists(in: sentence, after: .toward).filter { $0.span.lowerBound >= verb.span.upperBound }
    }

    /// The areas that stand right after a word of `cue`, and those listed on with commas and one word.
    private func lists(in sentence: SentenceReading, after cue: RelationWords.Cue) -> [Area] {
        let areas = areas(in: sentence, demonyms: false)
        var found: [Area] = []
        var end = -100
        for area in areas {
            let isIntroduced = sentence.hits(cue).contains { hit in
                (0...5).contains(area.span.lowerBound - hit.span.upperBound)
            }
            let isListed = area.span.lowerBound - end <= 8
            let otherCue: RelationWords.Cue = cue == .from ? .toward : .from
            let isOther = sentence.hits(otherCue).contains { hit in
                hit.span.lowerBound >= end
                    && (0...5).contains(area.span.lowerBound - hit.span.upperBound)
            }
            if isIntroduced || (isListed && !isOther) {
                found.append(area)
                end = area.span.upperBound
            }
        }
        return found
    }
}
