import ArgumentParser

/// Checks the page reader against published tests, a second parser, and its own promises.
@main struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quipu-conformance",
        abstract: "Check how pages are read: against published tests and against another parser.",
        discussion: """
            EXAMPLES:
              quipu-conformance tokens html5lib-tests/tokenizer
              quipu-conformance trees html5lib-tests/tree-construction --floor 0.985
              quipu-conformance encodings html5lib-tests/encoding
              quipu-conformance agreement Corpus/pages
              quipu-conformance offsets Corpus/pages
              quipu-conformance hostile hostile-pages

            Each prints what it counted, and with --floor ends with 1 where the share is lower. The \
            tests are those of https://github.com/html5lib/html5lib-tests.
            """,
        subcommands: [
            TokensCommand.self,
            TreesCommand.self,
            EncodingsCommand.self,
            AgreementCommand.self,
            OffsetsCommand.self,
            HostileCommand.self,
            PageCostCommand.self,
        ])
}
