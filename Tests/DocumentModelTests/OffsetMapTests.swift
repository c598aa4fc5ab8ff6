import DocumentModel
import Testing

@Suite struct OffsetMapTests {
    /// "caf&eacute; au  lait" read as "café au lait": an entity and a collapsed blank.
    private var map: OffsetMap {
        var map = OffsetMap()
        map.append(textLength: 3, from: 0..<3, isVerbatim: true)
        map.append(textLength: 2, from: 3..<11, isVerbatim: false)
        map.append(textLength: 3, from: 11..<14, isVerbatim: true)
        map.append(textLength: 1, from: 14..<16, isVerbatim: false)
        map.append(textLength: 4, from: 16..<20, isVerbatim: true)
        return map
    }

    @Test(arguments: [
        (0..<5, 0..<11), (1..<3, 1..<3), (3..<5, 3..<11), (6..<8, 12..<14), (8..<9, 14..<16),
        (9..<13, 16..<20), (0..<13, 0..<20), (5..<5, 11..<11), (13..<13, 20..<20),
    ])
    func leadsBackToTheBytes(text: Range<Int>, source: Range<Int>) {
        #expect(map.source(of: TextSpan(text)) == SourceSpan(source))
    }

    @Test func survivesEdits() {
        let edited = map.applying([TextEdit(TextSpan(5..<9), to: "-")])
        #expect(edited.textLength == 10)
        #expect(edited.source(of: TextSpan(6..<10)) == SourceSpan(16..<20))
        #expect(edited.source(of: TextSpan(5..<6)) == SourceSpan(11..<16))
        #expect(edited.source(of: TextSpan(3..<5)) == SourceSpan(3..<11))
    }

    @Test func composesOntoAnotherMap() {
        // The bytes of the page are Latin-1 with "é" as one byte at 7: nine bytes "a b c é x".
        var inner = OffsetMap.identity(length: 7)
        inner.append(textLength: 2, from: 7..<8, isVerbatim: false)
        inner.append(textLength: 20, from: 8..<28, isVerbatim: true)
        let composed = map.composed(onto: inner)
        #expect(composed.textLength == 13)
        #expect(composed.source(of: TextSpan(0..<3)) == SourceSpan(0..<3))
        #expect(composed.source(of: TextSpan(3..<5)) == SourceSpan(3..<10))
        #expect(composed.source(of: TextSpan(9..<13)) == SourceSpan(15..<19))
    }

    @Test func joinsVerbatimRunsThatContinue() {
        var map = OffsetMap()
        map.append(textLength: 2, from: 4..<6, isVerbatim: true)
        map.append(textLength: 3, from: 6..<9, isVerbatim: true)
        #expect(map.runs.count == 1)
        #expect(map.source(of: TextSpan(1..<5)) == SourceSpan(5..<9))
    }
}
