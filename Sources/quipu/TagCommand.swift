import ArgumentParser
import CodeLists
import DocumentModel
import Foundation
import NamingStages
import StageCatalog
import StageKit

/// `quipu tag`: texts in, mentions out, for other programs.
struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Tag texts: JSON Lines on standard input, their mentions on standard output.",
        discussion: """
            EXAMPLES:
              echo '{"id":"1","text":"12 women from Peru","lang":"en"}' | quipu tag

            A line in is {"id", "text", "lang"}; “lang” (en, es, pt, fr) may be left out. A line out \
            is {"id", "mentions": [{"start", "end", "kind", "value"}]}, in the order of the input. \
            Offsets count Unicode scalars, the end excluded; countries are ISO 3166-1 alpha-2, units \
            of quantities UCUM; a term has its code list and code. \
            A “nationality” is an adjective or a nation; “norp” are persons: “twelve Peruvians”. \
            Nothing is kept: values, also of addresses, only repeat what the line in holds.
            """)

    func run() throws {
        let tagger = try TextTagger()
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            guard !line.isEmpty else { continue }
            guard
                let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)),
                let fields = object as? [String: Any], let text = fields["text"] as? String
            else {
                throw CommandFailure(
                    .badData,
                    "line \(number) is not a JSON object with a “text”: mend it and start again")
            }
            let answer: [String: Any] = [
                "id": fields["id"] ?? NSNull(),
                "mentions": try tagger.mentions(
                    in: text, language: fields["lang"] as? String,
                    reference: fields["ref"] as? String),
            ]
            let json = try JSONSerialization.data(
                withJSONObject: answer, options: [.sortedKeys, .withoutEscapingSlashes])
            try Console.print(String(decoding: json, as: UTF8.self))
        }
    }
}

/// All taggers over a bare text, with their layers as kinds and values for other programs.
struct TextTagger {
    private let taggers: [any Annotator]
    /// The stages for numbers that read what other programs read, beyond what statistics may use.
    private let numberTaggers: [any Annotator]
    /// How many of `taggers` come before those for numbers.
    private let countBeforeNumbers: Int
    /// The stage, by its place in `taggers`, that believes what a line says of its language: the few
    /// words of a line are less sure.
    private let believing: [Int: any Annotator]
    /// ISO 3166-1 alpha-2 by alpha-3.
    private let alpha2: [String: String]

