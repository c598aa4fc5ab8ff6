import DocumentModel

/// A character encoding of the WHATWG Encoding Standard.
package struct Charset: Hashable, Sendable, CustomStringConvertible {
    /// The standard's name, in lower case: "utf-8", "windows-1252".
    package let name: String

    package static let utf8 = Charset(name: "utf-8")
    package static let windows1252 = Charset(name: "windows-1252")
    package static let utf16LittleEndian = Charset(name: "utf-16le")
    package static let utf16BigEndian = Charset(name: "utf-16be")
    /// Not in the standard, which reads it as UTF-16 full of NULs.
    static let utf32LittleEndian = Charset(name: "utf-32le")

    private init(name: String) {
        self.name = name
    }

    /// The encoding a label stands for: "ISO-8859-1" for windows-1252, as browsers read it. Case
    /// and white space around it do not matter.
    package init?(label: some StringProtocol) {
        let bytes = label.utf8.drop { $0.isASCIIWhitespace }
        let trimmed = bytes.reversed().drop { $0.isASCIIWhitespace }.reversed()
        let key = String(decoding: trimmed, as: UTF8.self).lowercased()
        guard let name = Self.names[key] else { return nil }
        self.name = name
    }

    package var description: String { name }

    /// Whether each byte is one character, ASCII below 0x80.
    var isSingleByte: Bool { !Self.multiByte.contains(name) }

    var isUTF16: Bool { name == "utf-16le" || name == "utf-16be" }

    /// The name under which ICU has the converter that browsers use.
    var icuName: String {
        switch name {
        case "gbk": "gb18030"
        case "big5": "Big5-HKSCS"
        case "shift_jis": "ibm-943_P15A-2003"
        case "euc-kr": "windows-949-2000"
        case "hz-gb-2312": "HZ-GB-2312"
        case "iso-8859-8-i": "iso-8859-8"
        case "x-mac-cyrillic": "x-mac-cyrillic"
        default: name
        }
    }

    private static let multiByte: Set<String> = [
        "utf-8", "utf-16le", "utf-16be", "utf-32le", "gbk", "gb18030", "big5", "euc-jp",
        "iso-2022-jp",
        "shift_jis", "euc-kr", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn",
    ]

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in CharsetLabels.table.split(separator: "\n") {
            let labels = line.split(separator: " ").map(String.init)
            for label in labels { names[label] = labels[0] }
        }
        return names
    }()
}
