import HTMLScanning

/// A test of html5lib's tree format
/// (https://github.com/html5lib/html5lib-tests/blob/master/tree-construction/README.md).
struct TreeTest {
    let data: [UInt8]
    let expected: TreeOutline

    /// The tests of a file, but for those of fragments and those with scripting on.
    static func all(in bytes: [UInt8]) -> [TreeTest] {
        let names: Set<String> = [
            "errors", "new-errors", "document-fragment", "script-off", "script-on", "document",
        ]
        return SectionedTest.all(in: bytes, named: names).compactMap { test in
            guard test["document-fragment"] == nil, test["script-on"] == nil,
                let data = test["data"], let document = test["document"]
            else { return nil }
            return TreeTest(data: data, expected: TreeOutline(parsing: document))
        }
    }

    struct Result {
        let data: [UInt8]
        let expected: TreeOutline
        let ours: TreeOutline

        var isTextRight: Bool { expected.visibleWords == ours.visibleWords }
        var isTreeRight: Bool { expected.lines == ours.lines }

        func difference(whole: Bool) -> String {
            let shown = { (outline: TreeOutline) in
                whole
                    ? outline.lines.joined(separator: "\n")
                    : outline.visibleWords.joined(separator: " ").debugDescription
            }
            return """
                \(String(decoding: data, as: UTF8.self).debugDescription)
                expected \(shown(expected))
                ours     \(shown(ours))
                """
        }
    }

    var result: Result {
        Result(
            data: data, expected: expected, ours: TreeOutline(of: HTMLTree(parsing: data)))
    }
}
