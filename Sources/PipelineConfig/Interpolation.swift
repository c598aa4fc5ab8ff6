/// A text with the environment put in for each `${env:NAME}`; `$${` stands for `${` itself.
struct Interpolation {
    struct Problem {
        /// The characters that are wrong, as they stand in the text.
        let excerpt: String
        let message: String
    }

    private(set) var text = ""
    /// What was taken from the environment, by the variable's name.
    private(set) var taken: [(name: String, value: String)] = []
    private(set) var problems: [Problem] = []

    init(of source: String, environment: [String: String]) {
        var rest = source[...]
        while let dollar = rest.firstIndex(of: "$") {
            text += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                text += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else {
                    problems.append(
                        Problem(
                            excerpt: String(rest),
                            message: "“${” is not closed: write ${env:NAME}, or $${ for “${” itself"
                        ))
                    return
                }
                take(String(rest[...end]), from: environment)
                rest = rest[rest.index(after: end)...]
            } else {
                text += "$"
                rest = rest.dropFirst()
            }
        }
        text += rest
    }

    private mutating func take(_ excerpt: String, from environment: [String: String]) {
        let inner = excerpt.dropFirst(2).dropLast()
        let name = String(inner.dropFirst("env:".count))
        guard inner.hasPrefix("env:"), Self.isName(name) else {
            problems.append(
                Problem(
                    excerpt: excerpt,
                    message:
                        "\(quoted(excerpt)) is not understood: write ${env:NAME} for a variable, "
                        + "or $${ for “${” itself"))
            return
        }
        guard let value = environment[name] else {
            problems.append(
                Problem(
                    excerpt: excerpt,
                    message:
                        "the environment variable “\(name)” is not set: set it before the run, "
                        + "or write the value here"))
            return
        }
        taken.append((name, value))
        text += value
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= first) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
