import ArgumentParser
import Foundation
import HTMLScanning

/// A test of html5lib's tokenizer format
/// (https://github.com/html5lib/html5lib-tests/blob/master/tokenizer/README.md).
struct TokenizerTest {
    typealias Token = HTMLTokens.Token

    let description: String
    let input: [UInt8]
    let states: [HTMLTokens.State]
    let lastStartTag: HTMLTag
    let expected: [Expected]
    /// Whether what is expected is what an XML tree can hold.
    let isCoerced: Bool

    /// An expected token, as `description` of the same token of ours.
    struct Expected: Equatable {
        let text: String
    }

    /// - Throws: where the file is no JSON of tests.
    static func all(in bytes: [UInt8]) throws -> [TokenizerTest] {
        let root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        for key in ["tests", "xmlViolationTests"] {
            guard let list = root?[key] as? [[String: Any]] else { continue }
            return try list.map { try TokenizerTest($0, isCoerced: key != "tests") }
        }
        throw ValidationError("a file holds no tokenizer tests")
    }

    private init(_ test: [String: Any], isCoerced: Bool) throws {
        guard let input = test["input"] as? String, let output = test["output"] as? [[Any]]
        else { throw ValidationError("a tokenizer test has no input or no output") }
        let isEscaped = test["doubleEscaped"] as? Bool ?? false
        let text = { (text: String) in isEscaped ? Self.unescaped(text) : text }
        description = test["description"] as? String ?? ""
        self.isCoerced = isCoerced
        self.input = Array(text(input).utf8)
        states = try (test["initialStates"] as? [String] ?? ["Data state"]).map(Self.state)
        let last = test["lastStartTag"] as? String ?? ""
        lastStartTag = HTMLTag.allCases.first { $0.name == last && !last.isEmpty } ?? .unknown
        expected = output.map { Self.expected($0, text) }
    }

    private static func state(_ name: String) throws -> HTMLTokens.State {
        switch name {
        case "Data state": .data
        case "PLAINTEXT state": .plainText
        case "RCDATA state": .replaceableText
        case "RAWTEXT state": .rawText
        case "Script data state": .script
        case "CDATA section state": .section
        default: throw ValidationError("“\(name)” is no state a test can begin in")
        }
    }

    /// What differs; nil where all is as it should be.
    var difference: String? {
        for state in states {
            let tokens = HTMLTokens.tokens(of: input, from: state, lastStartTag: lastStartTag)
            let ours = tokens.map {
                Expected(text: Self.text(isCoerced ? Self.coerced($0) : $0))
            }
            guard ours != expected else { continue }
            return """
                  \(state) of \(String(decoding: input, as: UTF8.self).debugDescription)
                  expected \(expected.map(\.text).joined(separator: " "))
                  ours     \(ours.map(\.text).joined(separator: " "))
                """
        }
        return nil
    }

    // MARK: Tokens as text

    private static func expected(_ token: [Any], _ text: (String) -> String) -> Expected {
        func string(_ index: Int) -> [UInt8]? {
            guard index < token.count, let value = token[index] as? String else { return nil }
            return Array(text(value).utf8)
        }
        switch token.first as? String {
        case "DOCTYPE":
            return Expected(
                text: doctype(
                    string(1), string(2), string(3), token.last as? Bool ?? false))
        case "StartTag":
            var attributes: [[UInt8]: [UInt8]] = [:]
            for (name, value) in token[2] as? [String: String] ?? [:] {
                attributes[Array(text(name).utf8)] = Array(text(value).utf8)
            }
            return Expected(
                text: Self.text(
                    .startTag(
                        name: string(1) ?? [], attributes: attributes,
                        isSelfClosing: token.count > 3)))
        case "EndTag": return Expected(text: Self.text(.endTag(name: string(1) ?? [])))
        case "Comment": return Expected(text: Self.text(.comment(string(1) ?? [])))
        case "Character": return Expected(text: Self.text(.characters(string(1) ?? [])))
        default: return Expected(text: "?")
        }
    }

    private static func doctype(
        _ name: [UInt8]?, _ publicID: [UInt8]?, _ systemID: [UInt8]?, _ isCorrect: Bool
    ) -> String {
        let parts = [name ?? [], publicID, systemID].map { $0.map(quoted) ?? "none" }
        return "doctype(\(parts.joined(separator: " "))\(isCorrect ? "" : " quirky"))"
    }

    private static func text(_ token: Token) -> String {
        switch token {
        case .doctype(let type):
            return doctype(type.name, type.publicID, type.systemID, type.isCorrect)
        case .startTag(let name, let attributes, let isSelfClosing):
            let pairs = attributes.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { " \(quoted($0.key))=\(quoted($0.value))" }
            return "<\(quoted(name))\(pairs.joined())\(isSelfClosing ? "/" : "")>"
        case .endTag(let name): return "</\(quoted(name))>"
        case .comment(let data): return "comment(\(quoted(data)))"
        case .characters(let data): return "text(\(quoted(data)))"
        }
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value == 0x22 || !(0x20..<0x7F).contains(scalar.value)
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }.joined().debugDescription
    }

    // MARK: What the format needs

    /// Puts the characters in for "\\uXXXX"; pairs of surrogates are one character.
    static func unescaped(_ text: String) -> String {
        var units: [UInt16] = []
        let source = Array(text.utf16)
        var index = 0
        while index < source.count {
            let digits = source[min(index + 2, source.count)..<min(index + 6, source.count)]
            if source[index] == 0x5C, index + 1 < source.count, source[index + 1] == 0x75,
                digits.count == 4,
                let unit = UInt16(String(decoding: digits, as: UTF16.self), radix: 16)
            {
                units.append(unit)
                index += 6
            } else {
                units.append(source[index])
                index += 1
            }
        }
        // What is left of a pair becomes U+FFFD.
        return String(decoding: units, as: UTF16.self)
    }

    /// A token with what an XML tree cannot hold replaced (HTML, section 13.2.9).
    private static func coerced(_ token: Token) -> Token {
        func mended(_ bytes: [UInt8], _ replacements: [(String, String)]) -> [UInt8] {
            var text = String(decoding: bytes, as: UTF8.self)
            for (old, new) in replacements {
                text = text.replacingOccurrences(of: old, with: new, options: .literal)
            }
            return Array(text.utf8)
        }
        switch token {
        case .characters(let text):
            return .characters(mended(text, [("\u{FFFF}", "\u{FFFD}"), ("\u{C}", " ")]))
        case .comment(let text): return .comment(mended(text, [("--", "- -")]))
        default: return token
        }
    }
}