    init() throws(StageError) {
        let resources = try StageResources.bundled()
        var taggers: [any Annotator] = []
        var numberTaggers: [any Annotator] = []
        var believing: [Int: any Annotator] = [:]
        for entry in stageCatalog where entry.manifest.kind == .tagger {
            let stage = try entry.make(settings: Data("{}".utf8), resources: resources)
            if let tagger = stage as? any Annotator { taggers.append(tagger) }
            if entry.manifest.provides.contains(LayerKey<LanguageCode>.languages.name) {
                let stage = try entry.make(
                    settings: Data(#"{"evidence": 1000}"#.utf8), resources: resources)
                believing[taggers.count - 1] = stage as? any Annotator
            }
            guard !entry.manifest.provides.isDisjoint(with: Self.numberLayers) else { continue }
            let all = try entry.make(
                settings: Data(#"{"everything": true}"#.utf8), resources: resources)
            if let tagger = all as? any Annotator { numberTaggers.append(tagger) }
        }
        self.taggers = taggers
        self.numberTaggers = numberTaggers
        self.believing = believing
        countBeforeNumbers =
            taggers.firstIndex {
                !type(of: $0).providedLayers.isDisjoint(with: Self.numberLayers)
            } ?? taggers.count
        let countries = resources.codeLists["countries"]
        alpha2 = Dictionary(
            zip(countries["iso3"], countries["iso2"]), uniquingKeysWith: { first, _ in first })
    }

    private static let numberLayers = Set([
        LayerKey<NumberReading>.numbers.name, LayerKey<RangeReading>.ranges.name,
    ])

    /// The mentions of `text`, by place, as objects for `JSONSerialization`.
    func mentions(
        in text: String, language: String?, reference: String?
    ) throws(StageError) -> [[String: Any]] {
        let bytes = Array(text.utf8)
        let metadata = DocumentMetadata(
            publishedDate: reference,
            publishedDateSource: reference == nil ? .none : .metadata,
            declaredLanguage: language.map(LanguageCode.init(rawValue:)))
        var document = Document(
            location: PageLocation(rawValue: "text"), metadata: metadata, text: bytes,
            offsets: .identity(length: bytes.count),
            zones: bytes.isEmpty ? [] : [Mention(TextSpan(0..<bytes.count), .body)])
        var numbers = document
        for (index, tagger) in taggers.enumerated() {
            if index == countBeforeNumbers { numbers = document }
            let told = language == nil ? nil : believing[index]
            document = try (told ?? tagger).annotating(document)
        }
        for tagger in numberTaggers { numbers = try tagger.annotating(numbers) }
        let scalars = ScalarOffsets(bytes)
        let answers = self.numbers(of: numbers) + ages(of: document) + answers(of: document)
        return answers.sorted { $0.span < $1.span }.map { answer in
            var object: [String: Any] = [
                "start": scalars[answer.span.lowerBound], "end": scalars[answer.span.upperBound],
                "kind": answer.kind,
            ]
            object["value"] = answer.value
            return object
        }
    }

    private struct Answer {
        let span: TextSpan
        let kind: String
        let value: Any?
    }

    private func answers(of document: Document) -> [Answer] {
        places(of: document) + quantities(of: document)
            + document[.terms].map {
                Answer(
                    span: $0.span, kind: "term",
                    value: ["list": $0.value.list.rawValue, "code": $0.value.code])
            }
            + document[.times].map {
                Answer(span: $0.span, kind: "datetime", value: $0.value.timex ?? NSNull())
            }
            + organisations(of: document)
            + document[.addresses].map {
                Answer(
                    span: $0.span, kind: $0.value.rawValue.lowercased(), value: document[$0.span])
            }
    }

    /// The names of organisations, known ones by their ids and others as they stand in the text.
    private func organisations(of document: Document) -> [Answer] {
        let known = Dictionary(
            document[.organisations].map { ($0.span, $0.value.id) },
            uniquingKeysWith: { first, _ in first })
        return document[.organisationNames].map {
            Answer(span: $0.span, kind: "org", value: known[$0.span] ?? document[$0.span])
        }
    }

    private func numbers(of document: Document) -> [Answer] {
        let numbers = document[.numbers].compactMap { answer(for: $0) }
        let ordinals = document[.numbers].compactMap { number in
            number.value.ordinal.map { Answer(span: number.span, kind: "ordinal", value: $0) }
        }
        let ranges: [Answer] = document[.ranges].compactMap { range in
            guard range.value.figure.qualifier != .approximate,
                range.value.form != .magnitude, range.value.form != .percent
            else { return nil }
            let value: [Any] = [
                bound(range.value.figure.low), bound(range.value.figure.high),
                range.value.includesLow, range.value.includesHigh,
            ]
            return Answer(span: range.value.numerals ?? range.span, kind: "range", value: value)
        }
        return numbers + ordinals + ranges
    }

    private func answer(for number: Mention<NumberReading>) -> Answer? {
        let value: Any = number.value.value.map { $0 as Any } ?? NSNull()
        return switch number.value.form {
        case .ordinal: Answer(span: number.span, kind: "ordinal", value: value)
        case .percent: Answer(span: number.span, kind: "percent", value: value)
        case .magnitude: nil
        case .cardinal, .fraction, .money, .duration:
            Answer(span: number.value.numeral ?? number.span, kind: "number", value: value)
        }
    }

    private func ages(of document: Document) -> [Answer] {
        document[.ages].map { age in
            // Other programs take the number with its unit for the age, and the age in that unit.
            if let value = age.value.statedValue {
                return Answer(span: age.value.stated ?? age.span, kind: "age", value: value)
            }
            // "Under 18" is read as 0–17 in completed years; other programs expect the 18.
            let high = age.value.high.map { age.value.statistic == .maximum ? $0 + 1 : $0 }
            let value: [Any] = [
                bound(age.value.low.map(Double.init)), bound(high.map(Double.init)),
            ]
            return Answer(span: age.span, kind: "age", value: value)
        }
    }

    private func quantities(of document: Document) -> [Answer] {
        document[.quantities].map { quantity in
            let figure = quantity.value.figure
            let value: [String: Any] = [
                "value": bound(figure.value), "low": bound(figure.low), "high": bound(figure.high),
                "unit": quantity.value.unit,
            ]
            return Answer(span: quantity.span, kind: "quantity", value: value)
        }
    }

    private func bound(_ number: Double?) -> Any { number.map { $0 as Any } ?? NSNull() }

    private func places(of document: Document) -> [Answer] {
        let countries = document[.countries].map { country -> Answer in
            let kind =
                switch country.value.use {
                case .name: "country"
                case .adjective: "nationality"
                case .persons: "norp"
                }
            return Answer(span: country.span, kind: kind, value: alpha2[country.value.iso3])
        }
        let places = document[.places].map {
            Answer(span: $0.span, kind: "place", value: alpha2[$0.value.iso3] ?? NSNull())
        }
        let regions = document[.regions].map {
            Answer(span: $0.span, kind: "loc", value: $0.value.code)
        }
        return countries + places + regions
    }
}

/// Offsets in Unicode scalars for offsets in UTF-8.
private struct ScalarOffsets {
    private let scalars: [Int]

    init(_ bytes: [UInt8]) {
        var scalars = [0]
        scalars.reserveCapacity(bytes.count + 1)
        var count = 0
        for index in bytes.indices {
            let startsNext = index + 1 == bytes.count || bytes[index + 1] & 0xC0 != 0x80
            if startsNext { count += 1 }
            scalars.append(count)
        }
        self.scalars = scalars
    }

    subscript(offset: Int) -> Int { scalars[offset] }
}
