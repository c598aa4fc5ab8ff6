import CodeLists
import DocumentModel
import HTMLScanning

/// What the words in `class` and `id` attributes say a part of a page is.
struct ConceptTokens: Sendable {
    struct Concepts: OptionSet, Sendable {
        let rawValue: UInt32
        static let body = Concepts(rawValue: 1)
        static let content = Concepts(rawValue: 2)
        static let furniture = Concepts(rawValue: 4)
        static let maybeFurniture = Concepts(rawValue: 8)
        static let comments = Concepts(rawValue: 16)
        static let hidden = Concepts(rawValue: 32)
        static let maybeHidden = Concepts(rawValue: 64)
        static let maybeBody = Concepts(rawValue: 128)
        static let maybeComments = Concepts(rawValue: 256)
        static let lead = Concepts(rawValue: 512)
        static let caption = Concepts(rawValue: 1024)
        static let byline = Concepts(rawValue: 2048)
        /// What only an element that is called just so is.
        static let maybeCaption = Concepts(rawValue: 4096)
        static let maybeByline = Concepts(rawValue: 8192)
        static let maybeLead = Concepts(rawValue: 16384)
        /// A word that says that another is beside the point: "has-sidebar".
        static let having = Concepts(rawValue: 32768)
        /// Where a part stands, not what it is: a banner, a side column.
        static let layout = Concepts(rawValue: 1 << 16)
        /// What customers wrote.
        static let reviews = Concepts(rawValue: 1 << 17)
        /// A post of a forum.
        static let thread = Concepts(rawValue: 1 << 18)
        /// What puts a thing on sale into a basket, and what it costs.
        static let shop = Concepts(rawValue: 1 << 19)
        static let price = Concepts(rawValue: 1 << 20)
        /// Not shown until a reader asks for it. No word says it, but a style or an attribute.
        static let folded = Concepts(rawValue: 1 << 21)
        /// A dialog that covers the page until it is answered: what cookies are for.
        static let dialog = Concepts(rawValue: 1 << 22)
        /// What stands with each post of a forum and is no part of it: a signature, its writer's box.
        static let poster = Concepts(rawValue: 1 << 23)
    }

    /// Hashes of words and what they mean, by open addressing; a hash of 0 is a free slot.
    private var hashes: [UInt64]
    private var values: [Concepts]
    /// A bit for what a hash ends in: few words mean anything, and this is small enough to stay near.
    private var known = [UInt64](repeating: 0, count: 256)

    init(_ table: CodeTable) {
        var size = 64
        while size < 4 * table.rows.count { size *= 2 }
        hashes = [UInt64](repeating: 0, count: size)
        values = [Concepts](repeating: [], count: size)
        guard let token = table.index(of: "token"), let concept = table.index(of: "concept"),
            let strength = table.index(of: "strength")
        else { return }
        for row in table.rows {
            let decides = row[strength] == "2"
            let value: Concepts =
                switch row[concept] {
                case "body": decides ? .body : .maybeBody
                case "content": .content
                case "furniture": decides ? .furniture : .maybeFurniture
                case "comments": decides ? .comments : .maybeComments
                case "lead": decides ? .lead : .maybeLead
                case "caption": decides ? .caption : .maybeCaption
                case "byline": decides ? .byline : .maybeByline
                case "having": .having
                case "hidden": decides ? .hidden : .maybeHidden
                case "layout": .layout
                case "reviews": .reviews
                case "dialog": [.furniture, .dialog]
                case "poster": .poster
                case "thread": .thread
                case "shop": .shop
                case "price": .price
                default: []
                }
            let hash = row[token].utf8.reduce(0) { Self.mixed($0, $1) }
            let slot = slot(of: hash)
            hashes[slot] = hash
            values[slot].formUnion(value)
            let bits = Self.bits(of: hash)
            known[Int(bits >> 6)] |= 1 << (bits & 63)
        }
    }

    /// The fourteen bits of a hash by which most unknown words are told.
    @inline(__always)
    private static func bits(of hash: UInt64) -> UInt64 { (hash ^ hash >> 32) & 0x3FFF }

    /// What the word or pair of words with that hash means.
    @inline(__always)
    private func concepts(of hash: UInt64) -> Concepts {
        let bits = Self.bits(of: hash)
        guard known[Int(bits >> 6)] >> (bits & 63) & 1 != 0 else { return [] }
        return values[slot(of: hash)]
    }

    @inline(__always)
    private func slot(of hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (hashes.count - 1)
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
        return slot
    }

    /// The concepts of an attribute's words, and of each two that follow each other.
    func concepts(
        of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>
    ) -> Concepts {
        var found: Concepts = []
        var name = Name()
        // An attribute of many kilobytes names nothing.
        let end = min(range.upperBound, range.lowerBound + 512)
        var offset = range.lowerBound
        while offset < end {
            let byte = bytes[offset]
            if byte.isASCIILetter {
                add(Self.word(bytes, &offset, before: end), to: &name)
                continue
            }
            offset += 1
            if byte.isASCIIDigit {
                // Letters behind a digit are part of a number: "58f8ad46" names nothing.
                while offset < end, bytes[offset].isASCIIAlphanumeric { offset += 1 }
            } else if byte.isASCIIWhitespace {
                found.formUnion(name.concepts)
                name = Name()
            }
        }
        return found.union(name.concepts)
    }

    /// A word's hash, and what the hash of one before it is raised by to stand before it.
    private typealias WordHash = (hash: UInt64, power: UInt64)

    /// The word at `offset`, which moves behind it: letters up to another character, or to a capital
    /// after a small letter.
    @inline(__always)
    private static func word(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, before end: Int
    ) -> WordHash {
        var word: WordHash = (0, 1)
        var place = offset
        // Capitals, of which most words have none or one, then small letters.
        while place < end, bytes[place] &- 0x41 < 26 {
            word.hash = mixed(word.hash, bytes[place] | 0x20)
            word.power = word.power &* base
            place &+= 1
        }
        while place < end, bytes[place] &- 0x61 < 26 {
            word.hash = mixed(word.hash, bytes[place])
            word.power = word.power &* base
            place &+= 1
        }
        offset = place
        return word
    }

    @inline(__always)
    private func add(_ word: WordHash, to name: inout Name) {
        name.found.formUnion(concepts(of: word.hash))
        if name.wordCount > 0 {
            let pair = name.last &* word.power &+ word.hash
            name.found.formUnion(concepts(of: pair))
        }
        name.last = word.hash
        name.wordCount += 1
    }

    /// One of the names in an attribute.
    private struct Name {
        var found: Concepts = []
        var wordCount = 0
        /// The hash of the last word.
        var last: UInt64 = 0

        /// What the words say together.
        var concepts: Concepts {
            guard !found.isEmpty else { return [] }
            var concepts = found
            // "hide" alone hides; "hide-on-phones" does not.
            if wordCount > 1 {
                concepts.remove(.maybeHidden)
            } else {
                if concepts.contains(.maybeCaption) { concepts.insert(.caption) }
                if concepts.contains(.maybeByline) { concepts.insert(.byline) }
                if concepts.contains(.maybeLead) { concepts.insert(.lead) }
            }
            if concepts.contains(.having) {
                concepts.subtract([
                    .furniture, .maybeFurniture, .layout, .comments, .caption, .lead, .byline,
                ])
            }
            return concepts.subtracting([.maybeCaption, .maybeByline, .maybeLead, .having])
        }
    }

    private static var base: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// A hash of letters that can be joined with that of others: that of two words is the first
    /// one's times a power of the base, and the second one's.
    @inline(__always)
    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        hash &* base &+ UInt64(byte)
    }
}
