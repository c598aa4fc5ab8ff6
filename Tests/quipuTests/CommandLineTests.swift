import ArgumentParser
import DocumentModel
import Foundation
import PipelineConfig
import StageKit
import Testing

@testable import quipu

/// Testing has a type of the same name.
private typealias Status = quipu.ExitStatus

@Suite struct CommandLineTests {
    // MARK: Exit codes

    @Test func exitCodesAreDistinctAndExplained() {
        let codes = Status.allCases.map(\.rawValue)
        #expect(codes == codes.sorted())
        #expect(Set(codes).count == codes.count)
        #expect(Status.allCases.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.hasSuffix(".") })
    }

    @Test(arguments: [
        (RunError(.noInput, "a") as any Error, Status.noInput),
        (RunError(.cannotCreateOutput, "a"), .cannotCreateOutput),
        (RunError(.inputOutput, "a"), .inputOutput),
        (RunError(.interrupted, "a"), .interrupted),
        (StageError(.malformedInput, "a"), .badData),
        (StageError(.unavailable, "a"), .unavailable),
        (CommandFailure(.gateFailed, "a"), .gateFailed),
        (CancellationError(), .bug),
    ])
    fileprivate func errorsHaveTheirExitCodes(error: any Error, status: Status) {
        #expect(CommandFailure(error).status == status)
    }

    @Test func aRunThatIsStoppedTellsByWhat() {
        let stopped = RunError(.interrupted, "stopped")
        #expect(CommandFailure(stopped, signal: SIGINT).status == .interrupted)
        #expect(CommandFailure(stopped, signal: SIGTERM).status == .terminated)
        #expect(CommandFailure(RunError(.noInput, ""), signal: SIGTERM).status == .noInput)
    }

    // MARK: Commands

    @Test(arguments: [
        (["chek", "a"], "unknown command “chek”; did you mean “check”?"),
        (["frobnicate"], "unknown command “frobnicate”; “quipu --help” lists them"),
        (["check"], nil), (["help"], nil), (["--frob"], nil), ([], nil),
    ])
    func suggestsCommands(arguments: [String], message: String?) {
        #expect(QuipuCommand.misspelling(in: arguments) == message)
    }

    @Test func everyCommandHasAnAbstractAndExamples() {
        for command in QuipuCommand.configuration.subcommands {
            let configuration = command.configuration
            let name = configuration.commandName ?? "\(command)"
            #expect(configuration.abstract.hasSuffix("."), "\(name)")
            let examples = configuration.discussion.split(separator: "EXAMPLES:").last ?? ""
            #expect(examples.contains("quipu \(name)"), "\(name)")
        }
    }

    @Test func namesTheTestsBesideAFile() {
        #expect(SourceFile(path: "a/b.yaml").tests.path == "a/b.test.yaml")
        #expect(SourceFile(path: "a.b/c.yml").tests.path == "a.b/c.test.yaml")
        #expect(SourceFile(path: "a/b.test.yaml").isTests)
        #expect(!SourceFile(path: "a/test.yaml").isTests)
    }

    @Test func saysWhyAFileCannotBeRead() throws {
        let missing = try #require(throws: CommandFailure.self) {
            try SourceFile(path: "/no/such/file.yaml").text()
        }
        #expect(missing.status == .noInput)
        #expect(missing.message == "/no/such/file.yaml: there is no such file")
        let folder = try #require(throws: CommandFailure.self) {
            try SourceFile(path: NSTemporaryDirectory()).text()
        }
        #expect(folder.message.hasSuffix("this is a folder, not a file"))
    }

    @Test func pointsAtBytesThatAreNotUTF8() throws {
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "\(UUID()).yaml")
        try Data(Array("name: é\nstages: ".utf8) + [0xFF]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let error = try #require(throws: InvalidPipeline.self) {
            try SourceFile(path: file.path()).text()
        }
        #expect(error.diagnostics.map(\.place) == [Place(line: 2, column: 9)])
    }

    // MARK: Listing

    @Test func listsStagesInColumns() {
        let table = StageListing.table(of: [
            manifest("tag-a", .tagger, "Tags."), manifest("extract-long", .extractor, "Extracts."),
        ])
        #expect(
            table == """
                tag-a         tagger     Tags.
                extract-long  extractor  Extracts.

                """)
    }

    @Test func showsOneStage() {
        let stage = manifest(
            "tag-a", .tagger, "Tags.", reads: ["words", "sentences"],
            examples: [
                StageExample("⟦12⟧ women", reads: ["12"]), StageExample("nothing\nhere", reads: []),
            ])
        #expect(
            StageListing.page(of: stage) == """
                tag-a, tagger

                  Tags.

                  Reads: sentences, words

                SETTINGS:
                  folder: output
                      The folder the datasets are written to; it is made if it is not there. \
                Takes a text.
                  replace: false
                      Whether datasets that are already there are replaced; otherwise the run \
                refuses. Takes true or false.

                EXAMPLES:
                  [en] ⟦12⟧ women  →  12
                  [en] nothing⏎here  →  nothing

                """)
    }

    private func manifest(
        _ name: StageName, _ kind: StageKind, _ summary: String, reads: [String] = [],
        examples: [StageExample] = []
    ) -> StageManifest {
        StageManifest(
            name: name, kind: kind, summary: summary, reads: Set(reads.map(LayerName.init)),
            provides: [], settings: examples.isEmpty ? [] : OutputSettings().infos,
            examples: examples, rules: [], inputSetting: nil)
    }
}
