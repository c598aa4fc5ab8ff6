import DocumentModel
import PipelineConfig
import StageKit
import Synchronization
import Testing

@Suite struct PipelineLoaderTests {
    private func load(
        _ yaml: String, environment: [String: String] = [:],
        overrides: PipelineOverrides = PipelineOverrides()
    ) throws -> Pipeline {
        try PipelineLoader.fake(environment: environment)
            .load(yaml, file: "folder/some-name.yaml", overrides: overrides)
    }

    private func problems(
        of yaml: String, environment: [String: String] = [:],
        overrides: PipelineOverrides = PipelineOverrides()
    ) throws -> [String] {
        let error = try #require(throws: InvalidPipeline.self) {
            try load(yaml, environment: environment, overrides: overrides)
        }
        return error.diagnostics.map { "\($0.place.line):\($0.place.column): \($0.message)" }
    }

    @Test func loadsEveryKindOfStage() throws {
        let pipeline = try load(
            """
            name: everything
            about: One stage of each kind, and two that need no settings group.
            stages:
              - read-shelf: { paths: [a, b], follow: true }
              - extract-plain:
                  charset: latin1
              - clean-dust:
              - clean-dust
              - tag-tens: { least: 20, share: 0.25, except: [no, 12, "yes"], years: [] }
              - tag-pairs: {}
              - relate-sums
              - collate-rows
              - emit-rows: { delimiter: tab }
              - emit-rows
            output:
              folder: datasets
              replace: true
            """)
        #expect(pipeline.name == "everything")
        let reader = try #require(pipeline.reader as? ShelfReader)
        #expect(reader.settings.paths == ["a", "b"])
        #expect(reader.settings.follow)
        #expect((pipeline.extractors.first as? PlainExtractor)?.settings.charset == .latin1)
        #expect(pipeline.cleaners.count == 2)
        let names = pipeline.annotators.map { $0.manifest.name.rawValue }
        #expect(names == ["tag-tens", "tag-pairs", "relate-sums"])
        let tagger = try #require(pipeline.annotators.first as? TenTagger)
        #expect(tagger.settings.least == 20)
        #expect(tagger.settings.share == 0.25)
        #expect(tagger.settings.except == ["no", "12", "yes"])
        #expect(tagger.settings.years.isEmpty)
        #expect(pipeline.collators.count == 1)
        #expect(pipeline.emitters.count == 2)
        #expect(pipeline.output.folder == "datasets")
        #expect(pipeline.output.replace)
    }

    @Test func takesTheNameFromTheFileAndKeepsDefaults() throws {
        let pipeline = try load("stages: [read-shelf, extract-plain, emit-rows]")
        #expect(pipeline.name == "some-name")
        #expect(pipeline.output.folder == "output")
        #expect(!pipeline.output.replace)
        #expect((pipeline.reader as? ShelfReader)?.settings.paths == ["shelf"])
    }

    @Test(arguments: [
        ("no", "no"), ("\"no\"", "no"), ("'12'", "12"), ("2008-07", "2008-07"), ("1e3", "1e3"),
        ("\"\"", ""), ("true", "true"),
    ])
    func readsTextsByTheirTypeAndNotAsYAMLGuesses(written: String, text: String) throws {
        let pipeline = try load(
            "stages: [read-shelf, extract-plain: { language: \(written) }, emit-rows]")
        #expect((pipeline.extractors.first as? PlainExtractor)?.settings.language == text)
    }

    @Test func aFewAliasesAreExpanded() throws {
        let pipeline = try load(
            """
            stages:
              - read-shelf: { paths: &paths [a, b] }
              - extract-plain
              - tag-tens: { except: *paths }
              - emit-rows
            """)
        #expect((pipeline.annotators.first as? TenTagger)?.settings.except == ["a", "b"])
    }

    // MARK: Command line

    @Test func theCommandLineReplacesInputAndOutput() throws {
        let yaml = """
            stages: [read-shelf: { paths: ["${env:NOWHERE}"], follow: true }, extract-plain, emit-rows]
            output: { folder: "${env:NOWHERE}" }
            """
        let pipeline = try load(
            yaml, overrides: PipelineOverrides(inputs: ["x", "y"], output: "there", replace: true))
        let reader = try #require(pipeline.reader as? ShelfReader)
        #expect(reader.settings.paths == ["x", "y"])
        #expect(reader.settings.follow)
        #expect(pipeline.output.folder == "there")
        #expect(pipeline.output.replace)
    }

    @Test func aReaderOfOneInputTakesOneInput() throws {
        let yaml = "stages: [read-box, extract-plain, emit-rows]"
        let pipeline = try load(yaml, overrides: PipelineOverrides(inputs: ["carton"]))
        #expect((pipeline.reader as? BoxReader)?.settings.box == "carton")
        #expect(
            try problems(of: yaml, overrides: PipelineOverrides(inputs: ["a", "b"]))
                == ["1:10: “read-box” reads one input, not 2"])
    }

    // MARK: Environment

    @Test func variablesArePutIn() throws {
        let pipeline = try load(
            """
            name: a $${env:HOME} $5 $$
            stages:
              - read-shelf: { paths: ["${env:ROOT}/a${env:ROOT}", "${env:EMPTY}"] }
              - extract-plain
              - tag-tens: { least: "${env:LEAST}" }
              - emit-rows: { delimiter: "${env:DELIMITER}" }
            """,
            environment: ["ROOT": "/data", "EMPTY": "", "LEAST": "17", "DELIMITER": "tab"])
        #expect(pipeline.name == "a ${env:HOME} $5 $$")
        #expect((pipeline.reader as? ShelfReader)?.settings.paths == ["/data/a/data", ""])
        #expect((pipeline.annotators.first as? TenTagger)?.settings.least == 17)
    }

    @Test(arguments: [
        "tag-tens: { least: \"${env:SECRET}\" }", "tag-tens: { share: \"${env:NUMBER}\" }",
        "tag-tens: { years: [\"${env:SECRET}\"] }", "tag-tens: { except: \"${env:SECRET}\" }",
    ])
    func valuesOfTheEnvironmentAreNeverShown(stage: String) throws {
        let problems = try problems(
            of: "stages: [read-shelf, extract-plain, \(stage), emit-rows]",
            environment: ["SECRET": "hunter2", "NUMBER": "8128"])
        #expect(problems.count == 1)
        #expect(!problems.contains { $0.contains("hunter2") || $0.contains("8128") }, "\(problems)")
    }

    @Test func valuesOfTheEnvironmentAreMaskedInWhatStagesSay() throws {
        let yaml = "stages: [read-box: { box: \"${env:BOX}\" }, extract-plain, emit-rows]"
        #expect(
            try problems(of: yaml, environment: ["BOX": "locked-9871"]) == [
                "1:10: “read-box”: the box “${env:BOX}” cannot be opened"
            ])
    }

    // MARK: Plugins

    @Test func pluginsAreMadeByTheCaller() throws {
        let seen = Mutex<[PluginDeclaration]>([])
        let loader = PipelineLoader.fake { declaration throws(StageError) in
            seen.withLock { $0.append(declaration) }
            return StageEntry(manifest: manifest(of: declaration)) { _, resources in
                PairTagger(settings: NoSettings(), resources: resources)
            }
        }
        let pipeline = try loader.load(
            """
            plugins:
              - name: tag-threes
                command: [python3, "tag_threes.py"]
                timeoutSeconds: 2.5
            stages: [read-shelf, extract-plain, tag-tens, tag-threes, emit-rows]
            """, file: "test.yaml")
        #expect(pipeline.annotators.count == 2)
        #expect(
            seen.withLock { $0 } == [
                PluginDeclaration(
                    name: "tag-threes", command: ["python3", "tag_threes.py"], timeoutSeconds: 2.5)
            ])
        let error = try #require(throws: InvalidPipeline.self) {
            try loader.load(
                """
                plugins: [{ name: tag-threes, command: [a] }]
                stages: [read-shelf, extract-plain, tag-threes, emit-rows]
                """, file: "test.yaml")
        }
        #expect(
            error.description
                == "test.yaml:2:37: “tag-threes” reads “tens”, which no stage before it provides: "
                + "put “tag-tens” above it")
    }

    @Test func aPluginThatFailsIsReportedOnce() throws {
        #expect(
            try problems(
                of: """
                    plugins: [{ name: tag-threes, command: [a] }]
                    stages: [read-shelf, extract-plain, tag-threes, emit-rows]
                    """) == ["1:11: “tag-threes”: stages in other processes are not run here"])
    }
}

