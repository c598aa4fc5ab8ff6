import PipelineConfig
import StageKit
import Testing

/// A file that is wrong, and what is said of it: every diagnostic, in order.
struct Mistake: Sendable, CustomTestStringConvertible {
    let yaml: String
    let diagnostics: [String]

    init(_ yaml: String, _ diagnostics: String...) {
        self.yaml = yaml
        self.diagnostics = diagnostics
    }

    /// A list of stages that is wrong between sound ones; the line given is line 4.
    static func between(_ lines: String, _ diagnostics: String...) -> Mistake {
        var mistake = Mistake(
            """
            stages:
              - read-shelf
              - extract-plain
              \(lines.split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\n  "))
              - emit-rows
            """)
        mistake = Mistake(yaml: mistake.yaml, diagnostics: diagnostics)
        return mistake
    }

    /// A file with a sound list of stages on its first line; the lines given start at line 2.
    static func beside(_ lines: String, _ diagnostics: String...) -> Mistake {
        Mistake(
            yaml: "stages: [read-shelf, extract-plain, emit-rows]\n\(lines)",
            diagnostics: diagnostics)
    }

    private init(yaml: String, diagnostics: [String]) {
        self.yaml = yaml
        self.diagnostics = diagnostics
    }

    var testDescription: String { yaml }
}

