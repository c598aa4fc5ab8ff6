import ReadingStages
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("*.html", "a.html", true), ("*.html", "x/y/a.html", true), ("*.html", "a.HTML", true),
        ("*.html", "a.htm", false), ("*.html", "a.html.bak", false), ("*.htm", "a.html", false),
        ("x/*.html", "x/a.html", true), ("x/*.html", "x/y/a.html", false),
        ("x/*.html", "y/x/a.html", false), ("**/*.html", "a.html", true),
        ("**/*.html", "x/y/a.html", true), ("x/**/b/*.txt", "x/b/a.txt", true),
        ("x/**/b/*.txt", "x/1/2/b/a.txt", true), ("x/**/b/*.txt", "x/1/2/a.txt", false),
        ("x/**", "x/1/2/a.txt", true), ("?.txt", "ñ.txt", true), ("?.txt", "ab.txt", false),
        ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-b", false), ("*", "a", true),
    ])
    func matches(pattern: String, path: String, isMatch: Bool) {
        #expect(Glob(pattern).matches(path) == isMatch)
    }

    @Test func takesNoLongerForManyStars() {
        let pattern = Glob(String(repeating: "a*", count: 30) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 10_000)))
    }
}
