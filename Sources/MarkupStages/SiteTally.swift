import DocumentModel
import StageKit
import TextAnalysis

/// The lines of one page, for the tally of its site.
package struct PageLines: Sendable {
    /// The page's host; the folder it lies in where it has no address.
    let site: String
    /// Tells pages with other lines, or other numbers in them, apart.
    let digest: UInt64
    let lines: [CountedLine]
    /// The text that `places` are ranges of, in the order of `lines`.
    let text: [UInt8]
    let places: [Range<Int>]

    /// Of a longer page the first and the last lines are counted: furniture stands there.
    private static let mostLines = 1024

    init(site: String, lines: [CountedLine], text: [UInt8], places: [Range<Int>]) {
        self.site = site
        var hash = FoldedHash()
        for line in lines {
            for part in [line.key, line.key >> 32, UInt64(line.digits)] {
                hash.add(UInt32(truncatingIfNeeded: part))
            }
        }
        digest = hash.value
        self.text = text
        guard lines.count > Self.mostLines else {
            self.lines = lines
            self.places = places
            return
        }
        let half = Self.mostLines / 2
        self.lines = Array(lines.prefix(half) + lines.suffix(half))
        self.places = Array(places.prefix(half) + places.suffix(half))
    }
}

/// The lines of many pages by site.
///
/// What is kept is a sample: of each site the pages with the smallest digests, and of more sites
/// than there is room for those whose names have the smallest hashes. So it is the same in whatever
/// order pages come, and pages that are alike to the number are held once. At most
/// ``mostPages`` pages of at most 1,024 lines are held, 16 bytes a line.
package struct SiteTally: CorpusTally {
    struct Sample: Sendable {
        /// Sorted by digest.
        var pages: [(digest: UInt64, lines: [CountedLine])] = []
        /// The lines seen so far, so that texts are made of those alone that recur.
        var seen: Set<UInt64> = []
    }

    private(set) var samples: [String: Sample] = [:]
    /// The readable forms of lines that recur.
    private(set) var texts: [UInt64: String] = [:]
    private var pageCount = 0
    /// Pages held of one site.
    private var siteLimit = SiteTally.mostPagesOfSite
    /// Sites are held whose hash is at most this.
    private var hashLimit = UInt64.max
    private let limit: Int

    static let mostPages = 65_536
    static let mostPagesOfSite = 1_024
    /// Sites are dropped before fewer pages of each would be held.
    static let fewestPagesOfSite = 16

    package init() {
        self.init(limit: SiteTally.mostPages)
    }

    init(limit: Int) {
        self.limit = limit
    }

    package mutating func add(_ page: PageLines) {
        guard hash(of: page.site) <= hashLimit else { return }
        let held = samples[page.site]?.pages ?? []
        let index = held.partitioningIndex { $0.digest >= page.digest }
        guard index < siteLimit, index == held.count || held[index].digest != page.digest else {
            return
        }
        var sample = samples.removeValue(forKey: page.site) ?? Sample()
        for (line, place) in zip(page.lines, page.places)
        where !sample.seen.insert(line.key).inserted && texts[line.key] == nil {
            texts[line.key] = ReadableLine.text(page.text, place)
        }
        sample.pages.insert((page.digest, page.lines), at: index)
        if sample.pages.count > siteLimit { sample.pages.removeLast() } else { pageCount += 1 }
        samples[page.site] = sample
        while pageCount > limit { tighten() }
    }

    /// Holds half as many pages of a site, else half of the sites. How far that goes depends on
    /// which pages there are, not on their order: a looser limit held more at any time before.
    private mutating func tighten() {
        if siteLimit > Self.fewestPagesOfSite {
            siteLimit /= 2
        } else if hashLimit > 0 {
            hashLimit /= 2
        } else {
            return samples.removeAll()
        }
        samples = samples.filter { hash(of: $0.key) <= hashLimit }.mapValues { sample in
            var kept = Sample(pages: Array(sample.pages.prefix(siteLimit)))
            for page in kept.pages { kept.seen.formUnion(page.lines.map(\.key)) }
            return kept
        }
        pageCount = samples.values.reduce(0) { $0 + $1.pages.count }
    }

    private func hash(of site: String) -> UInt64 {
        var hash = FoldedHash()
        for byte in site.utf8 { hash.add(UInt32(byte)) }
        return hash.value
    }
}

/// A line as a profile shows it.
enum ReadableLine {
    private static let mostCharacters = 60

    /// The start of the line without case and accents, with one sign for each run of digits: the
    /// same for all lines that count as one.
    static func text(_ text: [UInt8], _ place: Range<Int>) -> String {
        let characters = CharacterTable.shared
        var scalars = String.UnicodeScalarView()
        var needsBlank = false
        text.withUnsafeBufferPointer { bytes in
            var offset = place.lowerBound
            while offset < place.upperBound, scalars.count < mostCharacters {
                let scalar = nextScalar(in: bytes, at: &offset)
                let kind = characters.class(of: scalar)
                if kind == .format { continue }
                if kind == .space {
                    needsBlank = !scalars.isEmpty
                    continue
                }
                if needsBlank { scalars.append(" ") }
                if kind == .digit {
                    if !needsBlank, endsInNumber(scalars) { scalars.removeLast() }
                    if scalars.last != "#" { scalars.append("#") }
                } else {
                    characters.fold(scalar) { folded in
                        if let folded = Unicode.Scalar(folded) { scalars.append(folded) }
                    }
                }
                needsBlank = false
            }
        }
        // What was cut may have gone on.
        if endsInNumber(scalars) { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether a separator follows a number.
    private static func endsInNumber(_ scalars: String.UnicodeScalarView) -> Bool {
        guard scalars.last.map(isSeparator) == true else { return false }
        return scalars.dropLast().last == "#"
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        ".,:/-".unicodeScalars.contains(scalar)
    }
}