/// A manifest as a plugin would print it.
private func manifest(of declaration: PluginDeclaration) -> StageManifest {
    StageManifest(
        name: declaration.name, kind: .tagger, summary: "A plugin.",
        reads: [LayerName(rawValue: "tens")], provides: [LayerName(rawValue: "threes")],
        settings: [], examples: [], rules: [], inputSetting: nil)
}

/// Files that would cost more than they are worth.
@Suite struct LimitTests {
    private func problem(of yaml: String) throws -> String {
        let error = try #require(throws: InvalidPipeline.self) {
            try PipelineLoader.fake().load(yaml, file: "test.yaml")
        }
        return error.diagnostics.first.map(\.description) ?? ""
    }

    @Test func refusesBombs() throws {
        let levels = (1...9).map { level in
            "  a\(level): &a\(level) ["
                + (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ",")
                + "]"
        }
        let bomb = "about:\n  a0: &a0 [x, x, x]\n" + levels.joined(separator: "\n")
        #expect(
            try problem(of: bomb).contains("more than 20 aliases (*name): write the values out"))
        let small = "name: &a [\(Array(repeating: "x", count: 900).joined(separator: ","))]\n"
        let shortened = small.replacing("x,", with: "x,\n  ")
        let doubled = (1...2).map { level in
            let name = level == 1 ? "a" : "b"
            return "k\(level): &\(level == 1 ? "b" : "c") ["
                + Array(repeating: "*\(name)", count: 8).joined(separator: ",") + "]"
        }
        #expect(
            try problem(of: shortened + doubled.joined(separator: "\n"))
                .hasSuffix("the file holds too much, once its aliases (*name) are expanded"))
    }

    @Test(arguments: ["? *a\n: b", "*a : b", "{ [*a]: b }", "?\n  *a\n: b"])
    func refusesAliasesInKeys(key: String) throws {
        let yaml = "name: &a [x]\nabout:\n  \(key.replacing("\n", with: "\n  "))"
        #expect(
            try problem(of: yaml).hasSuffix("an alias (*name) stands in a key: write the key out"))
    }

    @Test func refusesDeepNesting() throws {
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(try problem(of: "stages: \(deep)").hasSuffix("nested deeper than 32 levels"))
        let deeper = String(repeating: "[", count: 100_000)
        #expect(try problem(of: "stages: \(deeper)").hasSuffix("nested deeper than 32 levels"))
        #expect(
            try problem(
                of: "name: &a x\nabout: *a\nstages: \(deep)\(String(repeating: " ", count: 500))"
            )
            .hasSuffix("aliases (*name) in a file this deeply nested: write the values out"))
    }

    @Test func refusesLargeFiles() throws {
        let large = "name: a\n" + String(repeating: "# nothing\n", count: 200_000)
        #expect(
            try problem(of: large)
                == "test.yaml:1:1: the file is larger than 1 MB, which no pipeline needs")
    }

    @Test func countsKeysGivenManyTimes() throws {
        let yaml = (0..<200).map { "name: a\($0)" }.joined(separator: "\n")
        #expect(try problem(of: yaml).hasPrefix("test.yaml:2:1: “name” is given twice"))
    }
}
