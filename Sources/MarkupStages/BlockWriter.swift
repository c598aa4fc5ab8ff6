import DocumentModel
import HTMLScanning

/// Writes text block by block, with its zones and the way back to the decoded page.
///
/// White space in a block collapses to one space; blocks are parted by a line feed.
struct BlockWriter {
    private(set) var text: [UInt8] = []
    private(set) var offsets = OffsetMap()
    private(set) var zones: [Mention<Zone>] = []
    /// Code inside blocks of prose.
    private(set) var literals: [TextSpan] = []
    /// Where the block being written began; nil between blocks.
    private var blockStart: Int?
    /// What parts the next character from the last one, and the bytes that say so.
    private var pending: (byte: UInt8, source: Range<Int>)?
    /// The end of the last bytes written, for what stands for no bytes.
    private var lastSource = 0
    private var zone = Zone.body
    /// Bytes of the block that stand inside links.
    private var linked = 0
    /// Whether the last character was a soft hyphen: a line that ends in one goes on in the next.
    private var isInBrokenWord = false
    /// White space of preformatted text that is written once more text follows.
    private var held: [Range<Int>] = []

    static let space = UInt8(ascii: " ")
    static let lineFeed = UInt8(ascii: "\n")
    static let tab = UInt8(ascii: "\t")

    var isInBlock: Bool { blockStart != nil }

    /// Where the next character comes to stand.
    var nextOffset: Int { isInBlock || text.isEmpty ? text.count : text.count + 1 }

    mutating func reserveCapacity(_ size: Int) {
        text.reserveCapacity(size)
    }

    /// Ends the block being written; the next text opens one in `zone`.
    mutating func breakBlock(_ zone: Zone) {
        if let start = blockStart, text.count > start {
            let isLink = linked * 20 >= (text.count - start) * 19
            let finished = isLink && self.zone == .body ? .link : self.zone
            zones.append(Mention(TextSpan(start..<text.count), finished))
        }
        blockStart = nil
        pending = nil
        isInBrokenWord = false
        linked = 0
        held.removeAll(keepingCapacity: true)
        self.zone = zone
    }

    /// Parts what follows from what was written before, inside a block: a line break or a cell
    /// border. It overrides a space, and a line break overrides nothing.
    mutating func part(with byte: UInt8, source: Range<Int>) {
        guard isInBlock else { return }
        if byte == Self.space, pending != nil { return }
        if byte == Self.lineFeed, isInBrokenWord, pending == nil { return }
        if let pending, pending.byte == Self.tab, byte == Self.lineFeed { return }
        pending = (byte, source)
    }

    /// Adds a cell border even where nothing stands before it, so that columns stay in place.
    mutating func addTab(at source: Int) {
        openBlock(at: source)
        append(Self.tab, from: source..<source)
        pending = nil
    }

    private mutating func openBlock(at source: Int) {
        guard blockStart == nil else { return }
        if !text.isEmpty { append(Self.lineFeed, from: lastSource..<lastSource) }
        blockStart = text.count
    }

    private mutating func beforeText(at source: Int) {
        isInBrokenWord = false
        openBlock(at: source)
        if let parting = pending {
            let isSame =
                parting.source.count == 1 && parting.byte == Self.space
                && parting.source.upperBound == source
            if isSame {
                // One space between two words, as it stands in the page.
                text.append(parting.byte)
                offsets.append(
                    textLength: 1, from: parting.source, isVerbatim: isPlainSpace)
            } else {
                // An element that ends is known by its start, which lies further back.
                let isBehind = parting.source.lowerBound < lastSource
                append(parting.byte, from: isBehind ? lastSource..<lastSource : parting.source)
            }
            pending = nil
        }
    }

    /// Whether the pending space is a space in the page too, not a line feed.
    private var isPlainSpace = false

    private mutating func append(_ byte: UInt8, from source: Range<Int>) {
        text.append(byte)
        note(length: 1, from: source)
    }

    private mutating func append(_ reference: TextPiece.ReferenceText, from source: Range<Int>) {
        let before = text.count
        if let first = UTF8.encode(reference.first) { text.append(contentsOf: first) }
        if let second = reference.second.flatMap(UTF8.encode) { text.append(contentsOf: second) }
        note(length: text.count - before, from: source)
    }

    /// Notes where the last `length` bytes of text come from, which stand there in another form.
    private mutating func note(length: Int, from source: Range<Int>) {
        offsets.append(textLength: length, from: source, isVerbatim: false)
        lastSource = source.upperBound
    }

    /// Adds the text in `range` of the page, collapsing white space.
    mutating func add(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hasReferences: Bool,
        isInLink: Bool = false
    ) {
        let before = text.count
        forEachPiece(of: bytes, in: range, hasReferences: hasReferences) { piece in
            switch piece {
            case .verbatim(let range): addVerbatim(bytes, range)
            case .reference(let reference, let source):
                let scalar = reference.first.value
                if reference.first.isUnseen {
                    isInBrokenWord = reference.first.value == 0xAD
                    return
                }
                if scalar < 0x21, scalar != 0, reference.second == nil {
                    part(with: Self.space, source: source)
                    isPlainSpace = false
                } else {
                    beforeText(at: source.lowerBound)
                    append(reference, from: source)
                }
            }
        }
        if isInLink { linked += text.count - before }
    }

