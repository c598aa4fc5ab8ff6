package import DocumentModel
package import StageKit
import TextAnalysis

/// Takes a page that is text already.
package struct TextExtractor: Extractor {
    package static let name: StageName = "extract-text"
    package static let summary =
        "Takes a page of plain text as it is, decoded and with line feeds for line ends."

    package struct Settings: StageSettings {
        @Setting("The charset of the pages by its WHATWG label, or “auto” to find it out.")
        package var charset = "auto"

        package init() {}
    }

    package static let examples = [
        StageExample("First line\r\nSecond line\r\n", leaves: "First line\nSecond line\n")
    ]

    private let charset: Charset?
    private let sniffer = CharsetSniffer()
    private let dateLine: DateLine

    package init(settings: Settings, resources: StageResources) throws(StageError) {
        dateLine = DateLine(resources.lexicons)
        guard settings.charset != "auto" else {
            charset = nil
            return
        }
        guard let named = Charset(label: settings.charset) else {
            throw StageError(
                .malformedInput,
                "“charset” is “\(settings.charset)”: write “auto” or a label such as “utf-8”")
        }
        charset = named
    }

    /// Everything: what holds no text is told apart by its bytes, for media types of files lie.
    package func accepts(_ page: Page) -> Bool { true }

    package func document(from page: Page) throws(StageError) -> Document {
        guard page.body.contains(where: { $0 > 0x20 }) else {
            throw StageError(.empty, "the page holds no text")
        }
        if let format = PageFormat.signed(page.body) {
            throw StageError(.unsupported, "the page is \(format), not text")
        }
        let reading = sniffer.reading(of: page, isMarkup: false, forced: charset)
        guard reading.charset.isWide || !page.body.looksBinary else {
            throw StageError(.unsupported, "the page is binary, not text")
        }
        let decoded = TextDecoder().decode(page.body, as: reading.charset)
        let lines = LineEnds.normalized(decoded.text)
        guard lines.text.contains(where: { $0 > 0x20 }) else {
            throw StageError(.empty, "the page holds no text")
        }
        let offsets =
            lines.offsets.map { $0.composed(onto: decoded.offsets) } ?? decoded.offsets
        return Document(
            location: page.location, metadata: metadata(of: page, lines.text, reading.charset),
            text: lines.text, offsets: offsets,
            zones: [Mention(TextSpan(0..<lines.text.count), .body)])
    }

    private func metadata(
        of page: Page, _ text: [UInt8], _ charset: Charset
    ) -> DocumentMetadata {
        var metadata = DocumentMetadata(
            url: page.url.flatMap { PageAddress($0)?.text } ?? page.url, givenURL: page.url,
            charset: charset.name)
        if let date = TextDate(text, dateLine).published {
            metadata.publishedDate = date
            metadata.publishedDateSource = .page
        } else if let date = page.url.flatMap(PageDate.inAddress) {
            metadata.publishedDate = date
            metadata.publishedDateSource = .url
        }
        return metadata
    }
}

extension Charset {
    /// Whether plain text in the charset holds NUL bytes.
    fileprivate var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}

extension [UInt8] {
    /// Whether the first bytes hold more control characters than damaged text does.
    fileprivate var looksBinary: Bool {
        let sample = prefix(8192)
        let controls = sample.count { $0 < 0x09 || 0x0E..<0x1B ~= $0 || 0x1C..<0x20 ~= $0 }
        return controls * 50 > sample.count || sample.count { $0 == 0 } > 2
    }
}

/// Line ends as line feeds, whatever system wrote them, and no characters that never show.
enum LineEnds {
    /// - Returns: The text and its map, nil where nothing changed.
    static func normalized(_ text: [UInt8]) -> (text: [UInt8], offsets: OffsetMap?) {
        text.withUnsafeBufferPointer { source in
            var result: [UInt8] = []
            var map = OffsetMap()
            var copied = 0
            var offset = 0
            func copy(upTo end: Int) {
                if copied == 0 { result.reserveCapacity(source.count) }
                result += source[copied..<end]
                map.append(textLength: end - copied, from: copied..<end, isVerbatim: true)
            }
            while offset < source.count {
                let byte = source[offset]
                guard byte == 0x0D || byte >= 0xC2 else {
                    offset += 1
                    continue
                }
                var length = unseenLength(in: source, at: offset, before: source.count)
                guard byte == 0x0D || length > 0 else {
                    offset += 1
                    continue
                }
                copy(upTo: offset)
                if byte == 0xC2 { length += source.brokenWordLength(from: offset + length) }
                if byte == 0x0D {
                    let isPair = offset + 1 < source.count && source[offset + 1] == 0x0A
                    length = isPair ? 2 : 1
                    result.append(0x0A)
                    map.append(textLength: 1, from: offset..<(offset + length), isVerbatim: false)
                }
                offset += length
                copied = offset
            }
            guard copied > 0 else { return (text, nil) }
            copy(upTo: source.count)
            return (result, map)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The length of the line's end behind a soft hyphen, where a word goes on in the next line.
    fileprivate func brokenWordLength(from start: Int) -> Int {
        var end = start
        while end < count, self[end] == 0x20 { end += 1 }
        if end < count, self[end] == 0x0D { end += 1 }
        if end < count, self[end] == 0x0A { end += 1 }
        let isBroken = end > start && self[end - 1] < 0x20
        return isBroken && end < count && (self[end].isASCIILetter || self[end] >= 0xC3)
            ? end - start : 0
    }
}
