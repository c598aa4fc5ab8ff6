import CodeLists
package import DocumentModel
import Lexicons
package import StageKit
import TextAnalysis

/// Tags numbers with their units of measure, what bounds them, and what there is so much of.
package struct QuantityTagger: Tagger {
    package static let name: StageName = "tag-quantities"
    package static let summary =
        "Tags numbers with units of measure: mass, length, volume, area, temperature, data."
    package static let reads: Set<LayerName> = [
        LayerKey.words.name, LayerKey.languages.name, LayerKey.numbers.name,
    ]
    package static let provides = LayerKey<QuantityReading>.quantities
    package static let examples = [
        StageExample("⟦4 kg of rice⟧ and ⟦more than 30 kilometres⟧", reads: ["4 kg", "≥ 30 km"]),
        StageExample("⟦between 5 and 7 litres⟧, ⟦20–30 cm⟧", reads: ["5–7 L", "20–30 cm"]),
        StageExample(
            "⟦a kilo⟧, ⟦250g⟧, ⟦40 °C⟧, ⟦90 km/h⟧", reads: ["1 kg", "250 g", "40 Cel", "90 km/h"]),
        StageExample(
            "12 women, 3 G, 20 pounds, 15 years, a cup final, a foot in the door", reads: []),
        StageExample(
            "⟦tres litros de leche⟧ y ⟦más de 2 toneladas⟧", in: .spanish,
            reads: ["3 L", "≥ 2 t"]),
        StageExample("⟦300 gramas de farinha⟧", in: .portuguese, reads: ["300 g"]),
        StageExample(
            "⟦une tasse de thé⟧, ⟦12 kg d'herbe⟧", in: .french, reads: ["1 [cup_us]", "12 kg"]),
    ]

    private let tables: LexiconTables<QuantityTable>
    private let plain: QuantityTable

    package init(settings: NoSettings, resources: StageResources) {
        let measures = Measure.all(in: resources.codeLists)
        tables = LexiconTables(resources.lexicons) { QuantityTable(measures, $0) }
        plain = QuantityTable(measures, nil)
    }

    package func mentions(
        in document: Document
    ) throws(StageError) -> [Mention<QuantityReading>] {
        let view = WordView(document)
        let reader = QuantityReader(
            table: tables[document.language] ?? plain, view: view,
            numbers: NumberSlot.all(of: document, in: view), slots: document.wordSlots)
        return reader.quantities()
    }
}

/// A unit of the code list, under one of its names or symbols.
struct Measure: Hashable, Sendable {
    let code: String
    let dimension: String
    /// How the symbol is written; nil for a name.
    var symbol: [UInt8]?
    /// Whether the name means something else too.
    var isDoubtful = false

    /// Whether there can be so much of something: "2 kg of rice".
    var hasProduct: Bool { dimension == "MASS" || dimension == "VOLUME" }

    /// The units with their symbols, in the order of the code list.
    static func all(in lists: CodeLists) -> [(measure: Measure, symbols: [String])] {
        let list = lists["measure"]
        return zip(zip(list["code"], list["dimension"]), list["symbols"]).map { unit, symbols in
            (
                Measure(code: unit.0, dimension: unit.1),
                symbols.split(separator: "|").map(String.init)
            )
        }
    }
}

/// What a word or phrase can be in a quantity.
enum QuantityToken: Hashable, Sendable {
    case unit(Measure)
    case article, of, notProduct
    case least, most, about
    case orMore, orLess
    case between, and, from, to, joiner
}

/// The units and a lexicon's words around them, ready to be looked up.
struct QuantityTable: Sendable {
    private(set) var phrases = PhraseTable<QuantityToken>()
    /// Names of units, and symbols of several letters, alone: what may stand after an article.
    private(set) var names = PhraseTable<Bool>()
    /// The words that these start with.
    private(set) var nameStarts = WordStarts()
    /// Symbols of mass that number grammars take for a multiplier, with what they multiply by.
    private(set) var factors: [UInt64: Double] = [:]
    /// Other such symbols, which stay multipliers when glued to digits: "5m".
    private(set) var multipliers: Set<UInt64> = []

    init(_ measures: [(measure: Measure, symbols: [String])], _ lexicon: Lexicon?) {
        phrases.insert(["-", "~"], as: .joiner)
        let segmenter = WordSegmenter()
        for (measure, symbols) in measures {
            for symbol in symbols {
                var written = measure
                written.symbol = Array(symbol.utf8)
                phrases.insert(symbol, .unit(written))
                if symbol.utf8.count > 1, symbol.utf8.allSatisfy(\.isASCIILetter) {
                    names.insert(symbol, true)
                }
                if let factor = lexicon?.numbers.suffixes[symbol],
                    let word = segmenter.folded(symbol).first
                {
                    if measure.dimension == "MASS" {
                        factors[word] = factor
                    } else {
                        multipliers.insert(word)
                    }
                }
            }
            guard let words = lexicon?.quantities else { continue }
            for name in words.units[measure.code] ?? [] {
                var named = measure
                named.isDoubtful = words.doubtful.contains(name)
                phrases.insert(name, .unit(named))
                names.insert(name, true)
            }
        }
        nameStarts.insert(firstWordsOf: names)
        if let lexicon { insertWords(lexicon) }
    }

    private mutating func insertWords(_ lexicon: Lexicon) {
        let bounds = lexicon.qualifiers
        let words = lexicon.quantities
        phrases.insert(lexicon.numbers.articles, as: .article)
        phrases.insert(words.of, as: .of)
        phrases.insert(lexicon.language.functionWords + words.notProducts, as: .notProduct)
        phrases.insert(bounds.atLeast + bounds.moreThan + words.above, as: .least)
        phrases.insert(bounds.atMost + bounds.lessThan + words.below, as: .most)
        phrases.insert(bounds.about + bounds.nearly, as: .about)
        phrases.insert(bounds.orMore, as: .orMore)
        phrases.insert(bounds.orLess, as: .orLess)
        phrases.insert(bounds.between, as: .between)
        phrases.insert(bounds.betweenJoiners, as: .and)
        phrases.insert(bounds.from, as: .from)
        phrases.insert(bounds.fromJoiners, as: .to)
        phrases.insert(bounds.joiners, as: .joiner)
    }

    /// The unit at word `index`: by its longest name, or a symbol as it is written.
    func unit(at index: Int, in view: WordView) -> (value: Measure, end: Int)? {
        guard index < view.count,
            phrases.mayStart(QuantityToken.unitKinds, with: view.words[index].value)
        else {
            return nil
        }
        var found: (value: Measure, end: Int)?
        phrases.forEachMatch(at: index, in: view.words) { match in
            let units = match.payloads.compactMap { token in
                if case .unit(let measure) = token { measure } else { nil }
            }
            let written = view.text[view.span(match.words).range]
            let unit =
                units.first { $0.symbol?.elementsEqual(written) ?? false }
                ?? units.first { $0.symbol == nil }
                ?? (units.count == 1 && written.count > 1 ? units[0] : nil)
            if let unit { found = (unit, match.words.upperBound) }
        }
        return found
    }
}
