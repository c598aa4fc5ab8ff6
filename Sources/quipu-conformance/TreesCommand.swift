import ArgumentParser
import HTMLScanning

/// `quipu-conformance trees`: the tree builder against html5lib's tests.
struct TreesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trees",
        abstract: "Run html5lib's tree construction tests.",
        discussion: """
            EXAMPLES:
              quipu-conformance trees html5lib-tests/tree-construction
              quipu-conformance trees html5lib-tests/tree-construction --show 5 --floor 0.985

            A test is right when the visible text of the body is, white space aside: not what \
            stands in script, style, template, iframe, noembed and noframes. How many whole trees \
            are right is told beside it. Tests of fragments and with scripting on are left out.
            """)

    @Argument(help: "Files of tests (.dat), or folders of them.", completion: .file())
    var paths: [String]

    @Flag(help: "Show the whole trees that differ, not only the texts.")
    var whole = false

    @OptionGroup var options: ScoreOptions

    func run() throws {
        var texts = Score()
        var trees = Score()
        var shown = 0
        for file in try TestFile.all(under: paths, endings: ["dat"]) {
            for test in TreeTest.all(in: file.bytes) {
                let result = test.result
                texts.count(result.isTextRight)
                trees.count(result.isTreeRight)
                guard whole ? !result.isTreeRight : !result.isTextRight, shown < options.show
                else { continue }
                shown += 1
                try Output.print("\(file.name):\n\(result.difference(whole: whole))\n")
            }
        }
        try Output.print("visible body texts: \(texts.description)")
        try Output.print("whole trees: \(trees.description)")
        try options.check(texts, of: "tree tests")
    }
}
