import DocumentModel

// Tokens and nodes hold ranges of the page. Here is what stands in such a range as the standard
// has it: line ends normalized, NUL as its place wants it, references decoded.

/// What becomes of NUL in a text.
enum NULRule: Sendable {
    case kept, dropped, replaced
}

extension UnsafeBufferPointer<UInt8> {
    /// The characters that the text in `range` stands for, as UTF-8.
    func characters(
        in range: Range<Int>, hasReferences: Bool = false, isAttribute: Bool = false,
        nul: NULRule
    ) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        forEachPiece(
            of: self, in: range, hasReferences: hasReferences, isAttribute: isAttribute
        ) { piece in
            switch piece {
            case .reference(let scalars, _): result += scalars.utf8
            case .verbatim(let piece):
                for offset in piece {
                    switch self[offset] {
                    case 0 where nul == .dropped: break
                    case 0 where nul == .replaced: result += [0xEF, 0xBF, 0xBD]
                    case 0x0D: result.append(0x0A)
                    case 0x0A where offset > 0 && self[offset - 1] == 0x0D: break
                    case let byte: result.append(byte)
                    }
                }
            }
        }
        return result
    }

    /// A name in small letters.
    func name(in range: Range<Int>) -> [UInt8] {
        characters(in: range, nul: .replaced).map(\.asciiLowered)
    }
}

extension HTMLTree {
    /// What a text, a comment or a doctype says; the name of an element in small letters.
    package func characters(of id: NodeID) -> [UInt8] {
        let node = self[id]
        return source.withUnsafeBufferPointer { bytes in
            switch node.kind {
            case .document: []
            case .element:
                node.tag == .unknown ? bytes.name(in: node.range) : Array(node.tag.name.utf8)
            case .comment, .doctype: bytes.characters(in: node.range, nul: .replaced)
            case .text:
                bytes.characters(
                    in: node.range, hasReferences: node.hasReferences,
                    nul: dropsNUL(below: node.parent) ? .dropped : .replaced)
            }
        }
    }

    /// Whether NUL is passed over in the text of an element: not in foreign content, unless it
    /// holds HTML, and not where
    /// the tokenizer has replaced it.
    private func dropsNUL(below parent: NodeID) -> Bool {
        let node = self[parent]
        switch node.namespace {
        case .html: return !node.tag.traits.contains(.rawText)
        case .svg: return [.foreignObject, .desc, .title].contains(node.tag)
        case .mathML: return [.mi, .mn, .mo, .ms, .mtext].contains(node.tag)
        }
    }

    /// The attributes of an element, the first of each name.
    package func attributes(of id: NodeID) -> [(name: [UInt8], value: [UInt8])] {
        let first = Int(self[id].firstAttribute)
        let range = first..<(first + Int(self[id].attributeCount))
        return source.withUnsafeBufferPointer { bytes in
            attributes[range].decoded(from: bytes)
        }
    }
}

extension Sequence<HTMLAttribute> {
    /// Names and values, the first of each name.
    func decoded(from bytes: UnsafeBufferPointer<UInt8>) -> [(name: [UInt8], value: [UInt8])] {
        var seen: Set<[UInt8]> = []
        return compactMap { attribute in
            let name = bytes.name(in: Int(attribute.nameStart)..<Int(attribute.nameEnd))
            guard seen.insert(name).inserted else { return nil }
            let value = bytes.characters(
                in: Int(attribute.valueStart)..<Int(attribute.valueEnd), hasReferences: true,
                isAttribute: true, nul: .replaced)
            return (name, value)
        }
    }
}

extension HTMLTree {
    /// What a doctype says.
    package func doctype(_ id: NodeID) -> HTMLDoctype {
        source.withUnsafeBufferPointer { bytes in
            HTMLDoctype(
                in: bytes, self[id].range, isClosed: self[id].range.upperBound < bytes.count)
        }
    }
}
