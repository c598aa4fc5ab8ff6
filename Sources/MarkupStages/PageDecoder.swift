import DocumentModel
import StageKit
import TextAnalysis

/// Takes the bytes of an HTML page to the text that is parsed, within bounds.
struct PageDecoder: Sendable {
    /// The charset pages are read in, whatever they say; nil to find out.
    private let charset: Charset?
    private let maximumBytes: Int

    /// Bytes of decoded text up to which shares of it fit the counts of the rules; three times a
    /// page's bytes may come of it.
    private static let mostText = 400_000_000

    /// - Parameter charset: Its label, or “auto” to find out.
    /// - Throws: ``StageError`` where there is no such charset.
    init(charset label: String, megabytes: Int) throws(StageError) {
        maximumBytes = megabytes * 1_000_000
        guard label != "auto" else {
            charset = nil
            return
        }
        guard let known = Charset(label: label) else {
            throw StageError(
                .unsupported, "“charset” is “\(label)”: write “auto” or a label such as “utf-8”")
        }
        charset = known
    }

    /// Whether a page is HTML: by its media type, or by its first bytes where that is not known.
    static func accepts(_ page: Page) -> Bool {
        switch page.mediaType {
        case "text/html", "application/xhtml+xml": true
        case nil, "", "application/octet-stream": PageFormat.isHTML(page.body)
        default: false
        }
    }

    /// A page's text, the way back to its bytes, and how it was read.
    struct Result {
        let decoded: DecodedText
        let reading: CharsetSniffer.Reading

        /// The way from a text back to the page's bytes, by that to its decoded text.
        func offsets(of text: OffsetMap) -> OffsetMap {
            // Most pages are UTF-8, and their bytes are their text.
            decoded.offsets == .identity(length: decoded.text.count)
                ? text : text.composed(onto: decoded.offsets)
        }

        /// What is to be known of the charset.
        var remarks: [Document.SourceRemark] {
            var messages: [String] = []
            if let disproved = reading.disproved {
                messages.append(
                    "the page declares \(disproved), but its bytes are read as \(reading.charset)")
            }
            if decoded.replacements > 0 {
                messages.append(
                    "\(decoded.replacements) bytes or sequences are not \(reading.charset)")
            }
            return messages.map {
                Document.SourceRemark(code: "ENCODING", message: $0, source: nil)
            }
        }
    }

    /// - Throws: ``StageError`` where the page is empty, is not text, or is too large.
    func result(for page: Page, keepingNUL: Bool) throws(StageError) -> Result {
        guard !page.body.isEmpty else { throw StageError(.empty, "the page holds no bytes") }
        guard page.body.count <= maximumBytes else {
            throw StageError(
                .limitExceeded,
                "the page has \(page.body.count) bytes, more than the \(maximumBytes) allowed")
        }
        if let format = PageFormat.binary(page.body) {
            throw StageError(.unsupported, "the page is \(format), not HTML")
        }
        let reading = CharsetSniffer().reading(of: page, isMarkup: true, forced: charset)
        let decoded = TextDecoder(keepingNUL: keepingNUL).decode(page.body, as: reading.charset)
        guard decoded.text.count <= Self.mostText else {
            throw StageError(
                .limitExceeded, "the page has more than \(Self.mostText) bytes of text in UTF-8")
        }
        return Result(decoded: decoded, reading: reading)
    }
}