@Suite struct MistakeTests {
    @Test(arguments: [
        // No file, no YAML.
        Mistake("", "1:1: the file is empty: a pipeline lists at least its stages"),
        Mistake("# nothing\n\n", "1:1: the file is empty: a pipeline lists at least its stages"),
        Mistake("---\n", "1:1: the file is empty: a pipeline lists at least its stages"),
        Mistake(
            "stages: [read-shelf\nname: x", "2:5: not YAML: did not find expected ',' or ']'"),
        Mistake(
            "name: a: b", "1:8: not YAML: mapping values are not allowed in this context"),
        Mistake(
            "stages:\n\t- read-shelf",
            "2:1: not YAML: found character that cannot start any token; "
                + "indent with spaces, not tabs"),
        Mistake("name: \"open", "1:12: not YAML: found unexpected end of stream"),
        Mistake("name: a\u{0}b", "1:8: not YAML: control characters are not allowed"),
        Mistake("name: *nobody", "1:7: not YAML: found undefined alias"),
        Mistake(
            "name: a\n---\nname: b", "2:1: the file holds two documents, parted by “---”: keep one"),
        Mistake(
            "just words",
            "1:1: a pipeline file is a group of keys, not “just words”: it has “name”, “about”, "
                + "“plugins”, “stages” and “output”"),
        Mistake(
            "- read-shelf",
            "1:1: a pipeline file is a group of keys, not a list: it has “name”, “about”, "
                + "“plugins”, “stages” and “output”"),

        // Keys.
        Mistake("name: test", "1:1: “stages” is missing: it lists the stages in order"),
        .beside("nmae: test", "2:1: unknown key “nmae”; did you mean “name”?"),
        .beside(
            "colour: red",
            "2:1: unknown key “colour”; known are “name”, “about”, “plugins”, “stages” and “output”"
        ),
        .beside("Output: {}", "2:1: unknown key “Output”; did you mean “output”?"),
        .beside(
            "tag-tens: {}", "2:1: “tag-tens” is a stage: put it in the list under “stages”"),
        .beside("? [a, b]\n: 1", "2:3: a key is a name, not a list or a group of keys"),
        .beside("name: [a]", "2:7: “name” takes a text, not a list"),
        .beside("name:", "2:1: “name” takes a text, not nothing"),
        .beside("about: { a: b }", "2:8: “about” takes a text, not a group of keys"),
        .beside("name: a\nname: b", "3:1: “name” is given twice, first on line 2: remove one"),
        .beside(
            "name: a\nabout: b\nname: c\nabout: d",
            "4:1: “name” is given twice, first on line 2: remove one",
            "5:1: “about” is given twice, first on line 3: remove one"),
        .beside(
            "name: a\nstages: []", "3:1: “stages” is given twice, first on line 1: remove one"),

        // The list of stages.
        Mistake("stages: []", "1:1: “stages” is empty: it lists the stages in order"),
        Mistake(
            "stages:", "1:1: “stages” takes a list, not nothing: put “- ” before each stage"),
        Mistake(
            "stages: read-shelf",
            "1:1: “stages” takes a list, not “read-shelf”: put “- ” before each stage"),
        Mistake(
            "name: x\nstages:\n  read-shelf:\n  emit-rows:",
            "2:1: “stages” takes a list, not a group of keys: put “- ” before each stage"),
        .between("- tag-ten", "4:5: unknown stage “tag-ten”; did you mean “tag-tens”?"),
        .between("- Tag-Tens", "4:5: unknown stage “Tag-Tens”; did you mean “tag-tens”?"),
        .between("- tag-tesn: {}", "4:5: unknown stage “tag-tesn”; did you mean “tag-tens”?"),
        .between(
            "- tag-ten\n- tag-tens\n- tag-tons",
            "4:5: unknown stage “tag-ten”; did you mean “tag-tens”?",
            "6:5: unknown stage “tag-tons”; did you mean “tag-tens”?"),
        .between(
            "- translate-everything",
            "4:5: unknown stage “translate-everything”; “quipu stages” lists them"),
        .between("- 12", "4:5: unknown stage “12”; “quipu stages” lists them"),
        .between(
            "- [tag-tens]",
            "4:5: a stage is a name, or one name with its settings, not a list"),
        .between("-", "4:4: a stage is a name, or one name with its settings, not nothing"),
        .between(
            "- {}", "4:5: a stage is a name, or one name with its settings, not a group of keys"),
        .between(
            "- tag-tens: 5", "4:15: the settings of “tag-tens” are a group of keys, not “5”"),
        .between(
            "- tag-tens: [least]",
            "4:15: the settings of “tag-tens” are a group of keys, not a list"),
        .between(
            "- tag-tens:\n  least: 20",
            "5:5: “least” is a setting of “tag-tens”: indent it further than the name"),
        .between(
            "- tag-tens:\n  tag-pairs:",
            "5:5: an item of the list is one stage: put “- ” before “tag-pairs”"),
        .between(
            "- { tag-tens: {}, colour: red }",
            "4:21: an item of the list is one stage: “colour” is neither a stage nor a setting of "
                + "“tag-tens”"),
        .between(
            "- clean-dust: { force: true }",
            "4:19: unknown setting “force”: “clean-dust” has no settings"),

        // What a pipeline needs.
        Mistake(
            "stages: [extract-plain, emit-rows]",
            "1:1: the list has no reader: a pipeline needs one, such as “read-shelf”"),
        Mistake(
            "stages: [read-shelf, emit-rows]",
            "1:1: the list has no extractor: a pipeline needs one, such as “extract-plain”"),
        Mistake(
            "stages: [read-shelf, extract-plain]",
            "1:1: the list has no emitter: a pipeline needs one, such as “emit-rows”"),
        Mistake(
            "stages: [emit-cows]",
            "1:1: the list has no reader: a pipeline needs one, such as “read-shelf”",
            "1:1: the list has no extractor: a pipeline needs one, such as “extract-plain”",
            "1:10: unknown stage “emit-cows”; did you mean “emit-rows”?"),

        // Order.
        .between(
            "- tag-tens\n- clean-dust",
            "5:5: “clean-dust” is a cleaner and stands after “tag-tens”, a tagger: move it up"),
        Mistake(
            "stages: [emit-rows, extract-plain, read-shelf]",
            "1:21: “extract-plain” is an extractor and stands after “emit-rows”, an emitter: "
                + "move it up",
            "1:36: “read-shelf” is a reader and stands after “extract-plain”, an extractor: "
                + "move it up"),
        .between(
            "- collate-rows\n- tag-tens",
            "5:5: “tag-tens” is a tagger and stands after “collate-rows”, a collator: move it up"),
        .between(
            "- tag-pairs",
            "4:5: “tag-pairs” reads “tens”, which no stage before it provides: put “tag-tens” "
                + "above it"),
        .between(
            "- tag-pairs\n- tag-dozens",
            "4:5: “tag-pairs” reads “tens”, which no stage before it provides: move “tag-dozens” "
                + "above it"),
        .between(
            "- relate-sums",
            "4:5: “relate-sums” reads “pairs”, which no stage before it provides: put “tag-pairs” "
                + "above it"),
        .between(
            "- tag-ten\n- tag-pairs", "4:5: unknown stage “tag-ten”; did you mean “tag-tens”?"),
        .between(
            "- read-box",
            "4:5: a pipeline has one reader, and “read-shelf” stands on line 2: remove one",
            "4:5: “read-box” is a reader and stands after “extract-plain”, an extractor: "
                + "move it up"),
        .between(
            "- extract-plain", "4:5: “extract-plain” stands twice, first on line 3: remove one"),
        .between(
            "- tag-tens\n- tag-tens: { least: 5 }",
            "5:5: “tag-tens” stands twice, first on line 4: remove one"),
        .between(
            "- tag-tens\n- tag-dozens",
            "5:5: “tag-dozens” provides “tens”, which “tag-tens” on line 4 already provides: "
                + "remove one"),
    ])
    func pointsAtWhatIsWrong(mistake: Mistake) throws {
        try expect(mistake)
    }

