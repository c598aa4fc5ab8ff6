import DocumentModel
import Testing
import TextAnalysis

@Suite struct CharsetTests {
    /// A text of our own, in Latin-1 but for its last word.
    private static let latin = Array(
        "Se atendi\u{F3} a 12 ni\u{F1}as en la regi\u{F3}n".unicodeScalars
    )
    .map { UInt8($0.value) }
    private static let utf8 = Array("Se atendió a 12 niñas en la región".utf8)

    // MARK: Labels

    @Test(arguments: [
        ("ISO-8859-1", "windows-1252"), (" UTF8\n", "utf-8"), ("latin1", "windows-1252"),
        ("gb2312", "gbk"), ("Shift_JIS", "shift_jis"), ("iso-8859-15", "iso-8859-15"),
        ("no-such-charset", nil), ("", nil),
    ])
    func knowsLabels(label: String, name: String?) {
        #expect(Charset(label: label)?.name == name)
    }

    // MARK: The order

    private func reading(
        _ head: String, _ body: [UInt8], transport: String? = nil, isMarkup: Bool = true
    ) -> String {
        let found = CharsetSniffer().reading(
            of: Array(head.utf8) + body, transport: transport, isMarkup: isMarkup)
        let disproved = found.disproved.map { ", not \($0)" } ?? ""
        return "\(found.charset) \(found.ground.rawValue)\(disproved)"
    }

    @Test func asksTheMarkFirst() {
        #expect(reading("\u{FEFF}", Self.utf8, transport: "latin1") == "utf-8 byteOrderMark")
    }

    @Test(arguments: [
        ("<meta charset=utf-8>", "utf-8 declaration"),
        (
            "<META http-equiv='Content-Type' content='text/html; charset=utf-8'>",
            "utf-8 declaration"
        ),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8 declaration"),
        ("<!-- <meta charset=koi8-r> --><p>", "utf-8 validity"),
        ("<meta name=description content='charset=koi8-r'>", "utf-8 validity"),
        ("", "utf-8 validity"),
        // What the bytes disprove is not followed.
        ("<meta charset=iso-8859-1>", "utf-8 validity, not windows-1252"),
        ("<meta charset=utf-16>", "utf-8 declaration"),
    ])
    func readsUTF8(head: String, expected: String) {
        #expect(reading(head, Self.utf8) == expected)
    }

    @Test(arguments: [
        ("<meta charset=iso-8859-1>", "windows-1252 declaration"),
        ("<meta charset=koi8-r>", "koi8-r declaration"),
        ("<meta charset=utf-8>", "windows-1252 detection, not utf-8"),
        ("<meta charset=none>", "windows-1252 detection"),
    ])
    func readsLatin(head: String, expected: String) {
        #expect(reading(head, Self.latin) == expected)
    }

    @Test func asksTheTransportBeforeThePage() {
        #expect(
            reading("<meta charset=koi8-r>", Self.latin, transport: "iso-8859-1")
                == "windows-1252 transport")
    }

    @Test func ignoresMarkupInPlainText() {
        #expect(reading("<meta charset=koi8-r>", Self.utf8, isMarkup: false) == "utf-8 validity")
    }

    @Test func knowsUTF16WithoutAMark() {
        let bytes: [UInt8] = "<p>Twelve cases</p>".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        #expect(reading("", bytes) == "utf-16le detection")
        #expect(reading("", Array(bytes.reversed())) == "utf-16be detection")
    }

    @Test func keepsUTF8WithAFewBadBytes() {
        let bytes = Array(repeatElement(Self.utf8, count: 10).joined()) + [0xFF]
        #expect(reading("<meta charset=utf-8>", bytes) == "utf-8 declaration")
    }

    // MARK: Decoding

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),
            // A truncated sequence is one replacement, a byte after it stays.
            ([0xE2, 0x82, 0x41], "\u{FFFD}A"), ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
            ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0x61, 0, 0x62], "a\u{FFFD}b"), ([0xEF, 0xBB, 0xBF, 0x61], "a"), ([], ""),
            (Array("abcdefghijklmnopé".utf8), "abcdefghijklmnopé"),
        ] as [([UInt8], String)])
    func readsUTF8Bytes(bytes: [UInt8], text: String) {
        let decoded = TextDecoder().decode(bytes, as: .utf8)
        #expect(String(decoding: decoded.text, as: UTF8.self) == text)
        #expect(decoded.offsets.textLength == decoded.text.count)
    }

    @Test(
        arguments: [
            ("windows-1252", [0x93, 0x6E, 0x69, 0xF1, 0x61, 0x73, 0x94], "“niñas”"),
            ("iso-8859-15", [0xA4, 0x35], "€5"), ("windows-1251", [0xC4, 0xE0], "Да"),
            ("utf-16le", [0xFF, 0xFE, 0x61, 0, 0xE9, 0], "aé"),
            ("utf-16be", [0, 0x61, 0xD8, 0x3D, 0xDE, 0x00], "a😀"),
            ("shift_jis", [0x93, 0xFA, 0x41], "日A"), ("gbk", [0xC4, 0xE3], "你"),
            ("big5", [0xA7, 0x41], "你"), ("euc-kr", [0xB4, 0xEB], "대"),
        ] as [(String, [UInt8], String)])
    func readsOtherCharsets(name: String, bytes: [UInt8], text: String) throws {
        let charset = try #require(Charset(label: name))
        let decoded = TextDecoder().decode(bytes, as: charset)
        #expect(String(decoding: decoded.text, as: UTF8.self) == text)
        #expect(decoded.offsets.textLength == decoded.text.count)
    }

    @Test func leadsBackToTheBytes() {
        let decoded = TextDecoder().decode(Self.latin, as: .windows1252)
        #expect(decoded.text == Self.utf8)
        // "ñas": after "ó", the text is one byte ahead of the page.
        let source = decoded.offsets.source(of: TextSpan(19..<23))
        #expect(Array(Self.latin[source.range]) == [0xF1, 0x61, 0x73])
        #expect(decoded.replacements == 0)
    }

    @Test(arguments: ["euc-jp", "euc-kr", "shift_jis", "big5", "gbk", "windows-1253"])
    func replacesABadByteOfAnyCharset(name: String) throws {
        let charset = try #require(Charset(label: name))
        let decoded = TextDecoder().decode([0x61, 0xFF, 0x62], as: charset)
        #expect(String(decoding: decoded.text, as: UTF8.self) == "a\u{FFFD}b")
        #expect(decoded.replacements == 1)
        #expect(decoded.offsets.runs.map(\.isVerbatim) == [true, false, true])
    }

    @Test func mapsEveryCharacterToTheBytesThatDecodeToIt() throws {
        let text = "日本の統計: 12 人 (2019)"
        let bytes: [UInt8] = Array(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let decoded = TextDecoder().decode(bytes, as: .utf16LittleEndian)
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.encode(scalar).map { Array($0).count } ?? 0
            let source = decoded.offsets.source(of: TextSpan(offset..<(offset + length)))
            let again = TextDecoder().decode(Array(bytes[source.range]), as: .utf16LittleEndian)
            #expect(String(decoding: again.text, as: UTF8.self) == String(Character(scalar)))
            offset += length
        }
    }
}
