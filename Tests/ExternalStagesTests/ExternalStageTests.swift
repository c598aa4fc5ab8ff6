import DocumentModel
@testable import ExternalStages
import Foundation
import StageKit
import Testing

/// What the tests below expect in a layer: the spans shown in brackets, and the values.
private struct Expected: Equatable {
    let spans: [TextSpan]
    let values: [String]

    init(_ mentions: [Mention<ExternalReading>]) {
        spans = mentions.map(\.span)
        values = mentions.map { "\($0.value)" }
    }

    init(_ text: MarkedText, _ values: [String]) {
        spans = text.spans
        self.values = values
    }
}

private let layer = LayerKey<ExternalReading>("tests")

@Suite(.enabled(if: hasPython), .timeLimit(.minutes(1)))
struct ExternalStageTests {
    @Test(arguments: [
        (
            "Two divers found a ⟦pearl⟧ each: a grey ⟦pearl⟧ and a blue one.",
            ["PEARL 1", "PEARL 2"]
        ),
        // Offsets count bytes.
        ("Señoras, una «⟦pearl⟧» y otra: ⟦pearl⟧.", ["PEARL 1", "PEARL 2"]),
        ("The divers came back with nothing.", []),
        ("", []),
    ])
    func attachesWhatThePluginFinds(marked: String, values: [String]) throws {
        let text = MarkedText(marked)
        let plugin = try TestPlugin()
        let document = try plugin.stage().annotating(Document(text.text))
        #expect(Expected(document[layer]) == Expected(text, values))
        #expect(document.layerNames == [layer.name])
    }

    @Test func oneProcessReadsOneDocumentAfterAnother() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        #expect(plugin.note("starts").isEmpty, "started before there is a document")
        for count in 0..<20 {
            let text = String(repeating: "a pearl ", count: count)
            #expect(try stage.mentions(in: Document(text)).count == count)
        }
        #expect(plugin.note("starts").count == 1)
    }

    @Test func sendsTextSettingsAndDeclaredLayersOnly() throws {
        let age = AgeReading(value: 30, low: nil, high: nil, statistic: .single)
        let document = Document("echo “ñ”\n\u{2028}of a ship", title: "A title")
            .adding([Mention(TextSpan(0..<4), age)], to: .ages)
            .adding([Mention(TextSpan(0..<4), AddressKind.phone)], to: .addresses)
        let plugin = try TestPlugin()
        let stage = try plugin.stage(settings: #"{"minimum": 5}"#)
        let answer = try #require(try stage.mentions(in: document).first?.value.text)
        #expect(
            answer
                == #"{"document": {"language": "en", "layers": {"ages": [{"end": 4, "start": 0, "#
                + #""value": {"isOfThing": false, "statistic": "single", "unit": "YEARS", "#
                + #""value": 30}}]}, "#
                + #""text": "echo \u201c\u00f1\u201d\n\u2028of a ship", "title": "A title"}, "#
                + #""settings": {"minimum": 5, "word": "pearl"}}"#)
    }

    @Test(arguments: [
        ("mention 0 9999", "outside the text of 14 bytes"),
        ("mention -1 3", "outside"),
        ("mention 5 5", "an empty span"),
        ("mention 5 4", "an empty span"),
        ("mention 0 14 ñ", "inside a character"),
        ("mention 14 16 ñ", nil),
    ])
    func refusesSpansThatDoNotFitTheText(text: String, complaint: String?) throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        guard let complaint else {
            #expect(try stage.mentions(in: Document(text)).count == 1)
            return
        }
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document(text))
        }
        #expect(error.code == .malformedInput)
        #expect(error.message.contains("“tag-tests”") && error.message.contains(complaint))
        // The answer was in step: the process is used again.
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
        #expect(plugin.note("starts").count == 1)
    }

    @Test func passesOnWhatThePluginDeclines() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("decline this"))
        }
        #expect(error == StageError(.unsupported, "“tag-tests” says: reads no such texts"))
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
        #expect(plugin.note("starts").count == 1)
    }

    @Test func passesOnThatSettingsAreRefused() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage(settings: #"{"word": "nothing"}"#)
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("a pearl"))
        }
        #expect(error.code == .malformedInput)
        #expect(error.message == "“tag-tests” says: “word” is nothing: give it another value")
    }

    @Test func severalWorkersHaveAProcessEach() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        // Each of the two waits, in the plugin, until the other is there.
        let counts = try onThreads(2) { _ in
            try stage.mentions(in: Document("meet for a pearl")).count
        }
        #expect(counts == [1, 1])
        #expect(Set(plugin.note("met")).count == 2)
    }

    @Test func moreWorkersThanProcessesWaitForTheirTurn() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage { $0.processes = 1 }
        let counts = try onThreads(8) { count in
            try stage.mentions(in: Document(String(repeating: "pearl ", count: count))).count
        }
        #expect(counts == Array(0..<8))
        #expect(plugin.note("starts").count == 1)
    }

    @Test func sendsNumbersThatJSONCannotHold() throws {
        let age = AgeReading(value: .infinity, low: nil, high: nil, statistic: .mean)
        let document = Document("echo").adding([Mention(TextSpan(0..<4), age)], to: .ages)
        let answer = try TestPlugin().stage().mentions(in: document).first?.value.text
        #expect(answer?.contains(#""value": "Infinity""#) == true)
    }

    @Test func endsItsProcessesWhenItGoes() throws {
        let plugin = try TestPlugin()
        try { _ = try plugin.stage().annotating(Document("a pearl")) }()
        #expect(plugin.note("starts").count == 1)
        #expect(areGone(plugin.note("starts")))
    }
}
