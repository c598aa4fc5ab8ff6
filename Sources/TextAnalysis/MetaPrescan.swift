import DocumentModel

/// The charset a page declares in its first 1,024 bytes (WHATWG HTML, section 13.2.3.2).
///
/// A browser that meets a declaration later starts again with it, so where the first bytes say
/// nothing, more are looked at.
enum MetaPrescan {
    static func charset(in bytes: [UInt8]) -> Charset? {
        for window in [1024, 65536] {
            var scan = Scan(bytes: Array(bytes.prefix(window)))
            if let found = scan.charset() { return found }
            if bytes.count <= window { break }
        }
        return nil
    }

    private struct Scan {
        let bytes: [UInt8]
        var position = 0

        var current: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func charset() -> Charset? {
            if let declared = xmlDeclaration() { return declared }
            while let byte = current {
                guard byte == UInt8(ascii: "<") else {
                    position += 1
                    continue
                }
                if matches("<!--") {
                    skipComment()
                } else if matches("<meta"), position + 5 < bytes.count,
                    bytes[position + 5].isASCIIWhitespace
                        || bytes[position + 5] == UInt8(ascii: "/")
                {
                    position += 6
                    if let found = metaCharset() { return found }
                } else if isTagStart() {
                    skipTag()
                } else if matches("<!") || matches("</") || matches("<?") {
                    skip { $0 != UInt8(ascii: ">") }
                } else {
                    position += 1
                }
            }
            return nil
        }

        /// The encoding of `<?xml … encoding="…"?>`.
        private mutating func xmlDeclaration() -> Charset? {
            guard matches("<?xml"), let end = bytes.firstIndex(of: UInt8(ascii: ">")) else {
                return nil
            }
            let text = String(decoding: bytes[0..<end], as: UTF8.self)
            guard let key = text.firstRange(of: "encoding") else { return nil }
            let rest = text[key.upperBound...].drop { $0 == " " }
            guard rest.first == "=" else { return nil }
            let quoted = rest.dropFirst().drop { $0 == " " }
            guard let quote = quoted.first, quote == "\"" || quote == "'" else { return nil }
            return Charset(label: quoted.dropFirst().prefix { $0 != quote })?.declared
        }

        private mutating func metaCharset() -> Charset? {
            var hasPragma = false
            var needsPragma: Bool?
            var found: Charset?
            var seen: [[UInt8]] = []
            while let attribute = nextAttribute() {
                let name = bytes[attribute.name].map(\.asciiLowered)
                let value = bytes[attribute.value].map(\.asciiLowered)
                guard !seen.contains(name) else { continue }
                seen.append(name)
                switch String(decoding: name, as: UTF8.self) {
                case "http-equiv":
                    hasPragma = hasPragma || value.elementsEqual("content-type".utf8)
                case "content":
                    if needsPragma == nil, let label = Self.label(inContent: value) {
                        found = Charset(label: label)
                        if found != nil { needsPragma = true }
                    }
                case "charset":
                    found = Charset(label: String(decoding: value, as: UTF8.self))
                    needsPragma = false
                default: break
                }
            }
            // A tag cut off by the end of the window counts for nothing.
            guard current != nil, let needsPragma, !needsPragma || hasPragma else { return nil }
            return found?.declared
        }

        /// The label after "charset=" in a content attribute.
        private static func label(inContent value: [UInt8]) -> String? {
            let key = Array("charset".utf8)
            var start = 0
            while start + key.count < value.count {
                guard value[start..<start + key.count].elementsEqual(key) else {
                    start += 1
                    continue
                }
                start += key.count
                var rest = value[start...].drop(while: \.isASCIIWhitespace)
                guard rest.first == UInt8(ascii: "=") else { continue }
                rest = rest.dropFirst().drop(while: \.isASCIIWhitespace)
                guard let quote = rest.first else { return nil }
                if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                    let inner = rest.dropFirst()
                    guard let end = inner.firstIndex(of: quote) else { return nil }
                    return String(decoding: inner[..<end], as: UTF8.self)
                }
                let label = rest.prefix { !$0.isASCIIWhitespace && $0 != UInt8(ascii: ";") }
                return String(decoding: label, as: UTF8.self)
            }
            return nil
        }

        /// Where the next attribute of the tag stands, name and value; nil at the tag's end.
        private mutating func nextAttribute() -> (name: Range<Int>, value: Range<Int>)? {
            skip { $0.isASCIIWhitespace || $0 == UInt8(ascii: "/") }
            guard let byte = current, byte != UInt8(ascii: ">") else { return nil }
            let nameStart = position
            // An "=" that opens a name is part of it.
            position += 1
            skip {
                $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=")
                    && !$0.isASCIIWhitespace
            }
            let name = nameStart..<position
            skip(while: \.isASCIIWhitespace)
            guard current == UInt8(ascii: "=") else { return (name, position..<position) }
            position += 1
            skip(while: \.isASCIIWhitespace)
            if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                position += 1
                let valueStart = position
                skip { $0 != quote }
                // A value cut off by the end of the window counts for nothing.
                guard current != nil else { return nil }
                position += 1
                return (name, valueStart..<(position - 1))
            }
            let valueStart = position
            skip { !$0.isASCIIWhitespace && $0 != UInt8(ascii: ">") }
            return (name, valueStart..<position)
        }

        @inline(__always)
        private mutating func skip(while isSkipped: (UInt8) -> Bool) {
            while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
        }

        private func matches(_ text: StaticString) -> Bool {
            guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
            return text.withUTF8Buffer { expected in
                expected.indices.allSatisfy { bytes[position + $0].asciiLowered == expected[$0] }
            }
        }

        private func isTagStart() -> Bool {
            var next = position + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "/") { next += 1 }
            guard next < bytes.count else { return false }
            return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[next].asciiLowered)
        }

        private mutating func skipComment() {
            // The two dashes that open a comment may also close it: "<!-->".
            position += 2
            while position < bytes.count, !matches("-->") { position += 1 }
            position += 3
        }

        private mutating func skipTag() {
            skip { !$0.isASCIIWhitespace && $0 != UInt8(ascii: ">") }
            while nextAttribute() != nil {}
        }
    }
}

extension Charset {
    /// What a declaration inside the page means: it could not be read if the page were UTF-16.
    fileprivate var declared: Charset {
        isUTF16 ? .utf8 : name == "x-user-defined" ? .windows1252 : self
    }
}