    @Test(arguments: [
        // Settings.
        Mistake.between(
            "- tag-tens: { lest: 5 }", "4:17: unknown setting “lest”; did you mean “least”?"),
        .between(
            "- tag-tens: { colour: 5 }",
            "4:17: unknown setting “colour”; known are “least”, “share”, “except” and “years”"),
        .between(
            "- tag-tens: { least: many }",
            "4:24: “least” takes a whole number, not “many”"),
        .between(
            "- tag-tens: { least: \"12\" }",
            "4:24: “least” takes a whole number, not the text “12”"),
        .between(
            "- tag-tens: { least: 1.5 }", "4:24: “least” takes a whole number, not “1.5”"),
        .between("- tag-tens: { least: }", "4:17: “least” takes a whole number, not nothing"),
        .between(
            "- tag-tens: { least: [1] }", "4:24: “least” takes a whole number, not a list"),
        .between(
            "- tag-tens: { least: { a: 1 } }",
            "4:24: “least” takes a whole number, not a group of keys"),
        .between("- tag-tens: { least: 900 }", "4:24: “least” is 900, outside 1–100"),
        .between("- tag-tens: { least: 0 }", "4:24: “least” is 0, outside 1–100"),
        .between("- tag-tens: { least: -5 }", "4:24: “least” is -5, outside 1–100"),
        .between(
            "- tag-tens: { least: 99999999999999999999 }",
            "4:24: “least” takes a whole number, not “99999999999999999999”"),
        .between("- tag-tens: { share: 1.5 }", "4:24: “share” is 1.5, outside 0–1"),
        .between("- tag-tens: { share: half }", "4:24: “share” takes a number, not “half”"),
        .between("- tag-tens: { share: .inf }", "4:24: “share” takes a number, not “.inf”"),
        .between(
            "- tag-tens: { except: one }",
            "4:25: “except” takes a list of texts, not “one”; put it in [ ]"),
        .between(
            "- tag-tens: { except: [one, [two]] }",
            "4:31: each item of “except” is a text, not a list"),
        .between(
            "- tag-tens: { years: [2000, soon] }",
            "4:31: each item of “years” is a whole number, not “soon”"),
        .between(
            "- tag-tens: { years: { from: 2000 } }",
            "4:24: “years” takes a list of whole numbers, not a group of keys"),
        .between(
            "- tag-tens: { least: 5, least: 6 }",
            "4:27: “least” is given twice, first on line 4: remove one"),
        .between(
            "- tag-tens:\n    least: 5\n    share: 1\n    \"least\": 6",
            "7:8: “least” is given twice, first on line 5: remove one"),
        .between(
            "- tag-tens: { least: 500, share: 5, colour: red }",
            "4:24: “least” is 500, outside 1–100",
            "4:36: “share” is 5, outside 0–1",
            "4:39: unknown setting “colour”; known are “least”, “share”, “except” and “years”"),
        Mistake(
            "stages: [read-shelf: { follow: yes }, extract-plain, emit-rows]",
            "1:32: “follow” takes true or false, not “yes”"),
        Mistake(
            "stages: [read-shelf, extract-plain, emit-rows: { delimiter: tabs }]",
            "1:61: “delimiter” takes “comma”, “semicolon” or “tab”, not “tabs”; "
                + "did you mean “tab”?"),
        Mistake(
            "stages: [read-shelf, extract-plain, emit-rows: { delimiter: pipe }]",
            "1:61: “delimiter” takes “comma”, “semicolon” or “tab”, not “pipe”"),
        Mistake(
            "stages: [read-box: { box: locked }, extract-plain, emit-rows]",
            "1:10: “read-box”: the box “locked” cannot be opened"),

        // Output.
        .beside(
            "output: here",
            "2:1: “output” takes a group of keys, not “here”: it has “folder” and “replace”"),
        .beside(
            "output: { foldr: here }", "2:11: unknown setting “foldr”; did you mean “folder”?"),
        .beside(
            "output: { replace: maybe }", "2:20: “replace” takes true or false, not “maybe”"),
        .beside("output: { folder: }", "2:11: “folder” takes a text, not nothing"),

        // The environment.
        .beside(
            "output: { folder: \"${env:NOWHERE}/out\" }",
            "2:20: the environment variable “NOWHERE” is not set: set it before the run, or write "
                + "the value here"),
        .beside(
            "output:\n  folder: a/${env:HERE}/${env:THERE}",
            "3:13: the environment variable “HERE” is not set: set it before the run, or write the "
                + "value here",
            "3:25: the environment variable “THERE” is not set: set it before the run, or write "
                + "the value here"),
        .beside(
            "output: { folder: ${env:HERE} }",
            "2:20: not YAML: did not find expected ',' or '}'; inside { } and [ ], put ${env:NAME} "
                + "in quotes"),
        .beside(
            "name: ${HOME}",
            "2:7: “${HOME}” is not understood: write ${env:NAME} for a variable, or $${ for “${” "
                + "itself"),
        .beside(
            "name: ${env:}",
            "2:7: “${env:}” is not understood: write ${env:NAME} for a variable, or $${ for “${” "
                + "itself"),
        .beside(
            "name: a ${env:B",
            "2:9: “${” is not closed: write ${env:NAME}, or $${ for “${” itself"),

        // Plugins.
        .beside(
            "plugins: tag-mine",
            "2:1: “plugins” takes a list, not “tag-mine”: put “- ” before each plugin"),
        .beside(
            "plugins: [tag-mine]",
            "2:11: a plugin is a group of keys, not “tag-mine”: it has “name”, “command” "
                + "and “timeoutSeconds”"),
        .beside(
            "plugins:\n  - name: tag-mine",
            "3:5: “command” is missing: a plugin needs a name and a command"),
        .beside(
            "plugins:\n  - command: [mine]",
            "3:5: “name” is missing: a plugin needs a name and a command"),
        .beside(
            "plugins:\n  - { name: mine, command: [mine] }",
            "3:13: “mine” is not a stage name: it is a verb and its object, as in “tag-something”"),
        .beside(
            "plugins:\n  - { name: tag-tens, command: [mine] }",
            "3:13: “tag-tens” is a stage of Quipu's own: give the plugin another name"),
        .beside(
            "plugins:\n  - { name: tag-mine, command: mine.py }",
            "3:32: “command” takes a list of texts, not “mine.py”; put it in [ ]"),
        .beside(
            "plugins:\n  - { name: tag-mine, command: [] }",
            "3:32: “command” is empty: it lists the program and its arguments"),
        .beside(
            "plugins:\n  - { name: tag-mine, command: [a], timeoutSeconds: 0 }",
            "3:53: “timeoutSeconds” is 0, outside 0.1–3600"),
        .beside(
            "plugins:\n  - { name: tag-mine, command: [a], timeout: 5 }",
            "3:37: unknown setting “timeout”; known are “name”, “command” and “timeoutSeconds”"),
        .beside(
            "plugins:\n  - { name: tag-mine, command: [a] }",
            "3:5: “tag-mine”: stages in other processes are not run here"),
    ])
    func checksSettings(mistake: Mistake) throws {
        try expect(mistake)
    }

    private func expect(_ mistake: Mistake) throws {
        let error = try #require(throws: InvalidPipeline.self) {
            try PipelineLoader.fake().load(mistake.yaml, file: "test.yaml")
        }
        let expected = mistake.diagnostics.map { "test.yaml:\($0)" }
        #expect(error.diagnostics.map(\.description) == expected, "\(mistake.yaml)")
    }
}
