public import DocumentModel
import Foundation
import Yams

/// The lexicons at hand, by language.
public struct Lexicons: Sendable {
    public let byLanguage: [LanguageCode: Lexicon]

    public init(byLanguage: [LanguageCode: Lexicon]) {
        self.byLanguage = byLanguage
    }

    public subscript(language: LanguageCode) -> Lexicon? { byLanguage[language] }

    /// The languages, sorted by their codes.
    public var languages: [LanguageCode] { byLanguage.keys.sorted() }

    /// The lexicons that ship with the package.
    ///
    /// - Throws: ``LexiconError`` that names the file, and line where there is one.
    public static func bundled() throws(LexiconError) -> Lexicons {
        guard let folder = Bundle.module.resourceURL?.appending(path: "Languages"),
            let files = try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
        else {
            throw LexiconError(message: "the folder “Languages” is missing: reinstall the package")
        }
        var byLanguage: [LanguageCode: Lexicon] = [:]
        for file in files where file.pathExtension == "yaml" {
            let code = LanguageCode(rawValue: file.deletingPathExtension().lastPathComponent)
            do {
                byLanguage[code] = try YAMLDecoder().decode(from: Data(contentsOf: file))
            } catch {
                throw LexiconError(message: "\(file.lastPathComponent): \(error)")
            }
        }
        return Lexicons(byLanguage: byLanguage)
    }
}

/// A lexicon file that cannot be read.
public struct LexiconError: Error, CustomStringConvertible {
    public let message: String

    public init(message: String) {
        self.message = message
    }

    public var description: String { "cannot read the lexicons: \(message)" }
}
