import Testing
import XMLTrees

@Suite struct XMLTreesTests {
    private func select(
        _ path: String, in xml: String, _ namespaces: [(prefix: String, uri: String)] = []
    ) throws -> [String] {
        let document = try XMLDocument(Array(xml.utf8))
        switch try XPath(path, namespaces: namespaces)(document) {
        case .nodes(let nodes): return nodes.map(\.text)
        case .value(let value): return [value]
        }
    }

    @Test(arguments: [
        ("//b", ["x", "é & y"]), ("//b[@k='2']", ["é & y"]), ("count(//b)", ["2"]),
        ("//b/@k", ["1", "2"]), ("string(//b)", ["x"]), ("//none", []),
        ("//b[2]/text()", ["é & y"]),
    ])
    func answersXPath(_ path: String, _ texts: [String]) throws {
        #expect(
            try select(path, in: "<a><b k='1'>x</b><b k='2'>\u{E9} &amp; y</b></a>") == texts)
    }

    @Test func knowsNamespaces() throws {
        let feed = "<feed xmlns='urn:x'><entry>one</entry><entry>two</entry></feed>"
        #expect(try select("//f:entry", in: feed, [("f", "urn:x")]) == ["one", "two"])
    }

    @Test(arguments: [
        ("<a>\n<b></a>", 2), ("", 0), ("plain", 1), ("<a>&undefined;</a>", 1), ("<a></a><b/>", 1),
    ])
    func refusesWhatIsNotWellFormed(_ xml: String, _ line: Int) {
        let error = #expect(throws: XMLError.self) { try XMLDocument(Array(xml.utf8)) }
        #expect(error?.line == line || line == 0)
        #expect(error?.message.isEmpty == false)
    }

    @Test func readsNoFileAndNoEntity() throws {
        let outer = """
            <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>[&x;]</a>
            """
        let texts = try? select("//a", in: outer)
        #expect(texts == nil || texts == ["[]"])
        var bomb = "<!DOCTYPE a [<!ENTITY e0 \"ha\">"
        for level in 1...12 {
            let one = "&e\(level - 1);"
            bomb += "<!ENTITY e\(level) \"" + String(repeating: one, count: 10) + "\">"
        }
        bomb += "]><a>&e12;</a>"
        #expect((try? select("count(//a)", in: bomb)) ?? ["1"] == ["1"])
    }

    @Test func boundsDepth() throws {
        let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        #expect(throws: XMLError.self) { try XMLDocument(Array(deep.utf8)) }
        let fair = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(try select("count(//a)", in: fair) == ["200"])
    }

    @Test(arguments: [
        "//a[", "//", "a b", "$unknown[", "func(", "nonsense(//a)", "$unknown", "//x:a", "",
    ])
    func refusesAWrongExpression(_ path: String) {
        let error = #expect(throws: XMLError.self) { try XPath(path) }
        #expect(error?.message.isEmpty == false)
    }

    @Test func keepsTheNumbersOfNodesItWasBuiltFrom() throws {
        let document = try XMLDocument()
        let body = try document.root.addElement("body", number: 0)
        let block = try body.addElement("div", number: 7)
        try block.addAttribute("class", "story main")
        try block.addText(Array("one ".utf8), number: 8)
        try block.addText(Array("two".utf8), number: 9)
        guard
            case .nodes(let nodes) = try XPath("//div[contains(@class, 'story')]/text()")(document)
        else { return }
        #expect(nodes.map(\.number) == [8, 9])
        #expect(nodes.map(\.text) == ["one ", "two"])
        guard case .nodes(let attributes) = try XPath("//@class")(document) else { return }
        #expect(attributes.map(\.number) == [7])
        #expect(attributes.first?.name == "class")
    }

    @Test func countsElementsAndCharacters() {
        let page = "<html><body><p>one</p><p>two<br>three</p></body></html>"
        let counts = HTMLSAXParse.count(Array(page.utf8))
        #expect(counts?.elements == 5)
        #expect(counts?.characters == 11)
        #expect(HTMLSAXParse.count([])?.elements == 0)
    }

    @Test func readsHTMLAsEvents() {
        var events: [String] = []
        let page = "<meta charset=latin1><p CLASS=a>ni\u{F1}os<br>&amp;<script>1</b>2</script>"
        let isTaken = HTMLEventParse.forEachEvent(of: Array(page.utf8)) { event in
            switch event {
            case .start(let name, let attributes):
                events.append(name + attributes.map { " \($0.name)=\($0.value)" }.joined())
            case .end(let name): events.append("/\(name)")
            case .text(let text): events.append(String(decoding: text, as: UTF8.self))
            }
        }
        #expect(isTaken)
        #expect(
            events == [
                "html", "head", "meta charset=latin1", "/meta", "/head", "body", "p class=a",
                "ni\u{F1}os", "br", "/br", "&", "script", "1</b>2", "/script", "/p", "/body",
                "/html",
            ])
    }
}