    private mutating func addVerbatim(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            if bytes[offset].isASCIIWhitespace {
                let start = offset
                while offset < range.upperBound, bytes[offset].isASCIIWhitespace { offset += 1 }
                if isInBlock, pending == nil {
                    pending = (Self.space, start..<offset)
                    isPlainSpace = offset == start + 1 && bytes[start] == Self.space
                }
                continue
            }
            let unseen = unseenLength(in: bytes, at: offset, before: range.upperBound)
            if unseen > 0 {
                isInBrokenWord = unseen == 2
                offset += unseen
                continue
            }
            beforeText(at: offset)
            let start = offset
            // On to the next white space that is more than one space between words.
            while offset < range.upperBound, !bytes[offset].isASCIIWhitespace, bytes[offset] != 0,
                bytes[offset] < 0xC2
                    || unseenLength(in: bytes, at: offset, before: range.upperBound) == 0
            {
                offset = bytes.endOfPlainText(
                    from: offset + 1, before: range.upperBound)
                if offset + 1 < range.upperBound, bytes[offset] == Self.space,
                    !bytes[offset + 1].isASCIIWhitespace
                {
                    offset += 1
                }
            }
            copy(bytes, start..<offset)
            if offset < range.upperBound, bytes[offset] == 0 { offset += 1 }
        }
    }

    /// Adds text that stands for `source` in the page, such as an address that an attribute holds.
    mutating func add(_ bytes: [UInt8], standingFor source: Range<Int>, isInLink: Bool) {
        beforeText(at: source.lowerBound)
        text.append(contentsOf: bytes)
        note(length: bytes.count, from: source)
        if isInLink { linked += bytes.count }
    }

    /// Adds code that stands in prose: its blanks and all its characters stay, on one line.
    mutating func addLiteral(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hasReferences: Bool,
        isInLink: Bool
    ) {
        let before = text.count
        forEachPiece(of: bytes, in: range, hasReferences: hasReferences) { piece in
            switch piece {
            case .verbatim(let piece): addLiteral(bytes, piece, before: range.upperBound)
            case .reference(let reference, let source):
                beforeText(at: source.lowerBound)
                append(reference, from: source)
            }
        }
        var start = before
        while start < text.count, text[start].isASCIIWhitespace { start += 1 }
        guard start < text.count else { return }
        if isInLink { linked += text.count - start }
        if let last = literals.last, last.upperBound == start {
            literals[literals.count - 1] = last.joined(with: TextSpan(start..<text.count))
        } else {
            literals.append(TextSpan(start..<text.count))
        }
    }

    private mutating func addLiteral(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, before end: Int
    ) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let start = offset
            while offset < range.upperBound, bytes[offset].isASCIIWhitespace { offset += 1 }
            if start < offset {
                let isInside = isInBlock && pending == nil && offset < end
                if isInside, bytes[start..<offset].allSatisfy({ $0 == Self.space }) {
                    copy(bytes, start..<offset)
                } else {
                    part(with: Self.space, source: start..<offset)
                    isPlainSpace = false
                }
                continue
            }
            while offset < range.upperBound, !bytes[offset].isASCIIWhitespace, bytes[offset] != 0 {
                offset += 1
            }
            beforeText(at: start)
            copy(bytes, start..<offset)
            if offset < range.upperBound, bytes[offset] == 0 { offset += 1 }
        }
    }

    /// Adds preformatted text: white space stays.
    mutating func addPreformatted(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hasReferences: Bool
    ) {
        forEachPiece(of: bytes, in: range, hasReferences: hasReferences) { piece in
            switch piece {
            case .verbatim(let range):
                var start = range.lowerBound
                if !isInBlock {
                    while start < range.upperBound,
                        bytes[start] == Self.lineFeed || bytes[start] == 0x0D
                    {
                        start += 1
                    }
                }
                copyLines(bytes, start..<range.upperBound)
            case .reference(let reference, let source):
                copyHeld(bytes)
                beforeText(at: source.lowerBound)
                copyHeld(bytes)
                append(reference, from: source)
            }
        }
    }

    /// Copies lines; a carriage return before a line feed is left out, one alone becomes one.
    private mutating func copyLines(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        var offset = start
        while offset < range.upperBound {
            let byte = bytes[offset]
            guard byte == 0x0D || byte == 0 else {
                offset += 1
                continue
            }
            if start < offset {
                copyHeld(bytes)
                beforeText(at: start)
                copy(bytes, start..<offset)
            }
            let isBeforeLineFeed =
                offset + 1 < range.upperBound && bytes[offset + 1] == Self.lineFeed
            if byte == 0x0D, !isBeforeLineFeed, isInBlock {
                append(Self.lineFeed, from: offset..<(offset + 1))
            }
            offset += 1
            start = offset
        }
        // White space at the end is held back until more text follows in the block.
        var end = offset
        while end > start, bytes[end - 1].isASCIIWhitespace { end -= 1 }
        if start < end {
            copyHeld(bytes)
            beforeText(at: start)
            copy(bytes, start..<end)
        }
        if end < offset, isInBlock { held.append(max(start, end)..<offset) }
    }

    private mutating func copyHeld(_ bytes: UnsafeBufferPointer<UInt8>) {
        for range in held { copy(bytes, range) }
        held.removeAll(keepingCapacity: true)
    }

    private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        offsets.append(textLength: range.count, from: range, isVerbatim: true)
        lastSource = range.upperBound
    }
}
