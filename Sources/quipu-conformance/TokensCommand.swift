import ArgumentParser
import Foundation
import HTMLScanning

/// `quipu-conformance tokens`: the tokenizer against html5lib's tests.
struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Run html5lib's tokenizer tests.",
        discussion: """
            EXAMPLES:
              quipu-conformance tokens html5lib-tests/tokenizer
              quipu-conformance tokens html5lib-tests/tokenizer/test1.test --show 5

            A test is right when all tokens are, from each of its initial states; parse errors are \
            not looked at. A lone surrogate, which UTF-8 cannot hold, counts as U+FFFD. The tests of \
            “xmlViolation” expect what an XML tree can hold, and our tokens are made so for them.
            """)

    @Argument(help: "Files of tests (.test), or folders of them.", completion: .file())
    var paths: [String]

    @OptionGroup var options: ScoreOptions

    func run() throws {
        var all = Score()
        var shown = 0
        for file in try TestFile.all(under: paths, endings: ["test"]) {
            var score = Score()
            for test in try TokenizerTest.all(in: file.bytes) {
                let difference = test.difference
                score.count(difference == nil)
                all.count(difference == nil)
                if let difference, shown < options.show {
                    shown += 1
                    try Output.print("\(file.name): \(test.description)\n\(difference)\n")
                }
            }
            try Output.print("\(file.name): \(score.description)")
        }
        try Output.print("tokenizer tests: \(all.description)")
        try options.check(all, of: "tokenizer tests")
    }
}
