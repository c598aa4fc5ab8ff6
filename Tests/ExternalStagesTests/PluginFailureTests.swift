import DocumentModel
@testable import ExternalStages
import Foundation
import StageKit
import Testing

@Suite(.enabled(if: hasPython), .timeLimit(.minutes(1)))
struct PluginFailureTests {
    @Test func aCrashSetsOneDocumentAside() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("crash now"))
        }
        #expect(error.code == .unavailable)
        #expect(
            error.message == "“tag-tests” stopped while reading a document (it ended with exit "
                + "status 3): its log may say why")
        #expect(plugin.log == ["tag-tests: no more pearls"])
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
        #expect(plugin.note("starts").count == 2)
    }

    @Test func aPluginThatKeepsCrashingIsLeftAlone() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        for _ in 0..<6 {
            let error = try #require(throws: StageError.self) {
                try stage.annotating(Document("crash now"))
            }
            #expect(error.code == .unavailable)
        }
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("a pearl"))
        }
        #expect(error.message.contains("has failed 4 times"))
        #expect(plugin.note("starts").count == 4, "once, and three restarts")
    }

    @Test func aPluginThatRecoversIsTriedAgain() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage {
            $0.restarts = 0
            $0.restartWindow = .milliseconds(300)
        }
        #expect(throws: StageError.self) { try stage.annotating(Document("crash now")) }
        #expect(throws: StageError.self) { try stage.annotating(Document("a pearl")) }
        Thread.sleep(forTimeInterval: 0.35)
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
    }

    @Test func whatHangsIsEndedWithItsChildren() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage(timeout: 2)
        let start = ContinuousClock.now
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("hang on"))
        }
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(error.code == .limitExceeded)
        #expect(error.message.contains("“tag-tests” took more than 2 s while reading a document"))
        #expect(plugin.note("pids").count == 2)
        #expect(areGone(plugin.note("pids")))
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
    }

    @Test(arguments: [
        ("garbage not JSON", "it is not JSON"),
        ("garbage []", "the whole"),
        (#"garbage {"id": 1, "mentions": {}}"#, "“mentions” is of the wrong type"),
        (
            #"garbage {"id": 1, "mentions": [{"start": 0, "end": 2}]}"#,
            "“mentions.1.value” is missing"
        ),
        (
            #"garbage {"id": 1, "mentions": [{"start": 0.5, "end": 2, "value": {}}]}"#,
            "a number that does not fit"
        ),
        (#"garbage {"id": 7, "mentions": []}"#, "not the answer to what was asked"),
        (#"garbage {"id": 1}"#, "neither “mentions” nor “error”"),
    ])
    func refusesAnswersThatBreakTheProtocol(text: String, complaint: String) throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document(text))
        }
        #expect(error.code == .malformedInput)
        #expect(
            error.message.contains("“tag-tests”") && error.message.contains(complaint), "\(error)")
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
    }

    @Test func refusesAnAnswerThatIsTooLong() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage { $0.answerLength = 100_000 }
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("huge 3000000"))
        }
        #expect(error.code == .limitExceeded)
        #expect(error.message.contains("more than 100000 bytes"))
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
    }

    @Test func whatAPluginSaysUnaskedHarmsNoOtherDocument() throws {
        let plugin = try TestPlugin()
        let stage = try plugin.stage()
        #expect(try stage.mentions(in: Document("chatter")).isEmpty)
        Thread.sleep(forTimeInterval: 0.1)
        #expect(try stage.mentions(in: Document("a pearl")).count == 1)
        #expect(plugin.note("starts").count == 2)
    }

    @Test func aPluginThatEndsBetweenDocumentsLosesNone() throws {
        let plugin = try TestPlugin(
            """
            import threading

            def answer(text, request):
                threading.Timer(0.02, os._exit, [0]).start()
                return []
            """)
        let stage = try plugin.stage()
        for _ in 0..<3 {
            #expect(try stage.mentions(in: Document("a pearl")).isEmpty)
            Thread.sleep(forTimeInterval: 0.2)
        }
        #expect(plugin.note("starts").count == 3)
    }

    @Test func aLongTextAndALongLogDoNotBlockEachOther() throws {
        let plugin = try TestPlugin(
            """
            def answer(text, request):
                sys.stderr.write("busy\\n" * 60_000)
                sys.stderr.flush()
                return [{"start": 0, "end": len(text), "value": {"text": text}}]
            """)
        let text = String(repeating: "x", count: 1_000_000)
        let mention = try #require(try plugin.stage().mentions(in: Document(text)).first)
        #expect(mention.span == TextSpan(0..<1_000_000) && mention.value.text == text)
        #expect(plugin.log.count == 60_000)
        #expect(Set(plugin.log) == ["tag-tests: busy"])
    }

    @Test func aPluginThatNeverStopsTalkingTimesOut() throws {
        let plugin = try TestPlugin(
            """
            def answer(text, request):
                while True:
                    sys.stdout.write("and ")
                    sys.stdout.flush()
            """)
        let stage = try plugin.stage(timeout: 0.5)
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document("a pearl"))
        }
        #expect(error.code == .limitExceeded)
    }

    @Test func aPluginThatEndsBeforeItHasReadAllIsACrash() throws {
        let plugin = try TestPlugin(
            """
            if "--manifest" not in sys.argv:
                sys.stdin.buffer.readline()
                say('{"id": 0}')
                os._exit(4)
            """)
        let text = String(repeating: "x", count: 1_000_000)
        let error = try #require(throws: StageError.self) {
            try plugin.stage().annotating(Document(text))
        }
        #expect(error.code == .unavailable && error.message.contains("exit status 4"))
    }

    @Test func aPluginThatReadsNothingTimesOut() throws {
        let plugin = try TestPlugin("time.sleep(60) if '--manifest' not in sys.argv else None")
        let stage = try plugin.stage {
            $0.startTimeout = .seconds(3)
            $0.processes = 1
        }
        let error = try #require(throws: StageError.self) {
            try stage.annotating(Document(String(repeating: "x", count: 1_000_000)))
        }
        #expect(error.code == .limitExceeded)
        #expect(error.message.contains("while starting"))
    }
}
