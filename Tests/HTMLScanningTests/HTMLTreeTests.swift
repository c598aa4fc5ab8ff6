import HTMLScanning
import Testing

@Suite struct HTMLTreeTests {
    @Test func namesEachTagAsItsCase() {
        for tag in HTMLTag.allCases where tag != .unknown && tag != .annotationXML {
            #expect(tag.name == String(describing: tag).lowercased())
        }
        #expect(HTMLTag.annotationXML.name == "annotation-xml")
        #expect(HTMLTag.unknown.name.isEmpty)
    }

    /// The tree of a page in one line: elements as name(children), texts in quotes.
    private func outline(_ page: String) -> String {
        let tree = HTMLTree(parsing: Array(page.utf8))
        var result = ""
        var open: [HTMLTree.NodeID] = []
        var current = tree.first(.body)
        let root = current ?? HTMLTree.document
        while let id = current {
            while let last = open.last, last != tree[id].parent {
                result += ")"
                open.removeLast()
            }
            let node = tree[id]
            if !result.isEmpty, result.last != "(" { result += " " }
            switch node.kind {
            case .text: result += "“\(text(of: id, in: tree))”"
            case .comment: result += "!"
            default:
                result += node.tag == .unknown ? "?" : node.tag.name
                if node.firstChild != HTMLTree.none {
                    result += "("
                    open.append(id)
                }
            }
            current = tree.successor(id, in: root)
        }
        return result + String(repeating: ")", count: open.count)
    }

    private func text(of id: HTMLTree.NodeID, in tree: borrowing HTMLTree) -> String {
        var text: [UInt8] = []
        tree.source.withUnsafeBufferPointer { bytes in
            forEachPiece(
                of: bytes, in: tree[id].range, hasReferences: tree[id].hasReferences
            ) { piece in
                switch piece {
                case .verbatim(let range): text.append(contentsOf: bytes[range])
                case .reference(let reference, _): text.append(contentsOf: reference.utf8)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [
        // Implied end tags.
        ("<p>one<p>two", "body(p(“one”) p(“two”))"),
        ("<ul><li>one<li>two</ul>", "body(ul(li(“one”) li(“two”)))"),
        ("<p>one<div>two</div>", "body(p(“one”) div(“two”))"),
        ("<dl><dt>a<dd>b<dt>c", "body(dl(dt(“a”) dd(“b”) dt(“c”)))"),
        ("<table><tr><td>1<td>2<tr><td>3", "body(table(tbody(tr(td(“1”) td(“2”)) tr(td(“3”)))))"),
        // Text that stands where a table cannot hold it comes before the table.
        ("<table>lost<tr><td>kept</table>", "body(“lost” table(tbody(tr(td(“kept”)))))"),
        // End tags that close nothing.
        ("</div></b>text</i>", "body(“text”)"), ("a</>b", "body(“a” “b”)"),
        // Formatting that is closed in another order than opened.
        ("<b>1<i>2</b>3</i>4", "body(b(“1” i(“2”)) i(“3”) “4”)"),
        ("<b>1<p>2</b>3</p>", "body(b(“1”) p(b(“2”) “3”))"),
        // Text that looks like markup.
        ("a < b && c > d <3", "body(“a < b && c > d <3”)"),
        ("<p>x<!-- <p>no</p> -->y", "body(p(“x” ! “y”))"),
        ("<?php no ?>yes", "body(“yes”)"),
        // Elements whose content is text.
        ("<body><textarea><p>&amp;</textarea>", "body(textarea(“<p>&”))"),
        (
            "<body><script>if (a</b>0) '<!--<script></script>--></script>'</script>z",
            "body(script(“if (a</b>0) '<!--<script></script>-->”) “'” “z”)"
        ),
        ("<body><style>p > a {}</style>t", "body(style(“p > a {}”) “t”)"),
        ("<body><xmp><b>&lt;</xmp>", "body(xmp(“<b>&lt;”))"),
        // Sections only in foreign content.
        ("<svg><![CDATA[a<b]]></svg><![CDATA[c]]>", "body(svg(“a<b”) !)"),
        // An unknown element is an element.
        ("<x-y>one</x-y>two", "body(?(“one”) “two”)"),
        // A tag that the end cuts off is no tag.
        ("text<a href='x", "body(“text”)"), ("text<", "body(“text<”)"),
        ("text</", "body(“text</”)"),
    ])
    func buildsTheTreeThatBrowsersBuild(page: String, expected: String) {
        #expect(outline(page) == expected)
    }

    @Test(arguments: [
        ("&eacute;&amp;&lt;", "é&<"), ("&#233;&#xE9;&#XE9", "ééé"),
        ("&#150;&#0;&#x110000;", "–\u{FFFD}\u{FFFD}"),
        ("&notit; &notin; &ampx &", "¬it; ∉ &x &"), ("&nosuch; &;&#;&#x;", "&nosuch; &;&#;&#x;"),
        ("&NotEqualTilde;", "≂̸"), ("&CounterClockwiseContourIntegral;", "∳"),
    ])
    func decodesReferences(page: String, expected: String) {
        #expect(outline("<p>" + page) == "body(p(“\(expected)”))")
    }

    @Test func readsAttributes() {
        let tree = HTMLTree(
            parsing: Array("<a HREF='?a=1&copy=2&amp;b' class=x title=\"\" class=y data-n/>".utf8))
        let link = tree.first(.a) ?? HTMLTree.document
        #expect(tree.value("href", of: link) == "?a=1&copy=2&b")
        #expect(tree.value("class", of: link) == "x")
        #expect(tree.value("title", of: link) == "")
        #expect(tree.value("data-n", of: link) == "")
        #expect(tree.value("name", of: link) == nil)
    }

    @Test(arguments: [
        String(repeating: "<div>", count: 100_000) + "kept",
        String(repeating: "<b><i><p>", count: 30_000) + "kept",
        String(repeating: "</p></div></b>", count: 100_000) + "kept",
        "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">kept",
        String(repeating: "<table><tr><td>", count: 30_000) + "kept",
        String(repeating: "<font size=1><font size=2><a><p>x", count: 10_000) + "kept",
        String(repeating: "<svg><desc>", count: 30_000) + "kept",
        String(repeating: "<!--", count: 100_000) + "-->kept",
        String(repeating: "</>", count: 100_000) + "kept",
    ])
    func losesNoTextWhateverTheNesting(page: String) {
        let bytes = Array(page.utf8)
        let start = ContinuousClock.now
        let tree = HTMLTree(parsing: bytes)
        var found = false
        var current: HTMLTree.NodeID? = HTMLTree.document
        while let id = current {
            if tree[id].kind == .text {
                found =
                    found
                    || String(decoding: tree.source[tree[id].range], as: UTF8.self)
                        .hasSuffix("kept")
            }
            current = tree.successor(id)
        }
        #expect(found)
        #expect(tree.nodes.count < bytes.count + 20_000)
        // A debug build is some thirty times slower than a release build.
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func saysWhichLimitWasReached() {
        let deep = HTMLTree(parsing: Array(String(repeating: "<div>", count: 600).utf8))
        #expect(deep.limits == ["depth"])
        #expect(HTMLTree(parsing: Array("<p>one<p>two".utf8)).limits.isEmpty)
    }
}
