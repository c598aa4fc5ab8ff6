import DocumentModel

// Links: mail and page addresses with what is left of the markup around them.
extension MarkupRemnants {
    private static let longestAddress = 254

    /// The mail or page address that a link's target is.
    func address(in target: Range<Int>) -> Range<Int>? {
        let start = syntax.skippingBlanks(target.lowerBound)
        if syntax.hasPrefix("http://", at: start) || syntax.hasPrefix("https://", at: start)
            || syntax.hasPrefix("www.", at: start)
        {
            var end = start
            while end < target.upperBound, syntax.bytes[end] > 0x20 { end += 1 }
            return start..<end
        }
        let isMail = syntax.hasPrefix("mailto:", at: start)
        guard let address = mailAddress(from: isMail ? start + 7 : start),
            address.upperBound <= target.upperBound
        else { return nil }
        return isMail || address == start..<target.upperBound ? address : nil
    }

    /// The mail address that starts at `start`, past what broken links put before one.
    private func mailAddress(from start: Int) -> Range<Int>? {
        var start = start
        while syntax.hasPrefix("%20", at: start) { start += 3 }
        while syntax.byte(start) == UInt8(ascii: "/") || syntax.byte(start) == 0x20 { start += 1 }
        var end = start
        var at: Int?
        while end - start < Self.longestAddress {
            if syntax.hasPrefix("%40", at: end), at == nil {
                at = end
                end += 3
            } else if syntax.byte(end) == UInt8(ascii: "@"), at == nil {
                at = end
                end += 1
            } else if at == nil ? syntax.byte(end).isAddressByte : syntax.byte(end).isHostByte {
                end += 1
            } else {
                break
            }
        }
        while end > start, syntax.byte(end - 1) == UInt8(ascii: ".") { end -= 1 }
        guard let at, at > start, end > at + 1, syntax.byte(end - 1) != UInt8(ascii: "@"),
            syntax.byte(end - 1).isASCIIAlphanumeric
        else { return nil }
        return start..<end
    }

    /// Whether something a reader can use as the name of the link stands at `offset`.
    func hasLabel(at offset: Int, for address: Range<Int>) -> Bool {
        let start = syntax.skippingBlanks(offset)
        if syntax.isLineEnd(start) { return isSame(address, at: syntax.skippingSpace(start)) }
        let unit = syntax.unit(at: start)
        switch unit.code {
        case MarkupSyntax.opening:
            return syntax.byte(unit.end) != UInt8(ascii: "/")
        case let code where code < 0x80:
            let byte = UInt8(truncatingIfNeeded: code)
            return byte.isASCIIAlphanumeric || "[(\"'+".utf8.contains(byte)
        default:
            return true
        }
    }

    /// Whether `address` stands once more at `offset`.
    private func isSame(_ address: Range<Int>, at offset: Int) -> Bool {
        guard let other = mailAddress(from: offset), other.lowerBound == offset else {
            return false
        }
        return folded(address) == folded(other)
    }

    private func folded(_ address: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        var offset = address.lowerBound
        while offset < address.upperBound {
            let isEscaped = syntax.hasPrefix("%40", at: offset)
            result.append(isEscaped ? UInt8(ascii: "@") : syntax.bytes[offset].asciiLowered)
            offset += isEscaped ? 3 : 1
        }
        return result
    }

    /// Whether the word before `offset`, at most one blank away, is a mail address.
    private func followsAddress(_ offset: Int) -> Bool {
        var end = offset
        if end > floor, syntax.byte(end - 1) == 0x20 { end -= 1 }
        var start = end
        while start > floor, end - start < Self.longestAddress,
            syntax.byte(start - 1).isAddressByte || syntax.byte(start - 1) == UInt8(ascii: "@")
        {
            start -= 1
        }
        return syntax.bytes[start..<end].contains(UInt8(ascii: "@"))
    }

    // MARK: In angle brackets

