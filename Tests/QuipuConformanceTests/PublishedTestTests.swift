import HTMLScanning
import Testing

@testable import quipu_conformance

/// How the formats of html5lib's tests are read, on tests of our own.
@Suite struct PublishedTestTests {
    // MARK: Tokens

    private func tokenizerTests(_ json: String) throws -> [TokenizerTest] {
        try TokenizerTest.all(in: Array("{\"tests\": [\(json)]}".utf8))
    }

    @Test(arguments: [
        // Tags, attributes and text.
        #"{"input": "<P Class=a class=b>x", "output": [["StartTag", "p", {"class": "a"}], ["Character", "x"]]}"#,
        #"{"input": "<br/></br>", "output": [["StartTag", "br", {}, true], ["EndTag", "br"]]}"#,
        // Text that stands together is one token.
        #"{"input": "1 &lt; 2\r\n", "output": [["Character", "1 < 2\n"]]}"#,
        #"{"input": "<!doctype HTML><!--x-->", "output": [["DOCTYPE", "html", null, null, true], ["Comment", "x"]]}"#,
        // Characters escaped twice, a pair of surrogates and a lone one.
        #"{"input": "\\uD83D\\uDE00\\uD800", "doubleEscaped": true, "output": [["Character", "\\uD83D\\uDE00\\uFFFD"]]}"#,
        // States to begin in.
        #"{"input": "<b></title>", "lastStartTag": "title", "initialStates": ["RCDATA state"], "output": [["Character", "<b>"], ["EndTag", "title"]]}"#,
        #"{"input": "<b>]]>", "initialStates": ["CDATA section state"], "output": [["Character", "<b>"]]}"#,
    ])
    func readsTokenizerTests(test: String) throws {
        #expect(try tokenizerTests(test).map(\.difference) == [nil])
    }

    @Test(arguments: [
        #"{"input": "<p>", "output": [["StartTag", "q", {}]]}"#,
        #"{"input": "<p a=1>", "output": [["StartTag", "p", {"a": "2"}]]}"#,
        #"{"input": "<p>", "output": []}"#,
        #"{"input": "<p>", "initialStates": ["Data state", "PLAINTEXT state"], "output": [["StartTag", "p", {}]]}"#,
    ])
    func seesWrongTokens(test: String) throws {
        #expect(try tokenizerTests(test).allSatisfy { $0.difference != nil })
    }

    // MARK: Trees

    private func treeTests(_ text: String) -> [TreeTest] { TreeTest.all(in: Array(text.utf8)) }

    @Test func readsTreeTests() {
        let tests = treeTests(
            """
            #data
            <title>t</title><p CLASS=b id=a>one
            two<script>no</script><svg viewBox=0><template>yes
            #errors
            (1,1): missing-doctype
            #document
            | <html>
            |   <head>
            |     <title>
            |       "t"
            |   <body>
            |     <p>
            |       class="b"
            |       id="a"
            |       "one
            two"
            |       <script>
            |         "no"
            |       <svg svg>
            |         viewBox="0"
            |         <svg template>
            |           "yes"

            #data
            <p>left out
            #errors
            #document-fragment
            div
            #document
            | <p>

            #data
            <p>left out
            #errors
            #script-on
            #document
            | <p>

            #data
            <p>wrong
            #errors
            #document
            | <html>
            |   <body>
            |     <p>
            |       "right"
            """)
        #expect(tests.count == 2)
        #expect(tests.map { $0.expected.visibleWords } == [["one", "twoyes"], ["right"]])
        #expect(tests.map(\.result.isTextRight) == [true, false])
        #expect(tests.map(\.result.isTreeRight) == [true, false])
    }

    // MARK: Encodings

    @Test func readsEncodingTests() {
        let tests = SectionedTest.all(
            in: Array(
                """
                #data
                <meta charset=latin2>
                #encoding
                iso-8859-2

                #data
                <p>none
                #encoding
                iso-8859-2
                """.utf8), named: ["encoding"])
        let differences = tests.map(EncodingsCommand.difference)
        #expect(differences.map { $0?.isEmpty } == [true, false])
    }
}
