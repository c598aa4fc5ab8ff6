/// Text as scoring compares it: white space collapsed, case folded.
struct FoldedText: Hashable {
    private let bytes: [UInt8]

    init(_ text: String?) {
        guard let text else {
            bytes = []
            return
        }
        let words = text.unicodeScalars.split { $0.properties.isWhitespace }
        let line = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        // What lower case leaves apart and case folding does not.
        let folded = line.lowercased().replacing("ß", with: "ss").replacing("ς", with: "σ")
        bytes = Array(folded.utf8)
    }

    var isEmpty: Bool { bytes.isEmpty }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether one of the two is a part of the other; an empty text is a part of all.
    func overlaps(_ other: FoldedText) -> Bool {
        bytes.contains(other.bytes) || other.bytes.contains(bytes)
    }
}
