import ArgumentParser
import TextAnalysis

/// `quipu-conformance encodings`: the charset sniffer against html5lib's tests.
struct EncodingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encodings",
        abstract: "Run html5lib's tests of encoding declarations.",
        discussion: """
            EXAMPLES:
              quipu-conformance encodings html5lib-tests/encoding
              quipu-conformance encodings html5lib-tests/encoding/tests1.dat --show 5

            Tests in folders called “scripted” are left out: they need a script to be run.
            """)

    @Argument(help: "Files of tests (.dat), or folders of them.", completion: .file())
    var paths: [String]

    @OptionGroup var options: ScoreOptions

    func run() throws {
        var score = Score()
        for file in try TestFile.all(under: paths, endings: ["dat"])
        where !file.name.hasPrefix("scripted/") {
            for test in SectionedTest.all(in: file.bytes, named: ["encoding"]) {
                guard let difference = Self.difference(test) else { continue }
                score.count(difference.isEmpty)
                if !difference.isEmpty, score.total - score.right <= options.show {
                    try Output.print("\(file.name): \(difference)")
                }
            }
        }
        try Output.print("encoding declarations: \(score.description)")
        try options.check(score, of: "encoding declarations")
    }

    /// What differs, empty where nothing does; nil for what is no test.
    static func difference(_ test: SectionedTest) -> String? {
        guard let data = test["data"], let answer = test["encoding"] else { return nil }
        let label = String(decoding: answer.prefix { $0 != 0x0A }, as: UTF8.self)
        let reading = CharsetSniffer().reading(of: data, isMarkup: true)
        if let expected = Charset(label: label), reading.charset == expected { return "" }
        return """
            expected \(label), ours \(reading.charset) by \(reading.ground)
            \(String(decoding: data, as: UTF8.self))
            """
    }
}
