import DocumentModel
import HTMLScanning

/// What the first bytes of a page show it to be.
enum PageFormat {
    /// The name of the format, where the page is no text.
    static func binary(_ bytes: [UInt8]) -> String? {
        if let name = signed(bytes) { return name }
        // UTF-16 has NULs too, and HTML with NULs in it is damaged, not another format.
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]),
            !bytes.starts(with: [0x3C, 0]), !bytes.starts(with: [0, 0x3C]), !isHTML(bytes)
        else { return nil }
        let head = bytes.prefix(4096)
        let zeroes = head.count { $0 == 0 }
        return zeroes * 20 > head.count ? "binary" : nil
    }

    /// The name of the format that the page opens with the signature of.
    static func signed(_ bytes: [UInt8]) -> String? {
        signatures.first { bytes.starts(with: $0.magic) }?.name
    }

    /// Whether the first bytes look like HTML.
    static func isHTML(_ bytes: [UInt8]) -> Bool {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < min(bytes.count, 4096), bytes[start].isASCIIWhitespace { start += 1 }
        guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { return false }
        let opensXML = bytes[start...].dropFirst().first == UInt8(ascii: "?")
        let length = opensXML ? 2048 : 16
        let head = bytes[start..<min(bytes.count, start + length)].map(\.asciiLowered)
        return [
            "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<table", "<p>",
            "<p ", "<h1", "<script", "<!--",
        ].contains { head.starts(with: $0.utf8) }
            || head.starts(with: "<?xml".utf8) && head.contains(Array("<html".utf8))
    }

    private static let signatures: [(name: String, magic: [UInt8])] = [
        ("a PNG image", [0x89, 0x50, 0x4E, 0x47]), ("a GIF image", Array("GIF8".utf8)),
        ("a JPEG image", [0xFF, 0xD8, 0xFF]), ("a PDF file", Array("%PDF-".utf8)),
        ("a ZIP archive", [0x50, 0x4B, 0x03, 0x04]), ("gzip data", [0x1F, 0x8B]),
        ("an OLE file", [0xD0, 0xCF, 0x11, 0xE0]), ("a RAR archive", Array("Rar!".utf8)),
        ("bzip2 data", Array("BZh9".utf8)), ("XZ data", [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
        ("a RIFF file", Array("RIFF".utf8)), ("a database", Array("SQLite format 3".utf8)),
        ("an ELF program", [0x7F, 0x45, 0x4C, 0x46]), ("an RTF file", Array("{\\rtf".utf8)),
    ]
}
