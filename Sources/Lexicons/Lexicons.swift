public import DocumentModel
import Dispatch
import Foundation
import Synchronization

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
        let lexicons = files.filter { $0.pathExtension == "yaml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        // Reading them is a good part of every start, so all cores help.
        let read = Mutex([Result<Lexicon, LexiconError>?](repeating: nil, count: lexicons.count))
        DispatchQueue.concurrentPerform(iterations: lexicons.count) { index in
            let result = Result { () throws(LexiconError) in try lexicon(in: lexicons[index]) }
            read.withLock { $0[index] = result }
        }
        var byLanguage: [LanguageCode: Lexicon] = [:]
        for (file, result) in zip(lexicons, read.withLock { $0 }) {
            let code = LanguageCode(rawValue: file.deletingPathExtension().lastPathComponent)
            byLanguage[code] = try result?.get()
        }
        return Lexicons(byLanguage: byLanguage)
    }

    private static func lexicon(in file: URL) throws(LexiconError) -> Lexicon {
        guard let data = try? Data(contentsOf: file) else {
            throw LexiconError(message: "\(file.lastPathComponent) cannot be opened")
        }
        do {
            return try Lexicon(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw LexiconError(message: "\(file.lastPathComponent):\(error.message)")
        }
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
