import CodeLists
import Digests
import DocumentModel
import Foundation
import Lexicons
package import StageKit

/// A short hash of all words and codes the rules work with: it changes when any of them does.
package func ruleSetHash(of resources: StageResources) -> String {
    let hasher = SHA256Hasher()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for language in resources.lexicons.languages {
        hasher.update(Array(language.rawValue.utf8))
        guard let lexicon = resources.lexicons[language],
            let data = try? encoder.encode(lexicon)
        else { continue }
        hasher.update([UInt8](data))
    }
    for name in resources.codeLists.names {
        let table = resources.codeLists[name]
        var bytes = Array("\n\(name)\n".utf8)
        for row in [table.columns] + table.rows {
            for cell in row {
                bytes += cell.utf8
                bytes.append(0)
            }
        }
        hasher.update(bytes)
    }
    return String(hasher.finish().hexadecimal.prefix(12))
}