    /// `a@b<mailto:a@b>`, as word processors write links into text.
    mutating func bracketedMail(at offset: Int, from inner: Int) -> Bool {
        guard let address = mailAddress(from: inner + 7) else { return false }
        var end = address.upperBound
        if syntax.byte(end) == UInt8(ascii: "?") { end = queryEnd(from: end) }
        let close = syntax.unit(at: end)
        if close.code == MarkupSyntax.closing { end = close.end }
        let before = syntax.byte(offset - 1)
        let standsByWord =
            offset > floor && (before.isASCIIAlphanumeric || before >= 0x80)
        if followsAddress(offset) {
            remove((before == 0x20 ? offset - 1 : offset)..<end)
        } else if standsByWord || hasSameBehind(end, address) {
            remove(offset..<end)
        } else {
            remove(offset..<end, keeping: address)
        }
        return true
    }

    /// `text<http://x.org>`; an address in brackets that stands alone is left as it is.
    mutating func bracketedPage(at offset: Int, from inner: Int) -> Bool {
        let before = syntax.byte(offset - 1)
        guard offset > floor, inner >= addressesReadTo,
            before.isASCIIAlphanumeric || before >= 0x80,
            syntax.hasPrefix("http://", at: inner) || syntax.hasPrefix("https://", at: inner)
        else { return false }
        let end = pageAddressEnd(from: inner)
        let close = syntax.unit(at: end)
        guard close.code == MarkupSyntax.closing else { return false }
        remove(offset..<close.end)
        return true
    }

    // MARK: By their scheme

    /// A link by its scheme; `offset` is at the colon.
    mutating func link(at offset: Int) {
        if offset - 6 >= floor, syntax.hasPrefix("mailto", at: offset - 6) {
            mailLink(from: offset - 6)
        } else if syntax.byte(offset + 1) == UInt8(ascii: "/"), offset >= addressesReadTo {
            if offset - 4 >= floor, syntax.hasPrefix("http", at: offset - 4) {
                pageLink(from: offset - 4)
            } else if offset - 5 >= floor, syntax.hasPrefix("https", at: offset - 5) {
                pageLink(from: offset - 5)
            }
        }
    }

    private mutating func mailLink(from start: Int) {
        guard let address = mailAddress(from: start + 7) else { return }
        var end = address.upperBound
        if syntax.byte(end) == UInt8(ascii: "?") { end = queryEnd(from: end) }
        if removeBracketed(start..<end, address) { return }
        let lead = linkLead(before: start)
        let close = syntax.unit(at: end)
        if close.code == MarkupSyntax.quote || close.code == MarkupSyntax.apostrophe {
            if lead < start || syntax.attributes(from: close.end, known: true).isClosed {
                end = close.end
            }
        }
        let attributes = syntax.attributes(from: end, known: true)
        if attributes.isClosed { end = attributes.end }
        let isNamed =
            attributes.isClosed
            ? hasLabel(at: end, for: address) : hasSameBehind(end, address)
        if isNamed {
            remove(lead..<end)
        } else {
            remove(lead..<end, keeping: address)
        }
    }

    private mutating func pageLink(from start: Int) {
        let end = pageAddressEnd(from: start)
        if syntax.byte(start - 1) == UInt8(ascii: "("),
            let close = syntax.bytes[start..<end].lastIndex(of: UInt8(ascii: ")")),
            removeMarkdown(start..<close)
        {
            return
        }
        let lead = linkLead(before: start)
        let close = syntax.unit(at: end)
        if close.code == MarkupSyntax.quote || close.code == MarkupSyntax.apostrophe {
            let attributes = syntax.attributes(from: close.end, known: true)
            if attributes.isClosed { removeLink(lead..<attributes.end, to: start..<end) }
        } else if start - lead > 4, syntax.isLineEnd(end) {
            remove(lead..<end, keeping: start..<end)
        }
    }

    /// Where a link's markup begins, seen from its scheme: the quote, `href=`, `<a`.
    private func linkLead(before start: Int) -> Int {
        var lead = start
        if let mark = syntax.mark(before: lead, notBefore: floor), mark.code != MarkupSyntax.closing
        {
            lead = mark.start
        }
        guard lead - 5 >= floor, syntax.hasPrefix("href=", at: lead - 5) else { return lead }
        lead -= 5
        var before = lead
        while before > floor, syntax.byte(before - 1) == 0x20 { before -= 1 }
        guard before < lead, before - 1 >= floor, syntax.byte(before - 1).asciiLowered == 0x61,
            let mark = syntax.mark(before: before - 1, notBefore: floor),
            mark.code == MarkupSyntax.opening
        else { return lead }
        return mark.start
    }

