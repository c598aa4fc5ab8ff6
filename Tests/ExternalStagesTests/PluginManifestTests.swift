import DocumentModel
@testable import ExternalStages
import Foundation
import StageKit
import Testing

@Suite(.enabled(if: hasPython), .timeLimit(.minutes(1)))
struct PluginManifestTests {
    @Test func isReadWhole() throws {
        let plugin = try TestPlugin(
            manifest: """
                {"name": "tag-tests", "kind": "relator", "summary": "Relates pearls.",
                 "provides": ["pearls"], "reads": ["ages", "counts"], "colour": "grey",
                 "settings": [
                    {"name": "minimum", "type": "integer", "least": 1, "greatest": 9, "help": "Least."},
                    {"name": "share", "type": "number", "default": 0.5, "least": 0, "greatest": 1},
                    {"name": "shade", "type": "string", "choices": ["grey", "blue"]},
                    {"name": "words", "type": "list of string", "default": ["pearl"]},
                    {"name": "strict", "type": "boolean"}],
                 "examples": [{"text": "A ⟦pearl⟧.", "language": "es", "reads": ["PEARL"]}],
                 "rules": [{"id": "pearl", "summary": "Any pearl."}]}
                """, nil)
        let manifest = try plugin.entry().manifest
        #expect(manifest.name == "tag-tests" && manifest.kind == .relator)
        #expect(manifest.summary == "Relates pearls.")
        #expect(manifest.provides == [LayerName(rawValue: "pearls")])
        #expect(manifest.reads == [LayerKey.ages.name, LayerKey.counts.name])
        #expect(manifest.settings.map(\.name) == ["minimum", "share", "shade", "words", "strict"])
        #expect(
            manifest.settings.map(\.type) == [
                .integer, .number, .oneOf(["grey", "blue"]), .list(.string), .boolean,
            ])
        #expect(manifest.settings.map(\.value) == ["1", "0.5", "grey", #"["pearl"]"#, "false"])
        #expect(
            manifest.settings.map(\.bounds) == [.integers(1...9), .numbers(0...1), nil, nil, nil])
        #expect(manifest.settings.first?.help == "Least.")
        #expect(manifest.examples.map(\.text.text) == ["A pearl."])
        #expect(manifest.examples.map(\.language) == [.spanish])
        #expect(manifest.rules == [RuleDescription("pearl", "Any pearl.")])
    }

    @Test func needsLittle() throws {
        let plugin = try TestPlugin(manifest: #"{"summary": "Tags.", "provides": "pearls"}"#, nil)
        let manifest = try plugin.entry().manifest
        #expect(manifest.name == "tag-tests" && manifest.kind == .tagger)
        #expect(manifest.reads.isEmpty && manifest.settings.isEmpty)
    }

    @Test(arguments: [
        ("", "it is not JSON"),
        ("[1]", "the whole"),
        (#"{"provides": "pearls"}"#, "“summary” is missing"),
        (#"{"summary": "x"}"#, "“provides” is missing"),
        (#"{"summary": "x", "provides": []}"#, "names 0 layers"),
        (#"{"summary": "x", "provides": ["a", "b"]}"#, "names 2 layers"),
        (#"{"summary": "x", "provides": "Pearl diving"}"#, "“Pearl diving” is not the name"),
        (#"{"summary": "x", "provides": "ages"}"#, "a layer of Quipu's own"),
        (#"{"summary": "x", "provides": "a", "name": "tag-others"}"#, "calls itself “tag-others”"),
        (#"{"summary": "x", "provides": "a", "kind": "reader"}"#, "not tagger or relator"),
        (#"{"summary": "x", "provides": "a", "kind": "driver"}"#, "“kind”"),
        (#"{"summary": "x", "provides": "a", "reads": "ages"}"#, "“reads” is of the wrong type"),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n"}]}"#,
            "“settings.1.type” is missing"
        ),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n", "type": "colour"}]}"#,
            "“n”"
        ),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n", "type": "integer", "default": "1"}]}"#,
            "“n”"
        ),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n", "type": "integer", "default": 9, "greatest": 5}]}"#,
            "“n”"
        ),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n", "type": "integer", "least": 1e300}]}"#,
            "“n”"
        ),
        (
            #"{"summary": "x", "provides": "a", "settings": [{"name": "n", "type": "boolean"}, {"name": "n", "type": "boolean"}]}"#,
            "declared twice"
        ),
        (
            #"{"summary": "x", "provides": "a", "examples": [{"text": "⟧⟦", "reads": []}]}"#,
            "bracket"
        ),
    ])
    func isRefusedWhereItIsWrong(manifest: String, complaint: String) throws {
        let plugin = try TestPlugin(manifest: manifest, nil)
        let error = try #require(throws: StageError.self) {
            try plugin.entry(reserving: [LayerKey.ages.name])
        }
        #expect(
            error.message.contains("“tag-tests”") && error.message.contains(complaint), "\(error)")
    }

    @Test(arguments: [
        (["quipu-no-such-program"], "the command “quipu-no-such-program” of “tag-x” is not there"),
        (["/dev/null"], "the command “/dev/null” of “tag-x” may not be run"),
        ([], "is not there"),
        (["python3", "/no/such/file.py"], "fails when it is run with --manifest"),
        (["python3", "-c", "import os; os.kill(os.getpid(), 11)"], "signal 11"),
        (["python3", "-c", "raise Exception('no pearls')"], "it says “Exception: no pearls”"),
    ])
    func saysWhyACommandDoesNotWork(command: [String], complaint: String) throws {
        let declaration = PluginDeclaration(
            name: "tag-x", command: command, timeoutSeconds: 10)
        let error = try #require(throws: StageError.self) {
            try externalEntry(for: declaration, reserving: []) { _ in }
        }
        #expect(error.message.contains(complaint), "\(error)")
        #expect(error.code == .unavailable)
    }

    @Test func isNotWaitedForForEver() throws {
        let plugin = try TestPlugin("time.sleep(60)")
        let error = try #require(throws: StageError.self) {
            try plugin.entry { $0.startTimeout = .milliseconds(300) }
        }
        #expect(error.code == .limitExceeded)
        #expect(error.message.contains("more than 0.3 s while printing its manifest"))
    }
}
