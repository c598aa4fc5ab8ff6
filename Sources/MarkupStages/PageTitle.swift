import DocumentModel
import HTMLScanning

/// The title of a page: its heading, else what the head calls it.
struct PageTitle {
    typealias NodeID = HTMLTree.NodeID

    /// The heading that says it.
    let heading: NodeID?
    /// Where the `title` element says it, without the name of the site.
    let titleRange: Range<Int>?
    /// What the head calls the page for other sites.
    private let declared: String?
    /// What the `title` element says.
    private let whole: String

    init(_ metadata: PageMetadata, _ metrics: PageMetrics, _ tree: borrowing HTMLTree) {
        declared = (metadata.properties[.title] ?? metadata.properties[.twitterTitle])
            .map(PageMetadata.collapsed)
        var range: Range<Int>?
        if let element = metadata.titleElement, tree[element].firstChild != HTMLTree.none {
            range = tree[tree[element].firstChild].range
        }
        whole = range.map { Self.text(of: tree, in: $0) } ?? ""
        let references = WordHashes(Array([declared ?? "", whole].joined(separator: " ").utf8))
        heading = Self.heading(references, metrics, tree)
        let short = range.map { Self.withoutSite($0, tree) }
        titleRange = short.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The title; nil where the page has none.
    func text(_ tree: borrowing HTMLTree) -> String? {
        let title = titleRange.map { PageMetadata.collapsed(Self.text(of: tree, in: $0)) } ?? ""
        // A title that the head gives twice has the site's name in both.
        let given = declared == PageMetadata.collapsed(whole) ? title : declared ?? title
        if let heading {
            let shown = PageMetadata.collapsed(Self.text(of: tree, under: heading))
            return Self.core(of: shown, as: [given, title])
        }
        return [given, title].first { !$0.isEmpty }
    }

    /// The title in a heading that opens with a date or ends in a count; names of sections before a
    /// title belong to it.
    private static func core(of shown: String, as given: [String]) -> String {
        let words = words(shown)
        for title in given {
            if isGlued(title, in: shown) { return title }
            let core = self.words(title)
            guard core.count >= 3, core.count < words.count, core.count + 3 >= words.count else {
                continue
            }
            let before = words.dropLast(core.count)
            let after = words.dropFirst(core.count)
            let opensWithDate =
                words.suffix(core.count).elementsEqual(core) && before.count == 3
                && isNumber(before.first) && isNumber(before.last)
            let endsInCount = words.starts(with: core) && after.allSatisfy(isNumber)
            if opensWithDate || endsInCount { return title }
        }
        return shown
    }

    /// Whether a title stands at the end of a heading right behind a label, without a blank.
    private static func isGlued(_ title: String, in shown: String) -> Bool {
        let rest = shown.utf8.count - title.utf8.count
        guard rest > 0, title.utf8.count >= 20, title.utf8.count >= rest,
            shown.utf8.suffix(title.utf8.count).elementsEqual(title.utf8)
        else { return false }
        let last = shown.utf8.prefix(rest).last ?? 0x20
        return last.isASCIIAlphanumeric || last >= 0x80
    }

    private static func isNumber(_ word: [UInt8]?) -> Bool {
        word?.allSatisfy(\.isASCIIDigit) ?? false
    }

    /// The heading whose words are most like the page's own title; a first-level one before others.
    private static func heading(
        _ references: WordHashes, _ metrics: PageMetrics, _ tree: borrowing HTMLTree
    ) -> NodeID? {
        var best: NodeID?
        var bestLikeness: Float = 0
        var seen = 0
        for id in metrics.headings where seen < 200 {
            let bonus: Float
            switch tree[id].tag {
            case .h1: bonus = 0.3
            case .h2: bonus = 0.1
            case .h3: bonus = 0
            default: continue
            }
            seen += 1
            let text = metrics[id].text
            // Its words need not be read where even all of them could not make it the best.
            guard text >= 3, text <= 400, 1 + bonus > bestLikeness else { continue }
            let words = WordHashes(bytes(of: tree, under: id))
            guard !words.isEmpty else { continue }
            let shared = Float(words.shared(with: references))
            var likeness = shared / Float(words.count) + bonus
            // A word or two in common is the site's name as often as the title.
            if words.count < 3 { likeness *= 0.6 }
            if metrics[id].isDropped { likeness *= 0.8 }
            if references.isEmpty, tree[id].tag == .h1 { likeness = 1 }
            if likeness > bestLikeness {
                bestLikeness = likeness
                best = id
            }
        }
        return bestLikeness >= 0.7 ? best : nil
    }

    /// The part of the title element that is not the site's name: the longest between marks.
    private static func withoutSite(
        _ range: Range<Int>, _ tree: borrowing HTMLTree
    ) -> Range<Int> {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var offset = start
        let source = tree.source
        while offset < range.upperBound {
            if let length = separatorLength(source, offset, range) {
                parts.append(start..<offset)
                offset += length
                start = offset
            } else {
                offset += 1
            }
        }
        parts.append(start..<range.upperBound)
        var best = parts[0]
        for part in parts where part.count > best.count { best = part }
        return best
    }

    /// The length of a mark between a title and the name of a site, with the spaces around it.
    private static func separatorLength(
        _ source: [UInt8], _ offset: Int, _ range: Range<Int>
    ) -> Int? {
        guard source[offset].isASCIIWhitespace else { return nil }
        for mark in marks {
            let end = offset + 1 + mark.count
            if end < range.upperBound, source[end].isASCIIWhitespace,
                source[(offset + 1)..<end].elementsEqual(mark)
            {
                return mark.count + 2
            }
        }
        return nil
    }

    private static let marks: [[UInt8]] = [
        [0x7C], [0x2D], [0xC2, 0xBB], [0xC2, 0xAB], [0xC2, 0xB7], [0xE2, 0x80, 0x93],
        [0xE2, 0x80, 0x94], [0xE2, 0x80, 0xA2], Array("&raquo;".utf8), Array("&ndash;".utf8),
        Array("&mdash;".utf8), Array("&#8211;".utf8), Array("&#8212;".utf8),
        Array("&laquo;".utf8), Array("&#124;".utf8), [0x3A, 0x3A],
    ]

    /// The text in a range of the page, with its character references decoded.
    static func text(of tree: borrowing HTMLTree, in range: Range<Int>) -> String {
        var text: [UInt8] = []
        add(range, of: tree, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    static func text(of tree: borrowing HTMLTree, under root: NodeID) -> String {
        String(decoding: bytes(of: tree, under: root), as: UTF8.self)
    }

    private static func bytes(of tree: borrowing HTMLTree, under root: NodeID) -> [UInt8] {
        var text: [UInt8] = []
        var current: NodeID? = root
        while let id = current {
            let node = tree[id]
            if node.kind == .text { add(node.range, of: tree, to: &text) }
            if node.tag == .br { text.append(UInt8(ascii: " ")) }
            let isHidden = node.kind == .element && node.tag.isHidden
            current = isHidden ? tree.following(id, in: root) : tree.successor(id, in: root)
        }
        return text
    }

    private static func add(
        _ range: Range<Int>, of tree: borrowing HTMLTree, to text: inout [UInt8]
    ) {
        tree.source.withUnsafeBufferPointer { bytes in
            forEachPiece(of: bytes, in: range, hasReferences: true) { piece in
                switch piece {
                case .verbatim(let range): bytes.append(range, withoutNULTo: &text)
                case .reference(let reference, _): text.append(contentsOf: reference.utf8)
                }
            }
        }
    }

    /// The words of a text in lower case: runs of letters and digits, ASCII marks part them.
    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text.withoutUnseen.lowercasedUTF8 {
            if byte >= 0x80 || byte.isASCIIAlphanumeric {
                word.append(byte)
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}

/// The words of a text, by their hashes, each once.
private struct WordHashes {
    /// Sorted.
    private let hashes: [UInt64]

    var count: Int { hashes.count }
    var isEmpty: Bool { hashes.isEmpty }

    init(_ text: [UInt8]) {
        let text =
            text.loweredAsLatin1
            ?? String(decoding: text, as: UTF8.self).withoutUnseen.lowercasedUTF8
        var found: [UInt64] = []
        var start = 0
        text.withUnsafeBufferPointer { bytes in
            for offset in 0...bytes.count {
                let isInWord =
                    offset < bytes.count
                    && (bytes[offset] >= 0x80 || bytes[offset].isASCIIAlphanumeric)
                guard !isInWord else { continue }
                if start < offset { found.append(bytes.loweredHash(of: start..<offset)) }
                start = offset + 1
            }
        }
        found.sort()
        var unique: [UInt64] = []
        unique.reserveCapacity(found.count)
        for hash in found where unique.last != hash { unique.append(hash) }
        hashes = unique
    }

    /// How many words stand in both texts.
    func shared(with other: WordHashes) -> Int {
        var shared = 0
        var place = 0
        for hash in hashes {
            while place < other.count, other.hashes[place] < hash { place += 1 }
            if place < other.count, other.hashes[place] == hash { shared += 1 }
        }
        return shared
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A hash of the bytes in `range` that is the same for capitals and small letters.
    fileprivate func loweredHash(of range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in range {
            hash = (hash ^ UInt64(self[offset].asciiLowered)) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}

extension [UInt8] {
    /// The text in lower case, where it holds no letters but those of ISO 8859-1, and no character
    /// that never shows.
    fileprivate var loweredAsLatin1: [UInt8]? {
        var lowered = self
        var offset = 0
        while offset < count {
            let byte = self[offset]
            offset += 1
            if byte < 0x80 {
                lowered[offset - 1] = byte.asciiLowered
            } else if byte == 0xC3, offset < count {
                // From "À" to "Þ", with the sign of multiplication among them.
                if self[offset] < 0x9F, self[offset] != 0x97 { lowered[offset] += 0x20 }
                offset += 1
            } else if byte == 0xE2, offset + 1 < count, self[offset] == 0x80,
                self[offset + 1] >= 0x90
            {
                // Dashes and quotation marks.
                offset += 2
            } else {
                return nil
            }
        }
        return lowered
    }
}