    /// `a@b (mailto:a@b)`, `[a@b](mailto:a@b)` and `[mailto:a@b]`.
    private mutating func removeBracketed(_ range: Range<Int>, _ address: Range<Int>) -> Bool {
        let open = syntax.byte(range.lowerBound - 1)
        guard range.lowerBound > floor,
            open == UInt8(ascii: "(") || open == UInt8(ascii: "[")
        else { return false }
        let isClosed = [UInt8(ascii: ")"), UInt8(ascii: "]")].contains(
            syntax.byte(range.upperBound))
        if isClosed, removeMarkdown(range) { return true }
        let before = range.lowerBound - 1
        if isClosed, followsAddress(before) {
            let hasBlank = before > floor && syntax.byte(before - 1) == 0x20
            remove((hasBlank ? before - 1 : before)..<range.upperBound + 1)
        } else {
            remove(range, keeping: address)
        }
        return true
    }

    /// `[label](address)`, of which the label stays; `range` is the address.
    private mutating func removeMarkdown(_ range: Range<Int>) -> Bool {
        let labelEnd = range.lowerBound - 2
        guard labelEnd > floor, syntax.byte(labelEnd) == UInt8(ascii: "]") else { return false }
        var start = labelEnd - 1
        while start >= floor, labelEnd - start < 200, syntax.bytes[start] != UInt8(ascii: "["),
            syntax.bytes[start] != 0x0A, syntax.bytes[start] != UInt8(ascii: "]")
        {
            start -= 1
        }
        guard start >= floor, syntax.bytes[start] == UInt8(ascii: "["), start + 1 < labelEnd
        else { return false }
        remove(start..<start + 1)
        remove(labelEnd..<range.upperBound + 1)
        return true
    }

    private func hasSameBehind(_ end: Int, _ address: Range<Int>) -> Bool {
        isSame(address, at: syntax.skippingBlanks(end))
    }

    /// The end of "?subject=…": at a quote on the line, else at a blank.
    private func queryEnd(from start: Int) -> Int {
        var position = start
        var firstBlank: Int?
        while position - start < 300, !syntax.isLineEnd(position) {
            let unit = syntax.unit(at: position)
            switch unit.code {
            case MarkupSyntax.quote, MarkupSyntax.closing: return position
            case 0x29, 0x5D, 0x3C: return firstBlank ?? position
            case 0x20: firstBlank = firstBlank ?? position
            default: break
            }
            position = unit.end
        }
        return firstBlank ?? position
    }

    private mutating func pageAddressEnd(from start: Int) -> Int {
        var end = start
        while end < syntax.range.upperBound, end - start < 2_000 {
            let unit = syntax.unit(at: end)
            if unit.code <= 0x20 || [0x22, 0x27, 0x3C, 0x3E].contains(unit.code) { break }
            end = unit.end
        }
        addressesReadTo = Swift.max(addressesReadTo, end)
        return end
    }

    // MARK: Doubled

    /// `a@b a@b` and `a@ba@b`; `offset` is at an at sign.
    mutating func doubledAddress(at offset: Int) {
        var start = offset
        while start > floor, offset - start < 64, syntax.byte(start - 1).isAddressByte {
            start -= 1
        }
        guard start < offset else { return }
        var end = offset + 1
        var signs = 1
        while end - start < 2 * Self.longestAddress, signs <= 2 {
            if syntax.byte(end) == UInt8(ascii: "@") {
                signs += 1
            } else if !syntax.byte(end).isAddressByte {
                break
            }
            end += 1
        }
        guard signs <= 2 else { return }
        let run = syntax.bytes[start..<end]
        let half = run.count / 2
        if run.count.isMultiple(of: 2),
            run[start..<start + half].elementsEqual(run[(start + half)...])
        {
            remove(start + half..<end)
        } else if let address = mailAddress(from: start), address.upperBound == end,
            hasSameBehind(end, address)
        {
            remove(end..<syntax.skippingBlanks(end) + address.count)
        }
    }
}

extension UInt8 {
    /// Whether the byte may stand in a mail address beside the at sign.
    fileprivate var isAddressByte: Bool {
        isASCIIAlphanumeric || "._%+-'".utf8.contains(self)
    }

    fileprivate var isHostByte: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
    }
}
