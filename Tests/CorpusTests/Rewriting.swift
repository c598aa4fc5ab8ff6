import DocumentModel
import TextAnalysis

/// Other bytes for the same page.
enum Rewriting: CaseIterable {
    // The same characters in other bytes.
    case utf16, windows1252, references
    // Other characters that show the same.
    case unseenCharacters, comments, hardWraps

    /// Nil where the page cannot be written so.
    func page(_ page: Page) -> Page? {
        let charset = CharsetSniffer().reading(of: page, isMarkup: true).charset
        let text = String(
            decoding: TextDecoder().decode(page.body, as: charset).text, as: UTF8.self)
        let body: [UInt8]? =
            switch self {
            case .utf16: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case .windows1252: Self.windows1252(Self.declaring("windows-1252", text))
            case .references: Self.references(text)
            case .unseenCharacters:
                Self.rewritingWords(of: Self.declaring("utf-8", text)) {
                    Self.halves($0, $0.count % 2 == 0 ? "&shy;" : "\u{200B}")
                }
            case .comments:
                Self.rewritingWords(of: Self.declaring("utf-8", text)) {
                    Self.halves($0, "<!-- x -->")
                }
            case .hardWraps:
                Self.rewritingWords(of: Self.declaring("utf-8", text), parting: "\r\n") { $0 }
            }
        return body.map {
            Page(location: page.location, url: page.url, mediaType: page.mediaType, body: $0)
        }
    }

    private static func declaring(_ charset: String, _ text: String) -> String {
        ["utf-8", "UTF-8", "iso-8859-1", "ISO-8859-1"].reduce(text) { text, name in
            text.replacing(name, with: charset, maxReplacements: 1)
        }
    }

    private static func windows1252(_ text: String) -> [UInt8]? {
        let upper = (UInt8(0x80)...0xFF).map { byte in
            TextDecoder().decode([byte], as: .windows1252).text
        }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(scalar.value))
            } else if let index = upper.firstIndex(of: Array(String(scalar).utf8)) {
                bytes.append(0x80 + UInt8(index))
            } else {
                return nil
            }
        }
        return bytes
    }

    /// Scripts know no character references, but have escapes of their own.
    private static func references(_ text: String) -> [UInt8] {
        var result = ""
        var isScript = false
        for (index, piece) in text.split(separator: "<", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { result += "<" }
            if piece.lowercased().hasPrefix("script") { isScript = true }
            if piece.lowercased().hasPrefix("/script") { isScript = false }
            for scalar in piece.unicodeScalars {
                let digits = String(scalar.value, radix: 16)
                if scalar.isASCII {
                    result.unicodeScalars.append(scalar)
                } else if isScript {
                    result +=
                        "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                } else {
                    result += "&#x\(digits);"
                }
            }
        }
        return Array(result.utf8)
    }

    private static func halves(_ word: String, _ mark: String) -> String {
        guard word.count >= 6, word.allSatisfy(\.isLetter) else { return word }
        return word.prefix(3) + mark + word.dropFirst(3)
    }

    /// The page with the words of its running text rewritten and parted by `blank`.
    private static func rewritingWords(
        of text: String, parting blank: String = " ", _ rewrite: (String) -> String
    ) -> [UInt8] {
        let silent = ["script", "style", "title", "pre", "textarea"]
        var result = ""
        var isSilent = false
        let opening =
            text.firstRange(of: "<body")?.lowerBound ?? text.firstRange(of: "<BODY")?.lowerBound
        let head = text[..<(opening ?? text.startIndex)]
        for piece in text[head.endIndex...].split(separator: "<").map(String.init) {
            let tag = piece.prefix { $0 != ">" } + ">"
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter }.lowercased()
            if silent.contains(name) { isSilent = !tag.hasPrefix("/") }
            let words = piece.dropFirst(tag.count).split(
                separator: " ", omittingEmptySubsequences: false)
            result += "<" + tag
            result +=
                isSilent
                ? String(piece.dropFirst(tag.count))
                : words.map { rewrite(String($0)) }.joined(separator: blank)
        }
        return Array((head + result).utf8)
    }
}
