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
    }

    /// Hashes of words and what they mean, by open addressing; a hash of 0 is a free slot.
    private var hashes: [UInt64]
    private var values: [Concepts]

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
                case "thread": .thread
                case "shop": .shop
                case "price": .price
                default: []
                }
            var hash = Self.seed
            for byte in row[token].utf8 { hash = Self.mixed(hash, byte) }
            let slot = slot(of: hash)
            hashes[slot] = hash
            values[slot].formUnion(value)
        }
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
        var inName: Concepts = []
        var wordCount = 0
        var word = Self.seed
        var pair = Self.seed
        var hasWord = false
        var previous: UInt8 = 0
        var isInNumber = false
        func endWord() {
            inName.formUnion(values[slot(of: word)])
            if pair != word { inName.formUnion(values[slot(of: pair)]) }
            wordCount += 1
        }
        func endName() {
            // "hide" alone hides; "hide-on-phones" does not.
            if wordCount > 1 {
                inName.remove(.maybeHidden)
            } else {
                if inName.contains(.maybeCaption) { inName.insert(.caption) }
                if inName.contains(.maybeByline) { inName.insert(.byline) }
                if inName.contains(.maybeLead) { inName.insert(.lead) }
            }
            if inName.contains(.having) {
                inName.subtract([
                    .furniture, .maybeFurniture, .layout, .comments, .caption, .lead, .byline,
                ])
            }
            inName.subtract([.maybeCaption, .maybeByline, .maybeLead, .having])
            found.formUnion(inName)
            inName = []
            wordCount = 0
        }
        // An attribute of many kilobytes names nothing.
        for offset in range.lowerBound..<min(range.upperBound, range.lowerBound + 512) {
            let byte = bytes[offset]
            // Letters behind a digit are part of a number: "58f8ad46" names nothing.
            isInNumber = byte.isASCIIDigit || isInNumber && byte.isASCIILetter
            let isLetter = byte.isASCIILetter && !isInNumber
            let startsWord = isLetter && byte < 0x60 && previous >= 0x61 && previous <= 0x7A
            if hasWord, !isLetter || startsWord {
                endWord()
                pair = word
                word = Self.seed
                hasWord = false
            }
            if byte.isASCIIWhitespace {
                endName()
                pair = Self.seed
            }
            if isLetter {
                word = Self.mixed(word, byte.asciiLowered)
                pair = Self.mixed(pair, byte.asciiLowered)
                hasWord = true
            }
            previous = byte
        }
        if hasWord { endWord() }
        endName()
        return found
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
