package import DocumentModel
package import StageKit

/// Takes out what recurs over the pages of a site.
package struct BoilerplateCleaner: CorpusCleaner {
    package static let name: StageName = "clean-boilerplate"
    package static let summary =
        "Removes lines that recur over the pages of a site, learnt from the corpus or from a saved profile."

    package struct Settings: StageSettings {
        @Setting(
            "A profile that `quipu learn` has written; empty to learn from the run's own pages, which are then read twice."
        )
        package var profile = ""

        @Setting(
            "The pages of a site that a line must stand on at the least; copies count once, and behind the head of a page prose and numbers need twice as many.",
            in: 3...10_000)
        package var leastPages = 3

        @Setting(
            "The share of a site's pages that a short line must stand on; at the head of the page, 20 pages are enough on any site.",
            in: 0.2...1)
        package var share = 0.5

        @Setting(
            "The share of a site's pages for prose, lines with numbers or addresses, lines within the story, and runs shorter than `leastLines`.",
            in: 0.5...1)
        package var strictShare = 0.8

        @Setting(
            "The lines that must recur one after another: a list of names that pages have in part in common has no long run.",
            in: 2...100)
        package var leastLines = 4

        package init() {}
    }

    package static let examples = [
        StageExample(
            "Home\nWhat we do\nContact us\nA page alone shows nothing that recurs.",
            leaves: "Home\nWhat we do\nContact us\nA page alone shows nothing that recurs.")
    ]

    private let counter: LineCounter
    private let limits: RecurrenceLimits
    private var sites: [String: SiteProfile] = [:]
    package let learnsFromCorpus: Bool

    package init(settings: Settings, resources: StageResources) throws(StageError) {
        counter = LineCounter(
            FurniturePhrases(resources.lexicons), DateLine(resources.lexicons))
        limits = RecurrenceLimits(
            leastPages: settings.leastPages, share: settings.share,
            strictShare: settings.strictShare, leastLines: settings.leastLines)
        learnsFromCorpus = settings.profile.isEmpty
        guard !settings.profile.isEmpty else { return }
        let bytes: [UInt8]
        do {
            bytes = try ProfileFile.contents(of: settings.profile)
        } catch {
            throw StageError(
                .unavailable,
                "the profile “\(settings.profile)” \(error.reason): write it with “quipu learn”, or leave “profile” empty"
            )
        }
        do {
            sites = try ProfileFile.profiles(in: bytes)
        } catch {
            throw StageError(
                .malformedInput,
                "\(settings.profile):\(error.line):\(error.column): \(error.reason): write the profile again with “quipu learn”"
            )
        }
    }

    // MARK: Learning

    package func tally(of document: Document) throws(StageError) -> PageLines {
        let lines = TextLines(of: document)
        let (counted, places) = counter.lines(of: lines)
        return PageLines(
            site: document.siteOrFolder, lines: counted, text: lines.text,
            places: places.map { lines.lines[$0].content })
    }

    package func knowing(_ tally: SiteTally) -> BoilerplateCleaner {
        var copy = self
        copy.sites = tally.profiles
        return copy
    }

    package func profile(of tally: SiteTally) -> [UInt8] {
        ProfileFile.bytes(of: tally.profiles, texts: tally.publicTexts)
    }

    // MARK: Cleaning

    package func cleaning(of document: Document) throws(StageError) -> Cleaning {
        guard let profile = sites[document.siteOrFolder] else { return Cleaning() }
        let lines = TextLines(of: document)
        let (counted, places) = counter.lines(of: lines)
        var cleaning = Cleaning()
        for block in RecurringLines(counted, profile, limits).blocks() {
            let first = lines.lines[places[block.lines.lowerBound]].content
            let last = lines.lines[places[block.lines.upperBound - 1]].content
            cleaning.edits.append(.removing(lines.whole(first.lowerBound..<last.upperBound)))
            cleaning.remarks.append(
                Cleaning.Remark(
                    "SITE_BOILERPLATE", reason(block, of: profile.pageCount),
                    at: TextSpan(first.lowerBound..<last.upperBound)))
        }
        return cleaning
    }

    private func reason(_ block: RecurringLines.Block, of pageCount: Int) -> String {
        let isOne = block.lines.count == 1
        let pages =
            block.pages == pageCount
            ? "all \(pageCount)" : "\(isOne ? "" : "at least ")\(block.pages) of \(pageCount)"
        return isOne
            ? "1 line was removed that recurs on \(pages) pages of the site"
            : "\(block.lines.count) lines were removed that recur on \(pages) pages of the site"
    }
}

extension SiteTally {
    /// What recurs on each site; sites without any are left out.
    var profiles: [String: SiteProfile] {
        samples.compactMapValues { sample in
            var learning = SiteLearning(sample.pages.map(\.lines))
            return learning.profile()
        }
    }

    /// The readable forms of lines that hold no address and stand by none on any page.
    var publicTexts: [UInt64: String] {
        var texts = texts
        for sample in samples.values {
            for line in sample.pages.lazy.map(\.lines).joined()
            where line.traits.contains(.contact) {
                texts[line.key] = nil
            }
        }
        return texts
    }
}

extension Document {
    /// The host of the page's address; the folder it lies in where it has none.
    fileprivate var siteOrFolder: String {
        let address = DocumentMetadata(url: location.rawValue).site
        if let site = metadata.site ?? address { return site }
        let folder = location.rawValue.split(separator: "/", omittingEmptySubsequences: false)
            .dropLast().joined(separator: "/")
        return "folder:\(folder.isEmpty ? "." : folder)"
    }
}

extension TextLines {
    /// `range` with the rest of its lines, and one of the line feeds around them.
    fileprivate func whole(_ range: Range<Int>) -> TextSpan {
        let lower = text[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        if let end = text[range.upperBound...].firstIndex(of: 0x0A) {
            return TextSpan(lower..<end + 1)
        }
        return TextSpan(max(0, lower - 1)..<text.count)
    }
}
