/// Looks over YAML before it is parsed, for aliases that could cost more than the file is worth.
///
/// The parser hashes keys and frees its nodes recursively, so an alias inside a key, or a long chain
/// of aliases, harms before anything can be counted. The check is by the characters alone and
/// rather counts a `*word` in quoted text than overlooks an alias.
struct AliasGuard {
    static let limit = 20
    private static let longestLine = 500
    private static let deepestIndentation = 100
    private static let mostBrackets = 1_000

    private(set) var count = 0
    private var brackets = 0
    private var isInKey = false
    private var isComplex = false
    private var place: Place?

    /// The place and the reason, where `lines` are too much; nil where they may be parsed.
    static func objection(to lines: [[Unicode.Scalar]]) -> (place: Place, message: String)? {
        var check = AliasGuard()
        for (index, line) in lines.enumerated() { check.read(line, at: index + 1) }
        guard let place = check.place else { return nil }
        if check.count > limit {
            return (place, "more than \(limit) aliases (*name): write the values out")
        }
        if check.isInKey {
            return (place, "an alias (*name) stands in a key: write the key out")
        }
        if check.isComplex || check.brackets > mostBrackets {
            return (place, "aliases (*name) in a file this deeply nested: write the values out")
        }
        return nil
    }

    private mutating func read(_ line: [Unicode.Scalar], at number: Int) {
        let indentation = line.prefix { $0 == " " }.count
        if line.count > Self.longestLine || indentation > Self.deepestIndentation {
            isComplex = true
        }
        var beforeMark: Unicode.Scalar = " "
        for (offset, scalar) in line.enumerated() {
            let next = offset + 1 < line.count ? line[offset + 1] : " "
            let opens = " \t[{,:-?".unicodeScalars.contains(beforeMark)
            switch scalar {
            case "*" where opens && !next.properties.isWhitespace:
                count += 1
                if place == nil || count == Self.limit + 1 {
                    place = Place(line: number, column: offset + 1)
                }
                if Self.isKey(line[offset...].drop { !$0.properties.isWhitespace && $0 != ":" }) {
                    isInKey = true
                }
            case "[", "{":
                brackets += 1
            case "]", "}":
                if Self.isKey(line[(offset + 1)...]) { isInKey = true }
            case "?" where opens && (next == " " || next == "\t"):
                isInKey = true
            default:
                break
            }
            beforeMark = scalar
        }
        // An explicit key may stand alone on its line.
        if line.drop(while: { $0 == " " }) == ["?"] { isInKey = true }
    }

    /// Whether `rest`, what follows a node on its line, makes the node a key.
    private static func isKey(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.first { $0 != " " && $0 != "\t" } == ":"
    }
}
