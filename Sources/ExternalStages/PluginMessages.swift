import DocumentModel
import Foundation
import StageKit

// The protocol, version 1. Quipu writes one JSON object a line to the plugin's standard input; the
// plugin answers each with one JSON object on a line of its standard output, in order, and flushes
// it. All is UTF-8. Standard output is for answers alone, standard error is the log. The plugin ends
// when its input ends.
//
// The first line opens the conversation, with all settings, and is answered when the plugin is
// ready:
//
//     {"id":0,"open":{"protocol":1,"settings":{"minimum":2}}}
//     {"id":0}
//
// Every other line is a document. `layers` holds the layers that the manifest reads and no others;
// offsets count UTF-8 bytes of `text`, half-open:
//
//     {"id":1,"document":{"language":"en","title":"…","text":"…",
//         "layers":{"sentences":[{"start":0,"end":31,"value":{"words":[0,6]}}]}}}
//
// `title` is left out where there is none; `language` is "und" where it is not known. A `value` has
// the properties of the layer's reading under the names they have in DocumentModel, without those
// that are nil. The answer is what was found, in any order, with at least one of `code`, `number` and `text`:
//
//     {"id":1,"mentions":[{"start":11,"end":17,"value":{"code":"AURORA"}}]}
//
// or why the document, or in answer to the first line the settings, cannot be handled; `code` is one
// of ``StageError/Code``, and the message quotes nothing from the page:
//
//     {"id":1,"error":{"code":"unsupported","message":"reads English only"}}
//
// A plugin keeps nothing between documents: which process gets which document is left to chance.
// Unknown keys are passed over on both sides.
//
// The first line may take thirty seconds, or `timeoutSeconds` if that is more, and a document
// `timeoutSeconds`. A plugin that is late, breaks the protocol or ends is killed with all processes
// it started and the document it had is set aside; the next document gets a new process, but after
// three restarts within a minute documents are set aside without one.

/// One line to a plugin.
struct PluginRequest: Encodable {
    let id: Int
    var open: Opening?
    var document: DocumentMessage?

    struct Opening: Encodable {
        let `protocol` = 1
        let settings: [String: JSONValue]
    }

    /// The request as one line, its end included.
    func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A number of some hundred digits overflows, and JSON has no word for that.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}

/// What a plugin is sent of a document.
struct DocumentMessage: Encodable {
    private let language: LanguageCode
    private let title: String?
    private let text: String
    private let layers: [String: [SentMention]]

    init(_ document: Document, reading layers: Set<LayerName>) {
        language = document.language
        title = document.metadata.title
        text = String(decoding: document.text, as: UTF8.self)
        self.layers = Dictionary(
            uniqueKeysWithValues: layers.map { layer in
                let mentions = document.contents(of: layer)
                return (
                    layer.rawValue, mentions.map { SentMention(span: $0.span, value: $0.value) }
                )
            })
    }
}

private struct SentMention: Encodable {
    let span: TextSpan
    let value: any LayerValue

    private enum Key: CodingKey {
        case start, end, value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(span.lowerBound, forKey: .start)
        try container.encode(span.upperBound, forKey: .end)
        try container.encode(value, forKey: .value)
    }
}

/// One line from a plugin.
struct PluginAnswer: Decodable {
    let id: Int
    let mentions: [AnsweredMention]?
    let error: AnsweredError?

    struct AnsweredMention: Decodable {
        let start: Int
        let end: Int
        let value: ExternalReading
    }

    struct AnsweredError: Decodable {
        let code: String?
        let message: String?
    }

    /// - Throws: ``PluginFailure`` where the line is not the answer to the request `id`.
    init(_ line: [UInt8], to id: Int) throws(PluginFailure) {
        do {
            self = try JSONDecoder().decode(PluginAnswer.self, from: Data(line))
        } catch {
            throw .garbled((error as? DecodingError)?.phrase ?? "it cannot be read")
        }
        guard self.id == id else { throw .garbled("it is not the answer to what was asked") }
    }
}

extension PluginAnswer {
    /// The mentions answered, as mentions of `text`.
    func mentions(
        in text: [UInt8], from plugin: StageName
    ) throws(StageError) -> [Mention<ExternalReading>] {
        var found: [Mention<ExternalReading>] = []
        for (index, mention) in (mentions ?? []).enumerated() {
            let fault: String? =
                if mention.start < 0 || mention.end > text.count {
                    "outside the text of \(text.count) bytes"
                } else if mention.start >= mention.end {
                    "an empty span"
                } else if text.splitsCharacter(at: mention.start)
                    || text.splitsCharacter(at: mention.end)
                {
                    "inside a character"
                } else if mention.value == ExternalReading() {
                    "without a code, a number or a text"
                } else {
                    nil
                }
            if let fault {
                throw StageError(
                    .malformedInput,
                    "“\(plugin)” answered a mention, its \(index + 1)., at \(mention.start) to "
                        + "\(mention.end), \(fault): mend the plugin; offsets count UTF-8 bytes")
            }
            found.append(Mention(TextSpan(mention.start..<mention.end), mention.value))
        }
        return found
    }

    /// The error answered, as ours, if one was.
    func stageError(from plugin: StageName) -> StageError? {
        error.map { error in
            StageError(
                error.code.flatMap(StageError.Code.init) ?? .unavailable,
                "“\(plugin)” says: \((error.message ?? "no reason").excerpt)")
        }
    }
}

extension [UInt8] {
    fileprivate func splitsCharacter(at offset: Int) -> Bool {
        offset < count && self[offset] & 0xC0 == 0x80
    }
}

extension String {
    /// The text without control characters, which could make a terminal do things.
    var onOneLine: String {
        let scalars = unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The text as one line that is short enough for a message.
    var excerpt: String {
        onOneLine.count > 300 ? onOneLine.prefix(300) + "…" : onOneLine
    }
}
