import DocumentModel
import HTMLScanning

// Text that a page holds in a form that robots are not meant to read, and what readers see of it.
extension HTMLTree {
    /// What is shown for an element instead of the text in it, as UTF-8, and the bytes that say so.
    @inline(__always)
    func disguisedText(of id: NodeID) -> (text: [UInt8], source: Range<Int>)? {
        let node = self[id]
        guard node.attributeCount > 0, !node.tag.isBlock else { return nil }
        return protectedAddress(of: id, node) ?? reversedText(of: id, node)
    }

    // MARK: Addresses coded by Cloudflare

    private static let codedPath = Array("/cdn-cgi/l/email-protection#".utf8)

    /// The address that an attribute holds in code: bytes in hexadecimal, each changed by the first.
    private func protectedAddress(
        of id: NodeID, _ node: Node
    ) -> (text: [UInt8], source: Range<Int>)? {
        if let coded = attribute("data-cfemail", of: id) {
            return decoded(Int(coded.valueStart)..<Int(coded.valueEnd))
        }
        guard node.tag == .a, let target = attribute("href", of: id),
            target.valueEnd > target.valueStart
        else { return nil }
        let value = Int(target.valueStart)..<Int(target.valueEnd)
        let path = Self.codedPath
        guard value.count > path.count,
            let hash = source[value].firstIndex(of: UInt8(ascii: "#")),
            source[value.lowerBound...hash].suffix(path.count).elementsEqual(path),
            isPlaceholder(node)
        else { return nil }
        return decoded((hash + 1)..<value.upperBound)
    }

    private func decoded(_ range: Range<Int>) -> (text: [UInt8], source: Range<Int>)? {
        guard range.count >= 8, range.count <= 1024, range.count.isMultiple(of: 2) else {
            return nil
        }
        var bytes: [UInt8] = []
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            guard let high = source[offset].hexValue, let low = source[offset + 1].hexValue else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        let address = bytes.dropFirst().map { $0 ^ bytes[0] }
        guard address.contains(UInt8(ascii: "@")), address.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            String(validating: address, as: UTF8.self) != nil
        else { return nil }
        return (address, range)
    }

    /// Whether the only text of a link is what stands in for a coded address.
    private func isPlaceholder(_ link: Node) -> Bool {
        guard link.firstChild != Self.none, link.firstChild == link.lastChild,
            self[link.firstChild].kind == .text, self[link.firstChild].range.count < 64
        else { return false }
        // "[email protected]", in whatever language.
        let text = PageMetadata.collapsed(
            PageTitle.text(of: self, in: self[link.firstChild].range)
        ).utf8
        return text.first == UInt8(ascii: "[") && text.last == UInt8(ascii: "]")
    }

    // MARK: Text written backwards

    /// The text of an element that is drawn from its last character to its first.
    private func reversedText(
        of id: NodeID, _ node: Node
    ) -> (text: [UInt8], source: Range<Int>)? {
        guard node.firstChild != Self.none, node.firstChild == node.lastChild,
            self[node.firstChild].kind == .text, self[node.firstChild].range.count <= 1024
        else { return nil }
        if node.tag == .bdo {
            guard value("dir", of: id)?.lowercased() == "rtl" else { return nil }
        } else {
            guard node.tag == .span || node.tag == .a || node.tag == .b || node.tag == .em,
                let style = attribute("style", of: id)
            else { return nil }
            let text = source[Int(style.valueStart)..<Int(style.valueEnd)].map(\.asciiLowered)
            guard text.contains(Array("bidi-override".utf8)), text.contains(Array("rtl".utf8))
            else { return nil }
        }
        let range = self[node.firstChild].range
        let text = PageTitle.text(of: self, in: range)
        // Scripts that are written from the right are not reversed by it.
        guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value < 0x590 }) else {
            return nil
        }
        return (Array(String(text.reversed()).utf8), range)
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        if isASCIIDigit { return self & 0x0F }
        let letter = asciiLowered
        return (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter) ? letter - 0x57 : nil
    }
}
