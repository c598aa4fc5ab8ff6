import DocumentModel

/// Finds markup that became text: broken links, ends of tags, attributes, tags, references.
///
/// One pass forward; each kind of remnant starts at a byte that prose seldom has. What was looked
/// at in vain is remembered, so that no input is read over and over.
struct MarkupRemnants {
    private(set) var edits: [TextEdit] = []
    /// What was removed or put right, in reading order.
    private(set) var places: [TextSpan] = []

    let syntax: MarkupSyntax
    /// The end of the last edit: nothing before it is looked at again.
    private(set) var floor: Int
    /// Attribute lists that start before this end in nothing.
    private var attributesReadTo: Int
    /// No comment, and no script or style, ends before these.
    private var noCommentEndBefore = 0
    private var noContentEndBefore = 0
    /// Comments, scripts and styles longer than this are not looked through.
    private static let longestHidden = 100_000
    /// Addresses of pages that start before this have been looked at.
    var addressesReadTo: Int

    private static let triggers: [Bool] = (0..<256).map { "<>&=:@\"\\".utf8.contains(UInt8($0)) }

    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        syntax = MarkupSyntax(bytes: bytes, range: range)
        floor = range.lowerBound
        attributesReadTo = range.lowerBound
        addressesReadTo = range.lowerBound
    }

    mutating func scan() {
        let end = syntax.range.upperBound
        Self.triggers.withUnsafeBufferPointer { triggers in
            var offset = syntax.range.lowerBound
            while offset < end {
                offset = syntax.bytes.skipping(from: offset, before: end, untilByte: Self.isOdd)
                let chunk = min(offset + 16, end)
                while offset < chunk {
                    if triggers[Int(syntax.bytes[offset])] {
                        let following = next(after: offset)
                        offset = Swift.max(offset + 1, floor, following)
                    } else {
                        offset += 1
                    }
                }
            }
        }
    }

    /// Bytes that prose seldom has.
    @inline(__always)
    private static func isOdd(_ bytes: ByteChunk) -> ByteMask {
        let angle = bytes.isByte(UInt8(ascii: "<")) .| bytes.isByte(UInt8(ascii: ">"))
        let sign = bytes.isByte(UInt8(ascii: "=")) .| bytes.isByte(UInt8(ascii: "&"))
        let mark = bytes.isByte(UInt8(ascii: ":")) .| bytes.isByte(UInt8(ascii: "@"))
        let other = bytes.isByte(UInt8(ascii: "\"")) .| bytes.isByte(UInt8(ascii: "\\"))
        return angle .| sign .| mark .| other
    }

    /// Looks at the trigger at `offset`; returns where to go on.
    private mutating func next(after offset: Int) -> Int {
        switch syntax.bytes[offset] {
        case UInt8(ascii: "&"): return reference(at: offset, syntax.reference(at: offset))
        case UInt8(ascii: "\\"):
            // Of marks that are escaped by the sign alone only those count that close a tag.
            guard syntax.byte(offset + 1) == UInt8(ascii: "u") else { return offset + 1 }
            return reference(at: offset, syntax.escape(at: offset))
        case UInt8(ascii: "<"): _ = tag(at: offset, from: offset + 1)
        case UInt8(ascii: ">"): _ = tagEnd(at: offset, to: offset + 1)
        case UInt8(ascii: "\""): _ = value(at: offset)
        case UInt8(ascii: "="): attributeList(at: offset)
        case UInt8(ascii: ":"): link(at: offset)
        default: doubledAddress(at: offset)
        }
        return offset + 1
    }

    // MARK: Edits

    /// Removes `range`, and the blanks after it where they would be doubled or begin a line.
    mutating func remove(_ range: Range<Int>, leaving replacement: String = "") {
        var end = range.upperBound
        let before = syntax.byte(range.lowerBound - 1)
        if replacement.isEmpty || replacement == "\n",
            before == 0 || before == 0x0A || before == 0x20 || replacement == "\n"
        {
            end = syntax.skippingBlanks(end)
        }
        guard range.lowerBound < end else { return }
        // A reference read before its place was known to be markup goes with the markup.
        while let last = edits.last, last.span.lowerBound >= range.lowerBound {
            edits.removeLast()
            places.removeLast()
        }
        if let last = edits.last, last.span.upperBound > range.lowerBound { return }
        let span = TextSpan(range.lowerBound..<end)
        edits.append(TextEdit(span, to: replacement))
        places.append(span)
        floor = end
    }

    /// Removes `range` but for the address in it.
    mutating func remove(_ range: Range<Int>, keeping address: Range<Int>) {
        if range.lowerBound < address.lowerBound { remove(range.lowerBound..<address.lowerBound) }
        var offset = address.lowerBound
        while offset + 2 < address.upperBound {
            if syntax.hasPrefix("%40", at: offset) { remove(offset..<offset + 3, leaving: "@") }
            offset += 1
        }
        if address.upperBound < range.upperBound { remove(address.upperBound..<range.upperBound) }
        floor = Swift.max(floor, range.upperBound)
    }

    /// Removes the markup of a link: the label behind it stays, or the address if there is none.
    mutating func removeLink(_ range: Range<Int>, to target: Range<Int>?) {
        if let target, let address = address(in: target),
            !hasLabel(at: range.upperBound, for: address)
        {
            remove(range, keeping: address)
        } else {
            // A label on the next line comes up to where the link stood.
            let label = syntax.skippingBlanks(range.upperBound)
            let isBroken = target != nil && syntax.byte(label) == 0x0A
            remove(range.lowerBound..<(isBroken ? syntax.skippingSpace(label) : range.upperBound))
        }
    }

    // MARK: References

    private mutating func reference(at offset: Int, _ unit: MarkupSyntax.Unit?) -> Int {
        guard let unit else { return offset + 1 }
        switch unit.code {
        case MarkupSyntax.opening:
            if tag(at: offset, from: unit.end) { return floor }
        case MarkupSyntax.closing:
            if tagEnd(at: offset, to: unit.end) { return floor }
        case MarkupSyntax.quote, MarkupSyntax.apostrophe:
            if value(at: offset) { return floor }
            // The link behind it takes the quote along.
            if syntax.hasPrefix("mailto:", at: unit.end) { return unit.end }
        default:
            break
        }
        guard let scalar = Unicode.Scalar(unit.code) else { return unit.end }
        edits.append(TextEdit(TextSpan(offset..<unit.end), to: String(Character(scalar))))
        places.append(TextSpan(offset..<unit.end))
        // Marks that may belong to a link further on must still be seen.
        return unit.end
    }

    // MARK: Tags

    /// A whole tag, comment or bracketed link that opens at `offset`.
    private mutating func tag(at offset: Int, from inner: Int) -> Bool {
        let first = syntax.unit(at: inner)
        switch UInt8(truncatingIfNeeded: first.code) {
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            return declaration(at: offset, from: inner)
        case UInt8(ascii: "/"):
            let nameEnd = syntax.nameEnd(from: first.end)
            let close = syntax.unit(at: syntax.skippingBlanks(nameEnd))
            guard close.code == MarkupSyntax.closing,
                let kind = kind(ofTag: first.end..<nameEnd)
            else { return false }
            removeTag(offset..<close.end, kind)
            return true
        default:
            break
        }
        if syntax.hasPrefix("mailto:", at: inner) { return bracketedMail(at: offset, from: inner) }
        if syntax.hasPrefix("http", at: inner) { return bracketedPage(at: offset, from: inner) }
        let nameEnd = syntax.nameEnd(from: inner)
        guard nameEnd > inner, let kind = kind(ofTag: inner..<nameEnd) else { return false }
        let attributes = syntax.attributes(from: nameEnd, known: false)
        guard attributes.isClosed else { return false }
        if let target = attributes.target {
            removeLink(offset..<attributes.end, to: target)
        } else if MarkupNames.rawTextTags.contains(syntax.string(inner..<nameEnd).lowercased()),
            let end = endOfContent(of: inner..<nameEnd, from: attributes.end)
        {
            removeTag(offset..<end, kind)
        } else {
            removeTag(offset..<attributes.end, kind)
        }
        return true
    }

    private enum TagKind {
        case block, inline
    }

    private func kind(ofTag name: Range<Int>) -> TagKind? {
        guard !name.isEmpty else { return nil }
        let name = syntax.string(name).lowercased()
        if MarkupNames.blockTags.contains(name) { return .block }
        if MarkupNames.inlineTags.contains(name) { return .inline }
        guard let colon = name.firstIndex(of: ":") else { return nil }
        return MarkupNames.tagPrefixes.contains(String(name[..<colon])) ? .inline : nil
    }

    /// The tag of a block parts lines where it stood between words.
    private mutating func removeTag(_ range: Range<Int>, _ kind: TagKind) {
        let standsInLine =
            range.lowerBound > floor && syntax.byte(range.lowerBound - 1) != 0x0A
            && !syntax.isLineEnd(syntax.skippingBlanks(range.upperBound))
        remove(range, leaving: kind == .block && standsInLine ? "\n" : "")
    }

    /// A comment, a document type, a processing instruction.
    private mutating func declaration(at offset: Int, from inner: Int) -> Bool {
        let isComment = syntax.hasPrefix("!--", at: inner)
        guard
            isComment || syntax.hasPrefix("!doctype", at: inner)
                || syntax.hasPrefix("![", at: inner) || syntax.hasPrefix("?xml", at: inner)
        else { return false }
        if isComment, let end = endOfComment(from: inner + 3) {
            remove(offset..<end)
            return true
        }
        var position = inner
        while position < syntax.range.upperBound, position - inner < 400 {
            let unit = syntax.unit(at: position)
            if unit.code == MarkupSyntax.closing {
                guard !isComment else { return false }
                remove(offset..<unit.end)
                return true
            }
            if unit.code == MarkupSyntax.opening { return false }
            position = unit.end
        }
        return false
    }

    /// Behind the "-->" that ends a comment, however long it is.
    private mutating func endOfComment(from start: Int) -> Int? {
        var position = Swift.max(start, noCommentEndBefore)
        while position < syntax.range.upperBound, position - start < Self.longestHidden {
            let isDash = syntax.bytes[position] == UInt8(ascii: "-")
            if isDash, syntax.byte(position + 1) == UInt8(ascii: "-") {
                let close = syntax.unit(at: position + 2)
                if close.code == MarkupSyntax.closing { return close.end }
            }
            position += 1
        }
        noCommentEndBefore = Swift.max(noCommentEndBefore, position)
        return nil
    }

    /// Behind the end tag of a script or style whose start tag ends at `start`.
    private mutating func endOfContent(of name: Range<Int>, from start: Int) -> Int? {
        var position = Swift.max(start, noContentEndBefore)
        while position < syntax.range.upperBound, position - start < Self.longestHidden {
            let byte = syntax.bytes[position]
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
                || byte == UInt8(ascii: "\\"),
                case let open = syntax.unit(at: position), open.code == MarkupSyntax.opening,
                case let slash = syntax.unit(at: open.end), slash.code == 0x2F,
                case let nameEnd = syntax.nameEnd(from: slash.end),
                syntax.bytes[slash.end..<nameEnd].map(\.asciiLowered)
                    == syntax.bytes[name].map(\.asciiLowered)
            {
                let close = syntax.unit(at: syntax.skippingBlanks(nameEnd))
                return close.code == MarkupSyntax.closing ? close.end : nameEnd
            }
            position += 1
        }
        noContentEndBefore = Swift.max(noContentEndBefore, position)
        return nil
    }

    // MARK: Ends of tags

    /// A quoted value that opens a line of attributes whose beginning is lost.
    private mutating func value(at offset: Int) -> Bool {
        guard offset >= attributesReadTo, let value = syntax.quoted(at: offset) else {
            return false
        }
        let attributes = syntax.attributes(from: value.end, known: true)
        guard attributes.isClosed else {
            if attributes.count > 0 { attributesReadTo = attributes.end }
            return false
        }
        let isLink = isAddress(value.content)
        guard
            attributes.count > 0 || isLink || isStyle(value.content)
                || isMeasure(value.content)
                    && syntax.unit(at: value.end).code == MarkupSyntax.closing
        else { return false }
        removeLink(offset..<attributes.end, to: isLink ? value.content : attributes.target)
        return true
    }

    /// Attributes whose tag and first part are lost; `offset` is at an equals sign.
    private mutating func attributeList(at offset: Int) {
        guard offset >= attributesReadTo else { return }
        var start = offset
        while start > floor, offset - start < 40, syntax.byte(start - 1).isNameByte { start -= 1 }
        guard start < offset, syntax.isAttribute(syntax.string(start..<offset).lowercased())
        else { return }
        let attributes = syntax.attributes(from: start, known: true)
        let isCut =
            attributes.quotedCount > 1 && !attributes.isClosed
            && syntax.isLineEnd(syntax.skippingBlanks(attributes.end))
        guard
            attributes.isClosed && (attributes.quotedCount > 0 || attributes.count > 1) || isCut
        else {
            attributesReadTo = attributes.end
            return
        }
        var before = start
        while before > floor, syntax.byte(before - 1) == 0x20 { before -= 1 }
        if before < start, let mark = syntax.mark(before: before, notBefore: floor),
            mark.code == MarkupSyntax.quote, let orphan = orphanValue(before: mark.start)
        {
            removeLink(orphan.lowerBound..<attributes.end, to: attributes.target ?? orphan)
        } else {
            removeLink(start..<attributes.end, to: attributes.target)
        }
    }

    /// A bracket behind a quote whose value has lost its beginning.
    private mutating func tagEnd(at offset: Int, to end: Int) -> Bool {
        guard let mark = syntax.mark(before: offset, notBefore: floor),
            mark.code == MarkupSyntax.quote, let orphan = orphanValue(before: mark.start)
        else { return false }
        removeLink(orphan.lowerBound..<end, to: orphan)
        return true
    }

    /// What is left of a value before its closing quote: an address, a path, a style, or nothing
    /// at the start of a line.
    private func orphanValue(before quote: Int) -> Range<Int>? {
        var lineStart = quote
        var start = quote
        var isToken = true
        while lineStart > floor, quote - lineStart < 200 {
            let byte = syntax.bytes[lineStart - 1]
            if byte == 0x0A || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ">") { break }
            lineStart -= 1
            isToken = isToken && byte != 0x20
            if isToken { start = lineStart }
        }
        if lineStart == quote {
            return quote == syntax.range.lowerBound || syntax.byte(quote - 1) == 0x0A
                ? quote..<quote : nil
        }
        if isStyle(lineStart..<quote) { return lineStart..<quote }
        let token = start..<quote
        return isAddress(token) || isPath(token) ? token : nil
    }

    // MARK: What a value is

    private func isStyle(_ range: Range<Int>) -> Bool {
        let start = syntax.skippingSpace(range.lowerBound)
        let end = syntax.nameEnd(from: start)
        let name = syntax.bytes[start..<Swift.max(start, Swift.min(end, range.upperBound))]
        guard name.last == UInt8(ascii: ":") || syntax.byte(syntax.skippingBlanks(end)) == 0x3A
        else { return false }
        let lowered = name.map(\.asciiLowered)
        return MarkupNames.styleProperties.contains { lowered.starts(with: $0) }
    }

    /// "1", "100%", "12px": what attributes hold and people do not quote before a bracket.
    private func isMeasure(_ range: Range<Int>) -> Bool {
        let bytes = syntax.bytes[range]
        let digits = bytes.prefix { $0.isASCIIDigit }
        guard !digits.isEmpty, bytes.count <= 6 else { return false }
        return bytes[digits.endIndex...].allSatisfy { $0.isASCIILetter || $0 == 0x25 }
    }

    private func isPath(_ range: Range<Int>) -> Bool {
        let bytes = syntax.bytes[range]
        let isPlain = bytes.allSatisfy {
            $0.isNameByte || "/.?&=%#~;+".utf8.contains($0)
        }
        guard isPlain else { return false }
        return bytes.contains(UInt8(ascii: "/"))
            || bytes.last(where: { !$0.isASCIIAlphanumeric }) == UInt8(ascii: ".")
    }

    private func isAddress(_ range: Range<Int>) -> Bool {
        address(in: range) != nil
            || syntax.byte(range.lowerBound) == UInt8(ascii: "#")
            || syntax.byte(range.lowerBound) == UInt8(ascii: "/") && isPath(range)
    }
}
