import ArgumentParser
import DocumentModel
import StageKit

/// `quipu-conformance agreement`: the scanner against libxml2, page by page.
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Compare the words we read in pages with those that libxml2 reads.",
        discussion: """
            EXAMPLES:
              quipu-conformance agreement Corpus/pages
              quipu-conformance agreement pages --show 3 --floor 0.97

            A page agrees when the words of its whole text and those of libxml2's have an F1 above \
            0.999; both leave out the same elements. Pages that do not are listed by the construct \
            without which the two parsers read the same. libxml2 gets the decoded page without NUL, \
            so that charsets and bad bytes are no cause. With --words the words are shown too, \
            which are the pages' own text.
            """)

    @Argument(help: "The folder of pages.", completion: .directory)
    var folder: String

    @OptionGroup var options: ScoreOptions

    @Flag(help: "Show the words that differ.")
    var words = false

    func run() throws {
        let resources = try StageResources.bundled()
        let pages = try PageFolder(folder, resources: resources)
        let extractor: any Extractor = try PageFolder.stage("extract-whole-text", [:], resources)
        var score = Score()
        var trees = Score()
        var unread = 0
        var different: [Construct: [(page: PageLocation, f1: Double)]] = [:]
        for location in pages.locations {
            guard let page = try? pages.page(at: location), extractor.accepts(page),
                let opinions = Opinions(page, stage: extractor)
            else {
                unread += 1
                continue
            }
            let agreement = Agreement(opinions.stage, opinions.second.map(\.text))
            score.count(agreement.isEnough)
            trees.count(Agreement(opinions.tree.map(\.text), opinions.second.map(\.text)).isEnough)
            guard !agreement.isEnough else { continue }
            let construct = Construct.explanation(
                for: opinions.source, agrees: Opinions.agree(on:))
            different[construct, default: []].append((location, agreement.f1))
            if words { try show(agreement, opinions, location) }
        }
        for construct in Construct.allCases {
            guard let found = different[construct] else { continue }
            try Output.print("\(found.count) × \(construct.rawValue)")
            for (page, f1) in found.sorted(by: { $0.f1 < $1.f1 }).prefix(options.show) {
                try Output.print("    \(decimal(f1, 4)) \(page.rawValue)")
            }
        }
        try Output.print("pages that are no HTML or show no text: \(unread)")
        try Output.print("scanner and libxml2 agree: \(trees.description)")
        try Output.print("whole text and libxml2 agree: \(score.description)")
        try options.check(score, of: "pages")
    }

    /// The first words that only one reading has, with the elements around them.
    private func show(
        _ agreement: Agreement, _ opinions: Opinions, _ location: PageLocation
    ) throws {
        try Output.print("\(location.rawValue) \(decimal(agreement.f1, 4))")
        let sides = [
            ("ours", opinions.tree, agreement.onlyFirst),
            ("theirs", opinions.second, agreement.onlySecond),
        ]
        for (name, words, only) in sides {
            var left = only
            let found = words.filter { word in
                guard let count = left[word.text], count > 0 else { return false }
                left[word.text] = count - 1
                return true
            }
            for word in found.prefix(20) {
                let path = word.path.suffix(5).joined(separator: " > ")
                try Output.print("    \(name) “\(word.text)” in \(path)")
            }
        }
    }
}
