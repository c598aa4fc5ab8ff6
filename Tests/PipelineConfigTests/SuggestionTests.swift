import PipelineConfig
import StageKit
import Testing

@testable import PipelineConfig

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
        ("tag-age", "tag-ages", 1), ("niña", "nina", 1),
    ])
    func countsEdits(first: String, second: String, distance: Int) {
        #expect(
            editDistance(Array(first.unicodeScalars), Array(second.unicodeScalars)) == distance)
    }

    @Test(arguments: [
        ("tag-nubmers", "tag-numbers"), ("TAG-AGES", "tag-ages"), ("tag_ages", "tag-ages"),
        ("xyz", nil), ("", nil),
    ])
    func findsTheNearest(name: String, known: String?) {
        #expect(nearest(to: name, among: ["tag-ages", "tag-numbers", "emit-csv"]) == known)
    }

    @Test(arguments: [
        (["a"], "“a”"), (["a", "b"], "“a” and “b”"), (["a", "b", "c"], "“a”, “b” and “c”"),
        ([], ""),
    ])
    func listsNames(names: [String], text: String) {
        #expect(listed(names) == text)
    }

    @Test func quotesOnOneLine() {
        #expect(quoted("a\nb") == "“a b”")
        #expect(quoted(String(repeating: "x", count: 100)).hasSuffix("x…”"))
    }

    @Test(arguments: [
        ("tag-ages", true), ("emit-sdmx-csv", true), ("extract-html5", true), ("tag", false),
        ("Tag-ages", false), ("tag-", false), ("-tag", false), ("tag--ages", false),
        ("tag_ages", false), ("tag ages", false), ("", false), ("tag-5", false),
    ])
    func knowsStageNames(name: String, isOne: Bool) {
        #expect(StageName(rawValue: name).isVerbAndObject == isOne)
    }
}
