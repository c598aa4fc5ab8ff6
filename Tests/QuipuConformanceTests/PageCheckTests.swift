import DocumentModel
import TextAnalysis
import Testing

@testable import quipu_conformance

/// How pages are compared and followed back, on pages of our own.
@Suite struct PageCheckTests {
    // MARK: Agreement

    @Test func measuresAgreementOfWords() {
        let agreement = Agreement(["a", "b", "b", "c"], ["b", "a", "d", "b"])
        #expect(agreement.onlyFirst == ["c": 1])
        #expect(agreement.onlySecond == ["d": 1])
        #expect(agreement.f1 == 0.75)
        #expect(Agreement([String](), []).f1 == 1)
    }

    @Test(arguments: [
        // Inline elements part nothing, blocks and line breaks do.
        ("<p>one<b>two</b> three<p>four<br>five", ["onetwo", "three", "four", "five"]),
        // What is not shown.
        ("<p hidden>no<p style='display: none'>no<p aria-hidden=true>no<p>yes", ["yes"]),
        ("<title>no</title><script>no</script><iframe>no</iframe><p>yes", ["yes"]),
        ("<p>yes<svg><text>no</text></svg>", ["yes"]),
        // What is shown only where scripts do not run, unless it is most of the page.
        ("<p>one two three<noscript>four</noscript>", ["one", "two", "three"]),
        ("<p>one<noscript>two three</noscript>", ["one", "two", "three"]),
        // Characters that never show.
        ("<p>tra\u{AD}ta\u{200B}", ["trata"]),
    ])
    func bothParsersShowTheSameWords(page: String, words: [String]) {
        #expect(Opinions.words(Array(page.utf8)).first == words)
        #expect(Opinions.words(Array(page.utf8)).second == words)
    }

    @Test(arguments: [
        ("<p>3 &#150; 4", Construct.numericReferences),
        ("<p>a&sol;b", .namedReferences),
        ("<p>Bog\u{7}ot\u{E1}", .controls),
        ("<dl><dt><h5>Help</></dt></dl>", .namelessTags),
        ("<textarea><p>one</textarea>two", .texts),
    ])
    func findsTheConstructThatPartsThem(page: String, construct: Construct) {
        let bytes = Array(page.utf8)
        #expect(Construct.explanation(for: bytes, agrees: Opinions.agree(on:)) == construct)
    }

    @Test func takesConstructsOut() {
        let page = "<ul><form a=1>x<!--y--><script>no</script>&#150;</form></ul>"
        let removed = { (construct: Construct) in
            construct.removed(from: Array(page.utf8)).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(removed(.forms) == "<ul> x<!--y--><script>no</script>&#150; </ul>")
        #expect(
            removed(.comments) == "<ul><form a=1>x        <script>no</script>&#150;</form></ul>")
        #expect(removed(.scripts) == "<ul><form a=1>x<!--y-->  &#150;</form></ul>")
        #expect(
            removed(.numericReferences)
                == "<ul><form a=1>x<!--y--><script>no</script> #150;</form></ul>")
        #expect(
            removed(.quotedMarkup) == "<ul><form>x<!--y--><script>no</script>&#150;</form></ul>")
        #expect(removed(.unknown) == nil)
    }

    // MARK: Offsets

    private func check(
        _ text: String, _ page: String, _ runs: [(length: Int, source: Range<Int>, Bool)]
    ) -> OffsetCheck {
        var map = OffsetMap()
        for (length, source, isVerbatim) in runs {
            map.append(textLength: length, from: source, isVerbatim: isVerbatim)
        }
        let page = Page(location: PageLocation(rawValue: "page"), body: Array(page.utf8))
        let document = Document(
            location: page.location, text: Array(text.utf8), offsets: map, zones: [])
        var check = OffsetCheck()
        check.check(document, page, decoded: TextDecoder().decode(page.body, as: .utf8))
        return check
    }

    @Test func followsRunsBack() {
        let right = check(
            "a & b", "<p>a &amp;\nb",
            [(2, 3..<5, true), (1, 5..<10, false), (1, 10..<11, false), (1, 11..<12, true)])
        #expect(right.runs == 4)
        #expect(right.verbatimBytes == 3)
        #expect(right.wrongBytes == 0)
        #expect(right.stepsBack == 0)
    }

    @Test func seesWrongRuns() {
        #expect(check("ab", "xab", [(2, 0..<2, true)]).differentBytes == 2)
        #expect(check("ab", "ab", [(2, 1..<3, true)]).outsideBytes == 2)
        #expect(check("&", "&lt;", [(1, 0..<4, false)]).unexplainedBytes == 1)
        #expect(check("ba", "ab", [(1, 1..<2, true), (1, 0..<1, true)]).stepsBack == 1)
    }

    // MARK: Costs

    @Test func namesWhatIsBeyondALimit() {
        var cost = PageCost()
        cost.bytes = 1_000_000
        cost.wholeSeconds = 0.9
        cost.memory = 70_000_000
        cost.textBytes = 10
        #expect(cost.faults.isEmpty)
        cost.wholeSeconds = 1.5
        cost.slowestStage = "tag-words"
        cost.slowestSeconds = 1
        #expect(cost.faults == ["slow (tag-words 1.00)"])
        cost.wholeSeconds = 0.9
        #expect(!cost.isLarge)
        cost.memory = 80_000_000
        #expect(cost.isLarge)
        cost.textBytes = 0
        #expect(cost.faults == ["silently empty"])
        cost.isSetAside = true
        #expect(cost.faults.isEmpty)
    }
}
