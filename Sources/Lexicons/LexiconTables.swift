package import DocumentModel
import Synchronization

/// What a stage makes of each language's lexicon, made when a document first asks for it: most runs
/// meet one or two of the languages.
package final class LexiconTables<Table: Sendable>: Sendable {
    private let lexicons: Lexicons
    private let make: @Sendable (LanguageCode, Lexicon) -> Table
    private let made = Mutex<[LanguageCode: Table]>([:])

    package init(
        _ lexicons: Lexicons, make: @escaping @Sendable (LanguageCode, Lexicon) -> Table
    ) {
        self.lexicons = lexicons
        self.make = make
    }

    package convenience init(
        _ lexicons: Lexicons, make: @escaping @Sendable (Lexicon) -> Table
    ) {
        self.init(lexicons) { _, lexicon in make(lexicon) }
    }

    /// The table of a language, nil where there is no lexicon.
    package subscript(language: LanguageCode) -> Table? {
        if let table = made.withLock({ $0[language] }) { return table }
        // A lexicon is many lists, so even a copy of it costs: asked for only where it is needed.
        guard let lexicon = lexicons[language] else { return nil }
        return made.withLock { made in
            if let table = made[language] { return table }
            let table = make(language, lexicon)
            made[language] = table
            return table
        }
    }

    /// Whether the language has a lexicon.
    package func covers(_ language: LanguageCode) -> Bool {
        lexicons.byLanguage.index(forKey: language) != nil
    }
}
