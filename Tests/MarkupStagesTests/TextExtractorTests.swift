import DocumentModel
import MarkupStages
import StageKit
import Testing

@Suite struct TextExtractorTests {
    private func extracted(_ bytes: [UInt8], charset: String = "auto") throws -> Document {
        var settings = TextExtractor.Settings()
        settings.charset = charset
        let stage = try TextExtractor(settings: settings, resources: .none)
        return try stage.document(
            from: Page(location: PageLocation(rawValue: "page.txt"), body: bytes))
    }

    @Test(arguments: [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"), ("\r\n\r\nx", "\n\nx"),
        ("x\r", "x\n"),
        ("plain", "plain"),
        // Characters that never show.
        ("\u{AD}wo\u{AD}rd\u{200B}\r\nnext", "word\nnext"),
    ])
    func normalizesLineEnds(_ text: String, _ rest: String) throws {
        let document = try extracted(Array(text.utf8))
        #expect(string(document) == rest)
        expectVerbatimRuns(document, of: Array(text.utf8))
    }

    @Test func mapsLineEndsBack() throws {
        let document = try extracted(Array("niñas\r\nmujeres".utf8))
        #expect(document.offsets.source(of: TextSpan(6..<7)) == SourceSpan(6..<8))
        #expect(document.offsets.source(of: TextSpan(7..<14)) == SourceSpan(8..<15))
        #expect(document.zones == [Mention(TextSpan(0..<14), .body)])
        #expect(document.metadata.charset == "utf-8")
        #expect(document.metadata.declaredLanguage == nil)
        #expect(document.metadata.publishedDate == nil)
    }

    @Test func mapsRecodedTextBack() throws {
        // Windows-1252 with a carriage return after a letter beyond ASCII.
        let bytes: [UInt8] =
            Array("La situaci".utf8) + [0xF3] + Array("n de las ni".utf8) + [0xF1]
            + Array("as\r\nsigue igual, seg".utf8) + [0xFA] + Array("n la oficina.".utf8)
        let document = try extracted(bytes)
        #expect(
            string(document)
                == "La situación de las niñas\nsigue igual, según la oficina.")
        #expect(document.metadata.charset == "windows-1252")
        #expect(document.offsets.source(of: TextSpan(27..<28)) == SourceSpan(25..<27))
        expectVerbatimRuns(document, of: bytes)
    }

    @Test(arguments: [
        ([], StageError.Code.empty), (Array(" \r\n\t\n".utf8), .empty),
        ([0xEF, 0xBB, 0xBF], .empty),
        (Array("%PDF-1.4 binary".utf8), .unsupported),
        ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x41], .unsupported),
        ([UInt8](repeating: 0x01, count: 40) + [0x41], .unsupported),
    ])
    func refuses(_ bytes: [UInt8], _ code: StageError.Code) {
        let error = #expect(throws: StageError.self) { try extracted(bytes) }
        #expect(error?.code == code)
    }

    @Test func readsWideText() throws {
        let bytes: [UInt8] =
            [0xFF, 0xFE] + "déjà\r\nvu".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let document = try extracted(bytes)
        #expect(string(document) == "déjà\nvu")
    }

    @Test func refusesAnUnknownCharset() {
        #expect(throws: StageError.self) { try extracted([0x41], charset: "klingon") }
    }
}
